import type { CaseEvent, RegisterEntry } from '../../contracts/case-event.ts';
import type { PreparedService } from '../../contracts/service.ts';
import { type Case, initialCase, type KnownCase } from '../../core/cases/case.ts';
import type { CaseCommand, CaseRefusal, Decision } from '../../core/cases/commands.ts';
import { decideCase } from '../../core/cases/decide.ts';
import { caseOf } from '../../core/cases/evolve.ts';
import { goesOnIn, openFollowing, reopensSince } from '../../core/cases/following-case.ts';
import { type Hmac, mintCode } from '../../core/cases/receipt-code.ts';
import { openEntries, openEntry, type Sha256, sealEntry } from '../../core/chain.ts';
import { type Danger, type HeardDanger, noDanger } from '../../core/danger/danger.ts';
import type { HoursPeriod } from '../../core/hours/calendar.ts';
import { present } from '../../core/present.ts';
import { randomHex, sha256 as sha256Of } from '../hashing.ts';
import { Refusal } from '../http/problems.ts';
import type { Register } from './register.ts';

/** A case as the register tells it, with the last entry that the next one follows. */
export type CaseFile = { state: Case; last: { version: number; hash: string } | undefined };

/** Reads a case from the register by evolving its events. */
export async function readCase(register: Register, caseId: string): Promise<CaseFile> {
  const entries = await register.read(caseId);
  const state = caseOf(openEntries(entries));
  const last = entries.at(-1);
  return { state, last: last && { version: last.version, hash: last.hash } };
}

/**
 * How far a case is followed that joined another, or was followed by another: staff join twice at most in practice, and a
 * case follows another after a month.
 */
const longestTrail = 20;

/**
 * A case as whoever holds a receipt follows it: their `own`, and the one that goes on. `before` are those that were
 * closed too long ago on the way there, oldest first; without them `own` was joined to the one that goes on, or is it.
 */
export type Followed = { state: Case; caseId: string; own: Case; before: readonly KnownCase[] };

/** Reads a case, or the one that goes on: that it was joined to, or that follows it. */
export async function followCase(register: Register, caseId: string): Promise<Followed> {
  const { state: own } = await readCase(register, caseId);
  let followed = { state: own, caseId };
  const before: KnownCase[] = [];
  for (let step = 0; step < longestTrail; step += 1) {
    const from = followed.state;
    if (from.stage === 'none') break;
    const next = from.joinedTo ?? goesOnIn(from);
    if (next === undefined) break;
    const { state } = await readCase(register, next);
    if (state.stage === 'none') break;
    if (from.joinedTo === undefined) before.push(from);
    followed = { state, caseId: next };
  }
  return { ...followed, own, before };
}

/** A command on a case; time, salt and hash are the caller's where a test wants them so. */
export type Change = {
  register: Register;
  caseId: string;
  command: CaseCommand;
  /** ISO instant of the entry. */
  at: string;
  salt?: () => string;
  sha256?: Sha256;
};
/** The events of a change and the version of the case that holds them. */
export type Changed = { events: CaseEvent[]; version: number };
/** The case is at another version than the one that was seen. */
export type ChangedMeanwhile = { refused: 'conflict'; version: number };

const attempts = 3;

/**
 * Reads a case, decides and appends. When a rival was quicker it reads and decides again, three times at most, then
 * throws. With `seen`, the version that somebody looked at when they decided, it acts on no other: the very events that
 * the version after it holds are done already (whoever did not get the answer sends the act again), any others are a
 * `conflict`.
 */
export function changeCase(change: Change & { seen: number }): Promise<Changed | CaseRefusal | ChangedMeanwhile>;
export function changeCase(change: Change): Promise<Changed | CaseRefusal>;
export async function changeCase(
  change: Change & { seen?: number },
): Promise<Changed | CaseRefusal | ChangedMeanwhile> {
  const { register, caseId, command, at, salt = randomHex, sha256 = sha256Of, seen } = change;
  let written: RegisterEntry | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const entries = await register.read(caseId);
    const decision = decideCase(command, caseOf(openEntries(entries.slice(0, seen))));
    // A write whose answer was lost is met again as "taken": it is ours when its hash is.
    if (written !== undefined && entries[written.version - 1]?.hash === written.hash) return changedBy(written);
    if (seen !== undefined && entries.length !== seen) {
      const [next, ...later] = entries.slice(seen);
      const isDone = later.length === 0 && next !== undefined && isAlike(openEntry(next), decision);
      return isDone ? changedBy(next) : { refused: 'conflict', version: entries.length };
    }
    if ('refused' in decision) return decision;
    written = sealEntry({ caseId, at, events: decision, previous: entries.at(-1), salt: salt(), sha256 });
    if ((await register.append(written)) === 'appended') return changedBy(written);
  }
  throw new Error(`case ${caseId} changed ${attempts} times while it was being changed`);
}

