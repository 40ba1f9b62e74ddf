import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { GivenText, ItemId, Party, Person, PersonalPart, Reason, Subject } from './event-members.ts';
import { Identifier, Kind } from './kind.ts';
import { Instant } from './text.ts';

// What the desk does with a case, from taking it to its end. Whatever somebody typed is in the personal part; each event
// of one act names the same person, and what the clock does names nobody (`by: 'sportello'`, without a subject).

/** Who did it: the name, and whom the issuer of the token knows by it. */
const done = { by: Party, subject: Subject };
/** Events that had no author before the desk kept one. */
const doneSince = { by: z.optional(Party), subject: Subject };
const personal = z.optional(PersonalPart);

////////// Who has it

/** How somebody came by a case: the desk handed it out, or they chose it. */
export const takings = ['next', 'chosen'] as const;
export const TakenInCharge = z.object({
  type: z.literal('TakenInCharge'),
  ...done,
  how: z.optional(z.enum(takings)),
  /** Until when it is theirs unless they do something with it. */
  until: z.optional(Instant),
  /** Whose it was, where it was taken over; why, in the personal part. */
  over: z.optional(Person),
  personal,
});

/** Why somebody has a case no more: they gave it back, their time or shift was over, or it was given to another. */
export const releases = ['given-back', 'lease-over', 'shift-over', 'moved'] as const;
export const Released = z.object({
  type: z.literal('Released'),
  ...done,
  because: z.enum(releases),
  /** Who has it now. */
  to: z.optional(Person),
  personal,
});

////////// What staff write and sort

/** Words for colleagues; no act makes an answer of them. */
export const NoteAdded = z.object({
  type: z.literal('NoteAdded'),
  ...done,
  /** Subjects of colleagues who are told that there is a note. */
  mentions: z.optional(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(20))),
  personal,
});
/** Staff note a fact about the person, or take it away; which one and why, in the personal part. */
export const PersonFactNoted = z.object({ type: z.literal('PersonFactNoted'), ...done, personal });
export const PersonFactDropped = z.object({ type: z.literal('PersonFactDropped'), ...done, personal });
/** Staff say what the case is; why, and where, in the personal part. */
export const Resorted = z.object({
  type: z.literal('Resorted'),
  ...done,
  kind: z.optional(Kind),
  category: z.optional(Identifier),
  lane: z.optional(Identifier),
  firstAnswerDueAt: z.optional(Instant),
  retentionDays: z.optional(z.int().check(z.minimum(1), z.maximum(36_500))),
  /** It was found to be an instance: its first contact gets a protocol number. */
  formal: z.optional(z.literal(true)),
  personal,
});

////////// What the citizen is asked, and clocks that stand still

export const CitizenAsked = z.object({
  type: z.literal('CitizenAsked'),
  ...doneSince,
  /** By which way the question went. */
  channel: z.optional(z.enum(['mail', 'page', 'letter', 'phone'])),
  /** Until when an answer is waited for. */
  until: z.optional(Instant),
  /** Whether an instance is to be put in order before it can be answered (DPR 445/2000 art. 71 c. 3). */
  regularise: z.optional(z.boolean()),
  personal,
});

/** The clocks of a case: its first answer, the term of the law, and what an expert owes. */
export const caseClocks = ['first-answer', 'legal-term', 'forwarded'] as const;
/** Why a clock stands still: nothing else stops one. */
export const pauseReasons = ['citizen-asked', 'documents-awaited', 'other-office', 'appointment'] as const;
export const ClockPaused = z.object({
  type: z.literal('ClockPaused'),
  ...done,
  clock: z.enum(caseClocks),
  reason: z.enum(pauseReasons),
  until: Instant,
  personal,
});
/** Why a clock runs again. */
export const resumptions = ['citizen', 'timer', 'staff', 'closed'] as const;
export const ClockResumed = z.object({
  type: z.literal('ClockResumed'),
  ...doneSince,
  clock: z.enum(caseClocks),
  because: z.enum(resumptions),
});

////////// Experts

export const Forwarded = z.object({
  type: z.literal('Forwarded'),
  ...doneSince,
  to: Party,
  ask: z.optional(ItemId),
  dueAt: z.optional(Instant),
  /** Whether what the expert writes goes out as it is, without the operator. */
  direct: z.optional(z.boolean()),
  personal,
});
export const AskAnswered = z.object({ type: z.literal('AskAnswered'), ...done, ask: ItemId, personal });
export const AskWithdrawn = z.object({ type: z.literal('AskWithdrawn'), ...done, ask: ItemId, personal });
/** What an expert owed is late: told once. */
export const AskOverdue = z.object({ type: z.literal('AskOverdue'), ask: ItemId });

////////// Other administrations

