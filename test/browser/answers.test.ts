import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Browser, Page } from 'playwright-core';
import { readContent } from '../../cdk/house/content.ts';
import { actOn } from '../../functions/knowledge/act-on-content.ts';
import { listContents, type Readers, showIndex, showPublicContent } from '../../functions/knowledge/answer-reader.ts';
import { consultGuide } from '../../functions/knowledge/consult-guide.ts';
import { actOnFollowUp, showFollowUp } from '../../functions/knowledge/follow-up.ts';
import { listAllContents } from '../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../functions/knowledge/public-indexes.ts';
import { seedContents } from '../../functions/knowledge/seed-contents.ts';
import { showLeaflet } from '../../functions/knowledge/show-leaflet.ts';
import type { ContentAct } from '../../shared/contracts/content/entry.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { formPage } from '../../web/pages/form-page.ts';
import { definitions } from '../cdk/synthesis.ts';
import { familyLine } from '../fixtures/contacts.ts';
import { memoryCatalogue, memoryContents } from '../stores/memory-contents.ts';
import { memoryFollowUps } from '../stores/memory-follow-ups.ts';
import { openBrowser } from './browser.ts';
import { servePortal } from './portal.ts';

const now = new Date('2026-11-29T09:00:00.000Z');
const content = readContent(join(definitions), 'familyline');
if (!content) throw new Error('familyline has no contents');
const indexes = followingIndexes(content);
const contents = memoryContents();
const catalogue = memoryCatalogue();
const followUps = memoryFollowUps();

const kindsAt = {
  articles: ['article'],
  measures: ['measure'],
  guides: ['guide'],
  'life-events': ['life-event'],
  administrations: ['administration'],
  practices: ['practice'],
};

async function readersNow(): Promise<Readers> {
  const listed = await catalogue.all();
  return {
    definition: familyLine,
    content: content as NonNullable<typeof content>,
    listed,
    index: (language: Language) => indexes(listed, language, now),
    ledger: async () => [],
    site: '',
    now,
  };
}

