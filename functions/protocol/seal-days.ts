import { leafOfBatch, leafOfCancellation } from '../../shared/core/day-leaves.ts';
import type { DayRoot } from '../../shared/core/day-root.ts';
import { leafText } from '../../shared/core/day-tree.ts';
import { dayAt } from '../../shared/core/protocol.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { closeDays } from '../../shared/shell/stores/close-days.ts';
import type { Roots } from '../../shared/shell/stores/roots.ts';
import type { NumberingWork } from './assign-numbers.ts';

// Called by on-day-end once the days of the protocol are closed.

/** Numbers no year reaches. */
const everyNumber = { from: 1, to: 999_999_999 };

/** Publishes the root of each closed day that has none; gives the roots that stand for them. */
export async function sealDays(work: NumberingWork, roots: Pick<Roots, 'last' | 'of' | 'keep'>): Promise<DayRoot[]> {
  const { protocol, definition, clock } = work;
  const { service } = definition;
  const begun = await protocol.last(0);
  const first = begun && dayAt(begun.at);
  return closeDays({ service, log: 'protocol', now: clock(), first, textsOf: (day) => textsOf(work, day), roots });
}

/** The leaves of a closed day: its batches, and the numbers that were cancelled on it. Throws for a day not closed. */
async function* textsOf({ protocol }: NumberingWork, day: string): AsyncGenerator<string> {
  const closed = await protocol.day(day);
  if (closed === undefined) throw new Error(`the protocol of ${day} is not closed`);
  const year = Number(day.slice(0, 4));
  const texts: string[] = [];
  for (const cancelled of new Set(closed.cancelled.map((number) => Number(number.slice(0, 4)))))
    for (const one of await protocol.cancellations(cancelled, everyNumber.from, everyNumber.to))
      if (dayAt(one.at) === day) texts.push(leafText(leafOfCancellation(one, sha256)));
  const { from, to } = closed.batches;
  for await (const page of from > to ? [] : protocol.batches(year, from)) {
    const ofDay = page.filter(({ batch }) => batch <= to);
    texts.push(...ofDay.map((batch) => leafText(leafOfBatch(batch))));
    if (ofDay.length < page.length) break;
  }
  yield* texts.sort();
}
