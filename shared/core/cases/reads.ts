import type { ReadGround, ReadingRole } from '../../contracts/read.ts';
import type { Sha256 } from '../chain.ts';
import type { DayLeaf } from '../day-tree.ts';
import { instantOf, isoOf, MINUTE } from '../hours/zone.ts';
import type { Staff } from '../staff.ts';
import type { KnownCase } from './case.ts';
import { openAsks } from './desk-facts.ts';

/** Somebody read a case, or the rows of a list: `of` is the case's code, or `list <subject>`. */
export type Read = {
  of: string;
  /** ISO instant in UTC. */
  at: string;
  subject: string;
  name: string;
  as: ReadingRole;
  /** Why a case was read; left out for a list. */
  ground?: ReadGround;
  reason?: string;
  /** What was asked of the list, as JSON without words of anybody. */
  filter?: string;
};

/**
 * What a reader is to the case besides what the case tells: their lanes and groups, where a shift says them; `any` group
 * for an expert of whom no shift says one, since whoever is asked must not be locked out.
 */
export type Reader = { subject: string; lanes?: readonly string[]; groups?: readonly string[] | 'any' };

/**
 * On what ground somebody may read a case without a reason; undefined where they have to give one. What they have, or
 * have done something with, is theirs (`acted`, the subjects in its events); an open case is read by whoever works its
 * lane while nobody has it, and by the experts who are asked; danger to life by everybody of the desk.
 */
export function groundFor(state: KnownCase, acted: ReadonlySet<string>, reader: Reader): ReadGround | undefined {
  const { subject, lanes, groups = [] } = reader;
  if (state.owner?.subject === subject || acted.has(subject)) return 'own';
  if (state.stage === 'closed') return undefined;
  if (state.urgent) return 'danger';
  if (openAsks(state).some(({ to }) => groups === 'any' || groups.includes(to))) return 'waits-in-lane';
  const isTheirs = lanes === undefined || lanes.includes(state.lane);
  return isTheirs && state.owner === undefined ? 'waits-in-lane' : undefined;
}

/** Minutes that readings of one list, or of one case on one ground, are one read. */
const oneReadMinutes = 15;

/** The beginning of the quarter of an hour that an ISO instant falls into, in UTC. */
export const quarterOf = (at: string): string => {
  const length = oneReadMinutes * MINUTE;
  return isoOf(Math.floor(instantOf(at) / length) * length);
};

/** As what somebody reads cases: of several roles the one that is nearest to answering. */
export const readsAs = ({ roles }: Pick<Staff, 'roles'>): ReadingRole =>
  (['operator', 'expert', 'supervisor', 'reserve'] as const).find((role) => roles[role]) ?? 'duty-officer';

/** The leaf of a read under the root of its day: nobody is told by it who read what. */
export const leafOfRead = (read: Read, sha256: Sha256): DayLeaf => {
  const { of, at, subject, name, as, ground, reason, filter } = read;
  const hash = sha256(JSON.stringify([of, at, subject, name, as, ground ?? null, reason ?? null, filter ?? null]));
  return { chain: `read ${hash.slice(0, 16)}`, version: 1, hash };
};
