import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Proposal } from '../../shared/contracts/proposal.ts';
import { openBrowser } from './browser.ts';
import { type Colleague, dutyCenter } from './duty-center.ts';
import { tabTo, violations } from './page-checks.ts';
import { servePortal, services } from './portal.ts';

const service = 'protezione-civile';
const officer = { name: 'Anna Ferri', groups: [`duty-officer.${service}`] };
const other = { subject: 'elena', name: 'Elena Riva' };
const notices = services.find((one) => one.service === service)?.notices;
const quake = Proposal.parse(
  JSON.parse(readFileSync(new URL('../../events/proposal.v1.example.json', import.meta.url), 'utf8')),
);
const flood = {
  act: 'declare' as const,
  reason: 'Piena del Reno',
  area: { kind: 'zones' as const, zones: ['Emil-C2', 'Emil-D1'] },
  level: 'alert' as const,
  hours: 'extended' as const,
  notice: { it: 'Allerta.', en: 'Alert.', de: 'Warnung.' },
};

/** Saturday 12 September 2026, 10:00 in Rome, by the clock of the center; the browser's own shows another day. */
const began = Date.now();
const now = () => Date.parse('2026-09-12T08:00:00Z') + Date.now() - began;

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;
let center: ReturnType<typeof dutyCenter>;
let context: BrowserContext | undefined;
const complaints: string[] = [];

beforeAll(async () => {
  portal = await servePortal((request, body) => center.answer(request, body));
  browser = await openBrowser();
});
afterEach(async () => {
  await context?.close();
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});

/** The console as somebody opens it, signed in unless told otherwise. */
async function open(given: { colleague?: Colleague; proposals?: Proposal[]; width?: number; signIn?: boolean } = {}) {
  center = dutyCenter({ colleague: given.colleague ?? officer, proposals: given.proposals ?? [], now });
  context = await browser.newContext({ viewport: { width: given.width ?? 1100, height: 800 } });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  await page.goto(`${portal.origin}/console/`);
  if (given.signIn !== false) await signIn(page);
  return page;
}

