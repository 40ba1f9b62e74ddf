import * as z from 'zod/mini';
import { SeenCase } from './answer-to-many.ts';
import { ReceiptCode } from './contact.ts';
import { ItemId } from './event-members.ts';
import { IsoWeek } from './judged-danger.ts';
import { Identifier, Kind, ServiceId } from './kind.ts';
import { maximumReserve, maximumReserveChanges, ReserveBody, ReserveChange, ReserveMember } from './reserve.ts';
import { maximumSample } from './review-sample.ts';
import { UnionAgreement } from './service-desk-rules.ts';
import { ColleagueSubject } from './shift.ts';
import { Day, Instant, Language, line, maximumTextLength, prose } from './text.ts';
import { TrainingCase } from './training.ts';
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
/** Hours ahead in which a shift that begins counts as coming. */
export const hoursAhead = 4;
/** Rows that one list of the board shows at most. */
export const maximumBoardList = 200;
/** Of a team of fewer people no figures are told without the agreement: they would be figures of one of them. */
export const smallestTeam = 3;

/** Cases that one move takes at most. */
export const maximumMoved = 100;

/** Where cases are moved: to a colleague, to another lane as nobody's, or back to the list as they are. */
export const MoveTo = z.discriminatedUnion('to', [
  z.strictObject({ to: z.literal('colleague'), subject: ColleagueSubject }),
  z.strictObject({ to: z.literal('lane'), lane: Identifier }),
  z.strictObject({ to: z.literal('list') }),
]);
export type MoveTo = z.infer<typeof MoveTo>;

/** The frozen list of a move: each case by the version that was seen. */
const Moved = z.array(SeenCase).check(z.minLength(1), z.maxLength(maximumMoved));

/**
 * Why a case of the list is not moved: it is another than was seen, closed, a danger to life for which nobody is there,
 * already where it is to go, or something about it is in the way.
 */
export const moveSkips = ['changed', 'closed', 'danger', 'same', 'refused'] as const;
export type MoveSkip = (typeof moveSkips)[number];

/** Why a move is proposed: whoever has the case is not there, or has more than others who are. */
export const moveReasons = ['away', 'load'] as const;
export type MoveReason = (typeof moveReasons)[number];

/** The body of `POST …/board`: what a supervisor looks at or does. */
export const BoardAsked = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('look'),
    /** Also by colleague, where the service names a union agreement. */
    colleagues: z.optional(z.boolean()),
  }),
  /** The cases that a figure counts. */
  z.strictObject({ do: z.literal('list'), of: z.enum(boardOf), id: LineId, what: z.enum(boardCounts) }),
  /** What a move would do to each case of the list; nothing is moved. */
  z.strictObject({ do: z.literal('preview'), to: MoveTo, cases: Moved }),
  z.strictObject({ do: z.literal('move'), to: MoveTo, cases: Moved, reason: line(1000) }),
  /** The answered cases that were drawn to be looked at again, of the week that is over where none is named. */
  z.strictObject({ do: z.literal('sample'), week: z.optional(IsoWeek) }),
  /** What was asked and answered in one of them, without who answered. */
  z.strictObject({ do: z.literal('read-sampled'), week: IsoWeek, code: ReceiptCode }),
  /** What a second person found; `words` where it is to be corrected. */
  z.strictObject({
    do: z.literal('review'),
    week: IsoWeek,
    ...SeenCase.shape,
    right: z.boolean(),
    words: z.optional(prose(maximumTextLength)),
  }),
  /** How the cases of those who are away or have most might be shared out; nothing is moved. */
  z.strictObject({ do: z.literal('propose') }),
  /** How many people are at the desk, come soon and are needed. */
  z.strictObject({ do: z.literal('people') }),
  /** Cases to train with, which count nowhere. */
  z.strictObject({ do: z.literal('train') }),
  /** Answers of the reserve that wait for a supervisor to read them. */
  z.strictObject({ do: z.literal('held-answers') }),
  /** Lets one leave, or keeps it back with words for whoever gave it. */
  z.strictObject({
    do: z.literal('judge-held-answer'),
    ...SeenCase.shape,
    answer: ItemId,
    right: z.boolean(),
    words: z.optional(prose(maximumTextLength)),
  }),
  /** Who of other offices is asked to answer while something is declared. */
  z.strictObject({ do: z.literal('reserve') }),
  /** Takes somebody into the reserve or says anew what stands of them; off it, without `member`. */
  z.strictObject({
    do: z.literal('edit-reserve'),
    subject: ColleagueSubject,
    /** The version that was seen; 0 for somebody new. */
    version: z.int().check(z.minimum(0), z.maximum(999_998)),
    member: z.optional(ReserveBody),
  }),
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

/** A case on the day on which it came, as the list keeps it for a day or two: where it lies, and whether it was answered. */
export const ArrivedCase = z.strictObject({ day: Day, lane: Identifier, answered: z.boolean() });
export type ArrivedCase = z.infer<typeof ArrivedCase>;
/** Arrivals of a day that are counted in each of its eight parts: eight thousand of a day. */
export const arrivedInPart = 1000;

