import type { CaseActName } from '../../../shared/contracts/case-act.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { present } from '../../../shared/core/present.ts';
import { type ActGiven, type Asked, type BodyOf, isPast, wrong } from './asked-act.ts';

// Acts on the household of a case: bodies to commands, as commands-of-acts.ts has the others.

export type HouseholdAct = Extract<CaseActName, `${string}-household` | 'end-promise'>;

const householdOf = ({ state }: ActGiven) => state.household?.household ?? '';

/** A visit of a minute ago may be of another clock. */
const isAhead = (instant: string, at: string) => instantOf(instant) > instantOf(at) + 60_000;

function join(body: BodyOf<'join-household'>, { doer, id }: ActGiven): Asked {
  const { household, event, called, asked } = body;
  if (event === undefined) return wrong('/event', 'must be there: the event, or a household that is there');
  if (called === undefined) return wrong('/called', 'must be there: what the household is called');
  return { type: 'JoinHousehold', ...doer, household: household ?? id, event, called, asked };
}

function visit({ on, text, keeps }: BodyOf<'visit-household'>, given: ActGiven): Asked {
  if (isAhead(on, given.at)) return wrong('/on', 'must not be in the future');
  return { type: 'VisitHousehold', ...given.doer, household: householdOf(given), on, text, ...present({ keeps }) };
}

function inspect({ on, outcome, text, keeps, againBy }: BodyOf<'inspect-household'>, given: ActGiven): Asked {
  const { doer, id, at } = given;
  if (isAhead(on, at)) return wrong('/on', 'must not be in the future');
  if ((outcome === 'to-inspect-again') !== (againBy !== undefined)) {
    const detail = againBy === undefined ? 'must be there: by when it is inspected again' : 'must be left out';
    return wrong('/againBy', detail);
  }
  if (againBy !== undefined && isPast(againBy, at)) return wrong('/againBy', 'must be in the future');
  const again = againBy === undefined ? undefined : { promise: id, dueAt: againBy };
  const asked = { on, outcome, text, ...present({ keeps, again }) };
  return { type: 'InspectHousehold', ...doer, household: householdOf(given), ...asked };
}

function promise({ of, dueAt, text }: BodyOf<'promise-household'>, given: ActGiven): Asked {
  if (isPast(dueAt, given.at)) return wrong('/dueAt', 'must be in the future');
  return { type: 'PromiseHousehold', ...given.doer, household: householdOf(given), promise: given.id, of, dueAt, text };
}

/** One entry an act. */
export const householdCommands: { [A in HouseholdAct]: (body: BodyOf<A>, given: ActGiven) => Asked } = {
  'join-household': join,
  'leave-household': ({ reason }, given) => ({
    type: 'LeaveHousehold',
    ...given.doer,
    household: householdOf(given),
    reason,
  }),
  'visit-household': visit,
  'inspect-household': inspect,
  'promise-household': promise,
  'end-promise': ({ promise: of, kept, text }, given) => ({
    type: 'EndPromise',
    ...given.doer,
    household: householdOf(given),
    promise: of,
    kept,
    text,
  }),
};
