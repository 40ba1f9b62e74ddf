import type { CaseEvent, RegisterEntry } from '../contracts/case-event.ts';
import type { ProtocolBatch, ProtocolCancellation, ProtocolDay, ProtocolEntry } from '../contracts/protocol.ts';
import type { ServiceDefinition } from '../contracts/service.ts';
import { genesisHash, openEntry, type Sha256 } from './chain.ts';
import { dayInRome, instantOf } from './hours/zone.ts';

/** The day in Rome of an ISO instant, as `YYYY-MM-DD`. */
export const dayAt = (at: string): string => dayInRome(instantOf(at));
/** The calendar year in Rome of an ISO instant. */
export const yearAt = (at: string): number => Number(dayAt(at).slice(0, 4));

/**
 * A protocol number as it is written: `2026-0000042`; numbers begin anew each year and have seven digits at least (DPR
 * 445/2000 art. 57).
 */
export const numberText = (year: number, number: number): string =>
  `${String(year).padStart(4, '0')}-${String(number).padStart(7, '0')}`;

/**
 * The year and number that somebody writes, with or without leading zeros; undefined for what is no protocol number.
 */
export function readNumber(written: string): { year: number; number: number } | undefined {
  const [, year, number] = /^\s*(\d{4})-(\d{1,9})\s*$/.exec(written) ?? [];
  if (year === undefined || Number(year) === 0 || Number(number) === 0) return undefined;
  return { year: Number(year), number: Number(number) };
}

/** What a registration is of, as one text: a contact by its code, or an answer of a case. No two have one. */
export const registeredThing = ({ contact, answer }: Pick<ProtocolEntry, 'contact' | 'answer'>): string =>
  answer === undefined ? contact : `${contact}.${answer}`;

/** A registration before it has its number. */
export type Unnumbered = Omit<ProtocolEntry, 'number' | 'at'>;

/** What the register knows of a contact that is to get a number: the number it has, or what to register. */
export type FormalFacts = { assigned: string } | { unnumbered: Unnumbered } | { withheld: true };

/**
 * What is registered of a contact among the entries of its case; undefined when it is not there. It is what the contact
 * said or, of a scan or what was recorded by hand, what staff typed last; a contact without mail or scan is proven by
 * its entry in the register.
 */
export function contactIn(
  entries: readonly RegisterEntry[],
  contact: string,
  definition: Pick<ServiceDefinition, 'administration' | 'kinds'>,
): Unnumbered | undefined {
  const opened = entries.map((entry) => ({ entry, events: openEntry(entry) }));
  const all = opened.flatMap(({ events }) => events);
  for (const { entry, events } of opened) {
    const received = events.find((event) => event.type === 'ContactReceived');
    // The first contact has the case's own code.
    if (received === undefined || (received.contact ?? entry.caseId) !== contact) continue;
    const { channel, receivedAt, mail, paper, recordedBy } = received;
    const read = all.findLast(
      (event) =>
        event.type === 'DocumentRead' &&
        // Before readings named their contact, one was of all that waited to be read.
        (event.contact === undefined ? paper?.toBeRead === true : event.contact === contact),
    ) as Extract<CaseEvent, { type: 'DocumentRead' }> | undefined;
    // A correction of what was recorded by hand takes the place of all of it.
    const own = recordedBy !== undefined && read !== undefined ? {} : received.personal;
    const { name, surname, email, phone, subject } = { ...own, ...read?.personal };
    const senderReference = read?.personal?.reference ?? paper?.senderReference;
    const scan = events.find((event) => event.type === 'AttachmentAttached');
    const sender = Object.entries({ name, surname, email, phone }).filter(([, value]) => value !== undefined);
    return {
      contact,
      caseId: entry.caseId,
      channel,
      receivedAt,
      sender: Object.fromEntries(sender),
      recipient: definition.administration.it,
      subject: subject ?? kindName(all, definition),
      ...(senderReference === undefined ? {} : { senderReference }),
      sha256: mail?.sha256 ?? (paper === undefined ? undefined : scan?.sha256) ?? entry.hash,
    };
  }
  return undefined;
}

/** What the register knows of a contact that is to get a number; undefined when its case does not have it. */
export function formalFacts(
  entries: readonly RegisterEntry[],
  contact: string,
  definition: Pick<ServiceDefinition, 'administration' | 'kinds'>,
): FormalFacts | undefined {
  for (const event of entries.flatMap(openEntry))
    if (event.type === 'ProtocolAssigned' && event.contact === contact)
      return { assigned: numberText(event.year, event.number) };
  const unnumbered = contactIn(entries, contact, definition);
  return unnumbered && { unnumbered };
}

