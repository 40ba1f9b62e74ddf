import * as z from 'zod/mini';
import { maximumDocumentBytes } from './arrival.ts';
import { Advice, CitizenWords, ReceiptCode } from './contact.ts';
import { Kind, ServiceId } from './kind.ts';
import { ProtocolNumber } from './protocol.ts';
import { Instant, maximumTextLength } from './text.ts';

/** The public stages of a case, in the order a citizen may see them (design.md section 5). */
export const stages = [
  'accepted',
  'registered',
  'taken-in-charge',
  'waiting-for-you',
  'forwarded',
  'referred',
  'answered',
  'closed',
  'erased',
] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;

/** What became of a call-back: due until somebody was reached, or three attempts were in vain. */
export const CallBackState = z.enum(['due', 'reached', 'given-up']);

/** Whether an answer was clear. */
export const clarities = ['no', 'partly', 'yes'] as const;

/** The answer of `GET …/contacts/{code}`: stages and dates, nothing personal. */
export const CaseStatus = z.strictObject({
  code: ReceiptCode,
  service: ServiceId,
  stage: Stage,
  /** Of a case whose term has a rule of its own: the definition of the service says which. */
  kind: z.optional(Kind),
  receivedAt: z.optional(Instant),
  firstAnswerDueAt: z.optional(Instant),
  history: z.array(z.strictObject({ stage: Stage, at: Instant })).check(z.maxLength(500)),
  /**
   * What is owed to whoever asked to be called back: by when, whether somebody was reached or three calls were in vain.
   */
  callBack: z.optional(z.strictObject({ dueAt: Instant, state: CallBackState })),
  /** Of a formal instance, once they are assigned: the numbers of its contacts, cancelled ones too. */
  protocol: z.optional(
    z
      .array(z.strictObject({ number: ProtocolNumber, assignedAt: Instant, cancelled: z.boolean() }))
      .check(z.maxLength(500)),
  ),
  /** There once it was answered: until when its citizen may say how that was, and what they said. */
  rating: z.optional(
    z.strictObject({
      until: Instant,
      stars: z.optional(z.int().check(z.minimum(1), z.maximum(5))),
      faces: z.optional(z.int().check(z.minimum(1), z.maximum(3))),
      clear: z.optional(z.enum(clarities)),
    }),
  ),
});
export type CaseStatus = z.infer<typeof CaseStatus>;

/** The body of `POST …/conversation`: the second fact, the e-mail or phone given with the contact. */
export const SecondFact = z.strictObject({ secondFact: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)) });
export type SecondFact = z.infer<typeof SecondFact>;

/** The body of `POST …/contact-status`: a code as a person types it and, for the conversation, the second fact. */
export const StatusAsked = z.strictObject({
  code: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  secondFact: z.optional(SecondFact.shape.secondFact),
});
export type StatusAsked = z.infer<typeof StatusAsked>;

/** The body of `POST …/messages`: the second fact and the words to add. */
export const AddedMessage = z.strictObject({
  secondFact: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
  message: CitizenWords,
  /** How many messages the sender had seen: the same words after them are the same message, sent once more. */
  after: z.optional(z.string().check(z.regex(/^\d{1,4}$/), z.maxLength(4))),
});
export type AddedMessage = z.infer<typeof AddedMessage>;

/** The body of `POST …/consent`: the second fact, and whether question and answer may be published without a name. */
export const ConsentSaid = z.strictObject({
  secondFact: z.string().check(z.trim(), z.minLength(3), z.maxLength(254)),
  publication: z.enum(['yes', 'no']),
});
export type ConsentSaid = z.infer<typeof ConsentSaid>;

/** The body of `POST …/rating`: how the answer was, in stars, and whether it was clear; what is left out stays as it was. */
export const RatingSaid = z.strictObject({
  stars: z.optional(z.enum(['1', '2', '3', '4', '5'])),
  clear: z.optional(z.enum(clarities)),
});
export type RatingSaid = z.infer<typeof RatingSaid>;

/** A file that came with an answer. */
const FileOfAnswer = z.strictObject({
  name: z.string().check(z.maxLength(300)),
  contentType: z.string().check(z.maxLength(100)),
  bytes: z.int().check(z.minimum(1), z.maximum(maximumDocumentBytes)),
  address: z.url({ protocol: /^https?$/ }).check(z.maxLength(4000)),
  addressEndsAt: Instant,
});

/** The conversation as its citizen sees it, oldest first. */
export const Conversation = z.strictObject({
  code: ReceiptCode,
  service: ServiceId,
  stage: Stage,
  messages: z
    .array(
      z.strictObject({
        from: z.enum(['citizen', 'desk']),
        at: Instant,
        text: z.string().check(z.maxLength(maximumTextLength)),
        /** The outgoing protocol number of an answer to an instance. */
        protocol: z.optional(ProtocolNumber),
        /** The files that came with an answer; each address opens for some minutes. */
        files: z.optional(z.array(FileOfAnswer).check(z.maxLength(20))),
      }),
    )
    .check(z.maxLength(1000)),
  /**
   * How many of the files that came with the request are in it, are being checked, and were refused or never arrived.
   */
  files: z.optional(
    z.strictObject({
      attached: z.int().check(z.minimum(0), z.maximum(10_000)),
      checking: z.int().check(z.minimum(0), z.maximum(10_000)),
      refused: z.int().check(z.minimum(0), z.maximum(10_000)),
    }),
  ),
  /** Where the request was passed on, oldest first: to experts of the service, or to another administration. */
  passedOn: z.optional(
    z
      .array(
        z.strictObject({
          to: z.string().check(z.maxLength(200)),
          whom: z.enum(['experts', 'administration']),
          at: Instant,
          /** What became of it. */
          state: z.enum(['waiting', 'acknowledged', 'answered', 'returned']),
        }),
      )
      .check(z.maxLength(500)),
  ),
  /** Whether question and answer may help others, without a name: there once that is asked. */
  publication: z.optional(z.enum(['asked', 'allowed', 'not-allowed'])),
  /** The code of the request that goes on from this one, which was closed too long ago to be opened again. */
  continuedAs: z.optional(ReceiptCode),
  /** The code of the request that this one goes on from. */
  follows: z.optional(ReceiptCode),
  /** There where the message just added speaks of danger to life. */
  advice: z.optional(Advice),
});
export type Conversation = z.infer<typeof Conversation>;
