import * as z from 'zod/mini';
import { Identifier, ServiceId } from '../kind.ts';
import { Day } from '../text.ts';
import { Source } from './source.ts';

/** The name of a piece of content in addresses: lower case, digits, single dashes; 60 characters at most. */
export const Slug = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.maxLength(60));
export type Slug = z.infer<typeof Slug>;

/** A line or a sentence that citizens read; `{{parameter}}` stands for a dated figure (fill-parameters.ts). */
export const Line = z.string().check(z.minLength(1), z.maxLength(1000));
export const Title = z.string().check(z.minLength(3), z.maxLength(120));
export const Summary = z.string().check(z.minLength(10), z.maxLength(400));
/** How people say it: what they type when they look for this, in their own words. */
export const Phrases = z.array(z.string().check(z.minLength(2), z.maxLength(120))).check(z.maxLength(20));

/** One shape in Italian, and in English and German where somebody has written it. */
export const inLanguages = <Shape extends z.ZodMiniType>(shape: Shape) =>
  z.strictObject({ it: shape, en: z.optional(shape), de: z.optional(shape) });

/**
 * What every piece of content has. It is shown from `validFrom` to the end of `validTo`; its age counts from
 * `checkedOn`, and its `owner`, a group of staff, has it to check again on `reviewBy`. `checkWithAdministration` puts
 * the sentence beside it that only the administration decides.
 */
export const itemMembers = {
  id: Slug,
  service: ServiceId,
  theme: Identifier,
  sources: z.array(Source).check(z.maxLength(20)),
  validFrom: z.optional(Day),
  validTo: z.optional(Day),
  checkedOn: Day,
  reviewBy: Day,
  owner: Identifier,
  checkWithAdministration: z.boolean(),
};
