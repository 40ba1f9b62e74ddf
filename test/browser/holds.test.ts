import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { openStage } from '../stage/center.ts';
import { contactTo, send } from '../stage/citizen.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

const service = 'protezione-civile';
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
let aldo: Page;
let carla: Page;
let code = '';
const complaints: string[] = [];

beforeAll(async () => {
  ({ stage, close } = await openStage({ at: new Date('2026-11-27T09:00:00Z') }));
  browser = await openBrowser();
  ({ code } = await send(stage.url, service, contactTo(service, 'La scuola ha una crepa', { kind: 'civic-access' })));
  const enter = (userName: string, password: string) =>
    signedIn(browser, { url: stage.url, userName, password, complaints });
  [aldo, carla] = [await enter('aldo.monti', 'amministra'), await enter('carla.villa', 'risponde')];
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await close?.();
  expect(complaints).toEqual([]);
});

test.each([
  ['gaia.moretti', 'scrive', 'Contenuti', 'Contenuti'],
  ['aldo.monti', 'amministra', 'Conservazione', 'Conservazione disposta da un’autorità'],
  ['aldo.monti', 'amministra', 'Turni', 'Turni e presenze'],
  ['rita.longo', 'controlla', 'Chi ha letto', 'Chi ha letto una richiesta'],
])(
  'whoever signs in as %s finds a way on from the first page: %s',
  async (userName, password, way, heading) => {
    const page = await signedIn(browser, { url: stage.url, userName, password, complaints });
    expect(await violations(page)).toEqual([]);
    await page.locator('.card').filter({ hasText: 'Protezione Civile' }).getByRole('link', { name: way }).click();
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  },
  120_000,
);

test('an administrator keeps a case by an act, and an operator reads why on its page, with the source of its term', async () => {
  await aldo.goto(`${stage.url}/console/#/${service}/holds`);
  await aldo.getByRole('heading', { name: 'Conservazione disposta da un’autorità' }).waitFor();
  await aldo.getByRole('button', { name: 'Conferma' }).click();
  await aldo.getByText('Completa i campi indicati.').first().waitFor();
  expect(await violations(aldo)).toEqual([]);
  await aldo.getByLabel('Codice della richiesta').fill(code.toLowerCase());
  await aldo.getByLabel('Atto', { exact: true }).fill('Decreto di esibizione n. 12');
  await aldo.getByLabel('Autorità').fill('Procura di Rieti');
  await aldo.getByLabel('Evento o procedimento').fill('Crollo della scuola');
  await aldo.getByLabel('Fino a').fill('2027-12-31T23:59');
  await aldo.getByRole('button', { name: 'Conferma' }).click();
  await aldo.getByText('La richiesta è conservata fino a').waitFor();
  expect(await violations(aldo)).toEqual([]);
  expect(await tooWide(aldo, 1366)).toEqual([]);
  await carla.goto(`${stage.url}/console/#/${service}/case/${code}`);
  await carla.getByText('Conservata per legge').waitFor();
  await carla.getByText('Decreto legislativo 33/2013, art. 5', { exact: false }).waitFor();
  expect(await violations(carla)).toEqual([]);
}, 120_000);

test('an auditor asks who read a request, and sees nothing else of it', async () => {
  const seen = { url: stage.url, complaints };
  const rita = await signedIn(browser, { ...seen, userName: 'rita.longo', password: 'controlla' });
  await rita.goto(`${stage.url}/console/#/${service}/reads`);
  await rita.getByLabel('Codice della richiesta').fill('nessuno');
  await rita.getByRole('button', { name: 'Cerca' }).click();
  await rita.getByText('Scrivi il codice come sta sulla ricevuta.').first().waitFor();
  await rita.getByLabel('Codice della richiesta').fill(code.toLowerCase());
  await rita.getByRole('button', { name: 'Cerca' }).click();
  await rita.getByRole('button', { name: 'Mostra chi l’ha letta' }).click();
  await rita.getByText('Carla Villa, operatore').first().waitFor();
  expect(await rita.locator('main').textContent()).not.toContain('crepa');
  expect(await violations(rita)).toEqual([]);
  expect(await tooWide(rita, 1366)).toEqual([]);
  await rita.context().close();
}, 120_000);
