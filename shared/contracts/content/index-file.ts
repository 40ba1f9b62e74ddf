import * as z from 'zod/mini';
import { Language } from '../text.ts';
import { Synonyms } from './content.ts';

/**
 * A search index as a file: what a page, a worker and a function open alike (article-index.ts). `index` is MiniSearch's
 * own, of the version that the package has; another format is another number.
 */
export const IndexFile = z.strictObject({
  format: z.literal(1),
  language: Language,
  synonyms: Synonyms,
  index: z.looseObject({}),
});
export type IndexFile = z.infer<typeof IndexFile>;
