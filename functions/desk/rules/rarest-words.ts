import type { IndexPlace } from '../../../shared/core/cases/searched-words.ts';

/** Words by which cases are likened, and how many of them two share at least: what is rare tells the matter. */
const rarest = 8;
export const leastShared = 3;
/** A word that stands in a twentieth of all cases says nothing of the matter, but where there are few cases. */
const commonPart = 20;
const fewCases = 50;
/** What stands in more cases than this tells no matter however many there are, and takes long to go through. */
const mostCases = 5_000;

/** The rarest of a case's terms that stand in another case, too, at most eight, the rarest first. */
export function rarestTerms(counts: ReadonlyMap<string, number>, cases: number): string[] {
  const most = Math.min(mostCases, Math.max(fewCases, cases / commonPart));
  return [...counts]
    .filter(([, count]) => count > 1 && count <= most)
    .sort(([one, few], [other, many]) => few - many || (one < other ? -1 : 1))
    .slice(0, rarest)
    .map(([term]) => term);
}

/** A case that shares terms with another, as an index tells it. */
type Sharing = IndexPlace & { terms: readonly string[] };

/** The cases that share most of these terms, a rare one counting more, at most `limit`, without the case itself. */
export function likestCases(
  sharing: readonly Sharing[],
  counts: ReadonlyMap<string, number>,
  cases: number,
  own: string,
  limit: number,
): Sharing[] {
  const weightOf = ({ terms }: Sharing) =>
    terms.reduce((sum, term) => sum + Math.log(1 + cases / (counts.get(term) ?? 1)), 0);
  return sharing
    .filter(({ caseId, terms }) => caseId !== own && terms.length >= leastShared)
    .map((one) => ({ one, weight: weightOf(one) }))
    .sort((one, other) => other.weight - one.weight || (one.one.receivedAt < other.one.receivedAt ? 1 : -1))
    .slice(0, limit)
    .map(({ one }) => one);
}
