import { present } from '../present.ts';
import type { EventOf, KnownCase } from './case.ts';

// What calls back make of a case; evolve.ts has the rest.

/** A case in which a call back is owed; one for a correction stands beside what it corrects. */
export function asked(state: KnownCase, event: EventOf<'CallBackAsked'>, at: string): KnownCase {
  const { dueAt, corrects, batch, by, subject } = event;
  const next: KnownCase = { ...state, callBack: { dueAt, attempts: 0, state: 'due' } };
  if (corrects === undefined) return next;
  const owed = { corrects, at, state: 'due' as const, ...present({ batch, by, subject }) };
  return { ...next, correctionCalls: [...state.correctionCalls, owed] };
}

/** Calls owed for what holds no longer, once one call has told all of it, or nobody calls any more. */
export const callsNow = (
  { correctionCalls }: Pick<KnownCase, 'correctionCalls'>,
  now: 'reached' | 'given-up' | 'withdrawn',
) => correctionCalls.map((call) => (call.state === 'due' ? { ...call, state: now } : call));

/** A case after somebody tried to call back: once its citizen was reached nothing of it is owed any more. */
export function tried(state: KnownCase, { outcome }: EventOf<'CallBackTried'>): KnownCase {
  if (state.callBack === undefined) return state;
  const { dueAt, attempts, state: before } = state.callBack;
  const isReached = outcome === 'reached';
  return {
    ...state,
    callBack: { dueAt, attempts: attempts + 1, state: isReached ? 'reached' : before },
    ...(isReached && { correctionCalls: callsNow(state, 'reached') }),
  };
}
