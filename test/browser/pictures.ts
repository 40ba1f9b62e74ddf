import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { Proposal } from '../../shared/contracts/proposal.ts';
import { openBrowser } from './browser.ts';
import { dutyCenter } from './duty-center.ts';
import { servePortal, services } from './portal.ts';
import { sampleStates } from './samples.ts';

// Writes the pictures of the README: what a citizen sees while an emergency is declared, and what the duty officer sees
// before confirming one; and the picture that stands beside shared pages. The pages are the real ones, with the samples
// of the browser tests behind them.

const folder = fileURLToPath(new URL('../../docs/pictures/', import.meta.url));
const service = 'protezione-civile';
const viewport = { width: 960, height: 960 };
/** Bytes that both pictures may have together. */
const mostBytes = 400_000;

const began = Date.now();
const now = () => Date.parse('2026-09-12T08:00:00Z') + Date.now() - began;

const proposal = Proposal.parse(
  JSON.parse(readFileSync(new URL('../../events/proposal.v1.example.json', import.meta.url), 'utf8')),
);

async function portalPicture(browser: Browser): Promise<Buffer> {
  const json = (body: unknown) => ({ type: 'application/json', body: JSON.stringify(body) });
  const portal = await servePortal(({ url = '' }: IncomingMessage) => {
    const { pathname } = new URL(url, 'http://portal');
    if (pathname === `/v1/services/${service}`) return json(sampleStates.emergency);
    if (pathname.startsWith('/v1/')) return { status: 404, ...json({}) };
    return undefined;
  });
  try {
    const page = await browser.newPage({ viewport });
    await page.goto(`${portal.origin}/it/${service}/`);
    await page.locator('.notices .notice.emergency').first().waitFor();
    return await pictureOf(page);
  } finally {
    await portal.close();
  }
}

async function officerPicture(browser: Browser): Promise<Buffer> {
  const center = dutyCenter({
    colleague: { name: 'Anna Ferri', groups: [`duty-officer.${service}`] },
    proposals: [proposal],
    now,
  });
  const portal = await servePortal((request, body) => center.answer(request, body));
  try {
    const page = await browser.newPage({ viewport });
    await page.goto(`${portal.origin}/console/`);
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.locator('#enter').click();
    await page.locator('.state-strip').waitFor();
    await page.getByRole('link', { name: 'Conferma o cambia…' }).click();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.locator('.forecast').waitFor();
    return await pictureOf(page);
  } finally {
    await portal.close();
  }
}

/** What stands beside a page that somebody shares elsewhere: the sign of the portal and its name, 1200 by 630. */
async function sharePicture(browser: Browser): Promise<Buffer> {
  const portal = await servePortal(() => undefined);
  try {
    const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
    await page.goto(`${portal.origin}/it/`);
    await page.evaluate(() => {
      document.body.innerHTML = '<div><img src="/assets/icon.svg" alt=""><p><strong>Sportello</strong></p></div>';
      const styles = {
        div: 'width:1200px;height:630px;box-sizing:border-box;padding:80px 90px;background:#004080;color:#fff',
        img: 'width:300px',
        p: 'margin:40px 0 0;font-size:120px;line-height:1',
      };
      // By the object model: the portal's own rules let no page bring styles in its words.
      for (const [name, style] of Object.entries(styles)) {
        const element = document.querySelector<HTMLElement>(name);
        if (element) element.style.cssText = style;
      }
    });
    return await pictureOf(page);
  } finally {
    await portal.close();
  }
}

async function pictureOf(page: Page): Promise<Buffer> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo({ top: 0, behavior: 'instant' });
  });
  await page.waitForFunction(() => scrollY === 0);
  return page.screenshot({ type: 'png', animations: 'disabled' });
}

const browser = await openBrowser();
try {
  if (!services.some((one) => one.service === service)) throw new Error(`${service} is no service of this center`);
  const pictures = { portal: await portalPicture(browser), officer: await officerPicture(browser) };
  const bytes = pictures.portal.length + pictures.officer.length;
  if (bytes > mostBytes) throw new Error(`the pictures have ${bytes} bytes, more than ${mostBytes}`);
  mkdirSync(folder, { recursive: true });
  for (const [name, picture] of Object.entries(pictures)) writeFileSync(`${folder}${name}.png`, picture);
  writeFileSync(fileURLToPath(new URL('../../web/styles/share.png', import.meta.url)), await sharePicture(browser));
  console.log(`docs/pictures: ${bytes} bytes`);
} finally {
  await browser.close();
}
