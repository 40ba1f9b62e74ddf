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
