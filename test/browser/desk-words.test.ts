import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Stage } from '../../local/stage-interface.ts';
import { SearchView } from '../../shared/contracts/search.ts';
import { consoleLanguages, deskTexts } from '../../web/console/kit/texts.ts';
import { nameOf, openStage, until } from '../stage/center.ts';
import { contactTo, post, send } from '../stage/citizen.ts';
import { openBrowser } from './browser.ts';
import { tooWide, violations } from './page-checks.ts';
import { signedIn } from './sign-in.ts';

const service = 'protezione-civile';
const desk = `/v1/desk/${service}`;

let stage: Stage;
let close: () => Promise<void>;
let browser: Browser;
/** The page of Carla Villa, operator. */
let page: Page;
const complaints: string[] = [];
const codes = { one: '', other: '' };

async function search(asked: object): Promise<SearchView> {
  const headers = { authorization: `Bearer ${await stage.token('carla.villa')}` };
  return SearchView.parse(JSON.parse((await post(stage.url, `${desk}/searches`, asked, headers)).text));
}

beforeAll(async () => {
  ({ stage, close } = await openStage());
  browser = await openBrowser();
  const from = async (text: string, surname: string) => {
    const email = `${surname.toLowerCase()}@example.org`;
    return (await send(stage.url, service, contactTo(service, text, { surname, email, subject: 'Acqua' }))).code;
  };
  codes.one = await from('Il tombino di piazza Garibaldi è ostruito e il sottopasso si allaga', 'Zannoni');
  codes.other = await from('Sottopasso di piazza Garibaldi allagato: tombino ostruito', 'Quaglino');
  for (let at = 0; at < 21; at += 1) await from(`Chiedo notizie del capannone numero ${at}`, `Verdi${at}`);
  await until('all of it is found by its words', 90_000, async () => {
    const [{ cases }, all] = [await search({ like: codes.one }), await search({ what: 'capannone', as: 'words' })];
    return cases.length > 0 && all.more;
  });
  page = await signedIn(browser, {
    url: stage.url,
    userName: 'carla.villa',
    password: 'risponde',
    complaints,
    patience: 40_000,
  });
}, 300_000);
afterEach(() => {
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await close?.();
});

const open = (path: string) => page.goto(`${stage.url}/console/#/${service}/${path}`);
const found = () => page.getByRole('region', { name: 'Richieste trovate' });
async function find(what: string): Promise<void> {
  await page.getByLabel('Cerca una richiesta').fill(what);
  await page.keyboard.press('Enter');
}

test('one box finds by a name and by words in any form, says where they stand and until when it looked', async () => {
  await open('worklist');
  await find('ZANNONI tombini');
  await found().getByText('1 richiesta trovata.').waitFor();
  expect(await found().textContent()).toMatch(/trovato in: nome, testo/);
  expect(await found().textContent()).toMatch(/Cercato in quanto registrato fino a: /);
  expect(page.url()).not.toMatch(/zannoni|tombini/i);
  expect(await violations(page)).toEqual([]);
  await find('capannoni');
  await found().getByText('20 richieste trovate.').waitFor();
  await found().getByRole('button', { name: 'Mostra altre' }).click();
  await found().getByText('21 richieste trovate.').waitFor();
  await find('sottopasso di nessuno');
  await found().getByText('Nessuna richiesta trovata.').waitFor();
  await find('quaglino');
  await found().getByRole('link', { name: 'Acqua' }).click();
  await page.getByRole('heading', { level: 1, name: `Richiesta ${codes.other}` }).waitFor();
}, 120_000);

test('what looks like the beginning of a code can be searched for as a word', async () => {
  await open('worklist');
  await find(codes.one.slice(3, 7));
  await found().getByRole('button', { name: 'Cerca come parole' }).click();
  await found().getByText('Nessuna richiesta trovata.').waitFor();
}, 60_000);

test('a case shows those of other persons that share its rare words, with these words', async () => {
  await open(`case/${codes.one}`);
  const alike = page.getByRole('region', { name: 'Richieste simili di altre persone' });
  await alike.waitFor();
  expect(await alike.textContent()).toMatch(/in comune: .*tombino/);
  expect(await alike.getByRole('link').getAttribute('href')).toContain(codes.other);
  expect(await violations(page)).toEqual([]);
}, 60_000);

test.each(consoleLanguages)(
  'on a phone and in %s what was found is within reach',
  async (language) => {
    const texts = deskTexts[language].search;
    await page.setViewportSize({ width: 320, height: 720 });
    await page.locator(`.languages button[lang=${language}]`).click();
    await open('worklist');
    await page.getByLabel(texts.label).fill('tombino sottopasso');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: texts.title }).getByText(texts.found(2)).waitFor();
    expect(await tooWide(page, 320)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    await page.locator('.languages button[lang=it]').click();
  },
  60_000,
);

test('without the index the box says what still finds everything', async () => {
  await page.setViewportSize({ width: 1366, height: 850 });
  const credentials = { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' };
  const s3 = new S3Client({ endpoint: stage.endpoints.s3, region: 'eu-south-1', forcePathStyle: true, credentials });
  await stage.idle(60_000);
  const Bucket = nameOf(stage.names.buckets, service, 'Words');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'words/manifest.json' }));
  s3.destroy();
  await open('worklist');
  await find('tombino');
  await found().getByText('Adesso non si può cercare per parole.', { exact: false }).waitFor();
  expect(await violations(page)).toEqual([]);
  await find('zannoni@example.org');
  await found().getByText('1 richiesta trovata.').waitFor();
}, 120_000);
