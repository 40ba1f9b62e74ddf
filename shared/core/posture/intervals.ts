import { instantOf } from '../hours/zone.ts';

/** A stretch of epoch milliseconds: `from` inside, `to` outside. */
export type Interval = { from: number; to: number };

/** Spans of ISO instants as intervals. */
export function toIntervals(spans: readonly { from: string; to: string }[]): Interval[] {
  return spans.map(({ from, to }) => ({ from: instantOf(from), to: instantOf(to) }));
}

/** The same stretches, in order, disjoint, touching ones joined. */
export function union(intervals: Interval[]): Interval[] {
  const all: Interval[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (from >= to) continue;
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}

/** What is left of an interval without others. */
export function minus(interval: Interval, others: readonly Interval[]): Interval[] {
  let rest = [interval];
  for (const { from, to } of others) {
    rest = rest.flatMap((piece) => [
      ...(piece.from < from ? [{ from: piece.from, to: Math.min(piece.to, from) }] : []),
      ...(piece.to > to ? [{ from: Math.max(piece.from, to), to: piece.to }] : []),
    ]);
    rest = rest.filter((piece) => piece.from < piece.to);
  }
  return rest;
}
