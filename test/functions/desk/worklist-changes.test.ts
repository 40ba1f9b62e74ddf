import { describe, expect, test } from '@jest/globals';
import { askedSince, eachOnce } from '../../../functions/desk/rules/worklist-changes.ts';
import { type ChangedCase, maximumChanges } from '../../../shared/contracts/worklist.ts';

const now = '2026-09-12T10:00:00.000Z';
const changed = (caseId: string, version = 1, more: Partial<ChangedCase> = {}): ChangedCase => ({
  caseId,
  version,
  lane: 'information',
  urgent: false,
  open: true,
  waits: true,
  ...more,
});

describe('changes are asked for', () => {
  test('from now on, when nobody says since when', () => {
    expect(askedSince(undefined, now)).toEqual({ since: now, from: now, missed: false });
  });

  test('since an instant and a little before it, because an index may show an older change after a newer one', () => {
    expect(askedSince('2026-09-12T09:59:00.000Z', now)).toEqual({
      since: '2026-09-12T09:59:00.000Z',
      from: '2026-09-12T09:58:55.000Z',
      missed: false,
    });
  });

  test('since so long ago that they are told no more', () => {
    expect(askedSince('2026-09-12T09:00:00.000Z', now)).toMatchObject({ missed: true });
    expect(askedSince('2026-09-12T09:10:00.000Z', now)).toMatchObject({ missed: false });
    expect(askedSince('2026-09-12T09:09:59.999Z', now)).toMatchObject({ missed: true });
  });

  test.each([
    'yesterday',
    '',
    '2026-99-12T09:00:00.000Z',
    '12.9.2026',
    '2026-09-12T09:00:00.000Z (UTC)',
    '+002026-09-12T09:00:00.000Z',
  ])('since %p, which is no instant', (since) => {
    expect(askedSince(since, now)).toMatchObject({ errors: [{ pointer: '/since' }] });
  });
});

describe('changes are told', () => {
  test('once a case, as its latest version has it, in whatever order they were told', () => {
    const told = [changed('A', 1), changed('B', 4), changed('A', 3, { open: false }), changed('A', 2), changed('B', 4)];
    expect(eachOnce(told)).toEqual({ changed: [changed('A', 3, { open: false }), changed('B', 4)], missed: false });
  });

  test('not one by one where they are too many', () => {
    const many = Array.from({ length: maximumChanges + 1 }, (_, number) => changed(`C${number}`));
    expect(eachOnce(many)).toEqual({ changed: [], missed: true });
    expect(eachOnce(many.slice(1)).changed).toHaveLength(maximumChanges);
  });
});

test('a case that is told again stands where it was told last', () => {
  const told = [changed('PC-A'), changed('PC-B'), changed('PC-A', 2), changed('PC-B')];
  expect(eachOnce(told.slice(0, 3)).changed.map(({ caseId, version }) => [caseId, version])).toEqual([
    ['PC-B', 1],
    ['PC-A', 2],
  ]);
  expect(eachOnce(told).changed.map(({ caseId }) => caseId)).toEqual(['PC-A', 'PC-B']);
});
