import { BatchWriteItemCommand, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Desk } from '../../../functions/desk/desk.ts';
import { laneGroups } from '../../../functions/desk/rules/next-candidates.ts';
import { takeNext } from '../../../functions/desk/take-next.ts';
import { listCases } from '../../../functions/worklist/list-cases.ts';
import { startEmulator } from '../../../local/emulators/process.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { dueKey, laneToTake, placeIn, placeOfOwner, shardOf } from '../../../shared/core/cases/worklist.ts';
import { canBeTaken } from '../../../shared/core/cases/worklist-filter.ts';
import { openEntry, sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { dynamodbRegister, entryItem } from '../../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbReads } from '../../../shared/shell/stores/reads.ts';
import { dynamodbShifts } from '../../../shared/shell/stores/shifts.ts';
import type { Worklist } from '../../../shared/shell/stores/worklist.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { attributes, keys } from '../../shared/shell/stores/dynalite.ts';
import { chanceFrom } from '../../simulation/chance.ts';
import { ownFolder } from '../../stage/center.ts';
import { memoryReads } from '../../stores/memory-reads.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryShifts } from '../../stores/memory-shifts.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';
import { deskOf, requestWith } from './desk-of.ts';

const start = Date.parse('2026-11-30T10:00:00.000Z');
const [urgent, requests, offers] = laneGroups(protezioneCivile, {}) as [string[], string[], string[]];
const rankOf = (lane: string) => [urgent, requests, offers].findIndex((lanes) => lanes.includes(lane));

let folder: ReturnType<typeof ownFolder>;
let emulator: Awaited<ReturnType<typeof startEmulator>>;

beforeAll(async () => {
  folder = ownFolder('next');
  emulator = await startEmulator({
    name: 'dynamodb',
    data: folder.path,
    clockOffset: 0,
    settings: {},
    log: () => {},
  });
});
afterAll(async () => {
  await emulator.close();
  folder.remove();
});

const emulatorClient = () =>
  new DynamoDBClient({
    endpoint: emulator.endpoint,
    region: 'eu-south-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

/** Cases written at once to the register. */
const atOnce = 25;

type Stores = Pick<Desk, 'register' | 'shifts' | 'reads'> & {
  keepAll(entries: readonly RegisterEntry[]): Promise<void>;
};
/** Stores that decide who is handed what, those of the desk with every write counted, and the same for whoever seeds. */
type Opened = { counted: Stores; others: Stores; writes(): number; close(): void };

/** Counts what writes among the calls of a store. */
function countingWrites<Store extends object>(store: Store, write: () => void): Store {
  const writing = /^(append|change|keep|set|note|takeBack)/;
  const counted =
    (name: string, call: (...given: unknown[]) => unknown) =>
    (...given: unknown[]) => {
      if (writing.test(name)) write();
      return call(...given);
    };
  return Object.fromEntries(Object.entries(store).map(([name, call]) => [name, counted(name, call)])) as Store;
}

/** In memory: they pass the same suites as those of DynamoDB, and ten thousand presses take a minute. */
async function inMemory(): Promise<Opened> {
  const [register, shifts, reads] = [memoryRegister(), memoryShifts(), memoryReads()];
  let writes = 0;
  const write = () => {
    writes += 1;
  };
  const keepAll = async (entries: readonly RegisterEntry[]) => {
    for (const entry of entries) await register.append(entry);
  };
  const counted = {
    register: countingWrites(register, write),
    shifts: countingWrites(shifts, write),
    reads: countingWrites(reads, write),
  };
  return {
    counted: { ...counted, keepAll },
    others: { register, shifts, reads, keepAll },
    writes: () => writes,
    close() {},
  };
}

/** In the stage's DynamoDB, each writing call counted, those that a condition refuses too. */
async function inEmulator(name: string): Promise<Opened> {
  const [client, aside] = [emulatorClient(), emulatorClient()];
  const tables = {
    register: [attributes({ caseId: 'S', version: 'N' }), keys('caseId', 'version')],
    shifts: [attributes({ list: 'S', entry: 'S' }), keys('list', 'entry')],
    reads: [attributes({ of: 'S', entry: 'S' }), keys('of', 'entry')],
  } as const;
  for (const [table, [AttributeDefinitions, KeySchema]] of Object.entries(tables))
    await aside.send(
      new CreateTableCommand({
        TableName: `${name}-${table}`,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions,
        KeySchema,
      }),
    );
  let writes = 0;
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (given) => {
        if (!/^(Query|GetItem|Scan|BatchGetItem)/.test(commandName)) writes += 1;
        return next(given);
      },
    { step: 'initialize' },
  );
  const storesBy = (by: DynamoDBClient) => ({
    register: dynamodbRegister(`${name}-register`, by),
    shifts: dynamodbShifts(`${name}-shifts`, by),
    reads: dynamodbReads(`${name}-reads`, by),
    async keepAll(entries: readonly RegisterEntry[]) {
      const puts = entries.map((entry) => ({ PutRequest: { Item: entryItem(entry) } }));
      await by.send(new BatchWriteItemCommand({ RequestItems: { [`${name}-register`]: puts } }));
    },
  });
  const close = () => {
    client.destroy();
    aside.destroy();
  };
  return { counted: storesBy(client), others: storesBy(aside), writes: () => writes, close };
}

/** A worklist in memory that keeps its places in order with their keys, so that looking at thousands of cases takes no time. */
function sortedWorklist(): Worklist {
  const places = new Map<string, { key: string; item: WorklistItem }[]>();
  /** Where the first stands whose key comes after this one. */
  const after = (listed: readonly { key: string }[], key: string) => {
    let [from, to] = [0, listed.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((listed[middle]?.key ?? '') > key) to = middle;
      else from = middle + 1;
    }
    return from;
  };
  const placed = (place: string) => {
    const listed = places.get(place) ?? [];
    places.set(place, listed);
    return listed;
  };
  return {
    ...memoryWorklist(),
    async keep(listings) {
      for (const { item } of listings) {
        const listed = placed(placeIn(laneToTake(item.lane), shardOf(item.caseId)));
        const known = listed.findIndex(({ item: { caseId } }) => caseId === item.caseId);
        if (known >= 0) listed.splice(known, 1);
        const key = dueKey(item);
        if (canBeTaken(item)) listed.splice(after(listed, key), 0, { key, item });
        placed(placeOfOwner(item.owner?.subject ?? '')).push({ key, item });
      }
    },
    async readPlace(place, key, limit) {
      const listed = places.get(place) ?? [];
      const from = key === undefined ? 0 : after(listed, key);
      return listed.slice(from, from + limit).map(({ item }) => item);
    },
  };
}

/** So many cases in register and list: one in twenty a danger to life, seven of them offers of help; their lanes by code. */
async function seed(many: number, { register, keepAll }: Stores, worklist: Worklist) {
  const laneOf = (number: number) =>
    number % 20 === 0 ? 'urgent' : number % 20 < 8 ? (offers[0] ?? '') : (requests[number % requests.length] ?? '');
  const seeded = Array.from({ length: many }, (_, number) => {
    const lane = laneOf(number);
    const receivedAt = new Date(start - (many - number) * 1_000).toISOString();
    const events = [caseOpened({ lane, urgent: lane === 'urgent' }), contactReceived({ receivedAt })];
    const about = { caseId: mintCode('PC', `seeded ${number}`, hmac), at: receivedAt, events, previous: undefined };
    return { lane, entry: sealEntry({ ...about, salt: randomHex(), sha256 }) };
  });
  for (let from = 0; from < many; from += atOnce) {
    const entries = seeded.slice(from, from + atOnce).map(({ entry }) => entry);
    await keepAll(entries);
    await listCases({ entries, register, worklist, hmac });
  }
  return new Map(seeded.map(({ lane, entry }) => [entry.caseId, lane]));
}

/** Whoever was handed a case answers it; the list follows a batch after the other, so a moment late. */
function answering({ register, keepAll }: Stores, worklist: Worklist) {
  let waiting: string[] = [];
  let running = Promise.resolve();
  const answer = async (caseId: string) => {
    const entries = await register.read(caseId);
    const at = new Date(start).toISOString();
    const events: CaseEvent[] = [{ type: 'Answered', by: 'Carla Villa' }];
    const answered = sealEntry({ caseId, at, events, previous: entries.at(-1), salt: randomHex(), sha256 });
    return { answered, entries: [...entries, answered] };
  };
  const follow = async () => {
    const some = waiting.slice(0, atOnce);
    waiting = waiting.slice(atOnce);
    if (some.length === 0) return;
    const cases = await Promise.all(some.map(answer));
    await keepAll(cases.map(({ answered }) => answered));
    await listCases({ entries: cases.flatMap(({ entries }) => entries), register, worklist, hmac });
  };
  return {
    handed(code: string) {
      waiting.push(code);
      running = running.then(follow);
    },
    caughtUp: async () => running,
  };
}

test.each([
  { operators: 50, cases: 4_000, writesPerTake: 5, where: 'in memory', open: inMemory },
  { operators: 200, cases: 4_000, writesPerTake: 8, where: 'in memory', open: inMemory },
  { operators: 50, cases: 400, writesPerTake: 5, where: 'in the emulator', open: () => inEmulator('of-50') },
  { operators: 200, cases: 1_200, writesPerTake: 8, where: 'in the emulator', open: () => inEmulator('of-200') },
])(
  '$operators operators press next again and again $where: each of $cases cases once, none left out, danger first and offers last, $writesPerTake writes a take at most',
  async ({ operators, cases, writesPerTake, open }) => {
    const { counted: stores, others, writes, close } = await open();
    const worklist = sortedWorklist();
    const laneBy = await seed(cases, others, worklist);
    const at = { since: new Date(start).toISOString(), until: new Date(start + 8 * 3_600_000).toISOString() };
    // One more is there, and presses nothing: so many have to stay free for the telephone.
    for (let operator = 0; operator <= operators; operator += 1)
      await others.shifts.setPresence({
        subject: `operator-${operator}`,
        name: `Operator ${operator}`,
        presence: { presence: 'present', ...at },
      });
    // In the order in which they were begun: whoever was refused a case begins the next one afterwards.
    const takes: { rank: number; taken: boolean }[] = [];
    const register: Desk['register'] = {
      ...stores.register,
      async append(entry) {
        const take = { rank: rankOf(laneBy.get(entry.caseId) ?? ''), taken: false };
        takes.push(take);
        const outcome = await stores.register.append(entry);
        take.taken = outcome === 'appended';
        return outcome;
      },
    };
    const follower = answering(others, worklist);
    const chance = chanceFrom(operators);
    const desk = deskOf({ ...stores, register, worklist });
    const handed: string[] = [];
    let presses = 0;
    const press = async (operator: number) => {
      presses += 1;
      const reply = await takeNext(
        {
          ...desk,
          officer: { subject: `operator-${operator}`, name: `Operator ${operator}` },
          chance: chance.next(),
          now: new Date(start + presses * 100),
        },
        requestWith({}),
      );
      if (reply.status === 204) return false;
      const { code } = DeskCase.parse(JSON.parse(JSON.stringify(reply.body)));
      handed.push(code);
      follower.handed(code);
      return true;
    };
    await Promise.all(
      Array.from({ length: operators }, async (_, operator) => {
        while (await press(operator));
        // The list may have told of cases that others had just been handed.
        await follower.caughtUp();
        while (await press(operator));
      }),
    );
    expect(handed).toHaveLength(cases);
    expect(new Set(handed)).toEqual(new Set(laneBy.keys()));
    const ranks = takes.filter(({ taken }) => taken).map(({ rank }) => rank);
    expect(ranks).toEqual(ranks.toSorted());
    expect(writes() / handed.length).toBeLessThanOrEqual(writesPerTake);
    for (const code of handed.slice(0, 200)) {
      const taken = (await others.register.read(code))
        .flatMap(openEntry)
        .filter(({ type }) => type === 'TakenInCharge');
      expect(taken).toHaveLength(1);
    }
    close();
  },
  1_800_000,
);
