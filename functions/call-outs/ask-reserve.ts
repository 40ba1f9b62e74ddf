import type { LedgerEvent } from '../../shared/contracts/declaration.ts';
import type { ReserveBody } from '../../shared/contracts/reserve.ts';
import type { ReserveAsk } from '../../shared/contracts/reserve-ask.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { instantOf, isoOf, MINUTE } from '../../shared/core/hours/zone.ts';
import type { Duty } from '../../shared/core/posture/call-out.ts';
import { askedFor } from '../../shared/core/posture/reserve-ask.ts';
import { present } from '../../shared/core/present.ts';
import { randomHex } from '../../shared/shell/hashing.ts';
import { errorLine, logCount, logLine } from '../../shared/shell/log.ts';
import { wake } from '../../shared/shell/queues/rings.ts';
import { queueStaffMails } from '../../shared/shell/queues/staff-mail.ts';
import type { Reserve } from '../../shared/shell/stores/reserve.ts';
import { askName, type ReserveAsks } from '../../shared/shell/stores/reserve-asks.ts';
import { reserveMail } from '../../shared/texts/mails/reserve-ask.ts';
import { reservePress, reserveWords } from '../../shared/texts/voice/reserve.ts';

// Called by on-posture-change for an act that asks the reserve; on-call-out-answer hears who comes.

/** What the reserve of one service is asked with. */
export type AskingWork = {
  reserve: Reserve;
  asks: ReserveAsks;
  ringsQueueUrl: string;
  mailQueueUrl: string;
  portalUrl: string;
};

/** People who are rung at once, and minutes for which a ring is of use: nobody else waits for their answer. */
const atOnce = 10;
const ringMinutes = 15;

const line = { level: 'info', function: 'call-out' };

/** Somebody of the reserve as the port that wakes staff knows people. */
const dutyOf = ({ name, email, phone, sms, languages }: ReserveBody): Duty => ({
  name,
  email,
  shift: 'day',
  ...present({ phone, sms, language: languages[0] }),
});

/** Rings and mails one person, and then notes it: nobody is noted who was not asked. */
async function askOne(
  work: AskingWork,
  definition: PreparedService,
  { ask, member }: { ask: ReserveAsk; member: ReserveBody },
  now: Date,
): Promise<void> {
  const { service } = definition;
  const at = now.toISOString();
  const answerAddress = `${work.portalUrl}/v1/services/${service}/call-outs/${askName(ask)}/reserve`;
  await wake(work.ringsQueueUrl, definition, dutyOf(member), {
    id: `${service}.reserve.${ask.version}.${ask.secret.slice(0, 8)}`,
    words: (language) => reserveWords(ask.level, language),
    press: reservePress,
    more: [
      { digit: '2', address: `${answerAddress}?comes=in-an-hour` },
      { digit: '3', address: `${answerAddress}?comes=no` },
    ],
    answerAddress,
    at,
    until: isoOf(instantOf(at) + ringMinutes * MINUTE),
  }).catch((error) =>
    // The mail goes whatever becomes of the ring.
    logLine({ ...line, level: 'error', service, version: ask.version, unrung: true, ...errorLine(error) }),
  );
  await queueStaffMails(work.mailQueueUrl, service, [reserveMail(ask, member, definition, answerAddress)], now);
  await work.asks.keep({ ...ask, rungAt: at, revision: ask.revision + 1 });
}

/**
 * Asks everybody of the reserve for the act of a ledger version that says so; told twice it asks whoever was not asked
 * yet. Throws the first failure once all others were asked, so that it is told again.
 */
export async function askReserve(
  work: AskingWork,
  definition: PreparedService,
  { events, version }: { events: readonly LedgerEvent[]; version: number },
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const declared = askedFor(events, version, at);
  if (declared === undefined) return;
  const { service } = definition;
  const [people, asks] = await Promise.all([work.reserve.people(), work.asks.asks()]);
  const known = new Map(asks.flatMap((ask) => (ask.version === version ? [[ask.subject, ask] as const] : [])));
  const { declaration, level, area, declaredAt: since, endsAt: until } = declared;
  const toAsk = people.flatMap(({ subject, member }) =>
    member === undefined || known.get(subject)?.rungAt !== undefined ? [] : [{ subject, member }],
  );
  const failures: unknown[] = [];
  for (let from = 0; from < toAsk.length; from += atOnce) {
    const done = await Promise.allSettled(
      toAsk.slice(from, from + atOnce).map(async ({ subject, member }) => {
        const { name } = member;
        const about = { service, version, declaration, subject, name, level, area, since, until };
        const fresh: ReserveAsk = { ...about, openedAt: at, secret: randomHex(), revision: 1 };
        const ask = known.get(subject) ?? fresh;
        // Whoever else asks them at this moment does it.
        if (ask === fresh && (await work.asks.keep(fresh)) !== 'kept') return;
        await askOne(work, definition, { ask, member }, now);
      }),
    );
    failures.push(...done.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
  }
  logLine({ ...line, service, version, reserve: toAsk.length, failed: failures.length });
  if (failures.length === 0) return;
  logCount('RingsFailed', service);
  throw failures[0];
}

/** How far back an act is looked at again, and how long it is left to the event that tells of it: milliseconds. */
const overlooked = { within: 3_600_000, after: 60_000 };

/** Asks for the acts of the last hour whoever was not asked, because the event that tells of them was lost. */
export async function askReserveMissed(
  work: AskingWork,
  definition: PreparedService,
  events: readonly LedgerEvent[],
  now: Date,
): Promise<void> {
  for (const [index, event] of events.entries()) {
    const age = now.getTime() - Date.parse(event.at);
    if (age < overlooked.after || age > overlooked.within || event.type !== 'Declared') continue;
    await askReserve(work, definition, { events, version: index + 1 }, now);
  }
}
