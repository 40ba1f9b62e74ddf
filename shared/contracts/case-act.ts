import * as z from 'zod/mini';
import { AttachmentId } from './arrival.ts';
import { Email, ReceiptCode } from './contact.ts';
import { dangerKinds } from './danger.ts';
import { answerChannels, caseClocks, outcomes, pauseReasons, rescuers, sharedParts } from './desk-event.ts';
import { ItemId } from './event-members.ts';
import { consentWays, EventName, inspectionOutcomes, promisedThings } from './household-event.ts';
import { Identifier, Kind } from './kind.ts';
import { PersonFact } from './person-fact.ts';
import { Instant, line, maximumTextLength, prose } from './text.ts';

const Why = prose(1000);
const Kept = z.optional(Why);
/** A colleague: as the issuer of tokens knows them, and by name. */
const Colleague = z.strictObject({ subject: line(200), name: line(200) });
/** A name in the index of public administrations (IPA). */
const OfficeCode = z.string().check(z.regex(/^[A-Za-z0-9_]{1,20}$/), z.maxLength(20));

/** The body of `POST …/cases/{code}/acts`: what is done to the case, and what that act needs. */
export const CaseActBody = z.discriminatedUnion('act', [
  /** There was danger to life: of which kind, where the one that was heard is not it. */
  z.strictObject({ act: z.literal('was-danger'), kind: z.optional(z.enum(dangerKinds)), reason: Kept }),
  /** There was none. */
  z.strictObject({ act: z.literal('was-none'), reason: Kept }),
  /** A second person agrees that there was none. */
  z.strictObject({ act: z.literal('not-danger') }),
  z.strictObject({
    act: z.literal('hand-to-rescue'),
    to: z.enum(rescuers),
    /** When they were told; not in the future. */
    at: Instant,
    spokeTo: line(200),
    reference: z.optional(line(100)),
  }),
  z.strictObject({ act: z.literal('take') }),
  z.strictObject({ act: z.literal('take-over'), reason: Why }),
  z.strictObject({ act: z.literal('release') }),
  z.strictObject({ act: z.literal('give'), to: Colleague, reason: Kept }),
  z.strictObject({
    act: z.literal('note'),
    text: prose(maximumTextLength),
    mentions: z.optional(z.array(line(200)).check(z.maxLength(20))),
  }),
  /** A fact about the person, for whoever answers them next: noted, or taken away from the case it was noted in. */
  z.strictObject({ act: z.literal('note-fact'), ...PersonFact.shape, reason: Why }),
  z.strictObject({ act: z.literal('drop-fact'), fact: PersonFact.shape.fact, reason: Why }),
  /** What the case is, where it is not what it was taken for. */
  z.strictObject({
    act: z.literal('resort'),
    kind: z.optional(Kind),
    category: z.optional(Identifier),
    lane: z.optional(Identifier),
    place: z.optional(z.strictObject({ address: z.optional(line(500)), municipality: z.optional(line(200)) })),
    reason: Why,
  }),
  z.strictObject({ act: z.literal('ask-citizen'), question: prose(maximumTextLength), until: z.optional(Instant) }),
  /** An instance lacks something that the law lets its sender put in order. */
  z.strictObject({ act: z.literal('ask-to-regularise'), question: prose(maximumTextLength), until: Instant }),
  /** A clock stands still, until an instant within thirty days; the citizen's word ends it. */
  z.strictObject({
    act: z.literal('pause'),
    clock: z.enum(caseClocks),
    reason: z.enum(pauseReasons),
    until: Instant,
    note: Kept,
  }),
  z.strictObject({ act: z.literal('resume'), clock: z.enum(caseClocks) }),
  /** An expert group owes an answer. */
  z.strictObject({
    act: z.literal('forward'),
    to: line(200),
    question: prose(maximumTextLength),
    dueAt: z.optional(Instant),
    direct: z.optional(z.boolean()),
  }),
  z.strictObject({ act: z.literal('answer-ask'), ask: ItemId, text: prose(maximumTextLength) }),
  /** Nobody waits any more for what an expert group or an administration was asked. */
  z.strictObject({ act: z.literal('withdraw'), ask: ItemId, reason: Kept }),
  z.strictObject({
    act: z.literal('refer'),
    /** The administration's name. */
    to: line(200),
    office: z.optional(OfficeCode),
    email: z.optional(Email),
    text: prose(maximumTextLength),
    /** What it may see of the case: nothing that is not named. */
    shares: z.array(z.enum(sharedParts)).check(z.maxLength(sharedParts.length)),
    acknowledgeBy: z.optional(Instant),
    answerBy: z.optional(Instant),
  }),
  /** The administration gets a new link to the referral, at another address where one is named; the old one is dead. */
  z.strictObject({ act: z.literal('renew-referral'), referral: ItemId, email: z.optional(Email) }),
  /** What an administration said of a referral to somebody of the desk. */
  z.strictObject({
    act: z.literal('record-referral'),
    referral: ItemId,
    said: z.enum(['acknowledged', 'answered', 'refused', 'withdrawn']),
    /** Its answer, or why it refuses. */
    text: z.optional(prose(maximumTextLength)),
    /** Who is competent instead. */
    competent: z.optional(line(200)),
  }),
  /** What was said on the phone or in person is out already; the rest leaves half a minute later. */
  z.strictObject({
    act: z.literal('answer'),
    text: prose(maximumTextLength),
    channel: z.enum(answerChannels),
    final: z._default(z.boolean(), true),
    template: z.optional(
      z.strictObject({ id: Identifier, version: z.int().check(z.minimum(1), z.maximum(1_000_000)) }),
    ),
    articles: z.optional(z.array(line(80)).check(z.maxLength(20))),
    attachments: z.optional(z.array(AttachmentId).check(z.maxLength(20))),
    /** The ask or the referral whose answer this hands on. */
    from: z.optional(ItemId),
  }),
  /** An answer that has not left yet stays. */
  z.strictObject({ act: z.literal('withhold'), answer: ItemId }),
  /** A letter was posted, or the provider's receipt of a PEC came; or the post brought the letter back. */
  z.strictObject({
    act: z.literal('record-dispatch'),
    answer: ItemId,
    outcome: z._default(z.enum(['sent', 'returned-by-post']), 'sent'),
    /** The number of a registered letter, or the identifier of the provider's receipt. */
    reference: z.optional(line(200)),
  }),
  z.strictObject({
    act: z.literal('close'),
    outcome: z.enum(outcomes),
    /** Whether it was answered in the contact that opened it. */
    firstContact: z.optional(z.boolean()),
    note: Kept,
  }),
  z.strictObject({ act: z.literal('reopen'), reason: Why }),
  /** A contact that is about something else goes on in a case of its own. */
  z.strictObject({ act: z.literal('split'), contact: ReceiptCode, reason: Why }),
  z.strictObject({ act: z.literal('unjoin'), caseId: ReceiptCode, reason: Why }),
  /** One of many about the same thing; without an incident, the first of one. */
  z.strictObject({ act: z.literal('group'), incident: z.optional(ItemId), reason: Kept }),
  z.strictObject({ act: z.literal('ungroup'), reason: Kept }),
  /** The case stands on the page of a household: one that is there, or a new one of an event, which is called so. */
  z.strictObject({
    act: z.literal('join-household'),
    household: z.optional(ItemId),
    event: z.optional(EventName),
    called: z.optional(line(120)),
    /** How its person was asked. */
    asked: z.enum(consentWays),
  }),
  /** Its person agrees no more. */
  z.strictObject({ act: z.literal('leave-household'), reason: Why }),
  z.strictObject({
    act: z.literal('visit-household'),
    /** When; not in the future. */
    on: Instant,
    text: prose(maximumTextLength),
    /** The promise that this keeps. */
    keeps: z.optional(ItemId),
  }),
  z.strictObject({
    act: z.literal('inspect-household'),
    on: Instant,
    outcome: z.enum(inspectionOutcomes),
    text: prose(maximumTextLength),
    keeps: z.optional(ItemId),
    /** Where it is to be inspected again: by when. */
    againBy: z.optional(Instant),
  }),
  z.strictObject({
    act: z.literal('promise-household'),
    of: z.enum(promisedThings),
    dueAt: Instant,
    text: prose(maximumTextLength),
  }),
  /** A promise was kept, or will not be. */
  z.strictObject({ act: z.literal('end-promise'), promise: ItemId, kept: z.boolean(), text: prose(maximumTextLength) }),
]);
export type CaseActBody = z.infer<typeof CaseActBody>;
export type CaseActName = CaseActBody['act'];
