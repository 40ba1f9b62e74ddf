import type { PublicContent } from '../../../shared/contracts/content/view.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { csvOf } from '../../../shared/core/csv.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { isPaged } from '../../../shared/core/knowledge/paged-kinds.ts';
import { seenAt } from '../../../shared/core/knowledge/seen-content.ts';
import { type Fill, publicContent } from './public-content.ts';

/**
 * What of a service's contents is open data: everything that has a page of its own, in each language in which somebody
 * wrote it, as it is seen now. What was made of a case is not: whoever asked there may take it back, and a copy cannot be.
 */
export function openContents(listed: readonly ListedContent[], now: string, fill: Fill): PublicContent[] {
  return listed
    .filter(({ content, life }) => isPaged(content.split('/')[0] ?? '') && life.fromCase === undefined)
    .toSorted((one, other) => (one.content < other.content ? -1 : 1))
    .flatMap((one) =>
      languages.flatMap((language) => {
        const seen = seenAt(one.public, language, now);
        const shown = seen?.state === 'shown' ? publicContent(one, language, now, fill) : undefined;
        return shown?.state === 'shown' ? [shown] : [];
      }),
    );
}

/** When any of them was last published, as an ISO instant; the epoch's where there is none. */
export const lastPublished = (contents: readonly PublicContent[]): string =>
  contents
    .map(({ publishedAt = '' }) => publishedAt)
    .sort()
    .at(-1) || '1970-01-01T00:00:00.000Z';

/** The columns of the table, in their order, as Table Schema describes them (Frictionless). */
export const columns = [
  { name: 'content', type: 'string', description: 'Name of the content: its kind and its name in addresses' },
  { name: 'kind', type: 'string', description: 'article, guide, measure, life-event, administration, practice …' },
  { name: 'language', type: 'string', description: 'it, en or de (ISO 639-1)' },
  { name: 'theme', type: 'string', description: 'The theme under which it stands' },
  { name: 'title', type: 'string', description: 'Its title' },
  { name: 'summary', type: 'string', description: 'What it says, in a sentence or two' },
  { name: 'words', type: 'string', description: 'Its steps and its text (Markdown), where it has them' },
  { name: 'address', type: 'string', format: 'uri', description: 'Its page' },
  { name: 'version', type: 'integer', description: 'The version whose words these are' },
  { name: 'published_at', type: 'datetime', description: 'When that version was published' },
  { name: 'checked_on', type: 'date', description: 'When somebody last found that it holds' },
  { name: 'review_by', type: 'date', description: 'The day by which it is looked at again' },
  { name: 'valid_to', type: 'date', description: 'Its last day, where it has one' },
  { name: 'sources', type: 'string', description: 'Where it is from, parted by |' },
] as const;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function wordsOf({ texts = {} }: PublicContent): string {
  const steps = Array.isArray(texts['steps']) ? texts['steps'] : [];
  const told = steps.map((step) => (typeof step === 'string' ? step : text((step as { text?: unknown })?.text)));
  // A line that began with a hyphen would be kept from spreadsheets by an apostrophe.
  return [...told.filter(Boolean).map((step) => `* ${step}`), text(texts['body'])].filter(Boolean).join('\n');
}

function rowOf(content: PublicContent, addressOf: (content: PublicContent) => string): string[] {
  const { kind, id, language, theme, title, texts, version, publishedAt, checkedOn, reviewBy, validTo, sources } =
    content;
  return [
    `${kind}/${id}`,
    kind,
    language,
    theme,
    title,
    text(texts?.['summary']),
    wordsOf(content),
    addressOf(content),
    String(version ?? ''),
    publishedAt ?? '',
    checkedOn ?? '',
    reviewBy ?? '',
    validTo ?? '',
    sources.map(({ name }) => name).join(' | '),
  ];
}

/** The contents as a table: UTF-8, commas, CRLF, the columns' names first. */
export const tableOf = (contents: readonly PublicContent[], addressOf: (content: PublicContent) => string): string =>
  csvOf([columns.map(({ name }) => name), ...contents.map((one) => rowOf(one, addressOf))]);
