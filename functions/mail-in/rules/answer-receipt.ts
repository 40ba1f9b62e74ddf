import type { AnswerNews } from '../../../shared/contracts/handed-on.ts';
import { codeOfOurId, codeOfReport } from './named-codes.ts';
import type { OpenedMail } from './open-mail.ts';

type Receipt = Extract<AnswerNews, { news: 'receipt' }>;

/**
 * What a provider's receipts say of a message (technical rules of DM 2 November 2005, 6.3 to 6.5): that it was taken to
 * be sent, that it lies in the mailbox it was sent to, or that it will not. A notice that delivery is late, and that a
 * message was not taken, change nothing: it is still to be sent.
 */
const saysOf: Readonly<Record<string, Receipt['says']>> = {
  accettazione: 'accepted',
  'avvenuta-consegna': 'delivered',
  'errore-consegna': 'undelivered',
};

/** What the certification data call a mailbox that there is not. */
const noMailbox = /^no-(?:dest|dominio)$/;

/** What a receipt tells of an answer of ours: which case, and which answer, or to whom it was sent. */
export type AnswerReceipt = Pick<Receipt, 'caseId' | 'says' | 'answer' | 'to' | 'reason' | 'identifier'>;

/**
 * Reads which of our answers a provider's receipt is about: by the Message-ID that the answer's file has, which nobody
 * else knows; else, where a mail program gave it another, by code, when the receipt is about a message from the
 * service's own certified address (`from`) and says to whom. Undefined for any other mail.
 */
export function answerReceipt(
  opened: Pick<OpenedMail, 'mail' | 'certified' | 'text'>,
  given: Parameters<typeof codeOfReport>[1] & { from: string | undefined },
): AnswerReceipt | undefined {
  const { certified } = opened;
  const says = saysOf[certified?.receipt ?? ''];
  if (certified?.is !== 'receipt' || says === undefined) return undefined;
  const { about, identifier, recipient, sender, error = '' } = certified;
  const tells = {
    says,
    identifier,
    ...(says === 'undelivered' && {
      reason: noMailbox.test(error) ? ('mailbox-unknown' as const) : ('other' as const),
    }),
  };
  const answer = /^[A-Z0-9-]{1,30}\.answer-([0-9a-f]{16})@/.exec(about ?? '')?.[1];
  const named = about === undefined ? undefined : codeOfOurId(about, given.domain, given.prefix, given.hmac);
  if (named !== undefined && answer !== undefined) return { ...tells, caseId: named, answer };
  const caseId = named === undefined ? codeOfReport(opened as OpenedMail, given) : undefined;
  const isOurs = given.from !== undefined && sender === given.from.toLowerCase();
  if (caseId === undefined || recipient === undefined || !isOurs) return undefined;
  return { ...tells, caseId, to: recipient };
}
