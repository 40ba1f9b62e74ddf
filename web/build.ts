import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PreparedService } from '../shared/contracts/service.ts';
import { languages } from '../shared/contracts/text.ts';
import type { DangerList } from '../shared/core/danger/danger.ts';
import municipalities from '../shared/core/knowledge/municipalities.json' with { type: 'json' };
import { municipalitiesOf } from '../shared/core/knowledge/municipalities.ts';
import { municipalitiesByLetter } from '../shared/core/knowledge/municipalities-by-letter.ts';
import { lifeFirst } from '../shared/texts/danger/lists.ts';
import { consolePage } from './console/page.ts';
import { consoleService } from './console/session/center.ts';
import { addresses } from './pages/addresses.ts';
import { adviceTexts } from './pages/advice.ts';
import { offlineCheckPage } from './pages/check-proof-page.ts';
import { fileOf, staticPages } from './pages/static-pages.ts';

const here = dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);
const fontWeights = [400, 600, 700];

const digest = (text: string) => createHash('sha256').update(text).digest('base64');

/** Search engines may read the pages of answers, which lie under the API, and nothing else of it. */
const robots = [
  'articles',
  'guides',
  'measures',
  'life-events',
  'administrations',
  'practices',
  'materials',
  'sitemap',
].reduce(
  (rules, sort) => `${rules}Allow: /v1/services/*/${sort}\n`,
  'User-agent: *\nDisallow: /v1/\nDisallow: /console/\n',
);

/** A list of danger as pages get it: its lines without the examples, which only readers and tests look at. */
function withoutExamples({ dangers, calm, ...others }: DangerList): DangerList {
  const bare = (lines: readonly string[]) => lines.map((line) => line.split(' :: ')[0] as string);
  const each = <Key extends string, From, To>(of: Readonly<Record<Key, From>>, change: (from: From) => To) =>
    Object.fromEntries(Object.entries<From>(of).map(([key, from]) => [key, change(from)])) as Record<Key, To>;
  return {
    ...others,
    dangers: each(dangers, ({ lane, advice }) => ({ lane: bare(lane), advice: bare(advice) })),
    calm: each(calm, bare),
  };
}

/**
 * Writes the whole static portal into a folder: pages, console, style, script, fonts, robots.txt; what was there before
 * goes.
 */
export async function buildPortal(outDirectory: string, services: readonly PreparedService[]): Promise<void> {
  rmSync(outDirectory, { recursive: true, force: true });
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(outDirectory, file)), { recursive: true });
    writeFileSync(join(outDirectory, file), content);
  };
  for (const [address, page] of staticPages(services)) write(fileOf(address), page);
  write('console/index.html', consolePage());
  write('console/services.json', `${JSON.stringify(services.map(consoleService))}\n`);
  for (const language of languages) {
    write(`assets/danger-${language}.json`, JSON.stringify(withoutExamples(lifeFirst[language])));
    for (const service of services)
      write(addresses.adviceTexts(language, service.service), JSON.stringify(adviceTexts(service, language)));
  }
  // For whoever looks for a place by its name: the desk.
  write('assets/municipalities.json', JSON.stringify(municipalities));
  // For whoever asks who is competent: what is fetched tells one letter of what is typed.
  for (const [letter, names] of municipalitiesByLetter(municipalitiesOf(municipalities)))
    write(`assets/municipalities/${letter}.json`, JSON.stringify(names));
  write('robots.txt', robots);
  await build({
    entryPoints: {
      portal: join(here, 'scripts/portal.ts'),
      'listen-for-danger': join(here, 'scripts/listen-for-danger.ts'),
      guide: join(here, 'scripts/guide.ts'),
      search: join(here, 'scripts/search.ts'),
      municipalities: join(here, 'scripts/municipalities.ts'),
      widget: join(here, 'scripts/widget.ts'),
      'open-link': join(here, 'scripts/open-link.ts'),
      proof: join(here, 'scripts/proof.ts'),
      'check-proof': join(here, 'scripts/check-proof.ts'),
      'portal-style': join(here, 'styles/portal.css'),
      console: join(here, 'console/main.tsx'),
      'console-style': join(here, 'styles/console.css'),
    },
    outdir: join(outDirectory, 'assets'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: ['es2022', 'safari16'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    external: ['*.woff2'],
    entryNames: '[name]',
    logLevel: 'warning',
  });
  const checking = readFileSync(join(outDirectory, 'assets/check-proof.js'), 'utf8');
  for (const language of languages)
    write(addresses.offlineCheck(language), offlineCheckPage(language, checking, digest));
  for (const picture of ['icon.svg', 'share.png'])
    copyFileSync(join(here, 'styles', picture), join(outDirectory, 'assets', picture));
  for (const weight of fontWeights) {
    const font = resolve(`@fontsource/titillium-web/files/titillium-web-latin-${weight}-normal.woff2`);
    copyFileSync(font, join(outDirectory, `assets/titillium-web-${weight}.woff2`));
  }
}
