import type { ProtocolBatch, ProtocolCancellation, ProtocolDay } from '../../shared/contracts/protocol.ts';
import { readNumber } from '../../shared/core/protocol.ts';
import type { Protocol } from '../../shared/shell/stores/protocol.ts';

/** A protocol in memory, for tests of what stands on it; it passes the same contract suite as the real one. */
export function memoryProtocol(): Protocol {
  const years = new Map<number, Map<number, ProtocolBatch>>();
  const cancelled = new Map<string, ProtocolCancellation>();
  const days = new Map<string, ProtocolDay>();
  const inOrder = (year: number) =>
    [...(years.get(year)?.values() ?? [])].sort((one, other) => one.batch - other.batch);
  return {
    async last(year) {
      return inOrder(year).at(-1);
    },
    async append(batch) {
      const year = years.get(batch.year) ?? new Map<number, ProtocolBatch>();
      if (year.has(batch.batch)) return 'taken';
      years.set(batch.year, year.set(batch.batch, batch));
      return 'appended';
    },
    async batch(year, batch) {
      return years.get(year)?.get(batch);
    },
    async *batches(year, from) {
      for (const batch of inOrder(year)) if (batch.batch >= from) yield [batch];
    },
    async cancel(cancellation) {
      if (cancelled.has(cancellation.number)) return 'stands';
      cancelled.set(cancellation.number, cancellation);
      return 'cancelled';
    },
    async cancellations(year, from, to) {
      return [...cancelled.values()]
        .filter((each) => {
          const read = readNumber(each.number);
          return read !== undefined && read.year === year && read.number >= from && read.number <= to;
        })
        .sort((one, other) => (one.number < other.number ? -1 : 1));
    },
    async keepDay(day) {
      if (days.has(day.day)) return 'stands';
      days.set(day.day, day);
      return 'kept';
    },
    async day(day) {
      return days.get(day);
    },
    async lastDay(year) {
      const ofYear = [...days.keys()].filter((day) => Number(day.slice(0, 4)) === year).sort();
      return days.get(ofYear.at(-1) ?? '');
    },
  };
}
