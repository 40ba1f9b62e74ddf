import type { CaseEvent } from '../../contracts/case-event.ts';
import type { Facts, KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';

/**
 * Whether the citizen of a case is asked for its publication: it was answered, and is neither an instance, nor danger to
 * life, nor violence, where being asked could already harm.
 */
export const isToBeAsked = ({ history, formal, urgent, tellsViolence, erased }: Facts): boolean =>
  history.some(({ stage }) => stage === 'answered') && !formal && !urgent && !tellsViolence && !erased;

/** What becomes of a case whose citizen allows something; nobody is asked before they were answered. */
export function giveConsent({ to }: CaseCommand<'GiveConsent'>, state: KnownCase): Decision {
  if (state.erased) return { refused: 'erased' };
  if (!isToBeAsked(state)) return { refused: 'not-answered' };
  return state.consents[to] === true ? { refused: 'nothing-new' } : [{ type: 'ConsentGiven', to }];
}

/** What becomes of a case whose citizen allows something no more: that can be said at any time. */
export function withdrawConsent({ to }: CaseCommand<'WithdrawConsent'>, { consents }: KnownCase): Decision {
  return consents[to] === true ? [{ type: 'ConsentWithdrawn', to }] : { refused: 'nothing-new' };
}

/** Whether the citizen of a case allows its publication, by what happened to it, oldest first; the last word counts. */
export function allowsPublication(events: readonly CaseEvent[]): boolean {
  const said = events.findLast(({ type }) => type === 'ConsentGiven' || type === 'ConsentWithdrawn');
  return said?.type === 'ConsentGiven';
}