/** Of the cases of a lane that came today, how many there are, and how many of them were answered. */
const TodayLine = z.strictObject({ lane: Identifier, arrived: Count, answered: Count });
export type TodayLine = z.infer<typeof TodayLine>;

/** Words of one side, and when they were said. */
const Said = z.strictObject({ at: Instant, text: z.string().check(z.maxLength(maximumTextLength)) });

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
    people: z.strictObject({
      present: Count,
      break: Count,
      known: Count,
      /** Whose shift begins in the hours to come, and who are not at work yet. */
      coming: z.optional(Count),
    }),
    agreement: z.optional(UnionAgreement),
    /** What came today, by lane, and what of it was answered; `more`: more came than were counted. */
    today: z.optional(
      z.strictObject({ day: Day, lanes: z.array(TodayLine).check(z.maxLength(100)), more: z.boolean() }),
    ),
    /** Answers of the reserve that wait for a supervisor to read them. */
    heldAnswers: z.optional(Count),
    /** The sample of the week that is over: how many are in it, were looked at, and are to be corrected. */
    reviews: z.optional(z.strictObject({ week: IsoWeek, drawn: Count, reviewed: Count, toCorrect: Count })),
  }),
  z.strictObject({ is: z.literal('training'), cases: z.array(TrainingCase).check(z.maxLength(100)) }),
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
  z.strictObject({
    is: z.literal('moves'),
    /** Whether the cases were moved, or would be. */
    done: z.boolean(),
    cases: z
      .array(z.strictObject({ code: ReceiptCode, skipped: z.optional(z.enum(moveSkips)) }))
      .check(z.maxLength(maximumMoved)),
  }),
  z.strictObject({
    is: z.literal('sample'),
    week: IsoWeek,
    cases: z
      .array(
        z.strictObject({
          code: ReceiptCode,
          kind: Kind,
          answeredAt: Instant,
          state: z.enum(['waiting', 'right', 'to-correct']),
          /** Whether it is the asker's own answer, which somebody else looks at. */
          own: z.boolean(),
        }),
      )
      .check(z.maxLength(maximumSample)),
  }),
  z.strictObject({
    is: z.literal('sampled'),
    ...SeenCase.shape,
    week: IsoWeek,
    kind: Kind,
    language: Language,
    asked: z.array(Said).check(z.maxLength(100)),
    answered: z.array(Said).check(z.maxLength(100)),
  }),
  z.strictObject({ is: z.literal('reviewed'), code: ReceiptCode, right: z.boolean() }),
  z.strictObject({
    is: z.literal('people'),
    service: ServiceId,
    at: Instant,
    /** Colleagues who are there, who pause, and whose shift begins in the hours to come. */
    present: Count,
    break: Count,
    coming: Count,
    /** People on the roster of the reserve; those who were asked for what is in force now, come, and have said nothing. */
    reserve: z.strictObject({ people: Count, asked: Count, comes: Count, silent: Count }),
    /** ⌈(waiting ÷ clearsInHours + arrivals) × minutesACase ÷ 60⌉ + keptFree. */
    needed: Count,
    waiting: Count,
    /** Open cases that came within the hour. */
    arrivals: Count,
    minutesACase: Count,
    clearsInHours: Count,
    keptFree: Count,
    /** A lane has more cases than were looked at. */
    atLeast: z.boolean(),
  }),
  z.strictObject({
    is: z.literal('held-answers'),
    answers: z
      .array(
        z.strictObject({
          ...SeenCase.shape,
          answer: ItemId,
          by: z.string().check(z.maxLength(200)),
          at: Instant,
          language: Language,
          asked: z.string().check(z.maxLength(maximumTextLength)),
          text: z.string().check(z.maxLength(maximumTextLength)),
        }),
      )
      .check(z.maxLength(20)),
    more: z.boolean(),
  }),
  z.strictObject({ is: z.literal('held-judged'), code: ReceiptCode, right: z.boolean() }),
  z.strictObject({
    is: z.literal('reserve'),
    service: ServiceId,
    members: z.array(ReserveMember).check(z.maxLength(maximumReserve)),
    changes: z.array(ReserveChange).check(z.maxLength(maximumReserveChanges)),
    /** Lanes that somebody of the reserve may be handed cases of. */
    lanes: z.array(Identifier).check(z.maxLength(10)),
  }),
  z.strictObject({
    is: z.literal('proposal'),
    moves: z
      .array(
        z.strictObject({
          ...SeenCase.shape,
          lane: Identifier,
          kind: Kind,
          dueAt: z.optional(Instant),
          from: z.string().check(z.maxLength(200)),
          to: z.strictObject({ subject: ColleagueSubject, name: z.string().check(z.maxLength(200)) }),
          because: z.enum(moveReasons),
        }),
      )
      .check(z.maxLength(maximumMoved)),
  }),
]);
export type BoardView = z.infer<typeof BoardView>;
