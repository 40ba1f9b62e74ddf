import type { WorklistItem } from '../../shared/contracts/worklist.ts';
import { placeOfOwner } from '../../shared/core/cases/worklist.ts';
import { waitsFor } from '../../shared/core/cases/worklist-filter.ts';
import { instantOf } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import type { Desk } from './desk.ts';
import { type AtDesk, handedLately, keptFree, thoseThere } from './rules/next-for-shift.ts';

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

/** How many more than must stay free are looked for: so many may press at once without asking twice. */
const spareOf = (there: number) => Math.max(10, Math.ceil(there / 5));
/** How often it is asked again where others were handed cases meanwhile: all may press at once, `spareOf` them each time. */
const rounds = 24;

/**
 * Whether the asker may be handed an ordinary case, so that enough stay free for the telephone: `free` where that needs
 * no place, `noted` once they have one, `refused` where too few would be left. The list tells who is busy, a moment
 * late; whoever was handed a case meanwhile is noted on a condition, so that of several who press at once none is one
 * too many. Whoever is not there, or is busy already, leaves nobody less free.
 */
export async function placeToTake(
  desk: Desk,
  asker: AtDesk | undefined,
  there: readonly AtDesk[],
): Promise<'free' | 'noted' | 'again' | 'refused'> {
  const { definition, worklist, shifts, now } = desk;
  if (asker === undefined || definition.desk?.keepFreeForPhone === undefined) return 'free';
  if (!there.some(({ subject }) => subject === asker.subject)) return 'free';
  const kept = keptFree(definition, await desk.posture(), there.length);
  if (kept === 0) return 'free';
  const at = now.toISOString();
  const known = new Map<string, Promise<boolean>>();
  const isFree = ({ subject }: AtDesk) => {
    const read = () => worklist.readPlace(placeOfOwner(subject), undefined, looked);
    const free = known.get(subject) ?? read().then((items) => !items.some((item) => isBusyWith(item, at)));
    known.set(subject, free);
    return free;
  };
  if (!(await isFree(asker))) return 'free';
  for (let round = 0; round < rounds; round += 1) {
    const seen = await shifts.handed();
    const { lately, past } = handedLately(seen.to, at);
    if (lately.has(asker.subject)) return 'again';
    const others = there.filter(({ subject }) => subject !== asker.subject && !lately.has(subject));
    const left = (await countFree(others, isFree, kept + spareOf(there.length))) - kept;
    if (left < 0) return 'refused';
    if (await shifts.noteHanded(asker.subject, at, seen, { others: left, past })) return 'noted';
  }
  return 'refused';
}

/** How many of these are free, about `enough` being counted: it reads a row or two of each, so many at once. */
async function countFree(
  some: readonly AtDesk[],
  isFree: (one: AtDesk) => Promise<boolean>,
  enough: number,
): Promise<number> {
  let free = 0;
  for (let from = 0; from < some.length && free < enough; from += enough)
    free += (await Promise.all(some.slice(from, from + enough).map(isFree))).filter(Boolean).length;
  return free;
}

/** Notes that the asker was handed a danger to life, or one more: it is counted with who is busy, and not refused. */
export async function noteUnasked(desk: Desk, asker: AtDesk | undefined): Promise<void> {
  const { definition, shifts, now } = desk;
  if (asker === undefined || definition.desk?.keepFreeForPhone === undefined) return;
  for (let round = 0; round < rounds; round += 1)
    if (await shifts.noteHanded(asker.subject, now.toISOString(), await shifts.handed(), { past: [] })) return;
}
