import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { openStage, until } from '../stage/center.ts';
import { contactTo, readAtDesk, send } from '../stage/citizen.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

const service = 'protezione-civile';
const email = 'ada.bianchi@example.org';
const words = 'Quando riapre la strada per Borgoverde?';
const question = 'In quale punto della strada si trova?';

let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
/** The page of Carla Villa, operator. */
let page: Page;
const codes = { asks: '', danger: '' };
const complaints: string[] = [];

beforeAll(async () => {
  ({ stage, close } = await openStage({ at: new Date('2026-11-27T09:00:00Z') }));
  browser = await openBrowser();
  codes.asks = (await send(stage.url, service, contactTo(service, words, { email }))).code;
  codes.danger = (await send(stage.url, service, contactTo(service, 'Mio padre è intrappolato sotto le macerie'))).code;
  page = await signedIn(browser, { url: stage.url, userName: 'carla.villa', password: 'risponde', complaints });
}, 240_000);
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await close?.();
});

const open = (path: string) => page.goto(`${stage.url}/console/#/${service}/${path}`);
const done = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
async function expectGood() {
  expect(await violations(page)).toEqual([]);
  expect(await page.locator('h1').count()).toBe(1);
}

async function caseAt(code: string): Promise<DeskCase> {
  const token = await stage.token('carla.villa');
  return DeskCase.parse(await (await readAtDesk(`${stage.url}/v1/desk/${service}/cases/${code}`, token)).json());
}

