import * as z from 'zod/mini';
import { Officer, PostureLevel } from './declaration.ts';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

/** What the officer whose shift ends leaves for the next one: shifts change at 8 and 20 (Sala Situazione Italia). */
export const HandOverNote = z.strictObject({
  text: z.string().check(z.minLength(3), z.maxLength(4000), z.regex(/\S/)),
  /** The posture that the officer saw while writing. */
  posture: PostureLevel,
});
export type HandOverNote = z.infer<typeof HandOverNote>;

/** A note as it is kept: append-only, nobody changes or deletes one. */
export const HandOver = z.strictObject({ ...HandOverNote.shape, at: Instant, by: Officer });
export type HandOver = z.infer<typeof HandOver>;

/** The answer of `GET …/hand-overs`: the latest notes of a service, newest first. */
export const HandOversView = z.strictObject({
  service: ServiceId,
  handOvers: z.array(HandOver).check(z.maxLength(30)),
});
export type HandOversView = z.infer<typeof HandOversView>;
