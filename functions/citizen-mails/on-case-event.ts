import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { environment } from '../../shared/shell/environment.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { followingStream } from '../../shared/shell/queues/stream.ts';
import { serviceFrame } from '../../shared/shell/services/service-frame.ts';
import { dynamodbRegister, itemEntry } from '../../shared/shell/stores/dynamodb-register.ts';
import { citizenMails } from './compose-mails.ts';
import { receiptDue } from './rules/receipt-mail.ts';

const env = environment('REGISTER_TABLE', 'MAIL_QUEUE_URL', 'URGENT_MAIL_QUEUE_URL', 'PORTAL_URL');
const register = dynamodbRegister(env.REGISTER_TABLE);
const mails = citizenMails({ ...serviceFrame(), register, portalUrl: env.PORTAL_URL });

/**
 * Composes the mails that a change of a case makes due, and queues them, urgent receipts apart, because sending waits
 * for the account's rate: the receipt of a new case, or of a paper that staff have read and that tells where to write;
 * the message after call-backs that reached nobody; and the one with a protocol number.
 */
export const handler = followingStream(
  'notifier',
  async (items, now) => {
    const entries = items.map(itemEntry).map((entry) => ({ entry, events: openEntry(entry) }));
    const telling = (type: CaseEvent['type']) =>
      entries.filter(({ events }) => events.some((event) => event.type === type)).map(({ entry }) => entry);
    const receipts = [
      ...entries.flatMap(({ entry, events }) => receiptDue(entry.caseId, events) ?? []),
      ...(await Promise.all(telling('DocumentRead').map(mails.afterReading))).flat(),
    ];
    for (const [queue, urgent] of [
      [env.URGENT_MAIL_QUEUE_URL, true],
      [env.MAIL_QUEUE_URL, false],
    ] as const) {
      const due = receipts.filter((facts) => facts.urgent === urgent);
      await queueMails(queue, await Promise.all(due.map((facts) => mails.receipt(facts, now))));
    }
    const news = await Promise.all([
      ...telling('CallBackGivenUp').map((entry) => mails.callBackNews(entry, now)),
      ...telling('ProtocolAssigned').map((entry) => mails.numberNews(entry, now)),
    ]);
    await queueMails(env.MAIL_QUEUE_URL, news.flat());
  },
  10,
);
