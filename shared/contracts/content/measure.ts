import * as z from 'zod/mini';
import { Day } from '../text.ts';
import { inLanguages, itemMembers, Line, Phrases, Slug, Summary, Title } from './item.ts';
import { Predicate, Span } from './predicate.ts';

/** Where somebody is helped to apply, nearest first. */
export const doors = ['comune', 'caf', 'patronato', 'inps', 'employer', 'revenue-agency', 'organisation'] as const;

/** When a right lapses: a span after a date that was answered, or a day. */
export const Lapse = z.union([z.strictObject({ question: Slug, after: Span }), z.strictObject({ on: Day })]);
export type Lapse = z.infer<typeof Lapse>;

/** A measure in one language; amounts and terms stand in it as `{{parameter}}`. */
export const MeasureText = z.strictObject({
  title: Title,
  summary: Summary,
  conditions: z.array(Line).check(z.maxLength(10)),
  amount: Line,
  apply: Line,
  pays: Line,
  deadline: Line,
  papers: z.array(Line).check(z.maxLength(10)),
  ifRefused: Line,
  phrases: z.optional(Phrases),
});
export type MeasureText = z.infer<typeof MeasureText>;

/**
 * Something a public administration gives a household. `condition` judges it by answers; whoever it does not exclude
 * asks the administration, which decides. A measure without `doors` needs no application.
 */
export const Measure = z.strictObject({
  kind: z.literal('measure'),
  ...itemMembers,
  languages: inLanguages(MeasureText),
  condition: Predicate,
  doors: z.array(z.enum(doors)).check(z.maxLength(4)),
  lapses: z.optional(Lapse),
  lifeEvents: z.array(Slug).check(z.maxLength(20)),
  article: z.optional(Slug),
});
export type Measure = z.infer<typeof Measure>;
