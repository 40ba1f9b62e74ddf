import * as z from 'zod/mini';
import { inLanguages, itemMembers, Line, Phrases, Summary, Title } from './item.ts';

/** A leaflet, picture or film to take along; `alternative` says in words what is seen or heard in it. */
export const Material = z.strictObject({
  kind: z.literal('material'),
  ...itemMembers,
  languages: inLanguages(
    z.strictObject({
      title: Title,
      summary: Summary,
      href: z.string().check(z.minLength(1), z.maxLength(500)),
      alternative: Line,
      phrases: z.optional(Phrases),
    }),
  ),
});
export type Material = z.infer<typeof Material>;
