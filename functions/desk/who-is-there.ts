import type { WorklistItem } from '../../shared/contracts/worklist.ts';
import { placeOfOwner } from '../../shared/core/cases/worklist.ts';
import { waitsFor } from '../../shared/core/cases/worklist-filter.ts';
import { instantOf } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import type { Desk } from './desk.ts';
import { type AtDesk, keptFree, thoseThere } from './rules/next-for-shift.ts';

/** The asker as the table of shifts knows them, and everybody who is there now. */
export async function deskNow({ shifts, officer, now }: Desk): Promise<{ asker?: AtDesk; there: AtDesk[] }> {
  const [known, presences] = await Promise.all([shifts.shifts(), shifts.presences()]);
  const all = new Map<string, AtDesk>(known.map(({ subject, shift }) => [subject, { subject, shift }]));
  for (const { subject, presence } of presences) all.set(subject, { subject, ...all.get(subject), presence });
  const asker = all.get(officer.subject);
  return { ...present({ asker }), there: thoseThere([...all.values()], now.toISOString()) };
}

/** Cases of one person that are looked at: who has so many and none of them to do is free. */
const looked = 20;

/** Whether somebody has a case that waits for them at an ISO instant, and their time with it is not over. */
const isBusyWith = (item: WorklistItem, at: string): boolean =>
  waitsFor(item) === 'desk' && (item.owner?.until === undefined || instantOf(item.owner.until) > instantOf(at));

/**
 * Whether too few would be left for the telephone, were the asker handed a case. The list tells who is busy, a moment
 * late: of several who press at once, one too many may be handed one. Whoever is not there, or is busy already, leaves
 * nobody less free. It reads a row or two of each who is there, until enough are found free.
 */
export async function leavesNobodyFree(
  desk: Desk,
  asker: AtDesk | undefined,
  there: readonly AtDesk[],
): Promise<boolean> {
  const { definition, worklist, now } = desk;
  if (asker === undefined || definition.desk?.keepFreeForPhone === undefined) return false;
  if (!there.some(({ subject }) => subject === asker.subject)) return false;
  const kept = keptFree(definition, await desk.posture(), there.length);
  if (kept === 0) return false;
  const at = now.toISOString();
  const isFree = async ({ subject }: AtDesk) =>
    !(await worklist.readPlace(placeOfOwner(subject), undefined, looked)).some((item) => isBusyWith(item, at));
  if (!(await isFree(asker))) return false;
  const others = there.filter(({ subject }) => subject !== asker.subject);
  let free = 0;
  for (let from = 0; from < others.length && free < kept; from += kept) {
    const found = await Promise.all(others.slice(from, from + kept).map(isFree));
    free += found.filter(Boolean).length;
  }
  return free < kept;
}
