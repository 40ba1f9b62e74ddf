import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { environment } from '../../shared/shell/environment.ts';
import { followingStream } from '../../shared/shell/queues/batch.ts';
import { queueMails } from '../../shared/shell/queues/mail-queue.ts';
import { readService } from '../../shared/shell/services.ts';
import { dynamodbRegister, itemEntry } from '../../shared/shell/stores/dynamodb-register.ts';
import { citizenMails } from './compose-mails.ts';
import { receiptDue } from './rules/receipt-mail.ts';

const { SERVICE, LEDGER_TABLE, REGISTER_TABLE, MAIL_QUEUE_URL, URGENT_MAIL_QUEUE_URL, PORTAL_URL, RECEIPT_SECRET_ID } =
  environment(
    'SERVICE',
    'LEDGER_TABLE',
    'REGISTER_TABLE',
    'MAIL_QUEUE_URL',
    'URGENT_MAIL_QUEUE_URL',
    'PORTAL_URL',
    'RECEIPT_SECRET_ID',
  );
const mails = citizenMails({
  definition: readService(SERVICE),
  register: dynamodbRegister(REGISTER_TABLE),
  ledgerTable: LEDGER_TABLE,
  portalUrl: PORTAL_URL,
  receiptSecretId: RECEIPT_SECRET_ID,
});

/**
 * Composes the receipt of each new case, or of one whose paper tells only now where to write, the message after call-backs that reached nobody and the one with a protocol number,
 * and queues them, urgent receipts apart: sending waits for the account's rate.
 */
export const handler = followingStream(
  'notifier',
  async (items, now) => {
    const entries = items
      .map((item) => itemEntry(item as Parameters<typeof itemEntry>[0]))
      .map((entry) => ({ entry, events: openEntry(entry) }));
    const telling = (type: CaseEvent['type']) =>
      entries.filter(({ events }) => events.some((event) => event.type === type)).map(({ entry }) => entry);
    const receipts = [
      ...entries.flatMap(({ entry, events }) => receiptDue(entry.caseId, events) ?? []),
      ...(await Promise.all(telling('DocumentRead').map(mails.afterReading))).flat(),
    ];
    for (const [queue, urgent] of [
      [URGENT_MAIL_QUEUE_URL, true],
      [MAIL_QUEUE_URL, false],
    ] as const) {
      const hurried = receipts.filter((facts) => facts.urgent === urgent);
      await queueMails(queue, await Promise.all(hurried.map((facts) => mails.receipt(facts, now))));
    }
    const news = await Promise.all([
      ...telling('CallBackGivenUp').map((entry) => mails.callBackNews(entry, now)),
      ...telling('ProtocolAssigned').map((entry) => mails.numberNews(entry, now)),
    ]);
    await queueMails(MAIL_QUEUE_URL, news.flat());
  },
  10,
);
