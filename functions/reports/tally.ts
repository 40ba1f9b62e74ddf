import type { Register } from '../../shared/shell/stores/register.ts';
import { emptyTally, noteEntry, type Tally } from './rules/report.ts';

/** Reads a register for a report until it is through or a bound is reached: entries, and milliseconds. */
export async function tallyOf(
  register: Register,
  bounds: { entries: number; milliseconds: number },
): Promise<{ tally: Tally; complete: boolean; milliseconds: number }> {
  const tally = emptyTally();
  const startedAt = Date.now();
  for await (const page of register.all()) {
    for (const entry of page) noteEntry(tally, entry);
    const milliseconds = Date.now() - startedAt;
    if (tally.entries >= bounds.entries || milliseconds >= bounds.milliseconds) {
      return { tally, complete: false, milliseconds };
    }
  }
  return { tally, complete: true, milliseconds: Date.now() - startedAt };
}
