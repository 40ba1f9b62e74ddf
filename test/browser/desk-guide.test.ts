import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { openStage, until } from '../stage/center.ts';
import { ask, contactTo, send } from '../stage/citizen.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

// A guide asked by an operator, beside a case and while somebody is on the line, to its end: no tab is opened for it.

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
