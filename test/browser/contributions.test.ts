import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import type { Browser, Page } from 'playwright-core';
import { answerCitizen } from '../../functions/contributions/answer-citizen.ts';
import { pageOfProblem } from '../../functions/contributions/citizen-pages.ts';
import { decideOn, holdGiven, listGiven, openGiven, showGiven } from '../../functions/contributions/moderate.ts';
import type { OwnWork } from '../../functions/contributions/own-contribution.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import { answering } from '../../shared/shell/http/answering.ts';
import { problems, Refusal } from '../../shared/shell/http/problems.ts';
import { familyLine } from '../fixtures/contacts.ts';
import { rolesOf } from '../fixtures/staff.ts';
import { memoryContributions } from '../stores/memory-contributions.ts';
import { memoryReads } from '../stores/memory-reads.ts';
import { memoryTries } from '../stores/memory-tries.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { servePortal } from './portal.ts';

// Stories and ideas over the functions of the center, in memory: what citizens give, moderators decide, everybody reads.

const { contributions: rules } = familyLine;
if (rules === undefined) throw new Error('familyline takes neither stories nor ideas');
const base = '/v1/services/familyline/contributions';

/** What is sent to the mail queue and to the desk's queue. */
let mails: string[] = [];
let requests: string[] = [];
let work: OwnWork;
const reads = memoryReads();

function begin() {
  mails = [];
  requests = [];
  work = {
    service: 'familyline',
    definition: familyLine,
    rules,
    contributions: memoryContributions(),
    mail: async (body: string) => void mails.push(body),
    portalUrl: '',
    hmac: async () => hmacWith('secret'),
    periods: async () => [],
    queues: {
      service: 'familyline',
      queue: { leave: async (message: string) => void requests.push(message) },
      inbox: { keep: async () => undefined },
    },
    tries: memoryTries(),
  } as unknown as OwnWork;
}

const routeOf = (path: string): { routeKey: string; id?: string } => {
  const id = path.startsWith(`${base}/`) ? path.slice(base.length + 1) : undefined;
  return id === undefined ? { routeKey: path } : { routeKey: `${base}/{id}`, id };
};

const handler = answering(
  'contributions',
  (event, now) => answerCitizen(work, event, now),
  (problem, name, language, event) => pageOfProblem(event, familyLine, language, { problem, name }),
);

/** What the center answers a citizen, by the wrap of every function. */
async function answerPublic({ url = '', method = 'GET', headers }: IncomingMessage, body: string) {
  const { pathname, searchParams } = new URL(url, 'http://portal');
  const { routeKey, id } = routeOf(pathname);
  const event = {
    routeKey: `${method} ${routeKey}`,
    requestContext: { http: { method }, requestId: 'r' },
    headers,
    pathParameters: id === undefined ? {} : { id },
    queryStringParameters: Object.fromEntries(searchParams),
    body,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  const reply = (await handler(event, {} as Context)) as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  return { status: reply.statusCode, type: reply.headers['Content-Type'] ?? 'text/html', body: reply.body };
}

/** What the center answers whoever is signed in, by the rules of its functions. */
async function answerStaff({ url = '', method, headers }: IncomingMessage, body: string) {
  const { pathname, searchParams } = new URL(url, 'http://portal');
  const [, , , , , id, act] = pathname.split('/');
  const name = (headers.authorization ?? '').replace('Bearer ', '');
  const room = {
    ...work,
    officer: { subject: name, name },
    roles: rolesOf(name === 'gina' ? 'auditor' : 'editor'),
    line: { function: 'contributions', service: 'familyline', subject: name },
    reads,
    now: new Date(),
  } as unknown as Parameters<typeof decideOn>[0];
  const event = {
    headers: { ...headers, 'content-type': 'application/json' },
    pathParameters: { id },
    queryStringParameters: Object.fromEntries(searchParams),
    body,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
  if (id === undefined) return listGiven(room, event);
  if (method === 'GET') return showGiven(room, event);
  return act === 'openings' ? openGiven(room, event) : decideOn(room, event);
}

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;

beforeAll(async () => {
  portal = await servePortal(async (request, body) => {
    const { url = '' } = request;
    const json = (told: unknown, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(told) });
    if (url === '/console/settings.json') return json({ issuer: portal.origin, clientId: 'console' });
    if (url === '/v1/status') return json({ status: 'ok', at: new Date().toISOString() });
    if (/^\/v1\/services\/familyline\/(own-|similar-)?contribution/.test(url)) return answerPublic(request, body);
    if (!url.startsWith('/v1/desk/familyline/contributions')) return undefined;
    try {
      const { status, body: told } = await answerStaff(request, body);
      return json(told, status);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status } = problems[error.problemName];
      return json({ status, title: error.problemName, ...error.members }, status);
    }
  });
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await portal?.close();
});
beforeEach(begin);

