import type { LedgerEvent } from '../../contracts/declaration.ts';
import type { ScheduledMoment } from '../../contracts/posture-changed.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import { dueMoments, postureAt } from './posture-at.ts';

/** A schedule of every week, in the time of Rome. */
export type WeeklySchedule = { name: string; expression: string; what: 'opening' | 'closing' };

/** A schedule that fires once, at an instant. */
export type OneOffSchedule = { name: string; at: string; moment: ScheduledMoment };

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const short = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const;

/**
 * How long a one-off schedule whose time has come may take to fire (EventBridge Scheduler: 60 s, then retries),
 * milliseconds.
 */
const GRACE = 15 * 60_000;

/**
 * The openings and closings of a service's ordinary week as EventBridge Scheduler writes them, one for each time of
 * day. Midnight between two open days is neither.
 */
export function weeklySchedules({
  service,
  hours: { weekly },
}: Pick<ServiceDefinition, 'service' | 'hours'>): WeeklySchedule[] {
  const spansOf = (day: number) => weekly[days[(day + 7) % 7] as (typeof days)[number]];
  const times = new Map<string, Set<number>>();
  const note = (what: WeeklySchedule['what'], time: string, day: number) => {
    const key = `${what} ${time}`;
    times.set(key, (times.get(key) ?? new Set()).add((day + 7) % 7));
  };
  for (const day of days.keys()) {
    for (const { from, to } of spansOf(day)) {
      if (from !== '00:00' || !spansOf(day - 1).some((before) => before.to === '24:00')) note('opening', from, day);
      if (to !== '24:00') note('closing', to, day);
      else if (!spansOf(day + 1).some((after) => after.from === '00:00')) note('closing', '00:00', day + 1);
    }
  }
  return [...times].map(([key, on]) => {
    const [what, time] = key.split(' ') as [WeeklySchedule['what'], string];
    const [hour, minute] = time.split(':').map(Number);
    const week = [...on].sort((one, other) => one - other).map((day) => short[day]);
    return {
      name: `${service}-${what}-${time.replace(':', '')}`,
      expression: `cron(${minute} ${hour} ? * ${week.join(',')} *)`,
      what,
    };
  });
}

/** Whether the ordinary week's openings and closings are true now: not while declarations widen the hours. */
export function weekHolds(events: readonly LedgerEvent[], asOf: string): boolean {
  return postureAt(events, asOf).hours === 'none';
}

/**
 * The one-off schedules that the declarations in force call for: their ends, and two hours before a reminder to renew.
 * A name says what, whose and when (UTC, to the second, never early), so that two runs make the same ones.
 */
export function oneOffSchedules(service: string, events: readonly LedgerEvent[], asOf: string): OneOffSchedule[] {
  return dueMoments(events, asOf).map(({ at, what, declaration }) => {
    const kind = what === 'end' ? 'end' : 'renewal';
    const moment: ScheduledMoment = { contract: 'scheduled-moment.v1', service, what: kind, declaration, dueAt: at };
    return onceAt(at, declaration.replace(/[^\w.-]/g, '_').slice(0, 36), moment);
  });
}

/** The schedule that fires once for a moment, about something; an instant between two seconds is rounded up. */
export function onceAt(at: string, about: string, moment: ScheduledMoment): OneOffSchedule {
  const second = isoOf(Math.ceil(instantOf(at) / 1000) * 1000);
  return { name: `${moment.what}-${about}-${second.slice(0, 19).replace(/[-:]/g, '')}`, at: second, moment };
}

/** What is to be done to the schedules that exist. */
export type ScheduleChanges = { create: OneOffSchedule[]; remove: string[]; enable: string[]; disable: string[] };

/**
 * Compares the schedules that exist with those that are wanted. One whose time has just come is left to fire, although
 * nobody wants it any more; names that are nobody's are left alone.
 */
export function scheduleChanges(
  wanted: { oneOff: readonly OneOffSchedule[]; weekly: Readonly<Record<string, boolean>> },
  present: Readonly<Record<string, { enabled: boolean }>>,
  asOf: string,
): ScheduleChanges {
  const now = instantOf(asOf);
  const names = new Set(wanted.oneOff.map(({ name }) => name));
  const isOver = (name: string) => {
    const [, year, month, day, hour, minute, second] =
      /^(?:end|renewal|opening|closing|telling)-.+-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(name) ?? [];
    if (year === undefined) return false;
    const at = instantOf(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
    return at > now || at < now - GRACE;
  };
  const weekly = Object.entries(wanted.weekly).filter(([name]) => present[name] !== undefined);
  return {
    create: wanted.oneOff.filter(({ name }) => present[name] === undefined),
    remove: Object.keys(present).filter((name) => !names.has(name) && isOver(name)),
    enable: weekly.filter(([name, on]) => on && !present[name]?.enabled).map(([name]) => name),
    disable: weekly.filter(([name, on]) => !on && present[name]?.enabled).map(([name]) => name),
  };
}
