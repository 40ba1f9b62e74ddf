import * as z from 'zod/mini';
import { inLanguages, itemMembers, Line, Phrases, Summary, Title } from './item.ts';

/** A good practice of an administration, a firm or an association: what it was for, what it cost, what came of it. */
export const Practice = z.strictObject({
  kind: z.literal('practice'),
  ...itemMembers,
  languages: inLanguages(
    z.strictObject({
      title: Title,
      summary: Summary,
      who: Line,
      aim: Line,
      cost: Line,
      result: Line,
      contact: Line,
      phrases: z.optional(Phrases),
    }),
  ),
  /** Made up to show what one looks like: its page says so. */
  example: z.optional(z.literal(true)),
});
export type Practice = z.infer<typeof Practice>;
