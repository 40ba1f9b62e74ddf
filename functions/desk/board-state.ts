import { arrivedInPart, boardRowsOfPart } from '../../shared/contracts/board.ts';
import type { WorklistItem } from '../../shared/contracts/worklist.ts';
import { arrivedLines, type BoardState } from '../../shared/core/cases/board.ts';
import { dueByNow, lanesInOrder, placeIn, placeOfDay, shards } from '../../shared/core/cases/worklist.ts';
import { dayInRome } from '../../shared/core/hours/zone.ts';
import { present } from '../../shared/core/present.ts';
import type { Desk } from './desk.ts';

// What the board and its proposals are made of: the open cases that are looked at, and who works on them.

/** The open cases of a lane that the board looks at, and whether there are more. */
async function looked({ worklist }: Desk, lane: string): Promise<{ items: WorklistItem[]; more: boolean }> {
  const parts = await Promise.all(
    Array.from({ length: shards }, (_, shard) => worklist.readPlace(placeIn(lane, shard), undefined, boardRowsOfPart)),
  );
  return { items: parts.flat(), more: parts.some((part) => part.length >= boardRowsOfPart) };
}

/** The state that the board is made of now, and the lanes of which it is not all. */
export async function boardState(desk: Desk): Promise<{ state: BoardState; more: string[] }> {
  const { definition, shifts, now } = desk;
  const lanes = lanesInOrder(definition.lanes);
  const [known, presences, periods, found] = await Promise.all([
    shifts.shifts(),
    shifts.presences(),
    desk.periods(),
    Promise.all(lanes.map((lane) => looked(desk, lane))),
  ]);
  const there = new Map(presences.map(({ subject, presence }) => [subject, presence]));
  const colleagues = [
    ...known.map(({ subject, shift }) => ({ subject, shift, ...present({ presence: there.get(subject) }) })),
    ...presences.filter(({ subject }) => !known.some((one) => one.subject === subject)),
  ];
  const items = dueByNow(
    found.flatMap((one) => one.items),
    definition,
    periods,
  );
  const more = lanes.filter((_, place) => found[place]?.more);
  return { state: { definition, colleagues, items, at: now.toISOString() }, more };
}

/** What came today, by lane, and what of it was answered; `more` where that is not all. */
export async function arrivedToday({ worklist, definition, now }: Desk) {
  const day = dayInRome(now.getTime());
  const parts = await Promise.all(
    Array.from({ length: shards }, (_, shard) => worklist.arrivedIn(placeOfDay(day, shard), arrivedInPart)),
  );
  const more = parts.some((part) => part.length >= arrivedInPart);
  return { day, lanes: arrivedLines(definition, parts.flat()), more };
}
