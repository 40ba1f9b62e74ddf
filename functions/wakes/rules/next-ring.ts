import type { Waiting, Wake, WakeView } from '../../../shared/contracts/wake.ts';
import { instantOf, MINUTE } from '../../../shared/core/hours/zone.ts';
import { type Duty, patience } from '../../../shared/core/posture/call-out.ts';
import { onShift } from '../../../shared/core/posture/waking.ts';

/**
 * How long whoever has answered is left to read: milliseconds. What comes meanwhile is rung after it, within ten
 * minutes.
 */
export const peace = 8 * MINUTE;

/** How long an urgent case is left to the operators while the service is open: milliseconds. */
export const operatorsFirst = 5 * MINUTE;

/** Rings of one occasion that are kept: ten hours of a ring every three minutes. */
const ringsKept = 200;

/** Something that waits: an urgent case since its citizen's words, or a proposal since it asks. */
export type WaitingSince = { urgent: readonly string[]; more: boolean; proposals: readonly string[] };

/** What is to be done now. */
export type NextRing =
  | { step: 'ring'; duty: Duty; wake: Wake; unanswered: boolean }
  | { step: 'close' }
  | { step: 'nobody' }
  | { step: 'wait' };

/** Until when everything was heard of: the latest answer, of this occasion or of one before. */
export const heardUntil = (latest: Wake | undefined): string | undefined =>
  latest?.acknowledged?.at ?? latest?.heardUntil;

/**
 * What has not been heard of at an ISO instant. An answer covers what waited at that instant; proposals that ask later
 * are heard at once, urgent cases after `peace`, because whoever answered is reading. While operators are at their
 * desks (`open`), an urgent case is theirs for the first minutes.
 */
export function unheard(
  { urgent, more, proposals }: WaitingSince,
  given: { latest: Wake | undefined; open: boolean; now: string },
): Waiting {
  const heard = heardUntil(given.latest);
  const now = instantOf(given.now);
  const later = (at: string) => heard === undefined || instantOf(at) > instantOf(heard);
  const newCases = urgent.filter(later).sort((one, other) => instantOf(one) - instantOf(other));
  const [oldest] = newCases;
  const reading = heard !== undefined && now < instantOf(heard) + peace;
  const isOperators = given.open && oldest !== undefined && now < instantOf(oldest) + operatorsFirst;
  const cases = reading || isOperators || oldest === undefined ? [] : newCases;
  return {
    urgent: cases.length,
    more: more && cases.length > 0,
    ...(cases.length > 0 && oldest !== undefined ? { oldest } : {}),
    proposals: proposals.filter(later).length,
  };
}

/**
 * Whom to ring at an ISO instant for what is unheard: the first of the shift at once, the next one three minutes after
 * the one before, round the shift again until one of them has heard, each as often as the others. One occasion lasts
 * until it is answered or nothing waits any more; a new one begins with the first of the shift, and never sooner than
 * three minutes after a ring that nobody answered. `unanswered` tells that the whole shift was rung already.
 */
export function nextRing(input: {
  service: string;
  latest: Wake | undefined;
  waiting: Waiting;
  roster: readonly Duty[];
  now: string;
  secret: string;
}): NextRing {
  const { service, latest, waiting, roster, now, secret } = input;
  const live = latest !== undefined && latest.acknowledged === undefined && latest.closed === undefined;
  if (waiting.urgent + waiting.proposals === 0) return { step: live ? 'close' : 'wait' };
  const shift = onShift(roster, now);
  if (shift.length === 0) return { step: 'nobody' };
  const last = latest?.rings.at(-1);
  const answered = latest?.acknowledged !== undefined;
  if (last !== undefined && !answered && instantOf(now) < instantOf(last.at) + patience) return { step: 'wait' };
  const heard = heardUntil(latest);
  const occasion = Math.max(instantOf(now), (latest?.occasion ?? 0) + 1);
  const known: Wake = live
    ? latest
    : {
        ...{ service, occasion, openedAt: now, secret, waiting, rings: [], revision: 0 },
        ...(heard === undefined ? {} : { heardUntil: heard }),
      };
  const times = ({ email }: Duty) => known.rings.filter((ring) => ring.email === email).length;
  const fewest = Math.min(...shift.map(times));
  const duty = shift.find((person) => times(person) === fewest) as Duty;
  return { step: 'ring', duty, wake: withRing(known, duty, waiting, now), unanswered: fewest > 0 };
}

/** The occasion after a ring. */
function withRing(wake: Wake, { name, email }: Duty, waiting: Waiting, at: string): Wake {
  const rings = [...wake.rings, { name, email, at }].slice(-ringsKept);
  return { ...wake, waiting, rings, revision: wake.revision + 1 };
}

/** The occasion after nothing waited any more. */
export const withEnd = (wake: Wake, at: string): Wake => ({ ...wake, closed: { at }, revision: wake.revision + 1 });

/** The occasion with its answer, or undefined when it was answered or over before. */
export function withAnswer(wake: Wake, by: string, at: string): Wake | undefined {
  if (wake.acknowledged !== undefined || wake.closed !== undefined) return undefined;
  return { ...wake, acknowledged: { at, by }, revision: wake.revision + 1 };
}

/** What whoever was rung sees: what waited, and who has heard. */
export function wakeView({ service, openedAt, waiting, acknowledged, closed }: Wake): WakeView {
  const { urgent, oldest, proposals } = waiting;
  return {
    service,
    since: openedAt,
    urgent,
    ...(oldest === undefined ? {} : { oldest }),
    proposals,
    state: acknowledged !== undefined ? 'acknowledged' : closed === undefined ? 'open' : 'over',
    ...(acknowledged === undefined ? {} : { acknowledgedAt: acknowledged.at, acknowledgedBy: acknowledged.by }),
  };
}
