import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { leavesOfReads } from '../../../functions/registrar/read-leaves.ts';
import { dayAfter, dayOf } from '../../../shared/core/days-to-close.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { dynamodbRegister } from '../../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbLeafRuns } from '../../../shared/shell/stores/leaf-runs.ts';
import { dynamodbReads } from '../../../shared/shell/stores/reads.ts';
import { dynamodbRoots } from '../../../shared/shell/stores/roots.ts';
import { verifyRegister } from '../../../tools/verify-register.ts';
import { verifyRoots } from '../../../tools/verify-roots.ts';
import { pointClientsAt } from '../../fixtures/aws-endpoint.ts';
import { attributes, keys, openDynalite, registerTable } from '../../shared/shell/stores/dynalite.ts';
import { firstEntryOf } from '../../tools/register-of.ts';

const service = 'protezione-civile';
const environment = { ...process.env };
let opened: Awaited<ReturnType<typeof openDynalite>>;
let output: { mockRestore(): void };

beforeAll(async () => {
  opened = await openDynalite([
    registerTable,
    {
      TableName: 'ledger',
      AttributeDefinitions: attributes({ service: 'S', version: 'N' }),
      KeySchema: keys('service', 'version'),
    },
    { TableName: 'runs', AttributeDefinitions: attributes({ day: 'S', first: 'S' }), KeySchema: keys('day', 'first') },
    {
      TableName: 'roots',
      AttributeDefinitions: attributes({ service: 'S', day: 'S' }),
      KeySchema: keys('service', 'day'),
    },
    {
      TableName: 'reads',
      AttributeDefinitions: attributes({ of: 'S', entry: 'S', day: 'S' }),
      KeySchema: keys('of', 'entry'),
      GlobalSecondaryIndexes: [
        { IndexName: 'byDay', KeySchema: keys('day', 'entry'), Projection: { ProjectionType: 'ALL' } },
      ],
    },
  ]);
  pointClientsAt(opened.endpoint);
  Object.assign(process.env, {
    SERVICE: service,
    REGISTER_TABLE: 'register',
    LEDGER_TABLE: 'ledger',
    LEAF_RUNS_TABLE: 'runs',
    ROOTS_TABLE: 'roots',
    READS_TABLE: 'reads',
  });
  output = jest.spyOn(process.stdout, 'write').mockImplementation(() => true);
});
afterAll(async () => {
  output.mockRestore();
  process.env = environment;
  await opened.close();
});

test('the end of a day closes every day until today with a root that holds, and done again changes nothing', async () => {
  const { handler } = await import('../../../functions/registrar/on-day-end.ts');
  const register = dynamodbRegister('register', opened.client);
  // Noon, so that the day in Rome is the same as in UTC.
  const day = dayAfter(dayOf(new Date()), -2);
  for (let number = 0; number < 5; number += 1) await register.append(firstEntryOf(number, `${day}T12:00:00.000Z`));
  const reads = dynamodbReads('reads', opened.client);
  const read = { at: `${day}T12:00:00.000Z`, subject: 'carla', name: 'Carla Villa', as: 'operator' } as const;
  // Told twice, the first holds.
  for (const reason of ['Ha chiamato.', 'Altro.'])
    await reads.keep({ ...read, of: 'PC-1', ground: 'reason', reason }, `${read.at} carla`);
  await reads.keep({ ...read, of: 'PC-1', ground: 'own', at: `${day}T13:00:00.000Z` }, `${day}T13:00:00.000Z carla`);
  await reads.keep({ ...read, of: 'list carla', filter: '{}' }, `${read.at} 0`);
  expect((await reads.latest('PC-1', 5)).map(({ ground, reason }) => [ground, reason])).toEqual([
    ['own', undefined],
    ['reason', 'Ha chiamato.'],
  ]);
  await handler();
  const ofReads = await dynamodbRoots('roots', service, 'reads', opened.client).all();
  expect(ofReads[0]).toMatchObject({ day, entries: 3 });
  const leaves = await leavesOfReads(reads, undefined, dayOf(new Date()));
  expect((await verifyRoots({ roots: ofReads, leaves, called: 'entries', sha256 })).findings).toEqual([]);
  const roots = await dynamodbRoots('roots', service, 'register', opened.client).all();
  expect(roots[0]).toMatchObject({ day, entries: 5, algorithm: 'sportello-tree-2' });
  expect(await dynamodbRoots('roots', service, 'ledger', opened.client).all()).toEqual([]);
  const runs = dynamodbLeafRuns('runs', opened.client);
  const items = (async function* () {
    for await (const page of register.all()) yield page.map((entry) => ({ entry }));
  })();
  expect((await verifyRegister({ items, roots, runs, sha256 })).findings).toEqual([]);
  await handler();
  expect((await dynamodbRoots('roots', service, 'register', opened.client).all())[0]).toEqual(roots[0]);
});
