import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { servePortal, services } from './portal.ts';
import { answeredPages, sampleStates } from './samples.ts';

type Sent = { address: string; fields: URLSearchParams };
const sent: Sent[] = [];
const service = services.find((known) => known.service === 'protezione-civile') ?? services[0];
if (service === undefined) throw new Error('there is no service to try');
const shown = answeredPages(service, 'it');
/** What the service's state is at the moment; a test changes it. */
let current: object = sampleStates.emergency;

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
let context: BrowserContext;

/** Answers as intake and status do, and remembers what was sent. */
beforeAll(async () => {
  portal = await servePortal(({ method, url = '' }, body) => {
    const page = (name: string) => ({ type: 'text/html; charset=utf-8', body: shown[name] ?? '' });
    if (method === 'GET' && url === '/v1/services/protezione-civile')
      return {
        type: 'application/json',
        body: JSON.stringify(current),
      };
    if (method === 'GET' && url.startsWith('/v1/services/protezione-civile?'))
      return page('state in emergency posture');
    if (url === '/v1/services')
      return {
        type: 'application/json',
        body: JSON.stringify({ services: [{ ...sampleStates.ordinary, service: 'familyline' }, current] }),
      };
    if (method === 'POST' && url.endsWith('/attachments'))
      return {
        type: 'application/json',
        status: 201,
        body: JSON.stringify({ attachmentId: 'f'.repeat(32), url: '/upload', fields: { key: 'incoming' } }),
      };
    if (method === 'POST' && url === '/upload') return { type: 'text/plain', status: 201, body: '' };
    if (method !== 'POST') return undefined;
    const fields = new URLSearchParams(body);
    sent.push({ address: url, fields });
    if (url.includes('/contact-status'))
      return page(fields.has('secondFact') && fields.get('secondFact') !== '' ? 'conversation' : 'status');
    if (url.includes('/messages')) return page('conversation');
    if (fields.get('step') === 'send') return page('receipt');
    if (fields.get('step') === 'edit') return page('form with errors');
    return page('summary');
  });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

/** Presses Tab until the element is reached, as somebody without a mouse does. */
async function tabTo(page: Page, selector: string, most = 80) {
  for (let presses = 0; presses < most; presses++) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${selector} cannot be reached by keyboard`);
}

describe.each([true, false])('a citizen with script %s', (javaScriptEnabled) => {
  beforeAll(async () => {
    sent.length = 0;
    context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1024, height: 768 } });
  });
  afterAll(async () => {
    await context.close();
  });

  test('sends a contact, holds a receipt, follows it and adds a message', async () => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/`);
    await page.click('.card h2 a:has-text("Contact Center della Protezione Civile")');
    await page.click('.actions a:has-text("Segnalare un problema")');
    expect(await page.isChecked('input[name=kind][value=report]')).toBe(true);
    await page.fill('[name=message]', 'La strada è franata');
    await page.fill('[name=name]', 'Ada');
    await page.fill('[name=email]', 'ada@example.org');
    await page.fill('[name="place.municipality"]', 'Amatrice');
    await page.check('[name=privacyAccepted]');
    await page.click('button[value=summary]');
    await page.waitForSelector('button[value=send]');
    expect(Object.fromEntries(sent[0]?.fields ?? [])).toMatchObject({
      kind: 'report',
      message: 'La strada è franata',
      name: 'Ada',
      email: 'ada@example.org',
      'place.municipality': 'Amatrice',
      privacyAccepted: 'true',
      language: 'it',
      step: 'summary',
    });

    expect(await page.textContent('h1')).toBe('Rivedi e invia');
    await page.click('button[value=send]');
    await page.waitForSelector('.receipt');
    const confirmed = Object.fromEntries(sent[1]?.fields ?? []);
    expect(confirmed).toMatchObject({
      step: 'send',
      name: 'Ada',
      'place.address': 'Via Roma 1',
      privacyAccepted: 'true',
    });
    expect(confirmed['message']?.replaceAll('\r\n', '\n')).toContain('franata.\n\nNon ci sono');

    expect(await page.textContent('.code')).toContain('PC-7K3M-9QXT-4DHR-8WZA');
    await page.click('text=Segui la richiesta');
    expect(sent[2]?.address).toBe('/v1/services/protezione-civile/contact-status?language=it');
    await page.fill('[name=secondFact]', 'ada@example.org');
    await page.click('button:has-text("Leggi i messaggi")');
    await page.fill('[name=message]', 'Grazie');
    const added = page.waitForResponse(/messages/);
    await page.click('button:has-text("Invia il messaggio")');
    await added;
    expect(sent[4]?.address).toBe(
      '/v1/services/protezione-civile/contacts/PC-7K3M-9QXT-4DHR-8WZA/messages?language=it',
    );
    expect(Object.fromEntries(sent[4]?.fields ?? [])).toEqual({
      secondFact: 'ada.rossi@example.org',
      message: 'Grazie',
      after: '2',
    });
  });

  test('writes the whole form with the keyboard alone', async () => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/it/protezione-civile/contact/`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Vai al contenuto');
    await page.keyboard.press('Enter');
    await tabTo(page, 'input[name=kind]');
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, '[name=message]');
    await page.keyboard.type('Serve una tenda');
    await tabTo(page, '[name=name]');
    await page.keyboard.type('Bruno');
    await tabTo(page, '[name=phone]');
    await page.keyboard.type('3331234567');
    await tabTo(page, '[name=privacyAccepted]');
    await page.keyboard.press('Space');
    await tabTo(page, 'button[value=summary]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('button[value=send]');
    expect(Object.fromEntries(sent.at(-1)?.fields ?? [])).toMatchObject({
      kind: 'report',
      message: 'Serve una tenda',
      name: 'Bruno',
      phone: '3331234567',
      privacyAccepted: 'true',
    });
  });

  test('is led from the error summary to the wrong field, whose hint and error are told with it', async () => {
    const page = await context.newPage();
    await page.setContent(shown['form with errors'] ?? '');
    await page.click('.error-summary a[href="#field-email"]');
    const field = page.locator('#field-email');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    const described = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const told = await Promise.all(described.map((id) => page.textContent(`#${id}`)));
    expect(told.join(' ')).toContain('Scrivi l’indirizzo e-mail completo');
    expect(await page.title()).toMatch(/^Errore:/);
  });

  test('reads what somebody else wrote as text, never as markup', async () => {
    const page = await context.newPage();
    await page.setContent(shown['summary'] ?? '');
    expect(await page.locator('dd script').count()).toBe(0);
    expect(await page.textContent('dl.summary')).toContain('<script>alert(1)</script>');
  });
});

