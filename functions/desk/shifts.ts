import {
  type Colleague,
  ColleagueSubject,
  maximumColleagues,
  maximumShiftChanges,
  ShiftBody,
  type ShiftChange,
  type ShiftsView,
} from '../../shared/contracts/shift.ts';
import { present } from '../../shared/core/present.ts';
import { atWorkUntil, isPresent } from '../../shared/core/shifts.ts';
import { mayAct } from '../../shared/core/staff-acts.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { KnownPresence, KnownShift } from '../../shared/shell/stores/shifts.ts';
import { seenVersion } from './act-on-case.ts';
import { type Desk, type DeskRequest, demand, invalid, logAct } from './desk.ts';
import { wrongShift } from './rules/wrong-shift.ts';

// Who works at the desk, with what and when: supervisors say it, `next` goes by it.

/** The colleagues of a service by name, and to whoever edits or audits shifts what was changed. */
export async function showShifts(desk: Desk): Promise<Reply> {
  demand(desk, 'see-shifts');
  return { status: 200, body: await view(desk) };
}

async function view(desk: Desk): Promise<ShiftsView> {
  const { definition, shifts } = desk;
  const seesChanges = mayAct(desk, 'edit-shifts') || desk.roles.auditor;
  const [known, presences, changes] = await Promise.all([
    shifts.shifts(),
    shifts.presences(),
    seesChanges ? shifts.changes() : undefined,
  ]);
  const latest = changes?.sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, maximumShiftChanges);
  return {
    service: definition.service,
    colleagues: colleaguesOf(known, presences).slice(0, maximumColleagues),
    ...present({ changes: latest }),
  };
}

/** Everybody who has a shift or has said where they are, by name. */
export function colleaguesOf(shifts: readonly KnownShift[], presences: readonly KnownPresence[]): Colleague[] {
  const there = new Map(presences.map((known) => [known.subject, known]));
  const named = shifts.map(({ subject, version, shift }) => ({
    subject,
    version,
    ...shift,
    ...present({ presence: there.get(subject)?.presence }),
  }));
  const subjects = new Set(shifts.map(({ subject }) => subject));
  const others = presences
    .filter(({ subject }) => !subjects.has(subject))
    .map(({ subject, name, presence }) => ({ subject, version: 0, name, skills: [], groups: [], week: [], presence }));
  return [...named, ...others].sort((one, other) => one.name.localeCompare(other.name, 'it'));
}

/**
 * Says anew what a colleague is handed and when they work, on the version that was seen. Throws the Refusals `invalid`
 * for lanes, skills and groups that the service does not have and `changed-meanwhile` where somebody was quicker.
 */
export async function editShift(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'edit-shifts');
  const { definition, shifts, officer, now } = desk;
  const subject = ColleagueSubject.safeParse(request.pathParameters?.['subject'] ?? '');
  if (!subject.success) throw invalid({ pointer: '/subject', detail: 'must be the subject of a colleague’s token' });
  const after = await readAs(ShiftBody, request);
  const wrong = wrongShift(after, definition);
  if (wrong.length > 0) throw invalid(...wrong);
  const seen = seenVersion(request);
  const at = now.toISOString();
  const before = (await shifts.shifts()).find((known) => known.subject === subject.data);
  const facts = { colleague: subject.data, expectedVersion: seen, version: before?.version ?? 0 };
  const change: ShiftChange = {
    subject: subject.data,
    version: seen + 1,
    at,
    by: officer,
    after,
    ...present({ before: before?.shift }),
  };
  if ((before?.version ?? 0) !== seen || (await shifts.change(change)) === 'conflict') {
    logAct(desk, 'edit-shifts', { ...facts, refused: 'conflict' });
    throw new Refusal('changed-meanwhile', undefined, { members: { refused: 'conflict', expectedVersion: seen } });
  }
  // Whoever is there stays until the shift that now holds is over.
  const there = (await shifts.presences()).find((known) => known.subject === subject.data);
  if (there !== undefined && isPresent({ ...there.presence, presence: 'present' }, at)) {
    const { presence } = there;
    if (presence.presence !== 'signed-out')
      await shifts.setPresence({ ...there, presence: { ...presence, until: atWorkUntil(after.week, at) } });
  }
  logAct(desk, 'edit-shifts', facts);
  return { status: 200, body: await view(desk) };
}
