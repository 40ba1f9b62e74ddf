import type { MailDue } from '../../shared/contracts/mail.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { followingStream } from '../../shared/shell/batch.ts';
import { declaredEvents } from '../../shared/shell/declared.ts';
import { itemEntry } from '../../shared/shell/dynamodb-register.ts';
import { environment } from '../../shared/shell/environment.ts';
import { queueMails } from '../../shared/shell/mail-queue.ts';
import { mimeOf } from '../../shared/shell/mime.ts';
import { readService } from '../../shared/shell/services.ts';
import { textsIn } from '../../shared/shell/texts.ts';
import { type ReceiptFacts, receiptDue, receiptMail } from './receipt-mail.ts';

const { SERVICE, LEDGER_TABLE, MAIL_QUEUE_URL, URGENT_MAIL_QUEUE_URL, PORTAL_URL } = environment(
  'SERVICE',
  'LEDGER_TABLE',
  'MAIL_QUEUE_URL',
  'URGENT_MAIL_QUEUE_URL',
  'PORTAL_URL',
);
const definition = readService(SERVICE);

/** Milliseconds that the notice in receipts may lag behind a declaration. */
const freshFor = 1000;

async function composed(facts: ReceiptFacts, now: Date): Promise<string> {
  const { posture, notice } = declaredAt(await declaredEvents(LEDGER_TABLE, SERVICE, freshFor), now.toISOString());
  const current = notice ?? definition.notices[posture];
  const mail = receiptMail(facts, definition, await textsIn(facts.language), PORTAL_URL, current);
  const due: MailDue = {
    contract: 'mail-due.v1',
    caseId: facts.caseId,
    service: SERVICE,
    to: facts.to,
    composedAt: now.toISOString(),
    raw: (await mimeOf(mail, now)).toString('base64'),
  };
  return JSON.stringify(due);
}

/** Composes the receipt of each new case and queues it, urgent ones apart: sending waits for the account's rate. */
export const handler = followingStream(
  'notifier',
  async (items, now) => {
    const receipts = items
      .map((item) => itemEntry(item as Parameters<typeof itemEntry>[0]))
      .flatMap((entry) => receiptDue(entry.caseId, openEntry(entry)) ?? []);
    for (const [queue, urgent] of [
      [URGENT_MAIL_QUEUE_URL, true],
      [MAIL_QUEUE_URL, false],
    ] as const) {
      const mails = await Promise.all(
        receipts.filter((facts) => facts.urgent === urgent).map((facts) => composed(facts, now)),
      );
      await queueMails(queue, mails);
    }
  },
  10,
);
