import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { openStage, until } from '../stage/center.ts';
import { ask } from '../stage/citizen.ts';
import { readMail } from '../stage/mailbox.ts';
import { actOnContent, administrationOf, publish } from '../stage/published.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

// An administration keeps its own entry by a link that an editor sends: what it proposes an editor reads and publishes.

const service = 'familyline';
const patience = 60_000;
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  ({ stage, close } = await openStage());
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await close?.();
});
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});

const published = (id: string) => ask(stage.url, { path: `/v1/services/${service}/administrations/${id}?language=it` });
async function linksTo(address: string, count: number): Promise<string> {
  const mails = await until(`mail ${count} to ${address}`, patience, async () => {
    const found = (await stage.mails()).map(readMail).filter(({ to }) => to.includes(address));
    return found.length >= count && found;
  });
  const links = mails.map(({ text }) => /http\S+network-entry\/#\S+/.exec(text)?.[0] ?? '');
  return links.at(-1) ?? '';
}

describe.each([true, false])('an administration with script %s', (javaScriptEnabled) => {
  const id = `comune-${javaScriptEnabled ? 'con' : 'senza'}-script`;
  const path = `${service}/contents/administration/${id}`;
  const email = `urp@${id}.example`;
  let context: BrowserContext;
  let page: Page;
  const addressed: string[] = [];

  beforeAll(async () => {
    const languages = { it: { title: 'Comune di Borgoverde', summary: 'Risponde sulla casa.', hours: 'lunedì 9-12' } };
    const document = administrationOf(service, id, { themes: ['casa'], territory: ['058091'], languages });
    await publish(stage, service, `administration/${id}`, document);
  }, 120_000);
  beforeEach(async () => {
    context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => addressed.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  });
  afterEach(() => context.close());

  async function open(link: string, heading: string) {
    await page.goto(link);
    if (!javaScriptEnabled) {
      await page.getByLabel('Link della mail').fill(link);
      await page.getByRole('button', { name: 'Apri la scheda' }).click();
    }
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }
  async function expectGood() {
    if (javaScriptEnabled) {
      expect(await violations(page)).toEqual([]);
      expect(await tooWide(page, 390)).toEqual([]);
    }
    expect(await page.locator('h1').count()).toBe(1);
  }

  test('corrects its hours: a draft that an editor reads, then readers see it; its secret is in no address', async () => {
    await actOnContent(stage, path, 'gaia.moretti', { act: 'give-link', to: email, language: 'it' });
    const link = await linksTo(email, 1);
    await open(link, 'La vostra scheda: Comune di Borgoverde');
    await expectGood();
    await page.getByLabel('Telefono').fill('chiamateci');
    await page.getByRole('button', { name: 'Invia la proposta' }).click();
    await page.getByText('Scrivete il numero con cifre e spazi').waitFor();
    await expectGood();
    await page.getByLabel('Telefono').fill('06 7654321');
    await page.getByLabel('Orari').fill('lunedì e giovedì 9-13');
    await page.getByRole('button', { name: 'Invia la proposta' }).click();
    await page.getByText('Proposta ricevuta').waitFor();
    await expectGood();
    expect((await published(id)).text).not.toContain('7654321');
    const { version } = await actOnContent(stage, path, 'bruno.neri', { act: 'review', version: 5 });
    expect(version).toBe(6);
    await actOnContent(stage, path, 'bruno.neri', { act: 'publish', version: 5 });
    await until('readers see it', patience, async () => (await published(id)).text.includes('06 7654321'));
    expect((await published(id)).text).toContain('lunedì e giovedì 9-13');
    const secret = link.split('#')[1] as string;
    expect(addressed.filter((address) => address.includes(secret))).toEqual([]);
  }, 120_000);

  test('finds a link dead once a new one was sent, and the new one too once an editor ended it', async () => {
    const old = await linksTo(email, 1);
    await actOnContent(stage, path, 'gaia.moretti', { act: 'give-link', to: email, language: 'it' });
    const link = await linksTo(email, 2);
    expect(link).not.toBe(old);
    await open(old, 'Apri la scheda della vostra amministrazione');
    await page.getByText('Questo link non apre nulla').waitFor();
    await expectGood();
    await open(link, 'La vostra scheda: Comune di Borgoverde');
    await actOnContent(stage, path, 'gaia.moretti', { act: 'end-link' });
    await open(link, 'Apri la scheda della vostra amministrazione');
  }, 120_000);
});

test('an editor sends and ends the link from the page of the entry', async () => {
  const id = 'comune-dalla-console';
  const languages = { it: { title: 'Comune di Montebello', summary: 'Risponde sulla casa.' } };
  const document = administrationOf(service, id, { themes: ['casa'], territory: ['058092'], languages });
  await publish(stage, service, `administration/${id}`, document);
  const page = await signedIn(browser, { url: stage.url, userName: 'gaia.moretti', password: 'scrive', complaints });
  await page.goto(`${stage.url}/console/#/${service}/contents/administration%2F${id}`);
  await page.getByText('Nessun link attivo.').waitFor();
  await page.getByRole('button', { name: 'Manda il link' }).click();
  await page.getByText('Scrivi un indirizzo e-mail.').waitFor();
  await page.getByLabel('E-mail dell’amministrazione').fill('urp@montebello.example');
  await page.getByRole('button', { name: 'Manda il link' }).click();
  await page.getByText('Link mandato all’amministrazione.').waitFor();
  await page.getByText('Link attivo fino a').waitFor();
  expect(await violations(page)).toEqual([]);
  await linksTo('urp@montebello.example', 1);
  await page.getByRole('button', { name: 'Spegni il link' }).click();
  await page.getByText('Nessun link attivo.').waitFor();
  await page.context().close();
}, 120_000);
