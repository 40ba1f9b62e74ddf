import * as z from 'zod/mini';
import { ContentItem } from '../../../shared/contracts/content/content.ts';
import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { pictureTypeOf } from '../../../shared/core/knowledge/picture-type.ts';

/** What is wrong with a document, as zod tells it. */
export type Issues = readonly z.core.$ZodIssue[];

/** A wrong member by its path, told as zod tells issues. */
const issue = (path: string[], message: string) => ({ code: 'custom', path, message, input: undefined }) as const;

/**
 * A document as it is kept, with its words in one language alone; or what is wrong with it. It must be what its address
 * says, and keep to the contract of its kind: in another language than Italian its own words stand for the Italian ones
 * there.
 */
export function checkDocument(
  given: ContentDocument,
  { service, kind, id, language }: { service: string; kind: string; id: string; language: Language },
): { document: ContentDocument } | { issues: Issues } {
  const { languages, ...members } = given;
  if (languages === undefined && language !== 'it')
    return {
      issues: [issue(['language'], 'what has no words of its own is written in Italian, with all translations')],
    };
  const words = (languages as Record<string, unknown> | undefined)?.[language];
  const asItalian = languages === undefined ? members : { ...members, languages: { it: words } };
  const parsed = z.safeParse(ContentItem, asItalian, { error: z.locales.en().localeError });
  if (!parsed.success)
    return { issues: parsed.error.issues.map((one) => ({ ...one, path: ['document', ...one.path] })) };
  const named = { service, kind, id };
  const other = (['service', 'kind', 'id'] as const).filter((member) => parsed.data[member] !== named[member]);
  if (other.length > 0)
    return { issues: other.map((member) => issue(['document', member], `the address says ${named[member]}`)) };
  const { data: item } = parsed;
  if (item.kind === 'picture' && pictureTypeOf(item.file.data) !== item.file.type)
    return { issues: [issue(['document', 'file'], `its first bytes are those of no ${item.file.type}`)] };
  return { document: languages === undefined ? members : { ...members, languages: { [language]: words } } };
}
