import type { CallOut } from '../../shared/contracts/call-out.ts';
import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { keepCallOut, latestCallOuts, nameFor } from '../../shared/shell/call-outs.ts';
import { environment } from '../../shared/shell/environment.ts';
import { readLedger } from '../../shared/shell/ledger.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { readServices } from '../../shared/shell/services.ts';
import { queueStaffMails } from '../../shared/shell/staff-mail.ts';
import { nextStep, openingTime, withCall, withEnd } from './call-out.ts';
import { callMail } from './staff-mail.ts';

const { LEDGER_TABLE, CALL_OUTS_TABLE, URGENT_MAIL_QUEUE_URL, PORTAL_URL } = environment(
  'LEDGER_TABLE',
  'CALL_OUTS_TABLE',
  'URGENT_MAIL_QUEUE_URL',
  'PORTAL_URL',
);
const services = readServices().filter(({ roster }) => roster !== undefined);

async function follow(
  definition: PreparedService,
  callOut: CallOut,
  events: readonly LedgerEvent[],
  others: readonly CallOut[],
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const { service, roster = [] } = definition;
  const next = nextStep({ callOut, roster, events, others, now: at });
  switch (next.step) {
    case 'wait':
      return;
    case 'close':
      await keepCallOut(CALL_OUTS_TABLE, withEnd(callOut, next.because, at));
      break;
    case 'unanswered':
      // Counted each minute, so that the alarm lasts until somebody answers or the declaration ends.
      logCount('CallOutUnanswered', service);
      break;
    case 'call': {
      const answer = `${PORTAL_URL}/v1/services/${service}/call-outs/${nameFor(callOut, next.duty.email)}`;
      await queueStaffMails(URGENT_MAIL_QUEUE_URL, service, [callMail(callOut, next.duty, definition, answer)], now);
      await keepCallOut(CALL_OUTS_TABLE, withCall(callOut, next.duty, at));
    }
  }
  const { version, calls } = callOut;
  logLine({ level: 'info', function: 'call-out', service, version, calls: calls.length, step: next.step });
}

/** Each minute: calls the next person where nobody answered in ten minutes, and ends the call-outs that are over. */
export async function handler(): Promise<void> {
  const now = new Date();
  for (const definition of services) {
    const all = await latestCallOuts(CALL_OUTS_TABLE, definition.service);
    const open = all.filter(
      ({ acknowledged, closed, calls, openedAt }) =>
        acknowledged === undefined &&
        closed === undefined &&
        (calls.length > 0 || now.getTime() >= Date.parse(openedAt) + openingTime),
    );
    if (open.length === 0) continue;
    const events = (await readLedger(LEDGER_TABLE, definition.service)).map(({ event }) => event);
    for (const callOut of open) await follow(definition, callOut, events, all, now);
  }
}
