import { MINUTE, rome } from '../../../shared/core/hours/zone.ts';

/** How far an instant is from now, in whole minutes: ahead of it, or `late` behind it. */
export type Due = { late: boolean; days: number; hours: number; minutes: number };

/** What is left until an ISO instant, or how long ago it passed; `now` is in epoch milliseconds. */
export function dueIn(instant: string, now: number): Due {
  const apart = Date.parse(instant) - now;
  // Rounded down: nobody reads more time than there is.
  const minutes = Math.floor(Math.abs(apart) / MINUTE);
  return {
    late: apart < 0,
    days: Math.floor(minutes / 1440),
    hours: Math.floor(minutes / 60) % 24,
    minutes: minutes % 60,
  };
}

/** How people call the day of an instant in Rome; undefined when it has no word and needs its date. */
export function dayWord(instant: string, now: number): 'yesterday' | 'today' | 'tomorrow' | undefined {
  const apart = rome.dayAt(Date.parse(instant)) - rome.dayAt(now);
  return apart === 0 ? 'today' : apart === 1 ? 'tomorrow' : apart === -1 ? 'yesterday' : undefined;
}
