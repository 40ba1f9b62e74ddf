import { randomUUID } from 'node:crypto';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import { OpeningAsked } from '../../shared/contracts/read.ts';
import type { ShiftBody } from '../../shared/contracts/shift.ts';
import type { KnownCase } from '../../shared/core/cases/case.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { expertsNamed } from '../../shared/core/cases/experts.ts';
import { groundFor, quarterOf, readsAs } from '../../shared/core/cases/reads.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { instantOf, isoOf, MINUTE } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { codeOf, type Desk, type DeskRequest, demand, logAct } from './desk.ts';
import { demandOwnHarmless } from './reserve-account.ts';

// Who reads what is kept: a case before it is shown, a list once a quarter of an hour.

/** Minutes for which a reason that was given opens the case again: a page reads it anew after each act. */
const reasonHolds = 60;
/** Reads of a case among which one's own reason is looked for. */
const looked = 50;

/** Subjects of those who have done something with a case; a judgement of danger names its subject as `by`. */
function whoActed(entries: readonly RegisterEntry[]): Set<string> {
  const events = openEntries(entries).flatMap((told) => told.events);
  const subjects = events.flatMap((event) => [
    'subject' in event ? event.subject : undefined,
    'recordedBySubject' in event ? event.recordedBySubject : undefined,
    event.type === 'DangerJudged' ? event.by : undefined,
  ]);
  return new Set(subjects.filter((subject) => typeof subject === 'string'));
}

const shiftOf = async ({ shifts, officer }: Desk) =>
  (await shifts.shifts()).find(({ subject }) => subject === officer.subject)?.shift;

const lanesOf = ({ roles }: Desk, shift: ShiftBody | undefined) =>
  roles.supervisor ? undefined : roles.operator || roles.expert ? shift?.lanes : [];

/** The lanes whose words the asker reads: those of their shift, every one without, none for whoever only looks on. */
export const lanesRead = async (desk: Desk): Promise<readonly string[] | undefined> =>
  lanesOf(desk, await shiftOf(desk));

/**
 * Keeps that the asker reads a case, before it is shown. Throws the Refusal `not-allowed` with `reason-needed`, and logs
 * it, where the case is not theirs, waits for nobody of theirs, and they have given no reason in the last hour.
 */
export async function keepRead(desk: Desk, code: string, entries: readonly RegisterEntry[]): Promise<void> {
  const { officer, now, reads } = desk;
  if (desk.account !== undefined) demandOwnHarmless(desk, desk.account, code, entries);
  const at = now.toISOString();
  const state = caseOf(openEntries(entries)) as KnownCase;
  const shift = await shiftOf(desk);
  // An ask names a group by its identifier or by its name.
  const groups = shift?.groups.flatMap((group) => {
    const known = expertsNamed(desk.definition, group);
    return known === undefined ? [group] : [group, ...Object.values(known.name)];
  });
  const asked = desk.roles.expert && !groups?.length ? ('any' as const) : groups;
  const reader = { subject: officer.subject, ...present({ lanes: lanesOf(desk, shift), groups: asked }) };
  const ground = groundFor(state, whoActed(entries), reader);
  const read = { of: code, at, subject: officer.subject, name: officer.name, as: readsAs(desk) };
  if (ground !== undefined) {
    const kept = reads.keep({ ...read, ground }, `${quarterOf(at)} ${ground} ${officer.subject}`);
    // Danger to life is shown even where nothing can be written.
    if (ground !== 'danger') return kept;
    return kept.catch((error) =>
      logLine({ level: 'error', function: 'desk', what: 'read not kept', ...errorLine(error) }),
    );
  }
  const since = isoOf(instantOf(at) - reasonHolds * MINUTE);
  const known = await reads.latest(code, looked);
  if (known.some((one) => one.subject === officer.subject && one.ground === 'reason' && one.at > since)) return;
  logAct(desk, 'read', { code, refused: 'reason-needed' });
  throw new Refusal('not-allowed', ({ problems }) => problems.reasonNeeded, { members: { refused: 'reason-needed' } });
}

/** Keeps why the asker reads a case that is not theirs; it is shown to them for an hour then. */
export async function keepReason(desk: Desk, request: DeskRequest): Promise<void> {
  demand(desk, 'open-case');
  const { officer, now, reads } = desk;
  const code = codeOf(desk, request);
  const { reason } = await readAs(OpeningAsked, request);
  const at = now.toISOString();
  const read = { of: code, at, subject: officer.subject, name: officer.name, as: readsAs(desk) };
  await reads.keep({ ...read, ground: 'reason', reason }, `${at} ${randomUUID()}`);
  logAct(desk, 'read', { code, reason: true });
}

/**
 * Keeps that the rows of a case were shown to whoever has its person on the line. They are shown even where that cannot
 * be written, since danger to life may stand in them; the log says so.
 */
export async function keepCallerRead(desk: Desk, code: string): Promise<void> {
  const { officer, now, reads } = desk;
  const at = now.toISOString();
  const { subject, name } = officer;
  const read = { of: code, at, subject, name, as: readsAs(desk), ground: 'caller' } as const;
  await reads
    .keep(read, `${quarterOf(at)} caller ${subject}`)
    .catch((error) => logLine({ level: 'error', function: 'desk', what: 'read not kept', ...errorLine(error) }));
}

/** Looks that this instance of the function has kept: a list is polled, and one look a quarter of an hour is written. */
const keptLooks = new WeakMap<Desk['reads'], Set<string>>();
const looksRemembered = 1_000;

/**
 * Keeps that the asker looked at a list: one read a person, filter and quarter of an hour. The list is shown even where
 * that cannot be written, since danger to life stands in it; the log says so.
 */
export async function keepListRead(desk: Desk, filter: Record<string, unknown>): Promise<void> {
  const { officer, now, reads } = desk;
  const at = now.toISOString();
  const asked = JSON.stringify(filter);
  const known = keptLooks.get(reads) ?? new Set<string>();
  const look = `${officer.subject} ${quarterOf(at)} ${asked}`;
  if (known.has(look)) return;
  const read = { of: `list ${officer.subject}`, at, subject: officer.subject, name: officer.name, as: readsAs(desk) };
  try {
    await reads.keep({ ...read, filter: asked }, `${quarterOf(at)} ${sha256(asked).slice(0, 16)}`);
  } catch (error) {
    return logLine({ level: 'error', function: 'desk', what: 'read not kept', ...errorLine(error) });
  }
  if (known.size >= looksRemembered) known.clear();
  keptLooks.set(reads, known.add(look));
}

/** Keeps that the asker reads what a case says of its household, before it is shown. */
export async function keepHouseholdRead({ officer, now, reads, roles }: Desk, code: string): Promise<void> {
  const at = now.toISOString();
  const { subject, name } = officer;
  const read = { of: code, at, subject, name, as: readsAs({ roles }), ground: 'household' } as const;
  await reads.keep(read, `${quarterOf(at)} household ${subject}`);
}

/** Keeps that whoever reviews answers reads a case that was drawn, before it is shown. */
export async function keepSampleRead({ officer, now, reads, roles }: Desk, code: string): Promise<void> {
  const at = now.toISOString();
  const { subject, name } = officer;
  const read = { of: code, at, subject, name, as: readsAs({ roles }), ground: 'review' } as const;
  await reads.keep(read, `${quarterOf(at)} review ${subject}`);
}
