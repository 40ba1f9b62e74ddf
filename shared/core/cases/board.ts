import {
  type ArrivedCase,
  type BoardCount,
  type BoardLine,
  type BoardOf,
  type BoardView,
  boardCounts,
  smallestTeam,
  type TodayLine,
} from '../../contracts/board.ts';
import type { ServiceDefinition } from '../../contracts/service.ts';
import type { Presence, ShiftBody } from '../../contracts/shift.ts';
import type { WorklistItem } from '../../contracts/worklist.ts';
import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import { isAtWork, isPresent, shiftName } from '../shifts.ts';
import { expertsNamed } from './experts.ts';
import { lanesInOrder } from './worklist.ts';
import { waitsFor } from './worklist-filter.ts';

// The board of supervisors. `placesOf` alone says where a case counts; the number, the list behind it and its bar are all
// read from what it says, so they cannot differ, and each key begins with the service, so no other service's case counts.

/** A colleague as the board looks at them. */
export type AtBoard = { subject: string; shift?: ShiftBody; presence?: Presence };

/** What the board of one service is made of at an ISO instant. */
export type BoardState = {
  definition: Pick<ServiceDefinition, 'service' | 'lanes' | 'experts'>;
  colleagues: readonly AtBoard[];
  items: readonly WorklistItem[];
  at: string;
};

/** The name of a line among all services. */
export const lineKey = (service: string, of: BoardOf, id: string): string => `${service}/${of}/${id}`;

/** The shift that somebody works in at an ISO instant, by its name; `none` who has none then. */
const shiftOf = ({ shift }: AtBoard, at: string): string => shiftName(shift?.week ?? [], at) ?? 'none';

type Line = { of: BoardOf; id: string };

/**
 * The lines that a case stands in: its lane; the colleague who has it, the groups and the shift of that colleague; and
 * the groups of experts that owe something to it.
 */
export function linesOf(item: WorklistItem, { definition, at }: BoardState, owner: AtBoard | undefined): Line[] {
  const asked = (item.asked ?? []).map((to) => expertsNamed(definition, to)?.group ?? '');
  const known = new Set((definition.experts ?? []).map(({ group }) => group));
  const groups = new Set([...(owner?.shift?.groups ?? []), ...asked].filter((group) => known.has(group)));
  return [
    { of: 'lane', id: item.lane },
    ...[...groups].map((id) => ({ of: 'group', id }) as const),
    ...(owner === undefined
      ? []
      : ([
          { of: 'shift', id: shiftOf(owner, at) },
          { of: 'colleague', id: owner.subject },
        ] as const)),
  ];
}

/** What a case counts as at an ISO instant. */
export function countsOf(item: WorklistItem, at: string): BoardCount[] {
  const waits = waitsFor(item) === 'desk';
  const isOverdue = item.dueAt !== undefined && instantOf(item.dueAt) < instantOf(at);
  return boardCounts.filter(
    (count) => ({ waiting: waits, others: !waits, free: waits && item.owner === undefined, overdue: isOverdue })[count],
  );
}

/** Where every case counts: the cases of each line's counts, by the line's key and the count. */
export type Places = ReadonlyMap<string, Readonly<Record<BoardCount, readonly WorklistItem[]>>>;

const nowhere = (): Record<BoardCount, WorklistItem[]> => ({ waiting: [], free: [], overdue: [], others: [] });

/** The lines that a board has though nothing stands in them: lanes, groups, and the shifts of those who are at work. */
function standingLines({ definition, colleagues, at }: BoardState): Line[] {
  const shifts = new Set(colleagues.filter(({ presence }) => isAtWork(presence, at)).map((one) => shiftOf(one, at)));
  return [
    ...lanesInOrder(definition.lanes).map((id) => ({ of: 'lane', id }) as const),
    ...(definition.experts ?? []).map(({ group }) => ({ of: 'group', id: group }) as const),
    ...[...shifts].sort().map((id) => ({ of: 'shift', id }) as const),
  ];
}

