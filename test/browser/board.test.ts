import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { colleagues } from '../../local/staff.ts';
import type { Stage } from '../../local/stage-interface.ts';
import { BoardView } from '../../shared/contracts/board.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { openStage, until } from '../stage/center.ts';
import { contactTo, send } from '../stage/citizen.ts';
import { readMail } from '../stage/mailbox.ts';
import { openBrowser } from './browser.ts';
import { tabTo, tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

// The supervisors' board: what waits, what is moved to whom, and what a second person says of answers.

const service = 'protezione-civile';
const words = [
  'Quando riapre la strada per Borgoverde?',
  'Dove trovo il piano del comune?',
  'A che ora apre il centro?',
];
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
/** The pages of Carla Villa, operator, and of Bruno Neri, supervisor. */
let carla: Page;
let bruno: Page;
const codes: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  // A Friday, ten in Rome.
  ({ stage, close } = await openStage({ at: new Date('2026-11-27T09:00:00Z') }));
  browser = await openBrowser();
  for (const one of words) codes.push((await send(stage.url, service, contactTo(service, one))).code);
  const enter = (userName: string, password: string) =>
    signedIn(browser, { url: stage.url, userName, password, complaints, patience: 60_000 });
  [carla, bruno] = [await enter('carla.villa', 'risponde'), await enter('bruno.neri', 'vede-tutto')];
}, 240_000);
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await close?.();
});

