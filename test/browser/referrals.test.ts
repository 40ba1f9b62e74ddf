import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { Conversation } from '../../shared/contracts/case-status.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { openStage, until } from '../stage/center.ts';
import { contactTo, post, send } from '../stage/citizen.ts';
import { readMail } from '../stage/mailbox.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';

const service = 'protezione-civile';
const patience = 60_000;
const asks = 'Potete mandare qualcuno a vedere il ramo?';

let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
let count = 0;

beforeAll(async () => {
  ({ stage, close } = await openStage());
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await close?.();
});

async function asStaff(path: string, body?: object, version?: number) {
  const headers = {
    authorization: `Bearer ${await stage.token('carla.villa')}`,
    'content-type': 'application/json',
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
  };
  const given = body === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const answer = await fetch(`${stage.url}/v1/desk/${service}/cases/${path}`, given);
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const caseAt = async (code: string) => {
  const { status, body } = await asStaff(code);
  return status === 200 ? DeskCase.parse(body) : undefined;
};

/** A case that the desk refers to one administration or several. */
async function referred(...acts: object[]) {
  count += 1;
  const email = `ada.${count}@example.org`;
  const words = `Un ramo pende sul sentiero numero ${count}.`;
  const { code } = await send(
    stage.url,
    service,
    contactTo(service, words, { email, name: 'Ada', surname: 'Bianchi' }),
  );
  for (const act of acts) {
    const { version } = await until('it is registered', patience, () => caseAt(code));
    const { status, body } = await asStaff(
      `${code}/acts`,
      { act: 'refer', text: asks, shares: ['words'], ...act },
      version,
    );
    expect({ status, body }).toMatchObject({ status: 201 });
  }
  return { code, email, words };
}

const mailsTo = async (address: string) => (await stage.mails()).map(readMail).filter(({ to }) => to.includes(address));
const mailTo = (address: string, which: RegExp) =>
  until(`a mail to ${address}`, patience, async () =>
    (await mailsTo(address)).find(({ text, headers }) => which.test(`${headers.get('subject')}\n${text}`)),
  );
async function linkTo(address: string): Promise<string> {
  const { text } = await mailTo(address, /referral\/#/);
  return /http\S+referral\/#\S+/.exec(text)?.[0] ?? '';
}
const stateOf = async (code: string) => (await caseAt(code))?.desk.referrals.map(({ state }) => state);
async function passedOn({ code, email }: { code: string; email: string }) {
  const path = `/v1/services/${service}/contacts/${code}/conversation`;
  const { text } = await post(stage.url, path, { secondFact: email });
  return Conversation.parse(JSON.parse(text)).passedOn?.map(({ to, state }) => `${to}: ${state}`);
}

describe.each([true, false])('an administration with script %s', (javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  const addressed: string[] = [];
  const complaints: string[] = [];
  const mine = (name: string) => `${name}.${javaScriptEnabled ? 'con' : 'senza'}@comune.example`;

  beforeEach(async () => {
    context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 844 } });
    page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => addressed.push(`${request.url()} ${request.headers()['referer'] ?? ''}`));
  });
  afterEach(async () => {
    await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  /** Opens the link of the mail as this browser can: by the address, or by pasting it. */
  async function open(link: string) {
    await page.goto(link);
    if (!javaScriptEnabled) {
      await page.getByLabel('Link della mail').fill(link);
      await page.getByRole('button', { name: 'Apri la richiesta' }).click();
    }
    await page.getByRole('heading', { level: 1, name: 'Richiesta passata alla vostra amministrazione' }).waitFor();
  }
  async function expectGood() {
    if (javaScriptEnabled) {
      expect(await violations(page)).toEqual([]);
      expect(await tooWide(page, 390)).toEqual([]);
    }
    expect(await page.locator('h1').count()).toBe(1);
  }
  const press = (name: string) => page.getByRole('button', { name }).click();

  test('acknowledges by its link, answers later by the same one, and its secret stands in no address', async () => {
    const email = mine('risponde');
    const given = await referred({ to: 'Comune di Borgoverde', email });
    const link = await linkTo(email);
    await open(link);
    await expectGood();
    const html = await page.content();
    expect(html).toContain(asks);
    expect(html).toContain(given.words);
    for (const hidden of [given.code, 'Bianchi', given.email]) expect(html).not.toContain(hidden);
    await press('L’abbiamo ricevuta e ce ne occupiamo');
    await page.getByText('Presa in carico').waitFor();
    await expectGood();
    expect(await stateOf(given.code)).toEqual(['acknowledged']);
    expect(await passedOn(given)).toEqual(['Comune di Borgoverde: acknowledged']);
    await open(link);
    await page.getByLabel('Risposta').fill('Il ramo è tolto da stamattina.');
    await press('Invia la risposta allo sportello');
    await page.getByText('Avete risposto').waitFor();
    await expectGood();
    expect(await page.content()).not.toContain(given.words);
    expect((await caseAt(given.code))?.desk.referrals[0]).toMatchObject({
      state: 'answered',
      answer: 'Il ramo è tolto da stamattina.',
    });
    const secret = link.split('#')[1] as string;
    expect(addressed.filter((address) => address.includes(secret))).toEqual([]);
  });

  test('refuses and says who is competent: the desk has it again, and the citizen is told each time', async () => {
    const email = mine('rifiuta');
    const given = await referred({ to: 'Comune di Borgoverde', email }, { to: 'Regione', email: mine('altra') });
    await open(await linkTo(email));
    await page.locator('summary', { hasText: 'Non è di nostra competenza' }).click();
    await page.locator('details[open] textarea').fill('La strada è provinciale.');
    await page.getByLabel('Chi è competente').fill('Provincia di Borgoverde');
    await expectGood();
    await page.locator('details[open]').getByRole('button').click();
    await page.getByText('Rifiutata').waitFor();
    await expectGood();
    expect((await caseAt(given.code))?.desk.referrals).toMatchObject([
      { state: 'refused', competent: 'Provincia di Borgoverde', answer: 'La strada è provinciale.' },
      { state: 'sent' },
    ]);
    expect(await passedOn(given)).toEqual(['Comune di Borgoverde: returned', 'Regione: waiting']);
    await mailTo(given.email, /passato la tua richiesta a Comune di Borgoverde/);
    await mailTo(given.email, /passato la tua richiesta a Regione/);
    await mailTo(given.email, /Comune di Borgoverde ha risposto che la tua richiesta non è di sua competenza/);
  });

  test('finds a link dead once a new one was sent, and is told where to ask', async () => {
    const email = mine('rinnova');
    const { code } = await referred({ to: 'Comune di Borgoverde', email });
    const link = await linkTo(email);
    const before = await until('the case', patience, () => caseAt(code));
    const renewal = { act: 'renew-referral', referral: before.desk.referrals[0]?.referral };
    expect(await asStaff(`${code}/acts`, renewal, before.version)).toMatchObject({ status: 201 });
    const later = await until('a second mail', patience, async () => (await mailsTo(email))[1]);
    await page.goto(link);
    if (!javaScriptEnabled) {
      await page.getByLabel('Link della mail').fill(link);
      await press('Apri la richiesta');
    }
    await page.getByText('Questo link non apre nulla').waitFor();
    await expectGood();
    await open(/http\S+referral\/#\S+/.exec(later.text)?.[0] ?? '');
  });
});

test('a referral that nobody acknowledges in time is back at the desk, and the administration and the citizen see it', async () => {
  const email = 'ignora@comune.example';
  const acknowledgeBy = new Date(Date.now() + 4_000).toISOString();
  const given = await referred({ to: 'Comune di Borgoverde', email, acknowledgeBy });
  const link = await linkTo(email);
  await until('it is back', 120_000, async () => (await stateOf(given.code))?.[0] === 'returned');
  expect(await caseAt(given.code)).toMatchObject({
    stage: 'registered',
    desk: { referrals: [{ because: 'no-acknowledgement' }] },
  });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link);
  await page.getByText('Nessuno l’aveva presa in carico in tempo.').waitFor();
  expect(await page.content()).not.toContain(given.words);
  expect(await violations(page)).toEqual([]);
  await context.close();
  await mailTo(given.email, /è tornata da Comune di Borgoverde a noi/);
  expect(await passedOn(given)).toEqual(['Comune di Borgoverde: returned']);
}, 180_000);
