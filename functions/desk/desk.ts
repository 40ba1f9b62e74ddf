import type { APIGatewayProxyEventV2, APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { Receipt } from '../../shared/contracts/contact.ts';
import type { Officer } from '../../shared/contracts/declaration.ts';
import { CallAttempt, CaseJoin, type DeskCase, DocumentReading, RecordedContact } from '../../shared/contracts/desk.ts';
import type { FormalContact } from '../../shared/contracts/handed-on.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { WorklistView } from '../../shared/contracts/worklist.ts';
import { attemptsAllowed } from '../../shared/core/cases/call-back.ts';
import { firstAnswerDue } from '../../shared/core/cases/charter.ts';
import type { CaseCommand } from '../../shared/core/cases/commands.ts';
import { decideCase } from '../../shared/core/cases/decide.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { isCorrectable } from '../../shared/core/cases/readings.ts';
import { type Hmac, keyOf, readCode } from '../../shared/core/cases/receipt-code.ts';
import { cursorOf, dueByNow, lanesInOrder, worklistPage } from '../../shared/core/cases/worklist.ts';
import { openEntries, openEntry, sealEntry } from '../../shared/core/chain.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import type { HoursPeriod } from '../../shared/core/hours/calendar.ts';
import { seesCases, staffOf, worksOnCases } from '../../shared/core/staff.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { matchedVersion, type Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { logLine } from '../../shared/shell/log.ts';
import { leaveInQueue } from '../../shared/shell/queues/contacts-queue.ts';
import { keepContact } from '../../shared/shell/queues/keep-contact.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { personOf, type Worklist } from '../../shared/shell/stores/worklist.ts';
import { textsIn } from '../../shared/shell/texts.ts';
import { downloadAddress, downloadSeconds } from './downloads.ts';
import { askedPage } from './rules/asked-page.ts';
import { type CaseRead, caseRead, countedTogether, pointsIn, suggestionsFor } from './rules/case-view.ts';
import { readingCommand } from './rules/document-reading.ts';
import { fileNameOf } from './rules/file-name.ts';
import { recordedContact, wrongIn, wrongSort } from './rules/recorded-contact.ts';

/** Who asks the desk of a service; throws the Refusal `not-allowed`, and logs it, for whoever may not do what is asked. */
export function admittedTo(service: string, event: APIGatewayProxyEventV2): Officer {
  const { authorizer, http } = (event as APIGatewayProxyEventV2WithJWTAuthorizer).requestContext;
  const staff = staffOf(authorizer?.jwt?.claims ?? {}, service);
  const { officer } = staff;
  if (http.method === 'POST' ? worksOnCases(staff) : seesCases(staff)) return officer;
  const line = { function: 'desk', service, subject: officer.subject, route: event.routeKey };
  logLine({ level: 'warn', ...line, refused: 'role' });
  throw new Refusal('not-allowed');
}

/** What the desk of one service works with, for one request of one of its staff. */
export type Desk = {
  definition: PreparedService;
  register: Register;
  worklist: Worklist;
  rules: LifeFirstRules;
  hmac: Hmac;
  /** Every period of declared hours as known now. */
  periods(): Promise<readonly HoursPeriod[]>;
  places: { queueUrl: string; inboxTable: string; attachmentsBucket: string; protocolQueueUrl: string };
  officer: Officer;
  now: Date;
};
type Request = APIGatewayProxyEventV2;

const told = ({ definition, officer }: Desk, act: string, more: Record<string, unknown>) =>
  logLine({ level: 'info', function: 'desk', service: definition.service, subject: officer.subject, act, ...more });

/** The code in the address, in its one spelling; throws the Refusal `wrong-code` for one that was never given. */
function codeOf({ definition, hmac }: Desk, event: Request): string {
  const code = readCode(event.pathParameters?.['code'] ?? '', definition.codePrefix, hmac);
  if (code === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
  return code;
}

////////// The worklist

/** One page of the worklist; throws the Refusal `invalid` with what is wrong about lane, limit or cursor. */
export async function showWorklist(desk: Desk, event: Request): Promise<Reply> {
  const { definition, worklist } = desk;
  const asked = askedPage(event.queryStringParameters ?? {}, lanesInOrder(definition.lanes));
  if ('errors' in asked) throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors: asked.errors });
  const [{ items, next }, periods] = await Promise.all([
    worklistPage(asked.lanes, asked.from, asked.limit, worklist.readPlace),
    desk.periods(),
  ]);
  const body: WorklistView = {
    service: definition.service,
    ...(asked.lane === undefined ? {} : { lane: asked.lane }),
    items: dueByNow(items, definition, periods),
    ...(next && { next: cursorOf(next) }),
  };
  return { status: 200, body };
}

