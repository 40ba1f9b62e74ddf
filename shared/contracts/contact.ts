import * as z from 'zod/mini';
import { AttachmentId, CallFacts, Document, MailFacts, PaperFacts, toldMembers } from './arrival.ts';
import { HeardInWords } from './danger.ts';
import { GuideWalk } from './guide-walk.ts';
import { Channel, Kind, ServiceId } from './kind.ts';
import { Phone } from './phone.ts';
import { SafeContact } from './safe-contact.ts';
import { Instant, Language, noControl, seenLine, somethingSeen, unixLines } from './text.ts';

/** 64 KB: a larger contact is refused with 413 (design.md section 5). */
export const maximumBodyBytes = 65_536;
/** Characters of a citizen's message (design.md section 5; Open311 GeoReport v2 has the same bound). */
export const maximumMessageLength = 4000;
export const maximumAttachments = 5;

const text = (maximum: number) => z.string().check(z.maxLength(maximum));

/** Who asks: citizens are answered directly, the others are routed to the competent office (carta dei servizi). */
export const requesters = ['citizen', 'institution', 'organisation', 'company'] as const;

/** An e-mail address; blanks around it are no part of it. */
export const Email = z.string().check(z.trim(), z.email(), z.maxLength(254));

/** When a caller would like to be called back: at any time, or before or after 13:00, always within opening hours. */
export const callBackTimes = ['any', 'morning', 'afternoon'] as const;

/** A receipt code in its one spelling: the service's prefix, then 16 Crockford base32 symbols in groups of four. */
export const ReceiptCode = z.string().check(z.regex(/^[A-Z]{2,4}(-[0-9A-HJKMNP-TV-Z]{4}){4}$/), z.maxLength(24));

/** What a citizen writes: a line's end counts as one character, however a browser sends it. */
export const CitizenWords = z
  .string()
  .check(
    z.overwrite(unixLines),
    z.trim(),
    z.minLength(1),
    z.maxLength(maximumMessageLength),
    noControl,
    z.regex(somethingSeen),
  );

/** The body of `POST /services/{service}/contacts`; unknown members are refused so that a typo is told, not lost. */
export const ContactBody = z.strictObject({
  kind: Kind,
  category: z.optional(seenLine(40)),
  /** The group of experts that is to answer; a danger to life goes to the desk all the same. */
  experts: z.optional(seenLine(40)),
  requester: z._default(z.enum(requesters), 'citizen'),
  name: seenLine(100),
  surname: z.optional(seenLine(100)),
  email: z.optional(Email),
  phone: z.optional(Phone),
  language: z._default(Language, 'it'),
  subject: z.optional(seenLine(200)),
  message: CitizenWords,
  place: z.optional(
    z.strictObject({
      address: z.optional(seenLine(200)),
      municipality: z.optional(seenLine(100)),
      latitude: z.optional(z.number().check(z.minimum(-90), z.maximum(90))),
      longitude: z.optional(z.number().check(z.minimum(-180), z.maximum(180))),
    }),
  ),
  attachments: z.optional(z.array(AttachmentId).check(z.maxLength(maximumAttachments))),
  /** Whether, and when, to be called back; the phone is needed then. */
  callBack: z.optional(z.enum(callBackTimes)),
  /** How to be reached without risk: every mail and every call obeys. */
  safeContact: z.optional(SafeContact),
  /** What was answered in a guide, where that led here; one that cannot be read is left out, and stops no contact. */
  walk: z.optional(GuideWalk),
  privacyAccepted: z.literal(true),
});
export type ContactBody = z.infer<typeof ContactBody>;

/**
 * What any channel can tell of a contact: nobody who calls or sends a letter fills in a form, so all but the kind may
 * be absent. Every `ContactBody` is one.
 */
export const AcceptedContact = z.object({
  kind: Kind,
  category: z.optional(seenLine(40)),
  experts: z.optional(seenLine(40)),
  requester: z._default(z.enum(requesters), 'citizen'),
  ...toldMembers,
  language: z._default(Language, 'it'),
  attachments: z.optional(z.array(AttachmentId).check(z.maxLength(maximumAttachments))),
  callBack: z.optional(z.enum(callBackTimes)),
  privacyAccepted: z.optional(z.literal(true)),
});
export type AcceptedContact = z.infer<typeof AcceptedContact>;

/** The message that intake leaves in the queue: version 1; later members are kept by whoever reads an older version. */
export const ContactAccepted = z.object({
  contract: z.literal('contact-accepted.v1'),
  code: ReceiptCode,
  service: ServiceId,
  channel: Channel,
  receivedAt: Instant,
  /** What the receipt promised; absent for kinds that no clock follows. */
  firstAnswerDueAt: z.optional(Instant),
  /** By when the experts whom the contact names owe their answer; absent where it goes to the desk first. */
  expertsDueAt: z.optional(Instant),
  /** Whether the citizen was told to call for rescue: the register says the same. */
  urgent: z.optional(z.boolean()),
  /** What danger was heard in all that came, where that is more than its words: attached mails, texts and PDFs. */
  danger: z.optional(HeardInWords),
  /**
   * The case that this contact certainly belongs to; without it, or when there is none, the contact opens one of its
   * own.
   */
  joins: z.optional(ReceiptCode),
  /** Whether a formal instance whatever its kind: certified mail, a signed document, a letter that staff marked so. */
  formal: z.optional(z.boolean()),
  /** When the caller who asked for it, or called in vain, is to be called back at the latest. */
  callBackDueAt: z.optional(Instant),
  /** The same for a call under way, should another record of it tell that it was in vain. */
  missedDueAt: z.optional(Instant),
  /** Whether the center sent it to itself, to see that the line goes through. */
  canary: z.optional(z.literal(true)),
  call: z.optional(CallFacts),
  mail: z.optional(MailFacts),
  paper: z.optional(PaperFacts),
  /** Files that are kept already and were looked into: attachments of mails, scans. */
  documents: z.optional(z.array(Document).check(z.maxLength(50))),
  /** Who of the staff recorded it by hand. */
  recordedBy: z.optional(text(200)),
  recordedBySubject: z.optional(text(200)),
  contact: AcceptedContact,
});
export type ContactAccepted = z.infer<typeof ContactAccepted>;

/** What is told at once to whoever speaks of danger to life, whatever becomes of their request. */
export const Advice = z.strictObject({
  text: z.string().check(z.maxLength(4000)),
  emergencyNumbers: z.array(z.string().check(z.regex(/^[0-9]{3}$/), z.maxLength(3))).check(z.maxLength(6)),
  /** Lines beside the emergency numbers that help with what was written, and what to do meanwhile. */
  helpLines: z.optional(
    z
      .array(
        z.strictObject({
          number: z.string().check(z.regex(/^[0-9 ]{3,20}$/), z.maxLength(20)),
          name: z.string().check(z.maxLength(200)),
        }),
      )
      .check(z.maxLength(4)),
  ),
  todo: z.optional(z.array(z.string().check(z.maxLength(300))).check(z.maxLength(6))),
});
export type Advice = z.infer<typeof Advice>;

/** The 202 answer: what the citizen holds and when the first answer is due. */
export const Receipt = z.strictObject({
  code: ReceiptCode,
  service: ServiceId,
  kind: Kind,
  receivedAt: Instant,
  firstAnswerDueAt: z.optional(Instant),
  /** When whoever asked for it is called back at the latest. */
  callBackDueAt: z.optional(Instant),
  advice: z.optional(Advice),
});
export type Receipt = z.infer<typeof Receipt>;
