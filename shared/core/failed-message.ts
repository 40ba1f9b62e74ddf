// Apart from the shapes of messages: whoever only leaves one loads none of them.

/** A message that no retry will mend. */
export class PoisonMessage extends Error {
  override readonly name = 'PoisonMessage';
}

/**
 * Seconds until a failed message comes back: a poison one at once, so that its retries end soon; others after 1, 2, 4 …
 * 60 s with up to a quarter of jitter (`chance` in [0, 1)), so that twenty tries outlast a quarter of an hour of
 * outage.
 */
export function secondsUntilRetry(error: unknown, receives: number, chance: number): number {
  if (error instanceof PoisonMessage) return 0;
  const seconds = Math.min(60, 2 ** Math.max(0, receives - 1));
  return Math.ceil(seconds * (1 - chance / 4));
}
