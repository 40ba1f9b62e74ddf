import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { MailDue, WrittenMail } from '../../shared/contracts/mail.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { replyAddress } from '../../shared/core/reply-address.ts';
import { followingStream } from '../../shared/shell/batch.ts';
import { readCase } from '../../shared/shell/case-file.ts';
import { declaredEvents } from '../../shared/shell/declared.ts';
import { dynamodbRegister, itemEntry } from '../../shared/shell/dynamodb-register.ts';
import { environment } from '../../shared/shell/environment.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { queueMails } from '../../shared/shell/mail-queue.ts';
import { mimeOf } from '../../shared/shell/mime.ts';
import { readSecret } from '../../shared/shell/receipt-secret.ts';
import { readService } from '../../shared/shell/services.ts';
import { textsIn } from '../../shared/shell/texts.ts';
import { callBackMail } from './call-back-mail.ts';
import { type ReceiptFacts, receiptDue, receiptMail } from './receipt-mail.ts';

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
const definition = readService(SERVICE);
const register = dynamodbRegister(REGISTER_TABLE);
const readAt = definition.mail.addresses?.find(({ channel }) => channel === 'email')?.address;

/** Milliseconds that the notice in receipts may lag behind a declaration. */
const freshFor = 1000;

/** Where an answer about one case is read; undefined where the service reads no mail. */
async function replyTo(caseId: string): Promise<string | undefined> {
  return readAt && replyAddress(readAt, caseId, hmacWith(await readSecret(RECEIPT_SECRET_ID)));
}

async function due(caseId: string, mail: WrittenMail, now: Date): Promise<string> {
  const composed: MailDue = {
    contract: 'mail-due.v1',
    caseId,
    service: SERVICE,
    to: mail.to,
    composedAt: now.toISOString(),
    raw: (await mimeOf(mail, now)).toString('base64'),
  };
  return JSON.stringify(composed);
}

async function receipt(facts: ReceiptFacts, now: Date): Promise<string> {
  const { posture, notice } = declaredAt(await declaredEvents(LEDGER_TABLE, SERVICE, freshFor), now.toISOString());
  const current = notice ?? definition.notices[posture];
  const texts = await textsIn(facts.language);
  const mail = receiptMail(facts, definition, texts, PORTAL_URL, current, await replyTo(facts.caseId));
  return due(facts.caseId, mail, now);
}

async function callBackNews({ caseId, version }: RegisterEntry, now: Date): Promise<string[]> {
  const { state } = await readCase(register, caseId);
  const texts = await textsIn(state.stage === 'none' ? 'it' : state.language);
  const mail = callBackMail({ caseId, version }, state, definition, texts, PORTAL_URL, await replyTo(caseId));
  return mail === undefined ? [] : [await due(caseId, mail, now)];
}

/**
 * Composes the receipt of each new case and the message after call-backs that reached nobody, and queues them, urgent
 * receipts apart: sending waits for the account's rate.
 */
export const handler = followingStream(
  'notifier',
  async (items, now) => {
    const entries = items
      .map((item) => itemEntry(item as Parameters<typeof itemEntry>[0]))
      .map((entry) => ({ entry, events: openEntry(entry) }));
    const receipts = entries.flatMap(({ entry, events }) => receiptDue(entry.caseId, events) ?? []);
    const [urgent, others] = [true, false].map((hurry) => receipts.filter((facts) => facts.urgent === hurry));
    await queueMails(URGENT_MAIL_QUEUE_URL, await Promise.all((urgent ?? []).map((facts) => receipt(facts, now))));
    await queueMails(MAIL_QUEUE_URL, await Promise.all((others ?? []).map((facts) => receipt(facts, now))));
    const givenUp = entries.filter(({ events }) => events.some(({ type }) => type === 'CallBackGivenUp'));
    const news = await Promise.all(givenUp.map(({ entry }) => callBackNews(entry, now)));
    await queueMails(MAIL_QUEUE_URL, news.flat());
  },
  10,
);
