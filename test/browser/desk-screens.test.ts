import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { WorklistView } from '../../shared/contracts/worklist.ts';
import { openBrowser } from './browser.ts';
import { tabTo, tooWide, violations } from './page-checks.ts';
import { servePortal } from './portal.ts';

// The desk's two screens over answers that a test gives: what they look like at every width, and what they send.

const service = 'protezione-civile';
const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../events/${name}.example.json`, import.meta.url), 'utf8'));
const list = WorklistView.parse(example('worklist.v1'));
const { owner: _nobody, ...free } = DeskCase.parse(example('desk-case.v1')).desk;
const known: DeskCase = { ...DeskCase.parse(example('desk-case.v1')), stage: 'registered', desk: free, service };
const changes = example('worklist-changes.v1');

let portal: Awaited<ReturnType<typeof servePortal>>;
let browser: Browser;
let page: Page;
let refuses = false;
/** The case of the call that is typed, once it is kept. */
const calledAt = '2026-11-30T09:00:00.000Z';
const called = {
  ...known,
  contacts: known.contacts.map((one) => ({ ...one, channel: 'phone', receivedAt: calledAt })),
};
let isCalled = false;
const sent: { path: string; body: unknown }[] = [];
const complaints: string[] = [];
const json = (body: unknown, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(body) });

beforeAll(async () => {
  portal = await servePortal((request, body) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path === '/console/settings.json') return json({ issuer: portal.origin, clientId: 'console' });
    if (path === '/v1/status') return json({ status: 'ok', at: new Date().toISOString() });
    if (!path.startsWith('/v1/desk/')) return undefined;
    if (request.method !== 'GET') sent.push({ path, body: body === '' ? undefined : JSON.parse(body) });
    if (path.endsWith('/worklist')) return json({ ...list, next: undefined });
    if (path.endsWith('/changes')) return json(changes);
    if (path.endsWith('/shifts')) return json({ service, colleagues: [] });
    if (path.endsWith('/views')) return json({ service, views: [] });
    if (path.endsWith('/judged-danger')) return json({ service, weeks: [] });
    if (path.endsWith('/templates')) return json({ ...example('case-templates.v1'), service });
    if (path.endsWith('/draft')) return json({ code: known.code, of: 'answer' });
    if (path.endsWith('/callers')) return json({ ...example('caller-cases.v1'), service });
    if (path.endsWith('/contacts')) {
      isCalled = true;
      return json({ ...example('receipt.v1'), service, code: known.code, receivedAt: calledAt }, 202);
    }
    if (path.endsWith('/households')) return json({ ...example('households.v1'), service });
    if (path.includes('/households/')) return json({ ...example('household.v1'), service });
    if (path.endsWith('/acts') && refuses) return json({ status: 409, title: 'no', refused: 'held-by-another' }, 409);
    return json(isCalled ? called : known, path.endsWith('/acts') ? 201 : 200);
  });
  browser = await openBrowser();
  const context = await browser.newContext({ viewport: { width: 1366, height: 850 } });
  const claims = { sub: 'carla', name: 'Carla Villa', 'cognito:groups': ['operator'] };
  await context.addInitScript(
    (session) => sessionStorage.setItem('sportello.session', session),
    JSON.stringify({ idToken: 'x', endsAt: Date.now() + 3_600_000, claims }),
  );
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.message));
}, 120_000);
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

/** Nothing against axe or the width, as telephones and a window at twice the size have it. */
async function expectGoodAtEveryWidth() {
  for (const width of [320, 390, 683, 1366]) {
    await page.setViewportSize({ width, height: 850 });
    expect(await tooWide(page, width)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  }
}
const open = (path: string) => page.goto(`${portal.origin}/console/#/${service}/${path}`);

test('the list tells each row from the next, keeps reserved words to itself, and fits a phone', async () => {
  await open('worklist');
  await page.locator('tr', { hasText: 'Riservata' }).waitFor();
  expect(await page.locator('tr', { hasText: 'Contributo per i danni' }).textContent()).toMatch(
    /Eva Neri[\s\S]*Borgoverde/,
  );
  await page.getByText('oltre 400').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByText('Filtri e viste salvate').click();
  for (const width of [320, 390, 683]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await tooWide(page, width)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 1366, height: 850 });
});

test('a case is taken by one key; none does anything while somebody types', async () => {
  await open(`case/${known.code}`);
  await page.getByRole('button', { name: 'Prendi in carico' }).waitFor();
  await page.getByLabel('Nota', { exact: true }).pressSequentially('tfrc');
  expect(sent.filter(({ path }) => path.endsWith('/acts'))).toEqual([]);
  await page.getByRole('heading', { level: 1 }).focus();
  await page.keyboard.press('t');
  await page.getByRole('status').filter({ hasText: 'Presa in carico: è tua.' }).waitFor();
  expect(sent.filter(({ path }) => path.endsWith('/acts'))).toEqual([
    { path: `/v1/desk/${service}/cases/${known.code}/acts`, body: { act: 'take' } },
  ]);
  expect(await violations(page)).toEqual([]);
});

