import type { IndexPlace } from '../../../shared/core/cases/searched-words.ts';

/** Words by which cases are likened, and how many of them two share at least: what is rare tells the matter. */
const rarest = 8;
export const leastShared = 3;
/** A word that stands in a twentieth of all cases says nothing of the matter, but where there are few cases. */
const commonPart = 20;
const fewCases = 50;

/** The rarest of a case's terms that stand in another case, too, at most eight, the rarest first. */
export function rarestTerms(counts: ReadonlyMap<string, number>, cases: number): string[] {
  const most = Math.max(fewCases, cases / commonPart);
  return [...counts]
    .filter(([, count]) => count > 1 && count <= most)
    .sort(([one, few], [other, many]) => few - many || (one < other ? -1 : 1))
    .slice(0, rarest)
    .map(([term]) => term);
}

/** A case that shares rare terms with another, as an index tells it. */
export type Candidate = IndexPlace & { weight: number; terms: string[] };

/** The cases that share most of these terms, three at least, a rare one counting more, at most `limit`. */
export function likestCases(
  found: readonly { term: string; count: number; places: readonly IndexPlace[] }[],
  cases: number,
  own: string,
  limit: number,
): Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const { term, count, places } of found)
    for (const { caseId, receivedAt } of places) {
      const before = candidates.get(caseId) ?? { caseId, receivedAt, weight: 0, terms: [] };
      const weight = before.weight + Math.log(1 + cases / count);
      candidates.set(caseId, { ...before, weight, terms: [...before.terms, term] });
    }
  return [...candidates.values()]
    .filter(({ caseId, terms }) => caseId !== own && terms.length >= leastShared)
    .sort((one, other) => other.weight - one.weight || (one.receivedAt < other.receivedAt ? 1 : -1))
    .slice(0, limit);
}