/** Where every case of a state counts: the one place that number, list and chart are read from. */
export function placesOf(state: BoardState): Places {
  const { definition, colleagues, items, at } = state;
  const bySubject = new Map(colleagues.map((one) => [one.subject, one]));
  const places = new Map(
    standingLines(state).map(({ of, id }) => [lineKey(definition.service, of, id), nowhere()] as const),
  );
  for (const item of items) {
    const subject = item.owner?.subject;
    const owner = subject === undefined ? undefined : (bySubject.get(subject) ?? { subject });
    const counts = countsOf(item, at);
    for (const { of, id } of linesOf(item, state, owner)) {
      const key = lineKey(definition.service, of, id);
      const line = places.get(key) ?? nowhere();
      for (const count of counts) line[count].push(item);
      places.set(key, line);
    }
  }
  return places;
}

/** Those of a team, whether they are there or not; undefined for what is no team. */
function teamOf({ of, id }: Line, { colleagues, at }: BoardState): AtBoard[] | undefined {
  if (of === 'group') return colleagues.filter(({ shift }) => shift?.groups.includes(id));
  if (of === 'shift') return colleagues.filter((one) => shiftOf(one, at) === id && isAtWork(one.presence, at));
  return undefined;
}

const keyParts = (key: string): Line => {
  const [, of, ...id] = key.split('/');
  return { of: of as BoardOf, id: id.join('/') };
};

/** The lines of a board, each with its numbers, and since when its oldest case waits for the desk. */
export function boardLines(state: BoardState, places: Places = placesOf(state)): BoardLine[] {
  return [...places].map(([key, counted]) => {
    const line = keyParts(key);
    const team = teamOf(line, state);
    const [oldest] = counted.waiting.map(({ waitsSince, receivedAt }) => waitsSince ?? receivedAt).sort();
    const [of] = line.of === 'colleague' ? [...counted.waiting, ...counted.others] : [];
    return {
      key,
      ...line,
      ...present({ name: of?.owner?.name }),
      waiting: counted.waiting.length,
      free: counted.free.length,
      overdue: counted.overdue.length,
      others: counted.others.length,
      ...present({ oldest }),
      ...(team && {
        people: team.length,
        present: team.filter(({ presence }) => isPresent(presence, state.at)).length,
      }),
    };
  });
}

/** The cases that a figure counts, in the order of the list. */
export const boardList = (places: Places, key: string, what: BoardCount): readonly WorklistItem[] =>
  places.get(key)?.[what] ?? [];

/** One bar of a chart: the line's key, the number, and its length from 0 to 1 of the longest. */
export type Bar = { key: string; value: number; length: number };

/** The chart of one count over some lines of a board. */
export function boardChart(lines: readonly BoardLine[], what: BoardCount): Bar[] {
  const longest = Math.max(1, ...lines.map((line) => line[what]));
  return lines.map((line) => ({ key: line.key, value: line[what], length: line[what] / longest }));
}

/** Of the cases that came on a day, by lane in the order of the list: how many there are, and how many were answered. */
export const arrivedLines = (
  definition: Pick<ServiceDefinition, 'lanes'>,
  arrived: readonly ArrivedCase[],
): TodayLine[] =>
  lanesInOrder(definition.lanes).map((lane) => {
    const own = arrived.filter((one) => one.lane === lane);
    return { lane, arrived: own.length, answered: own.filter(({ answered }) => answered).length };
  });

type SmallTeams = Extract<BoardView, { is: 'board' }>['small'];

/**
 * What of a board may be told: figures of one person only `withColleagues`, which the service must have agreed to, and
 * figures of a team of fewer than three only then, since they would be figures of one of them.
 */
export function toldLines(
  lines: readonly BoardLine[],
  withColleagues: boolean,
): { lines: BoardLine[]; small: SmallTeams } {
  if (withColleagues) return { lines: [...lines], small: [] };
  const isSmall = ({ people }: BoardLine) => people !== undefined && people < smallestTeam;
  const told = lines.filter(({ of }) => of !== 'colleague');
  return {
    lines: told.filter((line) => !isSmall(line)),
    small: told.filter(isSmall).map(({ of, id, people = 0, present: there = 0 }) => ({
      of: of === 'group' ? 'group' : 'shift',
      id,
      people,
      present: there,
    })),
  };
}
