import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { Desk, DeskRequest } from '../functions/desk/desk.ts';
import { takeNext } from '../functions/desk/take-next.ts';
import { listCases } from '../functions/worklist/list-cases.ts';
import { startEmulator } from '../local/emulators/process.ts';
import { createTables } from '../local/stage/resources.ts';
import { stageCredentials } from '../local/template/aws-call.ts';
import { region } from '../local/template/identity.ts';
import { loadApplication } from '../local/template/template.ts';
import type { CaseEvent, RegisterEntry } from '../shared/contracts/case-event.ts';
import { mintCode } from '../shared/core/cases/receipt-code.ts';
import { cursorOf, dueKey } from '../shared/core/cases/worklist.ts';
import { sealEntry } from '../shared/core/chain.ts';
import { staffOf } from '../shared/core/staff.ts';
import { hmacWith, randomHex, sha256 } from '../shared/shell/hashing.ts';
import type { Reply } from '../shared/shell/http/answering.ts';
import { declaredPeriods, declaredPosture } from '../shared/shell/services/declared.ts';
import type { ServiceFrame } from '../shared/shell/services/service-frame.ts';
import { dynamodb } from '../shared/shell/stores/dynamodb.ts';
import { entryItem } from '../shared/shell/stores/dynamodb-register.ts';
import { chanceFrom, drawnWord, surnameOf, surnames, wordOf } from './made-words.ts';
import { serveParent } from './subject.ts';

/**
 * The desk of Protezione Civile in a process of its own, its functions on the tables of the templates in the stage's
 * DynamoDB: data folder, templates, how many cases there shall be. It seeds them and measures what an operator asks for.
 */
const [, , data = '', templates = '', asked = '1000'] = process.argv;
const cases = Number(asked);
const service = 'protezione-civile';
/** The desk as of this instant; cases came in the thirty days before. */
const today = Date.parse('2026-11-30T10:00:00.000Z');
const days = 30;
/** Operators who are there, and how many of them press: some are to stay free for the telephone. */
const [operators, pressing] = [50, 40];
/** Requests of each kind, after some to warm up. */
const [requests, warmUp] = [500, 100];
/** Cases that are seeded between two looks at how far it is, and that are written together. */
const [seededAtOnce, together, writesPerCall] = [10_000, 250, 25];

const emulator = await startEmulator({ name: 'dynamodb', data, clockOffset: 0, settings: {}, log: () => {} });
const application = loadApplication(templates, { sqs: 'http://127.0.0.1:9', gateway: 'http://127.0.0.1:9' });
await createTables(application, emulator.endpoint);
const desks = application.ofType('AWS::Lambda::Function').filter(({ logicalId }) => /deskStaffRequest/.test(logicalId));
const own = desks.find(({ properties }) => properties['Environment'].Variables.SERVICE === service);
if (own === undefined) throw new Error(`the templates have no desk of ${service}`);
Object.assign(process.env, own.properties['Environment'].Variables, {
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: stageCredentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: stageCredentials.secretAccessKey,
  AWS_ENDPOINT_URL_DYNAMODB: emulator.endpoint,
  LAMBDA_TASK_ROOT: application.asset(String(own.properties['Code'].S3Key)),
});
// What is logged of each request is not measured here, and nobody reads it.
console.log = () => {};

// They read the environment as they are loaded.
const [{ deskWork }, { readService }, { showWorklist }, { showCase }] = await Promise.all([
  import('../functions/desk/desk-work.ts'),
  import('../shared/shell/services/services.ts'),
  import('../functions/desk/show-worklist.ts'),
  import('../functions/desk/show-case.ts'),
]);
const definition = readService(service);
const work = deskWork({ service, definition } as ServiceFrame);
const hmac = hmacWith('a secret of the measurement, which no center has');
const ledger = process.env['LEDGER_TABLE'] ?? '';