/** What a browser gets at an address of the answers, or after sending a form there. */
async function replyAt(url: string, form?: string): Promise<Reply> {
  const { pathname, searchParams } = new URL(url, 'http://portal');
  const [sort = '', id] = pathname.split('/').slice(4);
  const event = {
    headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    pathParameters: id === undefined ? {} : { id },
    queryStringParameters: Object.fromEntries(searchParams),
    body: form,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const readers = await readersNow();
  if (sort === 'follow-ups') {
    const asking = { ...readers, followUps, counts: { add: async () => undefined, all: async () => [] } };
    return form === undefined ? showFollowUp(asking, event) : actOnFollowUp(asking, event);
  }
  if (form !== undefined) return consultGuide(readers, event);
  if (sort === 'articles-index') return showIndex(readers, event);
  const kinds = kindsAt[sort as keyof typeof kindsAt] ?? [];
  if (searchParams.get('format') === 'leaflet') return showLeaflet(readers, event);
  return id === undefined ? listContents(readers, event, kinds) : showPublicContent(readers, event, kinds);
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
  'guides/arriva-un-figlio',
  'articles/ritirata',
  'measures/assegno-inclusione',
  'life-events/reddito-che-non-basta',
  'life-events/nascita-adozione?format=leaflet',
  'administrations?theme=casa&place=058',
  'administrations/regione-lazio',
  'practices/pedibus',
];
const addressOf = (path: string, language: Language) =>
  `${base}/${path}${path.includes('?') ? '&' : '?'}language=${language}`;
/** What was asked of the portal below the API: neither an answer to a guide nor a word of a message may stand there. */
const askedFor: string[] = [];

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
  portal = await servePortal(async ({ url = '', method }, body) => {
    if (!url.startsWith('/v1/services/familyline/')) return undefined;
    askedFor.push(url);
    if (url.endsWith('/contacts')) {
      const form = Object.fromEntries(new URLSearchParams(body));
      const language = (['it', 'en', 'de'] as const).find((one) => one === form['language']) ?? 'it';
      return { type: 'text/html; charset=utf-8', body: formPage(familyLine, language, { content: form }) };
    }
    if (url.startsWith('/v1/services/familyline?')) return undefined;
    const reply = await replyAt(url, method === 'POST' ? body : undefined);
    return typeof reply.body === 'string'
      ? { status: reply.status, type: 'text/html; charset=utf-8', body: reply.body }
      : { type: 'application/json', body: JSON.stringify(reply.body) };
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

const inLanguages = [
  ...paths.map((path) => ['it', path] as const),
  ...(['en', 'de'] as const).flatMap((language) =>
    ['articles', 'articles/bonus-nido', 'guides/arriva-un-figlio'].map((path) => [language, path] as const),
  ),
];

describe('the pages of answers', () => {
  test('a leaflet keeps on paper whom to call, and loses what is there to be pressed', async () => {
    const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
    await page.goto(portal.origin + addressOf('life-events/nascita-adozione', 'it'));
    await page.getByRole('link', { name: 'Foglio da stampare' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('il foglio da portare con te');
    expect(await page.getByRole('button', { name: 'Stampa' }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'print' });
    for (const shown of ['.emergency-strip', '.to-tick', '.plain-address'])
      expect(await page.locator(shown).first().isVisible()).toBe(true);
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0);
    expect(await page.locator('.service-menu').isVisible()).toBe(false);
    await page.close();
  });

  test.each(inLanguages)(
    '%s %s: no violation of WCAG 2.1 AA at 320 pixels, with script and without',
    async (language, path) => {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
      const page = await context.newPage();
      await page.goto(portal.origin + addressOf(path, language));
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await page.locator('main h1').textContent()).not.toMatch(/\{\{[a-z0-9-]+\}\}/);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      await context.close();

      const plain = await browser.newContext({ javaScriptEnabled: false });
      const bare = await plain.newPage();
      await bare.goto(portal.origin + addressOf(path, language));
      expect(await bare.locator('h1').count()).toBe(1);
      expect(await bare.locator('.emergency-strip a[href="tel:112"]').isVisible()).toBe(true);
      await plain.close();
    },
  );
});

const words = {
  it: {
    next: 'Avanti',
    unknown: 'Non so',
    results: 'I tuoi risultati',
    change: /^Cambia/,
    send: 'Continua nel modulo',
    walkTick: /^Manda anche le risposte/,
  },
  en: {
    next: 'Next',
    unknown: 'I do not know',
    results: 'Your results',
    change: /^Change/,
    send: 'Continue in the form',
    walkTick: /^Also send the answers/,
  },
  de: {
    next: 'Weiter',
    unknown: 'Weiß ich nicht',
    results: 'Ihre Ergebnisse',
    change: /^Ändern/,
    send: 'Weiter im Formular',
    walkTick: /^Auch meine Antworten/,
  },
};

const journeys = (['it', 'en', 'de'] as const).flatMap((language) =>
  [true, false].map((script) => [language, script] as const),
);

describe('a guide is asked to its end', () => {
  test.each(journeys)(
    'in %s, with script: %s; an answer is changed, and no address tells any',
    async (language, script) => {
      const { next, unknown, results, change, send, walkTick } = words[language];
      const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width: 320, height: 640 } });
      const page = await context.newPage();
      askedFor.length = 0;
      await page.goto(portal.origin + addressOf('guides/arriva-un-figlio', language));
      if (script) await page.waitForFunction(() => document.querySelector('script[src="/assets/guide.js"]') !== null);
      if (script) await page.waitForLoadState('networkidle');
      const begun = page.url();
      await page.getByRole('button', { name: next }).click();
      await page.locator('#guide-error').waitFor();
      await page.locator('#guide-answer').fill('2026-10-15');
      await page.getByRole('button', { name: next }).click();
      await page.locator('#guide-minorenne').check();
      await page.getByRole('button', { name: next }).click();
      await page.locator('#guide-answer[inputmode]').fill('18.000');
      await page.getByRole('button', { name: next }).click();
      if (script) {
        await page.goBack();
        expect(await page.locator('input[name=asked]').getAttribute('value')).toBe('isee');
        await page.goForward();
      }
      for (let asked = 0; asked < 12 && (await page.getByRole('button', { name: unknown }).count()) > 0; asked += 1)
        await page.getByRole('button', { name: unknown }).click();
      await page.getByRole('heading', { name: results }).waitFor();
      expect(await page.locator('.result').first().textContent()).toMatch(/18[.,]000 [Ee]uro/);
      if (script) expect(await violations(page)).toEqual([]);
      await page.getByRole('button', { name: change }).first().click();
      expect(await page.locator('input[name=asked]').getAttribute('value')).toBe('data-nascita');
      await page.locator('#guide-answer').fill('2020-01-01');
      await page.getByRole('button', { name: next }).click();
      await page.getByRole('heading', { name: results }).waitFor();
      const newborns = page.locator('.results').first().locator('a[href*="measures/bonus-nuovi-nati"]');
      expect(await newborns.count()).toBe(0);
      if (script) expect(page.url()).toBe(begun);
      await page.getByRole('button', { name: send }).click();
      expect(await page.locator('#field-message').inputValue()).toMatch(/2020/);
      const walk = page.getByRole('checkbox', { name: walkTick });
      expect(JSON.parse((await walk.getAttribute('value')) ?? '')).toMatchObject({
        guide: 'arriva-un-figlio',
        answers: { 'data-nascita': '2020-01-01', isee: 18_000 },
      });
      expect(await walk.isChecked()).toBe(true);
      if (script) expect(await violations(page)).toEqual([]);
      for (const url of askedFor) expect(url).not.toMatch(/2020|18[.]?000|minorenne/);
      if (script) expect(askedFor.filter((url) => url.includes('consultation'))).toEqual([]);
      await context.close();
    },
  );
});

