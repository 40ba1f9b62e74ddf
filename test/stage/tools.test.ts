import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { ShiftsView } from '../../shared/contracts/shift.ts';
import { bare, openStage, queueClient, root, tableClient } from './center.ts';
import { contactTo, send } from './citizen.ts';
import { casesOf } from './ledger.ts';

const service = 'protezione-civile';
const supervisor = 'bruno.neri';
/** More than a tool takes on a machine that has more to do. */
const patient = 300_000;

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;

beforeAll(async () => {
  opened = await openStage({ silent: bare });
  stage = opened.stage;
}, 240_000);
afterAll(async () => {
  await opened?.close();
});

/** What the caller of a tool on AWS has in the environment, with the endpoints of AWS's services on this machine. */
const accountOfStage = () => ({
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  AWS_REGION: 'eu-south-1',
  AWS_ACCESS_KEY_ID: 'stage',
  AWS_SECRET_ACCESS_KEY: 'stage',
  AWS_ENDPOINT_URL_CLOUDFORMATION: stage.endpoints.cloudformation,
  AWS_ENDPOINT_URL_DYNAMODB: stage.endpoints.dynamodb,
  AWS_ENDPOINT_URL_LAMBDA: stage.endpoints.lambda,
  AWS_ENDPOINT_URL_S3: stage.endpoints.s3,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: stage.endpoints.secretsmanager,
  AWS_ENDPOINT_URL_SQS: stage.endpoints.sqs,
});

type Way = { place: () => string[]; environment: () => NodeJS.ProcessEnv };
const ways: [string, Way][] = [
  ['by its stacks, as on AWS', { place: () => ['--stack', 'sportello'], environment: accountOfStage }],
  ['by its data folder', { place: () => ['--data', opened.data], environment: () => process.env }],
];

const run = ({ place, environment }: Way, tool: string, ...given: string[]) =>
  promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, `tools/${tool}.ts`), ...given, ...place()],
    { cwd: root, env: environment() },
  );

/** A letter whose message can be registered, as the keeper of dead letters leaves it. */
async function leaveLetter(code: string): Promise<void> {
  const table = Object.entries(stage.names.tables).find(([id]) => id.startsWith('DeadLetters'))?.[1];
  const accepted = {
    contract: 'contact-accepted.v1',
    code,
    service,
    channel: 'form',
    receivedAt: new Date(stage.clock.now()).toISOString(),
    contact: contactTo(service, 'brought back'),
  };
  const texts = {
    letterId: code,
    service,
    queue: 'sportello-contacts',
    reason: 'set aside by a test',
    sentAt: accepted.receivedAt,
    keptAt: accepted.receivedAt,
    body: JSON.stringify(accepted),
  };
  const tables = tableClient(stage.endpoints.dynamodb);
  const item = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }]));
  await tables.send(new PutItemCommand({ TableName: table, Item: { ...item, receives: { N: '20' } } }));
  tables.destroy();
}

/** The queue of the stage whose logical id begins so. */
const queueOf = (beginning: string) =>
  Object.entries(stage.names.queues).find(([id]) => id.startsWith(beginning))?.[1] as string;