/** Ways by which an answer goes, as channels of what comes in. */
const channelOf = {
  mail: 'email',
  page: 'form',
  letter: 'letter',
  pec: 'pec',
  phone: 'phone',
  'in-person': 'in-person',
} as const;

/**
 * What the register knows of an answer to an instance that is to get an outgoing number (CAD art. 40-bis): the
 * administration sends it, whoever sent the instance receives it. `withheld` for one that does not leave; undefined where
 * its case does not have it.
 */
export function outgoingFacts(
  entries: readonly RegisterEntry[],
  { caseId, answer }: { caseId: string; answer: string },
  definition: Pick<ServiceDefinition, 'administration' | 'kinds'>,
): FormalFacts | undefined {
  let unnumbered: Unnumbered | undefined;
  for (const entry of entries)
    for (const event of openEntry(entry)) {
      if (event.type === 'AnswerProtocolAssigned' && event.answer === answer)
        return { assigned: numberText(event.year, event.number) };
      if (event.type === 'AnswerWithheld' && event.answer === answer) return { withheld: true };
      if (event.type !== 'Answered' || event.answer !== answer) continue;
      const first = contactIn(entries, caseId, definition);
      const { name, surname, email, phone } = first?.sender ?? {};
      const person = [name, surname].filter(Boolean).join(' ') || event.personal?.email || email || phone || '-';
      unnumbered = {
        contact: caseId,
        caseId,
        answer,
        channel: channelOf[event.channel ?? 'page'],
        receivedAt: entry.at,
        sender: { name: definition.administration.it.slice(0, 200) },
        recipient: person.slice(0, 200),
        subject: `Risposta: ${first?.subject ?? ''}`.trim().slice(0, 500),
        sha256: entry.hash,
      };
    }
  return unnumbered && { unnumbered };
}

/** The name of the kind that the case was last found to be. */
function kindName(events: ReturnType<typeof openEntry>, { kinds }: Pick<ServiceDefinition, 'kinds'>): string {
  const found = events
    .map((event) => {
      if (event.type === 'CaseOpened') return event.kind;
      if (event.type === 'Resorted') return event.kind;
      return event.type === 'DocumentRead' ? event.sorted?.kind : undefined;
    })
    .findLast((kind) => kind !== undefined);
  return kinds.find(({ kind }) => kind === found)?.name.it ?? '';
}

/** Numbers that one batch assigns at most: as many messages as one wake-up brings. */
export const maximumInBatch = 100;

/** UTF-8 bytes of one batch's entries at most: three quarters of what DynamoDB keeps in one item. */
const maximumEntriesBytes = 300_000;

const utf8 = new TextEncoder();

function batchHash(batch: Omit<ProtocolBatch, 'hash'>, sha256: Sha256): string {
  const { service, year, batch: number, first, last, at, entries, continuesIn = null, prevHash } = batch;
  return sha256(JSON.stringify([prevHash, service, year, number, first, last, at, entries, continuesIn]));
}

/**
 * The one batch that may follow `head`, the last of a service's protocol (undefined before the first): it assigns the
 * next numbers to as many as fit. The first batch of all says in which year the protocol begins; a head of an earlier
 * year is followed by the batch that closes its year; both assign nothing, and the caller goes on from them. Whatever a
 * batch says, there is one place for it after each head, so that of two writers one is refused. Time never runs
 * backwards in the chain.
 */
export function nextBatch(input: {
  service: string;
  head: ProtocolBatch | undefined;
  waiting: readonly Unnumbered[];
  now: string;
  sha256: Sha256;
}): ProtocolBatch {
  const { service, head, waiting, now, sha256 } = input;
  const at = head !== undefined && instantOf(head.at) > instantOf(now) ? head.at : now;
  const seal = (batch: Omit<ProtocolBatch, 'service' | 'at' | 'prevHash' | 'hash'>): ProtocolBatch => {
    const bare = { service, ...batch, at, prevHash: head?.hash ?? genesisHash };
    return { ...bare, hash: batchHash(bare, sha256) };
  };
  const year = yearAt(at);
  if (head === undefined) return seal({ year: 0, batch: 1, first: 1, last: 0, entries: '[]', continuesIn: year });
  const place = placeAfter(head);
  if (year > place.year) return seal({ ...place, last: place.first - 1, entries: '[]', continuesIn: year });
  const entries = fitting(waiting.slice(0, maximumInBatch), place, at);
  return seal({ ...place, last: place.first + entries.length - 1, entries: JSON.stringify(entries) });
}

