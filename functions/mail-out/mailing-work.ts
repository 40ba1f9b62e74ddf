import { setTimeout } from 'node:timers/promises';
import type { AnswerNews } from '../../shared/contracts/handed-on.ts';
import { MailDue } from '../../shared/contracts/mail.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { leaveInQueue } from '../../shared/shell/queues/contacts-queue.ts';
import { buryMail, mailsWaiting, removeMails, returnMails, takeMails } from '../../shared/shell/queues/mail-queue.ts';
import { readKept } from '../../shared/shell/stores/attachments.ts';
import { type Pace, startingPace } from './rules/pace.ts';
import type { Quota } from './rules/quota.ts';
import { isRefusedMail, isUnansweredMail, sendQuota, sendRaw } from './ses.ts';

/** The two queues that mails wait in. */
export const queueNames = ['urgent', 'ordinary'] as const;
export type QueueName = (typeof queueNames)[number];

/** A mail as it was taken from its queue; `due` is undefined where nobody can read it. */
export type TakenMail = {
  queue: QueueName;
  id: string;
  receipt: string;
  body: string;
  queuedAt: number;
  due: MailDue | undefined;
};

/** What mails are sent with: the queues, the account at SES, and the clock that all of it goes by. */
export type MailingWork = {
  queues: {
    /** Up to ten mails, waiting `waitSeconds` at most for the first. */
    take(queue: QueueName, waitSeconds: number): Promise<TakenMail[]>;
    /** Ten at most, which SES has. */
    remove(queue: QueueName, mails: readonly TakenMail[]): Promise<void>;
    /** Others may take them again after `seconds`. */
    giveBack(queue: QueueName, mails: readonly TakenMail[], seconds: number): Promise<void>;
    /** Among the dead letters, with the reason; the mail still has to be removed. */
    setAside(mail: TakenMail, reason: string): Promise<void>;
    /** Tells the service of an answer that its mail was refused for good. */
    tellRefused(mail: TakenMail): Promise<void>;
    /** Mails in both queues that nobody has taken, about. */
    waiting(): Promise<number>;
  };
  ses: {
    quota(): Promise<Quota>;
    send(raw: Uint8Array): Promise<void>;
    isRefusal(error: unknown): boolean;
    /** Whether SES may have the mail although it did not say so. */
    isUnknown(error: unknown): boolean;
  };
  /** A file that goes with a mail; undefined once it was erased. */
  file(bucket: string, document: string): Promise<Uint8Array | undefined>;
  /** Notes that SES has the receipt of a canary. */
  noteCanary(due: MailDue): Promise<void>;
  /** Mails a second that the plans of all services allow now. */
  planRate(): Promise<number>;
  clock: { now(): number; pause(milliseconds: number): Promise<unknown> };
  /** Kept between two runs of one container: the pace, and mails of which SES did not say whether it has them. */
  pace: Pace;
  unanswered: Set<string>;
};

function readMail(body: string): MailDue | undefined {
  try {
    return MailDue.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
}

/** What is told of a mail with an answer that SES refused (`answer-news.v1` as JSON); undefined for any other. */
export function refusalNews(due: MailDue | undefined): string | undefined {
  if (due?.answer === undefined || due.caseId === undefined) return undefined;
  const { service, caseId, answer } = due;
  const news: AnswerNews = {
    contract: 'answer-news.v1',
    news: 'returned',
    service,
    caseId,
    answer: answer.id,
    reason: 'refused',
  };
  return JSON.stringify(news);
}

/** The work of one installation, on AWS. */
export function mailingOf(
  urls: Record<QueueName | 'deadLetters', string>,
  { planRate, noteCanary }: Pick<MailingWork, 'planRate' | 'noteCanary'>,
): MailingWork {
  const handles = (mails: readonly TakenMail[]) => mails.map(({ receipt }) => ({ ReceiptHandle: receipt }));
  return {
    queues: {
      async take(queue, waitSeconds) {
        const messages = await takeMails(urls[queue], waitSeconds);
        return messages.map(({ Body: body = '', MessageId: id = '', ReceiptHandle: receipt = '', Attributes }) => {
          const queuedAt = Number(Attributes?.SentTimestamp ?? Date.now());
          return { queue, id, receipt, body, queuedAt, due: readMail(body) };
        });
      },
      remove: (queue, mails) => removeMails(urls[queue], handles(mails)),
      giveBack: (queue, mails, seconds) => returnMails(urls[queue], handles(mails), seconds),
      setAside: ({ body }, reason) => buryMail(urls.deadLetters, body, reason),
      tellRefused: async ({ due }) => {
        const news = refusalNews(due);
        if (due?.answer !== undefined && news !== undefined) await leaveInQueue(due.answer.news, news);
      },
      waiting: async () => (await Promise.all(queueNames.map((queue) => mailsWaiting(urls[queue])))).reduce(sum),
    },
    ses: { quota: sendQuota, send: sendRaw, isRefusal: isRefusedMail, isUnknown: isUnansweredMail },
    file: async (bucket, document) => (await readKept(bucket, document))?.bytes,
    planRate,
    noteCanary,
    clock: { now: Date.now, pause: (milliseconds) => setTimeout(milliseconds) },
    pace: startingPace(),
    unanswered: new Set(),
  };
}

const sum = (one: number, other: number) => one + other;

/** Does what may fail without harm, because the mail comes again; the log says that it failed. */
export const tried = (what: Promise<void>): Promise<void> =>
  what.catch((error) => logLine({ level: 'warn', function: 'mail', ...errorLine(error) }));

/** Something that others can wait for: whoever waits goes on at the next ring. */
export function bell(): { ring(): void; rung(): Promise<void> } {
  let ring = () => {};
  let next = new Promise<void>((resolve) => {
    ring = resolve;
  });
  return {
    ring: () => {
      const answer = ring;
      next = new Promise<void>((resolve) => {
        ring = resolve;
      });
      answer();
    },
    rung: () => next,
  };
}
