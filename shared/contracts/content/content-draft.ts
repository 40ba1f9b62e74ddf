import * as z from 'zod/mini';
import { Identifier, ServiceId } from '../kind.ts';
import { Instant, Language, noControl } from '../text.ts';
import { Theme } from './content.ts';
import { ContentAct, ContentDocument, ContentId } from './entry.ts';
import { Parameter } from './parameter.ts';
import { PictureShown } from './picture.ts';
import { Question } from './question.ts';

/** What an editor has typed so far: the whole document, finished or not, and what they say of the change. */
const typed = {
  /** The version of the content that was read when the editor began; 0 for one that was not there yet. */
  seen: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  document: ContentDocument,
  change: z.string().check(z.maxLength(2000), noControl),
};

const OpenDraft = z.strictObject({ act: z.literal('open-draft'), language: Language });
const KeepDraft = z.strictObject({ act: z.literal('keep-draft'), language: Language, ...typed });
const DropDraft = z.strictObject({ act: z.literal('drop-draft'), language: Language });

/**
 * What somebody does to their own draft of a content in one language, which nobody else sees: it is no version, so it
 * names none in If-Match.
 */
export const ContentDraftAct = z.discriminatedUnion('act', [OpenDraft, KeepDraft, DropDraft]);
export type ContentDraftAct = z.infer<typeof ContentDraftAct>;

/** What the address of a content takes: an act on its versions, or one on the asker's own draft. */
export const ContentAsked = z.union([ContentAct, ContentDraftAct]);
export type ContentAsked = z.infer<typeof ContentAsked>;

/** A draft as it is kept for whoever typed it. */
export const KeptContentDraft = z.strictObject({ ...typed, savedAt: Instant });
export type KeptContentDraft = z.infer<typeof KeptContentDraft>;

/**
 * What stands against a draft: `shape` where it is no item of its kind yet, `fault` where it would not be published.
 * `at` is the pointer of the member to mend, empty for the whole.
 */
export const Finding = z.strictObject({
  what: z.enum(['shape', 'fault']),
  at: z.string().check(z.maxLength(500)),
  sentence: z.string().check(z.maxLength(2000)),
});
export type Finding = z.infer<typeof Finding>;

/**
 * The own draft of whoever asks, what stands against it, how a guide is asked by it, and what it may name. Without
 * `draft` nothing is kept.
 */
export const ContentDraftView = z.strictObject({
  service: ServiceId,
  content: ContentId,
  language: Language,
  draft: z.optional(KeptContentDraft),
  findings: z.array(Finding).check(z.maxLength(60)),
  /** Ways of answering a guide, and questions on the longest; there once it can be walked. */
  walked: z.optional(z.strictObject({ paths: z.int(), longest: z.int() })),
  /** What a guide is asked by, as pages carry it (shared/texts/knowledge/guide-step.ts). */
  sheet: z.optional(ContentDocument),
  names: z.optional(
    z.strictObject({
      themes: z.array(Theme).check(z.maxLength(20)),
      owners: z.array(Identifier).check(z.maxLength(200)),
      questions: z.array(Question).check(z.maxLength(2000)),
      parameters: z.array(Parameter).check(z.maxLength(2000)),
      pictures: z.array(PictureShown).check(z.maxLength(500)),
    }),
  ),
});
export type ContentDraftView = z.infer<typeof ContentDraftView>;
