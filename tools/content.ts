import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { readContent } from '../cdk/house/content.ts';
import type { ServiceContent } from '../shared/contracts/content/content.ts';
import { languages } from '../shared/contracts/text.ts';
import { prepareGuide } from '../shared/core/knowledge/guide.ts';
import { gulpease } from '../shared/core/knowledge/gulpease.ts';
import { publishFaults } from '../shared/core/knowledge/publish-faults.ts';
import { buildIndex } from '../shared/core/knowledge/search/article-index.ts';
import { walkGuide } from '../shared/core/knowledge/walk-guide.ts';
import { faultSentence } from '../shared/texts/knowledge/faults.ts';
import { forbiddenWords } from '../shared/texts/knowledge/forbidden-words.ts';
import { asTool, textTable } from './command.ts';

const help = `
npm run content -- [--day YYYY-MM-DD]

Reads the content of every service in shared/services and says what stands against publishing it on a day (today unless
told), walks every guide whole, weighs the search indexes, and lists the articles by how hard they read (Gulpease, 0 to
100; worst first).
  --day   the day for which it is looked at, such as 2027-01-01
  --help  this text
`;

/** How easily each Italian article reads, 0 to 100, worst first. */
export function readability({ items }: ServiceContent): { id: string; ease: number }[] {
  return items
    .flatMap((item) => {
      if (item.kind !== 'article') return [];
      const { summary, steps, body = '' } = item.languages.it;
      return [{ id: item.id, ease: Math.round(gulpease([summary, ...steps, body].join('\n'))) }];
    })
    .sort((one, other) => one.ease - other.ease);
}

function report(content: ServiceContent, day: string): boolean {
  console.log(`\n${content.service}, ${day}`);
  const faults = content.items.flatMap((item) =>
    publishFaults(item, content.items, day, forbiddenWords).map(
      (fault) => `${item.kind} ${item.id}: ${faultSentence(fault, 'it')}`,
    ),
  );
  for (const fault of faults) console.log(fault);
  const guides = content.items.flatMap((item) => {
    if (item.kind !== 'guide') return [];
    const begun = performance.now();
    const { paths, longest, states } = walkGuide(prepareGuide(item, content.items).prepared, day);
    const took = `${Math.round(performance.now() - begun)}`;
    return [[item.id, `${paths}`, `${longest}`, `${states}`, took]];
  });
  console.log(textTable(['guide', 'paths', 'longest', 'states', 'ms'], guides));
  const weights = languages.map((language) => {
    const file = JSON.stringify(buildIndex(content, language));
    return [language, `${file.length}`, `${brotliCompressSync(file).length}`];
  });
  console.log(textTable(['index', 'bytes', 'brotli'], weights));
  console.log(
    textTable(
      ['article', 'Gulpease'],
      readability(content).map(({ id, ease }) => [id, `${ease}`]),
    ),
  );
  return faults.length === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await asTool(help, async () => {
    const { values } = parseArgs({ options: { day: { type: 'string' } } });
    const day = values.day ?? new Date().toISOString().slice(0, 10);
    const directory = fileURLToPath(new URL('../shared/services', import.meta.url));
    const folders = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const sound = folders.map(({ name }) => {
      const content = readContent(directory, name);
      return content === undefined || report(content, day);
    });
    if (sound.includes(false)) process.exitCode = 1;
  });
