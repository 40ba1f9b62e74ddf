import { NextAsked } from '../../shared/contracts/desk.ts';
import type { WorklistItem } from '../../shared/contracts/worklist.ts';
import { laneToTake, type ReadPlace, type WorklistPlace, worklistPage } from '../../shared/core/cases/worklist.ts';
import { present } from '../../shared/core/present.ts';
import { harmlessLanes, isForReserve } from '../../shared/core/reserve.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { actRefused, type Desk, type DeskRequest, invalid, logAct } from './desk.ts';
import { leaseFrom } from './rules/commands-of-acts.ts';
import { inOrder, isToTake, laneGroups, type NextWanted } from './rules/next-candidates.ts';
import { suits, withinShift } from './rules/next-for-shift.ts';
import { caseAfterAct } from './show-case.ts';
import { deskNow, noteUnasked, placeToTake } from './who-is-there.ts';

// Hands a waiting case to exactly one of those who ask. The worklist only says where to look: it may be a moment old.
// What decides is the register, which takes one TakenInCharge for a version and refuses the second.

/** How many operators are reckoned to ask at once, where the asker does not know. */
const usualSpread = 20;
/** Cases of a lane among which is chosen, at least; reads at most until so many are found that suit the asker. */
const fewest = 50;
const mostReads = 40;
/** Cases of a lane that one read gives at most. */
const mostAtOnce = 100;
/** How often more is looked for where the register refuses all that was found. */
const mostRounds = 8;

/**
 * The first cases of a lane that somebody can take, the first due first; at most `enough`. They are read from among
 * what can be taken, so that what others have or wait for stands before nothing.
 */
async function takeable(
  lane: string,
  enough: number,
  read: ReadPlace,
  isWanted: (item: WorklistItem) => boolean,
): Promise<WorklistItem[]> {
  const found: WorklistItem[] = [];
  let from: WorklistPlace | undefined;
  for (let reads = 0; reads < mostReads; reads += 1) {
    const { items, next } = await worklistPage([laneToTake(lane)], from, Math.min(enough, mostAtOnce), read);
    found.push(...items.filter(isWanted));
    if (found.length >= enough || next === undefined) break;
    from = next;
  }
  return found.slice(0, enough);
}

/** Takes one case for whoever asks; what it waits for, and who has it, the register knows. */
function takeOne({ definition, register, officer, now }: Desk, caseId: string) {
  const at = now.toISOString();
  const until = leaseFrom(definition, at);
  const { name: by, subject } = officer;
  return changeCase({ register, caseId, command: { type: 'TakeInCharge', by, subject, how: 'next', until, at }, at });
}

/**
 * Takes the next case that waits for the asker: urgent ones from the head, then one of the first by due time, offers of
 * help last, within the lanes, languages and skills of their shift. 201 with the case, 204 where none waits. Throws the
 * Refusals `invalid` for lanes that there are not, and `act-refused` where they are to stay free for the telephone.
 */
export async function takeNext(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { definition, worklist, chance, now } = desk;
  const asked = await readAs(NextAsked, request);
  const { lanes, languages } = asked;
  const known = definition.lanes.map(({ lane }) => lane);
  if (lanes?.some((lane) => !known.includes(lane))) {
    throw invalid({ pointer: '/lanes', detail: `must be lanes of this service: ${known.join(', ')}` });
  }
  const at = now.toISOString();
  const { asker, there } = await deskNow(desk);
  const atWork = asked.atWork ?? (there.length > 0 ? there.length : usualSpread);
  const member = desk.account?.member;
  // The reserve is handed what does no harm, whatever it asks for.
  const ofReserve = member && { lanes: harmlessLanes(definition).filter((lane) => member.lanes.includes(lane)) };
  const wanted = ofReserve ?? withinShift(present({ lanes, languages }), asker?.shift);
  let tried = 0;
  let place: Awaited<ReturnType<typeof placeToTake>> | undefined;
  for (const group of laneGroups(definition, wanted)) {
    const isUrgent = group.includes('urgent');
    // Danger to life speaks no language of a shift; who asks for a language by name is handed that one.
    const ofGroup: NextWanted = isUrgent ? present({ lanes, languages }) : wanted;
    // What the register has refused stands on the list still: it must not hide what stands behind it.
    const passed = new Set<string>();
    const isTheirs = (item: WorklistItem) => member === undefined || isForReserve(item, member, definition);
    const isWanted = (item: WorklistItem) =>
      !passed.has(item.caseId) &&
      isToTake(item, ofGroup, at) &&
      suits(item, asker, definition.desk ?? {}, there) &&
      isTheirs(item);
    if (!isUrgent) place ??= await placeToTake(desk, asker, there);
    if (place === 'refused') {
      logAct(desk, 'next', { tried, refused: 'kept-for-phone' });
      throw actRefused('kept-for-phone');
    }
    for (let round = 0; round < mostRounds; round += 1) {
      const found = await Promise.all(
        group.map((lane) => takeable(lane, Math.max(atWork, fewest), worklist.readPlace, isWanted)),
      );
      if (found.flat().length === 0) break;
      for (const { caseId } of inOrder(found.flat(), atWork, chance)) {
        tried += 1;
        passed.add(caseId);
        const outcome = await takeOne(desk, caseId);
        if ('refused' in outcome) continue;
        if (isUrgent || place === 'again') await noteUnasked(desk, asker);
        logAct(desk, 'next', { code: caseId, version: outcome.version, tried });
        return caseAfterAct(desk, caseId);
      }
    }
  }
  if (place === 'noted') await desk.shifts.takeBackHanded(desk.officer.subject);
  logAct(desk, 'next', { tried, nothing: true });
  return { status: 204, body: '' };
}
