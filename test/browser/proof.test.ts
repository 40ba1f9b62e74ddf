import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { proveCase } from '../../functions/status/prove-case.ts';
import { showDayRoots } from '../../functions/status/show-day-roots.ts';
import { CaseProof } from '../../shared/contracts/day-root.ts';
import { firstDay, type LeavesByDay, leafOfEntry, leavesOf, noteLeaf } from '../../shared/core/day-leaves.ts';
import { closeDays } from '../../shared/shell/stores/close-days.ts';
import { memoryLeafRuns, memoryRoots } from '../fixtures/day-roots.ts';
import { memoryRegister } from '../stores/memory-register.ts';
import { codeOf, firstEntryOf } from '../tools/register-of.ts';
import { openBrowser } from './browser.ts';
import { violations } from './page-checks.ts';
import { servePortal, services } from './portal.ts';
import { answeredPages, sampleStatus } from './samples.ts';

const service = services.find((known) => known.service === 'protezione-civile') ?? services[0];
if (service === undefined) throw new Error('there is no service to try');
const name = service.service;
const { code } = sampleStatus(service);
const day = '2026-11-20';

const register = memoryRegister();
const roots = memoryRoots();
const leafRuns = memoryLeafRuns();
const folder = mkdtempSync(join(tmpdir(), 'sportello-proof-'));

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
let context: BrowserContext;
/** The root that is published; a test may have another one published. */
let published = '';

/** A day of 300 cases, one of which is the sample's, answered for by the functions' own code. */
beforeAll(async () => {
  const leaves: LeavesByDay = new Map();
  for (let number = 0; number < 300; number += 1) {
    const entry = { ...firstEntryOf(number), caseId: number === 99 ? code : codeOf(number) };
    await register.append(entry);
    noteLeaf(leaves, entry.at, leafOfEntry(entry));
  }
  const textsOf = (of: string) => leavesOf(leaves, of);
  const now = new Date('2026-11-20T23:10:00.000Z');
  await closeDays({ service: name, log: 'register', now, first: firstDay(leaves), textsOf, roots, runs: leafRuns });
  published = (await roots.of(day))?.root ?? '';
  const proof = JSON.stringify(await proveCase({ register, roots, leafRuns }, name, code));
  const rootsOf = (log: string) => ({
    of: async (asked: string) => {
      const kept = log === 'register' ? await roots.of(asked) : undefined;
      return kept && { ...kept, root: published };
    },
  });
  const ofDay = async () => JSON.stringify((await showDayRoots(rootsOf, name, day)).body);
  let answer = await ofDay();
  const pages = {
    it: answeredPages(service, 'it'),
    en: answeredPages(service, 'en'),
    de: answeredPages(service, 'de'),
  };
  portal = await servePortal(({ method, url = '' }) => {
    if (method === 'POST' && url.includes(`/contacts/${code}/proof`))
      return {
        type: 'application/json',
        headers: { 'Content-Disposition': `attachment; filename="${code}.json"` },
        body: proof,
      };
    if (url === `/v1/services/${name}/day-roots/${day}`) {
      answer = answer.replace(/"root":"[0-9a-f]{64}"/, `"root":"${published}"`);
      return { type: 'application/json', body: answer };
    }
    const language = /^\/conversation\/(it|en|de)$/.exec(url)?.[1] as 'it' | 'en' | 'de' | undefined;
    return language && { type: 'text/html; charset=utf-8', body: pages[language]['conversation with its proof'] ?? '' };
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await portal?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Presses the button that saves the proof, and gives the file. */
async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('[data-proof] button')]);
  expect(download.suggestedFilename()).toBe(`${code}.json`);
  const file = join(folder, 'prova.json');
  await download.saveAs(file);
  return file;
}

describe.each([true, false])('a citizen on the day after, with script %s', (javaScriptEnabled) => {
  beforeAll(async () => {
    context = await browser.newContext({ javaScriptEnabled, acceptDownloads: true });
  });
  afterAll(() => context.close());

  test('saves the proof of the case as a file', async () => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/conversation/it`);
    const proof = CaseProof.parse(JSON.parse(readFileSync(await saved(page), 'utf8')));
    expect(proof).toMatchObject({ code, day, entries: 300, root: published });
    expect(await page.locator('[data-proof] a').last().getAttribute('href')).toBe('/it/check-proof/');
  });
});

describe('the page of a case, with script', () => {
  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  });
  afterAll(() => context.close());

  test.each([
    ['it', 'Questa richiesta sta sotto la radice pubblicata sabato 21 novembre 2026'],
    ['en', 'This request stands under the root published on Saturday'],
    ['de', 'Diese Anfrage steht unter der Wurzel'],
  ])('in %s says that the case stands under the published root, worked out in the browser', async (language, words) => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/conversation/${language}`);
    await page.waitForSelector('[data-proof-news] .success');
    expect(await page.textContent('[data-proof-news] .success')).toContain(words);
    expect(await page.textContent('[data-proof-news] .root')).toContain(published);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.close();
  });

  test('says so when another root is published for the day', async () => {
    const before = published;
    published = `${before.slice(0, -1)}${before.endsWith('0') ? '1' : '0'}`;
    const page = await context.newPage();
    await page.goto(`${portal.origin}/conversation/it`);
    await page.waitForSelector('[data-proof-news] .error-summary');
    expect(await page.textContent('[data-proof-news]')).toContain('non corrisponde alla radice pubblicata');
    published = before;
    await page.close();
  });
});

