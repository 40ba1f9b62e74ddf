import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { holdMembers } from './desk-event.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

/** The body of `POST …/cases/{code}/holds`: the act by which an authority has a case kept, or the act that ends that. */
export const CaseHold = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('hold'), ...holdMembers }),
  z.strictObject({ do: z.literal('lift'), act: holdMembers.act }),
]);
export type CaseHold = z.infer<typeof CaseHold>;

/** The answer of `POST …/cases/{code}/holds`: what keeps the case now, and nothing of the case itself. */
export const HeldCase = z.strictObject({
  service: ServiceId,
  code: ReceiptCode,
  hold: z.optional(z.strictObject({ ...holdMembers, by: z.string().check(z.maxLength(200)), at: Instant })),
});
export type HeldCase = z.infer<typeof HeldCase>;
