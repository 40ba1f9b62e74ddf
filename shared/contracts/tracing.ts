import * as z from 'zod/mini';
import { Advice, Email, ReceiptCode } from './contact.ts';
import { dangerKinds } from './danger.ts';
import { ServiceId } from './kind.ts';
import { Phone } from './phone.ts';
import { SafeContact } from './safe-contact.ts';
import { Instant, Language, prose, seenLine, Translated } from './text.ts';

/** Where the search for somebody stands, for whoever asked for it and for staff; there is no other state. */
export const tracingStates = ['received', 'handed-over', 'closed'] as const;
export type TracingState = (typeof tracingStates)[number];

const State = z.enum(tracingStates);
const Event = z.string().check(z.minLength(1), z.maxLength(80));
const Id = z.string().check(z.regex(/^[0-9a-z]{12}$/), z.maxLength(12));
const Version = z.int().check(z.minimum(1), z.maximum(1_000_000));
const Name = z.string().check(z.maxLength(200));

/** Searches that one answer or one list for the coordination holds at most. */
export const maximumTraced = 1_000;

/** What is known of whoever is looked for. */
const sought = {
  soughtName: seenLine(200),
  soughtAge: z.optional(seenLine(40)),
  /** When and where they were last seen or heard, as somebody tells it. */
  seenWhen: z.optional(seenLine(200)),
  seenWhere: z.optional(prose(500)),
  /** The building in which they were or lived: searches are grouped by it. */
  address: z.optional(seenLine(200)),
  municipality: z.optional(seenLine(100)),
  soughtPhones: z.optional(seenLine(200)),
  signs: z.optional(prose(1_000)),
};

/** Who looks for them, and how they are reached. */
const seeker = {
  name: seenLine(100),
  phone: Phone,
  email: z.optional(Email),
  relation: z.optional(seenLine(100)),
  /** How to be reached without risk: every mail obeys. */
  safeContact: z.optional(SafeContact),
};

/** The body of `POST …/tracing-requests`: who looks for whom, in which event. */
export const TracingBody = z.strictObject({
  event: Event,
  language: z._default(Language, 'it'),
  ...sought,
  ...seeker,
  privacyAccepted: z.literal(true),
});
export type TracingBody = z.infer<typeof TracingBody>;

/** The answer of `GET …/tracing-requests`: the events in which somebody may be looked for now. */
export const OpenTracing = z.strictObject({
  service: ServiceId,
  events: z.array(z.strictObject({ event: Event, name: Translated })).check(z.maxLength(50)),
});
export type OpenTracing = z.infer<typeof OpenTracing>;

/** The 202 answer: what whoever looks for somebody holds. */
export const TracingReceipt = z.strictObject({
  code: ReceiptCode,
  service: ServiceId,
  receivedAt: Instant,
  /** What was written speaks of danger: it is a request to the desk too, under the same code. */
  alsoRequest: z.optional(z.literal(true)),
  advice: z.optional(Advice),
});
export type TracingReceipt = z.infer<typeof TracingReceipt>;

/** The body of `POST …/own-tracing-request`: a code as a person types it, and the phone or e-mail given with it. */
export const OwnTracingAsked = z.strictObject({
  code: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  secondFact: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
});
export type OwnTracingAsked = z.infer<typeof OwnTracingAsked>;

/**
 * Where a search stands, for whoever asked for it: that and two dates. It has no member in which anything about the
 * person looked for could be told.
 */
export const OwnTracing = z.strictObject({
  code: ReceiptCode,
  service: ServiceId,
  state: State,
  receivedAt: Instant,
  handedOverAt: z.optional(Instant),
});
export type OwnTracing = z.infer<typeof OwnTracing>;

/**
 * What staff do to one search. `join` says that two are about one person; `has-given-news` that the person looked for
 * asked that whoever looks be told so, and no word more.
 */
export const TracingAct = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('join'), with: Id }),
  z.strictObject({ act: z.literal('unjoin') }),
  z.strictObject({ act: z.literal('has-given-news') }),
  z.strictObject({ act: z.literal('close') }),
  z.strictObject({ act: z.literal('called') }),
]);
export type TracingAct = z.infer<typeof TracingAct>;

/** What happened to a search: no word of anybody. */
export const tracingHappened = [
  'received',
  'joined',
  'unjoined',
  'gave-news',
  'handed-over',
  'closed',
  'called',
  'erased',
] as const;

