import * as z from 'zod/mini';
import { Stage } from './case-status.ts';
import { PostureLevel } from './declaration.ts';
import { Kind, ServiceId } from './kind.ts';
import { Instant, Language } from './text.ts';

/**
 * Bytes of all spoken notices together, and of any other prompt: a flow of Amazon Connect takes 32 KB in all (Amazon
 * Connect, Lambda in flows).
 */
export const maximumNoticeLength = 6000;
export const maximumPromptLength = 2000;

/** What a voice menu says before its options, in the order in which it is said; danger to life is always first. */
export const promptIds = ['life-first', 'notice', 'hours', 'wait', 'call-back', 'privacy'] as const;

const Spoken = z.string().check(z.minLength(1), z.maxLength(maximumNoticeLength));

/**
 * Where a key leads: to the operators of a kind or, while they are closed, to a message for them; or to what the engine
 * itself does.
 */
export const menuTargets = ['operators', 'message', 'call-back', 'status', 'repetition'] as const;

/** The answer of `GET …/voice-menu`: everything is ready to be read out in its order, prompts first, then options. */
export const VoiceMenu = z.strictObject({
  service: ServiceId,
  language: Language,
  asOf: Instant,
  open: z.boolean(),
  nextChangeAt: z.optional(Instant),
  posture: PostureLevel,
  callBackOffered: z.boolean(),
  /** When whoever asks for a call-back now is called at the latest. */
  callBackDueAt: z.optional(Instant),
  expectedWaitSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(86_400))),
  prompts: z.array(z.strictObject({ id: z.enum(promptIds), text: Spoken })).check(z.minLength(1), z.maxLength(6)),
  options: z
    .array(
      z.strictObject({
        key: z.string().check(z.regex(/^[0-9*#]$/), z.maxLength(1)),
        leadsTo: z.enum(menuTargets),
        kind: z.optional(Kind),
        text: Spoken,
      }),
    )
    .check(z.minLength(1), z.maxLength(12)),
});
export type VoiceMenu = z.infer<typeof VoiceMenu>;

/** A code as a caller dictates or types it. */
export const VoiceStatusAsked = z.strictObject({
  code: z.string().check(z.minLength(1), z.maxLength(80)),
  language: z._default(Language, 'it'),
  /** The key that the caller pressed after `ratePrompt`, as a face: 1 not content, 2 so so, 3 content. */
  face: z.optional(z.enum(['1', '2', '3'])),
});

/**
 * The answer to a dictated code: the stage and what to say of it, nothing personal; `spokenCode` reads the code back.
 */
export const VoiceStatus = z.strictObject({
  service: ServiceId,
  language: Language,
  stage: Stage,
  receivedAt: z.optional(Instant),
  firstAnswerDueAt: z.optional(Instant),
  prompt: Spoken,
  spokenCode: Spoken,
  /** There while the answer may be rated: asks for a face by a key, which is then sent with the code. */
  ratePrompt: z.optional(Spoken),
});
export type VoiceStatus = z.infer<typeof VoiceStatus>;
