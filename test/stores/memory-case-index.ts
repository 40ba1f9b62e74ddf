import { emptyManifest, withSegment } from '../../shared/core/cases/search-manifest.ts';
import type { AskedWord } from '../../shared/core/cases/searched-words.ts';
import type { CaseFinder, CaseIndex, IndexedCase } from '../../shared/shell/stores/case-index.ts';
import { newestFirst } from '../../shared/shell/stores/search-segment.ts';

const holds = ({ terms }: IndexedCase, asked: readonly AskedWord[]) =>
  asked.every(({ forms, beginning }) =>
    terms.some((term) => forms.includes(term) || (beginning !== undefined && term.startsWith(beginning))),
  );

/** An index and its finder in memory: the slow look that the other one must agree with. */
export function memoryCaseIndex(): CaseIndex & CaseFinder & { lose(): void } {
  let manifest: ReturnType<typeof emptyManifest> | undefined;
  const cases = new Map<string, IndexedCase>();
  const sorted = () => [...cases.values()].sort(newestFirst);
  const placeOf = ({ caseId, receivedAt }: IndexedCase) => ({ caseId, receivedAt });
  return {
    lose() {
      manifest = undefined;
      cases.clear();
    },
    state: async () => manifest,
    async take(given, taken) {
      manifest = withSegment(manifest ?? emptyManifest(false), undefined, taken);
      for (const one of given) if ((cases.get(one.caseId)?.version ?? 0) < one.version) cases.set(one.caseId, one);
    },
    async begin() {
      manifest = emptyManifest(false);
      cases.clear();
    },
    async finish(upTo) {
      manifest = { ...withSegment(manifest ?? emptyManifest(true), undefined, { upTo, entries: [] }), whole: true };
    },
    async merge() {
      return { before: 1, after: 1, cases: cases.size, dropped: 0, bytes: 0, swept: 0 };
    },
    async look() {
      if (manifest === undefined) return undefined;
      return {
        ...manifest,
        find(asked, after, limit) {
          const found = sorted().filter(
            (one) => holds(one, asked) && (after === undefined || newestFirst(after, one) < 0),
          );
          return { places: found.slice(0, limit).map(placeOf), more: found.length > limit };
        },
        countTerms: (terms) => ({
          cases: cases.size,
          counts: new Map(
            terms.map((term) => [term, [...cases.values()].filter((one) => one.terms.includes(term)).length]),
          ),
        }),
        sharing: (terms, least) =>
          sorted()
            .map((one) => ({ ...placeOf(one), terms: terms.filter((term) => one.terms.includes(term)) }))
            .filter(({ terms: stand }) => stand.length >= least),
      };
    },
  };
}