////////// One case

/** Cases of one person that are looked at, and persons of a case: a person with more has called on us for years. */
const casesLookedAt = 10;
const pointsLookedAt = 8;
/** Cases joined to one that are read to be counted with it: more is a flood, where each look would cost a flood of reads. */
const joinedCounted = 100;

const readWhole = (code: string, entries: readonly RegisterEntry[]): CaseRead | undefined =>
  caseRead(code, entries.at(-1)?.version ?? 0, openEntries(entries));

async function found({ register }: Desk, code: string): Promise<{ read: CaseRead; entries: RegisterEntry[] }> {
  const entries = await register.read(code);
  const read = readWhole(code, entries);
  if (read === undefined) throw new Refusal('conflict', ({ problems }) => problems.notYetRegistered);
  return { read, entries };
}

/** The latest other cases of the persons of a case. */
async function othersOf({ worklist, register, hmac }: Desk, read: CaseRead): Promise<CaseRead[]> {
  const persons = pointsIn(read)
    .slice(0, pointsLookedAt)
    .map((point) => personOf(point, hmac));
  const known = await Promise.all(persons.map((person) => worklist.casesOf(person, casesLookedAt + 1)));
  const codes = [...new Set(known.flat())].filter((code) => code !== read.code).slice(0, casesLookedAt);
  const others = await Promise.all(codes.map(async (code) => readWhole(code, await register.read(code))));
  return others.filter((other) => other !== undefined);
}

/** The cases that were joined to a case, as far as they are counted with it. */
async function joinedTo({ register }: Desk, { joined }: CaseRead): Promise<CaseRead[]> {
  const cases = joined.slice(0, joinedCounted).map(async (code) => readWhole(code, await register.read(code)));
  return (await Promise.all(cases)).filter((one) => one !== undefined);
}

/** The documents of a case with an address for each that is kept. */
function addressed({ places, now }: Desk, { code, documents }: CaseRead): Promise<DeskCase['documents']> {
  const addressEndsAt = new Date(now.getTime() + downloadSeconds * 1000).toISOString();
  return Promise.all(
    documents.map(async (document, index) => {
      if (document.state !== 'attached') return document;
      const { contentType = 'application/octet-stream' } = document;
      const file = { contentType, fileName: fileNameOf(code, index + 1, contentType) };
      return {
        ...document,
        address: await downloadAddress(places.attachmentsBucket, document.document, file),
        addressEndsAt,
      };
    }),
  );
}

async function shownCase(desk: Desk, read: CaseRead, status: number): Promise<Reply> {
  const [documents, others, joined, periods] = await Promise.all([
    addressed(desk, read),
    othersOf(desk, read),
    joinedTo(desk, read),
    desk.periods(),
  ]);
  const firstAnswerDueAt = firstAnswerDue(read, desk.definition, periods);
  const counted = countedTogether([read, ...joined]);
  const body: DeskCase = {
    ...read,
    ...(firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt }),
    counted,
    documents,
    suggestions: suggestionsFor(read, others),
  };
  return { status, headers: { ETag: `"${read.version}"` }, body };
}

/** A case whole, with its version as ETag; who looked is logged. Throws the Refusals `wrong-code` and, before it is registered, `conflict`. */
export async function showCase(desk: Desk, event: Request): Promise<Reply> {
  const code = codeOf(desk, event);
  const { read } = await found(desk, code);
  told(desk, 'read', { code, version: read.version });
  return shownCase(desk, read, 200);
}

////////// Acts on a case

/**
 * Appends what a command decides on the version that was seen. The very act that the next version tells of is done already:
 * whoever did not get the answer sends it again. Throws the Refusals `changed-meanwhile` and `act-refused`.
 */
