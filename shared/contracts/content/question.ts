import * as z from 'zod/mini';
import { ServiceId } from '../kind.ts';
import { Translated } from '../text.ts';
import { Slug } from './item.ts';
import { Figure } from './predicate.ts';

/**
 * A question that guides ask and measures are judged by; each is asked once for the whole household. `short` is the
 * noun phrase that stands in explanations ("manca: …"). "I do not know" is always an answer, and is no option here.
 */
export const Question = z.strictObject({
  kind: z.literal('question'),
  id: Slug,
  service: ServiceId,
  answer: z.enum(['one', 'yes-no', 'number', 'date', 'municipality']),
  text: Translated,
  hint: z.optional(Translated),
  short: Translated,
  unit: z.optional(z.enum(['euro', 'years', 'persons', 'percent'])),
  minimum: z.optional(Figure),
  maximum: z.optional(Figure),
  options: z.optional(
    z.array(z.strictObject({ value: Slug, label: Translated })).check(z.minLength(2), z.maxLength(12)),
  ),
});
export type Question = z.infer<typeof Question>;

/**
 * What was answered: an option, yes or no, a number, a day or an ISTAT code; `null` is "I do not know". What is absent
 * was not answered.
 */
export const Answers = z.record(Slug, z.union([z.string().check(z.maxLength(60)), Figure, z.boolean(), z.null()]));
export type Answers = z.infer<typeof Answers>;
