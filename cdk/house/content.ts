import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { JSON_SCHEMA, load } from 'js-yaml';
import * as z from 'zod/mini';
import { ContentItem, type ServiceContent, Synonyms, Theme } from '../../shared/contracts/content/content.ts';
import type { ServiceDefinition } from '../../shared/contracts/service.ts';

/** The headings that part an article's bodies by language. */
const headings = { it: 'Italiano', en: 'English', de: 'Deutsch' } as const;
type Heading = keyof typeof headings;

const wrongIn = (file: string, error: z.core.$ZodError) =>
  new Error(
    [
      `${file} does not keep to the contract of content:`,
      ...error.issues.map(({ path, message }) => `  ${path.join('.') || 'the whole file'}: ${message}`),
    ].join('\n'),
  );

function checked<Shape extends z.ZodMiniType>(shape: Shape, file: string, given: unknown): z.infer<Shape> {
  const parsed = z.safeParse(shape, given, { error: z.locales.en().localeError });
  if (!parsed.success) throw wrongIn(file, parsed.error);
  return parsed.data;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** The bodies below the front matter by language: each begins with a heading of the first level, such as `# Italiano`. */
function bodiesIn(file: string, markdown: string): Partial<Record<Heading, string>> {
  const bodies: Partial<Record<Heading, string>> = {};
  for (const part of markdown.split(/^(?=# )/m)) {
    if (part.trim() === '') continue;
    const heading = /^# (.+)\n/.exec(part)?.[1]?.trim();
    const language = (Object.keys(headings) as Heading[]).find((each) => headings[each] === heading);
    if (language === undefined)
      throw new Error(`${file}: a body begins with # Italiano, # English or # Deutsch, not with ${heading ?? 'text'}`);
    bodies[language] = part.slice(part.indexOf('\n') + 1).trim();
  }
  return bodies;
}

/**
 * An article as a file: front matter in YAML between two lines `---` (the members of the contract, without bodies), then
 * the bodies in Markdown, each under the name of its language. The file is named after the article's id.
 * @throws Error naming file and member when it does not keep to the contract.
 */
export function parseArticle(file: string, text: string, service: string): ContentItem {
  const parts = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (parts === null) throw new Error(`${file} has no front matter between two lines ---`);
  const [, front = '', markdown = ''] = parts;
  const members = load(front, { schema: JSON_SCHEMA }) as { languages?: Record<string, object> };
  const bodies = bodiesIn(file, markdown);
  const languages = Object.fromEntries(
    Object.entries(members.languages ?? {}).map(([language, texts]) => {
      const body = bodies[language as Heading];
      return [language, body === undefined ? texts : { ...texts, body }];
    }),
  );
  return checked(ContentItem, file, { kind: 'article', service, ...members, languages });
}

/** The items of one file: a JSON object or a list of them, or an article in Markdown. */
function itemsIn(file: string, service: string): ContentItem[] {
  if (file.endsWith('.md')) return [parseArticle(file, readFileSync(file, 'utf8'), service)];
  const given = readJson(file);
  return (Array.isArray(given) ? given : [given]).map((each: object) =>
    checked(ContentItem, file, { service, ...withPicture(file, each) }),
  );
}

/** An item with the bytes of the picture that lies beside its file, where it names one by `from`. */
function withPicture(file: string, item: { file?: { from?: unknown } }): object {
  const { from, ...told } = item.file ?? {};
  if (typeof from !== 'string') return item;
  const beside = join(dirname(file), basename(from));
  if (!existsSync(beside)) throw new Error(`${file}: there is no picture ${beside}`);
  return { ...item, file: { ...told, data: readFileSync(beside).toString('base64') } };
}

const kindFolders = [
  'administrations',
  'articles',
  'guides',
  'life-events',
  'materials',
  'measures',
  'parameters',
  'pictures',
  'practices',
  'questions',
] as const;

/**
 * Whether each theme that experts of a service answer on is one of its themes.
 * @throws Error naming the theme and the group that has it.
 */
export function checkExperts(
  { service, experts = [] }: Pick<ServiceDefinition, 'service' | 'experts'>,
  { themes }: Pick<ServiceContent, 'themes'>,
): void {
  for (const { group, themes: own } of experts)
    for (const theme of own)
      if (!themes.some((known) => known.theme === theme))
        throw new Error(`${service}: the experts ${group} answer on ${theme}, which is no theme of the service`);
}

const filesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json') || name.endsWith('.md'))
        .sort()
        .map((name) => join(folder, name))
    : [];

/**
 * The content of a service as its folder beside its definition holds it; undefined when it has none.
 * @throws Error naming file and member when something does not keep to the contract, or an id is there twice.
 */
export function readContent(directory: string, service: string): ServiceContent | undefined {
  const folder = join(directory, service);
  if (!existsSync(folder)) return undefined;
  const items: ContentItem[] = [];
  const owner = new Map<string, string>();
  for (const kindFolder of kindFolders)
    for (const file of filesIn(join(folder, kindFolder)))
      for (const item of itemsIn(file, service)) {
        const key = `${item.kind} ${item.id}`;
        const other = owner.get(key);
        if (other !== undefined) throw new Error(`${file}: ${key} is already in ${other}`);
        owner.set(key, file);
        items.push(item);
      }
  const themes = join(folder, 'themes.json');
  const synonyms = join(folder, 'synonyms.json');
  return {
    service,
    themes: checked(z.array(Theme), themes, readJson(themes)),
    synonyms: existsSync(synonyms)
      ? checked(z.strictObject({ it: Synonyms, en: Synonyms, de: Synonyms }), synonyms, readJson(synonyms))
      : { it: [], en: [], de: [] },
    items,
  };
}
