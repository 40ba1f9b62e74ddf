import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { AnswerNews } from '../../shared/contracts/handed-on.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { answersThatLeave, secondsUntil } from './rules/leaving-answer.ts';

// Called by on-case-event for what the desk has answered; then on-answer-due lets it leave.

/** Leaves each answer of these entries in the queue of its service for the moment at which it may leave. */
export async function queueAnswers(
  entries: readonly RegisterEntry[],
  answers: { service: string; leave(due: string, seconds: number): Promise<void> },
  now: Date,
): Promise<void> {
  const { service, leave } = answers;
  const due = entries.flatMap((entry) =>
    answersThatLeave(openEntry(entry)).map(({ answer, leavesAt }) => {
      const news: AnswerNews = { contract: 'answer-news.v1', news: 'due', service, caseId: entry.caseId, answer };
      return leave(JSON.stringify(news), secondsUntil(leavesAt, now.getTime()));
    }),
  );
  await Promise.all(due);
}
