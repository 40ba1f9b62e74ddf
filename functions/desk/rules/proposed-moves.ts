import { type MoveReason, maximumMoved } from '../../../shared/contracts/board.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { dueKey } from '../../../shared/core/cases/worklist.ts';
import { waitsFor } from '../../../shared/core/cases/worklist-filter.ts';
import { isAtWork } from '../../../shared/core/shifts.ts';
import { type AtDesk, suits, thoseThere } from './next-for-shift.ts';

/** One case that might go to another colleague, and why. */
export type ProposedMove = { item: WorklistItem; to: string; because: MoveReason };

/** Cases by which one of those who are there has more than another before any of them is proposed to move (ours). */
const unevenBy = 2;

const isTheirs = ({ lane, language }: WorklistItem, { shift }: AtDesk): boolean =>
  (shift?.lanes === undefined || shift.lanes.includes(lane)) &&
  (shift?.languages === undefined || shift.languages.includes(language));

/**
 * How cases that wait for the desk might be shared out at an ISO instant: those of colleagues who are not at work go to
 * those who are there; then those that were given to somebody and not begun go from whoever has most to whoever has
 * least. The first due go first, each to somebody with its lane, language and skill. Danger to life is never among them,
 * since no rule may hand it from one person to another.
 */
export function proposedMoves(
  items: readonly WorklistItem[],
  colleagues: readonly AtDesk[],
  { desk = {} }: Pick<PreparedService, 'desk'>,
  at: string,
): ProposedMove[] {
  const there = thoseThere(colleagues, at);
  const atWork = new Set(colleagues.filter(({ presence }) => isAtWork(presence, at)).map(({ subject }) => subject));
  const waiting = items
    .filter((item) => waitsFor(item) === 'desk' && item.owner?.subject !== undefined)
    .sort((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1));
  const ownerOf = ({ owner }: WorklistItem) => owner?.subject ?? '';
  const load = new Map(
    there.map(({ subject }) => [subject, waiting.filter((item) => ownerOf(item) === subject).length] as const),
  );
  const loadOf = (subject: string) => load.get(subject) ?? 0;
  /** Whoever has least of those that the case suits. */
  const least = (item: WorklistItem) =>
    there
      .filter((one) => one.subject !== ownerOf(item) && isTheirs(item, one) && suits(item, one, desk, there))
      .sort((one, other) => loadOf(one.subject) - loadOf(other.subject) || (one.subject < other.subject ? -1 : 1))[0]
      ?.subject;
  const movable = waiting.filter(({ urgent, lane }) => !urgent && lane !== 'urgent');
  const moves: ProposedMove[] = [];
  const propose = (item: WorklistItem, to: string | undefined, because: MoveReason) => {
    if (to === undefined || moves.length >= maximumMoved) return;
    moves.push({ item, to, because });
    load.set(to, loadOf(to) + 1);
    if (load.has(ownerOf(item))) load.set(ownerOf(item), loadOf(ownerOf(item)) - 1);
  };
  for (const item of movable) if (!atWork.has(ownerOf(item))) propose(item, least(item), 'away');
  for (const item of movable) {
    if (item.owner?.given === undefined || !load.has(ownerOf(item))) continue;
    const to = least(item);
    if (to !== undefined && loadOf(ownerOf(item)) - loadOf(to) >= unevenBy) propose(item, to, 'load');
  }
  return moves;
}