describe('without script', () => {
  test('the hours and notices of this moment are behind a link on every page of a service', async () => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    for (const path of ['', 'contact/', 'status/']) {
      await page.goto(`${portal.origin}/it/protezione-civile/${path}`);
      const link = page.locator('noscript a, .notice a').first();
      expect(await link.getAttribute('href')).toBe('/v1/services/protezione-civile?language=it');
    }
    await page.click('.notice a');
    expect(await page.textContent('h1')).toBe('Orari e avvisi in questo momento');
    await page.goto(`${portal.origin}/it/`);
    await page.click('.card a[href="/v1/services/protezione-civile?language=it"]');
    expect(await page.textContent('h1')).toBe('Orari e avvisi in questo momento');
    expect(await page.locator('.notices .notice').allTextContents()).toEqual([
      expect.stringMatching(/^Emergenza – Emilia-Romagna .*Fino a domenica 13 settembre/),
      expect.stringMatching(/^Allerta – Toscana/),
    ]);
    await page.close();
  });
});

describe('with script, besides', () => {
  beforeAll(async () => {
    sent.length = 0;
    context = await browser.newContext();
  });
  afterAll(async () => {
    await context.close();
  });

  test('a file is uploaded on its own and its id travels with the form', async () => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/it/protezione-civile/contact/`);
    await page.setInputFiles('#attachment-file', {
      name: 'frana.png',
      mimeType: 'image/png',
      buffer: Buffer.from('89504e470d0a1a0a', 'hex'),
    });
    await page.waitForSelector('[data-attachment-list] [name=attachments]', { state: 'attached' });
    expect(await page.textContent('[data-attachment-news]')).toBe(
      'File caricato: dopo l’invio lo controlliamo e lo alleghiamo.',
    );
    await page.click('button[value=summary]');
    await page.waitForSelector('button[value=send]');
    expect(sent.at(-1)?.fields.getAll('attachments')).toEqual(['f'.repeat(32)]);
  });

  test('each area’s own notice and the state of the phone are there, and announced', async () => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/de/protezione-civile/`);
    await page.waitForSelector('.notices .notice.emergency');
    const box = page.getByRole('status', { name: 'Hinweise' });
    const [emergency, alert] = await box.locator('.notice').allTextContents();
    expect(emergency).toMatch(/^Notlage – Emilia-Romagna .*Es besteht eine Notlage.*Bis Sonntag, 13\. September 2026/);
    expect(alert).toMatch(/^Warnung – Toscana/);
    expect(await page.textContent('[data-open-now]')).toMatch(
      /^Das Telefon ist jetzt erreichbar, bis Sonntag, 13\. September/,
    );
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  });

  test('the first page says what is declared and for which service, and asks once for all of them', async () => {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/')) asked.push(new URL(request.url()).pathname);
    });
    await page.goto(`${portal.origin}/it/`);
    const box = page.getByRole('status', { name: 'Avvisi: Contact Center della Protezione Civile' });
    await box.locator('.notice.emergency').waitFor();
    expect((await box.locator('.notice').allTextContents())[0]).toMatch(
      /^Contact Center della Protezione Civile: Emergenza – Emilia-Romagna .*Fino a domenica 13 settembre/,
    );
    expect(await page.locator('.notices .notice').count()).toBe(2);
    expect(asked).toEqual(['/v1/services']);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
    await page.close();
  });

  test('an open page follows what is declared and what ends, without a word where nothing changed', async () => {
    const page = await context.newPage();
    await page.goto(`${portal.origin}/it/protezione-civile/contact/`);
    await page.waitForSelector('.notices .notice.emergency');
    const first = await page.evaluateHandle(() => document.querySelector('.notices')?.firstElementChild);
    const lookAgain = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const asked = page.waitForResponse(/v1.services.protezione-civile$/);
    await lookAgain();
    await (await asked).finished();
    expect(await first.evaluate((line) => line?.isConnected)).toBe(true);
    current = sampleStates.ordinary;
    await lookAgain();
    await page.waitForFunction(() => document.querySelector('.notices')?.childElementCount === 0);
    current = sampleStates.emergency;
  });
});
