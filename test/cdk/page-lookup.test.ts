import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { pageLookup } from '../../cdk/page-lookup.ts';
import { temporaryFolder } from './temporary-folder.ts';

function portal(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const missing = '<!doctype html><title>Non c’è</title>\n<p>112 "115" 118';
const pages = portal({
  'index.html': 'home',
  '404.html': missing,
  'it/familyline/index.html': 'page',
  'assets/portal.js': 'script',
});
const code = pageLookup(pages);
const ask = (uri: string) =>
  runInNewContext(
    `${code}; JSON.stringify(handler({ request: { uri: ${JSON.stringify(uri)}, method: 'GET' } }))`,
  ) as string;

test.each([
  ['/', '/index.html'],
  ['/it/familyline/', '/it/familyline/index.html'],
  ['/it/familyline', '/it/familyline/index.html'],
  ['/it/familyline/index.html', '/it/familyline/index.html'],
  ['/assets/portal.js', '/assets/portal.js'],
])('%s is the page %s', (uri, page) => {
  expect(JSON.parse(ask(uri))).toEqual({ uri: page, method: 'GET' });
});

test.each([
  '/it/familylin',
  '/it/familyline/contact/',
  '/assets/portal.css',
  '/../etc/passwd',
  '/it/familyline//',
  '/%00',
])('%s is no page, and is answered with ours at once', (uri) => {
  expect(JSON.parse(ask(uri))).toMatchObject({ statusCode: 404, body: { encoding: 'text', data: missing } });
});

test('pages without a 404.html are refused, by name', () => {
  expect(() => pageLookup(portal({ 'index.html': 'home' }))).toThrow(/there is no .*404\.html; run npm run build/);
});

test('a function larger than CloudFront takes is refused, with its size', () => {
  const large = portal({ 'index.html': 'home', '404.html': 'x'.repeat(10_000) });
  expect(() => pageLookup(large)).toThrow(/are \d+ bytes of function; CloudFront takes 10240/);
});