/** The one key and first number of whatever follows a batch. */
function placeAfter({ year, batch, last, continuesIn }: ProtocolBatch) {
  return continuesIn === undefined
    ? { year, batch: batch + 1, first: last + 1 }
    : { year: continuesIn, batch: 1, first: 1 };
}

function fitting(waiting: readonly Unnumbered[], { year, first }: { year: number; first: number }, at: string) {
  const entries: ProtocolEntry[] = [];
  let bytes = 2;
  for (const facts of waiting) {
    const entry = { number: numberText(year, first + entries.length), at, ...facts };
    bytes += utf8.encode(JSON.stringify(entry)).byteLength + 1;
    if (bytes > maximumEntriesBytes && entries.length > 0) break;
    entries.push(entry);
  }
  return entries;
}

/** The registrations of a batch, in the order of their numbers. */
export const entriesOf = ({ entries }: Pick<ProtocolBatch, 'entries'>): ProtocolEntry[] =>
  JSON.parse(entries) as ProtocolEntry[];

/** Why a batch does not follow the one before it. */
export type BrokenBatch =
  | 'batch-missing'
  | 'previous-differs'
  | 'hash-differs'
  | 'numbers-differ'
  | 'time-differs'
  | 'unreadable';

/**
 * What is broken between a batch and the one before it (undefined before the first of all); undefined when it holds.
 */
export function brokenBatch(
  previous: ProtocolBatch | undefined,
  batch: ProtocolBatch,
  sha256: Sha256,
): BrokenBatch | undefined {
  const place = previous === undefined ? { year: 0, batch: 1, first: 1 } : placeAfter(previous);
  if (batch.year !== place.year || batch.batch !== place.batch) return 'batch-missing';
  if (batch.prevHash !== (previous?.hash ?? genesisHash)) return 'previous-differs';
  if (batch.hash !== batchHash(batch, sha256)) return 'hash-differs';
  let entries: ProtocolEntry[];
  try {
    entries = entriesOf(batch);
  } catch {
    return 'unreadable';
  }
  const numbered = entries.every(({ number }, index) => number === numberText(batch.year, batch.first + index));
  if (batch.first !== place.first || batch.last !== batch.first + entries.length - 1 || !numbered)
    return 'numbers-differ';
  if (previous !== undefined && instantOf(batch.at) < instantOf(previous.at)) return 'time-differs';
  const dated = entries.every(({ at }) => at === batch.at) && (entries.length === 0 || yearAt(batch.at) === batch.year);
  return dated ? undefined : 'time-differs';
}

/**
 * Closes a day: `batches` are those of the day, in order, that stand in the year's partition from `from` on;
 * `cancellations` those made on it. The root is a digest over the batches' hashes and the cancellations, chained to the
 * day before.
 */
export function closedDay(input: {
  service: string;
  day: string;
  previous: Pick<ProtocolDay, 'root'> | undefined;
  from: number;
  batches: readonly Pick<ProtocolBatch, 'year' | 'first' | 'last' | 'hash'>[];
  cancellations: readonly ProtocolCancellation[];
  closedAt: string;
  sha256: Sha256;
}): ProtocolDay {
  const { service, day, previous, from, batches, closedAt, sha256 } = input;
  const cancellations = [...input.cancellations].sort((one, other) => (one.number < other.number ? -1 : 1));
  const previousRoot = previous?.root ?? genesisHash;
  const numbered = batches.filter(({ first, last }) => last >= first);
  const [earliest, latest] = [numbered[0], numbered.at(-1)];
  const first = earliest && numberText(earliest.year, earliest.first);
  const last = latest && numberText(latest.year, latest.last);
  const count = numbered.reduce((sum, batch) => sum + batch.last - batch.first + 1, 0);
  const told = cancellations.map(({ number, reason, by, at }) => [number, reason, by.subject, by.name, at]);
  const body = [batches.map(({ hash }) => hash), told].map((part) => sha256(JSON.stringify(part)));
  return {
    service,
    day,
    batches: { from, to: from + batches.length - 1 },
    ...(first === undefined || last === undefined ? {} : { first, last }),
    count,
    cancelled: cancellations.map(({ number }) => number),
    root: sha256(JSON.stringify([previousRoot, service, day, from, batches.length, count, ...body])),
    previousRoot,
    closedAt,
  };
}
