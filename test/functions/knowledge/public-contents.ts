import type { ContentDocument, ContentEvent } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { type ListedContent, listedContent } from '../../../shared/core/knowledge/listed-content.ts';

const by = { subject: 'anna', name: 'Anna Bianchi' };

/** A document with words in one language, which stands for all that the contract of its kind asks for. */
export const documentOf = (
  kind: string,
  id: string,
  { words = {}, language = 'it', ...more }: { words?: object; language?: Language } & Record<string, unknown> = {},
): ContentDocument => ({
  kind,
  id,
  service: 'familyline',
  theme: 'fisco',
  sources: [{ name: 'INPS', url: 'https://www.inps.it/', consultedOn: '2026-02-20' }],
  checkedOn: '2026-02-20',
  reviewBy: '2027-06-01',
  owner: 'redazione',
  checkWithAdministration: false,
  languages: { [language]: { title: `Titolo ${id}`, summary: `Che cosa sapere di ${id}.`, steps: [], ...words } },
  ...more,
});

/** A content whose documents were each written and published at an instant. */
export function publishedContent(
  documents: readonly ContentDocument[],
  {
    at = '2026-03-01T08:00:00.000Z',
    more = [],
    fromCase,
  }: { at?: string; more?: readonly ContentEvent[]; fromCase?: string } = {},
): ListedContent {
  const [first] = documents;
  const events = documents.flatMap((document, index): ContentEvent[] => {
    const [language = 'it'] = Object.keys(document['languages'] ?? { it: {} }) as Language[];
    const written = { type: 'Written', at, by, language, document, change: 'prima', ...(fromCase && { fromCase }) };
    const published = { type: 'Published', at, by, version: index * 2 + 1, reviewBy: '2027-06-01' };
    return [written as ContentEvent, published as ContentEvent];
  });
  return listedContent(`${first?.['kind']}/${first?.['id']}`, contentOf([...events, ...more]));
}
