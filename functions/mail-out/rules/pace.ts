/** When the next mail may leave by the spacing of the rate, and when those of the last second left: epoch milliseconds. */
export type Pace = { due: number; left: number[] };

/** The part of the allowed rate that the spacing uses: the rest lets SES's own count recover from jitter on the way. */
const share = 0.99;
/**
 * Milliseconds by which mails that left late may be caught up: a timer is late, and a processor that is shared stands
 * still for most of a tenth of a second.
 */
const catchUp = 200;
const second = 1000;

/** A pace at which nothing has left yet. */
export const startingPace = (): Pace => ({ due: 0, left: [] });

/**
 * When the next mail may leave (epoch milliseconds): evenly spaced, and never as one more than `perSecond` within any
 * second.
 */
export function nextTurn({ due, left }: Pace, perSecond: number): number {
  const before = left.at(-Math.max(1, Math.floor(perSecond)));
  return before === undefined ? due : Math.max(due, before + second);
}

/** The pace once a mail has left at `now`. */
export function afterLeaving({ due, left }: Pace, now: number, perSecond: number): Pace {
  return {
    due: Math.max(due, now - catchUp) + second / (perSecond * share),
    left: [...left.filter((at) => at > now - second), now],
  };
}
