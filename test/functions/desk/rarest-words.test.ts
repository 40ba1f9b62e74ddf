import { describe, expect, test } from '@jest/globals';
import { leastShared, likestCases, rarestTerms } from '../../../functions/desk/rules/rarest-words.ts';

describe('the words by which a case is likened', () => {
  const rarest = (counts: Record<string, number>, cases = 100) => rarestTerms(new Map(Object.entries(counts)), cases);

  test('are those that few other cases have, the rarest first, and by the alphabet among equals', () => {
    expect(rarest({ tombino: 4, frana: 2, argine: 4, ponte: 3 })).toEqual(['frana', 'ponte', 'argine', 'tombino']);
    expect(rarest({ argine: 4, tombino: 4 })).toEqual(rarest({ tombino: 4, argine: 4 }));
  });

  test('are none that no other case has', () => {
    expect(rarest({ frana: 1, ponte: 2 })).toEqual(['ponte']);
  });

  test('are none that stand in more than fifty cases, or of many in more than a twentieth', () => {
    expect(rarest({ a: 50, b: 51 })).toEqual(['a']);
    expect(rarest({ a: 50, b: 51 }, 1000)).toEqual(['a']);
    expect(rarest({ a: 100, b: 101 }, 2000)).toEqual(['a']);
  });

  test('are eight at most', () => {
    const counts = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`parola-${at}`, 10 - at]));
    expect(rarest(counts)).toEqual(Array.from({ length: 8 }, (_, at) => `parola-${8 - at}`));
  });
});

describe('the cases that are most like one', () => {
  const place = (caseId: string, day = 10) => ({ caseId, receivedAt: `2026-11-${day}T09:00:00.000Z` });
  const found = (term: string, count: number, ...places: ReturnType<typeof place>[]) => ({ term, count, places });
  const ids = (all: ReturnType<typeof found>[], limit = 10) =>
    likestCases(all, 100, 'own', limit).map(({ caseId }) => caseId);

  test('share three words at least, and are never the case itself', () => {
    expect(leastShared).toBe(3);
    const [a, b, own] = [place('a'), place('b'), place('own')];
    const all = [found('frana', 3, a, b, own), found('ponte', 3, a, b, own), found('argine', 3, a, own)];
    expect(likestCases(all, 100, 'own', 10)).toEqual([
      { ...a, weight: expect.closeTo(3 * Math.log(1 + 100 / 3), 10), terms: ['frana', 'ponte', 'argine'] },
    ]);
  });

  test('are first those that share what is rarer, then those that came later, as many as are asked for', () => {
    const [common, rare, old] = [place('common', 20), place('rare', 12), place('old', 11)];
    const all = [
      found('frana', 2, rare, old),
      found('ponte', 40, common, rare, old),
      found('argine', 40, common, rare, old),
      found('strada', 40, common),
    ];
    expect(ids(all)).toEqual(['rare', 'old', 'common']);
    expect(ids(all.map((one) => ({ ...one, places: one.places.toReversed() })))).toEqual(['rare', 'old', 'common']);
    expect(ids(all, 2)).toEqual(['rare', 'old']);
  });
});