describe.each(ways)('a center found %s', (what, way) => {
  const number = ways.findIndex(([other]) => other === what) + 1;

  test(
    'gets its dead letters back',
    async () => {
      const code = `PC-0000-0000-0000-000${number}`;
      await leaveLetter(code);
      expect((await run(way, 'redrive', '--dry-run')).stdout).toMatch(`${code}  ${service}`);
      expect((await run(way, 'redrive')).stdout).toContain('1 letters brought back.');
      await stage.idle(180_000);
      expect((await casesOf(stage, service)).has(code)).toBe(true);
    },
    patient,
  );

  test(
    'has those who follow its register told again what they did not understand',
    async () => {
      const email = `told-again-${number}@example.org`;
      const { code } = await send(stage.url, service, contactTo(service, 'tell them again', { email }));
      await stage.idle(180_000);
      const mails = async () => (await stage.mails()).filter(({ to }) => to.includes(email));
      expect(await mails()).toHaveLength(1);
      const [entry] = (await casesOf(stage, service)).get(code) ?? [];
      const { personal: _apart, ...chained } = entry as NonNullable<typeof entry>;
      const sqs = queueClient(stage.endpoints.sqs);
      const aside = queueOf('protezionecivilefollowedbycitizenmailsDeadLetters');
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: aside,
          MessageBody: JSON.stringify({ contract: 'entry-told.v1', service, ...chained }),
          MessageGroupId: code,
          MessageDeduplicationId: `${code}.1`,
        }),
      );
      expect((await run(way, 'redrive', '--dry-run')).stdout).toMatch(`${service}  citizen-mails  ${code}`);
      expect((await run(way, 'redrive')).stdout).toContain('1 entries of registers were told again.');
      await stage.idle(180_000);
      expect(await mails()).toHaveLength(2);
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl: aside, AttributeNames: ['ApproximateNumberOfMessages'] }),
      );
      sqs.destroy();
      expect(Attributes?.['ApproximateNumberOfMessages']).toBe('0');
    },
    patient,
  );

  test(
    'takes what is replayed, and it is found in its register',
    async () => {
      const file = join(opened.data, `replayed-${number}.jsonl`);
      const request = { receivedAt: '2026-11-22T09:00:00.000Z', kind: 'need', text: `Once more ${number}` };
      writeFileSync(file, `${JSON.stringify(request)}\n`);
      const { stdout } = await run(way, 'replay', file, '--service', service);
      expect(stdout).toMatch(/registered +1\n/);
      expect(stdout).toMatch(/lost +0\n/);
    },
    patient,
  );

  test(
    'forgets whom it is told to forget',
    async () => {
      const name = `Zqjkw${number}ova`;
      const { code } = await send(stage.url, service, contactTo(service, 'forget me', { name }));
      await stage.idle(180_000);
      const { stdout } = await run(way, 'erase', '--service', service, '--code', code, '--reason', 'asked for');
      expect(stdout).toContain('the personal part of');
      expect(JSON.stringify([...(await casesOf(stage, service))])).not.toContain(name);
    },
    patient,
  );

  test(
    'proves its register',
    async () => {
      await stage.idle(180_000);
      expect((await run(way, 'verify-register')).stdout).toContain(
        'The register holds, and the protocol, the ledger and who read what',
      );
    },
    patient,
  );
});

test(
  'a name that no stacks have is refused with those that are there',
  async () => {
    const [, way] = ways[0] as [string, Way];
    const elsewhere = { ...way, place: () => ['--stack', 'sportelo'] };
    await expect(run(elsewhere, 'verify-register')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('this account has the centers sportello.'),
    });
  },
  patient,
);

test(
  'a center is restored beside itself, proven, and what was restored is cleared away',
  async () => {
    const [, byFolder] = ways[1] as [string, Way];
    await send(stage.url, service, contactTo(service, 'before the drill'));
    await stage.idle(180_000);
    const { stdout } = await run(byFolder, 'restore-drill');
    expect(stdout).toContain('The register holds, and the protocol, the ledger and who read what');
    expect(stdout).toContain('Restored and proven');
    const tables = tableClient(stage.endpoints.dynamodb);
    const { TableNames = [] } = await tables.send(new ListTablesCommand({}));
    tables.destroy();
    expect(TableNames.length).toBeGreaterThan(5);
    expect(TableNames.filter((name) => name.includes('-drill-'))).toEqual([]);
  },
  patient,
);

describe('the staff of a center', () => {
  const [, byData] = ways[1] as [string, Way];

  test('are nobody’s to say but a supervisor’s, and a wrong password is told', async () => {
    const operator = ['--user', 'carla.villa', '--password', 'risponde'];
    await expect(run(byData, 'seed-staff', ...operator)).rejects.toMatchObject({
      stderr: expect.stringMatching(/answers 403/),
    });
    const wrong = ['--password', 'sbagliata'];
    await expect(run(byData, 'seed-staff', ...wrong)).rejects.toMatchObject({
      stderr: expect.stringMatching(/user name or password are wrong/),
    });
  });

  test('are seeded over the API, and again without a change: skills, an expert group, a supervisor', async () => {
    const first = await run(byData, 'seed-staff');
    expect(first.stdout.match(/written/g)).toHaveLength(7);
    const again = await run(byData, 'seed-staff');
    expect(again.stdout.match(/as it was/g)).toHaveLength(7);
    const headers = { authorization: `Bearer ${await stage.token(supervisor)}` };
    const answer = await fetch(`${stage.url}/v1/desk/${service}/shifts`, { headers });
    const { colleagues } = ShiftsView.parse(await answer.json());
    expect(colleagues.map(({ name, skills }) => [name, skills])).toEqual([
      ['Bruno Neri', ['instances', 'volunteering']],
      ['Carla Villa', ['instances']],
      ['Dina Lodi', ['volunteering']],
      ['Ettore Gallo', []],
    ]);
    expect(colleagues.find(({ name }) => name === 'Ettore Gallo')?.groups).not.toEqual([]);
  });
});
