import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { CallAccepted } from '../../shared/contracts/call-record.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { WorklistView } from '../../shared/contracts/worklist.ts';
import { consoleLanguages, consoleTexts, deskTexts } from '../../web/console/kit/texts.ts';
import { letterPdf, onePixelPng } from '../fixtures/pdfs.ts';
import { openStage, until } from '../stage/center.ts';
import { byPhone, contactTo, readAtDesk, send } from '../stage/citizen.ts';
import { sendMail } from '../stage/smtp.ts';
import { openBrowser } from './browser.ts';
import { tabTo, tooWide, violations } from './page-checks.ts';
import { signIn } from './sign-in.ts';

const service = 'protezione-civile';
const token = 'a-token-that-an-exchange-sends';
const words = 'Una frana ha chiuso la strada provinciale per Borgoverde.';

let stage: Stage;
let data: string;
let close: () => Promise<void>;
let browser: Browser;
/** The page of Carla Villa, operator, who stays signed in from test to test. */
let page: Page;
const codes: Record<'report' | 'again' | 'danger' | 'callBack', string> = {
  report: '',
  again: '',
  danger: '',
  callBack: '',
};
const complaints: string[] = [];
const addresses = new Set<string>();

beforeAll(async () => {
  // A Friday in the morning, in Rome.
  ({ stage, data, close } = await openStage({ at: new Date('2026-11-27T09:00:00Z') }));
  const exchange = { kind: 'bearer', adapter: 'canonical', keys: [token] };
  writeFileSync(join(data, 'call-keys.json'), JSON.stringify({ [service]: { exchange } }), { mode: 0o600 });
  browser = await openBrowser();
  const from = (text: string, more: object) => send(stage.url, service, contactTo(service, text, more));
  const phone = '+39 333 7654321';
  codes.report = (await from(words, { kind: 'report', category: 'roads-and-traffic', phone })).code;
  const again = 'La strada provinciale per Borgoverde è ancora chiusa per la frana!';
  codes.again = (await from(again, { kind: 'complaint', category: 'other' })).code;
  codes.danger = (await from('Mio padre è intrappolato sotto le macerie', { email: 'eva.neri@example.org' })).code;
  const asks = { ...byPhone(contactTo(service, 'Richiamatemi per il bando.')), callBack: 'any' as const };
  codes.callBack = (await send(stage.url, service, asks)).code;
  writeFileSync(join(data, 'scans', service, 'lettera.pdf'), letterPdf('Gentile Dipartimento,', 'segnalo una buca.'));
  // A list stays as it was opened, and what comes later waits in its bar: the tests begin with all of it listed.
  await until('all of it is listed', 60_000, async () => {
    const { items } = WorklistView.parse((await asked('worklist')).content);
    return items.length === 5 && items.some(({ toBeRead }) => toBeRead);
  });
  page = await signedIn('carla.villa', 'risponde');
}, 240_000);
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await close?.();
});

/** The console as one colleague opens it. */
async function signedIn(userName: string, password: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
  const fresh = await context.newPage();
  fresh.setDefaultTimeout(20_000);
  fresh.on('pageerror', (error) => complaints.push(error.message));
  fresh.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) complaints.push(message.text());
  });
  fresh.on('framenavigated', (frame) => addresses.add(frame.url()));
  await signIn(fresh, { url: stage.url, userName, password });
  return fresh;
}

const open = (path: string, on = page) => on.goto(`${stage.url}/console/#/${service}/${path}`);
const heading = (name: string | RegExp, on = page) => on.getByRole('heading', { level: 1, name });
const done = (text: string, on = page) => on.getByRole('status').filter({ hasText: text }).waitFor();

