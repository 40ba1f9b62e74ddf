import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { Identifier } from './kind.ts';
import { Instant, maximumTextLength, noControl } from './text.ts';

/** What a draft is for. An answer's and a note's are kept apart, and neither is ever read as the other. */
export const draftsOf = ['answer', 'note'] as const;
export type DraftOf = (typeof draftsOf)[number];

const Words = z.string().check(z.minLength(1), z.maxLength(maximumTextLength), noControl);
const Template = z.strictObject({ id: Identifier, version: z.int().check(z.minimum(1), z.maximum(10_000)) });

/** The body of `PUT …/cases/{code}/draft?of=`: what somebody has typed so far. */
export const DraftBody = z.strictObject({
  text: Words,
  /** The template that an answer was begun with. */
  template: z.optional(Template),
});
export type DraftBody = z.infer<typeof DraftBody>;

/** The answer of the draft's own address: what the asker has typed on this case, nobody else's. */
export const DraftView = z.strictObject({
  code: ReceiptCode,
  of: z.enum(draftsOf),
  draft: z.optional(z.strictObject({ ...DraftBody.shape, savedAt: Instant })),
});
export type DraftView = z.infer<typeof DraftView>;
