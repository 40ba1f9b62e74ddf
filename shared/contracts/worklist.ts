import * as z from 'zod/mini';
import { maximumVersion } from './case-event.ts';
import { Stage } from './case-status.ts';
import { ReceiptCode } from './contact.ts';
import { Channel, Identifier, Kind, ServiceId } from './kind.ts';
import { ProtocolNumber } from './protocol.ts';
import { Instant, Language } from './text.ts';

/** A case as the worklist shows it: what it is, since when and until when; nobody's name, nobody's words. */
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
  callBack: z.optional(z.strictObject({ dueAt: Instant, attempts: z.int().check(z.minimum(0), z.maximum(1_000_000)) })),
  formal: z.boolean(),
  /** The latest protocol number that was not cancelled. */
  protocol: z.optional(ProtocolNumber),
  contacts: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
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
  next: z.optional(WorklistCursor),
});
export type WorklistView = z.infer<typeof WorklistView>;
