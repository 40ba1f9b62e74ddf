import type { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import quakeExample from '../../events/service-state.v1.quake.example.json' with { type: 'json' };
import { voiceMenu } from '../../functions/voice-menu/rules/menu.ts';
import { EventAct } from '../../shared/contracts/event-page.ts';
import { type FeltQuake, ServiceState } from '../../shared/contracts/service-state.ts';
import { nextSaying } from '../../shared/core/posture/acts.ts';
import { declaredAt } from '../../shared/core/posture/declared.ts';
import { postureAt } from '../../shared/core/posture/posture-at.ts';
import { eventView, serviceState, withQuakes } from '../../shared/core/posture/service-state.ts';
import { staffOf } from '../../shared/core/staff.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { forbiddenWords } from '../../shared/texts/knowledge/forbidden-words.ts';
import { closedEventPage, eventPage } from '../../web/pages/event-page.ts';
import { pagesIn } from '../../web/pages/static-pages.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { openBrowser } from './browser.ts';
import { dutyCenter } from './duty-center.ts';
import { tooWide, violations } from './page-checks.ts';
import { servePortal, services } from './portal.ts';

// A quake at 3:36, over the rules of the center: one person writes the page of the event; citizens read it with script
// and without, callers hear it, the desk shows it; another person reads it; it is withdrawn.

const service = 'protezione-civile';
const editor = { name: 'Gaia Moretti', groups: [`editor.${service}`] };
const forbidden = Object.values(forbiddenWords).flat();
const began = Date.now();
/** 3:36 in Rome by the clock of the center. */
const now = () => Date.parse('2026-11-30T02:36:00Z') + Date.now() - began;
const at = () => new Date(now()).toISOString();

const center = dutyCenter({ colleague: editor, now });
const ledgerEvents = () => center.ledger(service).map(({ event }) => event);
const declared = () => declaredAt(ledgerEvents(), at());
const json = (body: unknown, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(body) });
const html = (body: string, status = 200) => ({ status, type: 'text/html; charset=utf-8', body });

/** What whoever tells of an event is answered, by the rules of the center. */
function answerTelling(request: IncomingMessage, body: string, event: string | undefined) {
  const claims = /^Bearer e30\.(.+)\.signature$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const { officer: by } = staffOf(JSON.parse(Buffer.from(claims, 'base64url').toString()), service);
  const told = (status: number) =>
    json({ service, asOf: at(), events: postureAt(ledgerEvents(), at()).declarations }, status);
  if (event === undefined) return told(200);
  const seen = Number(/\d+/.exec(String(request.headers['if-match']))?.[0] ?? -1);
  const command = { act: EventAct.parse(JSON.parse(body)), declaration: event, by, at: at(), seen, forbidden };
  const next = nextSaying(service, center.ledger(service), command, sha256);
  if ('refused' in next) {
    const detail = next.refused === 'refused-phrases' ? `Togli queste parole: «${next.phrases.join('», «')}».` : '';
    return json({ detail, ...next }, next.refused === 'conflict' ? 412 : 409);
  }
  center.append(service, next.entry);
  return told(201);
}

/** The shocks that nobody has decided on. */
let quakes: FeltQuake[] = [];

