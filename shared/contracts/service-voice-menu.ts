import * as z from 'zod/mini';
import { Kind } from './kind.ts';
import { Translated } from './text.ts';

/**
 * What a voice menu says besides what follows from hours and posture; a service without one offers its kinds in their
 * order.
 */
export const VoiceMenuRules = z.strictObject({
  /**
   * What each key leads to; `name` is a noun phrase, said before the key. 0, * and # belong to status, call-back and
   * repetition, 9 to danger to life.
   */
  options: z
    .array(z.strictObject({ key: z.string().check(z.regex(/^[1-8]$/), z.maxLength(1)), kind: Kind, name: Translated }))
    .check(z.minLength(1), z.maxLength(8)),
  /** The wait that the charter allows; above it a call-back is offered. */
  longestWaitSeconds: z.int().check(z.minimum(10), z.maximum(3600)),
  /** What a caller hears of the use of their data, in a sentence or two (GDPR art. 13). */
  privacy: Translated,
});
export type VoiceMenuRules = z.infer<typeof VoiceMenuRules>;
