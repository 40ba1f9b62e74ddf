import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { AnswerTemplate } from '../../shared/contracts/answer-template.ts';
import { type OperationsOf, routes } from '../../shared/contracts/api/routes.ts';
import type { Officer, PostureLevel } from '../../shared/contracts/declaration.ts';
import type { HouseholdsView } from '../../shared/contracts/household.ts';
import type { ReserveBody } from '../../shared/contracts/reserve.ts';
import type { ReserveAsk } from '../../shared/contracts/reserve-ask.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { RehearsedCase } from '../../shared/contracts/training.ts';
import { type Hmac, readCode } from '../../shared/core/cases/receipt-code.ts';
import type { LifeFirstRules } from '../../shared/core/danger/danger.ts';
import type { HoursPeriod } from '../../shared/core/hours/calendar.ts';
import { present } from '../../shared/core/present.ts';
import { isIn, type Staff } from '../../shared/core/staff.ts';
import { mayAct, type StaffAct } from '../../shared/core/staff-acts.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { admit } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { Queue } from '../../shared/shell/queues/contacts-queue.ts';
import type { ContactQueues } from '../../shared/shell/queues/keep-contact.ts';
import type { CaseFinder } from '../../shared/shell/stores/case-index.ts';
import type { Drafts } from '../../shared/shell/stores/drafts.ts';
import type { JudgedCounts } from '../../shared/shell/stores/judged-danger.ts';
import type { Protocol } from '../../shared/shell/stores/protocol.ts';
import type { ReaderCounts } from '../../shared/shell/stores/reader-counts.ts';
import type { Reads } from '../../shared/shell/stores/reads.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import type { Reserve } from '../../shared/shell/stores/reserve.ts';
import type { ReserveAsks } from '../../shared/shell/stores/reserve-asks.ts';
import type { Shifts } from '../../shared/shell/stores/shifts.ts';
import type { Worklist } from '../../shared/shell/stores/worklist.ts';
import type { Wrong } from './rules/recorded-contact.ts';

// What every act of the desk is given and shares; acts.ts says which act answers which route.

/** What the desk of one service works with, for one request of one of its staff. */
export type Desk = {
  definition: PreparedService;
  register: Register;
  worklist: Worklist;
  /** What finds cases by their words. */
  finder: CaseFinder;
  protocol: Protocol;
  judgedCounts: JudgedCounts;
  /** How often a page of the knowledge base was in an answer. */
  readerCounts: Pick<ReaderCounts, 'add'>;
  rules: LifeFirstRules;
  hmac: Hmac;
  /** Every period of declared hours as known now. */
  periods(): Promise<readonly HoursPeriod[]>;
  contacts: ContactQueues;
  protocolQueue: Queue;
  /** Where answers wait until they leave, and one to many until it is given. */
  answersQueue: Queue;
  /** The name of the bucket. */
  attachmentsBucket: string;
  /** How large a file is that was uploaded and not checked yet; undefined where there is none. */
  uploads: {
    bytesOf(upload: string): Promise<number | undefined>;
    kept(file: string): Promise<Uint8Array | undefined>;
  };
  /** Texts that answers are begun with, and what staff have typed of theirs so far. */
  templates: readonly AnswerTemplate[];
  /** Cases to train with. */
  training: readonly RehearsedCase[];
  drafts: Drafts;
  /** Who works here, with what and when, and who is there. */
  shifts: Shifts;
  /** Who is asked to answer while something is declared. */
  reserve: Reserve;
  /** Who of the reserve was asked, and what they said. */
  reserveAsks: ReserveAsks;
  /** Who has read what. */
  reads: Reads;
  /** What is declared now, whatever the area. */
  posture(): Promise<PostureLevel>;
  /** The declarations that are in force now, by their ids. */
  inForce(): Promise<ReadonlySet<string>>;
  /** The declared events that a household can be of, the newest first. */
  events(): Promise<HouseholdsView['events']>;
  officer: Officer;
  /** The open account of an asker who is of the reserve. */
  account?: { member: ReserveBody; asks: readonly ReserveAsk[] };
  /** What that person is to the service. */
  roles: Staff['roles'];
  /** Chance for this request: a number from 0 to below 1. */
  chance: number;
  now: Date;
};

/** The name of something that the desk is asked for. */
export type DeskOperation = OperationsOf<'desk-staff-request'>;

/** One request of one of the staff. */
export type DeskRequest = APIGatewayProxyEventV2;

/** Answers one request; a request that is not answered throws a Refusal. */
export type DeskAct = (desk: Desk, request: DeskRequest) => Promise<Reply>;

/**
 * Who asks for an operation of a service's desk; throws the Refusal `not-allowed`, and logs it, for whoever is in none
 * of the groups that the table of routes names beside it.
 */
export const admittedTo = (service: string, request: DeskRequest, operation: DeskOperation): Staff =>
  admit(request, { function: 'desk', service, may: (staff) => isIn(staff, routes[operation].who) });

/** Throws the Refusal `not-allowed`, and logs it, where none of the asker's roles may do this (`rolesOfActs`). */
export function demand(desk: Desk, act: StaffAct): void {
  if (mayAct(desk, act)) return;
  logAct(desk, act, { refused: 'role' });
  throw new Refusal('not-allowed');
}

/** A code as a log may hold it: it opens the status page, so only what finds its lines again, its digest. */
const inLog = (code: unknown) => (typeof code === 'string' ? sha256(code).slice(0, 16) : undefined);

/**
 * Logs what one of the staff did, or tried to do; `facts` without personal data, and codes (`code`, `other`,
 * `joinedTo`) as the first 16 digits of their SHA-256.
 */
export function logAct({ definition, officer }: Desk, act: string, facts: Record<string, unknown>): void {
  const { service } = definition;
  const codes = present({
    code: inLog(facts['code']),
    other: inLog(facts['other']),
    joinedTo: inLog(facts['joinedTo']),
  });
  logLine({ level: 'info', function: 'desk', service, subject: officer.subject, act, ...facts, ...codes });
}

/** The code in the address, in its one spelling; throws the Refusal `wrong-code` for one that was never given. */
export function codeOf({ definition, hmac }: Desk, request: DeskRequest): string {
  const code = readCode(request.pathParameters?.['code'] ?? '', definition.codePrefix, hmac);
  if (code === undefined) throw new Refusal('wrong-code', ({ problems }) => problems.wrongCode);
  return code;
}

/** The Refusal `invalid`, which names every wrong member of a body or query. */
export const invalid = (...errors: Wrong[]) => new Refusal('invalid', ({ problems }) => problems.invalid, { errors });

/** The Refusal `act-refused`: the case is not in a state in which this can be done to it, and why. */
export const actRefused = (refused: string) => new Refusal('act-refused', undefined, { members: { refused } });
