import type { Stage } from '../../contracts/case-status.ts';
import type { PersonalPart } from '../../contracts/event-members.ts';
import { present } from '../present.ts';
import type { Facts, KnownCase } from './case.ts';
import { openAsks, openReferrals } from './desk-facts.ts';

// How a case comes from one public stage to the next.

/** The facts of a case that is at a stage from `at` on. */
export const factsAt = (state: KnownCase, stage: Stage, at: string): Facts => ({
  ...state,
  history: [...state.history, { stage, at }],
});

/** A case that nobody outside the desk is waited for any more: in charge of whoever has it, or registered. */
export function atWorkAgain(facts: Facts, at: string): KnownCase {
  const stage = facts.owner === undefined ? 'registered' : 'taken-in-charge';
  return { ...facts, stage, history: [...facts.history, { stage, at }] };
}

/** The same, of a case that may be at work already. */
export function atWork(state: KnownCase, at: string): KnownCase {
  const stage = state.owner === undefined ? 'registered' : 'taken-in-charge';
  return state.stage === stage ? state : atWorkAgain(state, at);
}

/** A case after one of those that were waited for is waited for no more: it waits for the others, or is at work. */
export function stillWaiting(state: KnownCase, at: string): KnownCase {
  if (state.stage === 'forwarded' && openAsks(state).length === 0) return waitsElsewhere(state, at);
  if (state.stage === 'referred' && openReferrals(state).length === 0) return waitsElsewhere(state, at);
  return state;
}

function waitsElsewhere(state: KnownCase, at: string): KnownCase {
  const [ask] = openAsks(state);
  if (ask !== undefined) return { ...factsAt(state, 'forwarded', at), stage: 'forwarded', to: ask.to };
  const [referral] = openReferrals(state);
  if (referral !== undefined) return { ...factsAt(state, 'referred', at), stage: 'referred', to: referral.to };
  return atWork(state, at);
}

/** The messages with the words of an event, where it has any. */
export function messagesWith(
  { messages }: Pick<Facts, 'messages'>,
  personal: PersonalPart | undefined,
  message: Omit<Facts['messages'][number], 'text' | 'danger'>,
): Facts['messages'] {
  if (personal?.message === undefined) return messages;
  return [...messages, { ...message, text: personal.message, ...present({ danger: personal.danger }) }];
}
