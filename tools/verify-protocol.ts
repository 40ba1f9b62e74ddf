import { isDeepStrictEqual } from 'node:util';
import type { CaseEvent, RegisterEntry } from '../shared/contracts/case-event.ts';
import type { ProtocolBatch, ProtocolCancellation, ProtocolDay } from '../shared/contracts/protocol.ts';
import type { Sha256 } from '../shared/core/chain.ts';
import { type LeavesByDay, leafOfBatch, leafOfCancellation, noteLeaf } from '../shared/core/day-leaves.ts';
import type { DayRoot } from '../shared/core/day-root.ts';
import { dateOf, dayOf } from '../shared/core/hours/zone.ts';
import {
  type BrokenBatch,
  brokenBatch,
  closedDay,
  dayAt,
  entriesOf,
  numberText,
  readNumber,
  registeredThing,
  yearAt,
} from '../shared/core/protocol.ts';
import type { Protocol } from '../shared/shell/stores/protocol.ts';
import { type PublishedRoot, verifyRoots } from './verify-roots.ts';

/** What the register says of protocol numbers: by number, what it was given to, and which are cancelled. */
export type NumbersOfRegister = { given: Map<string, { caseId: string; contact: string }[]>; cancelled: Set<string> };

/**
 * What the verification of one protocol found; `untold` numbers of the last batch are told their cases before the next
 * is written.
 */
export type ProtocolVerdict = {
  numbers: number;
  cancelled: number;
  days: number;
  untold: number;
  lastRoot: string | undefined;
  /** Every place where it does not hold, as a sentence. */
  findings: string[];
};

const reasons: Record<BrokenBatch, string> = {
  'batch-missing': 'the batch before it is missing',
  'previous-differs': 'it does not follow the batch before it: the hash it names is another',
  'hash-differs': 'its content is not what its hash was made of',
  'numbers-differ': 'its numbers are not the next ones',
  'time-differs': 'its time is not of its year, or before the batch before it',
  unreadable: 'its registrations cannot be read',
};

export const noNumbers = (): NumbersOfRegister => ({ given: new Map(), cancelled: new Set() });

/** Notes what an entry of the register says of protocol numbers. */
export function noteNumbers(numbers: NumbersOfRegister, { caseId, events }: RegisterEntry): void {
  if (!events.includes('Protocol')) return;
  for (const event of (JSON.parse(events) as { events: CaseEvent[] }).events) {
    if (event.type === 'ProtocolAssigned') {
      const number = numberText(event.year, event.number);
      numbers.given.set(number, [...(numbers.given.get(number) ?? []), { caseId, contact: event.contact }]);
    } else if (event.type === 'AnswerProtocolAssigned') {
      const number = numberText(event.year, event.number);
      const contact = registeredThing({ contact: caseId, answer: event.answer });
      numbers.given.set(number, [...(numbers.given.get(number) ?? []), { caseId, contact }]);
    } else if (event.type === 'ProtocolCancelled') numbers.cancelled.add(numberText(event.year, event.number));
  }
}

type Read = { batches: ProtocolBatch[]; findings: string[] };

async function readChain(protocol: Protocol, sha256: Sha256): Promise<Read> {
  const batches: ProtocolBatch[] = [];
  const findings: string[] = [];
  for (let year: number | undefined = 0; year !== undefined; year = batches.at(-1)?.continuesIn) {
    const before = batches.length;
    for await (const page of protocol.batches(year, 1))
      for (const batch of page) {
        const broken = brokenBatch(batches.at(-1), batch, sha256);
        if (broken !== undefined) findings.push(`protocol ${batch.year}, batch ${batch.batch}: ${reasons[broken]}`);
        batches.push(batch);
      }
    if (batches.length === before) break;
  }
  return { batches, findings };
}

function judgeCases(batches: readonly ProtocolBatch[], numbers: NumbersOfRegister, asOf: string) {
  const findings: string[] = [];
  const contacts = new Map<string, string>();
  const left = new Map(numbers.given);
  let count = 0;
  let untold = 0;
  for (const batch of batches)
    for (const entry of entriesOf(batch)) {
      const { number, caseId } = entry;
      const contact = registeredThing(entry);
      count += 1;
      const other = contacts.get(contact);
      if (other !== undefined) findings.push(`protocol ${number}: its contact has ${other} already`);
      contacts.set(contact, number);
      const told = left.get(number) ?? [];
      left.delete(number);
      if (told.length === 0) {
        // The register was read before: what came since, and the last batch, may not be told yet.
        if (batch === batches.at(-1) || batch.at >= asOf) untold += 1;
        else findings.push(`protocol ${number}: its case does not know it`);
      } else if (told.length > 1 || told[0]?.caseId !== caseId || told[0].contact !== contact) {
        findings.push(`protocol ${number}: the register has given it to another contact, or to several`);
      }
    }
  for (const number of left.keys()) findings.push(`protocol ${number}: a case has it and the protocol does not`);
  return { findings, count, untold };
}

