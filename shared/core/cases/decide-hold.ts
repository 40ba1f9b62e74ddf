import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { holdAt } from './desk-facts.ts';

/** What becomes of a case that an authority's act keeps; the same act again is nothing new, another takes its place. */
export function setHold(command: CaseCommand<'SetHold'>, state: KnownCase): Decision {
  const { by, subject, act, authority, incident, until, at } = command;
  if (state.erased) return { refused: 'erased' };
  const known = holdAt(state, at);
  const isKnown = known?.act === act && known.authority === authority && known.incident === incident;
  if (isKnown && instantOf(known.until) === instantOf(until)) return { refused: 'nothing-new' };
  return [{ type: 'HoldSet', by, ...present({ subject }), act, authority, incident, until }];
}

/** What becomes of a case of which a hold is lifted, by another act. */
export function liftHold({ by, subject, act }: CaseCommand<'LiftHold'>, { hold }: KnownCase): Decision {
  if (hold === undefined) return { refused: 'nothing-new' };
  return [{ type: 'HoldLifted', by, ...present({ subject }), act }];
}
