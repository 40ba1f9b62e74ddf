import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { Conversation } from '../../shared/contracts/case-status.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { certifiedReceipt } from '../fixtures/certified-receipt.ts';
import { bounceOf } from '../stage/bounce.ts';
import { nameOf, openStage, tableClient, until } from '../stage/center.ts';
import { contactTo, post, send } from '../stage/citizen.ts';
import { readMail } from '../stage/mailbox.ts';
import { sendMail } from '../stage/smtp.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

// Whole journeys at the desk, on the stage: what the citizen writes, what staff press, what comes back.

const service = 'protezione-civile';
const patience = 90_000;
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
/** The case read anew: two addresses in one moment would be one page to the console. */
async function anew(page: Page, code: string) {
  await open(page, 'worklist');
  await page.getByRole('heading', { level: 1, name: 'Elenco di lavoro' }).waitFor();
  await open(page, `case/${code}`);
}
const done = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).first().waitFor();
async function expectGood(page: Page) {
  expect(await violations(page)).toEqual([]);
  expect(await page.locator('h1').count()).toBe(1);
}
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function caseAt(code: string): Promise<DeskCase | undefined> {
  const headers = { authorization: `Bearer ${await stage.token('carla.villa')}` };
  const answer = await fetch(`${stage.url}/v1/desk/${service}/cases/${code}`, { headers });
  return answer.ok ? DeskCase.parse(await answer.json()) : undefined;
}
const registered = (code: string) => until('it is registered', patience, () => caseAt(code));
async function isListed(code: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${await stage.token('carla.villa')}` };
  return (await (await fetch(`${stage.url}/v1/desk/${service}/worklist`, { headers })).text()).includes(code);
}
async function asCitizen(code: string, path: 'conversation' | 'messages', body: object) {
  return (await post(stage.url, `/v1/services/${service}/contacts/${code}/${path}`, body)).text;
}
const mailWith = (to: string, words: string) =>
  until(`a mail with «${words}»`, patience, async () =>
    (await stage.mails()).map(readMail).find((mail) => mail.to.includes(to) && mail.text.includes(words)),
  );

describe('from the first words to the end', () => {
  const secondFact = 'ada.bianchi@example.org';
  const question = 'In quale frazione si trova?';
  const expertSays = 'Il versante è stabile, la strada riapre lunedì.';
  let page: Page;
  let code: string;

  test('an operator takes the next, asks back, and the citizen replies', async () => {
    code = (
      await send(stage.url, service, contactTo(service, 'Il versante sopra casa è sicuro?', { email: secondFact }))
    ).code;
    await registered(code);
    page = await enter('carla.villa', 'risponde');
    // Who presses before it is listed is handed nothing.
    await until('it is listed', patience, () => isListed(code));
    await open(page, 'worklist');
    await press(page, 'Prendi la prossima');
    await page.getByText('Il versante sopra casa è sicuro?').first().waitFor();
    await expectGood(page);
    await page.getByRole('button', { name: 'Chiedi a chi ha scritto…' }).click();
    await page.getByLabel('Domanda').fill(question);
    await press(page, 'Chiedi a chi ha scritto');
    await done(page, 'Domanda inviata.');
    expect(await asCitizen(code, 'conversation', { secondFact })).toContain(question);
    await asCitizen(code, 'messages', { secondFact, message: 'A Collebasso, via Alta.' });
    await until('the reply is there', patience, async () => (await caseAt(code))?.stage === 'taken-in-charge');
  }, 240_000);

  test('forwards it to experts, who answer on the same console', async () => {
    await anew(page, code);
    await page.getByText('A Collebasso, via Alta.').waitFor();
    await page.getByRole('button', { name: 'Inoltra agli esperti…' }).click();
    await page.locator('#forward-to').fill('Geologi');
    await page.locator('#forward-question').fill('Il versante di Collebasso è stabile?');
    await expectGood(page);
    await press(page, 'Inoltra agli esperti');
    await done(page, 'Inoltrata agli esperti.');
    const expert = await enter('ettore.gallo', 'geologo');
    await open(expert, `case/${code}`);
    await expert.locator('.act-menu summary').click();
    await expert.getByRole('button', { name: 'Rispondi come esperto…' }).click();
    await expert.locator('#answer-ask-ask').selectOption({ label: 'Geologi' });
    await expert.locator('#answer-ask-text').fill(expertSays);
    await expectGood(expert);
    await press(expert, 'Rispondi come esperto');
    await done(expert, 'Risposta dell’esperto registrata.');
    await expert.context().close();
  }, 240_000);

  test('answers on the page and by mail; the citizen writes again, is answered, and it is closed', async () => {
    await anew(page, code);
    await page.getByText(expertSays).first().waitFor();
    await page.getByLabel('Risposta', { exact: true }).fill(expertSays);
    await page.getByRole('button', { name: `Invia a ${secondFact}` }).click();
    await done(page, 'Risposta registrata');
    const mail = await mailWith(secondFact, expertSays);
    expect(mail.text).toContain(code);
    const conversation = Conversation.parse(JSON.parse(await asCitizen(code, 'conversation', { secondFact })));
    expect(conversation.messages.at(-1)).toMatchObject({ from: 'desk', text: expertSays });
    expect(conversation.passedOn).toMatchObject([{ to: 'Geologi', state: 'answered' }]);
    await asCitizen(code, 'messages', { secondFact, message: 'Grazie, e il ponte?' });
    await until('it is heard', patience, async () => (await caseAt(code))?.desk.spokeSince !== undefined);
    await anew(page, code);
    await page.getByText('Grazie, e il ponte?').waitFor();
    await page.getByLabel('Risposta', { exact: true }).fill('Anche il ponte riapre lunedì.');
    await page.getByRole('button', { name: `Invia a ${secondFact}` }).click();
    await done(page, 'Risposta registrata');
    await mailWith(secondFact, 'Anche il ponte riapre lunedì.');
    await anew(page, code);
    await page.getByRole('button', { name: 'Chiudi…' }).click();
    await page.getByLabel('Com’è finita').selectOption('answered');
    await press(page, 'Chiudi');
    await done(page, 'Chiusa.');
    expect(await caseAt(code)).toMatchObject({ stage: 'closed', desk: { outcome: 'answered' } });
    await page.context().close();
  }, 300_000);
});

test('an answer takes a file and a page with it: on the button to whom, in the mail, on the page of the request', async () => {
  const secondFact = 'bruno.sala@example.org';
  const asks = contactTo(service, 'Mi serve il modulo per i danni.', { email: secondFact });
  const { code } = await send(stage.url, service, asks);
  await registered(code);
  const page = await enter('carla.villa', 'risponde');
  await open(page, `case/${code}`);
  await page
    .getByLabel('Risposta', { exact: true })
    .fill(`Ecco il modulo. Vedi ${stage.url}/it/${service}/articles/x/.`);
  const chooser = page.getByLabel('Allega un file alla risposta');
  await chooser.setInputFiles({ name: 'foto.gif', mimeType: 'image/gif', buffer: Buffer.from('GIF89a') });
  await page.getByText('Questo tipo di file non si può aggiungere').waitFor();
  const big = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(4_194_304)]);
  await chooser.setInputFiles({ name: 'troppo.pdf', mimeType: 'application/pdf', buffer: big });
  await page.getByRole('alert').filter({ hasText: 'Insieme i file superano 4 MB' }).waitFor();
  await expectGood(page);
  await page.getByRole('button', { name: 'Togli troppo.pdf' }).click();
  const pdf = Buffer.from('%PDF-1.7\n% il modulo dei danni\n%%EOF\n');
  await chooser.setInputFiles({ name: 'modulo danni.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByText('File aggiunto.').waitFor();
  await page.locator('.draft-state', { hasText: 'Salvata' }).first().waitFor();
  // The draft has words and file after a reload too.
  await anew(page, code);
  await page.getByRole('button', { name: 'Togli modulo danni.pdf' }).waitFor();
  await page.getByRole('button', { name: `Invia a ${secondFact}` }).click();
  await done(page, 'Risposta registrata');
  await page.getByText('Allegati: modulo danni.pdf').or(page.getByText('Allegati: Documento 1')).first().waitFor();
  await mailWith(secondFact, 'In allegato: modulo danni.pdf');
  await anew(page, code);
  await page.locator('.conversation').getByText('Allegati: modulo danni.pdf').waitFor();
  await expectGood(page);
  await page.context().close();
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`${stage.url}/it/${service}/status/`);
  await reader.getByLabel('Codice').fill(code);
  await reader.getByLabel(/e-mail o telefono/i).fill(secondFact);
  await reader.getByRole('button', { name: 'Mostra' }).click();
  const [saved] = await Promise.all([
    reader.waitForEvent('download'),
    reader.getByRole('link', { name: 'modulo danni.pdf' }).click(),
  ]);
  expect(readFileSync(await saved.path())).toEqual(pdf);
  expect(await reader.locator('.words a').getAttribute('href')).toBe(`${stage.url}/it/${service}/articles/x/`);
  expect(await violations(reader)).toEqual([]);
  await reader.context().close();
}, 240_000);

test('who writes on the page of a request closed long ago goes on under a new code, and the desk sees both', async () => {
  const secondFact = 'elia.neri@example.org';
  const { code } = await send(stage.url, service, contactTo(service, 'Il sentiero è chiuso?', { email: secondFact }));
  await registered(code);
  const register = dynamodbRegister(
    nameOf(stage.names.tables, service, 'Register'),
    tableClient(stage.endpoints.dynamodb),
  );
  const at = new Date(Date.now() - 40 * 86_400_000).toISOString();
  await changeCase({ register, caseId: code, command: { type: 'Close', reason: 'answered' }, at });
  const reader = await (await browser.newContext()).newPage();
  await reader.goto(`${stage.url}/it/${service}/status/`);
  await reader.getByLabel('Codice').fill(code);
  await reader.getByRole('button', { name: 'Mostra' }).click();
  await reader.locator('[name=secondFact]').fill(secondFact);
  await reader.getByRole('button', { name: 'Leggi i messaggi' }).click();
  await reader.locator('[name=message]').fill('E adesso è aperto?');
  await reader.getByRole('button', { name: 'Invia il messaggio' }).click();
  const next = (await reader.locator('.callout .code').textContent()) ?? '';
  expect(await reader.locator('.conversation .words').allTextContents()).toEqual([
    'Il sentiero è chiuso?',
    'E adesso è aperto?',
  ]);
  expect(await violations(reader)).toEqual([]);
  await reader.context().close();
  const page = await enter('carla.villa', 'risponde');
  await open(page, `case/${next}`);
  await page.getByRole('link', { name: code }).first().click();
  await page.getByLabel('Perché la apri').fill('Chi ha scritto la cita.');
  await press(page, 'Apri la richiesta');
  await page.getByText('Chi ha scritto è tornato dopo il termine: continua in').waitFor();
  await page.getByRole('link', { name: next }).first().waitFor();
  await expectGood(page);
  await page.context().close();
}, 240_000);

test('a picture and a PDF of a request are shown beside its words, from their own origin, by keyboard', async () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const pdf = Buffer.from('%PDF-1.7\n% una mappa\n%%EOF\n');
  const attachments = await Promise.all(
    [
      { fileName: 'frana.png', contentType: 'image/png', file: png },
      { fileName: 'mappa.pdf', contentType: 'application/pdf', file: pdf },
    ].map(async ({ file, ...asked }) => {
      const body = { ...asked, bytes: file.byteLength };
      const place = JSON.parse((await post(stage.url, `/v1/services/${service}/attachments`, body)).text);
      const form = new FormData();
      for (const [name, value] of Object.entries(place.fields)) form.append(name, String(value));
      form.append('file', new Blob([Uint8Array.from(file)], { type: asked.contentType }));
      expect((await fetch(place.url, { method: 'POST', body: form })).ok).toBe(true);
      return String(place.attachmentId);
    }),
  );
  const { code } = await send(stage.url, service, contactTo(service, 'Ecco la frana e la mappa.', { attachments }));
  await until('both are checked', patience, async () => {
    const documents = (await caseAt(code))?.documents ?? [];
    return documents.filter(({ preview }) => preview !== undefined).length === 2;
  });
  const page = await enter('carla.villa', 'risponde');
  await open(page, `case/${code}`);
  const picture = page.getByRole('button', { name: 'Guarda qui frana.png' });
  await picture.focus();
  await page.keyboard.press('Enter');
  const shown = page.getByRole('img', { name: 'Immagine: frana.png' });
  await shown.waitFor();
  await until('it is drawn', patience, () => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth === 1));
  await expectGood(page);
  await page.getByRole('button', { name: 'Guarda qui mappa.pdf' }).click();
  const source = await page.locator('iframe[title="Anteprima: mappa.pdf"]').getAttribute('src');
  expect(new URL(source ?? '').origin).not.toBe(new URL(stage.url).origin);
  const answered = await fetch(source ?? '');
  expect(answered.headers.get('content-type')).toBe('application/pdf');
  expect(answered.headers.get('content-disposition')).toBe('inline');
  expect(await page.getByRole('img', { name: 'Immagine: frana.png' }).count()).toBe(0);
  // What the whole site lets itself be shown from is the documents' origin, and nothing of theirs may run as ours.
  const policy = (await fetch(`${stage.url}/console/`)).headers.get('content-security-policy') ?? '';
  expect(policy).toMatch(/frame-src (?!\*|'self'|https:;)/);
  expect(policy).not.toMatch(/script-src[^;]*(?:unsafe|http)/);
  await page.context().close();
}, 240_000);

describe('an answer that goes by hand', () => {
  let page: Page;
  beforeAll(async () => {
    page = await enter('carla.villa', 'risponde');
  }, 120_000);
  afterAll(() => page?.context().close());

  async function answeredBy(channel: 'letter' | 'pec', button: string, code: string) {
    // The number of the instance itself comes a moment later, and would be a change under the reader's hands.
    await until('the instance has its number', patience, async () => ((await caseAt(code))?.protocol.length ?? 0) > 0);
    await open(page, `case/${code}`);
    await page.getByLabel('Risposta', { exact: true }).fill('La sua istanza è accolta.');
    await page.locator('#answer-channel').selectOption(channel);
    await press(page, button);
    await done(page, channel === 'pec' ? 'la PEC resta da inviare' : 'la lettera resta da spedire');
    await page.getByText('· da spedire').waitFor();
    await expectGood(page);
  }

  test('as a letter is printed with its protocol number, posted, and then stands on the page', async () => {
    const secondFact = '333 1234567';
    const given = contactTo(service, 'Chiedo il rimborso.', { kind: 'instance', phone: secondFact });
    const { code } = await send(stage.url, service, given);
    await answeredBy('letter', 'Prepara la lettera', code);
    await until(
      'it has its number',
      patience,
      async () => (await caseAt(code))?.desk.answers[0]?.protocol !== undefined,
    );
    const known = await caseAt(code);
    await anew(page, code);
    await page.getByText(`protocollo in uscita ${known?.desk.answers[0]?.protocol}`).waitFor();
    const download = page.waitForEvent('download');
    await press(page, 'Scarica il file da spedire');
    expect((await download).suggestedFilename()).toMatch(/\.html$/);
    await press(page, 'Segna come spedita');
    await done(page, 'Segnata come spedita.');
    expect(await caseAt(code)).toMatchObject({ stage: 'answered', desk: { answers: [{ state: 'sent' }] } });
    const told = Conversation.parse(JSON.parse(await asCitizen(code, 'conversation', { secondFact })));
    expect(told.messages.at(-1)).toMatchObject({ from: 'desk', protocol: known?.desk.answers[0]?.protocol });
  }, 240_000);

  test('as certified mail stays to be sent until the receipt of its provider comes in', async () => {
    const email = 'ada@pec.example.org';
    const { code } = await send(
      stage.url,
      service,
      contactTo(service, 'Chiedo copia degli atti.', { kind: 'instance', email }),
    );
    await answeredBy('pec', 'Prepara la PEC', code);
    await until(
      'it has its number',
      patience,
      async () => (await caseAt(code))?.desk.answers[0]?.protocol !== undefined,
    );
    expect(await page.getByRole('button', { name: 'Segna come spedita' }).isDisabled()).toBe(true);
    const { answer = '' } = (await caseAt(code))?.desk.answers[0] ?? {};
    const messageId = `<${code}.answer-${answer}@protezionecivile.example>`;
    const ours = 'contact-center@protezionecivile.example';
    const about = { from: 'contact-center@pec.protezionecivile.example', to: email, subject: code, messageId, ours };
    const message = certifiedReceipt({ ...about, says: 'accettazione' });
    expect(await sendMail(stage.endpoints.smtp as string, { from: '', to: [ours], message })).toMatch(/^250/);
    await until('its provider has taken it', patience, async () => (await caseAt(code))?.stage === 'answered');
    expect(await caseAt(code)).toMatchObject({ desk: { answers: [{ state: 'sent', channel: 'pec' }] } });
    await anew(page, code);
    expect(await page.getByRole('button', { name: 'Segna come spedita' }).count()).toBe(0);
    await expectGood(page);
  }, 240_000);
});

test('an answer whose mail comes back brings its case back, and its page says so', async () => {
  const email = 'casella.piena@example.org';
  const { code } = await send(stage.url, service, contactTo(service, 'Dove si ritira il modulo?', { email }));
  await registered(code);
  const page = await enter('carla.villa', 'risponde');
  await open(page, `case/${code}`);
  await page.getByLabel('Risposta', { exact: true }).fill('Allo sportello di via Alta.');
  await press(page, `Invia a ${email}`);
  await done(page, 'Risposta registrata');
  await mailWith(email, 'Allo sportello di via Alta.');
  const { answer = '' } = (await caseAt(code))?.desk.answers[0] ?? {};
  const ours = 'contact-center@protezionecivile.example';
  const messageId = `<${code}.answer-${answer}@protezionecivile.example>`;
  const message = bounceOf({ ours, to: email, messageId });
  expect(await sendMail(stage.endpoints.smtp as string, { from: '', to: [ours], message })).toMatch(/^250/);
  await until('it is back', patience, async () => (await caseAt(code))?.desk.answers[0]?.state === 'bounced');
  await anew(page, code);
  await page.getByText('Tornata indietro:').first().waitFor();
  await expectGood(page);
  await page.context().close();
}, 240_000);

test('a case that the center could not give at first shows itself as soon as it can', async () => {
  const { code } = await send(stage.url, service, contactTo(service, 'Quando riapre il sentiero?', {}));
  await registered(code);
  const page = await enter('carla.villa', 'risponde');
  let refused = 0;
  await page.route(`**/cases/${code}`, (route) => {
    refused += 1;
    return refused === 1 ? route.fulfill({ status: 503, json: { title: 'busy' } }) : route.continue();
  });
  await open(page, `case/${code}`);
  await page.getByText('Quando riapre il sentiero?').first().waitFor();
  expect(refused).toBe(2);
  await page.context().close();
}, 240_000);

test('one answer to many: proposed with the reason, sent, taken back', async () => {
  const codes: string[] = [];
  for (const name of ['uno', 'due', 'tre']) {
    const words = `Una frana ha chiuso la provinciale per Castel Alto, quando riapre? ${name}`;
    codes.push((await send(stage.url, service, contactTo(service, words, { email: `${name}@example.org` }))).code);
  }
  for (const code of codes) await registered(code);
  const page = await enter('carla.villa', 'risponde');
  await until('all three are proposed', patience, async () => {
    await anew(page, codes[0] ?? '');
    await page.getByRole('link', { name: 'Una risposta a tante richieste come questa…' }).click();
    await page.getByText(/Richieste trovate/).waitFor();
    return (await page.locator('ul.plain > li').count()) === 3;
  });
  await page
    .getByText(/Parole in comune:.*provinciale/)
    .first()
    .waitFor();
  await expectGood(page);
  for (const width of [390, 683]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await tooWide(page, width)).toEqual([]);
  }
  await page.getByLabel('Testo in italiano').fill('La provinciale riapre lunedì.');
  await press(page, 'Invia a 3');
  await page.getByText('in partenza 3').waitFor();
  await expectGood(page);
  await page.getByRole('button', { name: /Riprendi tutte le risposte/ }).click();
  await page.getByText('Trattenute: 3.').waitFor();
  for (const code of codes) expect((await caseAt(code))?.desk.answers).toMatchObject([{ state: 'withheld' }]);
  await open(page, 'given');
  await page.getByLabel('Scheda o modello, con la versione').fill('article/mai-data@1');
  await press(page, 'Mostra chi l’ha ricevuto');
  await page.getByText('Nessuno l’ha ricevuto.').waitFor();
  await expectGood(page);
  await page.context().close();
}, 240_000);
