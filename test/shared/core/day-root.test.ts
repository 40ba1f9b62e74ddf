import { describe, expect, test } from '@jest/globals';
import { genesisHash } from '../../../shared/core/chain.ts';
import { firstDay, leafOfAct, leafOfBatch, leafOfEntry, leavesOf, noteLeaf } from '../../../shared/core/day-leaves.ts';
import { flatRoot, sealedRoot } from '../../../shared/core/day-root.ts';
import { leafText } from '../../../shared/core/day-tree.ts';
import { dayAfter, dayOf, daysToClose } from '../../../shared/core/days-to-close.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';

describe('the root of a day', () => {
  const sealed = {
    service: 'protezione-civile',
    log: 'register',
    day: '2026-11-27',
    entries: 3,
    previousRoot: genesisHash,
    closedAt: '2026-11-27T23:10:00.000Z',
  } as const;

  test('is the one that was published: any other form of it would disown every day that is closed', () => {
    expect(sealedRoot(sealed, 'a'.repeat(64), sha256)).toBe(
      sha256(
        `["sportello-tree-2","protezione-civile","register","2026-11-27",3,"${'a'.repeat(64)}","${genesisHash}","2026-11-27T23:10:00.000Z"]`,
      ),
    );
  });

  test.each<[string, Partial<Parameters<typeof sealedRoot>[0]>]>([
    ['service', { service: 'familyline' }],
    ['log', { log: 'ledger' }],
    ['day', { day: '2026-11-28' }],
    ['count', { entries: 4 }],
    ['day before', { previousRoot: 'f'.repeat(64) }],
    ['time', { closedAt: '2026-11-27T23:10:00.001Z' }],
  ])('differs for another %s', (_what, other) => {
    expect(sealedRoot({ ...sealed, ...other }, 'a'.repeat(64), sha256)).not.toBe(
      sealedRoot(sealed, 'a'.repeat(64), sha256),
    );
  });

  test('of the first days, which were flat, is still what it was', () => {
    const kept = [
      { caseId: 'PC-2', version: 1, hash: 'b'.repeat(64) },
      { caseId: 'PC-1', version: 12, hash: 'c'.repeat(64) },
      { caseId: 'PC-1', version: 2, hash: 'a'.repeat(64) },
    ];
    const texts = kept.map((entry) => leafText(leafOfEntry(entry))).sort();
    const day = { service: 'protezione-civile', day: '2026-09-11', previousRoot: genesisHash };
    expect(flatRoot(day, texts, sha256)).toBe('fa73ae16d48961a2163e8a7be1ce59b5da12e636f67b19921f421403571429cc');
  });
});

describe('the days to close', () => {
  const now = new Date('2026-09-14T22:10:00.000Z');

  test('are days in Rome, with their 23 or 25 hours', () => {
    expect(dayOf(new Date('2026-09-11T22:30:00.000Z'))).toBe('2026-09-12');
    expect(dayOf(new Date('2026-10-25T22:59:59.999Z'))).toBe('2026-10-25');
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  });

  test('are all since the last root, never today', () => {
    expect(daysToClose(now, { day: '2026-09-11' }, undefined)).toEqual(['2026-09-12', '2026-09-13', '2026-09-14']);
    expect(daysToClose(now, { day: '2026-09-14' }, undefined)).toEqual([]);
  });

  test('begin with the first entry of a log that has no root, and are none of an empty one', () => {
    expect(daysToClose(now, undefined, '2026-09-13')).toEqual(['2026-09-13', '2026-09-14']);
    expect(daysToClose(now, undefined, undefined)).toEqual([]);
  });
});

describe('the leaves of days', () => {
  const hash = 'a'.repeat(64);

  test('come in order of their chain and version, each under its day in Rome', () => {
    const leaves = new Map<string, string[]>();
    noteLeaf(leaves, '2026-11-27T22:59:59.999Z', leafOfEntry({ caseId: 'PC-2', version: 10, hash }));
    noteLeaf(leaves, '2026-11-27T12:00:00.000Z', leafOfEntry({ caseId: 'PC-2', version: 9, hash }));
    noteLeaf(leaves, '2026-11-26T23:00:00.000Z', leafOfEntry({ caseId: 'PC-1', version: 1, hash }));
    noteLeaf(leaves, '2026-11-27T23:00:00.000Z', leafOfEntry({ caseId: 'PC-1', version: 2, hash }));
    expect(leavesOf(leaves, '2026-11-27')).toEqual([
      `PC-1|00000001|${hash}`,
      `PC-2|00000009|${hash}`,
      `PC-2|00000010|${hash}`,
    ]);
    expect(leavesOf(leaves, '2026-11-28')).toHaveLength(1);
    expect(leavesOf(leaves, '2026-11-29')).toEqual([]);
    expect(firstDay(leaves)).toBe('2026-11-27');
  });

  test('of days that have their root are passed over', () => {
    const leaves = new Map<string, string[]>();
    noteLeaf(leaves, '2026-11-27T12:00:00.000Z', leafOfAct({ version: 1, hash }), '2026-11-27');
    noteLeaf(leaves, '2026-11-28T12:00:00.000Z', leafOfAct({ version: 2, hash }), '2026-11-27');
    expect([...leaves.keys()]).toEqual(['2026-11-28']);
  });

  test('of one log cannot stand for those of another', () => {
    expect(leafText(leafOfAct({ version: 1, hash }))).toBe(`ledger|00000001|${hash}`);
    expect(leafText(leafOfBatch({ year: 2026, batch: 1, hash }))).toBe(`protocol 2026|00000001|${hash}`);
  });
});
