import * as z from 'zod/mini';
import { Area, DeclaredLevel, HoursChoice } from './declaration.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

const Count = z.int().check(z.minimum(0), z.maximum(1_000_000_000));
const Minutes = z.number().check(z.minimum(0), z.maximum(100_000_000));
/** The most kinds, lanes or channels that are counted apart. */
export const maximumCounts = 100;

/** Contacts by what they are counted by. */
export const Counts = z
  .record(z.string().check(z.minLength(1), z.maxLength(40)), Count)
  .check(
    z.refine((counts) => Object.keys(counts).length <= maximumCounts, { error: 'too many kinds of thing to count' }),
  );
const Name = z.string().check(z.minLength(1), z.maxLength(200));
const Id = z.string().check(z.minLength(1), z.maxLength(120));

/** Contacts received in a stretch of time, `from` inside, `to` outside. */
const Received = z.strictObject({
  from: Instant,
  to: Instant,
  contacts: Count,
  urgent: Count,
  kinds: Counts,
  lanes: Counts,
  channels: Counts,
});
export type Received = z.infer<typeof Received>;

/**
 * First answers given in a stretch of time; the share is of those that had a due time, waits are minutes on the clock.
 */
const Answers = z.strictObject({
  from: Instant,
  to: Instant,
  given: Count,
  withDueTime: Count,
  inTime: Count,
  share: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  medianWait: z.optional(Minutes),
  ninetiethWait: z.optional(Minutes),
});
export type Answers = z.infer<typeof Answers>;

const Seconds = z.int().check(z.minimum(0), z.maximum(86_400));

/**
 * Calls that began in a stretch of time and wanted a person: whether one answered them, and how long they waited, in
 * seconds.
 */
const Calls = z.strictObject({
  taken: Count,
  missed: Count,
  /** Of all of them, those that a person answered. */
  share: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  medianWaitSeconds: z.optional(Seconds),
  ninetiethWaitSeconds: z.optional(Seconds),
});
export type Calls = z.infer<typeof Calls>;

/** What a declaration met and did: `GET …/declarations/{declaration}/report`. */
export const DeclarationReport = z.strictObject({
  service: ServiceId,
  declaration: Id,
  level: DeclaredLevel,
  hours: HoursChoice,
  area: Area,
  declaredAt: Instant,
  /** When it ended; while it holds, the instant of the report. */
  until: Instant,
  over: z.boolean(),
  asOf: Instant,
  proposal: z.optional(Id),
  acts: z
    .array(
      z.strictObject({
        version: z.int().check(z.minimum(1), z.maximum(1_000_000)),
        at: Instant,
        type: z.enum(['Declared', 'Renewed', 'Changed', 'StoodDown']),
        by: Name,
        reason: z.string().check(z.maxLength(2000)),
        level: z.optional(DeclaredLevel),
        hours: z.optional(HoursChoice),
        endsAt: z.optional(Instant),
      }),
    )
    .check(z.maxLength(1000)),
  /** The 24 hours before, and from the declaration to its end. */
  received: z.strictObject({ before: Received, during: Received }),
  /** Hour by hour on the clocks of Rome, from 24 hours before; the last 2,000 at most. */
  byHour: z
    .array(z.strictObject({ from: Instant, contacts: Count, urgent: Count, during: z.boolean() }))
    .check(z.maxLength(2000)),
  /** Cases without an answer at the start and at the end. */
  backlog: z.strictObject({ atStart: Count, atEnd: Count }),
  /** In the 24 hours before, during, and in the 24 hours after, as far as they have passed. */
  answers: z.strictObject({ before: Answers, during: Answers, after: z.optional(Answers) }),
  /** In the same three stretches. */
  calls: z.optional(z.strictObject({ before: Calls, during: Calls, after: z.optional(Calls) })),
  /** What of the register was read; when it was not all, every number is a least one. */
  read: z.strictObject({ entries: Count, complete: z.boolean() }),
});
export type DeclarationReport = z.infer<typeof DeclarationReport>;
