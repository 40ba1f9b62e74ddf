import { type DayLeaf, type DayRoot, dayRoot, genesisHash, type Sha256 } from '../chain.ts';
import { dayInRome } from '../hours/zone.ts';

/** The day in Rome of an instant, as `YYYY-MM-DD`. */
export const dayOf = (at: Date): string => dayInRome(at.getTime());

/** The day `days` after (or, negative, before) a day, both as `YYYY-MM-DD`. */
export function dayAfter(day: string, days = 1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * Closes every day after the last root (or since the first entry) up to and with yesterday: a night in which nobody
 * closed is made good by the next one, and a day without entries has a root too, so that a missing day shows.
 */
export function closeDays(input: {
  service: string;
  now: Date;
  last: Pick<DayRoot, 'day' | 'root'> | undefined;
  leavesByDay: ReadonlyMap<string, readonly DayLeaf[]>;
  sha256: Sha256;
}): DayRoot[] {
  const { service, now, last, leavesByDay, sha256 } = input;
  const today = dayOf(now);
  const first = last === undefined ? [...leavesByDay.keys()].sort()[0] : dayAfter(last.day);
  const roots: DayRoot[] = [];
  for (let day = first ?? today; day < today; day = dayAfter(day)) {
    const previousRoot = roots.at(-1)?.root ?? last?.root ?? genesisHash;
    const leaves = leavesByDay.get(day) ?? [];
    roots.push({
      service,
      day,
      previousRoot,
      closedAt: now.toISOString(),
      ...dayRoot({ service, day, previousRoot, leaves, sha256 }),
    });
  }
  return roots;
}