async function asked(path: string, by = 'carla.villa', act?: { body: unknown; version?: number }) {
  const answer = await fetch(`${stage.url}/v1/desk/${service}/${path}`, {
    method: act === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${await stage.token(by)}`,
      'content-type': 'application/json',
      ...(act?.version === undefined ? {} : { 'if-match': `"${act.version}"` }),
    },
    ...(act === undefined ? {} : { body: JSON.stringify(act.body) }),
  });
  return { status: answer.status, content: await answer.json() };
}
const readCase = async (code: string) =>
  readAtDesk(`${stage.url}/v1/desk/${service}/cases/${code}`, await stage.token('carla.villa'));
const caseAt = async (code: string) => DeskCase.parse(await (await readCase(code)).json());
const registered = (code: string) => until(`${code} is registered`, 20_000, async () => (await readCase(code)).ok);

async function expectGood(on = page) {
  expect(await violations(on)).toEqual([]);
  expect(await on.locator('h1').count()).toBe(1);
}

describe('an operator', () => {
  test('sees what citizens wrote, danger to life first, with when it is due and what to do, in words', async () => {
    await page.getByRole('link', { name: /Elenco di lavoro.*Protezione Civile/ }).click();
    await page.locator('tr', { hasText: 'Da leggere' }).waitFor();
    const first = page.locator('table.worklist').first();
    expect(await first.textContent()).toMatch(
      new RegExp(`Urgenti[\\s\\S]*Subito[\\s\\S]*in attesa da[\\s\\S]*${codes.danger}[\\s\\S]*Pericolo`),
    );
    expect(await page.locator('.callout.danger').textContent()).toContain('112, 115 o 118');
    const asks = page.locator('tr', { hasText: codes.callBack });
    expect(await asks.textContent()).toMatch(/mancano[\s\S]*Richiamata entro[\s\S]*Da richiamare/);
    // Each row tells what it is about and who it is from; no way to reach anybody is on a list.
    expect(await page.locator('tr', { hasText: codes.report }).textContent()).toMatch(/Una frana[\s\S]*Ada Bianchi/);
    expect(await page.locator('main').textContent()).not.toMatch(/example\.org|333/);
    await page.locator('.lanes .count').first().waitFor();
    await expectGood();
    await page.getByRole('navigation', { name: 'Corsie' }).getByRole('link', { name: 'Reclami' }).click();
    await page.getByText('1 richiesta mostrata').waitFor();
    expect(await page.locator('table.worklist').textContent()).toContain(codes.again);
  });

  test('goes through the rows with keys alone, and comes back to the row that was opened', async () => {
    await open('worklist');
    await page.locator('tr', { hasText: codes.report }).waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.id);
    await page.keyboard.press('j');
    const first = await focused();
    expect(first).toBe(`row-${codes.danger}`);
    await page.keyboard.press('j');
    expect(await focused()).not.toBe(first);
    await page.keyboard.press('k');
    await page.keyboard.press('o');
    await heading(`Richiesta ${codes.danger}`).waitFor();
    await page.goBack();
    await heading('Elenco di lavoro').waitFor();
    await until('the row has the focus', 10_000, async () => (await focused()) === first);
    await page.keyboard.press('/');
    await page.keyboard.type('jk');
    expect(await page.getByLabel('Cerca una richiesta').inputValue()).toBe('jk');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await expectGood();
    await page.getByLabel('Tasti rapidi').uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('/');
    expect(await focused()).not.toBe('find-code');
    await page.keyboard.press('Control+k');
    await page.getByLabel('Tasti rapidi').check();
    await page.keyboard.press('Escape');
  });

  test('sees what comes meanwhile in a bar, with an urgent one in the title, and no row moves', async () => {
    await open('worklist');
    await page.locator('tr', { hasText: codes.report }).waitFor();
    const rows = await page.locator('table.worklist tbody tr').count();
    const shouts = contactTo(service, 'Aiuto, mia figlia è chiusa in cantina e l’acqua sale', {});
    const { code } = await send(stage.url, service, shouts);
    const bar = page.locator('.news');
    await bar.getByText('1 nuova, 1 urgente').waitFor();
    expect(await page.locator('table.worklist tbody tr').count()).toBe(rows);
    await until('the title tells it', 10_000, async () => (await page.title()).startsWith('(1) urgente'));
    await expectGood();
    await bar.getByRole('button', { name: 'Mostra le nuove' }).click();
    await page.locator('tr.urgent', { hasText: code }).waitFor();
    await until('the title is quiet', 10_000, async () => !(await page.title()).startsWith('('));
  });

  test('filters the list, and saves the view for the next time', async () => {
    await page.getByText('Filtri e viste salvate').click();
    await page.getByLabel('Tipo').selectOption({ label: 'Reclamo' });
    await page.getByText('1 richiesta mostrata').waitFor();
    expect(await page.locator('table.worklist').textContent()).toContain(codes.again);
    await page.getByLabel('Nome della vista').fill('Reclami di tutti');
    await page.getByRole('button', { name: 'Salva la vista' }).click();
    await expectGood();
    await page.getByRole('button', { name: 'Togli i filtri' }).click();
    await page.locator('tr', { hasText: codes.report }).waitFor();
    // At another desk it is there too: nothing of it is in the browser.
    await page.reload();
    await page.getByText('Filtri e viste salvate').click();
    await page.getByLabel('Zona').selectOption({ label: 'Lazio' });
    await page
      .getByText(/Con questi filtri non c’è nulla|richiest[ae] mostrat[ae]/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Reclami di tutti', exact: true }).click();
    await page.getByText('1 richiesta mostrata').waitFor();
    await page.getByRole('button', { name: 'Togli i filtri' }).click();
    await page.locator('tr', { hasText: codes.report }).waitFor();
  });

  test('finds a case by the code that a caller dictates, and is told when it cannot be one', async () => {
    await page.getByLabel('Cerca una richiesta').fill('PC');
    await page.keyboard.press('Enter');
    await page.getByText('Scrivi almeno tre lettere', { exact: false }).waitFor();
    await page.getByLabel('Cerca una richiesta').fill('PC 123');
    await page.keyboard.press('Enter');
    await page.getByText('Nessuna richiesta trovata.').waitFor();
    await page.getByLabel('Cerca una richiesta').fill(codes.report.toLowerCase().replaceAll('-', ' '));
    await page.keyboard.press('Enter');
    await heading(/^Richiesta PC-/).waitFor();
    await page.getByText(words).waitFor();
    expect(await page.locator('main').textContent()).toMatch(/Richiesta PC-[\s\S]*Ada Bianchi/);
  });

  test('finds what is exact in one box: the beginning of a code, an e-mail; nothing of it is in the address', async () => {
    await open('worklist');
    await page.locator('tr', { hasText: codes.report }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(codes.report.slice(3, 7).toLowerCase());
    await page.keyboard.press('Enter');
    const found = page.getByRole('region', { name: 'Richieste trovate' });
    await found.getByText('1 richiesta trovata.').waitFor();
    await expectGood();
    await page.getByLabel('Cerca una richiesta').fill('nobody@example.org');
    await page.keyboard.press('Enter');
    await found.getByText('Nessuna richiesta trovata.').waitFor();
    expect(page.url()).not.toContain('nobody');
    await page.getByLabel('Cerca una richiesta').fill(codes.report.slice(0, 7));
    await page.keyboard.press('Enter');
    await found.getByText(codes.report).waitFor();
    await found.getByRole('link').click();
    await heading(`Richiesta ${codes.report}`).waitFor();
  });

  test('reads once each sentence that sounded like danger, and says whether it was; the lane stays', async () => {
    const judge = page.getByRole('region', { name: 'C’era un pericolo per la vita?' });
    await open(`case/${codes.danger}`);
    await judge.waitFor();
    expect((await judge.textContent())?.split('intrappolato sotto le macerie')).toHaveLength(2);
    await judge.getByLabel('Perché').fill('Richiamato: erano prove di soccorso.');
    await expectGood();
    await judge.getByRole('button', { name: 'Non era pericolo' }).click();
    await done('Segnato: non era pericolo.');
    const { judged, lane } = await caseAt(codes.danger);
    expect([judged?.judged, judged?.reason, lane]).toEqual(['none', 'Richiamato: erano prove di soccorso.', 'urgent']);
    await open('worklist');
  });

  test('joins what is the same matter, after reading what that does and saying why', async () => {
    await open(`case/${codes.report}`);
    const suggestion = page.locator('article', { hasText: codes.again });
    expect(await suggestion.textContent()).toContain('Perché: parole simili.');
    await suggestion.getByRole('button', { name: 'Unisci' }).click();
    await page.getByRole('button', { name: 'Conferma l’unione' }).click();
    await page.getByText('Scrivi il motivo: almeno tre lettere.').waitFor();
    await page.getByLabel('Motivo').fill('La stessa frana, segnalata due volte.');
    await expectGood();
    // A colleague is quicker: what is new is shown, and nothing is done unread.
    const { version } = await caseAt(codes.report);
    const faster = { body: { caseId: codes.callBack, reason: 'Per prova.' }, version };
    expect((await asked(`cases/${codes.report}/joins`, 'bruno.neri', faster)).status).toBe(201);
    await page.getByRole('button', { name: 'Conferma l’unione' }).click();
    const changed = page.getByRole('alert').filter({ hasText: 'Che cosa è cambiato nel frattempo' });
    await changed.waitFor();
    expect(await changed.textContent()).toContain(`Le è stata unita la ${codes.callBack}`);
    expect((await caseAt(codes.report)).joined).toEqual([codes.callBack]);
    await page.getByRole('button', { name: 'Conferma l’unione' }).click();
    await done(`La ${codes.again} è unita alla ${codes.report}.`);
    expect(await caseAt(codes.again)).toMatchObject({ stage: 'closed', joinedTo: codes.report });
  });

  test('records a letter that came weeks ago, with the keyboard alone; two presses make one contact', async () => {
    await open('record');
    await heading('Registra un contatto').waitFor();
    await tabTo(page, '#day');
    await page.locator('#day').fill('2026-10-12');
    await tabTo(page, '#late-because');
    await page.keyboard.type('Era rimasta in un’altra stanza');
    await tabTo(page, 'button[type=submit]');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Scegli di che cosa si tratta.' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('kind');
    await page.getByLabel('Tipo').selectOption({ label: 'Reclamo' });
    await page.getByLabel('Che cosa dice o chiede').fill('Il 9 ottobre nessuno ha risposto al numero verde.');
    await page.getByLabel('Cognome').fill('Sala');
    await page.getByLabel('Telefono', { exact: true }).nth(1).fill('06 6820');
    await expectGood();
    await page.reload();
    await page.getByText('Questo è il contatto che stavi scrivendo.').waitFor();
    await page.getByRole('button', { name: 'Registra', exact: true }).dblclick();
    await heading('Contatto registrato').waitFor();
    const code = (await page.locator('.code').textContent()) ?? '';
    expect(code).toMatch(/^PC(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
    expect(await page.locator('.spelled').textContent()).toContain('P come Palermo');
    await expectGood();
    await page.getByRole('link', { name: 'Apri la richiesta' }).click();
    await page.getByText('Era rimasta in un’altra stanza').waitFor();
    const [contact, ...more] = (await caseAt(code)).contacts;
    expect(more).toEqual([]);
    expect(contact).toMatchObject({ receivedAt: '2026-10-12T10:00:00.000Z', recordedBy: 'Carla Villa' });
    const { content } = await asked('worklist?limit=100');
    const letters = content.items.filter((item: { channel: string; toBeRead: boolean }) => item.channel === 'letter');
    expect(letters.filter(({ toBeRead }: { toBeRead: boolean }) => !toBeRead)).toHaveLength(1);
  });

  test('is told to call for rescue while still typing', async () => {
    await open('record');
    await page.getByLabel('Che cosa dice o chiede').fill('Una donna è incastrata nell’auto e perde sangue');
    await page.getByRole('alert').filter({ hasText: '112, 115 o 118' }).waitFor();
    await page.getByLabel('Che cosa dice o chiede').fill('Tutto bene');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('types what a scan says, beginning with the text that was found in it', async () => {
    await open('worklist');
    await page.locator('tr', { hasText: 'Da leggere' }).getByRole('link').click();
    await page.getByRole('heading', { name: 'Da leggere: che cosa dice la carta' }).waitFor();
    const address = (await page.getByRole('link', { name: /Scarica/ }).getAttribute('href')) ?? '';
    expect((await fetch(address)).headers.get('content-type')).toContain('pdf');
    await page.getByRole('button', { name: 'Salva la lettura' }).click();
    await page.getByRole('link', { name: 'Scrivi che cosa dice o chiede.' }).click();
    await page.getByRole('button', { name: 'Usa il testo trovato nel file' }).click();
    expect(await page.getByLabel('Che cosa dice o chiede').inputValue()).toMatch(/Gentile Dipartimento,\s+segnalo/);
    await page.getByLabel('Tipo').selectOption({ label: 'Segnalazione' });
    await page.getByLabel('Cognome').fill('Gallo');
    await expectGood();
    await page.getByRole('button', { name: 'Salva la lettura' }).click();
    await done('Lettura salvata.');
    expect(await page.locator('main').textContent()).toMatch(/Letto da Carla Villa[\s\S]*Gallo/);
    expect(await page.getByRole('button', { name: 'Salva la lettura' }).count()).toBe(0);
  });

  test('corrects what was mistyped: all of it is there again, and what was typed before stays on record', async () => {
    const readings = page.getByRole('region', { name: 'Che cosa è stato letto o corretto' });
    await readings.getByRole('button', { name: 'Correggi…' }).click();
    await page.getByRole('heading', { name: 'Correggi ciò che è stato scritto' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('kind');
    expect(await page.getByLabel('Cognome').inputValue()).toBe('Gallo');
    expect(await page.getByLabel('Tipo').inputValue()).toBe('report');
    await page.getByRole('button', { name: 'Annulla', exact: true }).click();
    expect(await page.getByLabel('Cognome').count()).toBe(0);
    await readings.getByRole('button', { name: 'Correggi…' }).click();
    await page.getByLabel('Cognome').fill('Galli');
    await expectGood();
    await page.getByRole('button', { name: 'Salva la correzione' }).click();
    await done('Correzione salvata.');
    expect(await readings.locator('> article').textContent()).toMatch(/Corretto da Carla Villa[\s\S]*Galli/);
    await readings.getByText('Scritto prima e corretto').click();
    expect(await readings.locator('details').textContent()).toMatch(/Letto da Carla Villa[\s\S]*Gallo/);
    await expectGood();
  });

  test('adds to a visit the photograph that the visitor brought, and goes on typing meanwhile', async () => {
    await open('record');
    await page.getByLabel('Di persona').check();
    const chooser = page.getByLabel('Aggiungi un file');
    await chooser.setInputFiles({ name: 'elenco.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.getByRole('status').filter({ hasText: 'servono PDF, JPEG o PNG' }).waitFor();
    await chooser.setInputFiles({ name: 'frana di Ada.png', mimeType: 'image/png', buffer: onePixelPng });
    await page.getByLabel('Che cosa dice o chiede').fill('Porta una foto della frana.');
    await page.getByRole('status').filter({ hasText: 'File aggiunto.' }).waitFor();
    await chooser.setInputFiles({ name: 'altra.png', mimeType: 'image/png', buffer: onePixelPng });
    await page.getByRole('button', { name: 'Togli altra.png' }).click();
    await page.getByLabel('Tipo').selectOption({ label: 'Segnalazione' });
    await expectGood();
    await page.getByRole('button', { name: 'Registra', exact: true }).click();
    await heading('Contatto registrato').waitFor();
    const code = (await page.locator('.code').textContent()) ?? '';
    const whole = await until('the file is checked', 30_000, async () => {
      if ((await asked(`cases/${code}`)).status !== 200) return undefined;
      const found = await caseAt(code);
      return found.documents.every(({ state }) => state === 'attached') && found;
    });
    expect(whole.documents).toMatchObject([{ fileName: 'frana di Ada.png', contentType: 'image/png' }]);
    expect(whole.contacts).toMatchObject([{ message: 'Porta una foto della frana.', channel: 'in-person' }]);
    // The way to where one is already begins anew.
    await page.getByRole('navigation').getByRole('link', { name: 'Registra un contatto' }).click();
    await heading('Registra un contatto').waitFor();
  });

  test('sends again what got no answer, and it is one contact', async () => {
    await open('record');
    await page.getByLabel('Di persona').check();
    await page.getByLabel('Tipo').selectOption({ label: 'Informazione' });
    await page.getByLabel('Che cosa dice o chiede').fill('Chiede quando riapre lo sportello.');
    const codes: string[] = [];
    // The center takes it in, and its answer is lost.
    await page.route('**/v1/desk/*/contacts', async (route) => {
      codes.push((await (await route.fetch()).json()).code);
      await route.abort();
    });
    await page.getByRole('button', { name: 'Registra', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'premendo due volte' }).waitFor();
    await page.unroute('**/v1/desk/*/contacts');
    // Nobody knows the hour of a visit of today: it is said to have come when the button was first pressed.
    await page.getByRole('button', { name: 'Registra', exact: true }).click();
    await heading('Contatto registrato').waitFor();
    expect([await page.locator('.code').textContent()]).toEqual(codes);
  });

  test('calls back whoever spoke to the voicemail, and records the attempt', async () => {
    const voicemail = {
      externalId: 'call-1',
      caller: '+39 347 1234567',
      startedAt: '2026-11-26T18:10:00Z',
      endedAt: '2026-11-26T18:10:40Z',
      outcome: 'voicemail',
      recording: 'voicemail/call-1.wav',
    };
    const answer = await fetch(`${stage.url}/v1/services/${service}/calls/exchange`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(voicemail),
    });
    const { code } = CallAccepted.parse(await answer.json()).calls[0] as { code: string };
    // It is opened before it is registered, and shows itself as soon as it is.
    await open(`case/${code}`);
    await page.getByRole('heading', { name: 'Da richiamare' }).waitFor();
    expect(await page.locator('.phone-line a').getAttribute('href')).toBe('tel:+393471234567');
    expect(await page.locator('article.contact').textContent()).toMatch(
      /Telefono[\s\S]*ieri alle 19:10[\s\S]*Messaggio in segreteria[\s\S]*voicemail\/call-1\.wav/,
    );
    await page.getByRole('button', { name: 'Registra il tentativo' }).click();
    await page.getByText('Scegli com’è andata.').waitFor();
    await page.getByLabel('Non risponde').check();
    await page.getByLabel('Nota per i colleghi, se serve').fill('Riprovare dopo pranzo.');
    await expectGood();
    await page.getByRole('button', { name: 'Registra il tentativo' }).click();
    await done('Tentativo registrato.');
    expect(await page.locator('.attempts').textContent()).toMatch(/Non risponde: Carla Villa[\s\S]*dopo pranzo/);
    expect(await page.locator('.badge.callBack').textContent()).toBe('Da richiamare, 1 tentativo fatto');
  });

  test('takes a held mail in after all, with a reason', async () => {
    const spam = ['XJS*C4JDBQADN1.NSBN3*2IDNEN*', 'GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X'].join('');
    const to = 'contact-center@protezionecivile.example';
    const headers = `From: Dora <dora.gallo@example.org>\r\nTo: ${to}\r\nSubject: Volontariato\r\nMessage-ID: <a@example.org>`;
    const message = `${headers}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nCome mi iscrivo? ${spam}\r\n`;
    await sendMail(stage.endpoints.smtp as string, { from: 'dora.gallo@example.org', to: [to], message });
    await until('the mail is held', 30_000, async () => (await asked('held-mails')).content.mails.length === 1);
    await open('held-mails');
    const mail = page.locator('article', { hasText: 'Volontariato' });
    expect(await mail.textContent()).toContain('Sembra posta indesiderata');
    await mail.getByRole('button', { name: 'Accogli…' }).click();
    await mail.getByRole('button', { name: 'Accogli il messaggio' }).click();
    await page.getByText('Scrivi il motivo').waitFor();
    await page.getByLabel('Motivo').fill('Una cittadina che chiede del volontariato');
    await expectGood();
    await mail.getByRole('button', { name: 'Accogli il messaggio' }).click();
    await done('Accolto');
    await page.getByText('Non c’è nulla qui.').waitFor();
    await open('worklist');
    // The list is as it was left, so what came meanwhile is in the bar.
    const mailRow = page.locator('tr', { hasText: 'E-mail' }).getByRole('link');
    await until('the mail is on the list', 30_000, async () => {
      const show = page.getByRole('button', { name: 'Mostra le nuove' });
      if (await show.isVisible()) await show.click();
      return mailRow.isVisible();
    });
    await mailRow.click();
    await page.getByText('Come mi iscrivo?', { exact: false }).waitFor();
    expect(await page.locator('article.contact').textContent()).toMatch(/Dimensione1 KB[\s\S]*Da[\s\S]*Volontariato/);
  });

  test('may not cancel a protocol number, and is told who may', async () => {
    const formal = { channel: 'letter', receivedAt: '2026-11-27T08:00:00Z', kind: 'instance', formal: true };
    const body = { ...formal, surname: 'Neri', subject: 'Accesso agli atti', message: 'Chiedo copia degli atti.' };
    const { code } = (await asked('contacts', 'carla.villa', { body })).content;
    await registered(code);
    await until('it has its number', 20_000, async () => (await caseAt(code)).protocol.length === 1);
    await open(`case/${code}`);
    await page.getByRole('link', { name: '0000001/2026' }).click();
    // The page of the case shows these words as well: only the heading says that the number's own page is there.
    await heading('Protocollo 0000001/2026').waitFor();
    await page.getByText('Accesso agli atti').waitFor();
    expect(await page.locator('main').textContent()).toMatch(
      /Neri[\s\S]*Accesso agli atti[\s\S]*può farlo un supervisore/,
    );
    expect(await page.getByRole('button', { name: 'Annulla il numero' }).count()).toBe(0);
  });

  test('leaves nothing personal in any address', () => {
    const all = [...addresses].map(decodeURIComponent).join('\n');
    expect(all).toContain(codes.report);
    expect(all).not.toMatch(/Bianchi|Sala|Gallo|Dora|333|example\.org|Volontariato/);
  });
});

describe('others', () => {
  test('a supervisor cancels a number with a reason; it stays in the register of the day, said to be cancelled', async () => {
    const own = await signedIn('bruno.neri', 'vede-tutto');
    await open('protocol', own);
    await own.getByRole('link', { name: '0000001/2026' }).click();
    await own.getByRole('button', { name: 'Annulla il numero…' }).click();
    await own.getByRole('button', { name: 'Annulla il numero', exact: true }).click();
    await own.getByText('Scrivi il motivo: almeno tre lettere.').waitFor();
    await own.getByLabel('Motivo dell’annullamento').fill('Registrato per errore');
    await expectGood(own);
    await own.getByRole('button', { name: 'Annulla il numero', exact: true }).click();
    await done('Il protocollo 0000001/2026 è annullato.', own);
    await own.getByRole('link', { name: 'Torna al giorno' }).click();
    const row = own.locator('table.protocol tr', { hasText: '0000001/2026' });
    await row.filter({ hasText: 'Annullato' }).waitFor();
    expect(await row.textContent()).toMatch(/Annullato: da Bruno Neri[\s\S]*Registrato per errore/);
    await expectGood(own);
    await own.context().close();
  });

  test('a duty officer reads cases and changes none', async () => {
    const own = await signedIn('anna.ferri', 'turno-8-20');
    await own.getByRole('link', { name: /Elenco di lavoro/ }).click();
    await own.getByText('Puoi leggere ma non agire', { exact: false }).waitFor();
    await open(`case/${codes.report}`, own);
    await heading(`Richiesta ${codes.report}`, own).waitFor();
    expect(await own.locator('form').count()).toBe(0);
    await open('held-mails', own);
    await own.getByText('Può farlo un operatore o un supervisore', { exact: false }).waitFor();
    await own.context().close();
  });

  test('a session that is over leads to sign-in, and what was being written is there again', async () => {
    await open('record');
    await page.getByLabel('Che cosa dice o chiede').fill('Quello che stavo scrivendo');
    await page.getByLabel('Tipo').selectOption({ label: 'Reclamo' });
    await page.route('**/v1/desk/**', (route) => route.fulfill({ status: 401, json: { status: 401 } }));
    await page.getByRole('button', { name: 'Registra', exact: true }).click();
    await page.getByText('La sessione è finita', { exact: false }).waitFor();
    await page.unroute('**/v1/desk/**');
    await page.getByRole('button', { name: 'Accedi' }).click();
    await page.getByText('Questo è il contatto che stavi scrivendo.').waitFor();
    expect(await page.getByLabel('Che cosa dice o chiede').inputValue()).toBe('Quello che stavo scrivendo');
    await page.getByRole('button', { name: 'Svuota il modulo' }).click();
  });
});

test.each(consoleLanguages)(
  'on a phone and in %s nothing is out of reach and nothing scrolls sideways',
  async (language) => {
    const texts = deskTexts[language];
    await page.setViewportSize({ width: 320, height: 720 });
    await page.locator(`.languages button[lang=${language}]`).click();
    for (const [path, title] of [
      ['worklist', texts.worklist.title],
      ['record', texts.record.title],
      [`case/${codes.report}`, texts.case.title(codes.report)],
      ['protocol', new RegExp(texts.protocol.title)],
      ['held-mails', texts.heldMails.title],
    ] as const) {
      await open(path);
      await heading(title).waitFor();
      await page.getByText(consoleTexts[language].loading, { exact: true }).waitFor({ state: 'detached' });
      // In Italian each screen was looked at above, with more on it.
      if (language !== 'it') await expectGood();
      expect(await tooWide(page, 320)).toEqual([]);
    }
  },
);