async function actOn(desk: Desk, code: string, expectedVersion: number, command: CaseCommand): Promise<void> {
  const { register, now } = desk;
  const entries = await register.read(code);
  const version = entries.at(-1)?.version ?? 0;
  const [before, [next]] = [entries.slice(0, expectedVersion), entries.slice(expectedVersion)];
  const decision = decideCase(command, caseOf(openEntries(before)));
  const changed = (present: number) => {
    told(desk, command.type, { code, refused: 'conflict', expectedVersion, version: present });
    return new Refusal('changed-meanwhile', undefined, {
      members: { refused: 'conflict', expectedVersion, version: present },
    });
  };
  if (version === expectedVersion + 1 && next !== undefined && !('refused' in decision)) {
    if (JSON.stringify(openEntry(next)) === JSON.stringify(decision)) return;
  }
  if (version !== expectedVersion) throw changed(version);
  if ('refused' in decision) {
    told(desk, command.type, { code, refused: decision.refused });
    throw new Refusal('act-refused', undefined, { members: { ...decision } });
  }
  const entry = sealEntry({
    caseId: code,
    at: now.toISOString(),
    events: decision,
    previous: entries.at(-1),
    salt: randomHex(),
    sha256,
  });
  if ((await register.append(entry)) === 'taken') {
    // A write whose answer was lost is met again as "taken": it is ours when its hash is.
    const since = await register.read(code);
    if (since[expectedVersion]?.hash !== entry.hash) throw changed(since.at(-1)?.version ?? expectedVersion);
  }
  told(desk, command.type, { code, version: entry.version });
}

function seenVersion(event: Request): number {
  const version = matchedVersion(event.headers['if-match']);
  if (version === undefined) throw new Refusal('precondition-required');
  return version;
}

/**
 * The contact that a reading is of: the one that it names or, where it names none, the only one that can be meant. Throws the
 * Refusals `act-refused` where nothing can be meant, and `invalid` where several can.
 */
function contactRead(
  { contacts }: CaseRead,
  { contact, corrects = false }: DocumentReading,
): CaseRead['contacts'][number] {
  const possible = contacts.filter((one) => (corrects ? isCorrectable(one) : one.toBeRead === true));
  const meant = contact === undefined ? possible : possible.filter((one) => one.contact === contact);
  const [only, ...more] = meant;
  if (only === undefined) {
    const refused = corrects ? 'nothing-to-correct' : 'nothing-to-read';
    throw new Refusal('act-refused', undefined, { members: { refused } });
  }
  if (more.length === 0) return only;
  const detail = `must be one of ${meant.map((one) => one.contact).join(', ')}`;
  throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors: [{ detail, pointer: '/contact' }] });
}

/** Keeps what staff read on a scan, or a correction of what they typed; what is found to be a formal instance goes on to the protocol. */
export async function readDocument(desk: Desk, event: Request): Promise<Reply> {
  const code = codeOf(desk, event);
  const reading = await readAs(DocumentReading, event);
  const expected = seenVersion(event);
  const { definition, officer, rules, places } = desk;
  const errors = wrongSort(reading, definition);
  if (errors.length > 0) throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
  const { read, entries } = await found(desk, code);
  const seen = readWhole(code, entries.slice(0, expected)) ?? read;
  const { contact, receivedAt } = contactRead(seen, reading);
  const by = officer.name;
  const command = readingCommand({
    reading,
    contact,
    by,
    read: seen,
    definition,
    rules,
    periods: await desk.periods(),
  });
  await actOn(desk, code, expected, command);
  if (command.sorted?.formal === true) {
    const formal: FormalContact = {
      contract: 'formal-contact.v1',
      service: definition.service,
      caseId: code,
      contact,
      receivedAt,
    };
    await leaveInQueue(places.protocolQueueUrl, JSON.stringify(formal));
  }
  return shownCase(desk, (await found(desk, code)).read, 201);
}

/** Keeps what became of an attempt to call back; the last one that reaches nobody gives the call-back up. */
export async function recordAttempt(desk: Desk, event: Request): Promise<Reply> {
  const code = codeOf(desk, event);
  const { outcome, note } = await readAs(CallAttempt, event);
  const by = desk.officer.name;
  const noted = note === undefined ? {} : { note };
  await actOn(desk, code, seenVersion(event), {
    type: 'RecordCallBackAttempt',
    by,
    outcome,
    attemptsAllowed,
    ...noted,
  });
  return shownCase(desk, (await found(desk, code)).read, 201);
}

