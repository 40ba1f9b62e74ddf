import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { formPage } from '../../web/pages/form-page.ts';
import { openBrowser } from './browser.ts';
import { violations } from './page-checks.ts';
import { servePortal, services } from './portal.ts';

const service = services.find((known) => known.service === 'protezione-civile') ?? services[0];
if (service === undefined) throw new Error('there is no service to try');

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
let context: BrowserContext;
let page: Page;
const asked: { method: string; url: string; body: string }[] = [];

beforeAll(async () => {
  portal = await servePortal(({ method = '', url = '' }, body) => {
    asked.push({ method, url: decodeURIComponent(url), body });
    const content = { kind: 'report', message: 'Siamo bloccati in cantina', privacyAccepted: 'true' };
    if (url === '/form-with-words')
      return { type: 'text/html; charset=utf-8', body: formPage(service, 'it', { content }) };
    if (method === 'POST') return { type: 'text/html; charset=utf-8', body: '<!doctype html><title>sent</title>' };
    return undefined;
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

const box = '.while-typing .advice';
const open = async (language: string, options: Parameters<Browser['newContext']>[0] = {}) => {
  context = await browser.newContext({ viewport: { width: 390, height: 700 }, locale: language, ...options });
  page = await context.newPage();
  await page.goto(`${portal.origin}/${language}/protezione-civile/contact/report/`);
};
/** Where a field is on the screen, once the page has come to rest. */
const restingTopOf = (selector: string) =>
  page.locator(selector).evaluate(async (it) => {
    const frame = () => new Promise((drawn) => requestAnimationFrame(drawn));
    let top = Number.NaN;
    for (let still = 0; still < 10; await frame()) {
      const now = Math.round(it.getBoundingClientRect().top);
      still = now === top ? still + 1 : 0;
      top = now;
    }
    return top;
  });
const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'));

beforeEach(async () => {
  await context?.close();
  asked.length = 0;
});
afterAll(async () => {
  await context?.close();
});

describe('advice while somebody types', () => {
  test.each([
    ['it', 'Siamo bloccati in cantina e l’acqua sale', 'Non aspettare la nostra risposta'],
    ['en', 'We are trapped in the cellar and the water is rising', 'Do not wait for our answer'],
    ['de', 'Wir sind im Keller eingeschlossen, das Wasser steigt', 'Warten Sie nicht auf unsere Antwort'],
  ])('%s: tells to call 112 first, and hinders nothing', async (language, words, told) => {
    await open(language);
    await page.focus('[name=message]');
    await page.keyboard.type(words);
    const before = await restingTopOf('[name=message]');
    await page.waitForSelector(box);
    expect(await page.locator(`${box} a`).first().getAttribute('href')).toBe('tel:112');
    expect(await page.locator(box).textContent()).toContain(told);
    expect(await page.locator('.while-typing').getAttribute('aria-live')).toBe('polite');
    expect(await page.locator('[role=alert]').count()).toBe(0);
    expect([await focused(), await restingTopOf('[name=message]')]).toEqual(['message', before]);
    await page.keyboard.type('!');
    expect(await page.inputValue('[name=message]')).toBe(`${words}!`);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const sent = asked.filter(({ method }) => method !== 'GET');
    expect([sent, JSON.stringify(asked).includes(words.split(' ').at(-1) as string)]).toEqual([[], false]);

    await page.click('button[value=summary]');
    await page.waitForFunction(() => document.title === 'sent');
    expect(new URLSearchParams(asked.find(({ method }) => method === 'POST')?.body).get('message')).toBe(`${words}!`);
  });

  test('goes with the words, stays away from calm ones, and is there again', async () => {
    await open('it');
    await page.fill('[name=message]', 'Mio padre non respira');
    await page.waitForSelector(box);
    await page.fill('[name=message]', '');
    await page.waitForSelector(box, { state: 'detached' });
    await page.fill('[name=message]', 'Vorrei sapere gli orari dello sportello.');
    await page.fill('[name=subject]', 'Mio padre non respira');
    await page.waitForSelector(box);
    await page.fill('[name=subject]', 'Orari');
    await page.waitForSelector(box, { state: 'detached' });
  });

  test('hears the language of the browser too, and fetches no other list', async () => {
    await open('it', { locale: 'de-AT' });
    await page.fill('[name=message]', 'Wir sind im Keller eingeschlossen, das Wasser steigt');
    await page.waitForSelector(box);
    expect(asked.filter(({ url }) => url.includes('/danger-')).map(({ url }) => url)).toEqual([
      '/assets/danger-it.json',
      '/assets/danger-de.json',
    ]);
  });

  test('does not move the field that somebody has gone on to', async () => {
    await open('it');
    await page.fill('[name=message]', 'Mio padre non respira');
    await page.focus('[name=name]');
    const before = await restingTopOf('[name=name]');
    await page.waitForSelector(box);
    expect([await focused(), Math.abs((await restingTopOf('[name=name]')) - before) <= 1]).toEqual(['name', true]);
  });

  test('is given at once on a form that comes back with its words', async () => {
    await open('it');
    await page.goto(`${portal.origin}/form-with-words`);
    await page.waitForSelector(box);
  });

  test('of violence: leaving empties the form, and nothing of it is kept', async () => {
    await open('it');
    const neutral = /^https:\/\/www\.meteoam\.it\//;
    await page.route(neutral, (route) => route.fulfill({ contentType: 'text/html', body: '<title>meteo</title>' }));
    await page.fill('[name=name]', 'Ada');
    await page.fill('[name=message]', 'Mio marito mi picchia');
    await page.waitForSelector(`${box} a[href="tel:1522"]`);
    const kept = () =>
      page.evaluate(() => [
        localStorage.length,
        sessionStorage.length,
        document.cookie,
        location.search,
        location.hash,
      ]);
    expect(await kept()).toEqual([0, 0, '', '', '']);
    await page.click(`${box} a[data-leave]`);
    await page.waitForURL(neutral);
    await page.goBack();
    const left = page.locator('[name=message], [name=name]');
    const values = await left.evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value));
    expect(values.filter((value) => value !== '')).toEqual([]);
    expect(asked.filter(({ method }) => method !== 'GET')).toEqual([]);
  });

  test('is missed where its lists cannot be fetched, and the form is sent all the same', async () => {
    await open('it');
    await context.route('**/assets/danger-*.json', (route) => route.abort());
    const failed = page.waitForEvent('requestfailed');
    await page.fill('[name=message]', 'Mio padre non respira');
    await failed;
    await page.click('button[value=summary]');
    await page.waitForFunction(() => document.title === 'sent');
    expect(new URLSearchParams(asked.find(({ method }) => method === 'POST')?.body).get('message')).toBe(
      'Mio padre non respira',
    );
  });

  test('asks for nothing before somebody types, and without script for nothing at all', async () => {
    await open('it');
    await page.waitForLoadState('networkidle');
    expect(asked.filter(({ url }) => /danger|advice/.test(url))).toEqual([]);
    await context.close();
    await open('it', { javaScriptEnabled: false });
    await page.fill('[name=message]', 'Mio padre non respira');
    await page.click('button[value=summary]');
    await page.waitForFunction(() => document.title === 'sent');
    expect(asked.filter(({ url }) => /danger|advice/.test(url))).toEqual([]);
  });
});
