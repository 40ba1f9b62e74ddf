/** How long one caller waited for an operator: whole seconds, and the ISO instant at which the waiting ended. */
export type Wait = { at: string; seconds: number };

/** Fifteen minutes, in milliseconds: an older wait says nothing of now. */
export const waitHoldsFor = 900_000;
/** A clock ahead of ours by more than this (milliseconds) is not believed. */
const clockTolerance = 60_000;
const countedWaits = 20;

/** Whether a wait still tells how long the next caller waits, at `now` (epoch milliseconds). */
export function holdsNow({ at }: Wait, now: number): boolean {
  const age = now - Date.parse(at);
  return age <= waitHoldsFor && age >= -clockTolerance;
}

/** The waits that count at `now` (epoch milliseconds), newest first: the latest twenty of the last fifteen minutes. */
export function waitsThatCount(waits: readonly Wait[], now: number): Wait[] {
  // A call that is told again has not waited again.
  const once = new Map(waits.map((wait) => [`${wait.at} ${wait.seconds}`, wait]));
  return [...once.values()]
    .filter((wait) => holdsNow(wait, now))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .slice(0, countedWaits);
}

/**
 * How long the next caller may expect to wait: the median of the waits that count, as of the newest; undefined when
 * none does.
 */
export function expectedWait(waits: readonly Wait[], now: number): Wait | undefined {
  const counted = waitsThatCount(waits, now);
  const [newest] = counted;
  if (newest === undefined) return undefined;
  const bySeconds = counted.map(({ seconds }) => seconds).sort((one, other) => one - other);
  // Of an even number the longer of the two in the middle: a voice menu had better not promise too little.
  return { at: newest.at, seconds: bySeconds[Math.floor(bySeconds.length / 2)] ?? 0 };
}
