import * as z from 'zod/mini';
import { Day, Translated } from '../text.ts';
import { inLanguages, itemMembers, Phrases, Slug, Summary, Title } from './item.ts';
import { Lapse } from './measure.ts';
import { Predicate } from './predicate.ts';

/** A result with its own condition and words, such as what to do; `excludes` names results that never hold with it. */
export const OwnResult = z.strictObject({
  id: Slug,
  title: Translated,
  text: Translated,
  condition: Predicate,
  article: z.optional(Slug),
  excludes: z.optional(z.array(Slug).check(z.maxLength(20))),
  lapses: z.optional(Lapse),
  /** The days on which it stands, both included; outside them it is no result. */
  validFrom: z.optional(Day),
  validTo: z.optional(Day),
});

/** A measure as a result: its condition, words, doors and term are the measure's own. */
export const MeasureResult = z.strictObject({
  id: Slug,
  measure: Slug,
  excludes: z.optional(z.array(Slug).check(z.maxLength(20))),
});

/**
 * A guided consultation: questions in one fixed order, each asked only `when` a condition over earlier answers holds and
 * some result still hangs on it, so that no circle is possible. Who reaches no result is led on by the fallback.
 */
export const Guide = z.strictObject({
  kind: z.literal('guide'),
  ...itemMembers,
  languages: inLanguages(z.strictObject({ title: Title, summary: Summary, phrases: z.optional(Phrases) })),
  questions: z
    .array(z.strictObject({ question: Slug, when: z.optional(Predicate) }))
    .check(z.minLength(1), z.maxLength(40)),
  results: z.array(z.union([MeasureResult, OwnResult])).check(z.minLength(1), z.maxLength(40)),
  fallback: z.optional(z.strictObject({ title: Translated, text: Translated })),
});
export type Guide = z.infer<typeof Guide>;
