import * as z from 'zod/mini';
import { maximumVersion } from './case-event.ts';
import { ReceiptCode } from './contact.ts';
import { answerChannels } from './desk-event.ts';
import { GivenText, ItemId } from './event-members.ts';
import { Kind } from './kind.ts';
import { Instant, Language } from './text.ts';
import { Region } from './worklist.ts';

/** What became of telling somebody that a text they were given has changed; without one nobody has told them yet. */
export const tellings = ['to-leave', 'sent', 'bounced', 'call-owed', 'called', 'given-up'] as const;
export type Telling = (typeof tellings)[number];

/** An answer in which a case was given a version of a page or template, as the list keeps it: no words, no person. */
export const GivenAnswer = z.strictObject({
  code: ReceiptCode,
  answer: ItemId,
  text: GivenText,
  /** When it was given. */
  at: Instant,
  /** The version of the case that this tells of. */
  version: z.int().check(z.minimum(1), z.maximum(maximumVersion)),
  kind: Kind,
  language: Language,
  channel: z.enum(answerChannels),
  /** The region that the case lies in, where anything tells. */
  region: z.optional(Region),
  told: z.optional(z.enum(tellings)),
});
export type GivenAnswer = z.infer<typeof GivenAnswer>;
