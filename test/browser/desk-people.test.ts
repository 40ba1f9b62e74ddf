import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { ShiftsView } from '../../shared/contracts/shift.ts';
import { WorklistView } from '../../shared/contracts/worklist.ts';
import { openStage, until } from '../stage/center.ts';
import { contactTo, send } from '../stage/citizen.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

// People at the desk: who works when and with what, who is here, who reads what.

const service = 'protezione-civile';
let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
/** The pages of Carla Villa, operator, and of Bruno Neri, supervisor. */
let carla: Page;
let bruno: Page;
let code = '';
const complaints: string[] = [];

const enter = (userName: string, password: string) =>
  signedIn(browser, { url: stage.url, userName, password, complaints });

beforeAll(async () => {
  // A Friday, ten in Rome.
  ({ stage, close } = await openStage({ at: new Date('2026-11-27T09:00:00Z') }));
  browser = await openBrowser();
  ({ code } = await send(stage.url, service, contactTo(service, 'Quando riapre la strada per Borgoverde?')));
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
const done = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();
async function expectGood(page: Page) {
  expect(await violations(page)).toEqual([]);
  expect(await page.locator('h1').count()).toBe(1);
}
async function asked(path: string, by = 'carla.villa'): Promise<unknown> {
  const headers = { authorization: `Bearer ${await stage.token(by)}` };
  return (await fetch(`${stage.url}/v1/desk/${service}/${path}`, { headers })).json();
}
const ownerOf = async () => DeskCase.parse(await asked(`cases/${code}`)).desk.owner?.by;

describe('the reserve', () => {
  test('a supervisor writes who may be asked, is told what is missing, and takes them off again', async () => {
    await open(bruno, 'reserve');
    await bruno.getByText('Nella riserva non c’è ancora nessuno.').waitFor();
    await bruno.getByRole('button', { name: 'Aggiungi una persona' }).click();
    await bruno.getByRole('button', { name: 'Salva' }).click();
    await bruno.getByText('Scrivi l’account').waitFor();
    expect(await bruno.evaluate(() => document.activeElement?.id)).toBe('reserve-account');
    // What may do harm is not offered.
    expect(await bruno.getByRole('checkbox', { name: 'Urgenti', exact: true }).count()).toBe(0);
    await expectGood(bruno);
    await bruno.getByLabel('Account').fill('piero.sanna');
    await bruno.getByLabel('Nome e cognome').fill('Piero Sanna');
    await bruno.getByLabel('E-mail').fill('piero.sanna@example.org');
    await bruno.getByLabel('Numero per l’SMS').fill('+393335559900');
    await bruno.getByLabel('Informazioni').check();
    await bruno.getByRole('button', { name: 'Salva' }).click();
    await done(bruno, 'Piero Sanna è nella riserva.');
    await bruno.getByRole('cell', { name: 'piero.sanna@example.org' }).waitFor();
    for (const width of [320, 1366]) {
      await bruno.setViewportSize({ width, height: 850 });
      expect(await tooWide(bruno, width)).toEqual([]);
      await expectGood(bruno);
    }
    await bruno.getByRole('button', { name: 'Togli Piero Sanna dalla riserva' }).click();
    await done(bruno, 'Piero Sanna non è più nella riserva.');
  });
});

describe('shifts and presence', () => {
  test('an operator says that she is here, by keyboard, and stands in the list', async () => {
    await open(carla, 'shifts');
    await carla.getByText('Non hai ancora detto se ci sei.').waitFor();
    await expectGood(carla);
    await carla.getByRole('button', { name: 'Ci sono' }).focus();
    await carla.keyboard.press('Enter');
    await done(carla, 'Risulti presente.');
    await carla.getByRole('row', { name: /Carla Villa presente, fino a/ }).waitFor();
    expect(await carla.getByRole('button', { name: /Modifica/ }).count()).toBe(0);
    for (const width of [320, 390, 683]) {
      await carla.setViewportSize({ width, height: 800 });
      expect(await tooWide(carla, width)).toEqual([]);
      expect(await violations(carla)).toEqual([]);
    }
    await carla.setViewportSize({ width: 1366, height: 850 });
  });

  test('a supervisor gives her lanes, skills and a shift, and the change is on record', async () => {
    await open(bruno, 'shifts');
    await bruno.getByRole('button', { name: 'Modifica il turno di Carla Villa' }).click();
    await bruno.getByRole('heading', { name: 'Turno di Carla Villa' }).waitFor();
    await bruno.getByRole('checkbox', { name: 'Informazioni' }).check();
    await bruno.getByRole('checkbox', { name: 'Italiano' }).check();
    await bruno.getByRole('checkbox', { name: 'Istanze e termini di legge' }).check();
    await bruno.getByRole('button', { name: 'Aggiungi un turno' }).click();
    await bruno.getByRole('button', { name: 'Salva il turno' }).click();
    await bruno.getByText('Scegli almeno un giorno e scrivi le due ore.').waitFor();
    await bruno.getByRole('checkbox', { name: 'venerdì' }).check();
    for (const width of [390, 1366]) {
      await bruno.setViewportSize({ width, height: 850 });
      expect(await tooWide(bruno, width)).toEqual([]);
      await expectGood(bruno);
    }
    await bruno.getByRole('button', { name: 'Salva il turno' }).click();
    await done(bruno, 'Il turno di Carla Villa è salvato.');
    await bruno.getByText('Chi ha modificato che cosa').click();
    await bruno.getByText('Bruno Neri ha modificato il turno di Carla Villa').waitFor();
    await expectGood(bruno);
    const { colleagues } = ShiftsView.parse(await asked('shifts'));
    expect(colleagues).toMatchObject([
      {
        name: 'Carla Villa',
        lanes: ['information'],
        languages: ['it'],
        skills: ['instances'],
        week: [{ days: ['friday'], from: '08:00', to: '14:00' }],
        // She stays until the shift is over, by the clocks of Rome.
        presence: { presence: 'present', until: '2026-11-27T13:00:00.000Z' },
      },
    ]);
  });

  test('what a colleague has is read with a reason, and a supervisor sees who read it and why', async () => {
    const words = 'Il sentiero per il rifugio è aperto?';
    const { code: other } = await send(stage.url, service, contactTo(service, words, { email: 'eva@example.org' }));
    await open(bruno, `case/${other}`);
    await bruno.getByRole('button', { name: 'Prendi in carico' }).waitFor();
    await bruno.keyboard.press('t');
    await done(bruno, 'Presa in carico: è tua.');
    await open(carla, `case/${other}`);
    await carla.getByText('Questa richiesta non è tua').waitFor();
    expect(await carla.getByText(words).count()).toBe(0);
    await expectGood(carla);
    await carla.getByRole('button', { name: 'Apri la richiesta' }).click();
    await carla.getByText('Scrivi perché la apri.').waitFor();
    await carla.getByLabel('Perché la apri').fill('Ha telefonato e chiede a che punto è.');
    await carla.setViewportSize({ width: 390, height: 800 });
    expect(await tooWide(carla, 390)).toEqual([]);
    expect(await violations(carla)).toEqual([]);
    await carla.setViewportSize({ width: 1366, height: 850 });
    await carla.getByRole('button', { name: 'Apri la richiesta' }).click();
    await carla.getByText(words).first().waitFor();
    await bruno.getByText('La sta leggendo anche Carla Villa').waitFor();
    await carla.getByText('La sta leggendo anche Bruno Neri').waitFor();
    await carla.getByLabel('Nota').first().pressSequentially('Ha richiamato');
    await bruno.getByText('Carla Villa sta scrivendo qui adesso').waitFor();
    await expectGood(bruno);
    await bruno.getByRole('button', { name: 'Mostra chi l’ha letta' }).click();
    await bruno.getByText(/Carla Villa, operatore, motivo: «Ha telefonato e chiede a che punto è.»/).waitFor();
    await bruno.getByRole('button', { name: 'Mostra come si dice alla persona: senza nomi' }).click();
    await bruno.getByText(/: operatore, motivo: «Ha telefonato e chiede a che punto è.»/).waitFor();
    await expectGood(bruno);
    // What is known of the person stands above all else, on each of their cases.
    await bruno.getByText('Altri atti').click();
    await bruno.getByRole('button', { name: 'Annota un fatto sulla persona' }).click();
    await bruno.getByLabel('Che cosa', { exact: true }).selectOption({ label: 'Serve un interprete' });
    await bruno.getByLabel('Lingua dell’interprete').fill('LIS');
    await bruno.getByLabel('Motivo').fill('L’ha detto al telefono.');
    await bruno.locator('.act-form').getByRole('button', { name: 'Annota un fatto sulla persona' }).click();
    await done(bruno, 'Annotato: si vede in tutte le sue richieste.');
    await bruno.getByRole('heading', { name: 'Che cosa sappiamo della persona' }).waitFor();
    await bruno.getByText('Serve un interprete: LIS').waitFor();
    await expectGood(bruno);
    await bruno.setViewportSize({ width: 390, height: 800 });
    expect(await tooWide(bruno, 390)).toEqual([]);
    await bruno.setViewportSize({ width: 1366, height: 850 });
  });

  test('a case is given to a colleague who is there, and is new to them on whatever page they are', async () => {
    const { code: other } = await send(stage.url, service, contactTo(service, 'Dove si ritirano le coperte?'));
    await open(bruno, 'shifts');
    await bruno.getByRole('button', { name: 'Ci sono' }).click();
    await done(bruno, 'Risulti presente.');
    await open(carla, `case/${other}`);
    await carla.getByRole('button', { name: 'Prendi in carico' }).waitFor();
    await carla.keyboard.press('t');
    await done(carla, 'Presa in carico: è tua.');
    await carla.keyboard.press('g');
    const colleague = carla.getByLabel('A quale collega');
    await colleague.waitFor();
    await until('Bruno is offered', 10_000, async () => (await colleague.locator('option').count()) === 2);
    expect(await colleague.locator('option').last().textContent()).toMatch(/^Bruno Neri · al lavoro fino a /);
    await carla.getByRole('button', { name: 'Dai a un collega', exact: true }).click();
    await carla.getByText('Manca: compila questo campo.').first().waitFor();
    await colleague.selectOption({ index: 1 });
    await carla.setViewportSize({ width: 390, height: 800 });
    expect(await tooWide(carla, 390)).toEqual([]);
    expect(await violations(carla)).toEqual([]);
    await carla.setViewportSize({ width: 1366, height: 850 });
    await carla.getByRole('button', { name: 'Dai a un collega', exact: true }).click();
    await done(carla, 'Data al collega: ora è sua.');
    await bruno.getByText('Un collega ti ha dato una richiesta:').waitFor();
    await expectGood(bruno);
    await bruno.getByRole('link', { name: other }).click();
    await bruno.getByText('Dove si ritirano le coperte?').first().waitFor();
    await open(bruno, 'worklist');
    await bruno.getByText('Nuova per te, da Carla Villa').waitFor();
    await expectGood(bruno);
  });

  test('cases about one thing are grouped from the list, answered together, and one is taken out again', async () => {
    const words = ['Manca l’acqua in via Roma', 'Da stamattina niente acqua'];
    const codes: string[] = [];
    for (const [place, message] of words.entries())
      codes.push(
        (await send(stage.url, service, contactTo(service, message, { email: `acqua${place}@example.org` }))).code,
      );
    await until('both are listed', 60_000, async () => {
      const { items } = WorklistView.parse(await asked('worklist'));
      return codes.every((one) => items.some(({ caseId }) => caseId === one));
    });
    await open(carla, 'worklist');
    for (const message of words) await carla.getByText(message).first().waitFor();
    await carla.getByRole('button', { name: 'Scegli più richieste' }).click();
    expect(await carla.getByRole('button', { name: 'Raggruppa le 0 scelte' }).isDisabled()).toBe(true);
    for (const one of codes) await carla.getByRole('checkbox', { name: `Scegli la richiesta ${one}` }).check();
    await expectGood(carla);
    for (const width of [320, 390]) {
      await carla.setViewportSize({ width, height: 800 });
      expect(await tooWide(carla, width)).toEqual([]);
    }
    await carla.setViewportSize({ width: 1366, height: 850 });
    await carla.getByRole('button', { name: 'Raggruppa le 2 scelte' }).click();
    await carla.getByRole('heading', { name: 'Richieste sullo stesso fatto' }).waitFor();
    await until('both stand in the group', 20_000, async () => {
      await carla.getByRole('button', { name: 'Aggiorna' }).click();
      return (await carla.getByRole('button', { name: /^Togli dal gruppo la richiesta/ }).count()) === 2;
    });
    await expectGood(carla);
    await carla.setViewportSize({ width: 390, height: 800 });
    expect(await tooWide(carla, 390)).toEqual([]);
    await carla.setViewportSize({ width: 1366, height: 850 });
    await carla.getByRole('link', { name: 'Rispondi a tutte…' }).click();
    await carla.getByText('Stesso evento').first().waitFor();
    expect(await carla.getByRole('radio', { name: 'Quelle dello stesso gruppo' }).isChecked()).toBe(true);
    for (const message of words) await carla.getByText(message).first().waitFor();
    await expectGood(carla);
    await carla.goBack();
    await carla.getByRole('button', { name: `Togli dal gruppo la richiesta ${codes[1]}` }).click();
    await done(carla, 'Tolta dal gruppo.');
    await until('one is left', 20_000, async () => {
      await carla.getByRole('button', { name: 'Aggiorna' }).click();
      return (await carla.getByRole('button', { name: /^Togli dal gruppo la richiesta/ }).count()) === 1;
    });
    await open(carla, 'worklist');
    // As many rows as are still to be shown of it.
    await carla.getByRole('link', { name: 'Stesso fatto' }).first().waitFor();
  });

  test('a household that agrees has a page: what is owed next stands first, from its case and from the list', async () => {
    const declared = await fetch(`${stage.url}/v1/services/${service}/declarations`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await stage.token('anna.ferri')}`,
        'content-type': 'application/json',
        'if-match': '"0"',
      },
      body: JSON.stringify({
        ...{ act: 'declare', reason: 'Scossa', level: 'emergency', hours: 'around-the-clock' },
        ...{ area: { kind: 'national' }, notice: { it: 'Prova.', en: 'Trial.', de: 'Probe.' } },
      }),
    });
    expect(declared.status).toBe(201);
    await open(carla, `case/${code}`);
    await carla.getByText('Crea la pagina della famiglia').first().click();
    await carla.getByLabel('Come chiami la famiglia').fill('Famiglia Rossi, Borgoverde');
    await expectGood(carla);
    await carla.getByRole('button', { name: 'Crea la pagina della famiglia' }).click();
    await done(carla, 'La famiglia ha la sua pagina.');
    await carla.getByRole('link', { name: 'Apri la pagina: Famiglia Rossi, Borgoverde' }).click();
    const what = carla.getByLabel('Che cosa registri');
    await until('the page is there', 20_000, async () => {
      await carla.getByRole('button', { name: 'Aggiorna' }).click();
      return (await what.count()) === 1;
    });
    await what.selectOption({ label: 'Una promessa' });
    await carla.getByRole('button', { name: 'Registra', exact: true }).click();
    await carla.getByText('Completa questo campo.').first().waitFor();
    await expectGood(carla);
    await carla.getByLabel('Entro il').fill('2026-12-05');
    await carla.getByLabel('Che cosa è successo o che cosa si promette').fill('Torniamo con lo strutturista.');
    await carla.getByRole('button', { name: 'Registra', exact: true }).click();
    await done(carla, 'Registrato.');
    await carla.getByText('Torniamo con lo strutturista.').first().waitFor();
    await carla.setViewportSize({ width: 320, height: 800 });
    expect(await tooWide(carla, 320)).toEqual([]);
    await expectGood(carla);
    await carla.getByRole('link', { name: 'Torna alle famiglie' }).click();
    await until('the list tells what is owed', 20_000, async () => {
      await carla.getByRole('button', { name: 'Aggiorna' }).click();
      return (
        (await carla.getByRole('row', { name: /Famiglia Rossi, Borgoverde Visita 5 dicembre 2026/ }).count()) === 1
      );
    });
    expect(await tooWide(carla, 320)).toEqual([]);
    await expectGood(carla);
    await carla.setViewportSize({ width: 1366, height: 850 });
  });

  test('who leaves by signing out gives back what they have', async () => {
    await open(carla, `case/${code}`);
    await carla.getByRole('button', { name: 'Prendi in carico' }).waitFor();
    await carla.keyboard.press('t');
    await done(carla, 'Presa in carico: è tua.');
    await until('the case is hers on the list', 10_000, async () => {
      const list = (await asked('worklist?mine=true')) as { items: { caseId: string }[] };
      return list.items?.some(({ caseId }) => caseId === code);
    });
    await carla.getByRole('button', { name: 'Esci' }).click();
    await carla.waitForURL(/\/session\/end/);
    await until('nobody has it', 10_000, async () => (await ownerOf()) === undefined);
    const { colleagues } = ShiftsView.parse(await asked('shifts', 'bruno.neri'));
    const own = colleagues.find(({ name }) => name === 'Carla Villa');
    expect(own?.presence?.presence).toBe('signed-out');
  });
});
