import { type DayRoots, type Log, logs } from '../../shared/contracts/day-root.ts';
import { Day } from '../../shared/contracts/text.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { Roots } from '../../shared/shell/stores/roots.ts';

// Called by on-citizen-request: what anybody may keep, so that nobody can take it back.

/**
 * Seconds that a published root is kept by browsers and caches: it never changes, but one of another log may come late.
 */
const keptSeconds = 3_600;

/** The published roots of a day. Throws the Refusal `not-found` for what is no day, and for one without a root. */
export async function showDayRoots(
  rootsOf: (log: Log) => Pick<Roots, 'of'>,
  service: string,
  given: string | undefined,
): Promise<Reply> {
  const day = Day.safeParse(given);
  if (!day.success) throw new Refusal('not-found');
  const found = await Promise.all(logs.map((log) => rootsOf(log).of(day.data)));
  const roots = found.flatMap((kept) => {
    if (kept === undefined) return [];
    const { log, algorithm, root, entries, previousRoot, closedAt } = kept;
    return [{ log, algorithm, root, entries, previousRoot, publishedAt: closedAt }];
  });
  if (roots.length === 0) throw new Refusal('not-found', ({ proof }) => proof.noRoots);
  return {
    status: 200,
    headers: { 'Cache-Control': `public, max-age=${keptSeconds}` },
    body: { service, day: day.data, roots } satisfies DayRoots,
  };
}
