import type {
  ProtocolBatch,
  ProtocolCancellation,
  ProtocolDay,
  ProtocolDayView,
  ProtocolEntry,
  ProtocolEntryView,
} from '../../shared/contracts/protocol.ts';
import { dateOf, dayOf } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import { closedDay, dayAt, entriesOf, nextBatch, readNumber, yearAt } from '../../shared/core/protocol.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { batchWith, findEntry } from '../../shared/shell/stores/find-number.ts';
import type { Protocol } from '../../shared/shell/stores/protocol.ts';
import { type NumberingWork, settledHead } from './assign-numbers.ts';

// Called by on-staff-request to show the protocol, and by on-day-end to close its days.

/** Numbers no year reaches. */
const everyNumber = { from: 1, to: 999_999_999 };

const dayAfter = (day: string) => dateOf(dayOf(day) + 1);
const yearOf = (day: string) => Number(day.slice(0, 4));

/**
 * Brings the protocol into today: while the last batch is of a day before, an empty one is added. A worker that read
 * the clock before midnight and writes after it finds the place taken, so that a day that is over gets no further
 * number.
 */
async function turnTheDay(work: NumberingWork, today: string): Promise<void> {
  const { protocol, definition, clock } = work;
  for (;;) {
    const head = await settledHead(work);
    if (head !== undefined && head.continuesIn === undefined && dayAt(head.at) >= today) return;
    const now = clock().toISOString();
    await protocol.append(nextBatch({ service: definition.service, head, waiting: [], now, sha256 }));
  }
}

async function lastClosedDay(protocol: Protocol, from: number, downTo: number): Promise<ProtocolDay | undefined> {
  for (let year = from; year >= downTo; year -= 1) {
    const last = await protocol.lastDay(year);
    if (last !== undefined) return last;
  }
  return undefined;
}

async function* batchesOf(protocol: Protocol, day: string, from: number): AsyncGenerator<ProtocolBatch> {
  for await (const page of protocol.batches(yearOf(day), from))
    for (const batch of page) {
      if (dayAt(batch.at) > day) return;
      yield batch;
    }
}

/**
 * Closes every day after the last closed one up to and with yesterday, those without registrations too, so that a
 * missing day shows. A day that was closed keeps its register. Gives the days that were closed.
 */
export async function closeDays(work: NumberingWork): Promise<ProtocolDay[]> {
  const { protocol, definition, clock } = work;
  const today = dayAt(clock().toISOString());
  await turnTheDay(work, today);
  const begun = await protocol.last(0);
  if (begun === undefined) throw new Error('the protocol has not begun');
  const firstYear = yearAt(begun.at);
  const cancellations: ProtocolCancellation[] = [];
  for (let year = firstYear; year <= yearOf(today); year += 1)
    cancellations.push(...(await protocol.cancellations(year, everyNumber.from, everyNumber.to)));
  const closed: ProtocolDay[] = [];
  let previous = await lastClosedDay(protocol, yearOf(today), firstYear);
  let day = previous === undefined ? dayAt(begun.at) : dayAfter(previous.day);
  for (; day < today; day = dayAfter(day)) {
    const from = previous !== undefined && yearOf(previous.day) === yearOf(day) ? previous.batches.to + 1 : 1;
    const batches: ProtocolBatch[] = [];
    for await (const batch of batchesOf(protocol, day, from)) batches.push(batch);
    const register = closedDay({
      service: definition.service,
      day,
      previous,
      from,
      batches,
      cancellations: cancellations.filter(({ at }) => dayAt(at) === day),
      closedAt: clock().toISOString(),
      sha256,
    });
    if ((await protocol.keepDay(register)) === 'kept') closed.push(register);
    previous = (await protocol.day(day)) ?? register;
  }
  return closed;
}

/** A registration as staff see it. */
export const viewOf = (entry: ProtocolEntry, cancellation?: ProtocolCancellation): ProtocolEntryView => ({
  ...entry,
  ...(cancellation && {
    cancelled: { reason: cancellation.reason, by: cancellation.by.name, at: cancellation.at },
  }),
});

/** One registration as staff see it, if the number was assigned. */
export async function readEntry(
  protocol: Protocol,
  asked: { year: number; number: number },
): Promise<ProtocolEntryView | undefined> {
  const entry = await findEntry(protocol, asked);
  if (entry === undefined) return undefined;
  const [cancellation] = await protocol.cancellations(asked.year, asked.number, asked.number);
  return viewOf(entry, cancellation);
}

/** Registrations of one page: whole batches, so that a page may have ninety-nine more. */
const pageOf = 500;

/**
 * A page of a day's register (`YYYY-MM-DD` in Rome): the registrations after a number of that year, with their
 * cancellations.
 */
export async function readDay(
  protocol: Protocol,
  service: string,
  day: string,
  after?: number,
): Promise<ProtocolDayView> {
  const year = yearOf(day);
  const closed = await protocol.day(day);
  const last = closed === undefined ? await protocol.lastDay(year) : undefined;
  const begins = closed?.batches.from ?? (last !== undefined && last.day < day ? last.batches.to + 1 : 1);
  const read = after === undefined ? undefined : await batchWith(protocol, year, after);
  const entries: ProtocolEntry[] = [];
  let next: string | undefined;
  for await (const batch of batchesOf(protocol, day, Math.max(begins, (read?.batch ?? 0) + 1))) {
    if (closed !== undefined && batch.batch > closed.batches.to) break;
    if (entries.length >= pageOf) {
      next = entries.at(-1)?.number;
      break;
    }
    if (dayAt(batch.at) === day) entries.push(...entriesOf(batch));
  }
  const bounds = [entries[0], entries.at(-1)].map((entry) => readNumber(entry?.number ?? '')?.number);
  const [first, final] = bounds;
  const cancelled = first === undefined || final === undefined ? [] : await protocol.cancellations(year, first, final);
  const byNumber = new Map(cancelled.map((cancellation) => [cancellation.number, cancellation]));
  return {
    service,
    day,
    entries: entries.map((entry) => viewOf(entry, byNumber.get(entry.number))),
    ...present({ next, closed }),
  };
}