async function judgeDays(
  service: string,
  protocol: Protocol,
  batches: readonly ProtocolBatch[],
  cancellations: readonly ProtocolCancellation[],
  sha256: Sha256,
) {
  const findings: string[] = [];
  const [begun] = batches;
  const newest = await newestDay(protocol, batches);
  let previous: ProtocolDay | undefined;
  let days = 0;
  if (begun === undefined || newest === undefined) return { findings, days, lastRoot: undefined };
  for (let day = dayAt(begun.at); day <= newest.day; day = dateOf(dayOf(day) + 1)) {
    const kept = await protocol.day(day);
    if (kept === undefined) {
      findings.push(`protocol, day ${day}: it was not closed, and a later day was`);
      continue;
    }
    days += 1;
    const ofYear = previous?.day.slice(0, 4) === day.slice(0, 4) ? previous : undefined;
    const made = closedDay({
      service,
      day,
      previous,
      from: (ofYear?.batches.to ?? 0) + 1,
      batches: batches.filter(({ year, at }) => year === Number(day.slice(0, 4)) && dayAt(at) === day),
      cancellations: cancellations.filter(({ at }) => dayAt(at) === day),
      closedAt: kept.closedAt,
      sha256,
    });
    if (!isDeepStrictEqual(made, kept)) {
      findings.push(`protocol, day ${day}: it is not what was closed under its root`);
    }
    previous = kept;
  }
  return { findings, days, lastRoot: newest.root };
}

async function newestDay(protocol: Protocol, batches: readonly ProtocolBatch[]): Promise<ProtocolDay | undefined> {
  const years = [...new Set(batches.map(({ year }) => year))].sort((one, other) => other - one);
  for (const year of years) {
    const last = await protocol.lastDay(year);
    if (last !== undefined) return last;
  }
  return undefined;
}

/**
 * Verifies a protocol: every batch follows the one before it, numbers have no gap and no double, every case knows its
 * number and its cancellation, every closed day is what was closed, every root is of its day. `numbers` is what the
 * register says, read from `asOf` (ISO instant) on.
 */
export async function verifyProtocol(input: {
  service: string;
  protocol: Protocol;
  numbers: NumbersOfRegister;
  asOf: string;
  roots?: readonly DayRoot[];
  published?: readonly PublishedRoot[];
  sha256: Sha256;
}): Promise<ProtocolVerdict> {
  const { service, protocol, numbers, asOf, roots = [], published = [], sha256 } = input;
  const { batches, findings } = await readChain(protocol, sha256);
  // What cannot be read is named already, and nothing can be said of what it holds.
  if (findings.length > 0) return { numbers: 0, cancelled: 0, days: 0, untold: 0, lastRoot: undefined, findings };
  const cases = judgeCases(batches, numbers, asOf);
  const cancellations: ProtocolCancellation[] = [];
  for (const year of new Set(batches.map((batch) => batch.year)))
    if (year > 0) cancellations.push(...(await protocol.cancellations(year, 1, 999_999_999)));
  const given = new Set(batches.flatMap((batch) => entriesOf(batch).map(({ number }) => number)));
  for (const { number, at } of cancellations) {
    if (readNumber(number) === undefined || !given.has(number))
      findings.push(`protocol ${number}: it is cancelled and was never given`);
    else if (!numbers.cancelled.has(number) && at < asOf)
      findings.push(`protocol ${number}: its case does not know that it is cancelled; send the cancellation again`);
  }
  const cancelled = new Set(cancellations.map(({ number }) => number));
  for (const number of numbers.cancelled)
    if (!cancelled.has(number))
      findings.push(`protocol ${number}: its case says that it is cancelled, the protocol does not`);
  const closed = await judgeDays(service, protocol, batches, cancellations, sha256);
  const leaves = leavesAmong(batches, cancellations, sha256);
  const sealed = await verifyRoots({ roots, published, leaves, called: 'batches and cancellations', sha256 });
  return {
    numbers: cases.count,
    cancelled: cancellations.length,
    days: closed.days,
    untold: cases.untold,
    lastRoot: closed.lastRoot,
    findings: [
      ...findings,
      ...cases.findings,
      ...closed.findings,
      ...sealed.findings.map(({ day, reason }) => `protocol, day ${day}: ${reason}`),
    ],
  };
}

/** The leaves of a protocol's days. What begins or closes a year has no number and is in the chain alone. */
function leavesAmong(
  batches: readonly ProtocolBatch[],
  cancellations: readonly ProtocolCancellation[],
  sha256: Sha256,
): LeavesByDay {
  const leaves: LeavesByDay = new Map();
  for (const batch of batches) if (batch.year === yearAt(batch.at)) noteLeaf(leaves, batch.at, leafOfBatch(batch));
  for (const one of cancellations) noteLeaf(leaves, one.at, leafOfCancellation(one, sha256));
  return leaves;
}
