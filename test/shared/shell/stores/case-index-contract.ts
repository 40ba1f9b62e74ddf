import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type AskedWord, askedWords } from '../../../../shared/core/cases/searched-words.ts';
import type { CaseFinder, CaseIndex, IndexedCase, IndexLook } from '../../../../shared/shell/stores/case-index.ts';
import { newestFirst } from '../../../../shared/shell/stores/search-segment.ts';
import { code, otherCode, thirdCode } from '../../../fixtures/case-events.ts';

/** An index that can be lost, as an empty one. */
export type Opened = { index: CaseIndex; finder: CaseFinder; lose(): void };

const received = (day: number) => `2026-11-${String(day).padStart(2, '0')}T09:00:00.000Z`;
export const indexed = (caseId: string, version: number, terms: string[], day = 1): IndexedCase => ({
  caseId,
  version,
  receivedAt: received(day),
  terms,
});
const nothingNew = { entries: [] };
const codes = Array.from({ length: 12 }, (_, at) => `PC-${String(1000 + at)}-0000-0000-0000`);
const terms = ['terremot', 'coperte', 'rossi', 'àlbero', '12', 'ross', 'strada'];

const found = ({ places }: { places: { caseId: string }[] }) => places.map(({ caseId }) => caseId);
const asked = (...words: string[]): AskedWord[] => words.map((word) => ({ forms: [word] }));
const beginning = (word: string): AskedWord => ({ forms: [], beginning: word });

/** Everything that a look finds of a search, page by page. */
function everyPage(look: IndexLook, words: readonly AskedWord[], limit: number): string[] {
  const codesFound: string[] = [];
  let after: Parameters<IndexLook['find']>[1];
  for (let page = 0; page < 100; page += 1) {
    const { places, more } = look.find(words, after, limit);
    codesFound.push(...places.map(({ caseId }) => caseId));
    after = places.at(-1);
    if (!more) return codesFound;
  }
  throw new Error('the pages of a search do not end');
}