async function signIn(page: Page) {
  await page.getByRole('button', { name: 'Accedi' }).click();
  await page.locator('#enter').click();
  await page.locator('.state-strip, .cards, .notice').first().waitFor();
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function throughStepOne(page: Page) {
  await page.goto(`${portal.origin}/console/#/${service}/declare`);
  await page.getByLabel('Emergenza', { exact: true }).check();
  await page.getByLabel('Tutta Italia').check();
  await page.getByRole('button', { name: 'Avanti' }).click();
}

async function throughStepTwo(page: Page, reason = 'Scossa di magnitudo 6.0') {
  await page.getByLabel('Motivo').fill(reason);
  await page.getByRole('button', { name: 'Avanti' }).click();
  await heading(page, 'Che cosa cambia').waitFor();
}

describe('signing in', () => {
  test('proves with PKCE that the code is this page’s own, and leaves nothing in the address', async () => {
    const page = await open();
    expect(
      createHash('sha256')
        .update(center.proofs[0] ?? '')
        .digest('base64url'),
    ).toBe(center.challenge);
    expect(page.url()).toBe(`${portal.origin}/console/`);
    expect(await page.locator('.who').textContent()).toContain('Anna Ferri');
  });

  test('is not done with a code that the page did not ask for', async () => {
    const page = await open({ signIn: false });
    await page.goto(`${portal.origin}/console/?code=stolen&state=somebody-elses`);
    await page.getByRole('button', { name: 'Accedi' }).waitFor();
    expect(center.proofs).toEqual([]);
    expect(page.url()).toBe(`${portal.origin}/console/`);
  });

  test('outlives a reload, and ends with signing out', async () => {
    const page = await open();
    await page.reload();
    await page.locator('.state-strip').waitFor();
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.waitForURL(/\/issuer\/logout/);
    await page.goto(`${portal.origin}/console/`);
    await page.getByRole('button', { name: 'Accedi' }).waitFor();
  });

  test('that is over is asked for again, and what was being written is still there', async () => {
    const page = await open();
    await throughStepOne(page);
    await page.getByLabel('Motivo').fill('Quello che stavo scrivendo');
    center.refusesTokens = true;
    await page.getByText('La sessione è finita', { exact: false }).waitFor({ timeout: 12_000 });
    center.refusesTokens = false;
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.locator('#enter').click();
    await page.getByRole('button', { name: 'Avanti' }).click();
    expect(await page.getByLabel('Motivo').inputValue()).toBe('Quello che stavo scrivendo');
  });
});

describe('what is being written', () => {
  const reason = 'Quello che stavo scrivendo';
  test.each([
    ['a renewal', 'Rinnova', 'Motivo'],
    ['standing down', 'Fai cessare', 'Motivo'],
    ['a refusal', 'Rifiuta…', 'Motivo'],
    ['the note to the next shift', '', 'Nota per il prossimo turno'],
  ])('in %s outlives a session that is over, but is nobody else’s', async (_what, link, field) => {
    const page = await open({ proposals: [quake] });
    center.act(service, flood, other);
    await page.reload();
    await page.locator('.declaration').waitFor();
    if (link !== '') await page.getByRole('link', { name: link }).click();
    await page.getByLabel(field).fill(reason);
    center.refusesTokens = true;
    await page.getByText('La sessione è finita', { exact: false }).waitFor({ timeout: 12_000 });
    center.refusesTokens = false;
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.locator('#enter').click();
    await page.getByLabel(field).waitFor();
    expect(await page.getByLabel(field).inputValue()).toBe(reason);
    center.colleague = { ...officer, name: 'Elena Riva' };
    center.refusesTokens = true;
    await page.getByText('La sessione è finita', { exact: false }).waitFor({ timeout: 12_000 });
    center.refusesTokens = false;
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.locator('#enter').click();
    await page.getByLabel(field).waitFor();
    expect(await page.getByLabel(field).inputValue()).toBe('');
  });

  test('stays when another officer ends the declaration meanwhile, and the page says who did', async () => {
    for (const [link, field] of [
      ['Rinnova', 'Motivo'],
      ['Modifica', 'Cerca una regione o una zona'],
    ] as const) {
      const page = await open();
      center.act(service, flood, other);
      await page.reload();
      await page.getByRole('link', { name: link }).click();
      await page.getByLabel(field).fill('bologna');
      const declaration = center.ledger(service)[0]?.event.declaration ?? '';
      center.act(service, { act: 'stand-down', declaration, reason: 'Rientrata' }, other);
      await page.getByText('Questa dichiarazione è già finita.').waitFor({ timeout: 12_000 });
      expect(await page.getByLabel(field).inputValue()).toBe('bologna');
      expect(await page.getByRole('button', { name: /Avanti|Conferma/ }).count()).toBe(0);
      if (link === 'Rinnova')
        expect(await page.getByRole('alert').filter({ hasText: 'Elena Riva' }).textContent()).toMatch(
          /Ha fatto cessare.*Allerta[\s\S]*Emilia-Romagna[\s\S]*Rientrata/,
        );
      await page.getByRole('button', { name: 'Annulla' }).click();
      await page.getByText('Nessuna dichiarazione in vigore', { exact: false }).waitFor();
      await context?.close();
    }
  });
});

describe('a proposal that a bulletin raises while it is answered', () => {
  const raised = { level: 'emergency', area: { kind: 'zones', zones: ['Ligu-A', 'Ligu-B'] } } as Partial<Proposal>;

  test('is refused only after it was read again, and the reason stays', async () => {
    const page = await open({ proposals: [quake] });
    await page.getByRole('link', { name: 'Rifiuta…' }).click();
    await page.getByLabel('Motivo').fill('Falso allarme');
    center.raise(quake.id, raised);
    await page.getByText('La proposta è cambiata mentre decidevi', { exact: false }).waitFor({ timeout: 12_000 });
    expect(await page.getByRole('button', { name: 'Rifiuta la proposta' }).count()).toBe(0);
    expect(await page.locator('form').textContent()).toContain('Liguria (2)');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ho riletto la proposta' }).click();
    await page.getByRole('button', { name: 'Rifiuta la proposta' }).click();
    await page.getByRole('status').filter({ hasText: 'Proposta rifiutata' }).waitFor();
    expect(center.decisions).toMatchObject([{ verdict: 'refused', revision: 2, reason: 'Falso allarme' }]);
  });

  test.each([
    ['followed', 'Segui la proposta aggiornata', ['Ligu-A', 'Ligu-B'], 'confirmed'],
    ['left aside', 'Tieni quello che ho scritto', undefined, 'changed'],
  ])('can be %s, with the officer’s words kept', async (_how, button, zones, verdict) => {
    const page = await open({ proposals: [quake] });
    await page.getByRole('link', { name: 'Conferma o cambia…' }).click();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByLabel('Motivo').fill('Parole mie');
    center.raise(quake.id, raised);
    await page.getByText('La proposta è cambiata mentre decidevi', { exact: false }).waitFor({ timeout: 12_000 });
    expect(await page.getByRole('button', { name: 'Avanti' }).count()).toBe(0);
    await page.getByRole('button', { name: button }).click();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByRole('button', { name: 'Conferma e dichiara' }).click();
    await page.getByRole('status').filter({ hasText: 'Dichiarata' }).waitFor();
    expect(center.ledger(service)[0]?.event).toMatchObject({
      reason: 'Parole mie',
      area: zones === undefined ? quake.area : { kind: 'zones', zones },
    });
    expect(center.decisions).toMatchObject([{ verdict, revision: 2 }]);
  });
});

describe('a duty officer', () => {
  test('declares in three steps with the keyboard alone, and nothing is done before the last', async () => {
    const page = await open();
    await tabTo(page, '.declare-now');
    await page.keyboard.press('Enter');
    await heading(page, 'Che cosa, dove e con quale orario').waitFor();
    await tabTo(page, 'input[name=level]');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, '#zone-search');
    await page.keyboard.type('costa romagnola');
    await tabTo(page, 'fieldset.zones input[type=checkbox]');
    await page.keyboard.press('Space');
    await tabTo(page, 'button[type=submit]');
    await page.keyboard.press('Enter');
    await heading(page, 'Perché, fino a quando e con quali parole').waitFor();
    await tabTo(page, '#reason');
    await page.keyboard.type('Mareggiata eccezionale');
    await tabTo(page, 'button[type=submit]');
    await page.keyboard.press('Enter');
    await heading(page, 'Che cosa cambia').waitFor();
    expect(center.ledger(service)).toEqual([]);
    await tabTo(page, 'button[type=submit]');
    await page.keyboard.press('Enter');
    await page.getByRole('status').filter({ hasText: 'Dichiarata' }).waitFor();
    expect(center.ledger(service)[0]?.event).toMatchObject({
      type: 'Declared',
      by: { name: 'Anna Ferri' },
      reason: 'Mareggiata eccezionale',
      area: { kind: 'zones', zones: ['Emil-B2'] },
      level: 'emergency',
      hours: 'around-the-clock',
      notice: notices?.emergency,
    });
  });

  test('is told before confirming what changes: level, hours from today on, limits, text, people, end', async () => {
    const page = await open();
    await throughStepOne(page);
    await throughStepTwo(page);
    const told = await page.locator('.forecast').textContent();
    for (const part of [
      'Il servizio apre subito.',
      'Ordinario',
      'Emergenza',
      'sab 12 set',
      'Richieste al secondo',
      'Elena Ferri',
    ])
      expect(told).toContain(part);
    expect(told).toContain(notices?.emergency.it);
    expect(told).not.toContain('Marco Sala');
    for (const [name, figure] of [
      ['Presenti adesso', '3, e 1 in pausa'],
      ['Ne servono', 'almeno 9'],
      ['Nella riserva', '12: chiesto a 10, arrivano 4, non hanno ancora risposto 5'],
    ] as const)
      await page.getByRole('row', { name: `${name} ${figure}` }).waitFor();
    const row = page.locator('tr', { hasText: 'dom 13 set' });
    expect(await row.textContent()).toMatch(/chiuso\s*00:00–10:0\d/);
    expect(told).toMatch(/dom 13 set(?:tembre)?,? 10:0\d\s*$/);
  });

  test('cannot go on with a field that is wrong, is told which, and is led there', async () => {
    const page = await open();
    await page.goto(`${portal.origin}/console/#/${service}/declare`);
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByRole('link', { name: 'Scegli almeno una zona' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('zone-search');
    await page.getByLabel('Tutta Italia').check();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByLabel('Decreto').check();
    await page.getByLabel('in un momento preciso').check();
    await page.getByLabel('Giorno e ora (di Roma)').fill('2026-10-12T10:00');
    await page.getByLabel('In tedesco').fill(' ');
    await page.getByRole('button', { name: 'Avanti' }).click();
    expect(await page.locator('.error-summary li').allInnerTexts()).toEqual([
      'Scrivi il motivo: almeno tre lettere.',
      'Scrivi il numero dell’atto.',
      'Indica la data dell’atto.',
      'La fine può essere al massimo tra 14 giorni.',
      'Il testo in tedesco non può essere vuoto.',
    ]);
    expect(await violations(page)).toEqual([]);
  });

  test('whom another was faster than sees what the other did, and declares only after reading it', async () => {
    const page = await open();
    await throughStepOne(page);
    await throughStepTwo(page);
    center.act(service, flood, other);
    await page.getByRole('button', { name: 'Conferma e dichiara' }).click();
    const conflict = page.getByRole('alert').filter({ hasText: 'Nel frattempo qualcun altro ha agito' });
    await conflict.waitFor();
    expect(await conflict.textContent()).toMatch(/Elena Riva[\s\S]*Allerta[\s\S]*Piena del Reno/);
    expect(center.ledger(service)).toHaveLength(1);
    expect(await page.getByRole('button', { name: 'Conferma e dichiara' }).count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Ho letto' }).click();
    expect(await page.locator('.turn').textContent()).toMatch(/Allerta[\s\S]*Emergenza/);
    await page.getByRole('button', { name: 'Conferma e dichiara' }).click();
    await page.getByRole('status').filter({ hasText: 'Dichiarata' }).waitFor();
    expect(center.ledger(service).map(({ event }) => event.by.name)).toEqual(['Elena Riva', 'Anna Ferri']);
  });

  test('sees the most serious of what is declared first, whenever it was declared', async () => {
    const page = await open();
    center.act(service, flood, other);
    center.act(service, { ...flood, level: 'emergency', area: { kind: 'national' }, reason: 'Terremoto' }, other);
    await page.reload();
    const cards = page.locator('article.declaration .reason');
    await cards.first().waitFor();
    expect(await cards.allTextContents()).toEqual(['«Terremoto»', '«Piena del Reno»']);
  });

  test('changes, renews and stands down what is declared', async () => {
    const page = await open();
    center.act(service, flood, other);
    await page.reload();
    await page.getByRole('link', { name: 'Modifica' }).click();
    await page.getByLabel('Emergenza', { exact: true }).check();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await throughStepTwo(page, 'Il livello sale');
    await page.getByRole('button', { name: 'Conferma la modifica' }).click();
    await page.getByRole('status').filter({ hasText: 'Modificata' }).waitFor();

    await page.getByRole('link', { name: 'Rinnova' }).click();
    await page.getByLabel('tra 48 ore').check();
    await page.getByLabel('Motivo').fill('Serve ancora');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Conferma il rinnovo' }).click();
    await page.getByRole('status').filter({ hasText: 'Rinnovata' }).waitFor();

    await page.getByRole('link', { name: 'Fai cessare' }).click();
    await page.getByText('Il servizio chiude subito.').waitFor();
    await page.getByLabel('Motivo').fill('Rientrata');
    await page.getByRole('button', { name: 'Conferma la cessazione' }).click();
    await page.getByRole('status').filter({ hasText: 'Cessata' }).waitFor();
    expect(center.ledger(service).map(({ event }) => [event.type, 'reason' in event ? event.reason : ''])).toEqual([
      ['Declared', 'Piena del Reno'],
      ['Changed', 'Il livello sale'],
      ['Renewed', 'Serve ancora'],
      ['StoodDown', 'Rientrata'],
    ]);
    expect(await page.locator('.ledger tbody tr').count()).toBe(4);
  });

  test('confirms a proposal with its evidence, as it is or changed', async () => {
    for (const verdict of ['confirmed', 'changed'] as const) {
      const page = await open({ proposals: [quake] });
      await page.getByText('Su che cosa si fonda').click();
      expect(await page.locator('.evidence').textContent()).toMatch(/Magnitudo 6.0, 1 km W Borgoverde/);
      await page.getByRole('link', { name: 'Conferma o cambia…' }).click();
      if (verdict === 'changed') await page.getByLabel('Allerta', { exact: true }).check();
      await page.getByRole('button', { name: 'Avanti' }).click();
      await page.getByRole('button', { name: 'Avanti' }).click();
      await page.getByRole('button', { name: 'Conferma e dichiara' }).click();
      await page.getByRole('status').filter({ hasText: 'Dichiarata' }).waitFor();
      expect(center.ledger(service)[0]?.event).toMatchObject({
        level: verdict === 'confirmed' ? 'emergency' : 'alert',
        proposal: quake.id,
        endsAt: '2026-09-13T01:36:00.000Z',
      });
      expect(center.decisions).toMatchObject([{ verdict, revision: 1 }]);
      expect(await page.getByText('Nessuna proposta aperta.').count()).toBe(1);
      await context?.close();
    }
  });

  test('reads without pressing anything what the newest bulletin says, zones by their names, and where it comes from', async () => {
    const said = {
      kind: 'bulletin',
      source: 'https://bulletins.example/20260912_1518_oggi.csv',
      publishedAt: '2026-09-12T13:18:00.000Z',
      horizon: 'today',
      validFrom: '2026-09-12T13:18:00.000Z',
      validTo: '2026-09-12T22:00:00.000Z',
      zones: [{ zone: 'Emil-B2', colour: 'red' }],
      doubts: ['incomplete'],
    };
    const former = { ...said, publishedAt: '2026-09-12T01:13:00.000Z', zones: [{ zone: 'Emil-D1', colour: 'red' }] };
    const flooded = Proposal.parse({ ...quake, cause: 'bulletin', evidence: [former, said] });
    const page = await open({ proposals: [flooded] });
    const evidence = page.locator('.evidence:visible');
    expect(await evidence.textContent()).toMatch(
      /pubblicato sab 12 set.*15:18.*\(oggi\)[\s\S]*rossa\s+Emil-B2 Costa romagnola[\s\S]*Da verificare: mancano zone[\s\S]*bulletins\.example/,
    );
    await page.getByText('Pubblicazioni precedenti').click();
    expect(await page.locator('.evidence:visible').nth(1).textContent()).toContain('Emil-D1');
    expect(await violations(page)).toEqual([]);
  });

  test('refuses a proposal only with a reason', async () => {
    const page = await open({ proposals: [quake] });
    await page.getByRole('link', { name: 'Rifiuta…' }).click();
    await page.getByRole('button', { name: 'Rifiuta la proposta' }).click();
    await page.getByRole('link', { name: 'Scrivi il motivo' }).click();
    expect(center.decisions).toEqual([]);
    await page.keyboard.type('Nessun danno: verificato con la Regione');
    await page.getByRole('button', { name: 'Rifiuta la proposta' }).click();
    await page.getByRole('status').filter({ hasText: 'Proposta rifiutata' }).waitFor();
    expect(center.decisions).toMatchObject([{ verdict: 'refused', revision: 1 }]);
    expect(center.ledger(service)).toEqual([]);
  });

  test('sees the last known state, said to be old, while the center does not answer', async () => {
    const page = await open();
    center.act(service, flood, other);
    await page.reload();
    await page.locator('.declaration').waitFor();
    center.answers = false;
    await page.getByText('il centro non risponde', { exact: false }).waitFor({ timeout: 12_000 });
    expect(await page.locator('.state-strip .level').textContent()).toBe('Allerta');
    center.answers = true;
    await page.getByText('Aggiornato alle', { exact: false }).waitFor({ timeout: 12_000 });
  });
});

describe('a center that does not answer', () => {
  test('from the start is said to be silent, and is shown once it answers', async () => {
    const page = await open({ signIn: false });
    await page.getByRole('button', { name: 'Accedi' }).click();
    center.answers = false;
    await page.locator('#enter').click();
    await page.getByText('Il centro non risponde ancora', { exact: false }).waitFor();
    center.answers = true;
    await page.locator('.state-strip').waitFor({ timeout: 12_000 });
    expect(await page.getByText('Il centro non risponde ancora', { exact: false }).count()).toBe(0);
  });

  test('for one service leaves the others as they are', async () => {
    const page = await open({ colleague: { name: 'Bruno Neri', groups: ['supervisor'] }, signIn: false });
    center.silentFor.add('familyline');
    await signIn(page);
    await page.getByText('Il centro non risponde ancora', { exact: false }).waitFor();
    expect(await page.locator('.card', { hasText: 'Protezione Civile' }).locator('.state-strip').count()).toBe(1);
    await page.getByRole('link', { name: /Apri.*Protezione Civile/ }).click();
    await page.getByText('Aggiornato alle', { exact: false }).waitFor();
  });
});

test('who was called to duty, and whether anybody confirmed, stands on the declaration', async () => {
  const page = await open();
  center.act(service, flood, other);
  const declaration = center.ledger(service)[0]?.event.declaration ?? '';
  const calls = [{ name: 'Elena Ferri', at: '2026-09-12T08:00:03.000Z' }];
  center.callOuts = [{ declaration, calls }];
  await page.reload();
  const called = page.locator('.called');
  await called.waitFor();
  expect(await called.textContent()).toBe('Chiamata in servizio: Elena Ferri (10:00). Nessuno ha ancora confermato.');
  center.callOuts = [{ declaration, calls, acknowledged: { by: 'Elena Ferri', at: '2026-09-12T08:02:00.000Z' } }];
  await called.filter({ hasText: 'Ha confermato Elena Ferri' }).waitFor({ timeout: 12_000 });
});

test('the ledger says of a renewal and of an end which declaration they are about', async () => {
  const page = await open();
  center.act(service, flood, other);
  const declaration = center.ledger(service)[0]?.event.declaration ?? '';
  center.act(service, { act: 'change', declaration, level: 'emergency', reason: 'Peggiora' }, other);
  center.act(service, { act: 'stand-down', declaration, reason: 'Rientrata' }, other);
  await page.reload();
  // The locator waits for the row, as a list of all texts would not.
  expect(await page.locator('.ledger tbody tr').first().textContent()).toMatch(
    /Ha fatto cessare[\s\S]*Emergenza[\s\S]*Emilia-Romagna \(2\)/,
  );
});

describe('when shifts change', () => {
  test('an officer leaves a note that the next one reads, with who and when; an empty one is refused', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Lascia la nota' }).click();
    await page.getByText('Scrivi la nota: almeno tre lettere.').waitFor();
    await page.getByLabel('Nota per il prossimo turno').fill('Piena in calo, richiamare la Regione alle 22.');
    await page.getByRole('button', { name: 'Lascia la nota' }).click();
    await page.getByRole('status').filter({ hasText: 'Nota lasciata' }).waitFor();
    center.colleague = { name: 'Bruno Neri', groups: [`supervisor.${service}`] };
    await page.evaluate(() => sessionStorage.clear());
    await page.reload();
    await signIn(page);
    const note = page.locator('.hand-over');
    expect(await note.textContent()).toMatch(/Anna Ferri.*sab 12 set.*richiamare la Regione alle 22/);
    expect(await page.getByLabel('Nota per il prossimo turno').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
  });
});

describe('roles', () => {
  test('a supervisor sees every service and can act on none', async () => {
    const page = await open({ colleague: { name: 'Bruno Neri', groups: ['supervisor'] }, proposals: [quake] });
    expect(await page.locator('.card').count()).toBe(services.length);
    await page.getByText('1 proposta aspetta una decisione').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: /Apri.*Protezione Civile/ }).click();
    await page.locator('.proposal').waitFor();
    expect(await page.getByRole('link', { name: /Dichiara|Conferma|Rifiuta|Rinnova/ }).count()).toBe(0);
    await page.goto(`${portal.origin}/console/#/${service}/declare`);
    await page.locator('.ledger').waitFor();
    expect(await page.locator('form').count()).toBe(0);
  });

  test('whoever has no role here is told so', async () => {
    const page = await open({ colleague: { name: 'Carla Villa', groups: ['partner'] } });
    await page.getByText('Il tuo accesso non comprende alcun servizio qui', { exact: false }).waitFor();
    expect(await page.locator('.state-strip').count()).toBe(0);
  });
});

describe.each([320, 1280])('at %i pixels', (width) => {
  const views: [string, (page: Page) => Promise<void>][] = [
    ['the service', async (page) => page.locator('.declaration').waitFor()],
    ['the first step', async (page) => void (await page.goto(`${portal.origin}/console/#/${service}/declare`))],
    ['the second step', throughStepOne],
    [
      'the summary',
      async (page) => {
        await throughStepOne(page);
        await throughStepTwo(page);
      },
    ],
    [
      'the report',
      async (page) => {
        await page.locator('.ledger').getByRole('link', { name: 'Relazione' }).click();
        await heading(page, 'Relazione sulla dichiarazione').waitFor();
      },
    ],
    [
      'standing down',
      async (page) => {
        await page.getByRole('link', { name: 'Fai cessare' }).click();
        await heading(page, 'Cessazione').waitFor();
      },
    ],
  ];
  test.each(views)('%s has no violation of WCAG 2.1 AA and does not scroll sideways', async (_name, go) => {
    const page = await open({ width, proposals: [quake] });
    center.act(service, flood, other);
    await page.reload();
    await page.locator('.declaration').waitFor();
    await go(page);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await page.locator('h1').count()).toBe(1);
  });
});

