import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { openStage, until } from '../stage/center.ts';
import { ask, contactTo, send } from '../stage/citizen.ts';
import { readMail } from '../stage/mailbox.ts';
import { administrationOf, publish } from '../stage/published.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

// An operator refers a case to who is competent for it here, without knowing a name or an address.

const service = 'protezione-civile';
const patience = 60_000;
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const accumoli = 'assistenza@comune.accumoli.example';

beforeAll(async () => {
  ({ stage, close } = await openStage());
  browser = await openBrowser();
  await until('the network of the center', 120_000, async () =>
    (await ask(stage.url, { path: `/v1/services/${service}/administrations?language=it` })).text.includes('lazio'),
  );
  const comune = administrationOf(service, 'comune-accumoli', {
    themes: ['assistenza'],
    territory: ['057001'],
    email: accumoli,
    languages: { it: { title: 'Comune di Accumoli', summary: 'Assiste chi ha perso la casa.' } },
  });
  await publish(stage, service, 'administration/comune-accumoli', comune);
  await until('the new entry', patience, async () =>
    (await ask(stage.url, { path: `/v1/services/${service}/administrations?language=it` })).text.includes('accumoli'),
  );
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

async function openReferral(words: string, municipality: string) {
  const contact = contactTo(service, words, { place: { municipality } });
  const { code } = await send(stage.url, service, contact);
  await page.goto(`${stage.url}/console/#/${service}/case/${code}`);
  await page.getByText(words).first().waitFor();
  await page.keyboard.press('r');
  await page.getByLabel('Comune').waitFor();
}
const competent = () => page.locator('fieldset [role=status]');

test('the comune of the case is named: who is competent there is chosen, and gets the link', async () => {
  await openReferral('Siamo senza casa e cerchiamo un alloggio.', 'ACCUMOLI');
  expect(await page.getByLabel('Comune').inputValue()).toBe('ACCUMOLI');
  await page.getByLabel('Tema').selectOption('assistenza');
  await competent().getByText('Comune di Accumoli', { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await competent()
    .getByRole('button', { name: /Scegli.*Comune di Accumoli/ })
    .click();
  const address = page.getByLabel('E-mail dell’amministrazione');
  await until('its address', patience, async () => (await address.inputValue()) === accumoli);
  expect(await page.locator('#refer-to').inputValue()).toBe('Comune di Accumoli');
  await page.locator('#refer-text').fill('Potete trovare un alloggio?');
  expect(await tooWide(page, 1366)).toEqual([]);
  await page.locator('.act-form button[type=submit]').click();
  await page.getByRole('status').filter({ hasText: 'Passata all’altra amministrazione' }).waitFor();
  await until('the link', patience, async () =>
    (await stage.mails()).map(readMail).some(({ to, text }) => to.includes(accumoli) && /referral\/#/.test(text)),
  );
}, 180_000);

test('where nobody is competent that is said, with who can tell; and any entry is found by its name', async () => {
  await openReferral('Chi chiude la strada?', 'Castro');
  await page.getByText('Ce n’è più di uno con questo nome: Castro (Bergamo), Castro (Lecce)').waitFor();
  await page.getByLabel('Tema').selectOption('allerta');
  expect(await competent().count()).toBe(0);
  await page.getByLabel('Comune').fill('Castro (Lecce)');
  await competent().getByText('Nessuno nella rete risulta competente').waitFor();
  await competent().getByText('Regione Puglia', { exact: true }).waitFor();
  await page.getByLabel('Comune').fill('Castrolandia');
  await page.getByText('Non c’è un comune con questo nome').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.locator('#refer-to').fill('Regione Puglia');
  await page.getByText('La rete non ha un indirizzo di questa amministrazione').waitFor();
  await page.locator('#refer-to').fill('Comune di Accumoli');
  await until(
    'its address',
    patience,
    async () => (await page.getByLabel('E-mail dell’amministrazione').inputValue()) === accumoli,
  );
}, 180_000);
