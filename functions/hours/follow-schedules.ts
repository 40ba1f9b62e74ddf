import { type OneOffSchedule, type ScheduleChanges, scheduleChanges } from '../../shared/core/posture/schedules.ts';
import { type CallOutcome, outcomeOf, type RunOutcome, retrying } from '../../shared/shell/retrying.ts';

// Step 3 of the officer's line: called by on-posture-change for what the bus tells; then the schedules wake what is
// due.

/** What lists and changes schedules; throws what the platform throws, and takes what is already so for done. */
export type SchedulePlane = {
  list(): Promise<Readonly<Record<string, { enabled: boolean }>>>;
  create(schedule: OneOffSchedule): Promise<void>;
  remove(name: string): Promise<void>;
  turn(name: string, enabled: boolean): Promise<void>;
};

/** One line for each schedule that was changed, or why it was not; they belong to `all` services. */
export type SchedulesOutcome = RunOutcome<
  { schedule: string; act: 'create' | 'remove' | 'enable' | 'disable' } & CallOutcome
>;

/** Milliseconds before the second and third try of a call that was refused. */
export const backOff = [250, 1000];

/**
 * Makes the schedules those that are wanted: lists, changes what differs, each on its own and up to three times, lists
 * again.
 */
export async function followSchedules(
  wanted: Parameters<typeof scheduleChanges>[0],
  asOf: string,
  plane: SchedulePlane,
  pause: (milliseconds: number) => Promise<void>,
): Promise<SchedulesOutcome> {
  const trying = retrying(backOff, pause);
  const changes = scheduleChanges(wanted, await trying(() => plane.list()), asOf);
  const told: SchedulesOutcome['told'] = [];
  for (const [act, schedule, call] of calls(changes, plane)) {
    told.push({ act, schedule, ...(await outcomeOf(trying(call))) });
  }
  if (told.length === 0) return { told, left: [] };
  const { create, remove, enable, disable } = scheduleChanges(wanted, await trying(() => plane.list()), asOf);
  const names = [...create.map(({ name }) => name), ...remove, ...enable, ...disable];
  return { told, left: names.map((what) => ({ service: 'all', what })) };
}

type Call = ['create' | 'remove' | 'enable' | 'disable', string, () => Promise<void>];

function calls({ create, remove, enable, disable }: ScheduleChanges, plane: SchedulePlane): Call[] {
  return [
    ...create.map((schedule): Call => ['create', schedule.name, () => plane.create(schedule)]),
    ...disable.map((name): Call => ['disable', name, () => plane.turn(name, false)]),
    ...enable.map((name): Call => ['enable', name, () => plane.turn(name, true)]),
    ...remove.map((name): Call => ['remove', name, () => plane.remove(name)]),
  ];
}
