import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { BoardView } from '../../shared/contracts/board.ts';
import { openStage, until } from '../stage/center.ts';
import { contactTo, send } from '../stage/citizen.ts';
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
