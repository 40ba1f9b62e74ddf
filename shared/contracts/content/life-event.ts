import * as z from 'zod/mini';
import { inLanguages, itemMembers, Phrases, Slug, Summary, Title } from './item.ts';

/** The national vocabulary of life events (OntoPiA, CC-BY-4.0). */
export const vocabularyOfLifeEvents =
  'https://w3id.org/italia/controlled-vocabulary/classifications-for-public-services/life-business-event/life-event';

/** An event of family life: one of the nineteen national ones, by its code, or a narrower one of a `broader` one. */
export const LifeEvent = z.strictObject({
  kind: z.literal('life-event'),
  ...itemMembers,
  languages: inLanguages(z.strictObject({ title: Title, summary: Summary, phrases: z.optional(Phrases) })),
  nationalCode: z.optional(z.int().check(z.minimum(1), z.maximum(19))),
  broader: z.optional(Slug),
  articles: z.array(Slug).check(z.maxLength(30)),
  guides: z.array(Slug).check(z.maxLength(10)),
});
export type LifeEvent = z.infer<typeof LifeEvent>;
