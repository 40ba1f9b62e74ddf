import * as z from 'zod/mini';
import { ContributionKind, ideaOutcomes } from './contribution.ts';
import { Identifier } from './kind.ts';
import { Day, Language } from './text.ts';

const words = (maximum: number) => z.string().check(z.minLength(1), z.maxLength(maximum));

/** A story or an idea that comes with the code, made up to show what can be given; it is published marked as that. */
export const ContributionExample = z.strictObject({
  example: Identifier,
  kind: ContributionKind,
  language: Language,
  title: words(120),
  text: words(4_000),
  firstName: z.optional(words(40)),
  publishedOn: Day,
  dialogue: z.optional(
    z
      .array(z.strictObject({ who: z.enum(['citizen', 'service']), text: words(1_000) }))
      .check(z.minLength(2), z.maxLength(20)),
  ),
  outcome: z.optional(z.strictObject({ outcome: z.enum(ideaOutcomes), words: z.optional(words(1_000)), on: Day })),
});
export type ContributionExample = z.infer<typeof ContributionExample>;
