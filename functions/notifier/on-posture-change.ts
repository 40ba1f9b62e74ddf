import { busNames, PostureChanged, ScheduledMoment } from '../../shared/contracts/posture-changed.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { keepCallOut, nameFor, openCallOut, readCallOut } from '../../shared/shell/call-outs.ts';
import { environment } from '../../shared/shell/environment.ts';
import { randomHex } from '../../shared/shell/hashing.ts';
import { readLedger } from '../../shared/shell/ledger.ts';
import { logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services.ts';
import { queueStaffMails } from '../../shared/shell/staff-mail.ts';
import { callOutFor, nextStep, withCall, withEnd } from './call-out.ts';
import { automaticAlertMail, callMail, renewalMail } from './staff-mail.ts';

const { LEDGER_TABLE, CALL_OUTS_TABLE, URGENT_MAIL_QUEUE_URL, PORTAL_URL } = environment(
  'LEDGER_TABLE',
  'CALL_OUTS_TABLE',
  'URGENT_MAIL_QUEUE_URL',
  'PORTAL_URL',
);
const services = readServices();
const console = `${PORTAL_URL}/console/`;

/** Calls the first of the shift for an act that raises a level or widens the hours; told twice it calls once. */
async function callOut(definition: PreparedService, version: number, now: Date): Promise<void> {
  const { service, roster = [] } = definition;
  const events = (await readLedger(LEDGER_TABLE, service)).map(({ event }) => event);
  const at = now.toISOString();
  const opening = callOutFor({ service, events, version, openedAt: at, secret: randomHex() });
  if (opening === undefined || roster.length === 0) return;
  const opened = await openCallOut(CALL_OUTS_TABLE, opening);
  const open = opened === 'opened' ? opening : await readCallOut(CALL_OUTS_TABLE, service, version);
  if (open === undefined || open.calls.length > 0) return;
  const next = nextStep({ callOut: open, roster, events, others: [], now: at });
  logLine({ level: 'info', function: 'call-out', service, version, opened, step: next.step });
  if (next.step === 'close') await keepCallOut(CALL_OUTS_TABLE, withEnd(open, next.because, at));
  // A shift without anybody is the minute's alarm, not this function's.
  if (next.step === 'close' || next.step === 'wait') return;
  const byMachine = events[version - 1]?.by.subject === 'automatic';
  const told = byMachine ? roster.map((person) => automaticAlertMail(open, person, definition, console)) : [];
  if (next.step === 'unanswered') return queueStaffMails(URGENT_MAIL_QUEUE_URL, service, told, now);
  const { duty } = next;
  const answer = `${PORTAL_URL}/v1/services/${service}/call-outs/${nameFor(open, duty.email)}`;
  // Mailed before it is noted: whoever dies in between mails once more, and nobody is noted who was not mailed.
  await queueStaffMails(URGENT_MAIL_QUEUE_URL, service, [callMail(open, duty, definition, answer), ...told], now);
  await keepCallOut(CALL_OUTS_TABLE, withCall(open, duty, at));
}

/** Reminds the whole roster that a declaration ends unless it is renewed; one that was renewed or ended meanwhile is no news. */
async function remind(definition: PreparedService, moment: ScheduledMoment, now: Date): Promise<void> {
  const { service, roster = [] } = definition;
  const events = (await readLedger(LEDGER_TABLE, service)).map(({ event }) => event);
  const due = postureAt(events, now.toISOString()).declarations.find(
    ({ declaration, endsAt }) =>
      declaration === moment.declaration &&
      (moment.dueAt === undefined || Math.abs(Date.parse(endsAt) - Date.parse(moment.dueAt)) < 3 * 3_600_000),
  );
  logLine({ level: 'info', function: 'call-out', service, reminds: due?.declaration, of: roster.length });
  if (due === undefined) return;
  const mails = roster.map((person) => renewalMail(due, person, definition, console));
  await queueStaffMails(URGENT_MAIL_QUEUE_URL, service, mails, now);
}

/** Calls staff to their posts when posture rises, and reminds them before it ends. */
export async function handler(event: { 'detail-type': string; detail: unknown }): Promise<void> {
  const now = new Date();
  const renewal = event['detail-type'] === busNames.renewal;
  const news = renewal ? ScheduledMoment.parse(event.detail) : PostureChanged.parse(event.detail);
  const definition = services.find(({ service }) => service === news.service);
  if (definition === undefined) return;
  if ('version' in news) await callOut(definition, news.version, now);
  else await remind(definition, news, now);
}
