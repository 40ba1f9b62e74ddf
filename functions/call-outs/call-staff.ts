import type { CallOut } from '../../shared/contracts/call-out.ts';
import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import type { WrittenMail } from '../../shared/contracts/mail.ts';
import type { ScheduledMoment } from '../../shared/contracts/posture-changed.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import {
  type CallOutStep,
  callOutFor,
  nextStep,
  openingTime,
  withCall,
  withEnd,
} from '../../shared/core/posture/call-out.ts';
import { ledgerOf } from '../../shared/core/posture/ledger.ts';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { randomHex } from '../../shared/shell/hashing.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { wake } from '../../shared/shell/queues/rings.ts';
import { queueStaffMails } from '../../shared/shell/queues/staff-mail.ts';
import { keepCallOut, latestCallOuts, nameFor, openCallOut, readCallOut } from '../../shared/shell/stores/call-outs.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { answeredMail, automaticAlertMail, callMail, renewalMail } from '../../shared/texts/mails/staff-mail.ts';
import { dutyWords } from '../../shared/texts/voice/wake.ts';

// Step 3 of the officer's line: called by on-posture-change for each act that the bus tells of, and by on-call-out-due
// each minute; then mail-out sends the calls, and on-call-out-answer hears who comes.

/**
 * What staff are called with: where acts and call-outs are kept, where mails are queued, where rings wait, and where
 * answers lead.
 */
export type CallOutWork = {
  ledgerTable: string;
  callOutsTable: string;
  ringsQueueUrl: string;
  mailQueueUrl: string;
  portalUrl: string;
};

/** What was declared for a service, oldest first. */
export const eventsOf = async ({ ledgerTable }: CallOutWork, service: string) =>
  (await readLedger(ledgerTable, service)).map(({ event }) => event);

const line = { level: 'info', function: 'call-out' };

/** Takes one step of a call-out; the mails `beside` go out with its call. */
async function take(
  work: CallOutWork,
  {
    definition,
    callOut,
    next,
    events,
    now,
  }: {
    definition: PreparedService;
    callOut: CallOut;
    next: CallOutStep;
    events: readonly LedgerEvent[];
    now: Date;
  },
  beside: readonly WrittenMail[] = [],
): Promise<void> {
  const at = now.toISOString();
  const { service, version, calls } = callOut;
  logLine({ ...line, service, version, calls: calls.length, step: next.step });
  if (next.step === 'close') await keepCallOut(work.callOutsTable, withEnd(callOut, next.because, at));
  if (next.step === 'unanswered') await queueStaffMails(work.mailQueueUrl, service, beside, now);
  if (next.step !== 'call') return;
  const answerAddress = `${work.portalUrl}/v1/services/${service}/call-outs/${nameFor(callOut, next.duty.email)}`;
  const said = ledgerOf(events).declarations[callOut.declaration]?.said;
  const call = callMail(callOut, next.duty, definition, answerAddress, { said, at });
  // Rung and mailed before it is noted: a worker that dies in between does it once more, and nobody is noted unrung.
  const id = `${service}.call-out.${version}.${calls.length}`;
  const words = (language: Language) => dutyWords(callOut.level, language);
  await wake(work.ringsQueueUrl, definition, next.duty, { id, words, answerAddress, at }).catch((error) =>
    // The mail goes whatever becomes of the ring, and the next person is called all the same.
    logLine({ ...line, level: 'error', service, version, unrung: id, ...errorLine(error) }),
  );
  await queueStaffMails(work.mailQueueUrl, service, [call, ...beside], now);
  await keepCallOut(work.callOutsTable, withCall(callOut, next.duty, at));
}

/** Calls the first of the shift for an act that raises a level or widens the hours; told twice it calls once. */
export async function callOutStaff(work: CallOutWork, definition: PreparedService, version: number, now: Date) {
  const { service, roster = [] } = definition;
  const events = await eventsOf(work, service);
  const at = now.toISOString();
  const opening = callOutFor({ service, events, version, openedAt: at, secret: randomHex() });
  if (opening === undefined || roster.length === 0) return;
  const opened = await openCallOut(work.callOutsTable, opening);
  const open = opened === 'opened' ? opening : await readCallOut(work.callOutsTable, service, version);
  if (open === undefined || open.calls.length > 0) return;
  const byMachine = events[version - 1]?.by.subject === 'automatic';
  const consoleUrl = `${work.portalUrl}/console/`;
  const next = nextStep({ callOut: open, roster, events, others: [], now: at });
  const alerts = byMachine ? roster.map((person) => automaticAlertMail(open, person, definition, consoleUrl)) : [];
  await take(work, { definition, callOut: open, next, events, now }, alerts);
}