function answer(request: IncomingMessage, body: string) {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const [, what, id] =
    /^\/v1\/services\/protezione-civile(?:\/(event-pages|events)(?:\/(.+))?)?$/.exec(url.pathname) ?? [];
  const language = url.searchParams.get('language') === 'en' ? 'en' : 'it';
  if (what === 'event-pages') return answerTelling(request, body, id);
  if (what === 'events') {
    const view = eventView(service, declared(), decodeURIComponent(id ?? ''), at());
    return view
      ? html(eventPage(protezioneCivile, language, view, quakes))
      : html(closedEventPage(protezioneCivile, language), 410);
  }
  const stateOf = (one: (typeof services)[number]) =>
    one.service === service
      ? withQuakes(serviceState(one, declared(), at()), quakes)
      : serviceState(one, declaredAt([], at()), at());
  if (url.pathname === `/v1/services/${service}`) return json(stateOf(protezioneCivile));
  if (url.pathname === '/v1/services') return json({ services: services.map(stateOf) });
  if (/^\/(it|en)\/(protezione-civile\/(contact\/)?)?$/.test(url.pathname)) {
    const states = services.map(stateOf);
    return html(pagesIn(services, states).get(url.pathname) ?? '');
  }
  return center.answer(request, body);
}

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
const contexts: BrowserContext[] = [];
const complaints: string[] = [];
beforeAll(async () => {
  portal = await servePortal(answer);
  browser = await openBrowser();
}, 120_000);
afterEach(async () => {
  await Promise.all(contexts.splice(0).map((context) => context.close()));
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

async function open(path: string, given: { script?: boolean; width?: number } = {}): Promise<Page> {
  const { script = true, width = 1100 } = given;
  const context = await browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script });
  contexts.push(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${portal.origin}${path}`);
  return page;
}

async function openConsole(colleague: typeof editor): Promise<Page> {
  center.colleague = colleague;
  const page = await open('/console/');
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.locator('#enter').click();
  await page.getByText(colleague.name).waitFor();
  await page.goto(`${portal.origin}/console/#/${service}/event`);
  await page.getByRole('heading', { level: 1, name: 'La parola dell’ora', exact: false }).waitFor();
  return page;
}

const word = 'Scossa forte alle 3:36 tra Norcia e Accumoli.';
const eventAddress = () =>
  `/v1/services/${service}/events/${encodeURIComponent(ledgerEvents()[0]?.declaration ?? '')}?language=it`;

test('with nothing declared the room says so; once something is, an editor alone writes the page of the event', async () => {
  const page = await openConsole(editor);
  await page.getByText('la pagina di un evento si apre con una dichiarazione', { exact: false }).waitFor();
  const declare = {
    ...{ act: 'declare' as const, reason: 'Scossa', area: { kind: 'national' as const } },
    ...{ level: 'emergency' as const, hours: 'around-the-clock' as const },
    notice: { it: 'Forte scossa.', en: 'Strong quake.', de: 'Starkes Beben.' },
  };
  center.act(service, declare, { subject: 'anna', name: 'Anna Ferri' });
  await page.reload();
  await page.getByRole('heading', { name: 'Scrivi la pagina dell’evento' }).waitFor();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Pubblica adesso' }).click();
  await page.getByRole('link', { name: 'Scrivi la parola dell’ora in italiano.' }).waitFor();
  await page.getByLabel('La parola dell’ora, in italiano').fill('Potete rientrare nelle case.');
  await page.getByLabel('Chi lo dice', { exact: true }).fill('Sala Situazione Italia');
  await page.getByRole('button', { name: 'Pubblica adesso' }).click();
  await page.getByRole('alert').filter({ hasText: '«potete rientrare»' }).waitFor();

  await page.getByLabel('La parola dell’ora, in italiano').fill(word);
  await page.getByLabel('Che cosa fare adesso').fill('Resta all’aperto.\nChiudi il gas. | Vigili del fuoco');
  await page.getByLabel('Dove non andare').fill('Non percorrere la Salaria.');
  await page.getByLabel('Che cosa sappiamo').fill('Magnitudo 6.0. | INGV');
  await page.getByLabel('Gira, ma è falso').fill('Nessuno può prevedere la prossima scossa.');
  await page.getByLabel('Prossimo aggiornamento').fill('2026-11-30T05:00');
  await page.getByRole('button', { name: 'Aggiungi un numero' }).click();
  await page.getByLabel('Numero di telefono').fill('0746 1234567');
  await page.getByLabel('Nome o orario').fill('Sala di prova');
  expect(await violations(page)).toEqual([]);
  expect(await tooWide(page, 1100)).toEqual([]);
  await page.getByRole('button', { name: 'Pubblica adesso' }).click();
  await page.getByRole('status').filter({ hasText: 'Pubblicato.' }).waitFor();
  await page.getByText('Lo rilegge un’altra persona.').waitFor();
});

test.each([true, false])(
  'a citizen reads it, script %s: what to do first, who says so, what is not yet read by another',
  async (script) => {
    const page = await open(`/it/${service}/`, { script, width: 390 });
    await page.locator('.notices .word').filter({ hasText: word }).waitFor();
    await page.getByRole('link', { name: 'Che cosa sappiamo e che cosa fare' }).click();
    await page.getByRole('heading', { level: 1, name: 'Emergenza', exact: false }).waitFor();
    const text = (await page.locator('article.event').textContent()) ?? '';
    for (const part of [
      word,
      'Urgente, non ancora riveduto',
      'Resta all’aperto.',
      'Lo dice: Vigili del fuoco',
      '0746 1234567',
    ])
      expect(text).toContain(part);
    expect(text).toMatch(/Prossimo aggiornamento: .*05:00/);
    expect(text.indexOf('Che cosa fare adesso')).toBeLessThan(text.indexOf('Che cosa sappiamo'));
    expect(await tooWide(page, 390)).toEqual([]);
    expect(await page.locator('.emergency-strip a[href="tel:112"]').isVisible()).toBe(true);
    // Axe itself is a script.
    if (script) expect(await violations(page)).toEqual([]);
    await page.goto(`${portal.origin}${eventAddress().replace('language=it', 'language=en')}`);
    await page.getByText('In Italian only.', { exact: true }).first().waitFor();
    expect(await page.locator('section[data-word] [lang="it"]').textContent()).toBe(word);
  },
);

test('callers hear the same words', () => {
  const menu = voiceMenu(protezioneCivile, declared(), { at: at(), language: 'it' });
  expect(menu.prompts.find(({ id }) => id === 'notice')?.text).toContain('tra Norcia e Accumoli.');
});

test('another person reads it and the mark goes; withdrawn, it is gone from a page that stays open', async () => {
  const citizen = await open(`/it/${service}/`);
  await citizen.locator('.notices .word').filter({ hasText: 'Urgente' }).waitFor();
  const reader = await open(eventAddress());
  await reader.getByText(word).waitFor();
  const page = await openConsole({ name: 'Bruno Neri', groups: ['supervisor'] });
  await page.getByRole('button', { name: 'L’ho riletto: va bene' }).click();
  await page.getByRole('status').filter({ hasText: 'Riletto' }).waitFor();
  const lookAgain = () => citizen.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await lookAgain();
  await citizen.locator('.notices .word').filter({ hasNotText: 'Urgente' }).waitFor();

  // What stands is corrected from where it was, and each line keeps since when it holds.
  expect(await page.getByLabel('Che cosa sappiamo', { exact: true }).inputValue()).toBe('Magnitudo 6.0. | INGV');
  await page.getByRole('button', { name: 'Ritira' }).click();
  await page.getByLabel('Perché').fill('Il luogo era sbagliato');
  await page.locator('form').getByRole('button', { name: 'Ritira' }).click();
  await page.getByRole('status').filter({ hasText: 'Ritirato.' }).waitFor();
  await reader.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await reader.getByText(word).waitFor({ state: 'detached' });
  await lookAgain();
  await citizen.locator('.notices .word').waitFor({ state: 'detached' });
  const event = await open(eventAddress(), { script: false });
  expect(await event.locator('article.event').textContent()).not.toContain('Norcia');
});

test.each([true, false])(
  'a shock that nobody has decided on stands on top, script %s: home, form and page of another event; then it is gone',
  async (script) => {
    quakes = ServiceState.parse(quakeExample).quakes ?? [];
    for (const path of ['/it/', `/it/${service}/`, `/it/${service}/contact/`, eventAddress()]) {
      const page = await open(path, { script, width: 390 });
      const felt = page.locator('[data-felt]');
      await felt.first().waitFor();
      expect(await felt.count()).toBe(1);
      const text = (await felt.textContent()) ?? '';
      expect(text.indexOf('chiama il 112')).toBeLessThan(text.indexOf('1 km W Accumoli (RI)'));
      expect(text).toContain('nelle province di Ascoli Piceno, Rieti');
      expect(await felt.locator('a[rel=external]').getAttribute('href')).toBe(
        'https://terremoti.ingv.it/event/7063251',
      );
      expect(await tooWide(page, 390)).toEqual([]);
      if (!script) continue;
      expect(await violations(page)).toEqual([]);
      quakes = [];
      await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      await felt.waitFor({ state: 'detached' });
      quakes = ServiceState.parse(quakeExample).quakes ?? [];
    }
    quakes = [];
    const after = await open(`/it/${service}/`, { script });
    expect(await after.locator('[data-felt]').count()).toBe(0);
  },
);
