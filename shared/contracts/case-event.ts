import * as z from 'zod/mini';
import { AttachmentId, CallFacts, MailFacts, maximumDocumentBytes, PaperFacts } from './arrival.ts';
import { ReceiptCode, requesters } from './contact.ts';
import * as desk from './desk-event.ts';
import { GivenText, ItemId, Party, PersonalPart, Reason, Subject } from './event-members.ts';
import * as household from './household-event.ts';
import { judgements } from './judged-danger.ts';
import { Channel, Kind, ServiceId } from './kind.ts';
import { Instant, Language } from './text.ts';

const text = (maximum: number) => z.string().check(z.maxLength(maximum));
/** Entries of one case: what no case comes near. */
export const maximumVersion = 1_000_000;
/** 400 KB: DynamoDB keeps no larger item (Service Quotas). */
const maximumItemBytes = 409_600;
const Digest = z.string().check(z.regex(/^[0-9a-f]{64}$/), z.maxLength(64));
/** What became of an attempt to call somebody back. */
export const callBackOutcomes = ['reached', 'no-answer', 'busy', 'wrong-number'] as const;

const CaseOpened = z.object({
  type: z.literal('CaseOpened'),
  service: ServiceId,
  kind: Kind,
  category: z.optional(text(40)),
  requester: z.enum(requesters),
  language: Language,
  lane: text(40),
  urgent: z.boolean(),
  competence: z.enum(['own', 'other']),
  formal: z.boolean(),
  firstAnswerDueAt: z.optional(Instant),
  retentionDays: z.int().check(z.minimum(1), z.maximum(36_500)),
  /** The region that its place lies in, by its code (ISTAT): of the place itself nothing outlasts an erasure. */
  region: z.optional(z.string().check(z.regex(/^(0[1-9]|1\d|20)$/), z.maxLength(2))),
  /** The closed case that this one goes on from, where it was too late to open that again; or the one it was part of. */
  follows: z.optional(ReceiptCode),
  /** Violence was heard in that case: nothing that leaves of this one may tell. */
  tellsViolence: z.optional(z.literal(true)),
  /** Whether the center sent it to itself: no worklist shows it, and nothing counts it. */
  canary: z.optional(z.literal(true)),
});
const ContactReceived = z.object({
  type: z.literal('ContactReceived'),
  channel: Channel,
  receivedAt: Instant,
  attachments: z.array(AttachmentId).check(z.maxLength(50)),
  /** The contact's own code, where it joined a case that another contact had opened. */
  contact: z.optional(ReceiptCode),
  call: z.optional(CallFacts),
  mail: z.optional(MailFacts),
  paper: z.optional(PaperFacts),
  recordedBy: z.optional(Party),
  recordedBySubject: Subject,
  personal: z.optional(PersonalPart),
});
/** What a contact turned out to be, where that is not what its case was opened as. */
const Sorted = z.object({
  kind: Kind,
  category: z.optional(text(40)),
  lane: text(40),
  formal: z.boolean(),
  firstAnswerDueAt: z.optional(Instant),
  retentionDays: z.optional(z.int().check(z.minimum(1), z.maximum(36_500))),
});
/** A further record of a call that is known already, older or newer, with what it tells of the caller that is news. */
const CallUpdated = z.object({
  type: z.literal('CallUpdated'),
  contact: ReceiptCode,
  call: CallFacts,
  /** What its menu choices make of a case that nobody has touched. */
  sorted: z.optional(Sorted),
  personal: z.optional(PersonalPart),
});
const CallBackAsked = z.object({
  type: z.literal('CallBackAsked'),
  contact: ReceiptCode,
  dueAt: Instant,
  /** Where nobody asked for it: the version that the citizen was given and that holds no longer, and who has them told. */
  corrects: z.optional(GivenText),
  batch: z.optional(ItemId),
  by: z.optional(Party),
  subject: Subject,
});
const CallBackTried = z.object({
  type: z.literal('CallBackTried'),
  by: Party,
  subject: Subject,
  outcome: z.enum(callBackOutcomes),
  /** What whoever called noted. */
  personal: z.optional(PersonalPart),
});
/**
 * Three attempts reached nobody: the citizen is told how to come back (charter of the service). With a name: somebody of
 * the staff gave up calling back who had asked for nothing, and why.
 */