/** Pages without script: axe is a script, and the same pages are tried with it. */
const still = new WeakSet<Page>();

async function citizen(javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 390, height: 800 } });
  const page = await context.newPage();
  if (!javaScriptEnabled) still.add(page);
  page.setDefaultTimeout(15_000);
  return page;
}

async function moderator(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 850 } });
  const claims = { sub: name, name, 'cognito:groups': [name === 'gina' ? 'auditor' : 'editor'] };
  await context.addInitScript(
    (session) => sessionStorage.setItem('sportello.session', session),
    JSON.stringify({ idToken: name, endsAt: Date.now() + 3_600_000, claims }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

/** That a page is one that everybody can use: no violation, nothing wider than a phone, one first heading. */
async function expectGood(page: Page): Promise<void> {
  const { width = 390 } = page.viewportSize() ?? {};
  if (!still.has(page)) expect(await violations(page)).toEqual([]);
  expect(await tooWide(page, width)).toEqual([]);
  expect(await page.locator('h1').count()).toBe(1);
}

type Words = { title: string; text: string; allow: readonly string[]; firstName?: string };

/** Fills in the form of a kind and comes to the page before sending. */
async function write(page: Page, kind: 'story' | 'idea', { title, text, allow, firstName }: Words): Promise<void> {
  await page.goto(`${portal.origin}/it/familyline/contributions/${kind}/`);
  await expectGood(page);
  await page.fill('[name=title]', title);
  await page.fill('[name=text]', text);
  if (firstName !== undefined) await page.fill('[name=firstName]', firstName);
  await page.fill('[name=email]', 'ada@example.org');
  for (const purpose of allow) await page.check(`[name="consents.${purpose}"]`);
  await page.check('[name=privacyAccepted]');
  await page.click('button[value=summary]');
  await page.waitForSelector('button[value=send]');
}

async function send(page: Page): Promise<string> {
  await page.click('button[value=send]');
  await page.waitForSelector('.receipt');
  await expectGood(page);
  return (await page.textContent('.receipt .code strong')) ?? '';
}

/** Opens one's own by code and second fact. */
async function openOwn(page: Page, code: string): Promise<void> {
  await page.goto(`${portal.origin}/it/familyline/contributions/own/`);
  await expectGood(page);
  await page.fill('[name=code]', code);
  await page.fill('[name=secondFact]', 'ada@example.org');
  await page.click('main button[type=submit]');
  await page.waitForSelector('#stage-title');
  await expectGood(page);
}

/** Opens what waits under a title in the moderators' room. */
async function openGivenAs(page: Page, title: string): Promise<void> {
  await page.goto(`${portal.origin}/console/#/familyline/contributions`);
  await page.getByRole('link', { name: title }).click();
  await page.locator('#original').waitFor();
}

async function answerNo(page: Page): Promise<void> {
  for (const name of ['minor', 'formerPartner', 'another']) await page.check(`[name=be-known-${name}][value=no]`);
}

describe.each([true, false])('with script %s', (script) => {
  test('an idea is compared, sent, moderated, and its author and everybody see what became of it', async () => {
    const ada = await citizen(script);
    const first = {
      title: 'Un orario serale per gli sportelli',
      text: 'Aprire gli sportelli la sera, una volta alla settimana, per chi lavora.',
    };
    await write(ada, 'idea', { ...first, allow: ['publish', 'contact'] });
    expect(await ada.getByText('Fra le idee pubblicate non ne troviamo di simili.').count()).toBe(1);
    const code = await send(ada);

    const anna = await moderator('anna');
    await openGivenAs(anna, first.title);
    await answerNo(anna);
    await anna.getByRole('button', { name: 'Pubblica', exact: true }).click();
    await anna.getByText('Pubblicata: si legge nelle pagine.').waitFor();
    await anna.getByRole('button', { name: 'Scrivi che cosa ne è stato' }).click();
    await anna.selectOption('#decision-outcome', 'not-taken-up');
    await anna.getByRole('button', { name: 'Conferma' }).click();
    await anna.getByText('Se non è accolta, scrivi perché.').waitFor();
    await anna.fill('#decision-words', 'Da gennaio il numero verde risponde anche la sera.');
    await anna.getByRole('button', { name: 'Conferma' }).click();
    await anna.getByText('Scritto: si legge nella pagina').waitFor();

    const bruno = await citizen(script);
    await write(bruno, 'idea', {
      title: 'Sportelli aperti la sera',
      text: 'Vorrei gli sportelli aperti la sera almeno una volta alla settimana.',
      allow: ['publish'],
    });
    await bruno.getByRole('heading', { name: 'Idee simili già pubblicate' }).waitFor();
    expect(await bruno.locator('.contributions .outcome').first().textContent()).toBe('Non accolta');
    await expectGood(bruno);
    await bruno.getByRole('link', { name: first.title }).click();
    await bruno.getByText('Da gennaio il numero verde risponde anche la sera.').waitFor();
    await expectGood(bruno);

    await openOwn(ada, code);
    expect(await ada.textContent('.stage')).toContain('Non accolta');
    expect(mails.length).toBeGreaterThan(0);
  });

  test('a story is published without names, and gone as soon as its author withdraws', async () => {
    const ada = await citizen(script);
    const story = {
      title: 'Il terzo figlio',
      text: 'Quando è nato il terzo figlio ho scritto a maria.verdi@example.org.\n\nMi hanno ascoltata.',
      allow: ['publish', 'name', 'dialogue'],
      firstName: 'Ada',
    };
    await write(ada, 'story', story);
    const code = await send(ada);

    const anna = await moderator('anna');
    await openGivenAs(anna, story.title);
    expect(await anna.locator('.original mark').first().textContent()).toContain('maria.verdi');
    await answerNo(anna);
    await anna.getByRole('button', { name: 'Pubblica', exact: true }).click();
    await anna.getByText('Decidi di ogni cosa evidenziata').waitFor();
    const remove = anna.getByRole('button', { name: /^Togli\s*:/ });
    while ((await remove.count()) > 0) await remove.first().click();
    expect(await anna.inputValue('#shown-text')).not.toContain('maria.verdi');
    await anna.fill('#shown-dialogue', 'C: È nato il terzo figlio.\nS: Ecco a che cosa hai diritto.');
    await anna.getByRole('button', { name: 'Pubblica', exact: true }).click();
    await anna.getByText('Pubblicata: si legge nelle pagine.').waitFor();

    const bruno = await citizen(script);
    await bruno.goto(`${portal.origin}${base}?language=it&kind=story`);
    await expectGood(bruno);
    await bruno.getByRole('link', { name: story.title }).click();
    await bruno.getByText('Ecco a che cosa hai diritto.').waitFor();
    const body = await bruno.textContent('main');
    expect(body).toContain('di Ada');
    expect(body).not.toContain('maria.verdi');
    await expectGood(bruno);
    const address = bruno.url();

    await openOwn(ada, code);
    await ada.getByRole('button', { name: 'Non pubblicatela più' }).click();
    await ada.getByText('Fatto: vale da adesso').waitFor();
    await expectGood(ada);
    expect((await bruno.goto(address))?.status()).toBe(410);
    await bruno.getByRole('heading', { name: 'Qui non c’è più niente' }).waitFor();
    await expectGood(bruno);
    await bruno.goto(`${portal.origin}${base}?language=it&kind=story`);
    expect(await bruno.textContent('main')).not.toContain(story.title);
    await ada.getByRole('button', { name: 'Cancellate tutto' }).click();
    await ada.getByText('Cancellata').first().waitFor();
  });

  test('what is sent back is written again, and nothing typed is lost where something is wrong', async () => {
    const ada = await citizen(script);
    await ada.goto(`${portal.origin}/it/familyline/contributions/story/`);
    await ada.fill('[name=text]', 'Una storia senza titolo.');
    await ada.check('[name="consents.publish"]');
    await ada.click('button[value=summary]');
    await ada.locator('.error-summary').waitFor();
    await expectGood(ada);
    expect(await ada.inputValue('[name=text]')).toBe('Una storia senza titolo.');
    expect(await ada.isChecked('[name="consents.publish"]')).toBe(true);
    await ada.fill('[name=title]', 'Senza titolo');
    await ada.fill('[name=email]', 'ada@example.org');
    await ada.check('[name=privacyAccepted]');
    await ada.click('button[value=summary]');
    await ada.click('button[value=edit]');
    await ada.waitForSelector('[name=title]:not([type=hidden])');
    expect(await ada.inputValue('[name=title]')).toBe('Senza titolo');
    await ada.click('button[value=summary]');
    await ada.waitForSelector('button[value=send]');
    const code = await send(ada);

    const anna = await moderator('anna');
    await openGivenAs(anna, 'Senza titolo');
    await anna.getByRole('button', { name: 'Rimanda a chi l’ha scritta' }).click();
    await anna.getByRole('button', { name: 'Conferma' }).click();
    await anna.getByText('Scrivi che cosa deve cambiare.').waitFor();
    await anna.fill('#decision-words', 'Racconta che cosa è successo dopo.');
    await anna.getByRole('button', { name: 'Conferma' }).click();
    await anna.getByText('Rimandata a chi l’ha scritta.', { exact: true }).waitFor();

    await openOwn(ada, code);
    expect(await ada.textContent('.stage')).toContain('Racconta che cosa è successo dopo.');
    await ada.fill('[name=text]', 'Una storia con quello che è successo dopo.');
    await ada.getByRole('button', { name: 'Invia il nuovo testo' }).click();
    await ada.getByText('Ricevuto: aspetta di nuovo una decisione.').waitFor();
    await expectGood(ada);
  });

  test('whom to call stands above all where a story speaks of danger, and the desk has it too', async () => {
    const ada = await citizen(script);
    await write(ada, 'story', { title: 'Aiuto', text: 'Mio figlio non respira, è qui per terra.', allow: [] });
    expect(await ada.locator('.advice a[href="tel:112"]').first().isVisible()).toBe(true);
    await expectGood(ada);
    await send(ada);
    expect(await ada.locator('.advice a[href="tel:112"]').first().isVisible()).toBe(true);
    expect(await ada.textContent('.receipt')).toContain('la leggono anche gli operatori');
    expect(requests).toHaveLength(1);
  });
});

test('every form is one in every language, on a phone, and the code of a receipt is filled in from its address', async () => {
  const page = await citizen(true);
  for (const language of ['it', 'en', 'de'])
    for (const form of ['story', 'idea', 'own']) {
      await page.goto(`${portal.origin}/${language}/familyline/contributions/${form}/`);
      await expectGood(page);
    }
  await page.goto(`${portal.origin}/it/familyline/contributions/own/#FL-7K3M-9QXT-4DHR-8WZA`);
  await page.reload();
  expect(await page.inputValue('[name=code]')).toBe('FL-7K3M-9QXT-4DHR-8WZA');
  // Protezione Civile takes ideas alone.
  await page.goto(`${portal.origin}/it/protezione-civile/`);
  expect(await page.getByRole('link', { name: 'Cassetta delle idee' }).count()).toBe(1);
  expect(await page.getByRole('link', { name: 'Racconta la tua storia' }).count()).toBe(0);
});

describe('the moderators’ room', () => {
  test('shows what waits with its time, one beside its text to be read, by keyboard and on a phone', async () => {
    const ada = await citizen(true);
    await write(ada, 'story', {
      title: 'La nonna di Perugia',
      text: 'Mia nonna vive a Perugia. Scrivetemi a nonna@example.org.',
      allow: ['publish'],
    });
    await send(ada);
    const anna = await moderator('anna');
    await anna.goto(`${portal.origin}/console/#/familyline/contents`);
    await anna.getByRole('link', { name: 'Storie e idee' }).click();
    await anna.getByText('Una da decidere').waitFor();
    expect(await anna.locator('.due').first().textContent()).toContain('mancano');
    expect(await violations(anna)).toEqual([]);
    await anna.setViewportSize({ width: 390, height: 800 });
    expect(await tooWide(anna, 390)).toEqual([]);
    await anna.getByRole('link', { name: 'La nonna di Perugia' }).focus();
    await anna.keyboard.press('Enter');
    await anna.locator('#original').waitFor();
    expect(await violations(anna)).toEqual([]);
    expect(await tooWide(anna, 390)).toEqual([]);
    await anna.check('[name=be-known-formerPartner][value=yes]');
    await anna.getByText('Così non si pubblica').waitFor();
    expect(await anna.getByRole('button', { name: 'Pubblica', exact: true }).isDisabled()).toBe(true);
    await anna.getByRole('button', { name: 'Non pubblicare' }).press('Enter');
    await anna.selectOption('#decision-reason', 'somebody-recognisable');
    expect(await violations(anna)).toEqual([]);
    await anna.getByRole('button', { name: 'Conferma' }).press('Enter');
    await anna.getByText('Non pubblicata: chi l’ha scritta sa perché.').waitFor();
  });

  test('an auditor gives a reason first, and decides nothing', async () => {
    const ada = await citizen(true);
    await write(ada, 'idea', {
      title: 'Una panchina',
      text: 'Una panchina davanti allo sportello.',
      allow: ['publish'],
    });
    await send(ada);
    const [row] = await work.contributions.box('waiting', 1);
    await holdGiven(
      { ...work, line: {}, officer: { name: 'Aldo Monti' }, now: new Date() } as unknown as Parameters<
        typeof holdGiven
      >[0],
      {
        headers: { 'content-type': 'application/json' },
        pathParameters: { id: row?.id },
        body: JSON.stringify({
          ...{ do: 'hold', act: 'Decreto 12/2026', authority: 'Procura di Rieti' },
          ...{ incident: 'Procedimento 77', until: new Date(Date.now() + 86_400_000).toISOString() },
        }),
        isBase64Encoded: false,
      } as unknown as APIGatewayProxyEventV2,
    );
    const gina = await moderator('gina');
    await gina.goto(`${portal.origin}/console/#/familyline/contributions`);
    await gina.getByRole('link', { name: 'Una panchina' }).click();
    await gina.locator('#why-read').waitFor();
    expect(await violations(gina)).toEqual([]);
    await gina.fill('#why-read', 'Verifica annuale');
    await gina.getByRole('button', { name: 'Mostra' }).click();
    await gina.locator('#original').waitFor();
    await gina.getByText('Decreto 12/2026, Procura di Rieti: Procedimento 77.').waitFor();
    expect(await violations(gina)).toEqual([]);
    expect(await gina.getByRole('button', { name: /Pubblica|Rimanda|Togli/ }).count()).toBe(0);
    expect(reads.all().some(({ reason }) => reason === 'Verifica annuale')).toBe(true);
  });
});
