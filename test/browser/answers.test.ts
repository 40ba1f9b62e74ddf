import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Browser } from 'playwright-core';
import { readContent } from '../../cdk/house/content.ts';
import { actOn } from '../../functions/knowledge/act-on-content.ts';
import { listContents, showPublicContent } from '../../functions/knowledge/answer-reader.ts';
import { listAllContents } from '../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../functions/knowledge/public-indexes.ts';
import { seedContents } from '../../functions/knowledge/seed-contents.ts';
import type { ContentAct } from '../../shared/contracts/content/entry.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { definitions } from '../cdk/synthesis.ts';
import { familyLine } from '../fixtures/contacts.ts';
import { memoryCatalogue, memoryContents } from '../stores/memory-contents.ts';
import { openBrowser } from './browser.ts';
import { servePortal } from './portal.ts';

const now = new Date('2026-11-29T09:00:00.000Z');
const content = readContent(join(definitions), 'familyline');
if (!content) throw new Error('familyline has no contents');
const indexes = followingIndexes(content);
const contents = memoryContents();
const catalogue = memoryCatalogue();

/** The page that a browser gets at an address of the answers. */
async function pageAt(url: string): Promise<string> {
  const { pathname, searchParams } = new URL(url, 'http://portal');
  const [sort = '', id] = pathname.split('/').slice(4);
  const kinds = { articles: ['article'], measures: ['measure'], guides: ['guide'], 'life-events': ['life-event'] }[
    sort
  ];
  const listed = await catalogue.all();
  const event = {
    headers: { accept: 'text/html' },
    pathParameters: id === undefined ? {} : { id },
    queryStringParameters: Object.fromEntries(searchParams),
  } as unknown as APIGatewayProxyEventV2;
  const readers = {
    definition: familyLine,
    content: content as NonNullable<typeof content>,
    listed,
    index: (language: Language) => indexes(listed, language, now),
    ledger: async () => [],
    site: '',
    now,
  };
  const reply =
    id === undefined ? listContents(readers, event, kinds ?? []) : showPublicContent(readers, event, kinds ?? []);
  return String((await reply).body);
}

const base = '/v1/services/familyline';
const danger = encodeURIComponent('mio figlio non respira');
const paths = [
  'articles',
  'measures',
  'life-events',
  'guides',
  `articles?q=${danger}`,
  'articles?q=nido',
  'articles/assegno-inclusione',
  'articles/ritirata',
  'measures/assegno-inclusione',
  'life-events/reddito-che-non-basta',
];
const addressOf = (path: string, language: Language) =>
  `${base}/${path}${path.includes('?') ? '&' : '?'}language=${language}`;
const rendered = new Map<string, string>();

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;

beforeAll(async () => {
  const at = now.toISOString();
  await seedContents(contents, content.items, at);
  const [first] = content.items.filter(({ kind }) => kind === 'article');
  await seedContents(contents, [{ ...first, id: 'ritirata' } as NonNullable<typeof first>], at);
  const withdraw: ContentAct = { act: 'withdraw', reason: 'La misura è finita', leadsTo: 'article/assegno-inclusione' };
  const by = { subject: 'anna', name: 'Anna' };
  const seen = (await contents.read('article/ritirata')).length;
  await actOn(contents, 'article/ritirata', { act: withdraw, by, at, declared: false, seen });
  await listAllContents({ contents, catalogue });
  for (const language of ['it'] as const)
    for (const path of paths) rendered.set(addressOf(path, language), await pageAt(addressOf(path, language)));
  portal = await servePortal(({ url = '' }) => {
    const body = rendered.get(url);
    return body === undefined ? undefined : { type: 'text/html; charset=utf-8', body };
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

describe.each(['it'] as const)('the pages of answers in %s', (language) => {
  test.each(paths)('%s: no violation of WCAG 2.1 AA at 320 pixels, with script and without', async (path) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    await page.goto(portal.origin + addressOf(path, language));
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
      .analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await page.content()).not.toMatch(/\{\{[a-z0-9-]+\}\}/);
    await context.close();

    const plain = await browser.newContext({ javaScriptEnabled: false });
    const bare = await plain.newPage();
    await bare.goto(portal.origin + addressOf(path, language));
    expect(await bare.locator('h1').count()).toBe(1);
    expect(await bare.locator('.emergency-strip a[href="tel:112"]').isVisible()).toBe(true);
    await plain.close();
  });
});

test('who searches without script in danger finds whom to call above what was found', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(portal.origin + addressOf('articles', 'it'));
  await page.getByLabel('Che cosa cerchi?').fill('nido');
  rendered.set(`${base}/articles?language=it&q=nido`, rendered.get(addressOf('articles?q=nido', 'it')) ?? '');
  await page.getByRole('button', { name: 'Cerca' }).click();
  expect(await page.locator('h1').textContent()).toContain('nido');
  await page.goto(portal.origin + addressOf(`articles?q=${danger}`, 'it'));
  expect(await page.locator('main .advice').isVisible()).toBe(true);
  const advice = await page.locator('main .advice').boundingBox();
  const title = await page.locator('main h1').boundingBox();
  expect(advice?.y).toBeLessThan(title?.y ?? 0);
  await context.close();
});