/** What the citizen with the second fact is shown, or adds. */
async function asCitizen(path: 'conversation' | 'messages', body: object) {
  const answer = await fetch(`${stage.url}/v1/services/${service}/contacts/${codes.asks}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secondFact: email, ...body }),
  });
  return answer.text();
}

describe('an operator', () => {
  test('takes a case by one key, and asks back: the citizen reads the question and no name of the staff', async () => {
    await open(`case/${codes.asks}`);
    await page.getByText(words).waitFor();
    await expectGood();
    await page.keyboard.press('t');
    await done('Presa in carico: è tua.');
    await page.getByRole('button', { name: 'Chiedi a chi ha scritto…' }).click();
    await page.getByRole('button', { name: 'Chiedi a chi ha scritto', exact: true }).click();
    await page.getByText('Manca: compila questo campo.').waitFor();
    await page.getByLabel('Domanda').fill(question);
    await expectGood();
    await page.getByRole('button', { name: 'Chiedi a chi ha scritto', exact: true }).click();
    await done('Domanda inviata.');
    const seen = await asCitizen('conversation', {});
    expect(seen).toContain(question);
    expect(seen).not.toContain('Carla');
    expect((await caseAt(codes.asks)).desk.owner?.by).toBe('Carla Villa');
  });

  test('writes a note that no citizen reads, and finds it in a box of its own', async () => {
    await page.getByLabel('Nota', { exact: true }).fill('Ha già chiamato ieri.');
    await page.getByRole('button', { name: 'Aggiungi la nota' }).click();
    await done('Nota aggiunta.');
    await page.locator('.desk-record .note', { hasText: 'Ha già chiamato ieri.' }).waitFor();
    expect(await asCitizen('conversation', {})).not.toContain('Ha già chiamato');
  });

  test('is told when the citizen has written meanwhile: nothing is sent, and the draft stays', async () => {
    await page.getByLabel('Risposta', { exact: true }).fill('La strada riapre lunedì.');
    await page.getByText('Salvata: la ritrovi qui').first().waitFor();
    await asCitizen('messages', { message: 'Al chilometro dodici.' });
    await until('the message is in the case', 20_000, async () =>
      (await caseAt(codes.asks)).messages.some(({ text }) => text === 'Al chilometro dodici.'),
    );
    await page.getByRole('button', { name: `Invia a ${email}` }).click();
    await page.getByRole('alert').filter({ hasText: 'Un nuovo messaggio' }).waitFor();
    expect(await page.getByLabel('Risposta', { exact: true }).inputValue()).toBe('La strada riapre lunedì.');
    expect((await caseAt(codes.asks)).desk.answers).toEqual([]);
    await page.getByText('Al chilometro dodici.').waitFor();
    await expectGood();
  });

  test('answers to the recipient on the button, and keeps the answer back before it leaves', async () => {
    await page.getByRole('button', { name: `Invia a ${email}` }).click();
    await done('Risposta registrata');
    await page.getByRole('button', { name: 'Trattieni la risposta' }).click();
    await done('Risposta trattenuta: non è partita.');
    const [answer] = (await caseAt(codes.asks)).desk.answers;
    expect(answer).toMatchObject({ state: 'withheld', to: email, text: 'La strada riapre lunedì.' });
    expect(await asCitizen('conversation', {})).not.toContain('La strada riapre lunedì.');
    await expectGood();
  });

  test('closes a call at first contact by keyboard alone, and knows the number when it calls again', async () => {
    const number = '348 1234567';
    const { keyboard } = page;
    await open('worklist');
    await page.getByRole('button', { name: 'Prendi la prossima' }).waitFor();
    await keyboard.press('c');
    await page.getByRole('heading', { level: 1, name: 'Telefonata' }).waitFor();
    await page.locator('#caller-number:focus').waitFor();
    await keyboard.type(number);
    await keyboard.press('Enter');
    await page.getByText('Nessuna richiesta con questo numero.').waitFor();
    await keyboard.press('Control+Enter');
    await page.getByRole('alert').filter({ hasText: 'Scrivi che cosa hai risposto.' }).waitFor();
    await expectGood();
    await page.getByLabel('Che cosa dice o chiede').focus();
    await keyboard.type('A che ora apre lo sportello dei danni?');
    await keyboard.press('Tab');
    await keyboard.type('Info');
    await keyboard.press('Tab');
    await keyboard.type('Rossi');
    await keyboard.press('Tab');
    await keyboard.press('Tab');
    await keyboard.type('Alle nove, in municipio.');
    await keyboard.press('Control+Enter');
    await page.getByText('Risposto al primo contatto: la richiesta è chiusa.').waitFor({ timeout: 60_000 });
    await expectGood();
    const code = (await page.locator('.receipt .code').textContent()) ?? '';
    expect(await caseAt(code)).toMatchObject({
      stage: 'closed',
      desk: { outcome: 'answered-on-the-phone', answers: [{ channel: 'phone', state: 'sent' }] },
    });
    await keyboard.press('c');
    await page.getByLabel('Numero di chi chiama').waitFor();
    // Whom a number belongs to is listed a moment after the case itself.
    await until('the number is known', 20_000, async () => {
      await page.getByLabel('Numero di chi chiama').fill(`+39 ${number}`);
      await page.getByLabel('Numero di chi chiama').press('Enter');
      return page.locator('.caller-cases', { hasText: code }).isVisible();
    });
    for (const width of [390, 683]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await tooWide(page, width)).toEqual([]);
      await expectGood();
    }
    await page.setViewportSize({ width: 1366, height: 850 });
  });

  test('hands an urgent case to rescue before it can be closed', async () => {
    await open(`case/${codes.danger}`);
    await page.getByText('Mio padre è intrappolato').first().waitFor();
    const closing = async () => {
      await page.getByRole('button', { name: 'Chiudi…' }).click();
      await page.getByLabel('Com’è finita').selectOption({ label: 'Passata ad altri' });
      await page.getByRole('button', { name: 'Chiudi', exact: true }).click();
    };
    await closing();
    await page.getByRole('alert').filter({ hasText: 'soccorsi' }).first().waitFor();
    await page.getByRole('button', { name: 'Passa ai soccorsi…' }).click();
    await page.getByLabel('Chi hai avvisato').selectOption('115');
    await page.getByLabel('Con chi hai parlato').fill('Capoturno Neri');
    await expectGood();
    await page.getByRole('button', { name: 'Passa ai soccorsi', exact: true }).click();
    await done('Registrato: i soccorsi sono avvisati.');
    await closing();
    await done('Chiusa.');
    expect(await caseAt(codes.danger)).toMatchObject({ stage: 'closed', desk: { outcome: 'referred' } });
  });

  test('has all of it on a phone: nothing scrolls sideways at 390 pixels, nor at twice the size', async () => {
    for (const width of [390, 683]) {
      await page.setViewportSize({ width, height: 800 });
      await open(`case/${codes.asks}`);
      await page.getByLabel('Risposta', { exact: true }).waitFor();
      expect(await tooWide(page, width)).toEqual([]);
      await expectGood();
    }
  });
});
