import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Browser, Page } from 'playwright-core';
import { readContent } from '../../cdk/house/content.ts';
import { actOnContent, showContent } from '../../functions/knowledge/act-on-content.ts';
import { listContents } from '../../functions/knowledge/answer-reader.ts';
import type { EditorsRoom } from '../../functions/knowledge/content-work.ts';
import { listAllContents } from '../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../functions/knowledge/public-indexes.ts';
import { contentsView } from '../../functions/knowledge/rules/content-view.ts';
import { seedContents } from '../../functions/knowledge/seed-contents.ts';
import type { Language } from '../../shared/contracts/text.ts';
import { problems, Refusal } from '../../shared/shell/http/problems.ts';
import { definitions } from '../cdk/synthesis.ts';
import { familyLine } from '../fixtures/contacts.ts';
import { rolesOf } from '../fixtures/staff.ts';
import { memoryContentDrafts } from '../stores/memory-content-drafts.ts';
import { memoryCatalogue, memoryContents } from '../stores/memory-contents.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { servePortal } from './portal.ts';

// The editors' room over the rules of the center: what one person writes another reviews, and a citizen finds.

const content = readContent(definitions, 'familyline');
if (!content) throw new Error('familyline has no contents');
const contents = memoryContents();
const catalogue = memoryCatalogue();
const drafts = memoryContentDrafts();
const indexes = followingIndexes(content);
const slug = 'bonus-nido';

const roomOf = (subject: string): EditorsRoom => ({
  definition: familyLine,
  officer: { subject, name: subject },
  roles: rolesOf('editor'),
  contents,
  catalogue,
  drafts,
  themes: content.themes,
  ledger: async () => [],
  quakeProposed: async () => false,
  mailLink: async () => undefined,
  allowsPublication: async () => false,
  now: new Date(),
});

