import * as z from 'zod/mini';
import { Identifier, ServiceId } from './kind.ts';
import { UnionAgreement } from './service.ts';
import { Instant } from './text.ts';
import { WorklistItem } from './worklist.ts';

const Count = z.int().check(z.minimum(0), z.maximum(1_000_000));

/** What a line of the board is of: a lane, a group of experts, those of a shift, or one colleague. */
export const boardOf = ['lane', 'group', 'shift', 'colleague'] as const;
export type BoardOf = (typeof boardOf)[number];

/**
 * What the board counts: cases that wait for the desk, those of them that nobody has, those past their time whoever they
 * wait for, and those that wait for somebody else.
 */
export const boardCounts = ['waiting', 'free', 'overdue', 'others'] as const;
export type BoardCount = (typeof boardCounts)[number];

/** The name of a line: a lane, a group, a shift such as `0800-1400` (`none` without one), a colleague by subject. */
export const LineId = z.string().check(z.regex(/^[A-Za-z0-9._:@-]{1,200}$/), z.maxLength(200));

/** Rows that are looked at in each of the eight parts of a lane, the first due first: a thousand of a lane. */
export const boardRowsOfPart = 125;
/** Rows that one list of the board shows at most. */
export const maximumBoardList = 200;
/** Of a team of fewer people no figures are told without the agreement: they would be figures of one of them. */
export const smallestTeam = 3;

/** The body of `POST …/board`: what a supervisor looks at. */
export const BoardAsked = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('look'),
    /** Also by colleague, where the service names a union agreement. */
    colleagues: z.optional(z.boolean()),
  }),
  /** The cases that a figure counts. */
  z.strictObject({ do: z.literal('list'), of: z.enum(boardOf), id: LineId, what: z.enum(boardCounts) }),
]);
export type BoardAsked = z.infer<typeof BoardAsked>;

/** One line of the board, by its key `service/of/id`. */
export const BoardLine = z.strictObject({
  key: z.string().check(z.maxLength(300)),
  of: z.enum(boardOf),
  id: LineId,
  /** Of a colleague, as the cases name them. */
  name: z.optional(z.string().check(z.maxLength(200))),
  waiting: Count,
  free: Count,
  overdue: Count,
  others: Count,
  /** Since when the oldest of those that wait for the desk has waited. */
  oldest: z.optional(Instant),
  /** Colleagues of a team, and those of them who are there. */
  people: z.optional(Count),
  present: z.optional(Count),
});
export type BoardLine = z.infer<typeof BoardLine>;

/** A team that is too small for figures, with its people and those who are there. */
const SmallTeam = z.strictObject({ of: z.enum(['group', 'shift']), id: LineId, people: Count, present: Count });

/** What the board answers. */
export const BoardView = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('board'),
    service: ServiceId,
    at: Instant,
    lines: z.array(BoardLine).check(z.maxLength(2_000)),
    /** Lanes with more open cases than were looked at: their figures, and those of teams, are the least there is. */
    more: z.array(Identifier).check(z.maxLength(10)),
    small: z.array(SmallTeam).check(z.maxLength(200)),
    hours: z.strictObject({ open: z.boolean(), changesAt: z.optional(Instant) }),
    people: z.strictObject({ present: Count, break: Count, known: Count }),
    agreement: z.optional(UnionAgreement),
  }),
  z.strictObject({
    is: z.literal('list'),
    service: ServiceId,
    key: z.string().check(z.maxLength(300)),
    what: z.enum(boardCounts),
    /** How many the figure counts, of which so many as are shown follow, the first due first. */
    count: Count,
    items: z.array(WorklistItem).check(z.maxLength(maximumBoardList)),
    more: z.boolean(),
  }),
]);
export type BoardView = z.infer<typeof BoardView>;