/** What one request has asked of DynamoDB: calls that read, the items these looked at, units they cost, and writes. */
export type Asked = { calls: number; items: number; units: number; writes: number };
let counted: Asked = { calls: 0, items: 0, units: 0, writes: 0 };
type Told = { ScannedCount?: number; Item?: unknown; ConsumedCapacity?: { CapacityUnits?: number } };
dynamodb.middlewareStack.add(
  (next, { commandName = '' }) =>
    async (given) => {
      if (!/^(Query|GetItem|Scan)/.test(commandName)) {
        counted.writes += 1;
        return next(given);
      }
      Object.assign(given.input, { ReturnConsumedCapacity: 'TOTAL' });
      const answered = await next(given);
      const { ScannedCount, Item, ConsumedCapacity } = answered.output as Told;
      counted.calls += 1;
      counted.items += ScannedCount ?? (Item === undefined ? 0 : 1);
      counted.units += ConsumedCapacity?.CapacityUnits ?? 0;
      return answered;
    },
  { step: 'initialize' },
);

const codeOf = (number: number) => mintCode(definition.codePrefix, `seeded ${number}`, hmac);
const subjectOf = (operator: number) => `operator-${operator}`;
/** One in five has an operator already, and three cases are of one person. */
const isTaken = (number: number) => number % 5 === 4;
const personOf = (number: number) => Math.floor(number / 3);
const lanes = definition.lanes.map(({ lane }) => lane).filter((lane) => lane !== 'urgent');

function madeEntry(number: number, chance: () => number): RegisterEntry {
  const at = today - Math.floor(chance() * days * 86_400_000);
  const lane = number % 20 === 0 ? 'urgent' : (lanes[number % lanes.length] ?? '');
  const kind = definition.kinds.find((known) => known.lane === lane)?.kind ?? 'information';
  const receivedAt = new Date(at).toISOString();
  const opened = {
    ...{ type: 'CaseOpened', service, kind, requester: 'citizen', language: 'it', lane, urgent: lane === 'urgent' },
    ...{ competence: 'own', formal: false, retentionDays: 365 },
    firstAnswerDueAt: new Date(at + 2 * 86_400_000).toISOString(),
  };
  const personal = {
    message: Array.from({ length: 45 }, () => wordOf(drawnWord(chance))).join(' '),
    subject: wordOf(drawnWord(chance)),
    surname: surnameOf(personOf(number) % surnames),
    email: `persona.${personOf(number)}@example.org`,
    phone: `06${String(personOf(number)).padStart(8, '0')}`,
  };
  const contact = { type: 'ContactReceived', channel: 'form', receivedAt, attachments: [], personal };
  const who = { by: `Operatore ${number % operators}`, subject: subjectOf(number % operators) };
  const events = [opened, contact, ...(isTaken(number) ? [{ type: 'TakenInCharge', ...who }] : [])] as CaseEvent[];
  return sealEntry({ caseId: codeOf(number), at: receivedAt, events, previous: undefined, salt: randomHex(), sha256 });
}

async function keep(entries: readonly RegisterEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += writesPerCall) {
    const some = entries.slice(from, from + writesPerCall);
    const puts = some.map((entry) => ({ PutRequest: { Item: entryItem(entry) } }));
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [process.env['REGISTER_TABLE'] ?? '']: puts } }));
  }
  await listCases({ entries, register: work.register, worklist: work.worklist, hmac });
}

let seeded = 0;
const seeding = chanceFrom(1);
/** Puts the next cases into register and worklist as registrar and follower write them; how many there are by now. */
async function seed(): Promise<number> {
  const end = Math.min(cases, seeded + seededAtOnce);
  while (seeded < end) {
    const batches: RegisterEntry[][] = [];
    for (let batch = 0; batch < 4 && seeded < end; batch += 1) {
      const many = Math.min(together, end - seeded);
      batches.push(Array.from({ length: many }, (_, one) => madeEntry(seeded + one, seeding)));
      seeded += many;
    }
    await Promise.all(batches.map(keep));
  }
  return seeded;
}

/** Everybody is there, in every lane, until the end of the day. */
async function openDesk(): Promise<void> {
  const since = new Date(today).toISOString();
  const until = new Date(today + 8 * 3_600_000).toISOString();
  for (let operator = 0; operator < operators; operator += 1) {
    const known = { subject: subjectOf(operator), name: `Operatore ${operator}` };
    await work.shifts.setPresence({ ...known, presence: { presence: 'present', since, until } });
  }
}

