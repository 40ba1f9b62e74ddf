import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';

// An item of content as an editor types it: the fields of a page, or for other kinds the whole document as JSON.

/** The kinds that have fields of their own; the others are edited as a document. */
export const isPage = (content: string): boolean => /^(?:article|question-and-answer)\//.test(content);

/** The fields of a page. */
export type TypedPage = Record<(typeof pageFields)[number], string>;
export const pageFields = [
  'title',
  'summary',
  'steps',
  'body',
  'phrases',
  'theme',
  'owner',
  'checkedOn',
  'reviewBy',
  'validTo',
  'sourceName',
  'sourceUrl',
  'consultedOn',
] as const;

type Words = { title?: string; summary?: string; steps?: string[]; body?: string; phrases?: string[] };
type Source = { name?: string; url?: string; consultedOn?: string };

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The fields of a page as a document has them; a document that is not there yet leaves them empty. */
export function typedPage(document: ContentDocument | undefined, language: Language): TypedPage {
  const words = ((document?.['languages'] as Record<string, Words> | undefined)?.[language] ?? {}) as Words;
  const [source = {}] = (document?.['sources'] ?? []) as Source[];
  const member = (name: string) => textOf(document?.[name]);
  return {
    title: words.title ?? '',
    summary: words.summary ?? '',
    steps: (words.steps ?? []).join('\n'),
    body: words.body ?? '',
    phrases: (words.phrases ?? []).join('\n'),
    theme: member('theme'),
    owner: member('owner'),
    checkedOn: member('checkedOn'),
    reviewBy: member('reviewBy'),
    validTo: member('validTo'),
    sourceName: source.name ?? '',
    sourceUrl: source.url ?? '',
    consultedOn: source.consultedOn ?? '',
  };
}

const unlessEmpty = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });

/** The document that the fields of a page make, on what it had besides; further sources stay as they were. */
export function documentOf(
  typed: TypedPage,
  {
    content,
    service,
    language,
    before,
  }: { content: string; service: string; language: Language; before?: ContentDocument | undefined },
): ContentDocument {
  const [kind = '', id = ''] = content.split('/');
  const { validTo: _end, ...kept } = before ?? {};
  const [first = {}, ...others] = (before?.['sources'] ?? []) as Source[];
  const source = {
    ...first,
    name: typed.sourceName.trim(),
    ...unlessEmpty('url', typed.sourceUrl),
    ...unlessEmpty('consultedOn', typed.consultedOn),
  };
  return {
    checkWithAdministration: true,
    ...kept,
    kind,
    id,
    service,
    theme: typed.theme,
    owner: typed.owner.trim(),
    checkedOn: typed.checkedOn,
    reviewBy: typed.reviewBy,
    ...unlessEmpty('validTo', typed.validTo),
    sources: typed.sourceName.trim() === '' ? others : [source, ...others],
    languages: {
      [language]: {
        title: typed.title.trim(),
        summary: typed.summary.trim(),
        steps: linesOf(typed.steps),
        ...unlessEmpty('body', typed.body),
        ...(linesOf(typed.phrases).length > 0 && { phrases: linesOf(typed.phrases) }),
      },
    },
  };
}

/** One member that two versions of a document do not share. */
export type Difference = { member: string; before: string; after: string };

function flat(value: unknown, path: string, into: Map<string, string>): void {
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) into.set(path, value.join('\n'));
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) flat(one, path === '' ? name : `${path}.${name}`, into);
  else into.set(path, String(value));
}

/** What differs between two versions of a document, member by member, in the order of the newer one. */
export function differences(before: ContentDocument, after: ContentDocument): Difference[] {
  const old = new Map<string, string>();
  const now = new Map<string, string>();
  flat(before, '', old);
  flat(after, '', now);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((member) => {
    const [was = '', is = ''] = [old.get(member), now.get(member)];
    return was === is ? [] : [{ member, before: was, after: is }];
  });
}