/** What one does to an index. */
const act = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('take' as const),
      cases: fc.array(
        fc.record({
          code: fc.nat(codes.length - 1),
          version: fc.integer({ min: 1, max: 4 }),
          erased: fc.boolean(),
          terms: fc.subarray(terms, { minLength: 1 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'merge' as const }) },
);

/** One version of a case says one thing, however often it is told. */
const tellings = (acts: readonly (typeof act extends fc.Arbitrary<infer Act> ? Act : never)[]) => {
  const said = new Map<string, IndexedCase>();
  return acts.map((one) =>
    one.do === 'merge'
      ? undefined
      : one.cases.map(({ code: at, version, erased, terms: words }) => {
          const key = `${at} ${version}`;
          const before = said.get(key) ?? indexed(codes[at] ?? '', version, erased ? [] : words, (at % 5) + 1);
          said.set(key, before);
          return before;
        }),
  );
};

/** What every index of words must do, whatever it is made of; `open` gives one with nothing in it. */
export function caseIndexContract(name: string, open: () => Opened): void {
  let opened: Opened;
  beforeEach(() => {
    opened = open();
  });
  const look = async () => (await opened.finder.look()) as IndexLook;

  describe(name, () => {
    test('is not there before anything was taken in, and says that it is not whole until somebody says so', async () => {
      const { index, finder } = opened;
      expect(await finder.look()).toBeUndefined();
      expect(await index.state()).toBeUndefined();
      await index.take([indexed(code, 1, ['rossi'])], { upTo: received(1), entries: [`${code}.1`] });
      expect(await look()).toMatchObject({ whole: false, upTo: received(1), latest: [`${code}.1`] });
      await index.finish(received(2));
      expect(await look()).toMatchObject({ whole: true, upTo: received(2) });
      expect(found((await look()).find(asked('rossi'), undefined, 9))).toEqual([code]);
    });

    test('finds every word in its forms or as a beginning, the newest first, a page at a time', async () => {
      await opened.index.take(
        [
          indexed(code, 1, ['rossi', 'terremot'], 1),
          indexed(otherCode, 1, ['rossini', 'terremot'], 3),
          indexed(thirdCode, 1, ['bianchi', 'àlbero'], 2),
        ],
        nothingNew,
      );
      const at = await look();
      expect(found(at.find(asked('terremot'), undefined, 9))).toEqual([otherCode, code]);
      expect(found(at.find([...asked('terremot'), beginning('rossi')], undefined, 9))).toEqual([otherCode, code]);
      expect(found(at.find(asked('rossi'), undefined, 9))).toEqual([code]);
      expect(found(at.find([beginning('àlb')], undefined, 9))).toEqual([thirdCode]);
      expect(found(at.find(asked('rossi', 'àlbero'), undefined, 9))).toEqual([]);
      const first = at.find(asked('terremot'), undefined, 1);
      expect(first).toMatchObject({ places: [{ caseId: otherCode }], more: true });
      expect(found(at.find(asked('terremot'), first.places[0], 1))).toEqual([code]);
    });

    test('no sign of a search means anything to it', async () => {
      await opened.index.take([indexed(code, 1, ['or', 'near', 'rossi'])], nothingNew);
      const at = await look();
      for (const typed of [
        '"rossi',
        'rossi" OR "x',
        'rossi*',
        '(rossi)',
        'rossi -bianchi NEAR(',
        'term:rossi',
        '^rossi',
      ])
        expect(() => at.find(askedWords(typed), undefined, 9)).not.toThrow();
      expect(found(at.find(askedWords('("rossi*")'), undefined, 9))).toEqual([code]);
    });

    test('forgets what is told to be forgotten, whether it is told before or after, and merges to nothing of it', async () => {
      const { index } = opened;
      await index.take([indexed(code, 2, []), indexed(otherCode, 1, ['rossi'])], nothingNew);
      await index.take([indexed(code, 1, ['rossi']), indexed(otherCode, 2, [])], nothingNew);
      await index.merge(new Date(received(9)));
      expect(found((await look()).find(asked('rossi'), undefined, 9))).toEqual([]);
      expect((await look()).countTerms(['rossi']).counts.get('rossi')).toBe(0);
    });

    test('can be lost and begun anew', async () => {
      await opened.index.take([indexed(code, 1, ['rossi'])], nothingNew);
      opened.lose();
      expect(await opened.finder.look()).toBeUndefined();
      await opened.index.begin();
      expect(await look()).toMatchObject({ whole: false });
      await opened.index.take([indexed(otherCode, 1, ['rossi'])], nothingNew);
      expect(found((await look()).find(asked('rossi'), undefined, 9))).toEqual([otherCode]);
    });

    test('what it finds after any order of tellings, repeated ones and merges, is what a slow look over the latest finds', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(act, { minLength: 1, maxLength: 25 }),
          fc.integer({ min: 1, max: 4 }),
          async (acts, limit) => {
            opened = open();
            const latest = new Map<string, IndexedCase>();
            for (const cases of tellings(acts)) {
              if (cases === undefined) await opened.index.merge(new Date(received(9)));
              else await opened.index.take(cases, nothingNew);
              for (const one of cases ?? [])
                if ((latest.get(one.caseId)?.version ?? 0) < one.version) latest.set(one.caseId, one);
            }
            const slow = (term: string) =>
              [...latest.values()].filter((one) => one.terms.includes(term)).sort(newestFirst);
            const hasAll = async (compare: (at: IndexLook, term: string) => void) => {
              const at = await opened.finder.look();
              for (const term of terms) if (at !== undefined) compare(at, term);
            };
            // Before a merge it may find what an older telling said: whoever shows a case reads it.
            await hasAll((at, term) =>
              expect(everyPage(at, asked(term), limit)).toEqual(
                expect.arrayContaining(slow(term).map(({ caseId }) => caseId)),
              ),
            );
            await opened.index.merge(new Date(received(9)));
            await opened.index.merge(new Date(received(9)));
            await hasAll((at, term) => {
              const codesOfTerm = slow(term).map(({ caseId }) => caseId);
              expect(everyPage(at, asked(term), limit)).toEqual(codesOfTerm);
              expect(at.countTerms([term]).counts.get(term)).toBe(codesOfTerm.length);
              expect(found({ places: at.sharing([term], 1) }).sort()).toEqual([...codesOfTerm].sort());
            });
            const shared = new Map(
              [...latest.values()].map((one) => [one.caseId, terms.filter((term) => one.terms.includes(term)).sort()]),
            );
            const look = await opened.finder.look();
            for (const least of [1, 2]) {
              const told = (look?.sharing(terms, least) ?? []).map((one) => [one.caseId, [...one.terms].sort()]);
              expect(new Map(told as [string, string[]][])).toEqual(
                new Map([...shared].filter(([, stand]) => stand.length >= least)),
              );
            }
          },
        ),
        { numRuns: 20 },
      );
    });
  });
}
