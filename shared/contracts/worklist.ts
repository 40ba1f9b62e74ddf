import * as z from 'zod/mini';
import { maximumVersion } from './case-event.ts';
import { Stage } from './case-status.ts';
import { AtCase, maximumCompany } from './company.ts';
import { ReceiptCode } from './contact.ts';
import { caseClocks } from './desk-event.ts';
import { ItemId } from './event-members.ts';
import { EventName, promisedThings } from './household-event.ts';
import { Channel, Identifier, Kind, ServiceId } from './kind.ts';
import { ProtocolNumber } from './protocol.ts';
import { Instant, Language } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));

/** A region by its code of two digits (ISTAT). */
export const Region = z.string().check(z.regex(/^(0[1-9]|1\d|20)$/), z.maxLength(2));

/** Pauses of a case that its row keeps: the latest ones. */
export const maximumPauses = 50;

/** For whom a case waits that waits for nobody of the desk. */
export const waitsForOthers = ['citizen', 'expert', 'administration'] as const;

/**
 * A case as the worklist shows it: what it is, since when and until when, and of what its citizen said as much as tells
 * two rows apart.
 */
export const WorklistItem = z.strictObject({
  caseId: ReceiptCode,
  /** The version of the case that this tells of. */
  version: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
  lane: Identifier,
  stage: Stage,
  kind: Kind,
  /** How the first contact came. */
  channel: Channel,
  urgent: z.boolean(),
  language: Language,
  receivedAt: Instant,
  /** Since when words of the citizen, or their urgency, wait for staff to take the case up; left out when none do. */
  waitsSince: z.optional(Instant),
  /** The earlier of the first answer and the call-back that are owed. */
  dueAt: z.optional(Instant),
  /** The first answer, while it is owed. */
  firstAnswerDueAt: z.optional(Instant),
  /** Whether a scan waits for somebody to type what it says. */
  toBeRead: z.boolean(),
  callBack: z.optional(
    z.strictObject({
      dueAt: Instant,
      attempts: z.int().check(z.minimum(0), z.maximum(1_000_000)),
      /** How often the same number has called, where it is more than once: it is called back the sooner. */
      calls: z.optional(z.int().check(z.minimum(2), z.maximum(1_000_000))),
      /** Nothing but calls in vain: the caller asked for nothing. */
      missed: z.optional(z.literal(true)),
    }),
  ),
  formal: z.boolean(),
  /** The latest protocol number that was not cancelled. */
  protocol: z.optional(ProtocolNumber),
  contacts: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
  /**
   * Its words tell of violence, of suicide or of a minor in danger, or its citizen asked to be reached with care: what
   * was said is for whoever has taken it, never for a list on a screen.
   */
  reserved: z.optional(z.literal(true)),
  /** What tells it from others while it is open; gone once it is done with, and with what is erased. */
  said: z.optional(
    z.strictObject({
      subject: z.optional(text(120)),
      /** The first words of the first contact, on one line. */
      words: z.optional(text(160)),
      who: z.optional(text(120)),
      place: z.optional(text(120)),
    }),
  ),
  /** Who has it: it comes from the case's own events, never from the list. */
  owner: z.optional(
    z.strictObject({
      subject: z.optional(text(200)),
      name: text(200),
      since: Instant,
      /** Until when, unless they do something with it. */
      until: z.optional(Instant),
      /** Who gave it to them, until they do something with it. */
      given: z.optional(text(200)),
    }),
  ),
  /** Stretches in which a clock of it stands still, or stood: they move what is due. */
  pauses: z.optional(
    z
      .array(z.strictObject({ clock: z.enum(caseClocks), from: Instant, until: Instant, to: z.optional(Instant) }))
      .check(z.maxLength(maximumPauses)),
  ),
  /** The region that its place lies in, by its code (ISTAT), where a sign or a province's name in it tells. */
  region: z.optional(Region),
  /** The incident that it is one case of. */
  incident: z.optional(ItemId),
  /** The household of an event whose page it stands on, and what is promised next in this case. */
  household: z.optional(
    z.strictObject({
      household: ItemId,
      event: EventName,
      called: z.optional(text(120)),
      owed: z.optional(z.strictObject({ of: z.enum(promisedThings), dueAt: Instant })),
    }),
  ),
  /** Whom of the experts it waits for, as the desk named them. */
  asked: z.optional(z.array(text(200)).check(z.maxLength(20))),
  /** An answer waits for a supervisor to read it before it leaves. */
  answerHeld: z.optional(z.literal(true)),
  /** An expert owes an answer and is late: it is the desk's to do something about it. */
  expertLate: z.optional(z.literal(true)),
  /** Danger to life, and whoever had it is at work no more: it stands before all others of its lane. */
  onTop: z.optional(z.literal(true)),
  /** When time does something to it by itself, in UTC: an expert is late, a referral comes back, a pause ends. */
  nextByTime: z.optional(Instant),
  /** Who did or said something last: the citizen, or somebody of the staff by name. */
  last: z.optional(z.strictObject({ who: z.enum(['citizen', 'staff']), at: Instant, name: z.optional(text(200)) })),
});
export type WorklistItem = z.infer<typeof WorklistItem>;