const open = (page: Page, path: string) => page.goto(`${stage.url}/console/#/${service}/${path}`);
async function asked(path: string, by: string, body?: unknown, { method = 'POST', version = 0 } = {}) {
  const headers = {
    authorization: `Bearer ${await stage.token(by)}`,
    'content-type': 'application/json',
    'if-match': `"${version}"`,
  };
  const answer = await fetch(`${stage.url}/v1/desk/${service}/${path}`, {
    ...(body === undefined ? { headers } : { method, headers, body: JSON.stringify(body) }),
  });
  return answer.json();
}
const caseNow = async (code: string, by = 'bruno.neri') => DeskCase.parse(await asked(`cases/${code}`, by));
async function act(code: string, by: string, body: unknown) {
  await asked(`cases/${code}/acts`, by, body, { version: (await caseNow(code, by)).version });
}
const done = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
async function board(body: unknown, by = 'bruno.neri') {
  const headers = { authorization: `Bearer ${await stage.token(by)}`, 'content-type': 'application/json' };
  const answer = await fetch(`${stage.url}/v1/desk/${service}/board`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return { status: answer.status, content: await answer.json() };
}
/** Axe and the width of a page on a phone and at a desk. */
async function expectGood(page: Page) {
  for (const width of [390, 1366]) {
    await page.setViewportSize({ width, height: 850 });
    expect(await tooWide(page, width)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  }
  expect(await page.locator('h1').count()).toBe(1);
}

describe('the board', () => {
  test('shows a supervisor what waits by lane, as numbers and as bars, and leads to the cases by keyboard', async () => {
    await until('all wait on the list', 60_000, async () => {
      const view = BoardView.parse((await board({ do: 'look' })).content);
      return view.is === 'board' && view.lines.find(({ id }) => id === 'information')?.waiting === codes.length;
    });
    await open(bruno, 'board');
    await bruno.getByRole('heading', { name: 'Quadro dello sportello' }).waitFor();
    await bruno.getByText('Il servizio è aperto fino a').waitFor();
    const chart = bruno.getByRole('img', { name: 'Quante aspettano noi, per corsia' });
    await chart.waitFor();
    expect(await chart.locator('.value').allTextContents()).toContain(String(codes.length));
    // As drawn, not as written: the longest bar is as long as its ground, and that of nothing has no length.
    const drawn = (mark: string) =>
      chart.locator(mark).evaluateAll((bars) => bars.map((one) => one.getBoundingClientRect().width));
    const [bars, grounds] = [await drawn('.bar'), await drawn('.ground')];
    expect(Math.max(...bars)).toBeCloseTo(Math.max(...grounds), 0);
    expect(Math.min(...bars)).toBe(0);
    await bruno.getByText('la legge (L. 300/1970, art. 4) chiede un accordo sindacale').waitFor();
    expect(await bruno.getByRole('button', { name: 'Mostra anche per persona' }).count()).toBe(0);
    await expectGood(bruno);
    await tabTo(bruno, 'a[href$="board/lane.waiting.information"]');
    await bruno.keyboard.press('Enter');
    await bruno.getByRole('heading', { name: 'Informazioni: aspettano noi' }).waitFor();
    for (const one of words) await bruno.getByText(one).first().waitFor();
    await expectGood(bruno);
  });

  test('is not shown to an operator, nor are figures of one person to anybody', async () => {
    expect((await board({ do: 'look' }, 'carla.villa')).status).toBe(403);
    expect((await board({ do: 'look' }, 'dora.valli')).status).toBe(403);
    expect(await board({ do: 'look', colleagues: true })).toMatchObject({
      status: 409,
      content: { refused: 'no-union-agreement' },
    });
    await open(carla, 'worklist');
    await carla.getByRole('link', { name: 'Turni' }).waitFor();
    expect(await carla.getByRole('link', { name: 'Quadro' }).count()).toBe(0);
    await open(carla, 'board');
    await carla.getByText('un supervisore di questo servizio').waitFor();
    await expectGood(carla);
  });
});

describe('cases that are moved together', () => {
  test('are chosen, previewed and moved with a reason; what changed after the preview stays and is named', async () => {
    await asked('presence', 'carla.villa', { presence: 'present' }, { method: 'PUT' });
    await open(bruno, 'board/lane.waiting.information');
    const [one = '', two = ''] = codes;
    await bruno.getByRole('button', { name: 'Scegli le richieste da spostare' }).click();
    for (const code of [one, two]) await bruno.getByRole('checkbox', { name: `Scegli la richiesta ${code}` }).check();
    await bruno.getByRole('button', { name: 'Mostra che cosa succede' }).click();
    await bruno.getByText('Scegli dove.').waitFor();
    await expectGood(bruno);
    await bruno.getByLabel('Dove').selectOption({ label: 'Carla Villa · presente' });
    await bruno.getByLabel('Perché').fill('La collega del turno è in malattia.');
    await bruno.getByRole('button', { name: 'Mostra che cosa succede' }).click();
    await done(bruno, '2 richieste si spostano.');
    await expectGood(bruno);
    await act(two, 'carla.villa', { act: 'note', text: 'La sto già guardando.' });
    await tabTo(bruno, '.confirm button[type=submit]');
    await bruno.keyboard.press('Enter');
    await done(bruno, 'Spostata 1 richiesta.');
    await bruno.getByText('è cambiata dopo che l’hai vista').waitFor();
    await expectGood(bruno);
    expect([(await caseNow(one)).desk.owner?.by, (await caseNow(two)).desk.owner?.by]).toEqual([
      'Carla Villa',
      undefined,
    ]);
  });

  test('are proposed from whoever is away to whoever is present, and a person confirms', async () => {
    const [, , three = ''] = codes;
    // Ettore has a case and has not said that he is here.
    await act(three, 'ettore.gallo', { act: 'take' });
    await until('the list knows', 30_000, async () => {
      const view = BoardView.parse((await board({ do: 'propose' })).content);
      return view.is === 'proposal' && view.moves.some(({ code }) => code === three);
    });
    await open(bruno, 'board');
    await bruno.getByRole('link', { name: 'Proponi come riequilibrare' }).click();
    await bruno.getByRole('heading', { name: 'Come si potrebbe riequilibrare' }).waitFor();
    await bruno
      .getByRole('row', { name: new RegExp(`${three}.*Ettore Gallo.*Carla Villa.*chi ce l’ha non c’è`) })
      .waitFor();
    await expectGood(bruno);
    await bruno.getByLabel('Perché').fill('Non è in turno.');
    await bruno.getByRole('button', { name: 'Sposta la richiesta' }).click();
    await done(bruno, 'Spostata 1 richiesta.');
    expect((await caseNow(three)).desk.owner?.by).toBe('Carla Villa');
    await expectGood(bruno);
  });
});

describe('answers that were drawn', () => {
  test('are read again by somebody else, without who answered; what is to be corrected is open again', async () => {
    const [one = '', two = ''] = codes;
    for (const code of [one, two]) {
      await act(code, 'carla.villa', { act: 'take' });
      await act(code, 'carla.villa', { act: 'answer', text: 'Riapre lunedì alle otto.', channel: 'phone' });
    }
    const week = '2026-W48';
    await until('both may be drawn', 30_000, async () => {
      const view = BoardView.parse((await board({ do: 'sample', week })).content);
      return view.is === 'sample' && view.cases.length === 2;
    });
    await open(carla, `review/${week}`);
    await carla.getByText('è tua: la rilegge un’altra persona').first().waitFor();
    expect(await carla.getByRole('button', { name: /^Rileggi/ }).count()).toBe(0);
    await expectGood(carla);
    await open(bruno, `review/${week}`);
    await bruno.getByRole('button', { name: `Rileggi la risposta alla richiesta ${one}` }).click();
    await bruno.getByText('Riapre lunedì alle otto.').waitFor();
    expect(await bruno.getByText('Carla Villa').count()).toBe(0);
    await expectGood(bruno);
    await bruno.getByRole('button', { name: 'Conferma' }).click();
    await done(bruno, 'Registrato: la risposta va bene.');
    await bruno.getByRole('button', { name: `Rileggi la risposta alla richiesta ${two}` }).click();
    await bruno.getByRole('radio', { name: /^Da correggere/ }).check();
    await bruno.getByRole('button', { name: 'Conferma' }).click();
    await bruno.getByText('Scrivi che cosa va corretto.').waitFor();
    await expectGood(bruno);
    await bruno.getByLabel('Che cosa va corretto').fill('Manca che riapre una corsia sola.');
    await bruno.getByRole('button', { name: 'Conferma' }).click();
    await done(bruno, 'Registrato: la richiesta è di nuovo aperta.');
    await expectGood(bruno);
    const now = await caseNow(two);
    expect([now.stage, now.desk.notes.at(-1)?.text]).toEqual(['registered', 'Manca che riapre una corsia sola.']);
    await open(carla, `case/${two}`);
    await carla.getByText('Rilettura: da correggere').waitFor();
  });
});

describe('the reserve', () => {
  test('from a yes to the first answer, which leaves once a supervisor has read it, in less than ten minutes', async () => {
    const { sub } = colleagues.find(({ userName }) => userName === 'piero.sanna') ?? { sub: '' };
    const own = { name: 'Piero Sanna', email: 'piero.sanna@example.org', languages: ['it'], lanes: ['information'] };
    await board({ do: 'edit-reserve', subject: sub, version: 0, member: own });
    const question = 'È aperta la scuola di Borgoverde domani?';
    await send(stage.url, service, contactTo(service, question));
    const context = await browser.newContext({ viewport: { width: 390, height: 850 } });
    const piero = await context.newPage();
    piero.setDefaultTimeout(60_000);
    await piero.goto(`${stage.url}/console/`);
    await piero.getByRole('button', { name: 'Accedi' }).click();
    await piero.getByLabel('Nome utente').fill('piero.sanna');
    await piero.getByLabel('Password').fill('da-un-altro-ufficio');
    await piero.getByRole('button', { name: 'Entra' }).click();
    const next = piero.getByRole('button', { name: 'Prendi la prossima' });
    // Nobody has asked him yet.
    await next.click();
    await piero.getByText('Il tuo account è chiuso.').waitFor();
    const declared = await fetch(`${stage.url}/v1/services/${service}/declarations`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await stage.token('anna.ferri')}`,
        'content-type': 'application/json',
        'if-match': '"0"',
      },
      body: JSON.stringify({
        ...{ act: 'declare', reason: 'Scossa', level: 'emergency', hours: 'around-the-clock', asksReserve: true },
        ...{ area: { kind: 'national' }, notice: { it: 'Prova.', en: 'Trial.', de: 'Probe.' } },
      }),
    });
    expect(declared.status).toBe(201);
    const link = await until('he is asked by mail', 60_000, async () => {
      const mails = (await stage.mails()).map(readMail).filter(({ to }) => to.includes(own.email));
      return /https?:\/\/\S+\/reserve/.exec(mails[0]?.text ?? '')?.[0];
    });
    const phone = await context.newPage();
    await phone.goto(`${stage.url}${new URL(link).pathname}?language=it`);
    expect(await violations(phone)).toEqual([]);
    await phone.getByRole('button', { name: 'Sì, ci sono' }).click();
    await phone.getByText('Hai risposto sì').waitFor();
    const saidYes = Date.now();
    await next.click();
    await piero.getByRole('heading', { name: /^PC-/ }).waitFor();
    expect(await violations(piero)).toEqual([]);
    await piero.getByLabel('Comincia da un testo pronto').selectOption({ label: 'Informazione' });
    await piero.getByLabel('La risposta').fill('La scuola è chiusa fino a lunedì.');
    await piero.getByRole('button', { name: 'Inserisci dove è il cursore' }).click();
    await piero.getByRole('button', { name: 'Invia la risposta' }).click();
    await piero.getByText('parte dopo che un supervisore l’ha riletta').waitFor();
    const told = await until('supervisors are told by mail', 60_000, async () =>
      (await stage.mails()).map(readMail).find(({ to }) => to.includes('supervisori@protezionecivile.example')),
    );
    expect(told.text).not.toContain('scuola');
    const page = new URL(/https?:\/\/\S+\/reserve/.exec(told.text)?.[0] ?? '');
    await bruno.goto(`${stage.url}${page.pathname}${page.hash}`);
    await bruno.getByText('La scuola è chiusa fino a lunedì.').waitFor();
    await expectGood(bruno);
    const answers = async () =>
      (await stage.mails()).map(readMail).filter(({ text }) => text.includes('La scuola è chiusa fino a lunedì.'));
    expect(await answers()).toEqual([]);
    await bruno.getByRole('button', { name: 'Va bene: può partire' }).click();
    await done(bruno, 'La risposta parte tra mezzo minuto.');
    await until('the answer is mailed', 120_000, async () => (await answers()).length === 1);
    expect(Date.now() - saidYes).toBeLessThan(600_000);
    await context.close();
  }, 300_000);
});
