import { describe, expect, test } from '@jest/globals';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import { sealEntry } from '../../shared/core/chain.ts';
import { type LeavesByDay, leafOfEntry, leavesOf, noteLeaf } from '../../shared/core/day-leaves.ts';
import type { DayRoot } from '../../shared/core/day-root.ts';
import { crownOver, type LeafRun, runsBelow } from '../../shared/core/day-tree.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { type FoundItem, findingText, verifyRegister } from '../../tools/verify-register.ts';
import { daysWithoutRoot } from '../../tools/verify-roots.ts';
import { rootsOver } from '../fixtures/day-roots.ts';
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

function leavesIn(entries: RegisterEntry[]): LeavesByDay {
  const leaves: LeavesByDay = new Map();
  for (const entry of entries) noteLeaf(leaves, entry.at, leafOfEntry(entry));
  return leaves;
}

const noon = new Date('2026-11-22T12:00:00Z');
const rootsOf = (entries: RegisterEntry[], now = noon): Promise<DayRoot[]> =>
  rootsOver({ service, log: 'register', leaves: leavesIn(entries), now });

const verdictOf = async (entries: RegisterEntry[], sealed: RegisterEntry[] | DayRoot[] = entries) => {
  const roots = sealed.some((one) => 'root' in one) ? (sealed as DayRoot[]) : await rootsOf(sealed as RegisterEntry[]);
  return verifyRegister({ items: [entries.map((entry): FoundItem => ({ entry }))], roots, sha256 });
};

const changed = (entries: RegisterEntry[], place: number, change: Partial<RegisterEntry>) =>
  entries.map((entry, index) => (index === place ? { ...entry, ...change } : entry));

