import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { staticPages } from '../../web/pages/static-pages.ts';
import { openBrowser } from './browser.ts';
import { servePortal, services } from './portal.ts';
import { allAnsweredPages } from './samples.ts';

const answered = allAnsweredPages(services.filter(({ service }) => service === 'protezione-civile'));
// A form with its kind already chosen is the same page but for one mark: one of them stands for all.
const addresses = [...staticPages(services).keys()].filter(
  (address) => !/\/contact\/[^/]+\/$/.test(address) || address.endsWith('/contact/accessibility/'),
);
const pages: [string, string][] = [
  ...addresses.map((address): [string, string] => [address, address]),
  ...answered.map(([name], index): [string, string] => [name, `/answered/${index}`]),
];

let browser: Browser;
let context: BrowserContext;
let portal: Awaited<ReturnType<typeof servePortal>>;
let page: Page;

beforeAll(async () => {
  portal = await servePortal(({ url }) => {
    const found = answered[Number(/^\/answered\/(\d+)$/.exec(url ?? '')?.[1])];
    return found && { type: 'text/html; charset=utf-8', body: found[1] };
  });
  browser = await openBrowser();
  context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  page = await context.newPage();
});

afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

describe('every page, on a narrow phone', () => {
  test.each(pages)(
    '%s: WCAG 2.1 AA without a violation, 112 115 118 in sight, no sideways scrolling',
    async (_name, address) => {
      const complaints: string[] = [];
      const listen = (message: { text: () => string; type: () => string }) => {
        if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
      };
      page.on('console', listen);
      await page.goto(portal.origin + address);
      page.off('console', listen);
      expect(complaints).toEqual([]);

      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);

      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      for (const number of ['112', '115', '118']) {
        const link = page.locator(`.emergency-strip a[href="tel:${number}"]`);
        const box = await link.boundingBox();
        expect(box).not.toBeNull();
        expect(box?.x).toBeGreaterThanOrEqual(0);
        expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
        expect(box?.y).toBeGreaterThanOrEqual(0);
        expect(box?.y).toBeLessThan(120);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await page.locator('h1').count()).toBe(1);
    },
  );
});
