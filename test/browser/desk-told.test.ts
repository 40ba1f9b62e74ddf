import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { ManyView } from '../../shared/contracts/answer-to-many.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { openStage, until } from '../stage/center.ts';
import { byPhone, contactTo, send } from '../stage/citizen.ts';
import { readMail } from '../stage/mailbox.ts';
import { openBrowser } from './browser.ts';
import { tabTo, tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

// Who was given a page that holds no longer, and training: both on the stage, by keyboard, at the widths of telephones.

const service = 'protezione-civile';
const patience = 90_000;
/** The version of a page that answers give, and that turns out to be wrong. */
const text = 'article/terremoto@1';
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
const complaints: string[] = [];

beforeAll(async () => {
  ({ stage, close } = await openStage());
  browser = await openBrowser();
}, 300_000);
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await close?.();
});

const enter = (userName: string, password: string) =>
  signedIn(browser, { url: stage.url, userName, password, complaints, patience: 60_000 });
const open = (page: Page, path: string) => page.goto(`${stage.url}/console/#/${service}/${path}`);
/** Nothing against axe or the width, as telephones and a window have it. */
async function expectGood(page: Page) {
  for (const width of [320, 390, 1366]) {
    await page.setViewportSize({ width, height: 850 });
    expect(await tooWide(page, width)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  }
  expect(await page.locator('h1').count()).toBe(1);
}
/** Reaches a button or link by its words with Tab alone, and presses it with Enter. */
async function pressByKeyboard(page: Page, name: string) {
  await page.getByText(name, { exact: true }).first().waitFor();
  await page.evaluate((words) => {
    const wanted = [...document.querySelectorAll('button, a')].find((one) => one.textContent?.trim() === words);
    wanted?.setAttribute('data-wanted', '');
  }, name);
  await tabTo(page, '[data-wanted]', 120);
  await page.keyboard.press('Enter');
  await page.evaluate(() => document.querySelector('[data-wanted]')?.removeAttribute('data-wanted'));
}

async function asked(path: string, body?: object, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${await stage.token('carla.villa')}`;
  const answer = await fetch(`${stage.url}/v1/desk/${service}/${path}`, {
    headers: { authorization, 'content-type': 'application/json', ...headers },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  return answer.ok ? answer.json() : undefined;
}
const caseNow = async (code: string) => {
  const known = await asked(`cases/${code}`);
  return known === undefined ? undefined : DeskCase.parse(known);
};

/** A citizen asks, and an operator answers with the page. */
async function answered(contact: ReturnType<typeof contactTo> | ReturnType<typeof byPhone>, channel: string) {
  const { code } = await send(stage.url, service, contact as ReturnType<typeof contactTo>);
  for (const act of [{ act: 'take' }, { act: 'answer', text: 'Può rientrare.', channel, articles: [text] }]) {
    const { version } = await until('it is registered', patience, () => caseNow(code));
    expect(await asked(`cases/${code}/acts`, act, { 'if-match': `"${version}"` })).toBeDefined();
  }
  return code;
}
const givenNow = async () => {
  const view = ManyView.parse(await asked('answers-to-many', { do: 'given', text }));
  return view.is === 'given' ? view.cases : [];
};

describe('who was told', () => {
  const words = 'Non rientrate: la scheda era sbagliata.';
  let page: Page;

  test('an operator finds all who were given a version of a page, and is told who may tell them', async () => {
    const ask = 'Posso rientrare in casa dopo la scossa?';
    await answered(contactTo(service, ask, { email: 'ada.bianchi@example.org' }), 'mail');
    await answered(contactTo(service, `${ask} Grazie.`, { email: 'eva.serra@example.org' }), 'mail');
    await answered(byPhone(contactTo(service, `${ask} Richiamatemi.`)), 'phone');
    await until('all three are listed', patience, async () => (await givenNow()).length === 3);
    const carla = await enter('carla.villa', 'risponde');
    await open(carla, `given/${encodeURIComponent(text)}`);
    await carla.getByText('Mancano ancora 3.').waitFor();
    await carla.getByText('Chi guida il banco può avvisarle.').waitFor();
    expect(await carla.locator('#many-it').count()).toBe(0);
    await expectGood(carla);
    await carla.context().close();
  }, 240_000);

  test('a supervisor comes to it from the board and is told what is wrong with a name that is none', async () => {
    page = await enter('bruno.neri', 'vede-tutto');
    await open(page, 'board');
    await pressByKeyboard(page, 'Chi ha ricevuto un testo');
    await page.getByRole('heading', { level: 1, name: 'Chi ha ricevuto un testo' }).waitFor();
    await expectGood(page);
    await tabTo(page, '#given-text');
    await page.keyboard.type('terremoto');
    await page.keyboard.press('Enter');
    await page.getByText('Scrivi tipo, nome e versione').first().waitFor();
    await page.getByLabel('Scheda o modello, con la versione').fill('article/nessuno@9');
    await page.keyboard.press('Enter');
    await page.getByText('Nessuno l’ha ricevuto.').waitFor();
    expect(await violations(page)).toEqual([]);
  }, 120_000);

  test('and tells each on the way that there is, once, by keyboard alone, and sees how far it is', async () => {
    await open(page, `given/${encodeURIComponent(text)}`);
    await page.getByText('Mancano ancora 3.').waitFor();
    await expectGood(page);
    await tabTo(page, '#many-it', 120);
    await page.keyboard.type(words);
    // A dangerous page is corrected at once.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await pressByKeyboard(page, 'Avvisa 3');
    await page.getByText('Avviso dato a 3').waitFor();
    const told = await until('two are mailed and one is owed a call', patience, async () => {
      const cases = await givenNow();
      const are = cases.map((one) => one.told).sort();
      return are.join() === ['call-owed', 'sent', 'sent'].join() ? cases : undefined;
    });
    expect(told).toHaveLength(3);
    await page.getByText('Mancano ancora 1.').waitFor();
    await expectGood(page);
    for (const to of ['ada.bianchi@example.org', 'eva.serra@example.org']) {
      const mails = (await stage.mails()).map(readMail).filter((mail) => mail.to.includes(to));
      expect(mails.filter((mail) => mail.text.includes(words))).toHaveLength(1);
    }
  }, 240_000);
});

describe('training', () => {
  /** What an act would change: the open cases of the list, and the mails. */
  const left = async () => {
    const list = (await asked('worklist')) as { items: { caseId: string }[] };
    return { cases: list.items.map(({ caseId }) => caseId).sort(), mails: (await stage.mails()).length };
  };

  test.each([
    ['an operator', 'carla.villa', 'risponde'],
    ['a supervisor', 'bruno.neri', 'vede-tutto'],
  ])(
    '%s finds it in the menu of the desk, goes through every request by keyboard, and nothing of it is left',
    async (_who, userName, password) => {
      const page = await enter(userName, password);
      await open(page, 'worklist');
      await page.getByRole('heading', { level: 1, name: 'Elenco di lavoro' }).waitFor();
      const before = await left();
      const requests: string[] = [];
      page.on('request', (one) => {
        if (one.method() !== 'GET') requests.push(new URL(one.url()).pathname);
      });
      await pressByKeyboard(page, 'Esercitazione');
      await page.getByRole('heading', { level: 1, name: 'Esercitazione' }).waitFor();
      await page.getByText('niente parte, niente resta nel registro').waitFor();
      await expectGood(page);
      await pressByKeyboard(page, 'Comincia');
      let wrong = 0;
      for (let turn = 0; turn < 40; turn += 1) {
        const next = page.getByRole('button', { name: 'Prendi la prossima' });
        const again = page.getByRole('button', { name: 'Ricomincia' });
        await next.or(again).first().waitFor();
        if (await again.isVisible()) break;
        await pressByKeyboard(page, 'Prendi la prossima');
        await page.getByRole('button', { name: 'Lasciala ad altri' }).waitFor();
        expect(await page.getByText('ESERCITAZIONE.').isVisible()).toBe(true);
        if (turn === 0) await expectGood(page);
        await pressByKeyboard(page, 'Lasciala ad altri');
        wrong = await page.getByText('Non così.').count();
      }
      // Whoever leaves every request is right with some of them and told of the others.
      await page.getByRole('heading', { name: /Com’è andata: \d+ su \d+/ }).waitFor();
      expect(wrong).toBeGreaterThan(0);
      expect(await page.getByText('Giusto.').count()).toBeGreaterThan(0);
      await expectGood(page);
      // One look at the cases to train with, and what every page says of who is there: no act.
      expect(requests.filter((path) => /\/(acts|next|contacts)$/.test(path))).toEqual([]);
      expect(await left()).toEqual(before);
      await page.context().close();
    },
    240_000,
  );
});