test('a municipality is suggested while it is typed, and no address tells more than its letter', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(portal.origin + addressOf('administrations', 'it'));
  const field = page.locator('#municipality');
  await field.pressSequentially('acCumo');
  const suggested = page.locator('#municipalities option');
  await suggested.first().waitFor({ state: 'attached' });
  expect(await suggested.evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))).toEqual([
    'Accumoli (Rieti)',
  ]);
  expect(await field.getAttribute('list')).toBe('municipalities');
  expect(asked.filter((url) => url.includes('/municipalities/')).map((url) => new URL(url).pathname)).toEqual([
    '/assets/municipalities/a.json',
  ]);
  expect(await violations(page)).toEqual([]);
  await field.fill('Accumoli (Rieti)');
  await field.fill('zz');
  await suggested.first().waitFor({ state: 'detached' });
  await context.close();
});

test('who asks from a page finds its theme and title in the form, and no address tells them', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(portal.origin + addressOf('articles/bonus-nido', 'it'));
  await page.getByRole('button', { name: 'Scrivi al servizio' }).click();
  expect(await page.locator('#field-subject').inputValue()).toContain('nido');
  expect(await page.locator('#field-category').inputValue()).toBe('work');
  expect(new URL(page.url()).search).toBe('');
  await context.close();
});

test('a search finds while it is typed, tells whom to call before all results, and needs no network once begun', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(portal.origin + addressOf('articles', 'it'));
  const field = page.getByLabel('Che cosa cerchi?');
  await field.fill('bonus nido');
  await page.locator('[data-found] a').first().waitFor();
  expect(await page.locator('[data-found] a').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('nido')]),
  );
  await field.fill('mio figlio non respira');
  await page.locator('main .advice').waitFor();
  await field.fill('asilo');
  await page.locator('main .advice').waitFor({ state: 'detached' });
  await context.setOffline(true);
  await field.fill('mio padre non respira, permessi');
  await page.locator('main .advice').waitFor();
  await page.locator('[data-found] a').first().waitFor();
  const advice = await page.locator('main .advice').boundingBox();
  const found = await page.locator('[data-found]').boundingBox();
  expect(advice?.y).toBeLessThan(found?.y ?? 0);
  await context.close();
});

