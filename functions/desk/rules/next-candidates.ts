import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { dueKey, lanesInOrder } from '../../../shared/core/cases/worklist.ts';
import { canBeTaken } from '../../../shared/core/cases/worklist-filter.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';

/** What somebody wants to be handed; whatever is left out is everything. */
export type NextWanted = { lanes?: readonly string[]; languages?: readonly string[] };

/**
 * The lanes in the groups in which they are handed out: danger to life, requests, and offers of help, which never come
 * before a request (in the earthquake of 2012 they were 37 of 100 contacts).
 */
export function laneGroups(definition: Pick<PreparedService, 'lanes' | 'kinds'>, { lanes }: NextWanted): string[][] {
  const offers = new Set(definition.kinds.filter(({ kind }) => kind === 'help-offer').map(({ lane }) => lane));
  const others = new Set(definition.kinds.filter(({ kind }) => kind !== 'help-offer').map(({ lane }) => lane));
  const isOffers = (lane: string) => offers.has(lane) && !others.has(lane);
  const asked = lanesInOrder(definition.lanes).filter((lane) => lanes === undefined || lanes.includes(lane));
  return [
    asked.filter((lane) => lane === 'urgent'),
    asked.filter((lane) => lane !== 'urgent' && !isOffers(lane)),
    asked.filter((lane) => lane !== 'urgent' && isOffers(lane)),
  ].filter((group) => group.length > 0);
}

/** Whether a case waits for somebody to take it, at an ISO instant: nobody has it, or their time with it is over. */
export const isToTake = (item: WorklistItem, { languages }: NextWanted, at: string): boolean =>
  canBeTaken(item) &&
  (item.owner?.until === undefined || instantOf(item.owner.until) <= instantOf(at)) &&
  (languages === undefined || languages.includes(item.language));

/**
 * In which order cases of a group are tried: of the urgent lane the first due first; of others from a place (`chance`
 * from 0 to 1) among the first `spread` on, and so around, so that many who press at once do not all want the same one.
 */
export function inOrder(items: readonly WorklistItem[], spread: number, chance: number): WorklistItem[] {
  const due = [...items].sort((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1));
  if (due.some(({ lane }) => lane === 'urgent')) return due;
  const first = due.slice(0, spread);
  const start = Math.min(Math.floor(chance * first.length), Math.max(0, first.length - 1));
  return [...first.slice(start), ...first.slice(0, start), ...due.slice(spread)];
}
