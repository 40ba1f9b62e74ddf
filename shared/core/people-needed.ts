import type { ServiceDefinition } from '../contracts/service.ts';

// How many people a desk needs, from what waits, what comes, and how long one case takes.

/** What the need is worked out from. */
export type Workload = {
  /** Cases that wait for the desk. */
  waiting: number;
  /** Cases that come in an hour. */
  arrivals: number;
  /** Minutes that one case takes. */
  minutesACase: number;
  /** Hours in which what waits is to be worked off. */
  clearsInHours: number;
  /** People who are handed no case, so that somebody picks up the phone. */
  keptFree: number;
};

/** Minutes that a written case takes, and hours in which a backlog is to be gone, where a service says nothing (ours). */
const usual = { minutesACase: 7, clearsInHours: 4 } as const;

/** What a service says of its written work, or what is usual. */
export const workloadRules = ({ desk }: Pick<ServiceDefinition, 'desk'>) => ({
  minutesACase: desk?.minutesACase ?? usual.minutesACase,
  clearsInHours: desk?.clearsInHours ?? usual.clearsInHours,
});

/**
 * People that a desk needs: ⌈(waiting ÷ hours + arrivals an hour) × minutes a case ÷ 60⌉, and those who are kept free for
 * the telephone. It is the offered load of written work, spread over the time it may wait: whoever leaves or calls again
 * is not in it.
 */
export const peopleNeeded = ({ waiting, arrivals, minutesACase, clearsInHours, keptFree }: Workload): number =>
  Math.ceil(Math.round(((waiting / clearsInHours + arrivals) * minutesACase * 1e6) / 60) / 1e6) + keptFree;
