import type { ContentItem } from '../../shared/contracts/content/content.ts';
import type { ContentAct, ContentDocument, ContentEntry } from '../../shared/contracts/content/entry.ts';
import type { Officer } from '../../shared/contracts/declaration.ts';
import { type Language, languages } from '../../shared/contracts/text.ts';
import type { Contents } from '../../shared/shell/stores/contents.ts';
import { nextEntry } from './act-on-content.ts';

// The contents of a new center, through the door that editors use: called by on-deployment.

/** Who wrote, and who reviewed, what comes with the code: it was reviewed as the code is, before it was taken in. */
export const seeders: { writer: Officer; reviewer: Officer } = {
  writer: { subject: 'initial-content', name: 'Contenuti iniziali' },
  reviewer: { subject: 'initial-content-review', name: 'Contenuti iniziali, riletti con il codice' },
};

/** An item in each language that it has words in, as one writes it; without words of its own it is written once. */
export function documentsOf(item: ContentItem): { language: Language; document: ContentDocument }[] {
  if (!('languages' in item)) return [{ language: 'it', document: { ...item } }];
  const words: Partial<Record<Language, object | undefined>> = item.languages;
  return languages.flatMap((language) => {
    const own = words[language];
    return own === undefined ? [] : [{ language, document: { ...item, languages: { [language]: own } } }];
  });
}

/** Contents that are written at once. */
const atOnce = 10;

/** What became of the contents that came with the code. */
export type Seeded = {
  written: string[];
  published: number;
  known: number;
  left: { content: string; because: string }[];
};

async function seed(contents: Contents, item: ContentItem, at: string): Promise<{ published: number; left: string[] }> {
  const content = `${item.kind}/${item.id}`;
  const left: string[] = [];
  const entries: ContentEntry[] = [];
  let published = 0;
  const act = async (asked: ContentAct, by: Officer) => {
    const entry = nextEntry(content, entries, { act: asked, by, at, declared: false });
    if ('refused' in entry) left.push(entry.refused);
    else if ((await contents.append(entry)) === 'taken') left.push('changed');
    else return entries.push(entry) > 0;
    return false;
  };
  for (const { language, document } of documentsOf(item)) {
    const { writer, reviewer } = seeders;
    const write: ContentAct = { act: 'write', language, document, change: 'Contenuto iniziale' };
    if (!(await act(write, writer))) continue;
    const version = entries.length;
    if (!(await act({ act: 'review', version }, reviewer))) continue;
    if (await act({ act: 'publish', version }, reviewer)) published += 1;
  }
  return { published, left };
}

/**
 * Writes, reviews and publishes each item that the service does not have yet; what editors have touched since is left
 * as it is. One that the rules refuse to publish stays a draft, and is told.
 */
export async function seedContents(contents: Contents, items: readonly ContentItem[], at: string): Promise<Seeded> {
  const seeded: Seeded = { written: [], published: 0, known: 0, left: [] };
  const take = async (item: ContentItem) => {
    const content = `${item.kind}/${item.id}`;
    if ((await contents.read(content)).length > 0) {
      seeded.known += 1;
      return;
    }
    const { published, left } = await seed(contents, item, at);
    seeded.written.push(content);
    seeded.published += published;
    seeded.left.push(...left.map((because) => ({ content, because })));
  };
  for (let first = 0; first < items.length; first += atOnce)
    await Promise.all(items.slice(first, first + atOnce).map(take));
  return seeded;
}
