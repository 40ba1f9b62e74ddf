import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { AnswerNews, AttachmentsOffered, FormalContact } from '../../shared/contracts/handed-on.ts';
import { lacksNumber } from '../../shared/core/cases/desk-facts.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { readCase } from '../../shared/shell/stores/case-file.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { answersThatLeave, bringsFiles, formalAnswer, secondsUntil } from './rules/leaving-answer.ts';

// Called by on-case-event for what the desk has answered; then on-answer-due lets it leave.

/** What answers wait with: the queue of those that leave, and the protocol, which gives numbers to what goes by hand. */
export type QueuingWork = {
  service: string;
  register: Register;
  leave(due: string, seconds: number): Promise<void>;
  askNumber(formal: FormalContact): Promise<void>;
  /** Has the files checked that a case was offered. */
  checkFiles(offered: AttachmentsOffered): Promise<void>;
};

/**
 * Leaves each answer of these entries in the queue of its service for the moment at which it may leave. A letter or a
 * certified mail to whoever sent an instance asks for its outgoing number at once: it stands on the paper.
 */
export async function queueAnswers(entries: readonly RegisterEntry[], answers: QueuingWork, now: Date): Promise<void> {
  const { service, leave } = answers;
  const due = entries.flatMap((entry) =>
    answersThatLeave(openEntry(entry)).map(({ answer, leavesAt }) => {
      const news: AnswerNews = { contract: 'answer-news.v1', news: 'due', service, caseId: entry.caseId, answer };
      return leave(JSON.stringify(news), secondsUntil(leavesAt, now.getTime()));
    }),
  );
  const files = entries
    .filter((entry) => bringsFiles(openEntry(entry)))
    .map(({ caseId }) => answers.checkFiles({ contract: 'attachments-offered.v1', service, caseId }));
  await Promise.all([...due, ...files, ...entries.map((entry) => askNumbers(answers, entry))]);
}

async function askNumbers({ service, register, askNumber }: QueuingWork, entry: RegisterEntry): Promise<void> {
  const byHand = openEntry(entry).flatMap((event) =>
    event.type === 'Answered' && (event.channel === 'letter' || event.channel === 'pec') ? [event.answer] : [],
  );
  if (byHand.length === 0) return;
  const { caseId } = entry;
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') return;
  const lacking = state.answers.filter((one) => byHand.includes(one.answer) && lacksNumber(state, one));
  await Promise.all(lacking.map((answer) => askNumber(formalAnswer(service, caseId, answer))));
}
