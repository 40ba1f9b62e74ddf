import {
  type Area,
  type HoursChoice,
  hoursChoices,
  type LedgerEvent,
  type PostureLevel,
  postureLevels,
} from '../../contracts/declaration.ts';
import type { HoursPeriod } from '../calendar.ts';
import { instantOf, isoOf } from '../zone.ts';
import { type Declaration, emptyLedger, evolve, ledgerOf } from './ledger.ts';

/** What holds for a service at an instant: the highest level and the widest hours of all that is declared, and each area's own. */
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

function holdsAt(declaration: Declaration, at: number): boolean {
  return (
    instantOf(declaration.declaredAt) <= at &&
    at < instantOf(declaration.endsAt) &&
    (declaration.stoodDownAt === undefined || at < instantOf(declaration.stoodDownAt))
  );
}

/**
 * The posture at an instant, judged only by what had been done by then: an act at t changes no fact about instants before t.
 * Throws RangeError for an instant that cannot be read.
 */
export function postureAt(events: readonly LedgerEvent[], at: string): Posture {
  const instant = instantOf(at);
  const { declarations: all } = ledgerOf(events.filter((event) => instantOf(event.at) <= instant));
  const declarations = Object.values(all).filter((declaration) => holdsAt(declaration, instant));
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

/** The level that holds in an area: a zone is in what is declared for it or for the whole country, whichever is higher. */
export function levelIn(posture: Posture, area: Area): PostureLevel {
  if (area.kind === 'national') return posture.national;
  return area.zones.reduce<PostureLevel>(
    (level, zone) => higherLevel(level, posture.zones[zone] ?? 'ordinary'),
    posture.national,
  );
}

/**
 * The stretches in which declarations widen the hours, as known at `asOf` (everything, if left out): the past as it was,
 * the future as it will be if nobody acts. In order, disjoint, touching ones of the same hours merged.
 */
export function hoursPeriods(events: readonly LedgerEvent[], asOf?: string): HoursPeriod[] {
  const known = asOf === undefined ? Number.POSITIVE_INFINITY : instantOf(asOf);
  const periods: HoursPeriod[] = [];
  let ledger = emptyLedger();
  const upTo = (from: number, to: number) => {
    const holding = Object.values(ledger.declarations).filter((declaration) => holdsInside(declaration, from, to));
    const cuts = new Set([from, to]);
    for (const { endsAt } of holding) {
      const end = instantOf(endsAt);
      if (end > from && end < to) cuts.add(end);
    }
    const edges = [...cuts].sort((a, b) => a - b);
    for (const [place, edge] of edges.entries()) {
      const next = edges[place + 1];
      if (next === undefined) break;
      const hours = holding
        .filter((declaration) => holdsAt(declaration, edge))
        .reduce<HoursChoice>((widest, declaration) => widerHours(widest, declaration.hours), 'none');
      append(periods, edge, next, hours);
    }
  };
  const seen = events.filter(({ at }) => instantOf(at) <= known);
  for (const [place, event] of seen.entries()) {
    ledger = evolve(ledger, event);
    const next = seen[place + 1];
    upTo(instantOf(event.at), next === undefined ? lastEnd(ledger.declarations, event) : instantOf(next.at));
  }
  return periods;
}

function holdsInside({ endsAt, stoodDownAt }: Declaration, from: number, to: number): boolean {
  return from < to && instantOf(endsAt) > from && stoodDownAt === undefined;
}

function lastEnd(declarations: Readonly<Record<string, Declaration>>, { at }: LedgerEvent): number {
  return Object.values(declarations).reduce((last, { endsAt }) => Math.max(last, instantOf(endsAt)), instantOf(at));
}

function append(periods: HoursPeriod[], from: number, to: number, hours: HoursChoice): void {
  if (hours === 'none' || from >= to) return;
  const last = periods.at(-1);
  if (last && last.hours === hours && instantOf(last.to) === from) last.to = isoOf(to);
  else periods.push({ from: isoOf(from), to: isoOf(to), hours });
}

/** Something that a schedule is to be set for: the end of a declaration, or the reminder to renew it two hours before. */
export type DueMoment = { at: string; what: 'renewal-reminder' | 'end'; declaration: string };

/** The moments to come after `asOf`, in order. A schedule that is lost or late changes no fact: these are only wake-ups. */
export function dueMoments(events: readonly LedgerEvent[], asOf: string): DueMoment[] {
  const moments: DueMoment[] = [];
  for (const { declaration, endsAt } of postureAt(events, asOf).declarations) {
    const reminder = isoOf(instantOf(endsAt) - RENEWAL_REMINDER);
    if (instantOf(reminder) > instantOf(asOf)) moments.push({ at: reminder, what: 'renewal-reminder', declaration });
    moments.push({ at: endsAt, what: 'end', declaration });
  }
  return moments.sort((a, b) => instantOf(a.at) - instantOf(b.at));
}