test('an act that needs more says what is missing, and a refusal leaves what was typed', async () => {
  sent.length = 0;
  await page.keyboard.press('Control+k');
  await page.getByLabel('Cerca un comando').fill('chiedi a chi');
  await page.keyboard.press('Enter');
  const form = page.locator('.act-form');
  await form.getByRole('button', { name: 'Chiedi a chi ha scritto' }).click();
  await page.getByText('Manca: compila questo campo.').waitFor();
  await page.getByLabel('Domanda').fill('In quale punto?');
  refuses = true;
  await form.getByRole('button', { name: 'Chiedi a chi ha scritto' }).click();
  await form.getByRole('alert').waitFor();
  expect(await page.getByLabel('Domanda').inputValue()).toBe('In quale punto?');
  expect(await violations(page)).toEqual([]);
  refuses = false;
  await form.getByRole('button', { name: 'Chiedi a chi ha scritto' }).click();
  await page.getByRole('status').filter({ hasText: 'Domanda inviata.' }).waitFor();
  expect(sent.at(-1)?.body).toEqual({ act: 'ask-citizen', question: 'In quale punto?' });
});

test('the case page fits a phone and twice the size', async () => {
  for (const width of [320, 390, 683]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await tooWide(page, width)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  }
});

test('households of an event stand with what is owed first, what is late says so, and each leads to its page', async () => {
  await open('households');
  await page.getByRole('heading', { level: 1, name: 'Famiglie colpite da un evento' }).waitFor();
  const late = page.getByRole('row', { name: /Famiglia Rossi, Accumoli/ });
  await late.waitFor();
  expect(await late.textContent()).toMatch(/Sopralluogo.*28 novembre 2026.*In ritardo/);
  const other = page.getByRole('row', { name: /Famiglia Bianchi, Amatrice/ });
  expect(await other.textContent()).toContain('Nulla di promesso');
  expect(await other.textContent()).not.toContain('In ritardo');
  expect(await page.getByLabel('Evento').locator('option').allTextContents()).toEqual([
    'Rieti, 1 novembre 2026 (sisma-2026)',
  ]);
  await expectGoodAtEveryWidth();
  await tabTo(page, 'a[href$="/household/00000000000000a1"]');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Famiglia Rossi, Accumoli' }).waitFor();
});

test('the page of a household tells what is owed, what was done and who agreed, and records a visit that keeps a promise', async () => {
  const section = (name: string) => page.getByRole('region', { name });
  const owed = section('Che cosa si deve adesso');
  await owed.waitFor();
  expect(await owed.textContent()).toMatch(
    /Sopralluogo.*28 novembre 2026.*In ritardo.*Uno strutturista guarda la scala/,
  );
  const happened = await section('Che cosa è stato fatto').getByRole('listitem').allTextContents();
  expect(happened).toHaveLength(2);
  expect(happened[0]).toContain('D: temporaneamente inagibile, da rivedere');
  expect(happened[1]).toMatch(/Promessa mantenuta.*Era promesso: «Una visita entro mercoledì.»/);
  expect(await section('Richieste sulla pagina').textContent()).toContain('chiesto di persona da Carla Villa');
  await expectGoodAtEveryWidth();
  sent.length = 0;
  // Nothing was said of the visit yet.
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await page.getByText('Completa questo campo.').waitFor();
  expect(sent).toEqual([]);
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('Mantiene la promessa').selectOption('00000000000000b1');
  await page.getByLabel('Che cosa è successo o che cosa si promette').fill('La scala è puntellata.');
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await page.getByRole('status').filter({ hasText: 'Registrato.' }).waitFor();
  expect(sent).toMatchObject([
    {
      path: `/v1/desk/${service}/cases/${known.code}/acts`,
      body: { act: 'visit-household', text: 'La scala è puntellata.', keeps: '00000000000000b1' },
    },
  ]);
});

test('a call is written down by keyboard alone, from the number to its end, under what is known of who calls', async () => {
  sent.length = 0;
  await open('call');
  await page.locator('#caller-number:focus').waitFor();
  await page.keyboard.type('+39 348 1234567');
  await page.keyboard.press('Enter');
  const facts = page.getByRole('region', { name: 'Che cosa sappiamo della persona' });
  await facts.waitFor();
  expect(await facts.textContent()).toMatch(/LIS.*Carla Villa/);
  await page.locator('#message:focus').waitFor();
  await expectGoodAtEveryWidth();
  // What changes how one speaks stands above what is typed, also where a telephone shows one after the other.
  await page.setViewportSize({ width: 390, height: 850 });
  const [above, below] = [await facts.boundingBox(), await page.locator('#message').boundingBox()];
  expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
  await page.keyboard.type('Chiede a che ora apre il centro di accoglienza.');
  await tabTo(page, '#kind');
  await page.keyboard.type('Info');
  await tabTo(page, '#surname');
  await page.keyboard.type('Serra');
  await tabTo(page, 'input[name="call-end"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: 'Registra e lascia aperta' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { level: 1, name: 'Telefonata registrata' }).waitFor();
  await page.getByText('La richiesta è aperta, nella sua corsia.').waitFor();
  await expectGoodAtEveryWidth();
  expect(sent.map(({ path }) => path.split('/').at(-1)).filter((name) => name !== 'presence')).toEqual([
    'callers',
    'contacts',
  ]);
  expect(sent.find(({ path }) => path.endsWith('/contacts'))?.body).toMatchObject({
    kind: 'information',
    phone: '+39 348 1234567',
    surname: 'Serra',
    message: 'Chiede a che ora apre il centro di accoglienza.',
  });
});