const chance = chanceFrom(2);
/** The desk of one request of an operator, a second after the request before. */
function deskFor(request: number): Desk {
  const now = new Date(today + request * 1_000);
  const operator = request % pressing;
  return {
    ...work,
    hmac,
    periods: () => declaredPeriods(ledger, service, now.toISOString()),
    posture: () => declaredPosture(ledger, service, now.toISOString()),
    inForce: async () => new Set(),
    events: async () => [],
    ...staffOf({ sub: subjectOf(operator), name: `Operatore ${operator}`, 'cognito:groups': ['operator'] }, service),
    chance: chance(),
    now,
  };
}
const requestOf = (given: { query?: Record<string, string>; code?: string; body?: object }): DeskRequest =>
  ({
    headers: { 'content-type': 'application/json' },
    isBase64Encoded: false,
    ...(given.query && { queryStringParameters: given.query }),
    ...(given.code !== undefined && { pathParameters: { code: given.code } }),
    ...(given.body && { body: JSON.stringify(given.body) }),
  }) as unknown as DeskRequest;

/** A page from the middle of a lane: what stands before it is half of what came in. */
function middleOf(lane: string): string {
  const [receivedAt, dueAt] = [today, today].map((at) => new Date(at - (days / 2) * 86_400_000).toISOString());
  return cursorOf({ lane, after: dueKey({ caseId: '', receivedAt: receivedAt ?? '', dueAt: dueAt ?? '' }) });
}

/** What an operator asks for, by kind. */
const kinds: Record<string, (desk: Desk) => Promise<Reply>> = {
  'the first page of the worklist': (desk) => showWorklist(desk, requestOf({})),
  'a page from the middle of a lane': (desk) => {
    const lane = lanes[Math.floor(chance() * lanes.length)] ?? '';
    return showWorklist(desk, requestOf({ query: { lane, cursor: middleOf(lane) } }));
  },
  'a case': (desk) => {
    const number = Math.floor(chance() * cases);
    return showCase(desk, requestOf({ code: codeOf(isTaken(number) ? number - 1 : number) }));
  },
  // Dangers to life alone would be handed out before any lane with a choice is looked at.
  'next, of the ordinary lanes': (desk) => takeNext(desk, requestOf({ body: { lanes } })),
};

/** Whoever was handed a case answers it, and the list follows as that of the register's stream does; not measured. */
async function answer({ body }: Reply, { officer, now }: Desk): Promise<void> {
  const { code } = body as { code: string };
  const entries = await work.register.read(code);
  const events: CaseEvent[] = [{ type: 'Answered', by: officer.name, subject: officer.subject }];
  const about = { caseId: code, at: now.toISOString(), events, previous: entries.at(-1), salt: randomHex(), sha256 };
  const answered = sealEntry(about);
  await work.register.append(answered);
  const all = [...entries, answered];
  await listCases({ entries: all, register: work.register, worklist: work.worklist, hmac, at: about.at });
}

export type MeasuredKind = { kind: string; times: number[]; asked: Asked[] };

async function measure(): Promise<MeasuredKind[]> {
  await openDesk();
  const measured: MeasuredKind[] = [];
  let request = 0;
  for (const [kind, ask] of Object.entries(kinds)) {
    const found: MeasuredKind = { kind, times: [], asked: [] };
    for (let one = -warmUp; one < requests; one += 1) {
      const desk = deskFor(request++);
      counted = { calls: 0, items: 0, units: 0, writes: 0 };
      const began = performance.now();
      const reply = await ask(desk);
      const took = performance.now() - began;
      if (reply.status > 201) throw new Error(`${kind}: ${reply.status}`);
      if (one >= 0) {
        found.times.push(took);
        found.asked.push(counted);
      }
      if (kind.startsWith('next')) await answer(reply, desk);
    }
    measured.push(found);
  }
  return measured;
}

serveParent({}, { seed, measure }, () => emulator.close());
