import { describe, expect, test } from '@jest/globals';
import { alikeCases } from '../../../functions/desk/rules/alike-cases.ts';
import { type Alike, alikeSet } from '../../fixtures/alike-cases.ts';

const items = alikeSet.map(({ item }) => item);
const aboutOf = new Map(alikeSet.map(({ about, item }) => [item.caseId, about]));
const events = [...new Set(alikeSet.map(({ about }) => about))].filter((about) => about !== '-');

/** Right, proposed and wanted over all ways of picking so many of an event. */
function measured(pick: (cases: readonly Alike[]) => Alike[][]) {
  const sum = { right: 0, proposed: 0, wanted: 0 };
  for (const about of events) {
    const cases = alikeSet.filter((one) => one.about === about);
    for (const picked of pick(cases)) {
      const found = alikeCases(
        picked.map(({ item }) => item),
        items,
      );
      sum.right += found.filter(({ item }) => aboutOf.get(item.caseId) === about).length;
      sum.proposed += found.length;
      sum.wanted += cases.length - picked.length;
    }
  }
  return { precision: sum.right / sum.proposed, recall: sum.right / sum.wanted };
}

const ones = (cases: readonly Alike[]) => cases.map((one) => [one]);
const threes = (cases: readonly Alike[]) =>
  cases.flatMap((one, i) =>
    cases.slice(i + 1).flatMap((two, j) => cases.slice(i + j + 2).map((three) => [one, two, three])),
  );

describe('cases about the same thing', () => {
  test('are found from one that is picked: half of them, and hardly another', () => {
    const { precision, recall } = measured(ones);
    expect(precision).toBeGreaterThanOrEqual(0.85);
    expect(recall).toBeGreaterThanOrEqual(0.45);
  });

  test('are found from three that are picked: seven of ten, and hardly another', () => {
    const { precision, recall } = measured(threes);
    expect(precision).toBeGreaterThanOrEqual(0.85);
    expect(recall).toBeGreaterThanOrEqual(0.7);
  });

  test('are proposed with the reason: the words, the place and the hours between', () => {
    const [picked] = items;
    if (picked === undefined) throw new Error('the set is empty');
    const [first] = alikeCases([picked], items);
    expect(first?.because).toMatchObject({ words: expect.arrayContaining(['frana']), hours: expect.any(Number) });
    expect(first?.item.caseId).not.toBe(picked.caseId);
  });

  test('are never a danger to life, a complaint or what is reserved, however alike', () => {
    const [picked] = items;
    if (picked === undefined) throw new Error('the set is empty');
    const caseId = 'PC-0000-0000-9999-0000';
    expect(alikeCases([picked], [{ ...picked, caseId }])).toHaveLength(1);
    for (const other of [{ urgent: true }, { kind: 'complaint' as const }, { reserved: true as const }])
      expect(alikeCases([picked], [{ ...picked, caseId, ...other }])).toEqual([]);
    const late = new Date(Date.parse(picked.receivedAt) + 73 * 3_600_000).toISOString();
    expect(alikeCases([picked], [{ ...picked, caseId, receivedAt: late }])).toEqual([]);
  });
});

