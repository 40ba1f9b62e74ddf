import * as z from 'zod/mini';
import { AttachmentId, CallFacts, MailFacts, PaperFacts, toldMembers } from './arrival.ts';
import { callBackOutcomes, maximumVersion } from './case-event.ts';
import { CallBackState, Stage } from './case-status.ts';
import { callBackTimes, Email, maximumAttachments, ReceiptCode, requesters } from './contact.ts';
import { dangerKinds, HeardInWords } from './danger.ts';
import { DeskState } from './desk-state.ts';
import { judgements } from './judged-danger.ts';
import { Channel, Identifier, Kind, ServiceId } from './kind.ts';
import { KnownFact, maximumPersonFacts } from './person-fact.ts';
import { Phone } from './phone.ts';
import { ProtocolNumber } from './protocol.ts';
import { SafeContact } from './safe-contact.ts';
import { Instant, Language, line, maximumTextLength, prose } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
const Count = z.int().check(z.minimum(0), z.maximum(maximumVersion));
/** A receipt code as a person types it. */
const TypedCode = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));

////////// What staff send

/** How a contact that staff record by hand came. */
export const recordedChannels = ['letter', 'fax', 'in-person', 'phone'] as const;

const typedPlace = z.strictObject({
  address: z.optional(line(500)),
  municipality: z.optional(line(200)),
  latitude: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
  longitude: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
});

/** What a letter, a fax, a visitor or a caller says, as staff type it. */
const typed = {
  name: z.optional(line(200)),
  surname: z.optional(line(200)),
  email: z.optional(Email),
  phone: z.optional(Phone),
  subject: z.optional(line(500)),
  message: prose(maximumTextLength),
  place: z.optional(typedPlace),
  /** How the person may be reached without risk. */
  safeContact: z.optional(SafeContact),
  /** Date and protocol number that the sender's own office gave it (DPR 445/2000 art. 53 e). */
  senderReference: z.optional(line(200)),
};

/** The body of `POST …/contacts` of the desk: a letter, fax, visit or call that staff record by hand. */
export const RecordedContact = z.strictObject({
  channel: z.enum(recordedChannels),
  /** When it came: the day of the postmark, the hour of the visit; not in the future, 365 days ago at most. */
  receivedAt: Instant,
  /** Why it is recorded so late; needed when it came more than 30 days ago. */
  lateBecause: z.optional(line(500)),
  /** Whether the paper is an instance whatever its kind: signed, with an identity document (CAD art. 65). */
  formal: z.optional(z.boolean()),
  pages: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
  /** The code of the case that it names; without it, it opens a case of its own. */
  joins: z.optional(TypedCode),
  kind: Kind,
  category: z.optional(Identifier),
  requester: z._default(z.enum(requesters), 'citizen'),
  language: z._default(Language, 'it'),
  ...typed,
  attachments: z.optional(z.array(AttachmentId).check(z.maxLength(maximumAttachments))),
  /** Whether, and when, the person wants to be called back; the phone is needed then. */
  callBack: z.optional(z.enum(callBackTimes)),
});
export type RecordedContact = z.infer<typeof RecordedContact>;

/** The body of `POST …/cases/{code}/readings`: what a scan says, and what it turned out to be. */
export const DocumentReading = z.strictObject({
  /** The contact that is read; needed where a case has several that could be meant. */
  contact: z.optional(ReceiptCode),
  /** True where it takes the place of what was typed before, of a scan or of a contact recorded by hand: all of it. */
  corrects: z.optional(z.boolean()),
  kind: z.optional(Kind),
  category: z.optional(Identifier),
  /** In which language the person is answered; that of the case unless told. */
  language: z.optional(Language),
  ...typed,
});
export type DocumentReading = z.infer<typeof DocumentReading>;

/**
 * The body of `POST …/cases/{code}/call-attempts`: what became of one attempt to call back, or that nobody calls back
 * any more who only called in vain (`given-up`, with the reason as note).
 */
export const CallAttempt = z.strictObject({
  outcome: z.enum([...callBackOutcomes, 'given-up']),
  note: z.optional(prose(1000)),
  /** Whoever was reached wants nothing more: the case is closed as answered on the phone. */
  settled: z.optional(z.boolean()),
});
export type CallAttempt = z.infer<typeof CallAttempt>;

/** The body of `POST …/cases/{code}/joins`: the case that is one with this one, and why. */
export const CaseJoin = z.strictObject({ caseId: TypedCode, reason: prose(1000) });
export type CaseJoin = z.infer<typeof CaseJoin>;

/** The body of `POST …/next`: what somebody wants to be handed; what is left out is everything. */
export const NextAsked = z.strictObject({
  lanes: z.optional(z.array(Identifier).check(z.minLength(1), z.maxLength(10))),
  /** Languages that they answer in. */
  languages: z.optional(z.array(Language).check(z.minLength(1), z.maxLength(3))),
  /** How many are at work and may ask at once: among so many, by due time, one is handed out. */
  atWork: z.optional(z.int().check(z.minimum(1), z.maximum(500))),
});
export type NextAsked = z.infer<typeof NextAsked>;

////////// What staff see

/** Attempts and persons, which are never one number: three calls of one person are three attempts of one. */
const Counted = z.strictObject({ attempts: Count, persons: Count });

