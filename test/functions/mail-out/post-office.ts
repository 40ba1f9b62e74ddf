import type { MailingWork, QueueName, TakenMail } from '../../../functions/mail-out/mailing-work.ts';
import { startingPace } from '../../../functions/mail-out/rules/pace.ts';
import { postMailsUntil } from '../../../functions/mail-out/send-mails.ts';
import { type SimulatedClock, simulatedClock } from '../../fixtures/simulated-clock.ts';

/** How long SES and SQS take to answer: milliseconds (findings of a measured loop). */
const sesTakes = 80;
const sqsTakes = 12;

/** What a test calls the error of a mail that SES has, and did not say so. */
export const lostAnswer = 'LostAnswer';

/** What a test says of the account and the plan. */
type Account = { perSecond: number; perDay?: number; sent24?: number; plan?: number };

export type Sent = { id: string; at: number };

const mail = (queue: QueueName, id: string, queuedAt: number, onPage: boolean): TakenMail => ({
  queue,
  id,
  receipt: id,
  body: id,
  queuedAt,
  due: {
    contract: 'mail-due.v1',
    service: 'familyline',
    to: 'ada@example.org',
    composedAt: '2026-09-12T08:00:00Z',
    ...(onPage && { onPage }),
    raw: Buffer.from(id).toString('base64'),
  },
});

/** SES and SQS on a simulated clock: what was sent and when, what was set aside and why, how often each was taken. */
export function postOffice(startsAt: number, account: Account) {
  const clock: SimulatedClock = simulatedClock(startsAt);
  const waiting: Record<QueueName, TakenMail[]> = { urgent: [], ordinary: [] };
  const inHand = new Map<string, TakenMail>();
  const sent: Sent[] = [];
  const aside: { id: string; reason: string }[] = [];
  const tries = new Map<string, number>();
  /** Errors that SES answers with, by what it is asked to send. */
  const toldRefused: string[] = [];
  const canaries: string[] = [];
  /** Files that a mail may take with it, by document. */
  const files = new Map<string, Uint8Array>();
  let answers: (id: string) => Error | undefined = () => undefined;
  let quotaAnswers = true;

  const work: MailingWork = {
    clock,
    pace: startingPace(),
    unanswered: new Set(),
    noteCanary: async ({ caseId = '' }) => void canaries.push(caseId),
    file: async (_bucket, document) => files.get(document),
    planRate: async () => account.plan ?? Number.POSITIVE_INFINITY,
    ses: {
      async quota() {
        await clock.pause(sesTakes);
        if (!quotaAnswers) throw new Error('no answer');
        const { perSecond, perDay = Number.POSITIVE_INFINITY, sent24 = 0 } = account;
        return { perSecond, perDay, left: perDay - sent24 - sent.length };
      },
      async send(raw) {
        const id = Buffer.from(raw).toString();
        const at = clock.now();
        await clock.pause(sesTakes);
        const error = answers(id);
        // An answer that is lost on the way: SES has the mail.
        if (error === undefined || error.name === lostAnswer) sent.push({ id, at });
        if (error !== undefined) throw error;
      },
      isRefusal: (error) => (error as Error).name === 'MessageRejected',
      isUnknown: (error) => [lostAnswer, 'TimeoutError'].includes((error as Error).name),
    },
    queues: {
      async take(queue, waitSeconds) {
        await clock.pause(sqsTakes);
        const until = clock.now() + waitSeconds * 1000;
        while (waiting[queue].length === 0 && clock.now() < until) await clock.pause(50);
        const taken = waiting[queue].splice(0, 10);
        for (const one of taken) {
          inHand.set(one.id, one);
          tries.set(one.id, (tries.get(one.id) ?? 0) + 1);
        }
        return taken;
      },
      async remove(_queue, mails) {
        await clock.pause(sqsTakes);
        for (const { id } of mails) inHand.delete(id);
      },
      async giveBack(queue, mails, seconds) {
        await clock.pause(sqsTakes);
        for (const one of mails) inHand.delete(one.id);
        void clock.pause(seconds * 1000).then(() => waiting[queue].push(...mails));
      },
      async setAside({ id }, reason) {
        await clock.pause(sqsTakes);
        aside.push({ id, reason });
      },
      tellRefused: async ({ id }) => void toldRefused.push(id),
      waiting: async () => waiting.urgent.length + waiting.ordinary.length,
    },
  };
  return {
    clock,
    sent,
    aside,
    toldRefused,
    canaries,
    files,
    tries,
    waiting,
    /** Mails that were taken and neither removed nor given back. */
    inHand,
    queue(queue: QueueName, ids: readonly string[], { onPage = false, queuedAt = clock.now(), canary = false } = {}) {
      const mails = ids.map((id) => mail(queue, id, queuedAt, onPage));
      for (const { due } of canary ? mails : []) Object.assign(due ?? {}, { canary: true, caseId: due?.to });
      waiting[queue].push(...mails);
    },
    /** A message that is no mail. */
    spoil: (id: string) => waiting.ordinary.push({ ...mail('ordinary', id, clock.now(), false), due: undefined }),
    fail(failing: typeof answers) {
      answers = failing;
    },
    silence() {
      quotaAnswers = false;
    },
    /** One run of the sender; on AWS 59 seconds. */
    run: (seconds = 59) => clock.live(postMailsUntil(work, clock.now() + seconds * 1000)),
  };
}

/** The most that left within any one second. */
export function mostInASecond(sent: readonly Sent[]): number {
  const times = sent.map(({ at }) => at).sort((one, other) => one - other);
  let first = 0;
  return times.reduce((most, at, index) => {
    while ((times[first] ?? at) <= at - 1000) first += 1;
    return Math.max(most, index + 1 - first);
  }, 0);
}

/** As many names. */
export const names = (count: number, prefix = 'mail'): string[] =>
  Array.from({ length: count }, (_, number) => `${prefix}-${number}`);