describe('what speaks for a likeness', () => {
  const HOUR = 3_600_000;
  const base = items[0] as (typeof items)[number];
  let number = 0;
  const one = (said: object, hours = 0) => {
    number += 1;
    return {
      ...base,
      caseId: `PC-0000-0000-8888-${String(number).padStart(4, '0')}`,
      receivedAt: new Date(Date.parse('2026-11-20T10:00:00.000Z') + hours * HOUR).toISOString(),
      said,
    };
  };
  const told = (words: string, place?: string) => ({ words, ...(place !== undefined && { place }) });
  const because = (picked: object | object[], other: object, hours = 0) =>
    alikeCases(
      [picked].flat().map((said) => one(said)),
      [one(other, hours)],
    )[0]?.because;

  test('is three words, or two and the place; with one picked no fewer', () => {
    expect(because(told('tombino ostruito sottopasso'), told('sottopasso tombino ostruito'))?.words).toHaveLength(3);
    expect(because(told('tombino ostruito'), told('tombino ostruito'))).toBeUndefined();
    expect(because(told('tombino ostruito', 'Accumoli'), told('tombino ostruito', 'Accumoli'))).toEqual({
      words: ['tombino', 'ostruito'],
      hours: 0,
      place: 'accumoli',
    });
  });

  test('is no word of the desk’s own trade and no number', () => {
    expect(because(told('tombino ostruito 12'), told('tombino ostruito 12'))).toBeUndefined();
    expect(because(told('tombino ostruito emergenza'), told('tombino ostruito emergenza'))).toBeUndefined();
    expect(because(told('tombino ostruito a1'), told('tombino ostruito 1a'))).toBeUndefined();
  });

  test('is a place that the other names in its words, and that word counts once', () => {
    expect(because(told('tombino ostruito', 'Accumoli'), told('ad accumoli tombino ostruito'))).toMatchObject({
      place: 'accumoli',
      words: ['tombino', 'ostruito'],
    });
    expect(because(told('ad accumoli tombino ostruito'), told('tombino ostruito', 'Accumoli'))).toMatchObject({
      place: 'accumoli',
    });
    expect(because(told('accumoli tombino', 'Accumoli'), told('accumoli tombino', 'Accumoli'))).toBeUndefined();
    expect(because(told('tombino', 'Accumoli'), told('ostruito', 'Accumoli'))).toBeUndefined();
  });

  test('is nothing where both say that they are elsewhere', () => {
    const words = 'tombino ostruito sottopasso allagato';
    expect(because(told(words, 'Accumoli'), told(words, 'Norcia'))).toBeUndefined();
    expect(because(told(words, 'Accumoli'), told(words))).toMatchObject({ words: words.split(' ') });
  });

  test('is nothing from three days apart on, before or after, and the whole hours between are told', () => {
    const words = told('tombino ostruito sottopasso');
    expect(because(words, words, 72)?.hours).toBe(72);
    expect(because(words, words, -72)?.hours).toBe(72);
    expect(because(words, words, 72.001)).toBeUndefined();
    expect(because(words, words, 1.99)?.hours).toBe(1);
  });

  test('weighs double what two of the picked share, and of two reasons the stronger is told', () => {
    const [tombino, both, neither] = [told('tombino'), told('tombino ostruito'), told('allagato ponte')];
    // Both words are in both picked: two and two are enough of several, one of each is not.
    expect(because([both, both], both)?.words).toEqual(['tombino', 'ostruito']);
    expect(because([both, tombino], both)).toBeUndefined();
    expect(because([both, neither], both)).toBeUndefined();
    const strong = told('tombino ostruito sottopasso allagato');
    for (const picked of [
      [strong, told('tombino ostruito sottopasso')],
      [told('tombino ostruito sottopasso'), strong],
    ])
      expect(because(picked, strong)?.words).toHaveLength(4);
  });

  test('is told with twenty words and four of the place at most; what shares most is proposed first', () => {
    const words = Array.from({ length: 22 }, (_, at) => `${'abcdefghilmnopqrstuvzy'[at]}ombinox`).join(' ');
    expect(because(told(words), told(words))?.words).toHaveLength(20);
    const place = 'Accumoli Amatrice Arquata Norcia Visso';
    expect(because(told('tombino ostruito', place), told('tombino ostruito', place))?.place?.split(' ')).toHaveLength(
      4,
    );
    const picked = one(told('tombino ostruito sottopasso allagato'));
    const [less, more] = [one(told('tombino ostruito sottopasso')), one(told('tombino ostruito sottopasso allagato'))];
    for (const listed of [
      [less, more],
      [more, less],
    ])
      expect(alikeCases([picked], listed).map(({ item }) => item)).toEqual([more, less]);
  });
});