const CallBackGivenUp = z.object({
  type: z.literal('CallBackGivenUp'),
  attempts: z.int().check(z.minimum(0)),
  by: z.optional(Party),
  subject: Subject,
  /** Whoever owed the citizen the call took it back: nobody has been told. */
  withdrawn: z.optional(z.literal(true)),
  personal: z.optional(PersonalPart),
});
/** Staff typed what a scan says, or corrected what was typed of it or recorded by hand. */
const DocumentRead = z.object({
  type: z.literal('DocumentRead'),
  /** The contact whose words these are; without it, all that waited to be read. */
  contact: z.optional(ReceiptCode),
  by: Party,
  subject: Subject,
  /** Whether it takes the place of what was typed of the same contact before, which stays on record. */
  corrects: z.optional(z.boolean()),
  /** In which language the person is answered. */
  language: z.optional(Language),
  sorted: z.optional(Sorted),
  personal: z.optional(PersonalPart),
});
/** A formal contact has its number (DPR 445/2000 art. 53 and 57). */
const ProtocolAssigned = z.object({
  type: z.literal('ProtocolAssigned'),
  contact: ReceiptCode,
  year: z.int().check(z.minimum(2000), z.maximum(9999)),
  number: z.int().check(z.minimum(1), z.maximum(999_999_999)),
  /** The date of the protocol: the case hears of its number a moment later. */
  assignedAt: Instant,
});
const ProtocolCancelled = z.object({
  type: z.literal('ProtocolCancelled'),
  year: z.int().check(z.minimum(2000), z.maximum(9999)),
  number: z.int().check(z.minimum(1), z.maximum(999_999_999)),
  by: Party,
  subject: Subject,
  reason: Reason,
});
/** Later words speak of danger to life: the case moves to the urgent lane, and stays there. */
const UrgencyRaised = z.object({ type: z.literal('UrgencyRaised') });
/** Somebody of the staff says whether there was danger to life; of which kind, and why, in the personal part. */
const DangerJudged = z.object({
  type: z.literal('DangerJudged'),
  /** The subject of the token. */
  by: Party,
  judged: z.enum(judgements),
  /** Whether the case lay in the urgent lane before anybody judged. */
  inLane: z.boolean(),
  personal: z.optional(PersonalPart),
});
/** Staff found that this case and another are one; the words stay where they are. */
const JoinedTo = z.object({
  type: z.literal('JoinedTo'),
  caseId: ReceiptCode,
  by: Party,
  subject: Subject,
  /** Whether the caller's turn to be called back is the other case's: nobody is called twice. */
  calledBackThere: z.optional(z.boolean()),
});
const CaseJoined = z.object({
  type: z.literal('CaseJoined'),
  caseId: ReceiptCode,
  by: Party,
  subject: Subject,
  /** When its caller called in vain and asked for nothing: the same number called again. */
  missedAt: z.optional(Instant),
});
/** It was closed too long ago to be opened again: what its citizen said goes on in the case `caseId`. */
const FollowedBy = z.object({ type: z.literal('FollowedBy'), caseId: ReceiptCode });
const MessageAdded = z.object({
  type: z.literal('MessageAdded'),
  from: z.enum(['citizen', 'desk']),
  personal: z.optional(PersonalPart),
});
const AttachmentAttached = z.object({
  type: z.literal('AttachmentAttached'),
  attachment: AttachmentId,
  contentType: text(100),
  bytes: z.int().check(z.minimum(1), z.maximum(maximumDocumentBytes)),
  sha256: Digest,
  personal: z.optional(PersonalPart),
});
const AttachmentRefused = z.object({
  type: z.literal('AttachmentRefused'),
  attachment: AttachmentId,
  reason: z.enum(['missing', 'too-large', 'type-not-accepted', 'type-differs-from-content']),
});
const PersonalDataErased = z.object({
  type: z.literal('PersonalDataErased'),
  reason: Reason,
  upToVersion: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
});

/** A fact of a case, in the past tense; every union member is one word of the register. */
export const CaseEvent = z.discriminatedUnion('type', [
  CaseOpened,
  ContactReceived,
  MessageAdded,
  AttachmentAttached,
  AttachmentRefused,
  desk.TakenInCharge,
  desk.CitizenAsked,
  desk.Forwarded,
  desk.Referred,
  desk.Answered,
  desk.Closed,
  desk.Reopened,
  PersonalDataErased,
  CallUpdated,
  CallBackAsked,
  CallBackTried,
  CallBackGivenUp,
  DocumentRead,
  ProtocolAssigned,
  ProtocolCancelled,
  JoinedTo,
  CaseJoined,
  FollowedBy,
  UrgencyRaised,
  DangerJudged,
  desk.ReferralLinkRenewed,
  desk.AnswerProtocolAssigned,
  desk.Released,
  desk.NoteAdded,
  desk.PersonFactNoted,
  desk.PersonFactDropped,
  desk.Resorted,
  desk.ClockPaused,
  desk.ClockResumed,
  desk.AskAnswered,
  desk.AskWithdrawn,
  desk.AskOverdue,
  desk.ReferralAcknowledged,
  desk.ReferralAnswered,
  desk.ReferralRefused,
  desk.ReferralReturned,
  desk.AnswerWithheld,
  desk.AnswerCleared,
  desk.AnswerSent,
  desk.AnswerBounced,
  desk.Unjoined,
  desk.SplitOff,
  desk.HoldSet,
  desk.HoldLifted,
  desk.GroupedIn,
  desk.Ungrouped,
  desk.HandedToRescue,
  desk.NoDangerAgreed,
  desk.Rated,
  desk.Reviewed,
  desk.ConsentGiven,
  desk.ConsentWithdrawn,
  household.HouseholdJoined,
  household.HouseholdLeft,
  household.HouseholdVisited,
  household.HouseholdInspected,
  household.PromiseMade,
  household.PromiseEnded,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;

/**
 * One append to the register. `events` is the JSON text that the hash covers, byte for byte;
 * `personal` is the JSON text of the salt and the personal parts, which erasure removes.
 */
export const RegisterEntry = z.object({
  caseId: z.string().check(z.minLength(1), z.maxLength(40)),
  version: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
  at: Instant,
  events: text(maximumItemBytes),
  personal: z.optional(text(maximumItemBytes)),
  prevHash: Digest,
  hash: Digest,
});
export type RegisterEntry = z.infer<typeof RegisterEntry>;