test('who writes a message sees what may answer it, and nothing of it once the words speak of danger', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await page.goto(`${portal.origin}/it/familyline/contact/`);
  const message = page.locator('#field-message');
  await message.fill('Vorrei sapere del bonus nido per mia figlia');
  const maybe = page.locator('[data-maybe]');
  await maybe.locator('a').first().waitFor();
  expect(await maybe.textContent()).toMatch(/nido/i);
  expect(await violations(page)).toEqual([]);
  await message.fill('Vorrei sapere del bonus nido: mia figlia non respira');
  await page.locator('main .advice').waitFor();
  expect(await maybe.isVisible()).toBe(false);
  for (const url of askedFor) expect(decodeURIComponent(url)).not.toContain('mia figlia');
  await context.close();
});

test('who searches without script in danger finds whom to call above what was found', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(portal.origin + addressOf('articles', 'it'));
  await page.getByLabel('Che cosa cerchi?').fill('nido');
  await page.getByRole('button', { name: 'Cerca' }).click();
  expect(await page.locator('h1').textContent()).toContain('nido');
  await page.goto(portal.origin + addressOf(`articles?q=${danger}`, 'it'));
  expect(await page.locator('main .advice').isVisible()).toBe(true);
  const advice = await page.locator('main .advice').boundingBox();
  const title = await page.locator('main h1').boundingBox();
  expect(advice?.y).toBeLessThan(title?.y ?? 0);
  await context.close();
});

describe('whether somebody got what a guide found', () => {
  test.each([true, false])(
    'is asked of who agrees, answered with a press each, and taken back, script %s',
    async (script) => {
      const context = await browser.newContext({ javaScriptEnabled: script, viewport: { width: 390, height: 800 } });
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      const clean = async () => expect(script ? await violations(page) : []).toEqual([]);
      await page.goto(`${portal.origin}${addressOf('guides/arriva-un-figlio', 'it')}`);
      await page.getByRole('button', { name: 'Non so' }).click();
      await page.getByRole('button', { name: 'Vedi subito i risultati' }).click();
      await page.getByRole('heading', { name: 'Fra sessanta giorni ti chiediamo se l’hai ottenuta' }).waitFor();
      await clean();
      await page.getByLabel('La tua e-mail').fill(`ada.${script}@example.org`);
      await page.getByLabel('Sì, potete chiedermelo').check();
      await page.getByRole('button', { name: 'Chiedetemelo' }).click();
      await page.getByRole('heading', { level: 1, name: 'Va bene, te lo chiediamo' }).waitFor();
      expect(await page.locator('.lead').textContent()).toContain('28 gennaio 2027');
      await clean();
      expect(page.url()).not.toContain('example.org');
      await page.getByRole('link', { name: 'La pagina per ripensarci' }).click();
      await page.getByRole('heading', { level: 1, name: 'L’hai ottenuta?' }).waitFor();
      await clean();
      const [first, second] = await page.locator('section[data-measure]').all();
      await first?.getByRole('button', { name: /^No ?:/ }).click();
      await page.getByText('Perché no?').waitFor();
      await clean();
      await page.getByRole('button', { name: /^Aspetto ancora/ }).click();
      await page.getByText('No (Aspetto ancora)').waitFor();
      await second?.getByRole('button', { name: /^Non l’ho chiesta/ }).click();
      await page.getByRole('status').filter({ hasText: 'Non l’ho chiesta' }).waitFor();
      await page.getByRole('button', { name: 'Non chiedetemi più niente e cancellate tutto' }).click();
      await page.getByRole('heading', { level: 1, name: 'Qui non c’è più niente' }).waitFor();
      await clean();
      await context.close();
    },
  );
});
