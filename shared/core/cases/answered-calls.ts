import type { CallFacts } from '../../contracts/arrival.ts';

/**
 * Under which name a call counts for the answer rate: answered by a person, or not although the caller wanted one.
 * Undefined for a call that is no contact yet, or that never reached the queue.
 */
export function answerCount(
  call: Pick<CallFacts, 'outcome'> | undefined,
): 'CallsAnswered' | 'CallsUnanswered' | undefined {
  switch (call?.outcome) {
    case 'answered':
      return 'CallsAnswered';
    case 'abandoned':
    case 'busy':
    case 'diverted':
    case 'voicemail':
    case 'call-back-asked':
      return 'CallsUnanswered';
    default:
      return undefined;
  }
}
