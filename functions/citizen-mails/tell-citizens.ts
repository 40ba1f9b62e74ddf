import type { CaseEvent, RegisterEntry } from '../../shared/contracts/case-event.ts';
import { openEntry } from '../../shared/core/chain.ts';
import type { citizenMails } from './compose-mails.ts';
import { receiptDue } from './rules/receipt-mail.ts';

// Step 3 of the citizen's line: called by on-case-event; then mail-out sends what is queued here.

/** Keeps mails (`mail-due.v1` as JSON) until they are sent; throws when any was not taken. */
export type MailQueue = (mails: readonly string[]) => Promise<void>;

/**
 * Queues the mails that these entries make due, urgent receipts apart: the receipt of a new case, or of a paper that
 * staff have read and that tells where to write; the message after call-backs that reached nobody; the one with a
 * protocol number; where a request went, and the link to whoever it went to; to experts that a question waits; to
 * supervisors that an answer of the reserve does. What comes again is queued again: the sender knows a mail by its Message-ID.
 */
export async function tellCitizens(input: {
  entries: readonly RegisterEntry[];
  mails: Omit<ReturnType<typeof citizenMails>, 'answer'>;
  queues: { urgent: MailQueue; ordinary: MailQueue };
  now: Date;
}): Promise<void> {
  const { mails, queues, now } = input;
  const entries = input.entries.map((entry) => ({ entry, events: openEntry(entry) }));
  const telling = (...types: CaseEvent['type'][]) =>
    entries.filter(({ events }) => events.some(({ type }) => types.includes(type))).map(({ entry }) => entry);
  const receipts = [
    ...entries.flatMap(({ entry, events }) => receiptDue(entry.caseId, events) ?? []),
    ...(await Promise.all(telling('DocumentRead').map(mails.afterReading))).flat(),
  ];
  for (const [queue, urgent] of [
    [queues.urgent, true],
    [queues.ordinary, false],
  ] as const) {
    const due = receipts.filter((facts) => facts.urgent === urgent);
    await queue((await Promise.all(due.map((facts) => mails.receipt(facts, now)))).flat());
  }
  const news = await Promise.all([
    ...telling('CallBackGivenUp').map((entry) => mails.callBackNews(entry, now)),
    ...telling('ProtocolAssigned').map((entry) => mails.numberNews(entry, now)),
    ...telling('Forwarded', 'AskOverdue').map((entry) => mails.expertNews(entry, now)),
    ...telling('Referred', 'ReferralLinkRenewed', 'ReferralRefused', 'ReferralReturned').map((entry) =>
      mails.referralNews(entry, now),
    ),
  ]);
  await queues.ordinary(news.flat());
  // The reserve and its citizens wait meanwhile: not behind all receipts of an emergency.
  const held = entries.filter(({ events }) => events.some((event) => event.type === 'Answered' && event.held));
  await queues.urgent((await Promise.all(held.map(({ entry }) => mails.heldNews(entry, now)))).flat());
}