/**
 * Joins another case to this one, which stays open and is told first: stopped half-way, both are still on the list, and the same
 * act again finishes it. Throws the Refusal `act-refused` where it would leave nobody in charge.
 */
export async function joinCase(desk: Desk, event: Request): Promise<Reply> {
  const { definition, hmac, register, officer, now } = desk;
  const code = codeOf(desk, event);
  const { caseId: typed, reason } = await readAs(CaseJoin, event);
  const expected = seenVersion(event);
  const other = readCode(typed, definition.codePrefix, hmac);
  if (other === undefined || other === code) {
    const detail = other === undefined ? 'must be the code of a case of this service' : 'must be another case';
    throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors: [{ detail, pointer: '/caseId' }] });
  }
  const [{ read }, joining] = [await found(desk, code), readWhole(other, await register.read(other))];
  const refused = (why: string) => {
    told(desk, 'JoinCase', { code, other, refused: why });
    return new Refusal('act-refused', undefined, { members: { refused: why } });
  };
  if (joining === undefined) throw refused('unknown-case');
  if (joining.joinedTo !== undefined && joining.joinedTo !== code) throw refused('joined-elsewhere');
  if (joining.joined.includes(code)) throw refused('joined-elsewhere');
  if (read.stage === 'closed' && joining.stage !== 'closed') throw refused('closed');
  const by = officer.name;
  if (!read.joined.includes(other)) await actOn(desk, code, expected, { type: 'JoinCase', caseId: other, by });
  const outcome = await changeCase({
    register,
    caseId: other,
    command: { type: 'JoinTo', caseId: code, by, reason },
    at: now.toISOString(),
    salt: randomHex,
    sha256,
  });
  if ('refused' in outcome && outcome.refused !== 'nothing-new') throw refused(outcome.refused);
  told(desk, 'JoinTo', { code: other, joinedTo: code });
  return shownCase(desk, (await found(desk, code)).read, 201);
}

////////// Contacts that staff record

/**
 * Takes in a letter, fax, visit or call that staff record by hand: 202 with its receipt once it is durably kept. The code to hold is
 * that of the case it joins where there is one: a contact within a case has no state of its own to follow.
 */
export async function recordContact(desk: Desk, event: Request): Promise<Reply> {
  const { definition, register, rules, hmac, officer, places, now } = desk;
  const recorded = await readAs(RecordedContact, event);
  const joins = recorded.joins === undefined ? undefined : readCode(recorded.joins, definition.codePrefix, hmac);
  const errors = [
    ...wrongIn(recorded, definition, now),
    ...(recorded.joins !== undefined && joins === undefined
      ? [{ detail: 'must be the code of a case of this service', pointer: '/joins' }]
      : []),
  ];
  if (errors.length > 0) throw new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
  const { accepted, receipt, urgent } = recordedContact({
    recorded,
    joins,
    recordedBy: officer.name,
    definition,
    rules,
    periods: await desk.periods(),
    key: keyOf(event.headers['idempotency-key']),
    now,
    hmac,
    sha256,
  });
  const place = { service: definition.service, queueUrl: places.queueUrl, inboxTable: places.inboxTable };
  await keepContact(place, accepted.code, JSON.stringify(accepted));
  told(desk, 'record', { code: accepted.code, channel: accepted.channel });
  const held = joins !== undefined && (await register.read(joins)).length > 0 ? joins : receipt.code;
  const body: Receipt = { ...receipt, code: held };
  if (!urgent) return { status: 202, body };
  const { lifeFirst } = await textsIn(recorded.language);
  const emergencyNumbers = definition.emergencyNumbers.map(({ number }) => number);
  return { status: 202, body: { ...body, advice: { text: lifeFirst.text, emergencyNumbers } } };
}

/** What answers each address of the desk, by the last part of its route. */
export const deskActs = {
  worklist: showWorklist,
  '{code}': showCase,
  contacts: recordContact,
  readings: readDocument,
  'call-attempts': recordAttempt,
  joins: joinCase,
};
