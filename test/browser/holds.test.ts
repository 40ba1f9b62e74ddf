import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { openStage, until } from '../stage/center.ts';
import { ask, contactTo, post, send } from '../stage/citizen.ts';
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

test('an administrator keeps an idea by the address of its page and lifts that, and whoever moderates reads why', async () => {
  const words = { title: 'Sirene da provare', text: 'Le sirene del fiume si provano una volta all’anno, di mattina.' };
  await post(stage.url, `/v1/services/${service}/contributions`, {
    ...{ kind: 'idea', email: 'ada@example.org', privacyAccepted: true, consents: { publish: 'yes' } },
    ...words,
  });
  const authorization = `Bearer ${await stage.token('gaia.moretti')}`;
  const id = await until('the idea waits', 20_000, async () => {
    const { text } = await ask(stage.url, { path: `/v1/desk/${service}/contributions`, headers: { authorization } });
    const { contributions } = JSON.parse(text) as { contributions?: { id: string; title: string }[] };
    return contributions?.find(({ title }) => title === words.title)?.id;
  });
  const gaia = await signedIn(browser, { url: stage.url, userName: 'gaia.moretti', password: 'scrive', complaints });
  const seen = async () => {
    await gaia.goto('about:blank');
    await gaia.goto(`${stage.url}/console/#/${service}/contributions/${id}`);
    await gaia.getByRole('heading', { level: 1, name: words.title }).waitFor();
  };
  const send = () => aldo.getByRole('button', { name: 'Conferma' }).click();
  const name = aldo.getByLabel('Nome della storia o dell’idea');
  await aldo.setViewportSize({ width: 390, height: 800 });
  await aldo.goto(`${stage.url}/console/#/${service}`);
  await aldo.goto(`${stage.url}/console/#/${service}/holds`);
  await aldo.getByLabel('Che cosa si conserva').selectOption('contribution');
  await name.fill('una parola');
  await send();
  await aldo.getByText('Scrivi le dodici lettere e cifre').waitFor();
  expect(await violations(aldo)).toEqual([]);
  expect(await tooWide(aldo, 390)).toEqual([]);

  // Lifted before anything was set: there is nothing to lift, and the form says so.
  await aldo.getByLabel('Che cosa fai').selectOption('lift');
  await name.fill(id);
  await aldo.getByLabel('Atto', { exact: true }).fill('Decreto n. 13');
  await send();
  await aldo.getByText('Nessuna conservazione da togliere').waitFor();
  expect(await violations(aldo)).toEqual([]);

  await aldo.getByLabel('Che cosa fai').selectOption('hold');
  await name.fill(`${stage.url}/v1/services/${service}/contributions/${id}?language=it`);
  await aldo.getByLabel('Autorità').fill('Procura di Rieti');
  await aldo.getByLabel('Evento o procedimento').fill('Piena di novembre');
  await aldo.getByLabel('Fino a').fill('2027-12-31T23:59');
  await send();
  await aldo.getByText('La storia o l’idea è conservata fino a').waitFor();
  expect(await aldo.locator('main').textContent()).not.toContain(words.title);
  expect(await violations(aldo)).toEqual([]);
  expect(await tooWide(aldo, 390)).toEqual([]);
  await seen();
  await gaia.getByText('Decreto n. 13, Procura di Rieti: Piena di novembre', { exact: false }).waitFor();
  await gaia.getByText(id, { exact: true }).waitFor();
  expect(await violations(gaia)).toEqual([]);

  await aldo.getByLabel('Che cosa fai').selectOption('lift');
  await name.fill(id);
  await aldo.getByLabel('Atto', { exact: true }).fill('Decreto n. 14');
  await send();
  await aldo.getByText('La storia o l’idea non è più trattenuta.').waitFor();
  await seen();
  await gaia.getByText('Non più conservata per un’autorità').waitFor();
  expect(await gaia.getByText('Conservata per legge').count()).toBe(0);
  await gaia.context().close();
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
