import * as z from 'zod/mini';
import { Area, DeclaredLevel, HoursChoice } from './declaration.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

const Name = z.string().check(z.minLength(1), z.maxLength(80));

/** A call of staff to their posts for one act of a duty officer, as stored; nobody or one person has answered it. */
export const CallOut = z.object({
  service: ServiceId,
  /** Of the ledger: one call-out for one act, however often it is told. */
  version: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  declaration: z.string().check(z.minLength(1), z.maxLength(80)),
  level: DeclaredLevel,
  hours: HoursChoice,
  area: Area,
  reason: z.string().check(z.maxLength(2000)),
  since: Instant,
  until: Instant,
  openedAt: Instant,
  /** 128 random bits as hex: with them each person's own address for the answer is made. */
  secret: z.string().check(z.regex(/^[0-9a-f]{32}$/), z.maxLength(32)),
  /** Who was called, in order. */
  calls: z
    .array(z.object({ name: Name, email: z.email().check(z.maxLength(254)), at: Instant }))
    .check(z.maxLength(50)),
  acknowledged: z.optional(z.object({ at: Instant, by: Name })),
  closed: z.optional(z.object({ at: Instant, because: z.enum(['over', 'superseded']) })),
  /** Grows with each change, so that of two at once the second is told. */
  revision: z.int().check(z.minimum(1), z.maximum(10_000)),
});
export type CallOut = z.infer<typeof CallOut>;

/** What whoever was called sees of it. */
export const CallOutView = z.strictObject({
  service: ServiceId,
  level: DeclaredLevel,
  area: Area,
  since: Instant,
  until: Instant,
  state: z.enum(['open', 'acknowledged', 'over', 'superseded']),
  acknowledgedAt: z.optional(Instant),
  acknowledgedBy: z.optional(Name),
});
export type CallOutView = z.infer<typeof CallOutView>;