describe('a sound register', () => {
  test('holds, and is counted: cases, entries, sealed days, entries that wait for their root', async () => {
    const verdict = await verdictOf(sound());
    expect(verdict).toMatchObject({ cases: 3, entries: 6, erased: 0, days: 2, open: 3, findings: [] });
    expect(verdict.lastRoot?.day).toBe('2026-11-21');
  });

  test('tells the days that are over and under no root, but not the running one and the one before', async () => {
    const { openDays } = await verdictOf(sound(), []);
    expect(openDays.toSorted()).toEqual(['2026-11-20', '2026-11-22']);
    expect(daysWithoutRoot(openDays, '2026-11-23')).toEqual(['2026-11-20']);
    expect(daysWithoutRoot(openDays, '2026-11-24')).toEqual(['2026-11-20', '2026-11-22']);
    const sealed = (await verdictOf(sound())).openDays;
    expect(daysWithoutRoot(sealed, '2026-11-23')).toEqual([]);
    expect(daysWithoutRoot(sealed, '2026-11-24')).toEqual(['2026-11-22']);
  });

  test('holds however it is cut into pages', async () => {
    const entries = sound();
    const items = entries.map((entry): FoundItem[] => [{ entry }]);
    expect(await verifyRegister({ items, roots: await rootsOf(entries), sha256 })).toMatchObject({
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
    const [finding] = (await verdictOf(changed(entries, 2, { events: other }), entries)).findings;
    expect(finding && findingText(service, finding)).toBe(
      `protezione-civile, case ${codeOf(1)}, version 1: its content is not what its hash was made of`,
    );
  });

  test('is told when an entry in the middle is gone', async () => {
    const entries = sound();
    const { findings } = await verdictOf(entries.toSpliced(0, 1), entries);
    expect(findings[0]).toEqual({ caseId: codeOf(0), version: 2, reason: 'the entry before it is missing' });
  });

  test('is told by the day when a whole case is gone, though every chain left holds', async () => {
    const entries = sound();
    const { findings } = await verdictOf(entries.slice(2), entries);
    expect(findings).toEqual([{ day: '2026-11-20', reason: '3 entries were sealed under its root and 2 are there' }]);
  });

  test('is told by the day when a case was written anew with a chain of its own', async () => {
    const entries = sound();
    const forged = firstEntryOf(0, '2026-11-20T10:00:02.000Z');
    const { findings } = await verdictOf([forged, ...entries.slice(2)], entries);
    expect(findings).toEqual([
      { day: '2026-11-20', reason: 'its entries are not the ones that were sealed under its root' },
    ]);
  });

  test('is told when a root was taken out or does not follow the one before', async () => {
    const entries = sound();
    const roots = await rootsOf(entries, new Date('2026-11-24T12:00:00Z'));
    expect((await verdictOf(entries, roots.toSpliced(1, 1))).findings[0]).toMatchObject({ day: '2026-11-22' });
    const cut = roots.map((root, index) => (index === 1 ? { ...root, previousRoot: '0'.repeat(64) } : root));
    expect((await verdictOf(entries, cut)).findings).toContainEqual({
      day: '2026-11-21',
      reason: 'its root does not follow the root of the day before',
    });
  });

  test('is told by the day when the last entry of a case is gone, though its chain holds', async () => {
    const entries = sound();
    const roots = await rootsOf(entries, new Date('2026-11-23T12:00:00Z'));
    expect((await verdictOf(entries.toSpliced(1, 1), roots)).findings).toEqual([
      { day: '2026-11-22', reason: '3 entries were sealed under its root and 2 are there' },
    ]);
  });

  test('is told by a published root when the entries of the last days are gone and their roots too', async () => {
    const entries = sound();
    const roots = await rootsOf(entries, new Date('2026-11-23T12:00:00Z'));
    const { day = '', root = '' } = roots.at(-1) ?? {};
    const published = [{ service, log: 'register', day, root } as const];
    const items = [entries.flatMap((entry): FoundItem[] => (entry.version === 1 ? [{ entry }] : []))];
    const cut = { items, roots: roots.slice(0, -1), sha256 };
    expect((await verifyRegister(cut)).findings).toEqual([]);
    expect((await verifyRegister({ ...cut, published })).findings).toEqual([
      { day: '2026-11-22', reason: 'its root was published and is not there' },
    ]);
    const anew = await rootsOf(
      entries.filter(({ version }) => version === 1),
      new Date('2026-11-23T12:00:00Z'),
    );
    expect((await verifyRegister({ ...cut, roots: anew, published })).findings).toEqual([
      { day: '2026-11-22', reason: 'another root was published for it' },
    ]);
  });

  test('is told when what is kept for proofs is not the tree of the day', async () => {
    const entries = sound();
    const texts = leavesOf(leavesIn(entries), '2026-11-20');
    const keep = async (change: (run: LeafRun) => LeafRun[]) => {
      const kept = new Map<string, LeafRun[]>();
      const crown = await crownOver(texts, sha256);
      for await (const run of runsBelow(crown, texts, sha256)) kept.set('2026-11-20', change(run));
      const runs = {
        async *of(day: string) {
          yield* kept.get(day) ?? [];
        },
      };
      const items = [entries.map((entry): FoundItem => ({ entry }))];
      return (await verifyRegister({ items, roots: await rootsOf(entries), runs, sha256 })).findings;
    };
    const told = [{ day: '2026-11-20', reason: 'what is kept for its proofs is not its tree, from leaf 0 on' }];
    expect(await keep((run) => [run])).toEqual([]);
    expect(await keep(() => [])).toEqual(told);
    expect(await keep((run) => [{ ...run, leaves: run.leaves.toReversed() }])).toEqual(told);
    expect(await keep((run) => [run, run])).toHaveLength(1);
  });

  test('is told when an entry is of a day before the first root', async () => {
    const entries = sound();
    const early = firstEntryOf(9, '2026-11-19T10:00:00.000Z');
    expect((await verdictOf([...entries, early], entries)).findings).toEqual([
      { day: '2026-11-19', reason: '1 entries are of a day before the first root' },
    ]);
  });

  test('is told when words are gone and nobody said that they were erased', async () => {
    const entries = sound();
    const { personal: _gone, ...bare } = entries[4] as RegisterEntry;
    const { findings, erased } = await verdictOf(entries.toSpliced(4, 1, bare), entries);
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
    const { findings, cases } = await verifyRegister({ items, roots: [], sha256 });
    expect(findings).toEqual([{ caseId: codeOf(0), version: 1, reason: 'it cannot be read: hash' }]);
    expect(cases).toBe(3);
  });
});