test.each([
  ['English', 'en', 'Declare an alert or emergency', 'Sign out'],
  ['Deutsch', 'de', 'Warnung oder Notlage erklären', 'Abmelden'],
])('the console speaks %s to whoever wants it', async (name, language, declare, out) => {
  const page = await open();
  await page.getByRole('button', { name }).click();
  await page.getByRole('link', { name: declare }).waitFor();
  await page.getByRole('button', { name: out }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
  await page.reload();
  await page.getByRole('link', { name: declare }).waitFor();
});

test('the ledger leads to the report on each declaration, which goes on paper without a button', async () => {
  const page = await open();
  center.act(service, flood, other);
  await page.reload();
  await page.locator('.ledger').getByRole('link', { name: 'Relazione' }).click();
  await heading(page, 'Relazione sulla dichiarazione').waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  expect(await page.locator('.report').textContent()).toContain('Contatti ricevuti');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('button:visible, a:visible').count()).toBe(0);
  expect(await page.getByText('Stampato', { exact: false }).isVisible()).toBe(true);
});

test('a report that does not arrive is said to be missing', async () => {
  const page = await open();
  await page.goto(`${portal.origin}/console/#/${service}/report/nobody`);
  await page.getByText('La relazione non arriva.', { exact: false }).waitFor();
});

test('on paper the report has every act and no button', async () => {
  const page = await open();
  center.act(service, flood, other);
  await page.reload();
  await page.locator('.declaration').waitFor();
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('Rapporto del turno').isVisible()).toBe(true);
  expect(await page.locator('button:visible, a.button:visible').count()).toBe(0);
  expect(await page.locator('.ledger').textContent()).toContain('Piena del Reno');
});