/** How far back an act is looked at again, and how long it is left to the event that tells of it: milliseconds. */
const overlooked = { within: 3_600_000, after: 60_000 };

/** Calls for the acts of the last hour that nobody was called for, because the event that tells of them was lost. */
export async function callOutMissed(work: CallOutWork, definition: PreparedService, now: Date): Promise<void> {
  const events = await eventsOf(work, definition.service);
  const inForce = new Set(postureAt(events, now.toISOString()).declarations.map(({ declaration }) => declaration));
  for (const [index, { at, declaration }] of events.entries()) {
    const age = now.getTime() - Date.parse(at);
    if (age < overlooked.after || age > overlooked.within || !inForce.has(declaration)) continue;
    await callOutStaff(work, definition, index + 1, now);
  }
}

/** Calls the next of the shift wherever nobody answered in time, and ends the call-outs of a service that are over. */
export async function callNext(work: CallOutWork, definition: PreparedService, now: Date): Promise<void> {
  const { service, roster = [] } = definition;
  const all = await latestCallOuts(work.callOutsTable, service);
  const open = all.filter((callOut) => waits(callOut, now));
  if (open.length === 0) return;
  const events = await eventsOf(work, service);
  for (const callOut of open) {
    const next = nextStep({ callOut, roster, events, others: all, now: now.toISOString() });
    if (next.step === 'wait') continue;
    // Counted each minute, so that the alarm lasts until somebody answers or the declaration ends.
    if (next.step === 'unanswered') logCount('CallOutUnanswered', service);
    await take(work, { definition, callOut, next, events, now });
  }
}

const waits = ({ acknowledged, closed, calls, openedAt }: CallOut, now: Date): boolean =>
  acknowledged === undefined &&
  closed === undefined &&
  (calls.length > 0 || now.getTime() >= Date.parse(openedAt) + openingTime);

/** Tells the others who were called that somebody answered; a mail that cannot be queued leaves the answer as it is. */
export async function tellOthers(
  { mailQueueUrl }: Pick<CallOutWork, 'mailQueueUrl'>,
  definition: PreparedService,
  callOut: CallOut,
  answered: { email: string },
  now: Date,
): Promise<void> {
  const { service, version, calls } = callOut;
  const others = calls.filter(({ email }) => email !== answered.email);
  const mails = others.map((person) => answeredMail(callOut, person, definition));
  await queueStaffMails(mailQueueUrl, service, mails, now).catch((error) =>
    logLine({ ...line, level: 'error', service, version, untold: others.length, ...errorLine(error) }),
  );
}

/** The declaration that a reminder is about, unless it was renewed or ended meanwhile. */
function dueDeclaration(events: readonly LedgerEvent[], moment: ScheduledMoment, now: Date) {
  return postureAt(events, now.toISOString()).declarations.find(
    ({ declaration, endsAt }) =>
      declaration === moment.declaration &&
      (moment.dueAt === undefined || Math.abs(Date.parse(endsAt) - Date.parse(moment.dueAt)) < 3 * 3_600_000),
  );
}

/** Reminds the whole roster that a declaration ends unless it is renewed. */
export async function remindOfEnd(work: CallOutWork, definition: PreparedService, moment: ScheduledMoment, now: Date) {
  const { service, roster = [] } = definition;
  const due = dueDeclaration(await eventsOf(work, service), moment, now);
  logLine({ ...line, service, reminds: due?.declaration, of: roster.length });
  if (due === undefined) return;
  const mails = roster.map((person) =>
    renewalMail(due, person, definition, `${work.portalUrl}/console/`, now.toISOString()),
  );
  await queueStaffMails(work.mailQueueUrl, service, mails, now);
}
