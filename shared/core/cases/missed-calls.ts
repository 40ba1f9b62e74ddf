import { instantOf } from '../hours/zone.ts';
import { wasMissed } from './call.ts';
import type { KnownCase } from './case.ts';

// Who called and hung up, found the line busy or was passed on, and left a number: they asked for nothing, and are called
// back. Once somebody reached them, or nobody does, nothing is owed any more.

/** Whether calls in vain are all that a case consists of, its own and those of the same number that joined its turn. */
export const isOnlyMissed = (state: KnownCase): boolean =>
  state.contacts.length > 0 &&
  state.contacts.every(({ call }) => wasMissed(call)) &&
  state.turns.every(({ missedAt }) => missedAt !== undefined) &&
  state.joined.length === state.turns.length &&
  state.messages.length + state.asks.length + state.referrals.length + state.answers.length === 0 &&
  !state.formal;

/** How often the caller of a case has called: its own calls, and those that joined its turn. */
export const callsOf = ({ contacts, turns }: Pick<KnownCase, 'contacts' | 'turns'>): number =>
  contacts.filter(({ call }) => call !== undefined).length + turns.length;

/** When the caller of a case last called in vain, as an ISO instant; undefined where they never did. */
export function lastMissedAt({ contacts, turns }: Pick<KnownCase, 'contacts' | 'turns'>): string | undefined {
  const times = [
    ...contacts.flatMap(({ call }) => (wasMissed(call) && call !== undefined ? [call.startedAt] : [])),
    ...turns.flatMap(({ missedAt }) => missedAt ?? []),
  ];
  return times.sort((one, other) => instantOf(other) - instantOf(one))[0];
}
