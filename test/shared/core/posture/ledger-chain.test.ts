import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { LedgerEntry, type LedgerEvent, type PostureEvent } from '../../../../shared/contracts/declaration.ts';
import { brokenLink, sealLedgerEntry } from '../../../../shared/core/posture/ledger-chain.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const by = { subject: 'anna', name: 'Anna Bianchi' };

const events: LedgerEvent[] = [
  {
    type: 'Declared',
    declaration: 'd1',
    at: '2026-09-12T08:00:00.000Z',
    by,
    reason: 'flood',
    area: { kind: 'zones', zones: ['Emil-B1', 'Emil-B2'] },
    level: 'emergency',
    hours: 'around-the-clock',
    notice: { it: 'Avviso', en: 'Notice', de: 'Hinweis' },
    endsAt: '2026-09-13T08:00:00.000Z',
  },
  {
    type: 'Renewed',
    declaration: 'd1',
    at: '2026-09-13T07:00:00.000Z',
    by,
    reason: 'rain',
    endsAt: '2026-09-14T08:00:00.000Z',
  },
  { type: 'StoodDown', declaration: 'd1', at: '2026-09-13T20:00:00.000Z', by, reason: 'over' },
];

function sealed(): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (const event of events) {
    entries.push(sealLedgerEntry({ service: 'protezione-civile', event, previous: entries.at(-1), sha256 }));
  }
  return entries;
}

const atTime = { version: 2, because: 'time' };
const early: LedgerEvent = { ...(events[1] as LedgerEvent), at: '2026-09-12T07:59:59.999Z' };

/** The first entry, and after it one that is sealed by whoever has the rule, with an hour of their own. */
function sealedAfter([first]: LedgerEntry[], event: LedgerEvent, at = event.at): LedgerEntry[] {
  const entry = sealLedgerEntry({ service: 'protezione-civile', event: { ...event, at }, previous: first, sha256 });
  return [first as LedgerEntry, at === event.at ? entry : { ...entry, event, hash: hashAs(entry, event) }];
}

/** The hash of an entry whose act says another hour than the entry: the rule would seal none such. */
function hashAs({ prevHash, service, version, at }: LedgerEntry, event: LedgerEvent): string {
  const ordered = (value: unknown): unknown =>
    value === null || typeof value !== 'object'
      ? value
      : Array.isArray(value)
        ? value.map(ordered)
        : Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([name, member]) => [name, ordered(member)]);
  return sha256(JSON.stringify([prevHash, service, version, at, ordered(event)]));
}

describe('the ledger’s chain', () => {
  test('is whole as sealed, and as a store gives it back with its members in another order', () => {
    expect(brokenLink(sealed(), sha256)).toBeUndefined();
    const turned = (value: unknown): unknown =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(
            Object.entries(value)
              .reverse()
              .map(([name, member]) => [name, turned(member)]),
          )
        : value;
    expect(
      brokenLink(
        sealed().map((entry) => LedgerEntry.parse(turned(entry))),
        sha256,
      ),
    ).toBeUndefined();
  });

  test.each([
    ['an entry taken out', (entries: LedgerEntry[]) => entries.toSpliced(1, 1), { version: 2, because: 'gap' }],
    [
      'an end moved',
      (entries: LedgerEntry[]) =>
        entries.with(0, { ...(entries[0] as LedgerEntry), event: { ...(events[0] as PostureEvent), reason: 'fire' } }),
      { version: 1, because: 'content' },
    ],
    [
      'an entry sealed anew',
      (entries: LedgerEntry[]) =>
        entries.with(
          0,
          sealLedgerEntry({ service: 'familyline', event: events[0] as LedgerEvent, previous: undefined, sha256 }),
        ),
      { version: 2, because: 'previous' },
    ],
    ['an act of an earlier hour than the one before', (entries: LedgerEntry[]) => sealedAfter(entries, early), atTime],
    [
      'an entry of another hour than its act',
      (entries: LedgerEntry[]) => sealedAfter(entries, events[1] as LedgerEvent, '2026-09-13T09:00:00.000Z'),
      atTime,
    ],
  ] as const)('shows %s at its version', (_what, tamper, expected) => {
    expect(brokenLink(tamper(sealed()), sha256)).toEqual(expected);
  });
});
