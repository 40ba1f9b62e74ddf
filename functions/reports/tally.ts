import type { Register } from '../../shared/shell/stores/register.ts';
import { countCases, emptyTally, type Figures, noFigures, noteEntry, type Question } from './rules/report.ts';

/**
 * Parts in which a register is read. Cases of one part are in memory together, some 1 KB each: of ten million a hundred
 * and fifty thousand.
 */
const parts = 64;

/**
 * Counts a register for a report, part after part, until it is through or a bound is reached: entries, and
 * milliseconds. What is kept of a part that was counted is its figures alone.
 */
export async function figuresOf(
  register: Pick<Register, 'all'>,
  question: Question,
  bounds: { entries: number; milliseconds: number },
): Promise<{ figures: Figures; complete: boolean; milliseconds: number }> {
  const figures = noFigures(question);
  const startedAt = Date.now();
  for (let number = 0; number < parts; number += 1) {
    const tally = emptyTally();
    for await (const page of register.all({ number, of: parts })) {
      for (const entry of page) noteEntry(tally, entry);
      const milliseconds = Date.now() - startedAt;
      if (figures.entries + tally.entries >= bounds.entries || milliseconds >= bounds.milliseconds) {
        countCases(figures, question, tally);
        return { figures, complete: false, milliseconds };
      }
    }
    countCases(figures, question, tally);
  }
  return { figures, complete: true, milliseconds: Date.now() - startedAt };
}