/** Links that one referral is given at most. */
export const maximumLinks = 99;
/** What an administration may see of a case that is referred to it. */
export const sharedParts = ['words', 'person', 'contact-points', 'place', 'files'] as const;
export const Referred = z.object({
  type: z.literal('Referred'),
  ...doneSince,
  /** The administration's name. */
  to: Party,
  referral: z.optional(ItemId),
  /** Its code in the index of public administrations (IPA), where it has one. */
  office: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_]{1,20}$/), z.maxLength(20))),
  acknowledgeBy: z.optional(Instant),
  answerBy: z.optional(Instant),
  shares: z.optional(z.array(z.enum(sharedParts)).check(z.maxLength(sharedParts.length))),
  /** Where it is sent, and what the desk writes to it. */
  personal,
});
export const ReferralAcknowledged = z.object({
  type: z.literal('ReferralAcknowledged'),
  ...doneSince,
  referral: ItemId,
});
export const ReferralAnswered = z.object({
  type: z.literal('ReferralAnswered'),
  ...doneSince,
  referral: ItemId,
  personal,
});
export const ReferralRefused = z.object({
  type: z.literal('ReferralRefused'),
  ...doneSince,
  referral: ItemId,
  /** Who is competent instead. */
  competent: z.optional(Party),
  personal,
});
/** Why a referral is the desk's again; `given-back`: by the administration, with its words in the personal part. */
export const returns = ['no-acknowledgement', 'withdrawn', 'expired', 'given-back'] as const;
export const ReferralReturned = z.object({
  type: z.literal('ReferralReturned'),
  ...doneSince,
  referral: ItemId,
  because: z.enum(returns),
  personal,
});
/** The administration gets a new link, mailed to the address in the personal part; every earlier one is dead. */
export const ReferralLinkRenewed = z.object({
  type: z.literal('ReferralLinkRenewed'),
  ...doneSince,
  referral: ItemId,
  /** Which one it is; the first was sent with the referral. */
  link: z.int().check(z.minimum(2), z.maximum(maximumLinks)),
  endsAt: Instant,
  personal,
});

////////// Answers

/** By which way an answer goes: those of a phone or a visit were said already. */
export const answerChannels = ['mail', 'page', 'letter', 'pec', 'phone', 'in-person'] as const;
export const Answered = z.object({
  type: z.literal('Answered'),
  ...done,
  /** Without it the answer of a record of before, which was out with this event. */
  answer: z.optional(ItemId),
  channel: z.optional(z.enum(answerChannels)),
  /** Whether it ends what was owed; unless told it does. */
  final: z.optional(z.boolean()),
  /** When it leaves at the earliest; until then it can be withheld. */
  leavesAt: z.optional(Instant),
  /** Whether it leaves once a supervisor has read it, and not before (`AnswerCleared`). */
  held: z.optional(z.literal(true)),
  template: z.optional(z.object({ id: Identifier, version: z.int().check(z.minimum(1), z.maximum(1_000_000)) })),
  articles: z.optional(z.array(z.string().check(z.maxLength(80))).check(z.maxLength(20))),
  attachments: z.optional(z.array(z.string().check(z.regex(/^[0-9a-f]{32}$/), z.maxLength(32))).check(z.maxLength(20))),
  /** The one answer to many that it is part of. */
  batch: z.optional(ItemId),
  /** Whose ask or referral its words answer with. */
  from: z.optional(ItemId),
  /** The version that its citizen was given before, and that is told to hold no longer: it ends nothing. */
  corrects: z.optional(GivenText),
  /** Its words, and the address that it goes to, which no later change moves. */
  personal,
});
/** A written answer to an instance has its outgoing number (CAD art. 40-bis): from then on it leaves. */
export const AnswerProtocolAssigned = z.object({
  type: z.literal('AnswerProtocolAssigned'),
  answer: ItemId,
  year: z.int().check(z.minimum(2000), z.maximum(9999)),
  number: z.int().check(z.minimum(1), z.maximum(999_999_999)),
  /** The date of the protocol. */
  assignedAt: Instant,
});
/**
 * Why an answer did not leave: taken back, the citizen spoke first, nobody to send it to, a file that was refused, or a
 * supervisor who read it found it wrong.
 */
export const withholdings = ['staff', 'contact', 'undeliverable', 'file-refused', 'review'] as const;
export const AnswerWithheld = z.object({
  type: z.literal('AnswerWithheld'),
  ...doneSince,
  answer: ItemId,
  because: z.enum(withholdings),
});
/** A supervisor has read an answer that was held: it leaves. */
export const AnswerCleared = z.object({ type: z.literal('AnswerCleared'), ...done, answer: ItemId, leavesAt: Instant });
export const AnswerSent = z.object({
  type: z.literal('AnswerSent'),
  answer: ItemId,
  /** Who said so, where somebody did: a letter that was posted, a PEC whose receipt came. */
  ...doneSince,
  /** Whether it ends nothing: more is to come. */
  interim: z.optional(z.boolean()),
  messageId: z.optional(z.string().check(z.maxLength(300))),
  /** The outgoing protocol number of an answer to an instance (CAD art. 40-bis). */
  protocol: z.optional(
    z.object({
      year: z.int().check(z.minimum(2000), z.maximum(9999)),
      number: z.int().check(z.minimum(1), z.maximum(999_999_999)),
    }),
  ),
});
/** An answer came back; the provider's own words in the personal part. */
export const bounces = [
  'mailbox-unknown',
  'mailbox-full',
  'refused',
  'complaint',
  'returned-by-post',
  'other',
] as const;
export const AnswerBounced = z.object({
  type: z.literal('AnswerBounced'),
  answer: ItemId,
  reason: z.enum(bounces),
  /** What it was to correct. */
  corrects: z.optional(GivenText),
  personal,
});

