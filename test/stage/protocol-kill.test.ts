import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEmulator } from '../../local/emulators/process.ts';
import { dynamodbProtocol } from '../../shared/shell/stores/dynamodb-protocol.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { caseOf, formalOf, registered, service } from '../fixtures/formal-cases.ts';
import { chainOf, expectSound } from '../fixtures/sound-protocol.ts';
import { ownFolder, tableClient, until } from './center.ts';

const contacts = 10_000;
const kills = 24;
const batchSize = 100;

let folder: ReturnType<typeof ownFolder>;
let emulator: Awaited<ReturnType<typeof startEmulator>>;
let client: DynamoDBClient;

beforeAll(async () => {
  folder = ownFolder('protocol');
  mkdirSync(join(folder.path, 'services'));
  writeFileSync(join(folder.path, 'services', `${service}.json`), JSON.stringify(protezioneCivile));
  const data = join(folder.path, 'dynamodb');
  mkdirSync(data);
  emulator = await startEmulator({ name: 'dynamodb', data, clockOffset: 0, settings: {}, log: () => {} });
  client = tableClient(emulator.endpoint);
  for (const [TableName, hash, range] of [
    ['register', 'caseId', 'version'],
    ['protocol', 'year', 'batch'],
  ] as const)
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: hash, AttributeType: 'S' },
          { AttributeName: range, AttributeType: 'N' },
        ],
        KeySchema: [
          { AttributeName: hash, KeyType: 'HASH' },
          { AttributeName: range, KeyType: 'RANGE' },
        ],
      }),
    );
}, 60_000);
afterAll(async () => {
  client.destroy();
  await emulator.close();
  folder.remove();
});

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A worker in a process of its own: works on one batch at a time until it is killed. */
async function startWorker() {
  const child: ChildProcess = fork(fileURLToPath(new URL('./protocol-worker.ts', import.meta.url)), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {
      PATH: process.env['PATH'],
      AWS_REGION: 'eu-south-1',
      AWS_ACCESS_KEY_ID: 'ONEMACHINE',
      AWS_SECRET_ACCESS_KEY: 'one-machine',
      AWS_ENDPOINT_URL_DYNAMODB: emulator.endpoint,
      // Nobody listens: a failed message cannot be asked to wait, it comes back at once.
      AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
      LAMBDA_TASK_ROOT: folder.path,
      SERVICE: service,
      REGISTER_TABLE: 'register',
      PROTOCOL_TABLE: 'protocol',
      QUEUE_URL: 'http://127.0.0.1:9/000000000000/none',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  const heard = () =>
    new Promise<{ failed?: string[] } | undefined>((done) => {
      child.once('message', (message) => done(message as { failed?: string[] }));
      void gone.then(() => done(undefined));
    });
  await heard();
  return {
    /** Whichever of the messages failed; undefined when the worker died over them. */
    async work(numbers: readonly number[]): Promise<Set<number> | undefined> {
      const Records = numbers.map((number) => ({
        messageId: String(number),
        receiptHandle: String(number),
        body: JSON.stringify(formalOf(number)),
        attributes: { ApproximateReceiveCount: '1' },
      }));
      const answer = heard();
      child.send({ Records });
      const said = await answer;
      return said && new Set((said.failed ?? []).map(Number));
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

test(`${contacts} numbers by two workers at once, killed ${kills} times wherever they were: no gap, no double, every case knows its own`, async () => {
  const random = seeded(20_261_231);
  const register = dynamodbRegister('register', client);
  const protocol = dynamodbProtocol('protocol', client);
  const all = Array.from({ length: contacts }, (_, index) => index);
  for (let start = 0; start < contacts; start += 50)
    await Promise.all(all.slice(start, start + 50).map((which) => registered(register, which)));

  // A queue as SQS is one: in no order, some messages twice, and what a dead worker had comes back.
  const queue = [...all, ...all.filter(() => random() < 0.1)]
    .map((which) => ({ which, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ which }) => which);
  let diedOver = 0;
  // What a batch takes here, in ms: whoever is killed later than that is killed over nothing.
  let usual = 100;
  const consume = async () => {
    let worker = await startWorker();
    while (queue.length > 0) {
      const batch = queue.splice(0, batchSize);
      const began = performance.now();
      const work = worker.work(batch);
      // Spread over the whole queue: a worker is killed over about every fourth batch.
      const doomed = diedOver < kills && random() < 0.25;
      if (doomed) {
        await Promise.race([work, pause(random() * 0.6 * usual)]);
        await worker.kill();
      }
      const failed = await work;
      queue.push(...(failed === undefined ? batch : batch.filter((which) => failed.has(which))));
      if (failed === undefined) diedOver += 1;
      else if (!doomed) usual = performance.now() - began;
      if (doomed) worker = await startWorker();
    }
    await worker.kill();
  };
  await Promise.all([consume(), consume()]);

  expect(diedOver).toBeGreaterThanOrEqual(kills);
  await until('every number is given', 1_000, async () => (await chainOf(protocol)).length > contacts / batchSize);
  await expectSound(register, protocol, all.map(caseOf));
}, 600_000);
