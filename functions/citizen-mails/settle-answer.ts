import type { AnswerNews, FormalContact } from '../../shared/contracts/handed-on.ts';
import { shownFiles } from '../../shared/core/cases/case-status.ts';
import { lacksNumber } from '../../shared/core/cases/desk-facts.ts';
import { logCount, logLine } from '../../shared/shell/log.ts';
import { changeCase, readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import type { citizenMails } from './compose-mails.ts';
import { certifiedAnswer, formalAnswer, leavingAnswer, returnedAnswer } from './rules/leaving-answer.ts';
import { giveMany, takeBackMany } from './settle-many.ts';
import type { MailQueue } from './tell-citizens.ts';

// The last step of the desk's line: called by on-answer-due; then mail-out sends what is queued here.

/** What answers leave with; `again` leaves news in the queue for after some seconds. */
export type AnsweringWork = {
  service: string;
  register: Register;
  mails: Pick<ReturnType<typeof citizenMails>, 'answer'>;
  queues: { urgent: MailQueue; ordinary: MailQueue };
  again(news: AnswerNews, seconds: number): Promise<void>;
  /** Asks the protocol for the outgoing number of an answer. */
  askNumber(formal: FormalContact): Promise<void>;
};

/**
 * Lets an answer leave, notes that it came back, or gives one to many. The register decides first: `AnswerSent` is one
 * conditional append, so that of it and an `AnswerWithheld` one alone can be, and what was taken back is never mailed.
 * Then the mail is queued; stopped in between, the message comes again and the mail is queued with the same Message-ID.
 */
export async function settleAnswer(work: AnsweringWork, news: AnswerNews, now: Date): Promise<void> {
  switch (news.news) {
    case 'due':
      return letLeave(work, news, now);
    case 'returned':
      return noteReturned(work, news, now);
    case 'receipt':
      return noteReceipt(work, news, now);
    case 'many':
      return giveMany(work, news, now);
    case 'many-back':
      return takeBackMany(work, news, now);
  }
}

/** Seconds after which an answer is looked at again whose files wait to be checked. */
const checkedAfter = 3;
/** Seconds after which an answer that was given to the protocol is looked at again: a batch of it takes one. */
const numberedAfter = 3;

type Due = Extract<AnswerNews, { news: 'due' }>;

async function letLeave(work: AnsweringWork, news: Due, now: Date, isSecond = false): Promise<void> {
  const { register, service, mails, queues } = work;
  const { caseId, answer } = news;
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') throw new Error('the register does not know the case of an answer');
  const leaving = leavingAnswer(state, answer, now.getTime());
  if (leaving.is === 'settled') return;
  if (leaving.is === 'early') return work.again(news, leaving.seconds);
  const at = now.toISOString();
  if (leaving.is === 'files-unchecked') return work.again(news, checkedAfter);
  if (leaving.is === 'undeliverable' || leaving.is === 'file-refused') {
    const command = { type: 'WithholdAnswer', answer, because: leaving.is } as const;
    await changeCase({ register, caseId, command, at });
    return logCount('AnswerUndeliverable', service);
  }
  const { given, mail } = leaving;
  if (given.state === 'to-leave' && lacksNumber(state, given)) {
    // Numbered it can be withheld no more, so it is asked for when it leaves and not before.
    await work.askNumber(formalAnswer(service, caseId, given));
    return work.again(news, numberedAfter);
  }
  if (given.state === 'to-leave') {
    const messageId = mail && mails.answer.messageIdOf(caseId, answer);
    const command = { type: 'MarkAnswerSent', answer, ...(messageId !== undefined && { messageId }) } as const;
    const changed = await changeCase({ register, caseId, command, at });
    // Somebody was quicker: it was withheld, or a second message let it leave, and may be gone before its mail is queued.
    if ('refused' in changed) return isSecond ? undefined : letLeave(work, news, now, true);
    logCount('AnswerSent', service);
  }
  if (mail === undefined) return;
  const { language, urgent } = state;
  const files = shownFiles(caseId, state, given.attachments);
  const due = await mails.answer.mailDue({ caseId, ...mail, language, answer: given, files }, now);
  await (urgent ? queues.urgent : queues.ordinary)([due]);
}

type Returned = Extract<AnswerNews, { news: 'returned' }>;

/** An answer that came back brings its case back to the desk; told twice it is one. */
async function noteReturned({ register, service }: AnsweringWork, news: Returned, now: Date): Promise<void> {
  const { caseId, answer: named, reason } = news;
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') return;
  const answer = returnedAnswer(state, named);
  if (answer === undefined) return;
  const command = { type: 'MarkAnswerBounced', answer, reason } as const;
  const changed = await changeCase({ register, caseId, command, at: now.toISOString() });
  const refused = 'refused' in changed ? changed.refused : undefined;
  logLine({ level: 'info', function: 'answers', service, answer, bounced: reason, refused });
  if (refused === undefined) logCount('AnswerBounced', service);
}

type Receipted = Extract<AnswerNews, { news: 'receipt' }>;

/**
 * What the provider says of a certified mail: that it was taken, or lies in its mailbox, makes it sent; that it will not
 * arrive brings its case back. What a second receipt says once more is nothing new.
 */
async function noteReceipt({ register, service }: AnsweringWork, news: Receipted, now: Date): Promise<void> {
  const { caseId, says, reason = 'other', identifier } = news;
  const { state } = await readCase(register, caseId);
  const answer = state.stage === 'none' ? undefined : certifiedAnswer(state, news);
  const line = { level: 'info', function: 'answers', service, receipt: says } as const;
  if (answer === undefined) return logLine({ ...line, unknown: true });
  const command =
    says === 'undelivered'
      ? ({ type: 'MarkAnswerBounced', answer, reason } as const)
      : ({ type: 'MarkAnswerSent', answer, messageId: identifier } as const);
  const changed = await changeCase({ register, caseId, command, at: now.toISOString() });
  const refused = 'refused' in changed ? changed.refused : undefined;
  logLine({ ...line, answer, refused });
  if (refused === undefined) logCount(says === 'undelivered' ? 'AnswerBounced' : 'AnswerSent', service);
}