const changedBy = (entry: RegisterEntry): Changed => ({ events: openEntry(entry), version: entry.version });

/** Members that are counted from the moment of the act: the same act sent again a moment later has others. */
const counted: ReadonlySet<string> = new Set(['leavesAt', 'dueAt', 'acknowledgeBy', 'answerBy', 'endsAt']);

const isAlike = (events: readonly CaseEvent[], decision: Decision): boolean => {
  const text = (told: unknown) =>
    JSON.stringify(told, function (this: { type?: unknown }, name, value) {
      return counted.has(name) || (name === 'until' && this.type === 'TakenInCharge') ? undefined : value;
    });
  return text(events) === text(decision);
};

/** What is needed to open a case that follows one which was closed too long ago. */
export type Following = {
  definition: PreparedService;
  periods: readonly HoursPeriod[];
  hmac: Hmac;
};

/** What a citizen adds, and how many messages of the case they had seen. */
type Said = { text: string; after?: number | undefined; danger?: Danger };

/**
 * Adds a citizen's message, which opens a closed case again and raises it to the urgent lane when it speaks of danger
 * to life, and gives the case as it then stands; one that was closed too long ago says which case goes on from it, and
 * the message opens that. A message that stands among those `after` the ones its page showed is there already, and is
 * not added twice however near the two presses are. Throws the Refusal `conflict` for a case that the register does not
 * know.
 */
export async function addCitizenMessage(
  register: Register,
  caseId: string,
  said: Said,
  now: Date,
  following: Following,
): Promise<KnownCase> {
  const { text, after, danger = noDanger } = said;
  const at = now.toISOString();
  const { state: before } = await readCase(register, caseId);
  const heard = danger.level === 'none' ? undefined : danger;
  const late = {
    since: reopensSince(following.definition, at),
    caseId: codeOfFollowing(caseId, before, following),
  };
  const command = { type: 'AddMessage', from: 'citizen', text, late, ...present({ danger: heard, after }) } as const;
  const changed = await changeCase({ register, caseId, command, at });
  const isFollowed = 'refused' in changed ? changed.refused === 'followed' : changed.events.some(saysWhoFollows);
  if (isFollowed) return goOn(register, caseId, { ...said, danger: heard }, now, following);
  if ('refused' in changed && changed.refused !== 'nothing-new') throw new Refusal('conflict');
  const { state } = await readCase(register, caseId);
  if (state.stage === 'none') throw new Refusal('conflict');
  return state;
}

const saysWhoFollows = ({ type }: CaseEvent) => type === 'FollowedBy';

/** The code of what follows a case: the same however often it is asked for, another after another end. */
const codeOfFollowing = (caseId: string, state: Case, { definition, hmac }: Following) =>
  mintCode(definition.codePrefix, `follows|${caseId}|${state.stage === 'none' ? '' : state.closedAt}`, hmac);

/** Opens the case that follows with a message, or adds the message to it where it is open already. */
async function goOn(
  register: Register,
  caseId: string,
  { text, danger }: { text: string; danger: HeardDanger | undefined },
  now: Date,
  following: Following,
): Promise<KnownCase> {
  const entries = openEntries(await register.read(caseId));
  const state = caseOf(entries);
  const next = state.stage === 'none' ? undefined : state.followedBy;
  if (state.stage === 'none' || next === undefined) throw new Refusal('conflict');
  const { definition, periods } = following;
  const at = now.toISOString();
  if ((await register.read(next)).length === 0) {
    const events = entries.flatMap((entry) => entry.events);
    const command = openFollowing({ caseId, state, events, message: { text, danger }, at, definition, periods });
    const decided = decideCase(command, initialCase());
    if ('refused' in decided) throw new Refusal('conflict');
    const entry = sealEntry({
      caseId: next,
      at,
      events: decided,
      previous: undefined,
      salt: randomHex(),
      sha256: sha256Of,
    });
    if ((await register.append(entry)) === 'appended') {
      const opened = caseOf(openEntries([entry]));
      if (opened.stage !== 'none') return opened;
    }
  }
  return addCitizenMessage(register, next, { text, after: 0, ...(danger && { danger }) }, now, following);
}
