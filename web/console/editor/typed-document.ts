import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';

// An item of content while an editor types it: the document itself, with what is not finished in it.

/** The way to a member of a document: names of members and numbers of rows. */
export type Path = readonly (string | number)[];

type Node = Record<string | number, unknown>;
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** What stands at a path; undefined where nothing does. */
export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((at, step) => (isNode(at) ? at[step] : undefined), value);

/** The same with another value at a path; undefined takes the member out. What was given stays as it was. */
export function withValue(value: unknown, path: Path, next: unknown): unknown {
  const [step, ...below] = path;
  if (step === undefined) return next;
  const within = isNode(value) ? value : typeof step === 'number' ? [] : {};
  const changed = withValue((within as Node)[step], below, next);
  if (Array.isArray(within) && typeof step === 'number') {
    const rows: unknown[] = [...within];
    rows[step] = changed;
    return rows;
  }
  if (changed !== undefined) return { ...within, [step]: changed };
  const { [step]: _taken, ...kept } = within as Node;
  return kept;
}

/** A document without what was left empty: blank texts and lines, and rows and members that hold nothing. */
export function cleaned(value: unknown): unknown {
  const isEmpty = (one: unknown) =>
    one === undefined || one === '' || (isNode(one) && !Array.isArray(one) && Object.keys(one).length === 0);
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) return value.map(cleaned).filter((one) => !isEmpty(one));
  if (!isNode(value)) return value;
  const members = Object.entries(value).map(([name, one]) => [name, cleaned(one)] as const);
  return Object.fromEntries(members.filter(([, one]) => !isEmpty(one)));
}

/** Members that only some kinds have, as they are before anybody typed. */
const startOf: Readonly<Record<string, Node>> = {
  measure: { doors: [], lifeEvents: [] },
  'life-event': { articles: [], guides: [] },
  guide: { questions: [], results: [] },
  administration: { themes: [] },
  question: {},
  parameter: { values: [] },
};

const wordsOfKind: Readonly<Record<string, Node>> = {
  article: { steps: [] },
  'question-and-answer': { steps: [] },
  measure: { conditions: [], papers: [] },
};

/** Whether the words of a kind stand in one language each; the others have all languages beside one another. */
export const hasLanguages = (content: string): boolean => !/^(?:question|parameter|picture)\//.test(content);

/**
 * What an editor begins with: what is the same in every language as the Italian version has it, and the words of their
 * language; for a content that is not there yet the empty shape of its kind.
 */
export function documentToEdit(
  { content, service, language, today }: { content: string; service: string; language: Language; today: string },
  { italian, own }: { italian: ContentDocument | undefined; own: ContentDocument | undefined },
): ContentDocument {
  const [kind = '', id = ''] = content.split('/');
  const base = italian ?? own;
  const { languages: _all, ...facts } = base ?? {
    kind,
    id,
    service,
    ...(kind === 'picture' && { sources: [] }),
    ...(hasLanguages(content) && { sources: [], checkedOn: today, checkWithAdministration: true }),
    ...startOf[kind],
  };
  if (!hasLanguages(content)) return facts;
  const words = valueAt(own, ['languages', language]) ?? wordsOfKind[kind] ?? {};
  const age = own === undefined ? {} : { checkedOn: own['checkedOn'], reviewBy: own['reviewBy'] };
  return { ...facts, ...(cleaned(age) as object), languages: { [language]: words } };
}

/** The document that is written: nothing empty, and only the words of its language. */
export const documentToWrite = (typed: ContentDocument): ContentDocument => cleaned(typed) as ContentDocument;

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