////////// The end, and after it

/** What became of a case. */
export const outcomes = [
  'answered',
  'answered-on-the-phone',
  'referred',
  'not-competent',
  'withdrawn',
  'citizen-silent',
  'duplicate',
  'abuse',
  'test',
] as const;
export type Outcome = (typeof outcomes)[number];
export const Closed = z.object({
  type: z.literal('Closed'),
  ...doneSince,
  reason: Reason,
  outcome: z.optional(z.enum(outcomes)),
  /** Whether it was answered in the contact that opened it. */
  firstContact: z.optional(z.boolean()),
  personal,
});
/** Why a case is open again. */
export const reopenings = ['contact', 'bounce', 'staff', 'review'] as const;
export const Reopened = z.object({
  type: z.literal('Reopened'),
  ...doneSince,
  reason: Reason,
  because: z.optional(z.enum(reopenings)),
  personal,
});

////////// Several cases

/** Two cases are not one after all: kept in both, each naming the other. */
export const Unjoined = z.object({ type: z.literal('Unjoined'), caseId: ReceiptCode, ...done, personal });
/** A contact of this case is about something else: it goes on in the case `to`, with its words, files and code. */
export const SplitOff = z.object({
  type: z.literal('SplitOff'),
  contact: ReceiptCode,
  to: ReceiptCode,
  ...done,
  personal,
});
/** The case is one of many about the same thing, of different persons: each is answered for itself. */
/** Why a case is kept past its time, and by whose act; no names of persons. */
export const holdMembers = {
  act: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
  authority: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
  /** The incident or proceeding that it is about. */
  incident: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
  until: Instant,
};
/** An act of an authority keeps a case: neither retention nor erasure touches it until then. */
export const HoldSet = z.object({ type: z.literal('HoldSet'), ...done, ...holdMembers });
/** A hold ended before its time, by another act. */
export const HoldLifted = z.object({
  type: z.literal('HoldLifted'),
  ...done,
  act: z.string().check(z.trim(), z.minLength(3), z.maxLength(300)),
});

export const GroupedIn = z.object({ type: z.literal('GroupedIn'), incident: ItemId, ...done, personal });
export const Ungrouped = z.object({ type: z.literal('Ungrouped'), incident: ItemId, ...done, personal });

////////// Danger

/** To whom a danger to life is handed over. */
export const rescuers = ['112', '115', '118', 'situation-room'] as const;
/** Somebody told the rescue services: whom they spoke to and under which reference, in the personal part. */
export const HandedToRescue = z.object({
  type: z.literal('HandedToRescue'),
  ...done,
  to: z.enum(rescuers),
  at: Instant,
  personal,
});
/** A second person agrees that there was no danger. */
export const NoDangerAgreed = z.object({ type: z.literal('NoDangerAgreed'), ...done });

////////// How it was

/** How an answer was rated by whoever got it. */
export const ratingScales = ['stars', 'faces', 'clear'] as const;
export type RatingScale = (typeof ratingScales)[number];
export const Rated = z.object({
  type: z.literal('Rated'),
  /** Stars are one to five; faces, and whether the answer was clear (3: yes, 2: in part, 1: no), one to three. */
  scale: z.enum(ratingScales),
  /** The answer that was rated, where it has an id; the last word on it is the one that counts. */
  answer: z.optional(ItemId),
  value: z.int().check(z.minimum(1), z.maximum(5)),
  choices: z.optional(z.array(Identifier).check(z.maxLength(10))),
});
/** What the citizen of a case may allow besides its answer: that question and answer help others, without a name. */
export const consents = ['publication'] as const;
export type Consent = (typeof consents)[number];
/** The citizen allows it, on the page of the case. */
export const ConsentGiven = z.object({ type: z.literal('ConsentGiven'), to: z.enum(consents) });
/** The citizen allows it no more: what was published with it goes. */
export const ConsentWithdrawn = z.object({ type: z.literal('ConsentWithdrawn'), to: z.enum(consents) });
/** A second pair of eyes looked at how a case was answered. */
export const Reviewed = z.object({
  type: z.literal('Reviewed'),
  ...done,
  criteria: z.array(z.object({ criterion: Identifier, met: z.boolean() })).check(z.minLength(1), z.maxLength(20)),
  personal,
});