/** Cases that one page of the worklist shows at most. */
export const maximumPage = 100;

/** Where the next page begins; it means nothing to whoever hands it on. */
export const WorklistCursor = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,300}$/), z.maxLength(300));

/** The answer of `GET …/worklist`: open cases by lane and due time, the first due first. */
export const WorklistView = z.strictObject({
  service: ServiceId,
  /** The lane that was asked for; all of them, urgent first, when none was. */
  lane: z.optional(Identifier),
  items: z.array(WorklistItem).check(z.maxLength(maximumPage)),
  /** Where to go on; with a filter there may be more even where this page is not full. */
  next: z.optional(WorklistCursor),
});
export type WorklistView = z.infer<typeof WorklistView>;

/** Cases of one lane that are counted at most are eight times this: a count beyond is told as `more`. */
export const countedInPart = 50;

/** A case of which the list has something new: it is another version, or is open no more. */
export const ChangedCase = z.strictObject({
  caseId: ReceiptCode,
  version: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
  lane: Identifier,
  urgent: z.boolean(),
  open: z.boolean(),
  /** Whether its citizen's words, or their urgency, wait for somebody of the staff to take it up. */
  waits: z.boolean(),
  /** To whom a colleague gave it, by subject, until they do something with it. */
  given: z.optional(text(200)),
  /** An answer of it waits for a supervisor to read it. */
  held: z.optional(z.literal(true)),
});
export type ChangedCase = z.infer<typeof ChangedCase>;

/** Changes that one answer tells at most. */
export const maximumChanges = 500;

/** The answer of `GET …/changes`: which cases of the list are new, other or gone, and how many are open; no words. */
export const WorklistChanges = z.strictObject({
  service: ServiceId,
  /** What to ask for next time as `since`. */
  next: Instant,
  /** Stands for the whole answer, as its ETag does: the same again is 304. */
  mark: z.string().check(z.regex(/^[0-9a-f]{16}$/), z.maxLength(16)),
  changed: z.array(ChangedCase).check(z.maxLength(maximumChanges)),
  /** More has changed than is told, or `since` is too long ago: the list is to be read anew. */
  missed: z.boolean(),
  /** Open cases by lane, in the lanes' order; `more` where there are more than were counted. */
  lanes: z
    .array(
      z.strictObject({ lane: Identifier, open: z.int().check(z.minimum(0), z.maximum(10_000)), more: z.boolean() }),
    )
    .check(z.maxLength(100)),
  /** Who else has the case open that was named with the question; left out where none was named. */
  company: z.optional(z.array(AtCase).check(z.maxLength(maximumCompany))),
});
export type WorklistChanges = z.infer<typeof WorklistChanges>;
