// biome-ignore-all lint/style/noRestrictedImports: this is the script that writes the published files, no part of the core
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publishedContracts } from '../../shared/contracts/api/published.ts';
import { problems } from '../../shared/shell/http/problems.ts';
import { en } from '../../shared/texts/portal/en.ts';
import type { OpenapiSources } from './openapi.ts';
import { contractNames, filesOf, publications } from './publications.ts';

const root = new URL('../../', import.meta.url);

/** The kept examples, the problems and their English words, as the generated files need them. */
export function readSources(): OpenapiSources {
  const examples = contractNames.map((name) => [
    name,
    JSON.parse(readFileSync(new URL(`events/${filesOf(name).example}`, root), 'utf8')),
  ]);
  const told = Object.entries(problems).map(([name, { status, title }]) => [
    name,
    { title, status, detail: en.problems.pages[name as keyof typeof problems].text },
  ]);
  return { examples: Object.fromEntries(examples), problems: Object.fromEntries(told) };
}

const help = `npm run contracts

Writes the published schemas (events/) and the OpenAPI description (docs/api/openapi.json) from the contracts, the kept
examples and the table of operations.
  --help          this text`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--help')) console.log(help);
  else publish();
}

function publish(): void {
  const sources = readSources();
  for (const name of contractNames) {
    const { error } = publishedContracts[name].schema.safeParse(sources.examples[name]);
    if (error) throw new Error(`events/${filesOf(name).example} does not keep its contract: ${error.message}`);
  }
  mkdirSync(new URL('docs/api/', root), { recursive: true });
  for (const [path, text] of Object.entries(publications(sources))) writeFileSync(new URL(path, root), text);
  console.log(`${contractNames.length} schemas in events/ and docs/api/openapi.json are written`);
}
