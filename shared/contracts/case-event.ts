import * as z from 'zod/mini';
import { AttachmentId, requesters } from './contact.ts';
import { Channel, Kind } from './service.ts';
import { Instant, Language } from './text.ts';

/** The personal part of an event: kept apart so that erasure removes it and leaves the chain of digests whole. */
export const PersonalPart = z.object({
  name: z.optional(z.string()),
  surname: z.optional(z.string()),
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
  subject: z.optional(z.string()),
  message: z.optional(z.string()),
  place: z.optional(
    z.object({
      address: z.optional(z.string()),
      municipality: z.optional(z.string()),
      latitude: z.optional(z.number()),
      longitude: z.optional(z.number()),
    }),
  ),
  fileName: z.optional(z.string()),
});
export type PersonalPart = z.infer<typeof PersonalPart>;

const CaseOpened = z.object({
  type: z.literal('CaseOpened'),
  service: z.string(),
  kind: Kind,
  category: z.optional(z.string()),
  requester: z.enum(requesters),
  language: Language,
  lane: z.string(),
  urgent: z.boolean(),
  competence: z.enum(['own', 'other']),
  formal: z.boolean(),
  firstAnswerDueAt: z.optional(Instant),
  retentionDays: z.int(),
});
const ContactReceived = z.object({
  type: z.literal('ContactReceived'),
  channel: Channel,
  receivedAt: Instant,
  attachments: z.array(AttachmentId),
  personal: z.optional(PersonalPart),
});
const MessageAdded = z.object({
  type: z.literal('MessageAdded'),
  from: z.enum(['citizen', 'desk']),
  personal: z.optional(PersonalPart),
});
const AttachmentAttached = z.object({
  type: z.literal('AttachmentAttached'),
  attachment: AttachmentId,
  contentType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  personal: z.optional(PersonalPart),
});
const AttachmentRefused = z.object({
  type: z.literal('AttachmentRefused'),
  attachment: AttachmentId,
  reason: z.enum(['missing', 'too-large', 'type-not-accepted', 'type-differs-from-content']),
});
const TakenInCharge = z.object({ type: z.literal('TakenInCharge'), by: z.string() });
const CitizenAsked = z.object({ type: z.literal('CitizenAsked'), personal: z.optional(PersonalPart) });
const Forwarded = z.object({ type: z.literal('Forwarded'), to: z.string() });
const Referred = z.object({ type: z.literal('Referred'), to: z.string() });
const Answered = z.object({ type: z.literal('Answered'), by: z.string(), personal: z.optional(PersonalPart) });
const Closed = z.object({ type: z.literal('Closed'), reason: z.string() });
const Reopened = z.object({ type: z.literal('Reopened'), reason: z.string() });
const PersonalDataErased = z.object({
  type: z.literal('PersonalDataErased'),
  reason: z.string(),
  upToVersion: z.int(),
});

/** A fact of a case, in the past tense; every union member is one word of the register. */
export const CaseEvent = z.discriminatedUnion('type', [
  CaseOpened,
  ContactReceived,
  MessageAdded,
  AttachmentAttached,
  AttachmentRefused,
  TakenInCharge,
  CitizenAsked,
  Forwarded,
  Referred,
  Answered,
  Closed,
  Reopened,
  PersonalDataErased,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;

/**
 * One append to the register. `events` is the JSON text that the hash covers, byte for byte;
 * `personal` is the JSON text of the salt and the personal parts, which erasure removes.
 */
export const RegisterEntry = z.object({
  caseId: z.string(),
  version: z.int().check(z.minimum(1)),
  at: Instant,
  events: z.string(),
  personal: z.optional(z.string()),
  prevHash: z.string(),
  hash: z.string(),
});
export type RegisterEntry = z.infer<typeof RegisterEntry>;
