/**
 * Milliseconds that the center's clock is ahead of this machine's: an office computer may be wrong, and the center
 * judges.
 */
let ahead = 0;

/** The center's time as well as it is known, in epoch milliseconds. */
export const centerNow = (): number => Date.now() + ahead;

/** Milliseconds that the console waits for the center's time: nobody is kept from signing in by it. */
const longestWait = 3_000;

/** Milliseconds after which a center that told no time is asked again. */
const again = 10_000;

/** Asks the center for its time; without an answer the last known difference holds, and it is asked again later. */
export const setClock = (): Promise<void> =>
  askTime().catch(() => {
    setTimeout(setClock, again);
  });

async function askTime(): Promise<void> {
  const asked = Date.now();
  const answer = await fetch('/v1/status', { cache: 'no-store', signal: AbortSignal.timeout(longestWait) });
  const { at } = (await answer.json()) as { at: string };
  const difference = Date.parse(at) - (asked + Date.now()) / 2;
  // Less than this is the way to and fro.
  ahead = Math.abs(difference) < 1_500 ? 0 : difference;
}
