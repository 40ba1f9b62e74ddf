import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { languages } from '../../shared/contracts/text.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { openEvents } from '../../shared/core/tracing/tracing-events.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { ownTracingPage } from '../../web/pages/tracing/own-tracing-page.ts';
import { tracingPage } from '../../web/pages/tracing/tracing-page.ts';
import { tracingReceiptPage } from '../../web/pages/tracing/tracing-receipt-page.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { openQuake, quake, sought } from '../fixtures/tracing.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { servePortal } from './portal.ts';

// The pages on which somebody is looked for, as a browser has them: three languages, a narrow phone, without script.

const at = '2026-11-30T03:00:00.000Z';
const events = openEvents(openQuake, at);
const danger = hearDanger('Mia zia è sotto le macerie in via Roma e non risponde', lifeFirst);
const receipt = { code: 'PC-7K3M-9QXT-4DHR-8WZA', service: 'protezione-civile', receivedAt: at };
const content = { ...sought, privacyAccepted: 'true' };

/** What each page is made of, in a language. */
const pagesOf = (language: (typeof languages)[number]) => {
  const asker = { service: protezioneCivile, language };
  const form = { events, submission: 'key' };
  const wrong = [{ pointer: '/soughtName', detail: 'Scrivi il nome.' }];
  return {
    form: tracingPage(asker, { ...form, content: { event: quake } }),
    'nothing open': tracingPage(asker, { ...form, events: [] }),
    'to mend': tracingPage(asker, { ...form, content: { ...content, soughtName: '' }, errors: wrong, danger }),
    receipt: tracingReceiptPage(asker, { receipt: { ...receipt, alsoRequest: true }, danger }),
    'where it stands': ownTracingPage(asker, { ...receipt, state: 'closed', handedOverAt: at }),
  };
};
const shown = new Map<string, string>(
  languages.flatMap((language) =>
    Object.entries(pagesOf(language)).map(
      ([name, body]) => [`/${language}/${name.replaceAll(' ', '-')}`, body] as const,
    ),
  ),
);

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
beforeAll(async () => {
  portal = await servePortal(({ url = '' }) => {
    const body = shown.get(url);
    return body === undefined ? undefined : { type: 'text/html; charset=utf-8', body };
  });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

test.each([...shown.keys()])(
  '%s has nothing that axe objects to, fits 320 px, and has 112 before all',
  async (path) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 700 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    await page.goto(`${portal.origin}${path}`);
    expect({ path, found: await violations(page), wide: await tooWide(page, 320), complaints }).toEqual({
      path,
      found: [],
      wide: [],
      complaints: [],
    });
    const [first] = await page.locator('a[href^="tel:"]').all();
    expect(await first?.getAttribute('href')).toBe('tel:112');
    await context.close();
  },
);

test('without script the form can be filled in, and what is wrong keeps every word', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${portal.origin}/it/form`);
  await page.locator('[name="soughtName"]').fill('Teresa Bianchi');
  expect(await page.locator('form[method="post" i] button').count()).toBeGreaterThan(0);
  await page.goto(`${portal.origin}/it/to-mend`);
  expect(await page.locator('[name="seenWhere"]').inputValue()).toBe(sought.seenWhere);
  expect(await page.locator('[name="soughtName"]').getAttribute('aria-invalid')).toBe('true');
  await context.close();
});
