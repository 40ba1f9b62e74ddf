import * as z from 'zod/mini';
import { Language } from '../text.ts';
import { Synonyms } from './content.ts';

/** The members of MiniSearch's own serialised index at most: version 7 writes eleven. */
export const maximumIndexMembers = 40;

export const IndexMembers = z
  .record(z.string().check(z.maxLength(60)), z.unknown())
  .check(z.refine((members) => Object.keys(members).length <= maximumIndexMembers, { error: 'forty members at most' }));

/**
 * A search index as a file: what a page, a worker and a function open alike (article-index.ts). `index` is MiniSearch's
 * own, of the version that the package has; another format is another number.
 */
export const IndexFile = z.strictObject({
  format: z.literal(1),
  language: Language,
  synonyms: Synonyms,
  index: IndexMembers,
});
export type IndexFile = z.infer<typeof IndexFile>;