describe.each(['it', 'en', 'de'])('the saved page that checks proofs, in %s, without a network', (language) => {
  const words = {
    it: ['La prova è valida', 'Basta un bit cambiato', 'la radice incollata è un’altra', 'Incolla la radice', 'Scegli'],
    en: ['The proof is valid', 'One changed bit is enough', 'the pasted root is another', 'Paste the root', 'Choose'],
    de: [
      'Der Nachweis gilt:',
      'Ein geändertes Bit genügt',
      'die eingefügte Wurzel',
      'Fügen Sie die Wurzel',
      'Wählen Sie',
    ],
  }[language] as [string, string, string, string, string];
  let page: Page;
  let proof: string;
  const complaints: string[] = [];

  /** What the page says of a file and a root; no file is none chosen. */
  async function verdict(file: string | undefined, root: string): Promise<string> {
    if (file === undefined) await page.setInputFiles('#proof-file', []);
    else {
      const place = join(folder, 'checked.json');
      writeFileSync(place, file);
      await page.setInputFiles('#proof-file', place);
    }
    await page.fill('#published-root', root);
    await page.evaluate(() => document.querySelector('[data-verdict]')?.replaceChildren());
    await page.click('button[type=submit]');
    await page.waitForSelector('[data-verdict] p');
    return (await page.textContent('[data-verdict]')) ?? '';
  }

  beforeAll(async () => {
    context = await browser.newContext({ acceptDownloads: true, viewport: { width: 320, height: 640 } });
    page = await context.newPage();
    await page.goto(`${portal.origin}/conversation/${language}`);
    proof = readFileSync(await saved(page), 'utf8');
    await page.goto(`${portal.origin}/${language}/check-proof/`);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('main a[download]')]);
    const place = join(folder, `check-${language}.html`);
    await download.saveAs(place);
    await context.setOffline(true);
    page.on('console', (message) => complaints.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) complaints.push(request.url());
    });
    await page.goto(pathToFileURL(place).href);
  });
  afterAll(() => context.close());

  test('finds that the proof stands under the pasted root, however it is pasted', async () => {
    expect(await verdict(proof, published)).toContain(words[0]);
    expect(await verdict(proof, ` ${published.toUpperCase()}\n`)).toContain(`${code}`);
  });

  test('refuses one changed bit of the file, and says so clearly', async () => {
    const parsed = CaseProof.parse(JSON.parse(proof));
    const [first = '', ...others] = parsed.path;
    const turned = (Number.parseInt(first[0] ?? '0', 16) ^ 1).toString(16) + first.slice(1);
    expect(await verdict(JSON.stringify({ ...parsed, path: [turned, ...others] }), published)).toContain(words[1]);
    expect(await verdict(JSON.stringify({ ...parsed, index: parsed.index ^ 1 }), published)).toContain(words[1]);
    expect(await verdict(JSON.stringify({ ...parsed, day: '2026-11-21' }), published)).toContain(words[1]);
  });

  test('refuses another root, what is no root, and no file, each in its own words', async () => {
    const other = `${published.slice(0, -1)}${published.endsWith('0') ? '1' : '0'}`;
    expect(await verdict(proof, other)).toContain(words[2]);
    expect(await verdict(proof, 'la radice')).toContain(words[3]);
    expect(await verdict(undefined, published)).toContain(words[4]);
    expect(await verdict('{}', published)).not.toContain(words[0]);
  });

  test('has no violation of WCAG 2.1 AA, needs no sideways scrolling, and asked nothing of anybody', async () => {
    // What axe itself would load is not the page's.
    expect(complaints).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    expect(await violations(page)).toEqual([]);
  });
});
