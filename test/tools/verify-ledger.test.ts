import { describe, expect, test } from '@jest/globals';
import type { DeclarationAct, LedgerEntry } from '../../shared/contracts/declaration.ts';
import { type LeavesByDay, leafOfAct, noteLeaf } from '../../shared/core/day-leaves.ts';
import type { DayRoot } from '../../shared/core/day-root.ts';
import { nextAct } from '../../shared/core/posture/acts.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { type FoundAct, verifyLedger } from '../../tools/verify-ledger.ts';
import { rootsOver } from '../fixtures/day-roots.ts';

/** A flood: declared, renewed, widened, stood down. */
function flood(): LedgerEntry[] {
  const declaration = 'd1';
  const acts: DeclarationAct[] = [
    {
      act: 'declare',
      reason: 'red bulletin',
      area: { kind: 'zones', zones: ['Emil-B1'] },
      level: 'emergency',
      hours: 'around-the-clock',
      notice: { it: 'Piena', en: 'Flood', de: 'Hochwasser' },
    },
    { act: 'renew', declaration, reason: 'still raining' },
    { act: 'change', declaration, reason: 'the coast too', area: { kind: 'zones', zones: ['Emil-B1', 'Emil-B2'] } },
    { act: 'stand-down', declaration, reason: 'over' },
  ];
  const entries: LedgerEntry[] = [];
  for (const [hour, act] of acts.entries()) {
    const at = `2026-09-12T0${hour}:00:00.000Z`;
    const by = { subject: 'anna', name: 'Anna Ferri' };
    const command = { act, by, at, newDeclaration: declaration, expectedVersion: entries.length };
    const next = nextAct('protezione-civile', entries, command, sha256);
    if ('refused' in next) throw new Error(next.refused);
    entries.push(next.entry);
  }
  return entries;
}
const verdictOf = (entries: LedgerEntry[], roots: DayRoot[] = []) =>
  verifyLedger(
    entries.map((entry) => ({ entry })),
    { roots, sha256 },
  );

describe('a sound ledger', () => {
  test('holds, and is named by the hash of its last act', async () => {
    const entries = flood();
    expect(await verdictOf(entries)).toEqual({ acts: 4, open: 4, lastHash: entries.at(-1)?.hash, findings: [] });
  });

  test('holds while nobody has declared anything', async () => {
    expect(await verdictOf([])).toEqual({ acts: 0, open: 0, lastHash: undefined, findings: [] });
  });
});

describe('a ledger that was touched', () => {
  test.each<[string, (entries: LedgerEntry[]) => LedgerEntry[], string]>([
    [
      'an act changed',
      (entries) => entries.map((entry) => ({ ...entry, event: { ...entry.event, reason: 'never happened' } })),
      'act 1 of the ledger: its content is not what its hash was made of',
    ],
    ['an act taken out', (entries) => entries.toSpliced(2, 1), 'act 3 of the ledger: the act before it is missing'],
    [
      'an act put in another’s place',
      (entries) => entries.with(1, { ...(entries[2] as LedgerEntry), version: 2 }),
      'act 2 of the ledger: it does not follow the act before it: the hash it names is another',
    ],
  ])('is told by %s', async (_what, touch, finding) => {
    expect((await verdictOf(touch(flood()))).findings).toEqual([finding]);
  });

  test('is told by the day when its last act is gone, though what is left of the chain holds', async () => {
    const entries = flood();
    const leaves: LeavesByDay = new Map();
    for (const entry of entries) noteLeaf(leaves, entry.at, leafOfAct(entry));
    const now = new Date('2026-09-12T22:10:00Z');
    const roots = await rootsOver({ service: 'protezione-civile', log: 'ledger', leaves, now });
    expect((await verdictOf(entries, roots)).findings).toEqual([]);
    expect((await verdictOf(entries.slice(0, -1), roots)).findings).toEqual([
      'ledger, day 2026-09-12: 4 acts were sealed under its root and 3 are there',
    ]);
    expect((await verdictOf([], roots)).findings).toEqual([
      'ledger, day 2026-09-12: 4 acts were sealed under its root and 0 are there',
    ]);
  });

  test('is told when an item is no act at all, unless it is broken before', async () => {
    const entries = flood();
    const items: FoundAct[] = entries.map((entry) => ({ entry }));
    items[2] = { version: 3, unreadable: 'event' };
    expect(await verifyLedger(items, { roots: [], sha256 })).toMatchObject({
      acts: 4,
      findings: ['act 3 of the ledger: it cannot be read: event'],
    });
    items[0] = { entry: { ...(entries[0] as LedgerEntry), hash: '0'.repeat(64) } };
    expect((await verifyLedger(items, { roots: [], sha256 })).findings).toEqual([
      'act 1 of the ledger: its content is not what its hash was made of',
    ]);
  });
});
