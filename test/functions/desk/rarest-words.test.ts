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
  const sharing = (caseId: string, terms: string[], day = 10) => ({
    caseId,
    receivedAt: `2026-11-${day}T09:00:00.000Z`,
    terms,
  });
  const counts = new Map([
    ['frana', 2],
    ['ponte', 40],
    ['argine', 40],
    ['strada', 40],
  ]);
  const ids = (all: ReturnType<typeof sharing>[], limit = 10) =>
    likestCases(all, counts, 100, 'own', limit).map(({ caseId }) => caseId);

  test('share three words at least, and are never the case itself', () => {
    expect(leastShared).toBe(3);
    const three = ['frana', 'ponte', 'argine'];
    expect(ids([sharing('a', three), sharing('b', three.slice(1)), sharing('own', three)])).toEqual(['a']);
  });

  test('are first those that share what is rarer, then those that came later, as many as are asked for', () => {
    const all = [
      sharing('common', ['ponte', 'argine', 'strada'], 20),
      sharing('rare', ['frana', 'ponte', 'argine'], 12),
      sharing('old', ['argine', 'ponte', 'frana'], 11),
    ];
    expect(ids(all)).toEqual(['rare', 'old', 'common']);
    expect(ids(all.toReversed())).toEqual(['rare', 'old', 'common']);
    expect(ids(all, 2)).toEqual(['rare', 'old']);
  });
});

test('what stands in more than five thousand cases likens none, however many there are', () => {
  expect(
    rarestTerms(
      new Map([
        ['a', 5_000],
        ['b', 5_001],
      ]),
      1_000_000,
    ),
  ).toEqual(['a']);
});
