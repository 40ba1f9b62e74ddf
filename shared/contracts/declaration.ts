import * as z from 'zod/mini';
import { EventPage, Turn } from './event-page.ts';
import { Day, Instant, noControl, Translated } from './text.ts';

/** What a service and an area can be in, from the lowest to the highest (design.md section 2). */
export const postureLevels = ['ordinary', 'alert', 'emergency'] as const;
export const PostureLevel = z.enum(postureLevels);
export type PostureLevel = z.infer<typeof PostureLevel>;

/** The levels that somebody can declare: `ordinary` is what holds when nothing is declared. */
export const DeclaredLevel = z.enum(['alert', 'emergency']);
export type DeclaredLevel = z.infer<typeof DeclaredLevel>;

/** What a declaration does to the hours, from the narrowest to the widest: nothing, 8-20 every day, day and night. */
export const hoursChoices = ['none', 'extended', 'around-the-clock'] as const;
export const HoursChoice = z.enum(hoursChoices);
export type HoursChoice = z.infer<typeof HoursChoice>;

/**
 * An alert zone's code, such as `Emil-B1`; or the zone's name as published, where a bulletin names one that has no
 * code.
 */
export const ZoneCode = z.string().check(z.minLength(1), z.maxLength(200));
export type ZoneCode = z.infer<typeof ZoneCode>;

/** Where a declaration holds: the whole country, or 1 to 400 alert zones. */
export const Area = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('national') }),
  z.strictObject({ kind: z.literal('zones'), zones: z.array(ZoneCode).check(z.minLength(1), z.maxLength(400)) }),
]);
export type Area = z.infer<typeof Area>;

/**
 * The act that a declaration rests on, where there is one: a decree or a resolution (d.lgs 1/2018, articles 23 and 24).
 */
export const LegalBasis = z.strictObject({
  kind: z.enum(['decree', 'resolution']),
  number: z.string().check(z.minLength(1), z.maxLength(80)),
  date: Day,
});
export type LegalBasis = z.infer<typeof LegalBasis>;

const Reason = z.string().check(z.minLength(3), z.maxLength(2000), z.regex(/\S/), noControl);
const Words = z.string().check(z.minLength(1), z.maxLength(4000), z.regex(/\S/));
/** What citizens read and hear while a declaration holds; blanks in one language would tell its readers nothing. */
const Notice = z.strictObject({ it: Words, en: Words, de: Words });
const DeclarationId = z.string().check(z.minLength(1), z.maxLength(80));
const ProposalId = z.string().check(z.minLength(1), z.maxLength(120));

/** Who acted: the subject of the token and the name to show. */
export const Officer = z.strictObject({
  subject: z.string().check(z.minLength(1), z.maxLength(200)),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
});
export type Officer = z.infer<typeof Officer>;

/** What an officer asks for; `endsAt` left out is 24 hours from now (the ledger's default). */
export const Declare = z.strictObject({
  act: z.literal('declare'),
  reason: Reason,
  legalBasis: z.optional(LegalBasis),
  area: Area,
  level: DeclaredLevel,
  hours: HoursChoice,
  notice: Notice,
  endsAt: z.optional(Instant),
  proposal: z.optional(ProposalId),
  /** People of the reserve are asked whether they come. */
  asksReserve: z.optional(z.literal(true)),
});
export const Renew = z.strictObject({
  act: z.literal('renew'),
  declaration: DeclarationId,
  reason: Reason,
  legalBasis: z.optional(LegalBasis),
  endsAt: z.optional(Instant),
});
export const Change = z.strictObject({
  act: z.literal('change'),
  declaration: DeclarationId,
  reason: Reason,
  legalBasis: z.optional(LegalBasis),
  area: z.optional(Area),
  level: z.optional(DeclaredLevel),
  hours: z.optional(HoursChoice),
  notice: z.optional(Notice),
});
export const StandDown = z.strictObject({
  act: z.literal('stand-down'),
  declaration: DeclarationId,
  reason: Reason,
});

/** One of the four acts of a duty officer, as the API takes it. */
export const DeclarationAct = z.discriminatedUnion('act', [Declare, Renew, Change, StandDown]);
export type DeclarationAct = z.infer<typeof DeclarationAct>;

const done = { declaration: DeclarationId, at: Instant, by: Officer, reason: z.string().check(z.maxLength(2000)) };

const Declared = z.object({
  type: z.literal('Declared'),
  ...done,
  legalBasis: z.optional(LegalBasis),
  area: Area,
  level: DeclaredLevel,
  hours: HoursChoice,
  notice: Translated,
  endsAt: Instant,
  proposal: z.optional(ProposalId),
  asksReserve: z.optional(z.literal(true)),
});
const Renewed = z.object({
  type: z.literal('Renewed'),
  ...done,
  legalBasis: z.optional(LegalBasis),
  endsAt: Instant,
});
const Changed = z.object({
  type: z.literal('Changed'),
  ...done,
  legalBasis: z.optional(LegalBasis),
  area: Area,
  level: DeclaredLevel,
  hours: HoursChoice,
  notice: Translated,
});
const StoodDown = z.object({ type: z.literal('StoodDown'), ...done });

const told = { declaration: DeclarationId, at: Instant, by: Officer, turn: Turn };
/** Somebody told alone what is known of the event: seen until `urgentUntil`, unless another person reviews it before. */
const EventTold = z.object({
  type: z.literal('EventTold'),
  ...told,
  page: EventPage,
  urgentUntil: Instant,
  /** The same words as before, which somebody has reviewed. */
  reviewed: z.optional(z.object({ at: Instant, by: Officer })),
});
const EventReviewed = z.object({ type: z.literal('EventReviewed'), ...told });
const EventWithdrawn = z.object({
  type: z.literal('EventWithdrawn'),
  ...told,
  reason: z.string().check(z.maxLength(2000)),
});

/** From now on whoever looks for somebody in this event may say so; ends with the declaration, or when it is closed. */
const TracingOpened = z.object({
  type: z.literal('TracingOpened'),
  ...told,
  coordination: z.string().check(z.maxLength(200)),
});
const TracingClosed = z.object({ type: z.literal('TracingClosed'), ...told });

/** What is said of the event of a declaration; it changes no level, hours or end. */
export const SayingEvent = z.discriminatedUnion('type', [
  EventTold,
  EventReviewed,
  EventWithdrawn,
  TracingOpened,
  TracingClosed,
]);
export type SayingEvent = z.infer<typeof SayingEvent>;

/** What the ledger holds: facts in the past tense, in the order in which they came to be. */
export const LedgerEvent = z.discriminatedUnion('type', [
  Declared,
  Renewed,
  Changed,
  StoodDown,
  EventTold,
  EventReviewed,
  EventWithdrawn,
  TracingOpened,
  TracingClosed,
]);
export type LedgerEvent = z.infer<typeof LedgerEvent>;
/** An act of a duty officer, which others follow. */
export type PostureEvent = Exclude<LedgerEvent, SayingEvent>;

/**
 * One entry of a service's ledger as stored: append-only and hash-chained like the register; version 1 is the first.
 */
export const LedgerEntry = z.object({
  service: z.string().check(z.minLength(1), z.maxLength(40)),
  version: z.int().check(z.minimum(1), z.maximum(1_000_000)),
  at: Instant,
  event: LedgerEvent,
  prevHash: z.string().check(z.maxLength(64)),
  hash: z.string().check(z.maxLength(64)),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;
