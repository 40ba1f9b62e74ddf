import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { languages } from '../../shared/contracts/text.ts';
import { snippetOf } from '../../web/pages/for-your-site-page.ts';
import { openStage, until } from '../stage/center.ts';
import { ask } from '../stage/citizen.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';

// The box of a service on a page of somebody else, who allows nothing but what the page "Per il tuo sito" names.

const service = 'protezione-civile';
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
let foreign: { origin: string; close: () => void };
const refused: string[] = [];

/** A page on another port under a strict policy, which tells the policy's violations to whoever looks. */
async function serveForeign(site: string) {
  const policy = `default-src 'none'; script-src ${site}; connect-src ${site}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  const page = `<!doctype html><html lang="it"><head><title>Un comune</title></head><body><main><h1>Il nostro comune</h1>\n${snippetOf(service, 'it', site)}</main></body></html>`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy });
    response.end(page);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

beforeAll(async () => {
  ({ stage, close } = await openStage());
  browser = await openBrowser();
  foreign = await serveForeign(stage.url);
  // The list is long before the search knows all of it.
  await until('what the center finds', 120_000, async () =>
    /"title":"[^"]*terremoto/i.test(
      (await ask(stage.url, { path: `/v1/services/${service}/articles?language=it&q=terremoto` })).text,
    ),
  );
}, 300_000);
afterAll(async () => {
  await browser?.close();
  foreign?.close();
  await close?.();
});

async function open(): Promise<{ page: Page; asked: string[] }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const asked: string[] = [];
  page.on('request', (request) =>
    asked.push(`${request.url()} ${request.headers()['referer'] ?? ''} ${request.headers()['cookie'] ?? ''}`),
  );
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  page.on('pageerror', (error) => refused.push(error.message));
  await page.goto(foreign.origin);
  return { page, asked };
}

test('shows whether the service is open and finds its answers, and asks nobody but its center', async () => {
  const { page, asked } = await open();
  await page.getByText(/^(?:Aperto|Chiuso) adesso/).waitFor();
  await page
    .getByRole('heading', { name: 'Contact Center' })
    .or(page.getByRole('heading', { level: 2 }))
    .first()
    .waitFor();
  await page.getByLabel('Che cosa cerchi?').fill('che cosa fare se c’è un terremoto');
  await page.getByRole('button', { name: 'Cerca' }).click();
  const found = page.getByRole('link', { name: /terremoto/i }).first();
  await found.waitFor();
  expect(await found.getAttribute('href')).toMatch(new RegExp(`^${stage.url}/v1/services/${service}/`));
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page, 390)).toEqual([]);
  expect(refused).toEqual([]);
  const elsewhere = asked.filter((one) => !one.startsWith(stage.url) && !one.startsWith(foreign.origin));
  expect(elsewhere).toEqual([]);
  // Neither a cookie nor where somebody reads from goes along; nothing is kept.
  expect(asked.filter((one) => one.startsWith(`${stage.url}/v1/`)).every((one) => one.endsWith('  '))).toBe(true);
  expect(await page.context().cookies()).toEqual([]);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
  await page.context().close();
}, 120_000);

test('whoever searches for help in danger reads 112 above every result', async () => {
  const { page } = await open();
  await page.getByLabel('Che cosa cerchi?').fill('aiuto, mio figlio è sotto le macerie');
  await page.getByRole('button', { name: 'Cerca' }).click();
  const danger = page.locator('.danger');
  await danger.getByRole('link', { name: '112' }).waitFor();
  const first = await page.locator('[role=status]').evaluate((box) => box.firstElementChild?.className);
  expect(first).toBe('danger');
  expect(await violations(page)).toEqual([]);
  expect(refused).toEqual([]);
  await page.context().close();
}, 120_000);

test('where the center does not answer, 112 and the way to the service are there all the same', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(`${stage.url}/v1/**`, (route) => route.abort());
  await page.goto(foreign.origin);
  await page.getByText('Il servizio non risponde in questo momento').waitFor();
  await page.getByRole('link', { name: '112' }).first().waitFor();
  expect(await page.getByRole('link', { name: 'Vai al servizio' }).getAttribute('href')).toBe(
    `${stage.url}/it/${service}/`,
  );
  await context.close();
}, 120_000);

test.each(languages)(
  'the pages for whoever runs a site or uses the data can be read in %s',
  async (language) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    for (const name of ['for-your-site', 'open-data']) {
      await page.goto(`${stage.url}/${language}/${service}/${name}/`);
      expect(await violations(page)).toEqual([]);
      expect(await tooWide(page, 390)).toEqual([]);
    }
    await page.goto(`${stage.url}/${language}/${service}/for-your-site/`);
    await until(
      'the own address',
      20_000,
      async () => (await page.locator('pre').first().textContent()) === snippetOf(service, language, stage.url),
    );
    await context.close();
  },
  120_000,
);
