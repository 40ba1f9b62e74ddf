import type { CallOut } from '../../shared/contracts/call-out.ts';
import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import type { ScheduledMoment } from '../../shared/contracts/posture-changed.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import {
  type CallOutStep,
  callOutFor,
  nextStep,
  openingTime,
  withCall,
  withEnd,
} from '../../shared/core/posture/call-out.ts';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { randomHex } from '../../shared/shell/hashing.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { queueStaffMails } from '../../shared/shell/queues/staff-mail.ts';
import { keepCallOut, latestCallOuts, nameFor, openCallOut, readCallOut } from '../../shared/shell/stores/call-outs.ts';
import { readLedger } from '../../shared/shell/stores/ledger.ts';
import { answeredMail, automaticAlertMail, callMail, renewalMail } from '../../shared/texts/mails/staff-mail.ts';

/** Where call-outs are kept and mailed from, and what is read for them. */
export type CallDesk = { ledgerTable: string; callOutsTable: string; mailQueueUrl: string; portalUrl: string };

const eventsOf = async ({ ledgerTable }: CallDesk, service: string) =>
  (await readLedger(ledgerTable, service)).map(({ event }) => event);

const line = { level: 'info', function: 'call-out' };

/** Takes one step of a call-out; mails that go out beside a call are given along. */
async function take(
  desk: CallDesk,
  definition: PreparedService,
  callOut: CallOut,
  next: CallOutStep,
  now: Date,
  beside: Parameters<typeof queueStaffMails>[2] = [],
): Promise<void> {
  const at = now.toISOString();
  const { service, version, calls } = callOut;
  logLine({ ...line, service, version, calls: calls.length, step: next.step });
  if (next.step === 'close') await keepCallOut(desk.callOutsTable, withEnd(callOut, next.because, at));
  if (next.step === 'unanswered') await queueStaffMails(desk.mailQueueUrl, service, beside, now);
  if (next.step !== 'call') return;
  const answer = `${desk.portalUrl}/v1/services/${service}/call-outs/${nameFor(callOut, next.duty.email)}`;
  const call = callMail(callOut, next.duty, definition, answer);
  // Mailed before it is noted: whoever dies in between mails once more, and nobody is noted who was not mailed.
  await queueStaffMails(desk.mailQueueUrl, service, [call, ...beside], now);
  await keepCallOut(desk.callOutsTable, withCall(callOut, next.duty, at));
}

/** Calls the first of the shift for an act that raises a level or widens the hours; told twice it calls once. */
export async function callOutStaff(desk: CallDesk, definition: PreparedService, version: number, now: Date) {
  const { service, roster = [] } = definition;
  const events = await eventsOf(desk, service);
  const at = now.toISOString();
  const opening = callOutFor({ service, events, version, openedAt: at, secret: randomHex() });
  if (opening === undefined || roster.length === 0) return;
  const opened = await openCallOut(desk.callOutsTable, opening);
  const open = opened === 'opened' ? opening : await readCallOut(desk.callOutsTable, service, version);
  if (open === undefined || open.calls.length > 0) return;
  const byMachine = events[version - 1]?.by.subject === 'automatic';
  const consoleUrl = `${desk.portalUrl}/console/`;
  const told = byMachine ? roster.map((person) => automaticAlertMail(open, person, definition, consoleUrl)) : [];
  await take(desk, definition, open, nextStep({ callOut: open, roster, events, others: [], now: at }), now, told);
}

/** How far back an act is looked at again, and how long it is left to the event that tells of it: milliseconds. */
const missed = { within: 3_600_000, after: 60_000 };

/** Calls for the acts of the last hour that nobody was called for, because the event that tells of them was lost. */
export async function callOutMissed(desk: CallDesk, definition: PreparedService, now: Date): Promise<void> {
  const events = await eventsOf(desk, definition.service);
  const inForce = new Set(postureAt(events, now.toISOString()).declarations.map(({ declaration }) => declaration));
  for (const [index, { at, declaration }] of events.entries()) {
    const age = now.getTime() - Date.parse(at);
    if (age < missed.after || age > missed.within || !inForce.has(declaration)) continue;
    await callOutStaff(desk, definition, index + 1, now);
  }
}

/** Calls the next of the shift wherever nobody answered in time, and ends the call-outs of a service that are over. */
export async function callNext(desk: CallDesk, definition: PreparedService, now: Date): Promise<void> {
  const { service, roster = [] } = definition;
  const all = await latestCallOuts(desk.callOutsTable, service);
  const open = all.filter((callOut) => waits(callOut, now));
  if (open.length === 0) return;
  const events = await eventsOf(desk, service);
  for (const callOut of open) {
    const next = nextStep({ callOut, roster, events, others: all, now: now.toISOString() });
    if (next.step === 'wait') continue;
    // Counted each minute, so that the alarm lasts until somebody answers or the declaration ends.
    if (next.step === 'unanswered') logCount('CallOutUnanswered', service);
    await take(desk, definition, callOut, next, now);
  }
}

const waits = ({ acknowledged, closed, calls, openedAt }: CallOut, now: Date): boolean =>
  acknowledged === undefined &&
  closed === undefined &&
  (calls.length > 0 || now.getTime() >= Date.parse(openedAt) + openingTime);

/** Tells whoever else was called that somebody answered; a mail that cannot be queued leaves the answer as it is. */
export async function tellOthers(
  { mailQueueUrl }: Pick<CallDesk, 'mailQueueUrl'>,
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
export async function remindOfEnd(desk: CallDesk, definition: PreparedService, moment: ScheduledMoment, now: Date) {
  const { service, roster = [] } = definition;
  const due = dueDeclaration(await eventsOf(desk, service), moment, now);
  logLine({ ...line, service, reminds: due?.declaration, of: roster.length });
  if (due === undefined) return;
  const mails = roster.map((person) => renewalMail(due, person, definition, `${desk.portalUrl}/console/`));
  await queueStaffMails(desk.mailQueueUrl, service, mails, now);
}
