import {
  type Area,
  type HoursChoice,
  hoursChoices,
  type LedgerEvent,
  type PostureLevel,
  postureLevels,
} from '../../contracts/declaration.ts';
import type { HoursPeriod } from '../hours/calendar.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { type Declaration, ledgerOf } from './ledger.ts';

/**
 * What holds for a service at an instant: the highest level and the widest hours of all that is declared, and each
 * area's own.
 */
export type Posture = {
  at: string;
  level: PostureLevel;
  hours: HoursChoice;
  national: PostureLevel;
  zones: Record<string, PostureLevel>;
  declarations: Declaration[];
  /** When this ends at the latest if nobody acts; undefined in ordinary posture. */
  nextEndAt: string | undefined;
};

const RENEWAL_REMINDER = 2 * 3_600_000;

/** The higher of two levels. */
export function higherLevel<Level extends PostureLevel>(one: Level, other: Level): Level {
  return postureLevels.indexOf(one) >= postureLevels.indexOf(other) ? one : other;
}

function widerHours(one: HoursChoice, other: HoursChoice): HoursChoice {
  return hoursChoices.indexOf(one) >= hoursChoices.indexOf(other) ? one : other;
}

/** What a list of events adds up to, with its instants read: epoch milliseconds, `to` outside. */
type Sum = {
  length: number;
  latest: number;
  declared: readonly { declaration: Declaration; from: number; to: number }[];
  periods: HoursPeriod[];
};

// By list: a ledger grows for years, and a container asks about the same one for each contact. Events are only ever
// added.
const sums = new WeakMap<readonly LedgerEvent[], Sum>();

function sumOf(events: readonly LedgerEvent[]): Sum {
  const known = sums.get(events);
  if (known?.length === events.length) return known;
  const declared = Object.values(ledgerOf(events).declarations).map((declaration) => ({
    declaration,
    from: instantOf(declaration.declaredAt),
    to: Math.min(instantOf(declaration.endsAt), instantOf(declaration.stoodDownAt ?? declaration.endsAt)),
  }));
  const latest = events.reduce((last, { at }) => Math.max(last, instantOf(at)), Number.NEGATIVE_INFINITY);
  const sum = { length: events.length, latest, declared, periods: widened(events) };
  sums.set(events, sum);
  return sum;
}

/** What the events that had happened by an instant add up to. */
function sumBy(events: readonly LedgerEvent[], instant: number): Sum {
  const sum = sumOf(events);
  return sum.latest <= instant ? sum : sumOf(events.filter(({ at }) => instantOf(at) <= instant));
}

/**
 * The posture at an instant, judged only by what had been done by then: an act at t changes no fact about instants
 * before t. Throws RangeError for an instant that cannot be read.
 */
export function postureAt(events: readonly LedgerEvent[], at: string): Posture {
  const instant = instantOf(at);
  const declarations = sumBy(events, instant)
    .declared.filter(({ from, to }) => from <= instant && instant < to)
    .map(({ declaration }) => declaration);
  const posture: Posture = {
    at: isoOf(instant),
    level: 'ordinary',
    hours: 'none',
    national: 'ordinary',
    zones: {},
    declarations,
    nextEndAt: undefined,
  };
  for (const { area, level, hours, endsAt } of declarations) {
    posture.level = higherLevel<PostureLevel>(posture.level, level);
    posture.hours = widerHours(posture.hours, hours);
    if (area.kind === 'national') posture.national = higherLevel<PostureLevel>(posture.national, level);
    else for (const zone of area.zones) posture.zones[zone] = higherLevel(posture.zones[zone] ?? 'ordinary', level);
    if (posture.nextEndAt === undefined || instantOf(endsAt) < instantOf(posture.nextEndAt)) posture.nextEndAt = endsAt;
  }
  return posture;
}

/**
 * The level that holds in an area: a zone is in what is declared for it or for the whole country, whichever is higher.
 */
export function levelIn(posture: Posture, area: Area): PostureLevel {
  if (area.kind === 'national') return posture.national;
  return area.zones.reduce<PostureLevel>(
    (level, zone) => higherLevel(level, posture.zones[zone] ?? 'ordinary'),
    posture.national,
  );
}

/**
 * The stretches in which declarations widen the hours, as known at `asOf` (everything, if left out): the past as it
 * was, the future as it will be if nobody acts. In order, disjoint, touching ones of the same hours merged.
 */
export function hoursPeriods(events: readonly LedgerEvent[], asOf?: string): readonly HoursPeriod[] {
  return sumBy(events, asOf === undefined ? Number.POSITIVE_INFINITY : instantOf(asOf)).periods;
}

/** What counts of a declaration for the hours; `to` in epoch milliseconds, outside. */
type Widening = { to: number; hours: HoursChoice };

function widened(events: readonly LedgerEvent[]): HoursPeriod[] {
  const periods: HoursPeriod[] = [];
  const all = new Map<string, Widening>();
  const holding = new Set<Widening>();
  for (const [place, event] of events.entries()) {
    const from = instantOf(event.at);
    const widening = widenedBy(event, all.get(event.declaration) ?? { to: from, hours: 'none' });
    all.set(event.declaration, widening);
    holding.add(widening);
    for (const each of holding) if (each.to <= from) holding.delete(each);

    const next = events[place + 1];
    const ends = [...holding].map(({ to }) => to);
    const until = next === undefined ? Math.max(from, ...ends) : instantOf(next.at);
    const edges = [from, ...new Set(ends.filter((end) => end < until)), until].sort((a, b) => a - b);
    for (const [edge, begins] of edges.entries()) {
      const ceases = edges[edge + 1];
      if (ceases === undefined) break;
      let hours: HoursChoice = 'none';
      for (const each of holding) if (each.to > begins) hours = widerHours(hours, each.hours);
      append(periods, begins, ceases, hours);
    }
  }
  return periods;
}

/** Changes a widening by one event of its declaration. */
function widenedBy(event: LedgerEvent, widening: Widening): Widening {
  if ('hours' in event) widening.hours = event.hours;
  if ('endsAt' in event) widening.to = instantOf(event.endsAt);
  if (event.type === 'StoodDown') widening.to = Math.min(widening.to, instantOf(event.at));
  return widening;
}

function append(periods: HoursPeriod[], from: number, to: number, hours: HoursChoice): void {
  if (hours === 'none' || from >= to) return;
  const last = periods.at(-1);
  if (last && last.hours === hours && instantOf(last.to) === from) last.to = isoOf(to);
  else periods.push({ from: isoOf(from), to: isoOf(to), hours });
}

/**
 * Something that a schedule is to be set for: the end of a declaration, or the reminder to renew it two hours before.
 */
export type DueMoment = { at: string; what: 'renewal-reminder' | 'end'; declaration: string };

/**
 * The moments to come after `asOf`, in order. A schedule that is lost or late changes no fact: these are only wake-ups.
 */
export function dueMoments(events: readonly LedgerEvent[], asOf: string): DueMoment[] {
  const moments: DueMoment[] = [];
  for (const { declaration, endsAt } of postureAt(events, asOf).declarations) {
    const reminder = isoOf(instantOf(endsAt) - RENEWAL_REMINDER);
    if (instantOf(reminder) > instantOf(asOf)) moments.push({ at: reminder, what: 'renewal-reminder', declaration });
    moments.push({ at: endsAt, what: 'end', declaration });
  }
  return moments.sort((a, b) => instantOf(a.at) - instantOf(b.at));
}
