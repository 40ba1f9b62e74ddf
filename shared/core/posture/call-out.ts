import type { CallOut, CallOutView } from '../../contracts/call-out.ts';
import { type Area, hoursChoices, type LedgerEvent, postureLevels } from '../../contracts/declaration.ts';
import type { LedgerView } from '../../contracts/officer-view.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import { instantOf, MINUTE, rome } from '../hours/zone.ts';
import { present } from '../present.ts';
import { levelIn, type Posture, postureAt } from './posture-at.ts';

/** Somebody on the roster of a service, in the order of calling. */
export type Duty = NonNullable<ServiceDefinition['roster']>[number];

/** How long somebody who was called or rung has to answer before the next one is: milliseconds. */
export const patience = 3 * MINUTE;

/** How long a call-out without any call is left to whoever opened it: milliseconds. */
export const openingTime = 30_000;

/** The shift at an ISO instant: day from 8 to 20 on the clocks of Rome, night from 20 to 8 (Sala Situazione Italia). */
export function shiftAt(at: string): Duty['shift'] {
  const instant = instantOf(at);
  const hour = new Date(instant + rome.offsetAt(instant)).getUTCHours();
  return hour >= 8 && hour < 20 ? 'day' : 'night';
}

/**
 * The call-out that the act of a ledger version makes, before anybody is called: when a level rises somewhere, or the
 * hours widen. Undefined for every other act, and for a version that the events do not hold.
 */
export function callOutFor(input: {
  service: string;
  events: readonly LedgerEvent[];
  version: number;
  openedAt: string;
  secret: string;
}): CallOut | undefined {
  const { service, events, version, openedAt, secret } = input;
  const event = events[version - 1];
  if (event?.type !== 'Declared' && event?.type !== 'Changed') return undefined;
  const before = postureAt(events.slice(0, version - 1), event.at);
  const after = postureAt(events.slice(0, version), event.at);
  const declared = after.declarations.find(({ declaration }) => declaration === event.declaration);
  if (declared === undefined) return undefined;
  const rises = partsOf(event.area).some((part) => rank(after, part) > rank(before, part));
  const widens = hoursChoices.indexOf(after.hours) > hoursChoices.indexOf(before.hours);
  if (!rises && !widens) return undefined;
  const { declaration, level, hours, area, endsAt } = declared;
  const about = { service, version, declaration, level, hours, area, reason: event.reason };
  return { ...about, since: event.at, until: endsAt, openedAt, secret, calls: [], revision: 1 };
}

const rank = (posture: Posture, part: Area) => postureLevels.indexOf(levelIn(posture, part));

function partsOf(area: Area): Area[] {
  return area.kind === 'national' ? [area] : area.zones.map((zone) => ({ kind: 'zones', zones: [zone] }));
}

/** What is to be done with a call-out now. */
export type CallOutStep =
  | { step: 'call'; duty: Duty }
  | { step: 'close'; because: 'over' | 'superseded' }
  | { step: 'wait' }
  | { step: 'unanswered' };

/**
 * The next step of a call-out at an ISO instant: the next person of the shift that is on then, three minutes after the
 * one before; an end when its declaration is over or a later act called out for it anew; `unanswered` when the shift
 * has been called through.
 */
export function nextStep(input: {
  callOut: CallOut;
  roster: readonly Duty[];
  events: readonly LedgerEvent[];
  others: readonly CallOut[];
  now: string;
}): CallOutStep {
  const { callOut, roster, events, others, now } = input;
  if (callOut.acknowledged !== undefined || callOut.closed !== undefined) return { step: 'wait' };
  const inForce = postureAt(events, now).declarations;
  if (!inForce.some(({ declaration }) => declaration === callOut.declaration))
    return { step: 'close', because: 'over' };
  if (others.some(({ declaration, version }) => declaration === callOut.declaration && version > callOut.version)) {
    return { step: 'close', because: 'superseded' };
  }
  const last = callOut.calls.at(-1);
  if (last !== undefined && instantOf(now) < instantOf(last.at) + patience) return { step: 'wait' };
  const shift = shiftAt(now);
  const duty = roster.find((each) => each.shift === shift && !callOut.calls.some(({ email }) => email === each.email));
  return duty === undefined ? { step: 'unanswered' } : { step: 'call', duty };
}

/**
 * The call-out after a call, a closing or an answer; the first answer holds, and whoever answers later is told whose it
 * was.
 */
export function withCall(callOut: CallOut, { name, email }: Duty, at: string): CallOut {
  return { ...callOut, calls: [...callOut.calls, { name, email, at }], revision: callOut.revision + 1 };
}

/** The call-out with its end. */
export function withEnd(callOut: CallOut, because: 'over' | 'superseded', at: string): CallOut {
  return { ...callOut, closed: { at, because }, revision: callOut.revision + 1 };
}

/** The call-out with its answer, or undefined when it was answered or ended before. */
export function withAnswer(callOut: CallOut, by: string, at: string): CallOut | undefined {
  if (callOut.acknowledged !== undefined || callOut.closed !== undefined) return undefined;
  return { ...callOut, acknowledged: { at, by }, revision: callOut.revision + 1 };
}

/**
 * What officers see of call-outs (newest first): the newest of each of these declarations, without addresses and
 * secrets.
 */
export function whoWasCalled(
  callOuts: readonly CallOut[],
  declarations: readonly { declaration: string }[],
): NonNullable<LedgerView['callOuts']> {
  return declarations.flatMap(({ declaration }) => {
    const newest = callOuts.find((callOut) => callOut.declaration === declaration);
    if (newest === undefined) return [];
    const { calls, acknowledged } = newest;
    return [
      {
        declaration,
        calls: calls.map(({ name, at }) => ({ name, at })),
        ...present({ acknowledged }),
      },
    ];
  });
}

/** What whoever was called sees: nothing of the others but who answered. */
export function callOutView({ service, level, area, since, until, acknowledged, closed }: CallOut): CallOutView {
  return {
    service,
    level,
    area,
    since,
    until,
    state: acknowledged !== undefined ? 'acknowledged' : (closed?.because ?? 'open'),
    ...present({ acknowledgedAt: acknowledged?.at, acknowledgedBy: acknowledged?.by }),
  };
}