/** One touch of the case, with what it said; nothing is said any more once personal data was erased. */
const ContactSeen = z.strictObject({
  contact: ReceiptCode,
  channel: Channel,
  receivedAt: Instant,
  registeredAt: Instant,
  ...toldMembers,
  /** Whether its scan waits for somebody to type what it says. */
  toBeRead: z.optional(z.boolean()),
  call: z.optional(CallFacts),
  mail: z.optional(MailFacts),
  paper: z.optional(PaperFacts),
  recordedBy: z.optional(text(200)),
});

/** A file of the case; `address` downloads it until `addressEndsAt`, and is there for what was checked and kept. */
const DocumentSeen = z.strictObject({
  document: AttachmentId,
  state: z.enum(['offered', 'attached', 'refused', 'erased']),
  contentType: z.optional(text(100)),
  bytes: z.optional(z.int().check(z.minimum(1), z.maximum(41_943_040))),
  sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/), z.maxLength(64))),
  fileName: z.optional(text(200)),
  /** What danger was heard in its text. */
  danger: z.optional(HeardInWords),
  address: z.optional(text(8000)),
  /** Shows it beside the text, for as long; there for pictures, PDF and plain text. */
  preview: z.optional(text(8000)),
  addressEndsAt: z.optional(Instant),
});

/** Why another case of the same person is likely about the same thing, the strongest reason first. */
export const suggestionReasons = ['same-words', 'same-category', 'same-kind'] as const;

/** Another case of the same person that is likely about the same thing: a person of the staff decides. */
const Suggestion = z.strictObject({
  caseId: ReceiptCode,
  kind: Kind,
  channel: Channel,
  stage: Stage,
  receivedAt: Instant,
  reasons: z.array(z.enum(suggestionReasons)).check(z.minLength(1), z.maxLength(suggestionReasons.length)),
  counted: Counted,
});

const many = 1000;

/** The answer of `GET …/cases/{code}`: the whole case as whoever works on it sees it. */
export const DeskCase = z.strictObject({
  code: ReceiptCode,
  service: ServiceId,
  version: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
  stage: Stage,
  kind: Kind,
  category: z.optional(Identifier),
  requester: z.enum(requesters),
  language: Language,
  lane: Identifier,
  urgent: z.boolean(),
  competence: z.enum(['own', 'other']),
  formal: z.boolean(),
  receivedAt: Instant,
  firstAnswerDueAt: z.optional(Instant),
  toBeRead: z.boolean(),
  /** Whether personal data was erased. */
  erased: z.boolean(),
  /** Why it was, as the register has it; `retention` where the time of its kind was over. */
  erasedBecause: z.optional(text(2000)),
  history: z.array(z.strictObject({ stage: Stage, at: Instant })).check(z.maxLength(many)),
  contacts: z.array(ContactSeen).check(z.maxLength(many)),
  /** Of this case and those joined to it, together. */
  counted: Counted,
  readings: z
    .array(
      z.strictObject({
        at: Instant,
        by: text(200),
        kind: z.optional(Kind),
        category: z.optional(Identifier),
        ...toldMembers,
        /** The contact that was read. */
        contact: z.optional(ReceiptCode),
        /** Whether a later reading of the same contact holds instead. */
        replaced: z.optional(z.boolean()),
      }),
    )
    .check(z.maxLength(many)),
  messages: z
    .array(
      z.strictObject({
        from: z.enum(['citizen', 'desk']),
        at: Instant,
        text: text(maximumTextLength),
        /** What danger was heard in it; that of a contact or a reading stands with that. */
        danger: z.optional(HeardInWords),
      }),
    )
    .check(z.maxLength(many)),
  documents: z.array(DocumentSeen).check(z.maxLength(many)),
  protocol: z
    .array(
      z.strictObject({ number: ProtocolNumber, contact: ReceiptCode, assignedAt: Instant, cancelled: z.boolean() }),
    )
    .check(z.maxLength(many)),
  callBack: z.optional(
    z.strictObject({
      dueAt: Instant,
      state: CallBackState,
      /** How often the same number has called, where it is more than once. */
      calls: z.optional(z.int().check(z.minimum(2), z.maximum(1_000_000))),
      /** Nothing but calls in vain: the caller asked for nothing. */
      missed: z.optional(z.literal(true)),
      attempts: z
        .array(
          z.strictObject({
            at: Instant,
            by: text(200),
            outcome: z.enum(callBackOutcomes),
            note: z.optional(text(maximumTextLength)),
          }),
        )
        .check(z.maxLength(many)),
    }),
  ),
  /** Who has it, what was asked, referred and answered, and what is left to do. */
  desk: DeskState,
  /** What staff last said of it: whether there was danger to life. */
  judged: z.optional(
    z.strictObject({
      judged: z.enum(judgements),
      at: Instant,
      kind: z.optional(z.enum(dangerKinds)),
      reason: z.optional(text(maximumTextLength)),
      /** Who agreed. */
      agreed: z.optional(text(200)),
    }),
  ),
  /** Cases that were joined to this one, and the one that this one was joined to. */
  joined: z.array(ReceiptCode).check(z.maxLength(many)),
  joinedTo: z.optional(ReceiptCode),
  suggestions: z.array(Suggestion).check(z.maxLength(10)),
  /** What is known of its person, from this case and their others. */
  facts: z.array(KnownFact).check(z.maxLength(maximumPersonFacts)),
});
export type DeskCase = z.infer<typeof DeskCase>;
