import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { Instant, line } from './text.ts';

/** What may be noted of a person, because whoever answers them goes about it otherwise: a short list (ours). */
export const personFacts = ['deaf', 'speech', 'blind', 'wheelchair', 'medical-device', 'interpreter'] as const;

/** One fact about a person; of an interpreter the language that is needed, signs too. */
export const PersonFact = z.strictObject({ fact: z.enum(personFacts), language: z.optional(line(60)) });
export type PersonFact = z.infer<typeof PersonFact>;

/** Facts that are shown of one person at most. */
export const maximumPersonFacts = 20;

/** A fact as it is shown: what, who noted it, when and why, and in which case, at which version of it. */
export const KnownFact = z.strictObject({
  ...PersonFact.shape,
  code: ReceiptCode,
  version: z.int().check(z.minimum(1)),
  by: z.string().check(z.maxLength(200)),
  at: Instant,
  reason: z.optional(z.string().check(z.maxLength(20_000))),
});
export type KnownFact = z.infer<typeof KnownFact>;
