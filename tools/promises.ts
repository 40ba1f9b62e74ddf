import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asTool } from './command.ts';

/** A sentence that promises by its words, and the file that it stands in. */
export type Promised = { sentence: string; file: string };

/**
 * What becomes of sentences that promise, in groups: held by a test (`test` is its file, `name` its name or a part of
 * it), an `intention` with what is missing, or `noPromise` with why the words promise nothing.
 */
export type Judged = {
  test?: string;
  name?: string;
  intention?: string;
  noPromise?: string;
  sentences: string[];
};

/** Words by which pages, mails and documents promise, in the three languages. */
const promising = /(?<![\p{L}-])(entro|mai|solo|soltanto|only|never|within|nie|niemals|nur|innerhalb)(?!\p{L})/iu;

/** The texts of a TypeScript file as they are read by people: its strings, `…` where something is put in. */
function stringsOf(source: string): string[] {
  const without = source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '').replace(/^import .*$/gm, '');
  return [...without.matchAll(/'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`/g)].map(([, plain, template]) =>
    (plain ?? template ?? '').replace(/\$\{[^}]*\}/g, '…').replace(/\\n/g, ' '),
  );
}

/** The paragraphs of a Markdown file without code, tables' rows and list items each by itself. */
const paragraphsOf = (text: string): string[] =>
  text
    .replace(/^ *```[\s\S]*?^ *```/gm, '\n')
    .replace(/<!--[\s\S]*?-->/g, '')
    .split(/\n\s*\n|\n(?=\s*(?:[-*]|\d+\.)\s)|\n(?=\|)|(?<=\|)\n|\n(?=#)/);

const valuesOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(valuesOf)
      : [];

/** The sentences of a file that promise by their words, in one line each. */
export function promisesIn(file: string, text: string): Promised[] {
  const read = file.endsWith('.md')
    ? paragraphsOf
    : file.endsWith('.json')
      ? (json: string) => valuesOf(JSON.parse(json))
      : stringsOf;
  return read(text)
    .flatMap((part) =>
      part
        .replace(/\s+/g, ' ')
        .trim()
        .split(/(?<=[.:!?]\)?)\s+(?=[\p{Lu}«"*[`(])/u),
    )
    .filter((sentence) => promising.test(sentence) && /\s/.test(sentence))
    .map((sentence) => ({ sentence, file }));
}

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * The files whose sentences are promises to citizens, staff or administrations: texts, definitions, README and docs.
 */
export function publicFiles(): string[] {
  const below = (folder: string, ending: string) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith(ending))
      .map((name) => join(folder, name));
  return [
    'README.md',
    'SECURITY.md',
    // A decision tells what was thought when it was made, and is not rewritten.
    ...below('docs', '.md').filter((file) => !file.startsWith(join('docs', 'adr'))),
    // The folders beside the definitions say what the law gives, each with source and date: no promise of ours.
    ...below('shared/services', '.json').filter((file) => dirname(file) === join('shared', 'services')),
    ...['portal', 'words', 'voice', 'mails'].flatMap((folder) => below(join('shared/texts', folder), '.ts')),
    ...below('web/pages', '.ts'),
  ].sort();
}

/** Every promising sentence of the public files, once each file. */
export const publicPromises = (): Promised[] =>
  publicFiles().flatMap((file) => promisesIn(file, readFileSync(join(root, file), 'utf8')));

/** The judgements of docs/promises.json. */
export const judgements = (): Judged[] =>
  JSON.parse(readFileSync(join(root, 'docs/promises.json'), 'utf8')) as Judged[];

/** What the list lacks, and what it holds of sentences that stand nowhere any more. */
export function compare(
  found: readonly Promised[],
  judged: readonly Judged[],
): { unlisted: Promised[]; stale: string[] } {
  const listed = new Set(judged.flatMap(({ sentences }) => sentences));
  const standing = new Set(found.map(({ sentence }) => sentence));
  return {
    unlisted: found.filter(
      ({ sentence }, index) =>
        !listed.has(sentence) && found.findIndex((other) => other.sentence === sentence) === index,
    ),
    stale: [...listed].filter((sentence) => !standing.has(sentence)),
  };
}

const help = `
npm run promises

Lists the sentences of public texts, README and docs that promise by their words (entro, mai, solo, only, never, within,
nie, nur, innerhalb) and that docs/promises.json does not judge, and those that it judges and that stand nowhere any more.
Add each to the group of the test that holds it ("test", "name"), to "intention" with what is missing, or to "noPromise".
  --help          this text
`;

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { unlisted, stale } = compare(publicPromises(), judgements());
    for (const file of new Set(unlisted.map((each) => each.file))) {
      console.log(`\n${file}`);
      for (const each of unlisted) if (each.file === file) console.log(`  ${JSON.stringify(each.sentence)},`);
    }
    if (stale.length > 0) console.log('\nStand nowhere any more: take them out of docs/promises.json');
    for (const sentence of stale) console.log(`  ${JSON.stringify(sentence)}`);
    if (unlisted.length + stale.length === 0)
      console.log(`Every promise is judged: ${publicPromises().length} sentences.`);
    else process.exitCode = 1;
  });
