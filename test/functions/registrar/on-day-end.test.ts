import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { dayAfter, dayOf } from '../../../shared/core/days-to-close.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { dynamodbRegister } from '../../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbLeafRuns } from '../../../shared/shell/stores/leaf-runs.ts';
import { dynamodbRoots } from '../../../shared/shell/stores/roots.ts';
import { verifyRegister } from '../../../tools/verify-register.ts';
import { pointClientsAt } from '../../fixtures/aws-endpoint.ts';
import { attributes, keys, openDynalite } from '../../shared/shell/stores/dynalite.ts';
import { firstEntryOf } from '../../tools/register-of.ts';

const service = 'protezione-civile';
const environment = { ...process.env };
let opened: Awaited<ReturnType<typeof openDynalite>>;
let output: { mockRestore(): void };

beforeAll(async () => {
  opened = await openDynalite([
    {
      TableName: 'register',
      AttributeDefinitions: attributes({ caseId: 'S', version: 'N' }),
      KeySchema: keys('caseId', 'version'),
    },
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
  ]);
  pointClientsAt(opened.endpoint);
  Object.assign(process.env, {
    SERVICE: service,
    REGISTER_TABLE: 'register',
    LEDGER_TABLE: 'ledger',
    LEAF_RUNS_TABLE: 'runs',
    ROOTS_TABLE: 'roots',
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
  await handler();
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
