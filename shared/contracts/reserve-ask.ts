import * as z from 'zod/mini';
import { Area, DeclaredLevel } from './declaration.ts';
import { ServiceId } from './kind.ts';
import { ColleagueSubject } from './shift.ts';
import { Instant } from './text.ts';

const Name = z.string().check(z.minLength(1), z.maxLength(80));

/** What somebody of the reserve says: whether they come, and from when on. */
const Answered = z.object({ comes: z.boolean(), from: z.optional(Instant), at: Instant });

/** One person of the reserve who is asked for one declaration, as stored. */
export const ReserveAsk = z.object({
  service: ServiceId,
  /** Of the ledger: the act that asks. */
  version: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  declaration: z.string().check(z.minLength(1), z.maxLength(80)),
  subject: ColleagueSubject,
  name: Name,
  level: DeclaredLevel,
  area: Area,
  since: Instant,
  /** When the declaration ended as it was declared; the ledger knows what became of it. */
  until: Instant,
  openedAt: Instant,
  /** 128 random bits as hex: the address for the answer is made of them. */
  secret: z.string().check(z.regex(/^[0-9a-f]{32}$/), z.maxLength(32)),
  /** When they were rung and mailed. */
  rungAt: z.optional(Instant),
  answer: z.optional(Answered),
  /** Answers to citizens that a supervisor has found right. */
  reviewed: z.optional(z.int().check(z.minimum(0), z.maximum(9_000))),
  /** Grows with each change, so that of two at once the second is told. */
  revision: z.int().check(z.minimum(1), z.maximum(10_000)),
});
export type ReserveAsk = z.infer<typeof ReserveAsk>;

/** The body of `POST …/reserve` of a call-out: yes or no, and from when on; a form says the hour of Rome's clocks. */
export const ReserveAnswer = z.union([
  z.strictObject({ comes: z.boolean(), from: z.optional(Instant) }),
  z.strictObject({
    comes: z.enum(['yes', 'no']),
    hour: z.optional(z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/), z.maxLength(5))),
  }),
]);
export type ReserveAnswer = z.infer<typeof ReserveAnswer>;

/** What whoever was asked sees of it. */
export const ReserveAskView = z.strictObject({
  service: ServiceId,
  level: DeclaredLevel,
  area: Area,
  since: Instant,
  until: Instant,
  state: z.enum(['open', 'comes', 'declined', 'over']),
  from: z.optional(Instant),
});
export type ReserveAskView = z.infer<typeof ReserveAskView>;
