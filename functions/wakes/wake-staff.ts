import type { PreparedService } from '../../shared/contracts/service.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { Wake } from '../../shared/contracts/wake.ts';
import type { Duty } from '../../shared/core/posture/call-out.ts';
import { randomHex } from '../../shared/shell/hashing.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { wake as ring } from '../../shared/shell/queues/rings.ts';
import { queueStaffMails } from '../../shared/shell/queues/staff-mail.ts';
import { keepWake, latestWake, wakeNameFor } from '../../shared/shell/stores/wakes.ts';
import { wakeMail } from '../../shared/texts/mails/wake.ts';
import { waitingWords } from '../../shared/texts/voice/wake.ts';
import { lookWhatWaits, type WaitingPlaces } from './look-what-waits.ts';
import { nextRing, unheard, withEnd } from './rules/next-ring.ts';

/** What staff are woken with. */
export type WakingWork = WaitingPlaces & {
  wakesTable: string;
  ringsQueueUrl: string;
  mailQueueUrl: string;
  portalUrl: string;
};

/** Looks at what waits in a service, and rings whoever's turn it is; called each minute by on-wake-due. */
export async function wakeStaff(work: WakingWork, definition: PreparedService, now: Date): Promise<void> {
  const { service, roster = [] } = definition;
  const at = now.toISOString();
  const [{ open, ...since }, latest] = await Promise.all([
    lookWhatWaits(work, definition, at),
    latestWake(work.wakesTable, service),
  ]);
  const waiting = unheard(since, { latest, open, now: at });
  const next = nextRing({ service, latest, waiting, roster, now: at, secret: randomHex() });
  if (next.step === 'wait') return;
  const { urgent, proposals } = waiting;
  logLine({ level: 'info', function: 'wake', service, step: next.step, urgent, proposals });
  if (next.step === 'nobody') logCount('NobodyToWake', service);
  if (next.step === 'close' && latest !== undefined) await keepWake(work.wakesTable, withEnd(latest, at));
  if (next.step !== 'ring') return;
  if (next.unanswered) logCount('WakeUnanswered', service);
  await ringOne(work, definition, next.duty, next.wake);
}

/** Rings one person in every way, mail last, and then notes it: nobody is noted who was not rung. */
async function ringOne(work: WakingWork, definition: PreparedService, duty: Duty, wake: Wake): Promise<void> {
  const { service, openedAt, rings, waiting } = wake;
  const at = rings.at(-1)?.at ?? openedAt;
  const answerAddress = `${work.portalUrl}/v1/services/${service}/wakes/${wakeNameFor(wake, duty.email)}`;
  const id = `${service}.wake.${wake.occasion}.${wake.revision}`;
  const words = (language: Language) => waitingWords(waiting, language);
  await ring(work.ringsQueueUrl, definition, duty, { id, words, answerAddress, at });
  await queueStaffMails(work.mailQueueUrl, service, [wakeMail(wake, duty, definition, answerAddress)], new Date(at));
  const kept = await keepWake(work.wakesTable, wake);
  if (kept !== 'kept') logLine({ level: 'warn', function: 'wake', service, note: kept });
}
