import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { genesisHash } from '../../../../shared/core/chain.ts';
import { sealedRoot } from '../../../../shared/core/day-root.ts';
import { type DayLeaf, inclusionIn, leafText, rootFrom } from '../../../../shared/core/day-tree.ts';
import { sha256 } from '../../../../shared/shell/hashing.ts';
import { closeDays } from '../../../../shared/shell/stores/close-days.ts';
import { dynamodbLeafRuns } from '../../../../shared/shell/stores/leaf-runs.ts';
import { dynamodbRoots } from '../../../../shared/shell/stores/roots.ts';
import { attributes, keys, openDynalite } from './dynalite.ts';

let opened: Awaited<ReturnType<typeof openDynalite>>;
beforeAll(async () => {
  opened = await openDynalite([
    {
      TableName: 'roots',
      AttributeDefinitions: attributes({ service: 'S', day: 'S' }),
      KeySchema: keys('service', 'day'),
    },
    { TableName: 'runs', AttributeDefinitions: attributes({ day: 'S', first: 'S' }), KeySchema: keys('day', 'first') },
  ]);
});
afterAll(() => opened.close());

const leaf = (number: number): DayLeaf => ({
  chain: `PC-${String(number).padStart(6, '0')}`,
  version: 1,
  hash: sha256(String(number)),
});
const first = '2026-11-26';
/** 600 leaves on the first day, none on the second. */
const texts = Array.from({ length: 600 }, (_none, number) => leafText(leaf(number)));
const textsOf = (day: string) => (day === first ? texts : []);

const logOf = (service: string, log: 'register' | 'ledger' = 'register') => ({
  service,
  log,
  first,
  textsOf,
  roots: dynamodbRoots('roots', service, log, opened.client),
  runs: dynamodbLeafRuns('runs', opened.client),
});

describe('closing the days of a log', () => {
  test('publishes a root for each, chained, out of which any leaf is proven by one kept run', async () => {
    const log = logOf('protezione-civile');
    const closed = await closeDays({ ...log, now: new Date('2026-11-27T23:10:00Z') });
    expect(closed).toMatchObject([
      { day: first, entries: 600, previousRoot: genesisHash, algorithm: 'sportello-tree-2' },
      { day: '2026-11-27', entries: 0, previousRoot: closed[0]?.root },
    ]);
    expect(await log.roots.all()).toEqual(closed);
    expect(await log.roots.of(first)).toEqual(closed[0]);
    for (const number of [0, 255, 256, 511, 599]) {
      const run = await log.runs.around(first, leaf(number));
      const proof = run && inclusionIn(run, leaf(number), sha256);
      const tree = proof && (await rootFrom(leaf(number), proof, sha256));
      const [kept] = closed;
      expect(kept && sealedRoot(kept, tree ?? '', sha256)).toBe(kept?.root);
    }
    const strange = { ...leaf(7), hash: sha256('another') };
    const run = await log.runs.around(first, strange);
    expect(run && inclusionIn(run, strange, sha256)).toBeUndefined();
    expect(await log.runs.around('2026-11-27', leaf(7))).toBeUndefined();
  });

  test('done once more changes nothing, and goes on from the last root the next night', async () => {
    const log = logOf('protezione-civile');
    const before = await log.roots.all();
    expect(await closeDays({ ...log, now: new Date('2026-11-27T23:20:00Z') })).toEqual([]);
    expect(await log.roots.all()).toEqual(before);
    const [next] = await closeDays({ ...log, now: new Date('2026-11-28T23:10:00Z') });
    expect(next).toMatchObject({ day: '2026-11-28', previousRoot: before.at(-1)?.root });
  });

  test('follows the root that stands where another run was quicker', async () => {
    const log = logOf('familyline');
    const quicker = { ...log.roots, last: async () => undefined };
    const one = await closeDays({ ...log, now: new Date('2026-11-27T23:10:00Z') });
    const other = await closeDays({ ...log, roots: quicker, now: new Date('2026-11-27T23:10:05Z') });
    expect(other).toEqual(one);
  });

  test('keeps the logs of a service apart', async () => {
    const ledger = logOf('protezione-civile', 'ledger');
    expect(await ledger.roots.last()).toBeUndefined();
    const [act] = await closeDays({ ...ledger, now: new Date('2026-11-26T23:10:00Z') });
    expect(act).toMatchObject({ log: 'ledger', day: first });
    expect(act?.root).not.toBe((await logOf('protezione-civile').roots.of(first))?.root);
    expect((await logOf('protezione-civile').roots.last())?.day).toBe('2026-11-28');
  });

  test('leaves a day without root where its runs cannot be kept, so that no root is without its proofs', async () => {
    const log = logOf('museums');
    const runs = { keep: () => Promise.reject(new Error('throttled')) };
    await expect(closeDays({ ...log, runs, now: new Date('2026-11-26T23:10:00Z') })).rejects.toThrow('throttled');
    expect(await log.roots.all()).toEqual([]);
  });
});
