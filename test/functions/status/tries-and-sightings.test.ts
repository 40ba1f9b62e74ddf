import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TriesStore } from '../../../shared/shell/stores/second-fact-tries.ts';
import { pointClientsAt } from '../../fixtures/aws-endpoint.ts';
import { attributes, keys, openDynalite } from '../../shared/shell/stores/dynalite.ts';
import { memoryTries } from '../../stores/memory-tries.ts';

let database: Awaited<ReturnType<typeof openDynalite>>;
let stores: Record<string, () => TriesStore>;
let unknownSince: typeof import('../../../functions/status/sightings.ts').unknownSince;

beforeAll(async () => {
  database = await openDynalite([
    { TableName: 'sightings', AttributeDefinitions: attributes({ code: 'S' }), KeySchema: keys('code') },
  ]);
  pointClientsAt(database.endpoint);
  // Their client is made when they are loaded.
  const { dynamodbTries } = await import('../../../shared/shell/stores/second-fact-tries.ts');
  ({ unknownSince } = await import('../../../functions/status/sightings.ts'));
  stores = { 'in memory': memoryTries, 'in the table of sightings': () => dynamodbTries('sightings') };
}, 60_000);
afterAll(() => database.close());

const window = Date.parse('2026-11-29T09:00:00.000Z');
let turn = 0;

describe.each(['in memory', 'in the table of sightings'])('tries counted %s', (where) => {
  let store: TriesStore;
  let code: { of: string; most: number };
  beforeEach(() => {
    store = stores[where]?.() as TriesStore;
    turn += 1;
    code = { of: `code ${turn}`, most: 3 };
  });

  test('are taken while some are left, each window and each code its own', async () => {
    for (const left of [true, true, true, false, false]) expect(await store.take(code, window)).toBe(left);
    expect(await store.take(code, window + 900_000)).toBe(true);
    expect(await store.take({ of: `${code.of} of another`, most: 3 }, window)).toBe(true);
  }, 30_000);

  test('are no more where many are taken at once', async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, () => store.take(code, window)));
    expect(taken.filter(Boolean)).toHaveLength(3);
  }, 30_000);

  test('that are given back can be taken again, and never more than there were', async () => {
    for (let left = 3; left > 0; left -= 1) await store.take(code, window);
    await store.giveBack(code, window);
    expect([await store.take(code, window), await store.take(code, window)]).toEqual([true, false]);
    const untouched = { of: `${code.of} untouched`, most: 1 };
    await store.giveBack(untouched, window);
    expect([await store.take(untouched, window), await store.take(untouched, window)]).toEqual([true, false]);
  }, 30_000);
});

test('a code that is not known is so since it was first asked for', async () => {
  const first = new Date('2026-11-29T09:00:00.000Z');
  const later = new Date('2026-11-29T09:05:00.000Z');
  expect(await unknownSince('sightings', 'PC-ONE', first)).toBe(first.getTime());
  expect(await unknownSince('sightings', 'PC-ONE', later)).toBe(first.getTime());
  expect(await unknownSince('sightings', 'PC-TWO', later)).toBe(later.getTime());
}, 30_000);
