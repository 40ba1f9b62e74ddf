/** Longest wait before another try, in seconds, whatever a refusal asks for. */
const longestWait = 120;

/**
 * Seconds until another try: what the refusal asks for (Retry-After of RFC 9110, seconds or a date) or twice as long
 * each time from two seconds on, at most a minute; and up to half as much again by chance, so that those who were
 * refused together do not come back together. `chance` is 0 to 1.
 */
export function waitBefore(
  attempt: number,
  retryAfter: string | null,
  nowMilliseconds: number,
  chance: number,
): number {
  const asked =
    retryAfter === null
      ? Number.NaN
      : /^\d+$/.test(retryAfter.trim())
        ? Number(retryAfter)
        : (Date.parse(retryAfter) - nowMilliseconds) / 1000;
  const least = Number.isNaN(asked) ? Math.min(60, 2 ** attempt) : Math.min(longestWait, Math.max(1, asked));
  return Math.ceil(least * (1 + chance / 2));
}
