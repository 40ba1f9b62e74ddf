import * as z from 'zod/mini';
import { Instant, noControl } from './text.ts';

const words = (most: number) => z.string().check(z.minLength(1), z.maxLength(most), z.regex(/\S/), noControl);

/** One text in Italian, and in English and German where somebody has written it: a missing language stops nobody. */
const inSome = (most: number) =>
  z.strictObject({ it: words(most), en: z.optional(words(most)), de: z.optional(words(most)) });
export const SaidWords = inSome(1000);
export type SaidWords = z.infer<typeof SaidWords>;

/** Who says so, and from when to when it holds: from now and to the end of the declaration where nobody says else. */
const asked = { source: words(200), from: z.optional(Instant), until: z.optional(Instant) };
const kept = { source: words(200), from: Instant, until: Instant };

/** Whose number it is: the region's room, the line for relatives, from abroad, the solidarity number. */
export const eventNumberKinds = ['region-room', 'relatives', 'from-abroad', 'solidarity', 'other'] as const;
const number = {
  kind: z.enum(eventNumberKinds),
  number: z.string().check(z.maxLength(20), z.regex(/^\+?[0-9][0-9 ]{1,18}$/)),
  name: inSome(200),
};

const pageOf = <Fact extends z.ZodMiniType, Number extends z.ZodMiniType>(fact: Fact, num: Number) => {
  const list = z.array(fact).check(z.maxLength(12));
  return z.strictObject({
    /** The word of the hour: the one statement that page, voice, mail and desk say. */
    word: fact,
    doNow: list,
    /** Where not to go. */
    avoid: list,
    known: list,
    /** What is not known yet. */
    unknown: list,
    /** What is said and is false. */
    untrue: list,
    nextUpdateAt: z.optional(Instant),
    numbers: z.array(num).check(z.maxLength(8)),
  });
};

/** The page of an event as somebody on duty writes it. */
export const EventPageAsked = pageOf(
  z.strictObject({ text: SaidWords, ...asked }),
  z.strictObject({ ...number, ...asked }),
);
export type EventPageAsked = z.infer<typeof EventPageAsked>;

const Fact = z.strictObject({ text: SaidWords, ...kept });
export const EventNumber = z.strictObject({ ...number, ...kept });
/** The page of an event as it was told: each line with its source, since when, and until when. */
export const EventPage = pageOf(Fact, EventNumber);
export type EventPage = z.infer<typeof EventPage>;
export type EventFact = z.infer<typeof Fact>;
export type EventNumber = z.infer<typeof EventNumber>;

/** Of each declaration's event, its acts are numbered from 1: what was seen is named by the number of the last. */
export const Turn = z.int().check(z.minimum(1), z.maximum(1_000_000));

/** Someone tells what is known of an event, or corrects it whole. */
const Tell = z.strictObject({ act: z.literal('tell'), page: EventPageAsked });
/** Another person has read it: it holds on after its 72 hours, and the mark goes. */
const Review = z.strictObject({ act: z.literal('review') });
const Withdraw = z.strictObject({ act: z.literal('withdraw'), reason: words(2000) });
/** Whoever looks for somebody may say so from now on; what they say is handed to this coordination. */
const OpenTracing = z.strictObject({ act: z.literal('open-tracing'), coordination: words(200) });
const CloseTracing = z.strictObject({ act: z.literal('close-tracing') });

/** One of the acts on the page of an event, as the API takes it; tracing is opened and closed by duty officers. */
export const EventAct = z.discriminatedUnion('act', [Tell, Review, Withdraw, OpenTracing, CloseTracing]);
export type EventAct = z.infer<typeof EventAct>;

/** What happened to the page of an event, as detail of EventTold on the bus. It may come twice. */
export const EventNews = z.object({
  contract: z.literal('event-told.v1'),
  service: z.string().check(z.minLength(1), z.maxLength(40)),
  declaration: z.string().check(z.minLength(1), z.maxLength(80)),
  at: Instant,
  turn: Turn,
  what: z.enum(['told', 'reviewed', 'withdrawn', 'tracing-opened', 'tracing-closed']),
});
export type EventNews = z.infer<typeof EventNews>;
