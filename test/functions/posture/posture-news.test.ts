import { expect, test } from '@jest/globals';
import { postureNews } from '../../../functions/posture/rules/posture-news.ts';
import type { LedgerEvent } from '../../../shared/contracts/declaration.ts';
import { PostureChanged } from '../../../shared/contracts/posture-changed.ts';
import { sealLedgerEntry } from '../../../shared/core/posture/ledger-chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';

const by = { subject: 'anna', name: 'Anna Bianchi' };
const declared = (declaration: string, at: string, level: 'alert' | 'emergency'): LedgerEvent => ({
  type: 'Declared',
  declaration,
  at,
  by,
  reason: 'flood',
  area: { kind: 'national' },
  level,
  hours: level === 'alert' ? 'extended' : 'around-the-clock',
  notice: { it: 'Avviso', en: 'Notice', de: 'Hinweis' },
  endsAt: '2026-09-14T08:00:00.000Z',
});
const events: LedgerEvent[] = [
  declared('d1', '2026-09-12T08:00:00.000Z', 'alert'),
  declared('d2', '2026-09-12T09:00:00.000Z', 'emergency'),
  { type: 'StoodDown', declaration: 'd2', at: '2026-09-12T10:00:00.000Z', by, reason: 'over' },
];
const entries: ReturnType<typeof sealLedgerEntry>[] = [];
for (const event of events) {
  entries.push(sealLedgerEntry({ service: 'familyline', event, previous: entries.at(-1), sha256 }));
}

test('each act is told with what it made of the posture and what it was before', () => {
  const told = [1, 2, 3].map((version) => PostureChanged.parse(postureNews(entries, version)));
  expect(told.map(({ act, previousLevel, level, hours }) => [act, previousLevel, level, hours])).toEqual([
    ['Declared', 'ordinary', 'alert', 'extended'],
    ['Declared', 'alert', 'emergency', 'around-the-clock'],
    ['StoodDown', 'emergency', 'alert', 'extended'],
  ]);
  expect(told[2]).toMatchObject({ service: 'familyline', version: 3, nextEndAt: '2026-09-14T08:00:00.000Z' });
});

test('an entry that is told again later is told alike', () => {
  expect(postureNews(entries, 1)).toEqual(postureNews(entries.slice(0, 1), 1));
});

test('nothing is told of an entry that cannot be read yet', () => {
  expect(postureNews(entries, 4)).toBeUndefined();
});