/** One search in a list of staff: who and where, to tell it from others; how the seeker is reached is not in it. */
export const TracedRow = z.strictObject({
  id: Id,
  code: ReceiptCode,
  version: Version,
  state: State,
  receivedAt: Instant,
  handedOverAt: z.optional(Instant),
  soughtName: Name,
  soughtAge: z.optional(Name),
  address: z.optional(Name),
  municipality: z.optional(Name),
  danger: z.optional(z.enum(dangerKinds)),
  gaveNews: z.optional(z.literal(true)),
  /** Closed, and whoever looks has not been called yet. */
  toCall: z.optional(z.literal(true)),
  /** The first of the searches that people found to be about the same person. */
  sameAs: z.optional(Id),
});
export type TracedRow = z.infer<typeof TracedRow>;

const Events = z
  .array(
    z.strictObject({
      event: Event,
      name: Translated,
      coordination: Name,
      /** Whether somebody may still be looked for in it. */
      open: z.boolean(),
    }),
  )
  .check(z.maxLength(200));

const HandedOver = {
  id: z.uuid().check(z.maxLength(36)),
  at: Instant,
  by: Name,
  to: Name,
  count: z.int().check(z.minimum(1), z.maximum(maximumTraced)),
};

/** The answer of `GET /desk/{service}/tracing`: the searches of one event by building, and who was handed which. */
export const TracingDesk = z.strictObject({
  service: ServiceId,
  events: Events,
  event: z.optional(Event),
  buildings: z
    .array(
      z.strictObject({
        /** As somebody wrote it; left out where nobody named one. */
        building: z.optional(z.string().check(z.maxLength(310))),
        searches: z.array(TracedRow).check(z.maxLength(maximumTraced)),
      }),
    )
    .check(z.maxLength(maximumTraced)),
  /** Those that were never handed over, and of them those that wait too long. */
  waiting: z.int().check(z.minimum(0), z.maximum(maximumTraced)),
  overdue: z.int().check(z.minimum(0), z.maximum(maximumTraced)),
  /** There are more than an answer holds: the oldest are shown. */
  more: z.optional(z.literal(true)),
  handOvers: z.array(z.strictObject(HandedOver)).check(z.maxLength(200)),
});
export type TracingDesk = z.infer<typeof TracingDesk>;

const whole = {
  ...{ id: Id, code: ReceiptCode, version: Version, event: Event, state: State, language: Language },
  receivedAt: Instant,
  handedOverAt: z.optional(Instant),
  danger: z.optional(z.enum(dangerKinds)),
  gaveNews: z.optional(z.literal(true)),
  toCall: z.optional(z.literal(true)),
  soughtName: z.optional(Name),
  soughtAge: z.optional(Name),
  seenWhen: z.optional(Name),
  seenWhere: z.optional(z.string().check(z.maxLength(500))),
  address: z.optional(Name),
  municipality: z.optional(Name),
  soughtPhones: z.optional(Name),
  signs: z.optional(z.string().check(z.maxLength(1_000))),
  name: z.optional(Name),
  phone: z.optional(Name),
  email: z.optional(z.string().check(z.maxLength(254))),
  relation: z.optional(Name),
  safeContact: z.optional(SafeContact),
};

/** The answer of `GET /desk/{service}/tracing/{id}`: one search whole, for whoever works on it. */
export const Traced = z.strictObject({
  service: ServiceId,
  ...whole,
  /** The request that it also is, because it speaks of danger. */
  request: z.optional(ReceiptCode),
  /** Searches that people found to be about the same person. */
  same: z.array(TracedRow).check(z.maxLength(maximumTraced)),
  history: z
    .array(z.strictObject({ at: Instant, what: z.enum(tracingHappened), by: z.optional(Name), to: z.optional(Name) }))
    .check(z.maxLength(200)),
});
export type Traced = z.infer<typeof Traced>;

/** The body of `POST /desk/{service}/tracing-hand-overs`: which searches of an event go to its coordination. */
export const TracingHandOverAsked = z.strictObject({
  event: Event,
  searches: z.array(Id).check(z.minLength(1), z.maxLength(maximumTraced)),
});
export type TracingHandOverAsked = z.infer<typeof TracingHandOverAsked>;

/** One list as it was handed to the coordination of an event; of what was erased since, nothing is left in it. */
export const TracingHandOver = z.strictObject({
  service: ServiceId,
  event: Event,
  ...HandedOver,
  buildings: z
    .array(
      z.strictObject({
        building: z.optional(z.string().check(z.maxLength(310))),
        searches: z.array(z.strictObject(whole)).check(z.maxLength(maximumTraced)),
      }),
    )
    .check(z.maxLength(maximumTraced)),
});
export type TracingHandOver = z.infer<typeof TracingHandOver>;
