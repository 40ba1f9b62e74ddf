import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { openStage, until } from '../stage/center.ts';
import { ask, contactTo, send } from '../stage/citizen.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

// A guide asked by an operator, beside a case and while somebody is on the line, to its end, or where its citizen left
// off: no tab is opened for it.

const service = 'protezione-civile';
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
let page: Page;
let code: string;
const complaints: string[] = [];
beforeAll(async () => {
  ({ stage, close } = await openStage({ at: new Date('2026-11-27T09:00:00Z') }));
  browser = await openBrowser();
  await until('the guides of the center', 120_000, async () => {
    const { text } = await ask(stage.url, { path: `/v1/services/${service}/guides?language=it` });
    return text.includes('casa-danneggiata');
  });
  const contact = contactTo(service, 'La mia casa ha delle crepe, che cosa devo fare?', { email: 'ada@example.org' });
  code = (await send(stage.url, service, contact)).code;
  page = await signedIn(browser, { url: stage.url, userName: 'carla.villa', password: 'risponde', complaints });
  page.setDefaultTimeout(40_000);
}, 300_000);
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await close?.();
});

/** Asks the guide about a damaged house to its end, each question answered by its first press. */
async function askToTheEnd() {
  const guide = page.locator('details.ask-guide');
  await guide.locator('summary').click();
  await guide.getByRole('button', { name: /casa/i }).first().click();
  await guide.locator('fieldset button').first().waitFor();
  expect(await violations(page)).toEqual([]);
  const insert = guide.getByRole('button', { name: 'Metti i risultati nella risposta' });
  for (let asked = 0; asked < 12 && !(await insert.isVisible()); asked += 1) {
    const question = await guide.locator('legend').textContent();
    await guide.getByRole('button', { name: 'Non so', exact: true }).click();
    await guide
      .locator('legend', { hasNotText: question ?? '' })
      .or(insert)
      .first()
      .waitFor();
  }
  expect(await violations(page)).toEqual([]);
  await insert.click();
}

test('beside a case: its results go into the answer, with their pages', async () => {
  await page.goto(`${stage.url}/console/#/${service}/case/${code}`);
  await page.getByText('La mia casa ha delle crepe').waitFor();
  await page.keyboard.press('t');
  await page.getByRole('status').filter({ hasText: 'Presa in carico' }).waitFor();
  const answer = page.locator('#answer-text');
  await answer.waitFor();
  await askToTheEnd();
  expect(await answer.inputValue()).toContain('Forse fa per te');
  expect(page.context().pages()).toHaveLength(1);
  expect(await tooWide(page, 1366)).toEqual([]);
}, 180_000);

test('on the phone: what came out stands in what was said', async () => {
  await page.goto(`${stage.url}/console/#/${service}/call`);
  await page.locator('#call-answer').waitFor();
  await askToTheEnd();
  expect(await page.locator('#call-answer').inputValue()).toContain('Forse fa per te');
}, 180_000);

/** The case of somebody who wrote from the end of a guide, once it is at the desk and taken. */
async function openTaken(of: string, words: string) {
  await page.goto(`${stage.url}/console/#/${service}/case/${of}`);
  await page.getByText(words).first().waitFor();
  await page.keyboard.press('t');
  await page.getByRole('status').filter({ hasText: 'Presa in carico' }).waitFor();
  await page.locator('#answer-text').waitFor();
  return page.locator('details.ask-guide');
}

test('a citizen sends the end of a guide, and the operator goes on in it where they left off', async () => {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 }, javaScriptEnabled: false });
  const citizen = await context.newPage();
  await citizen.goto(`${stage.url}/v1/services/${service}/guides/casa-danneggiata?language=it`);
  const unknown = citizen.getByRole('button', { name: 'Non so', exact: true });
  await citizen.getByRole('radio').first().check();
  await citizen.getByRole('button', { name: 'Avanti' }).click();
  const onward = citizen.getByRole('button', { name: 'Continua nel modulo' });
  for (let asked = 0; asked < 12; asked += 1) {
    // A press asks for the next page: either a question or the end stands on it.
    await unknown.or(onward).first().waitFor();
    if (await onward.isVisible()) break;
    const question = await citizen.locator('.step').textContent();
    await unknown.click();
    await citizen
      .locator('.step', { hasNotText: question ?? '' })
      .or(onward)
      .first()
      .waitFor();
  }
  const said = await citizen.locator('dl.summary dd').first().textContent();
  await onward.click();
  await citizen.getByRole('checkbox', { name: /^Manda anche le risposte/ }).waitFor();
  expect(await tooWide(citizen, 390)).toEqual([]);
  await citizen.locator('#field-message').fill('Che cosa mi spetta per la casa?');
  await citizen.locator('#field-name').fill('Ada');
  await citizen.locator('#field-email').fill('ada.casa@example.org');
  await citizen.locator('#field-privacyAccepted').check();
  await citizen.getByRole('button', { name: 'Continua' }).click();
  await citizen.getByText('Risposte del percorso').waitFor();
  await citizen.getByRole('button', { name: 'Conferma e invia' }).click();
  const receipt = (await citizen.locator('.code').first().textContent()) ?? '';
  await context.close();

  const guide = await openTaken(/PC(-[0-9A-Z]{4}){4}/.exec(receipt)?.[0] ?? '', 'Che cosa mi spetta per la casa?');
  await guide.getByText('Riprendi il percorso').click();
  // It stands where it was left: every answer in the citizen's words, the results, and no question to ask again.
  await guide
    .getByText((said ?? '').replace(/ Cambia.*$/s, '').trim(), { exact: false })
    .first()
    .waitFor();
  await guide.getByRole('button', { name: 'Metti i risultati nella risposta' }).waitFor();
  expect(await guide.getByText('Il percorso è cambiato').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await guide
    .getByRole('button', { name: /^Cambia/ })
    .first()
    .click();
  await guide.locator('fieldset button').first().click();
  await guide.getByText('Forse fa per te').or(guide.locator('fieldset')).first().waitFor();
  expect(await tooWide(page, 1366)).toEqual([]);
}, 240_000);

test.each([
  ['casa-danneggiata', 'Il percorso è cambiato', 'Quanto vale la casa?'],
  ['percorso-tolto', 'Il percorso non c’è più', 'E il garage?'],
])(
  'a walk through %s as it is no more is opened as far as it goes, and the words stand',
  async (guide, told, message) => {
    const walk = { guide, version: 900, answers: { 'domanda-tolta': 'si', sopralluogo: 'mai-visto' } };
    const contact = contactTo(service, message, { email: 'ada@example.org', walk });
    const of = (await send(stage.url, service, contact)).code;
    const box = await openTaken(of, message);
    await box.getByText('Riprendi il percorso').click();
    await box.getByText(told).waitFor();
    expect(await violations(page)).toEqual([]);
  },
  180_000,
);