/** What the center answers an editor, by the rules of its functions. */
async function answerEditor(path: string, by: string, ifMatch: string | undefined, body: string) {
  const [kind, id] = path.split('/').slice(5);
  const room = roomOf(by);
  const listed = await catalogue.all();
  if (kind === undefined || id === undefined)
    return {
      status: 200,
      body: contentsView('familyline', listed, { now: room.now.toISOString(), oneSuffices: false }),
    };
  if (body === '') return showContent(room, `${kind}/${id}`);
  const reply = await actOnContent(room, {
    headers: { 'content-type': 'application/json', 'if-match': ifMatch },
    pathParameters: { kind, id },
    body,
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
  await listAllContents({ contents, catalogue });
  return reply;
}

/** What a citizen's search finds, as its page. */
async function found(q: string): Promise<string> {
  const listed = await catalogue.all();
  const now = new Date();
  const readers = {
    definition: familyLine,
    content: content as NonNullable<typeof content>,
    listed,
    index: (language: Language) => indexes(listed, language, now),
    ledger: async () => [],
    site: '',
    now,
  };
  const event = { headers: { accept: 'text/html' }, queryStringParameters: { language: 'it', q } };
  return String((await listContents(readers, event as unknown as APIGatewayProxyEventV2, ['article'])).body);
}

let browser: Browser;
let portal: Awaited<ReturnType<typeof servePortal>>;

beforeAll(async () => {
  await seedContents(contents, content.items, '2026-11-01T09:00:00.000Z');
  await listAllContents({ contents, catalogue });
  portal = await servePortal(async (request, body) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const json = (told: unknown, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(told) });
    if (path === '/console/settings.json') return json({ issuer: portal.origin, clientId: 'console' });
    if (path === '/v1/status') return json({ status: 'ok', at: new Date().toISOString() });
    if (!path.startsWith('/v1/desk/familyline/contents')) return undefined;
    const by = (request.headers.authorization ?? '').replace('Bearer ', '');
    try {
      const { status, body: told } = await answerEditor(path, by, request.headers['if-match'], body);
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

async function signedIn(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 850 } });
  const claims = { sub: name, name, 'cognito:groups': ['editor'] };
  await context.addInitScript(
    (session) => sessionStorage.setItem('sportello.session', session),
    JSON.stringify({ idToken: name, endsAt: Date.now() + 3_600_000, claims }),
  );
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}
const open = (page: Page, at = '') => page.goto(`${portal.origin}/console/#/familyline/contents${at}`);

test('an article is edited beside its preview, reviewed by another, published, and found by a citizen', async () => {
  const anna = await signedIn('anna');
  await open(anna);
  await anna.getByLabel('Cerca per titolo o nome').fill(slug);
  await anna.locator('table.contents').waitFor();
  expect(await violations(anna)).toEqual([]);
  await anna.setViewportSize({ width: 390, height: 800 });
  expect(await tooWide(anna, 390)).toEqual([]);
  await anna.setViewportSize({ width: 1366, height: 850 });
  await anna.locator('table.contents a').first().click();
  await anna.getByRole('button', { name: 'Modifica' }).click();
  await anna.locator('#edit-title').fill('Retta dello zoccolo duro');
  await anna.locator('#edit-body').fill('Leggi **con calma** <script>alert(1)</script>');
  const preview = anna.locator('.preview-page');
  expect(await preview.locator('strong', { hasText: 'con calma' }).count()).toBe(1);
  expect(await preview.locator('script').count()).toBe(0);
  expect(await violations(anna)).toEqual([]);
  await anna.getByRole('button', { name: 'Salva la bozza' }).click();
  await anna.getByText('Scrivi che cosa cambia').waitFor();
  await anna.locator('#edit-change').fill('Titolo nuovo');
  await anna.getByRole('button', { name: 'Salva la bozza' }).click();
  await anna.getByText('Le tue parole le rilegge').waitFor();
  expect(await anna.getByRole('button', { name: 'Ho riletto' }).count()).toBe(0);
  expect(await found('zoccolo')).not.toContain('Retta dello zoccolo duro');

  const bruno = await signedIn('bruno');
  await open(bruno);
  await bruno.getByText('Da rileggere e pubblicare').first().waitFor();
  await open(bruno, `/article%2F${slug}`);
  await bruno.locator('.difference', { hasText: 'languages.it.title' }).waitFor();
  expect(await bruno.locator('.difference ins').first().textContent()).toContain('Retta dello zoccolo duro');
  expect(await violations(bruno)).toEqual([]);
  await bruno.getByRole('button', { name: 'Ho riletto' }).click();
  await bruno.getByRole('button', { name: 'Pubblica', exact: true }).click();
  await bruno.getByText('i cittadini lo vedono').waitFor();
  expect(await found('zoccolo')).toContain('Retta dello zoccolo duro');
});

test('two who edit the same are told apart, and nothing that was typed is lost', async () => {
  const anna = await signedIn('anna');
  await open(anna, '/article%2Fisee');
  await anna.getByRole('button', { name: 'Modifica' }).click();
  await anna.locator('#edit-summary').fill('Parole di Anna, che restano dove sono state scritte.');
  await anna.locator('#edit-change').fill('Riassunto');
  const bruno = await signedIn('bruno');
  await open(bruno, '/article%2Fisee');
  await bruno.getByRole('button', { name: 'Ho ricontrollato' }).click();
  await bruno.getByText('Ricontrollato.', { exact: true }).waitFor();
  await anna.getByRole('button', { name: 'Salva la bozza' }).click();
  await anna.getByText('Qualcuno ha lavorato su questo contenuto nel frattempo').waitFor();
  await anna.getByText('Intanto qualcuno ha lavorato').waitFor();
  expect(await anna.locator('#edit-summary').inputValue()).toContain('Parole di Anna');
  // What was typed is at the center: it is there on another desk, beside what was done meanwhile.
  await anna.reload();
  await anna.getByText('Intanto qualcuno ha lavorato').waitFor();
  expect(await anna.locator('#edit-summary').inputValue()).toContain('Parole di Anna');
  expect(await anna.locator('.difference ins').first().textContent()).toContain('Parole di Anna');
  expect(await violations(anna)).toEqual([]);
  await anna.getByRole('button', { name: 'Ho visto: le mie parole vanno sopra' }).click();
  await anna.getByRole('button', { name: 'Salva la bozza' }).click();
  await anna.getByText('Bozza salvata').waitFor();
  await anna.reload();
  await anna.getByText('Che cosa è cambiato').waitFor();
  expect(await anna.locator('#edit-summary').count()).toBe(0);
});

test('a guide is written in fields, tried beside them, and what its walk finds stands at the right question', async () => {
  const anna = await signedIn('anna');
  await open(anna, '/guide%2Flavoro-e-figli');
  await anna.getByRole('button', { name: 'Modifica' }).click();
  await anna.getByText('Percorsi provati: 496').waitFor();
  const preview = anna.locator('.preview-page');
  await preview.getByRole('button', { name: 'Non so' }).click();
  await preview.locator('li', { hasText: 'non so' }).waitFor();
  // The first question is made to hang on one that comes after it.
  const first = anna.locator('#edit-questions-0');
  await first.getByRole('button', { name: 'Aggiungi una condizione' }).click();
  await first.getByLabel('Risposta a').selectOption('numero-figli');
  await first.getByLabel('Cifra della legge').selectOption('');
  await first.getByRole('textbox', { name: 'un numero' }).fill('2');
  await first.getByText('che viene chiesta dopo').waitFor();
  expect(await anna.locator('#edit-questions-1').getByText('che viene chiesta dopo').count()).toBe(0);
  await anna.locator('.findings').getByRole('button', { name: 'che viene chiesta dopo' }).click();
  expect(await anna.evaluate(() => document.activeElement?.id)).toBe('edit-questions-0-when');
  expect(await violations(anna)).toEqual([]);
  await anna.setViewportSize({ width: 390, height: 800 });
  expect(await tooWide(anna, 390)).toEqual([]);
  await anna.getByRole('button', { name: 'Butta via quello che ho scritto' }).click();
  await anna.getByRole('button', { name: 'Modifica' }).click();
  await anna.getByText('Percorsi provati: 496').waitFor();
});

test('a new measure is made of its fields alone, and what it lacks leads to the field', async () => {
  const anna = await signedIn('anna');
  await open(anna);
  await anna.getByText('Scrivi un contenuto nuovo').click();
  await anna.locator('#new-kind').selectOption('measure');
  await anna.locator('#new-slug').fill('bonus-nonni');
  await anna.getByRole('button', { name: 'Apri' }).click();
  await anna.getByRole('button', { name: 'Modifica' }).click();
  const type = (id: string, text: string) => anna.locator(`#edit-${id}`).fill(text);
  await type('title', 'Bonus nonni');
  await type('summary', 'Un aiuto per i nonni che tengono i nipoti.');
  for (const id of ['amount', 'apply', 'pays', 'deadline', 'ifRefused']) await type(id, 'Chiedi al Comune.');
  await anna.locator('#edit-theme').selectOption('casa');
  await type('owner', 'redazione-famiglia');
  await type('reviewBy', '2027-06-30');
  await type('change', 'Misura nuova');
  const condition = anna.locator('#edit-condition');
  await condition.getByRole('button', { name: 'Aggiungi una condizione' }).click();
  await condition.getByLabel('Risposta a').selectOption('isee');
  await condition.getByLabel('Cifra della legge').selectOption('nuovi-nati-isee');
  await anna.locator('.findings').getByText('Manca la fonte').waitFor();
  await anna.getByRole('button', { name: /^Aggiungi.*Fonti$/ }).click();
  await type('sources-0-name', 'INPS');
  await type('sources-0-consultedOn', '2026-11-30');
  await anna.getByText('Niente: si può far rileggere.').waitFor();
  expect(await anna.locator('.preview-page').textContent()).toContain('Chiedi al Comune.');
  await anna.getByRole('button', { name: 'Salva la bozza' }).click();
  await anna.getByText('Le tue parole le rilegge').waitFor();
  const written = (await contents.read('measure/bonus-nonni')).at(-1)?.event;
  expect(written).toMatchObject({
    type: 'Written',
    document: { condition: { question: 'isee', atMost: { parameter: 'nuovi-nati-isee' } }, doors: [] },
  });
});

test('a picture is chosen, made to fit, and kept once it is said in every language what is seen in it', async () => {
  const anna = await signedIn('anna');
  await open(anna, '/picture%2Fmappa');
  await anna.getByRole('button', { name: 'Modifica' }).click();
  // One pixel, as PNG.
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const file = { name: 'mappa.png', mimeType: 'image/png', buffer: Buffer.from(pixel, 'base64') };
  await anna.locator('#edit-file').setInputFiles(file);
  await anna.getByAltText('La figura come si vedrà').waitFor();
  await anna.getByRole('button', { name: /^Aggiungi.*Fonti$/ }).click();
  await anna.locator('#edit-sources-0-name').fill('Comune');
  await anna.locator('#edit-sources-0-consultedOn').fill('2026-11-30');
  await anna.locator('#edit-change').fill('Figura nuova');
  await anna.locator('#edit-alternative-it').fill('La mappa degli sportelli');
  await anna.getByRole('button', { name: 'Salva la bozza' }).click();
  await anna.getByText('Qualcosa nel documento non va').waitFor();
  expect(await violations(anna)).toEqual([]);
  await anna.locator('#edit-alternative-en').fill('A map of the desks');
  await anna.locator('#edit-alternative-de').fill('Eine Karte der Schalter');
  await anna.getByRole('button', { name: 'Salva la bozza' }).click();
  await anna.getByText('Le tue parole le rilegge').waitFor();
  const written = (await contents.read('picture/mappa')).at(-1)?.event;
  expect(written).toMatchObject({ document: { file: { type: 'image/webp', width: 1, height: 1 } } });
});
