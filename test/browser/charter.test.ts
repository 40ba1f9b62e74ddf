import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { charterPage } from '../../web/pages/charter-page.ts';
import { statusPage } from '../../web/pages/status-page.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { openBrowser } from './browser.ts';
import { tabTo, tooWide, violations } from './page-checks.ts';
import { servePortal } from './portal.ts';
import { ratedStatus, sampleStatistics } from './samples.ts';

// The charter with its figures, and what a citizen says of an answer: on a phone, with a keyboard, without script, on paper.

const statistics = sampleStatistics(protezioneCivile);
let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
const sent: { url: string; form: string }[] = [];

beforeAll(async () => {
  portal = await servePortal((request, form) => {
    const url = request.url ?? '';
    const page = (body: string) => ({ type: 'text/html; charset=utf-8', body });
    if (url.includes('/statistics')) {
      const month = new URL(url, 'http://portal').searchParams.get('month') ?? undefined;
      return page(charterPage(protezioneCivile, 'it', { statistics, month }));
    }
    if (url === '/case') return page(statusPage(protezioneCivile, 'it', ratedStatus(protezioneCivile)));
    if (!url.includes('/rating')) return undefined;
    sent.push({ url, form });
    return page(statusPage(protezioneCivile, 'it', { ...ratedStatus(protezioneCivile), rated: true }));
  });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

async function at(address: string, options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(portal.origin + address);
  await look(page);
  await context.close();
}

const charter = '/v1/services/protezione-civile/statistics?language=it';

test.each([390, 1280])('the charter is read at %i px without script, and nothing of it against WCAG', async (width) => {
  await at(charter, { viewport: { width, height: 800 }, javaScriptEnabled: true }, async (page) => {
    expect(await violations(page)).toEqual([]);
    expect(await tooWide(page, width)).toEqual([]);
  });
  await at(charter, { viewport: { width, height: 800 }, javaScriptEnabled: false }, async (page) => {
    // The last month that is over stands there; each number has its row, and its bar where it is told.
    expect(await page.locator('h2#measured').textContent()).toContain('ottobre 2026');
    const phone = page.locator('table', { hasText: 'Contatti per canale' }).locator('tr', { hasText: 'Telefono' });
    expect(await phone.locator('.figure').textContent()).toBe('123');
    expect(await phone.locator('svg rect').getAttribute('width')).toBe('100');
    const fax = page.locator('table', { hasText: 'Contatti per canale' }).locator('tr', { hasText: 'Fax' });
    expect([await fax.locator('.figure').textContent(), await fax.locator('svg').count()]).toEqual(['<5', 0]);
    await page.getByRole('link', { name: 'novembre 2026' }).click();
    expect(await page.locator('main').textContent()).toContain('Il mese è ancora in corso');
  });
});

test('on paper its numbers stand, and what leads elsewhere does not', async () => {
  await at(charter, { viewport: { width: 794, height: 1123 } }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.month-list').isVisible()).toBe(false);
    expect(await page.locator('table.figures').first().isVisible()).toBe(true);
  });
});

test.each([true, false])('an answer is rated by keyboard alone, with script: %s', async (javaScriptEnabled) => {
  sent.length = 0;
  await at('/case', { viewport: { width: 390, height: 800 }, javaScriptEnabled: true }, async (page) => {
    expect(await violations(page)).toEqual([]);
    expect(await tooWide(page, 390)).toEqual([]);
  });
  await at('/case', { viewport: { width: 390, height: 800 }, javaScriptEnabled }, async (page) => {
    expect(await page.locator('input[name=stars]:checked').getAttribute('value')).toBe('4');
    if (javaScriptEnabled) await tabTo(page, 'input[name=clear]:checked');
    else await page.locator('input[name=clear]:checked').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('Grazie: il tuo giudizio è registrato.').waitFor();
  });
  expect(sent).toEqual([
    {
      url: expect.stringContaining('/contacts/PC-7K3M-9QXT-4DHR-8WZA/rating?language=it'),
      form: 'clear=partly&stars=5',
    },
  ]);
});
