import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { refusedPage } from '../../web/pages/refused-page.ts';
import { openBrowser } from './browser.ts';
import { violations } from './page-checks.ts';
import { servePortal, services } from './portal.ts';
import { worstDay } from './worst-day-center.ts';

const form = '/it/protezione-civile/contact/';
const words = 'La strada è franata sopra il paese';
const code = 'PC-7K3M-9QXT-4DHR-8WZA';

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
let context: BrowserContext;
let page: Page;
const { day, answer } = worstDay();

beforeAll(async () => {
  portal = await servePortal(answer);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

/** The forms that came with a button pressed. */
const pressed = (step: string) => day.sent.filter((fields) => fields.get('step') === step);

async function fillIn() {
  await page.goto(portal.origin + form);
  await page.check('input[name=kind][value=report]');
  await page.fill('[name=message]', words);
  await page.fill('[name=name]', 'Ada');
  await page.fill('[name=email]', 'ada@example.org');
  await page.check('[name=privacyAccepted]');
}

describe.each([true, false])('on the worst day, a citizen with script %s', (javaScriptEnabled) => {
  beforeEach(async () => {
    Object.assign(day, { sent: [], refusals: [], uploads: [], declared: false });
    context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  test('who is refused keeps every word, sees 112, and gets through', async () => {
    day.refusals = [{ status: 429, retryAfter: '1' }];
    await fillIn();
    await page.click('button[value=summary]');
    if (javaScriptEnabled) {
      // It tries again by itself, and says so meanwhile; either may be what is seen first.
      await page.waitForSelector('button[value=send]');
    } else {
      await page.waitForSelector('section[lang=de]');
      expect(await page.textContent('h1')).toBe('Stiamo ricevendo moltissime richieste');
      expect(await page.locator('.emergency-strip a[href="tel:112"]').count()).toBe(1);
      await page.goBack();
      expect(await page.inputValue('[name=message]')).toBe(words);
      expect(await page.inputValue('[name=email]')).toBe('ada@example.org');
      await page.click('button[value=summary]');
      await page.waitForSelector('button[value=send]');
    }
    expect(await page.textContent('dl.summary')).toContain(words);
    expect(pressed('summary')).toHaveLength(2);
    day.refusals = [{ status: 503, retryAfter: '1' }];
    await page.click('button[value=send]');
    if (!javaScriptEnabled) {
      await page.waitForSelector('section[lang=de]');
      await page.goBack();
      await page.click('button[value=send]');
    }
    await page.waitForSelector('.receipt .code');
    expect(await page.textContent('.receipt .code')).toContain(code);
    // One press, however often it was sent.
    expect(pressed('send')).toHaveLength(2);
    expect(new Set(pressed('send').map((fields) => fields.get('submission'))).size).toBe(1);
    if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
  });

  test('Back and reload lose no word, send nothing twice and are no error', async () => {
    await fillIn();
    await page.click('button[value=summary]');
    await page.waitForSelector('button[value=send]');
    await page.goBack();
    await page.waitForSelector('button[value=summary]');
    expect(await page.inputValue('[name=message]')).toBe(words);
    await page.goForward();
    await page.waitForSelector('button[value=send]');
    expect(await page.textContent('dl.summary')).toContain(words);
    await page.click('button[value=send]');
    await page.waitForSelector('.receipt .code');
    expect(new URL(page.url()).hash).toBe(javaScriptEnabled ? `#${code}` : '');
    for (let reload = 0; reload < 2; reload += 1) {
      await page.reload();
      await page.waitForSelector('.receipt dl.summary');
      expect(await page.textContent('.receipt .code')).toContain(code);
    }
    expect(await page.content()).not.toContain(words);
    expect(pressed('send')).toHaveLength(1);
    await page.goBack();
    await page.waitForSelector('button[type=submit]');
    expect(pressed('send')).toHaveLength(1);
    // A cookie of the receipt alone, which no script sees.
    expect(await context.cookies()).toEqual([
      expect.objectContaining({ name: 'receipt', httpOnly: true, secure: true, sameSite: 'Strict' }),
    ]);
  });

  test('a second fact that is wrong keeps the code on the page', async () => {
    await page.goto(`${portal.origin}/it/protezione-civile/status/`);
    await page.fill('[name=code]', code);
    await page.fill('[name=secondFact]', 'nobody@example.org');
    await page.click('main button[type=submit]');
    await page.waitForSelector('.error-summary');
    expect(await page.inputValue('[name=code]')).toBe(code);
    if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
  });
});

describe.each(['', 'protezione-civile/', 'protezione-civile/contact/', 'protezione-civile/status/'])(
  'while an emergency is declared, /it/%s',
  (place) => {
    beforeAll(() => {
      day.declared = true;
    });
    afterEach(() => context.close());

    test('says so as it is served, without script', async () => {
      context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
      page = await context.newPage();
      await page.goto(`${portal.origin}/it/${place}`);
      expect(await page.textContent('.notices .notice.emergency strong')).toMatch(/Emergenza – Emilia-Romagna/);
    });

    test('does not move under the finger once the script has asked', async () => {
      context = await browser.newContext({ viewport: { width: 390, height: 844 } });
      page = await context.newPage();
      await page.addInitScript(() => {
        const seen = globalThis as unknown as { shift: number };
        seen.shift = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const asked = page.waitForResponse(/\/v1\/services/);
      await page.goto(`${portal.origin}/it/${place}`);
      const first = await page.evaluateHandle(() => document.querySelector('.notices .notice.emergency'));
      await (await asked).finished();
      // Two frames after the answer was read, whatever it changed has been drawn.
      await page.evaluate(
        () => new Promise((drawn) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(drawn)), 100)),
      );
      // What the script would write stands there already, letter by letter.
      expect(await first.evaluate((line) => line?.isConnected)).toBe(true);
      expect(await page.evaluate(() => (globalThis as unknown as { shift: number }).shift)).toBeLessThanOrEqual(0.02);
    });
  },
);

describe('with script, besides', () => {
  // axe needs script: what was looked at without it is looked at here.
  test.each([false, true])('the page of a refusal, received %s, is for everybody', async (received) => {
    const narrow = await browser.newContext({ viewport: { width: 320, height: 640 } });
    const refused = await narrow.newPage();
    await refused.goto(`${portal.origin}/it/`);
    await refused.setContent(refusedPage(services, { received }));
    expect(await violations(refused)).toEqual([]);
    await narrow.close();
  });

  beforeEach(async () => {
    Object.assign(day, { sent: [], refusals: [], uploads: [], declared: false });
    context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  test('what is done about a refusal is told, with the telephones, and one button sends at once', async () => {
    day.refusals = Array.from({ length: 3 }, () => ({ status: 429, retryAfter: '100' }));
    await fillIn();
    await page.click('button[value=summary]');
    const news = page.locator('form [data-news]');
    await page.waitForSelector('[data-refused]:not([hidden])');
    expect(await news.getAttribute('role')).toBe('status');
    expect(await news.textContent()).toMatch(/^Stiamo ricevendo moltissime richieste\. .* tra 1\d\d secondi\.$/);
    expect(await page.locator('[data-refused] a[href="tel:112"]').count()).toBe(1);
    expect(await page.inputValue('[name=message]')).toBe(words);
    expect(await violations(page)).toEqual([]);
    for (let press = 0; press < 3; press += 1) {
      await page.waitForSelector('[data-refused]:not([hidden])');
      const came = day.sent.length;
      const answered = page.waitForResponse(/contacts$/);
      await page.click('[data-again]');
      await answered;
      expect(day.sent.length).toBe(came + 1);
    }
    await page.waitForSelector('button[value=send]');
    expect(new Set(day.sent.map((fields) => fields.get('submission'))).size).toBe(1);
    expect(day.sent[0]?.get('submission')).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a reload of the check step finds every word in the form again', async () => {
    await fillIn();
    await page.click('button[value=summary]');
    await page.waitForSelector('button[value=send]');
    await page.reload();
    await page.waitForSelector('button[value=summary]');
    expect(await page.inputValue('[name=message]')).toBe(words);
    expect(await page.isChecked('input[name=kind][value=report]')).toBe(true);
    expect(await page.isChecked('[name=privacyAccepted]')).toBe(true);
    await page.click('button[value=summary]');
    await page.waitForSelector('button[value=send]');
    expect(new Set(day.sent.map((fields) => fields.get('submission'))).size).toBe(1);
  });

  test('a photo on its way on a slow line is waited for, and what is sent names it', async () => {
    await fillIn();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 400,
      downloadThroughput: 50_000,
      uploadThroughput: 50_000,
    });
    const photo = { name: 'frana.png', mimeType: 'image/png', buffer: Buffer.alloc(200_000, 7) };
    await page.setInputFiles('#attachment-file', photo);
    await page.click('button[value=summary]');
    await page.waitForSelector('progress');
    await page.waitForFunction(() =>
      /^Un file si sta ancora inviando/.test(document.querySelector('[data-news]')?.textContent ?? ''),
    );
    expect(day.sent).toEqual([]);
    await page.waitForSelector('button[value=send]');
    expect(day.uploads).toHaveLength(1);
    expect(day.sent[0]?.getAll('attachments')).toEqual(['f'.repeat(32)]);
    expect(await page.textContent('dl.summary')).toContain('1 file');
  });

  test('who does not want to wait for the photo goes on without it', async () => {
    await fillIn();
    await page.route('**/upload', () => undefined);
    const photo = { name: 'frana.png', mimeType: 'image/png', buffer: Buffer.alloc(1000, 7) };
    await page.setInputFiles('#attachment-file', photo);
    await page.click('button[value=summary]');
    await page.click('[data-without]');
    await page.waitForSelector('button[value=send]');
    expect(day.sent[0]?.getAll('attachments')).toEqual([]);
  });

  test('a photo that does not get through is tried again, and then it is asked what becomes of it', async () => {
    await fillIn();
    let tries = 0;
    await page.route('**/upload', (route) => {
      tries += 1;
      return tries <= 3 ? route.abort() : route.continue();
    });
    const photo = { name: 'frana.png', mimeType: 'image/png', buffer: Buffer.alloc(1000, 7) };
    await page.setInputFiles('#attachment-file', photo);
    await page.click('button[value=summary]');
    await page.waitForFunction(() =>
      /^Un file non è arrivato/.test(document.querySelector('[data-news]')?.textContent ?? ''),
    );
    expect(day.sent).toEqual([]);
    expect(tries).toBe(3);
    expect(await violations(page)).toEqual([]);
    await page.click('button[aria-label="Riprova frana.png"]');
    await page.waitForSelector('button[value=send]');
    expect(day.sent[0]?.getAll('attachments')).toEqual(['f'.repeat(32)]);
  });
});
