import * as z from 'zod/mini';
import { AttachmentId } from './arrival.ts';
import { maximumAttachmentBytes } from './attachment.ts';
import { ReceiptCode } from './contact.ts';
import { Identifier } from './kind.ts';
import { Instant, line, maximumTextLength, noControl } from './text.ts';

/** What a draft is for. An answer's and a note's are kept apart, and neither is ever read as the other. */
export const draftsOf = ['answer', 'note'] as const;
export type DraftOf = (typeof draftsOf)[number];

const Words = z.string().check(z.maxLength(maximumTextLength), noControl);
const Template = z.strictObject({ id: Identifier, version: z.int().check(z.minimum(1), z.maximum(10_000)) });

/** Files that a draft names at most. */
export const maximumDraftFiles = 20;

/** A file that was uploaded for an answer, and what it is called where it came from. */
const DraftFile = z.strictObject({
  id: AttachmentId,
  name: line(255),
  bytes: z.optional(z.int().check(z.minimum(0), z.maximum(maximumAttachmentBytes))),
});
export type DraftFile = z.infer<typeof DraftFile>;

/** The body of `PUT …/cases/{code}/draft?of=`: what somebody has typed so far; without words and files nothing is kept. */
export const DraftBody = z.strictObject({
  text: Words,
  /** The template that an answer was begun with. */
  template: z.optional(Template),
  /** Files that were chosen for an answer: uploaded already, and gone after two days where it is not sent. */
  files: z.optional(z.array(DraftFile).check(z.maxLength(maximumDraftFiles))),
});
export type DraftBody = z.infer<typeof DraftBody>;

/** The answer of the draft's own address: what the asker has typed on this case, nobody else's. */
export const DraftView = z.strictObject({
  code: ReceiptCode,
  of: z.enum(draftsOf),
  draft: z.optional(
    z.strictObject({
      ...DraftBody.shape,
      savedAt: Instant,
      /** Names of files that were chosen and are there no more: they have to be chosen again. */
      gone: z.optional(z.array(line(255)).check(z.maxLength(maximumDraftFiles))),
    }),
  ),
});
export type DraftView = z.infer<typeof DraftView>;
