import { describe, expect, test } from '@jest/globals';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import { closeDays } from '../../shared/core/cases/day-roots.ts';
import { type DayLeaf, type DayRoot, sealEntry } from '../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { type FoundItem, findingText, verifyRegister } from '../../tools/verify-register.ts';
import { codeOf, firstEntryOf } from './register-of.ts';

const service = 'protezione-civile';

/** Cases of two entries each, the first on 20 November and the second on 22 November. */
function sound(cases = 3): RegisterEntry[] {
  return Array.from({ length: cases }, (_none, number) => {
    const first = firstEntryOf(number);
    const second = sealEntry({
      caseId: first.caseId,
      at: '2026-11-22T09:00:00.000Z',
      events: [{ type: 'MessageAdded', from: 'citizen', personal: { message: 'ancora io' } }],
      previous: first,
      salt: randomHex(),
      sha256,
    });
    return [first, second];
  }).flat();
}

function rootsOver(entries: RegisterEntry[], now = new Date('2026-11-22T12:00:00Z')): DayRoot[] {
  const leavesByDay = new Map<string, DayLeaf[]>();
  for (const { caseId, version, hash, at } of entries) {
    const day = at.slice(0, 10);
    leavesByDay.set(day, [...(leavesByDay.get(day) ?? []), { caseId, version, hash }]);
  }
  return closeDays({ service, now, last: undefined, leavesByDay, sha256 });
}

const verdictOf = (entries: RegisterEntry[], roots = rootsOver(entries)) =>
  verifyRegister({ service, items: [entries.map((entry): FoundItem => ({ entry }))], roots, sha256 });

const changed = (entries: RegisterEntry[], place: number, change: Partial<RegisterEntry>) =>
  entries.map((entry, index) => (index === place ? { ...entry, ...change } : entry));

describe('a sound register', () => {
  test('holds, and is counted: cases, entries, sealed days, entries that wait for their root', async () => {
    const verdict = await verdictOf(sound());
    expect(verdict).toMatchObject({ cases: 3, entries: 6, erased: 0, days: 2, open: 3, findings: [] });
    expect(verdict.lastRoot?.day).toBe('2026-11-21');
  });

  test('holds however it is cut into pages', async () => {
    const entries = sound();
    const items = entries.map((entry): FoundItem[] => [{ entry }]);
    expect(await verifyRegister({ service, items, roots: rootsOver(entries), sha256 })).toMatchObject({
      cases: 3,
      findings: [],
    });
  });

  test('holds while it is empty', async () => {
    expect(await verdictOf([])).toMatchObject({ cases: 0, entries: 0, findings: [] });
  });
});

describe('a register that was touched', () => {
  test('is told by the case and version whose content changed', async () => {
    const entries = sound();
    const other = (entries[2] as RegisterEntry).events.replace('information', 'complaint');
    const [finding] = (await verdictOf(changed(entries, 2, { events: other }), rootsOver(entries))).findings;
    expect(finding && findingText(service, finding)).toBe(
      `protezione-civile, case ${codeOf(1)}, version 1: its content is not what its hash was made of`,
    );
  });

  test('is told when an entry in the middle is gone', async () => {
    const entries = sound();
    const { findings } = await verdictOf(entries.toSpliced(0, 1), rootsOver(entries));
    expect(findings[0]).toEqual({ caseId: codeOf(0), version: 2, reason: 'the entry before it is missing' });
  });

  test('is told by the day when a whole case is gone, though every chain left holds', async () => {
    const entries = sound();
    const { findings } = await verdictOf(entries.slice(2), rootsOver(entries));
    expect(findings).toEqual([{ day: '2026-11-20', reason: '3 entries were sealed under its root and 2 are there' }]);
  });

  test('is told by the day when a case was written anew with a chain of its own', async () => {
    const entries = sound();
    const forged = firstEntryOf(0, '2026-11-20T10:00:02.000Z');
    const { findings } = await verdictOf([forged, ...entries.slice(2)], rootsOver(entries));
    expect(findings).toEqual([
      { day: '2026-11-20', reason: 'its entries are not the ones that were sealed under its root' },
    ]);
  });

  test('is told when a root was taken out or does not follow the one before', async () => {
    const entries = sound();
    const roots = rootsOver(entries, new Date('2026-11-24T12:00:00Z'));
    expect((await verdictOf(entries, roots.toSpliced(1, 1))).findings[0]).toMatchObject({ day: '2026-11-22' });
    const cut = roots.map((root, index) => (index === 1 ? { ...root, previousRoot: '0'.repeat(64) } : root));
    expect((await verdictOf(entries, cut)).findings).toContainEqual({
      day: '2026-11-21',
      reason: 'its root does not follow the root of the day before',
    });
  });

  test('is told when an entry is of a day before the first root', async () => {
    const entries = sound();
    const early = firstEntryOf(9, '2026-11-19T10:00:00.000Z');
    expect((await verdictOf([...entries, early], rootsOver(entries))).findings).toEqual([
      { day: '2026-11-19', reason: '1 entries are of a day before the first root' },
    ]);
  });

  test('is told when words are gone and nobody said that they were erased', async () => {
    const entries = sound();
    const { personal: _gone, ...bare } = entries[4] as RegisterEntry;
    const { findings, erased } = await verdictOf(entries.toSpliced(4, 1, bare), rootsOver(entries));
    expect(erased).toBe(1);
    expect(findings).toEqual([
      {
        caseId: codeOf(2),
        version: 1,
        reason: 'its personal part is gone and no entry of the case tells of an erasure',
      },
    ]);
  });

  test('is told when an item is no entry at all, and the rest is still verified', async () => {
    const [first, ...rest] = sound();
    const items: FoundItem[][] = [
      [{ caseId: (first as RegisterEntry).caseId, version: 1, unreadable: 'hash' }],
      rest.map((entry) => ({ entry })),
    ];
    const { findings, cases } = await verifyRegister({ service, items, roots: [], sha256 });
    expect(findings).toEqual([{ caseId: codeOf(0), version: 1, reason: 'it cannot be read: hash' }]);
    expect(cases).toBe(3);
  });
});
