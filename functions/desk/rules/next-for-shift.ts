import type { PostureLevel } from '../../../shared/contracts/declaration.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { Presence, ShiftBody } from '../../../shared/contracts/shift.ts';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import { isPresent } from '../../../shared/core/shifts.ts';
import type { NextWanted } from './next-candidates.ts';

/** A colleague as `next` looks at them. */
export type AtDesk = { subject: string; shift?: ShiftBody; presence?: Presence };

/** What a shift lets somebody be handed: what they ask for, within their lanes; danger to life whatever the lanes. */
export function withinShift({ lanes, languages }: NextWanted, shift: ShiftBody | undefined): NextWanted {
  const own = shift?.lanes;
  const allowed = own === undefined ? lanes : (lanes ?? ['urgent', ...own]).filter((lane) => isOwn(lane, own));
  const spoken = languages ?? shift?.languages;
  return { ...(allowed && { lanes: allowed }), ...(spoken && { languages: spoken }) };
}

const isOwn = (lane: string, own: readonly string[]) => lane === 'urgent' || own.includes(lane);

/**
 * Whether a case suits somebody: it needs no skill, or one that they have, or one that nobody has who is there. Danger
 * to life suits everybody.
 */
export function suits(
  { kind, lane }: Pick<WorklistItem, 'kind' | 'lane'>,
  asker: AtDesk | undefined,
  { skills = [] }: NonNullable<PreparedService['desk']>,
  there: readonly AtDesk[],
): boolean {
  if (lane === 'urgent') return true;
  const needed = skills.filter(({ kinds }) => kinds.includes(kind)).map(({ skill }) => skill);
  const has = ({ shift }: AtDesk) => needed.every((skill) => shift?.skills.includes(skill));
  return needed.length === 0 || (asker !== undefined && has(asker)) || !there.some(has);
}

/** Those who are at work and may be handed a case at an ISO instant. */
export const thoseThere = (desk: readonly AtDesk[], at: string): AtDesk[] =>
  desk.filter(({ presence }) => isPresent(presence, at));

/**
 * How many of those who are there are handed no ordinary case in a posture; at least one is handed some, or nobody
 * would ever answer what is written.
 */
export const keptFree = ({ desk }: Pick<PreparedService, 'desk'>, posture: PostureLevel, there: number): number =>
  Math.max(0, Math.min(desk?.keepFreeForPhone?.[posture] ?? 0, there - 1));

/** Milliseconds for which whoever was handed a case counts as busy though the list may not tell it yet (ours). */
const listFollowsWithin = 30_000;

/** How many are forgotten at once: an expression of DynamoDB has 4 KB at most. */
const mostPast = 100;

/** Who was handed a case so lately that the list may not tell it yet at an ISO instant, and of whom it tells. */
export function handedLately(
  to: ReadonlyMap<string, string>,
  now: string,
): { lately: ReadonlySet<string>; past: readonly string[] } {
  const isLately = (at: string) => Math.abs(instantOf(now) - instantOf(at)) < listFollowsWithin;
  const [lately, past] = [[...to].filter(([, at]) => isLately(at)), [...to].filter(([, at]) => !isLately(at))];
  return {
    lately: new Set(lately.map(([subject]) => subject)),
    past: past.slice(0, mostPast).map(([subject]) => subject),
  };
}
