import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { actOnContent } from '../../../functions/knowledge/act-on-content.ts';
import {
  listContents as listForReaders,
  showPublicContent,
  showSitemap,
} from '../../../functions/knowledge/answer-reader.ts';
import type { EditorsRoom } from '../../../functions/knowledge/content-work.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { contentsView } from '../../../functions/knowledge/rules/content-view.ts';
import { seedContents } from '../../../functions/knowledge/seed-contents.ts';
import { ContentItem } from '../../../shared/contracts/content/content.ts';
import { ContentsView, ContentView, PublicContent, PublicContents } from '../../../shared/contracts/content/view.ts';
import type { LedgerEvent } from '../../../shared/contracts/declaration.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { StaffRole } from '../../../shared/core/staff.ts';
import type { Reply } from '../../../shared/shell/http/answering.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { formPage } from '../../../web/pages/form-page.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryContentDrafts } from '../../stores/memory-content-drafts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const service = 'familyline';
const source = { name: 'INPS', url: 'https://www.inps.it/', consultedOn: '2026-11-20' };
const item = (id: string, words: object, more: object = {}) => ({
  kind: 'article',
  id,
  service,
  theme: 'conciliazione',
  sources: [source],
  checkedOn: '2026-11-20',
  reviewBy: '2027-06-01',
  owner: 'editors',
  checkWithAdministration: true,
  languages: { it: { title: `Titolo ${id}`, summary: 'Una frase che riassume.', steps: [], ...words } },
  ...more,
});
const nursery = item('bonus-nido', { title: 'Bonus asilo nido', body: 'Spetta **a chi** ha figli <b>piccoli</b>.' });

let contents = memoryContents();
let catalogue = memoryCatalogue();
let now = new Date('2026-11-28T09:00:00.000Z');
let declared: LedgerEvent[] = [];
/** Cases whose citizens allow a publication. */
const allowed = new Set<string>();
beforeEach(() => {
  contents = memoryContents();
  catalogue = memoryCatalogue();
  now = new Date('2026-11-28T09:00:00.000Z');
  declared = [];
  allowed.clear();
});

type Person = [subject: string, role: StaffRole];
const anna: Person = ['anna', 'editor'];
const bruno: Person = ['bruno', 'supervisor'];
const night: Person = ['dora', 'dutyOfficer'];

function roomOf([subject, role]: Person): EditorsRoom {
  return {
    definition: familyLine,
    officer: { subject, name: subject },
    roles: rolesOf(role),
    contents,
    catalogue,
    drafts: memoryContentDrafts(),
    themes: [],
    ledger: async () => declared,
    quakeProposed: async () => false,
    mailLink: async () => undefined,
    allowsPublication: async (caseId) => allowed.has(caseId),
    now,
  };
}

/** One act of somebody on the version named, and the catalogue as the stream then keeps it. */
async function act(who: Person, content: string, seen: number, body: object): Promise<Reply> {
  const [kind = '', id = ''] = content.split('/');
  const reply = await actOnContent(roomOf(who), {
    headers: { 'content-type': 'application/json', 'if-match': `"${seen}"` },
    pathParameters: { kind, id },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2);
  await listAllContents({ contents, catalogue });
  return reply;
}
const refusalOf = (asked: Promise<unknown>) =>
  asked.then(
    () => undefined,
    (error: unknown) => (error instanceof Refusal ? { name: error.problemName, ...error.members } : error),
  );
const write = (document: object, language = 'it') => ({ act: 'write', language, document, change: 'prova' });

async function publish(document: ReturnType<typeof item>) {
  const content = `${document.kind}/${document.id}`;
  await act(anna, content, 0, write(document));
  await act(bruno, content, 1, { act: 'review', version: 1 });
  await act(bruno, content, 2, { act: 'publish', version: 1 });
}

const asked = (path: { id?: string; q?: string; language?: string }, accept = 'application/json') =>
  ({
    headers: { accept },
    pathParameters: path.id === undefined ? {} : { id: path.id },
    queryStringParameters: { language: path.language ?? 'it', ...(path.q && { q: path.q }) },
  }) as unknown as APIGatewayProxyEventV2;
const content = { themes: [], synonyms: { it: [], en: [], de: [] } };
const readers = async () => {
  const listed = await catalogue.all();
  return {
    definition: familyLine,
    content,
    listed,
    index: (language: Language) => followingIndexes(content)(listed, language, now),
    ledger: async () => declared,
    site: 'https://sportello.example',
    now,
  };
};
const read = async (id: string, accept?: string, language = 'it') =>
  showPublicContent(await readers(), asked({ id, language }, accept), ['article', 'question-and-answer']);
const page = 'text/html';

describe('editors', () => {
  test('write, have it reviewed by another, publish; then a citizen reads it, and nobody before', async () => {
    await act(anna, 'article/bonus-nido', 0, write(nursery));
    expect(await refusalOf(read('bonus-nido'))).toMatchObject({ name: 'not-found' });
    expect(await refusalOf(act(anna, 'article/bonus-nido', 1, { act: 'review', version: 1 }))).toMatchObject({
      name: 'act-refused',
      refused: 'own-words',
    });
    await act(bruno, 'article/bonus-nido', 1, { act: 'review', version: 1 });
    const reply = await act(anna, 'article/bonus-nido', 2, { act: 'publish', version: 1 });
    expect(reply).toMatchObject({ status: 201, headers: { ETag: '"3"' } });
    expect(ContentView.safeParse(reply.body).error).toBeUndefined();
    const { body } = await read('bonus-nido');
    expect(PublicContent.parse(body)).toMatchObject({ title: 'Bonus asilo nido', checkedOn: '2026-11-20' });
  });

  test('of two who act on one version the second is told what the first did', async () => {
    await act(anna, 'article/bonus-nido', 0, write(nursery));
    const late = refusalOf(act(bruno, 'article/bonus-nido', 0, write(nursery)));
    expect(await late).toMatchObject({
      name: 'changed-meanwhile',
      since: [{ type: 'Written', by: { subject: 'anna' } }],
    });
  });

  test('are told what is wrong with a document, by its path, and what is not theirs', async () => {
    const { theme: _theme, ...without } = nursery;
    expect(await refusalOf(act(anna, 'article/bonus-nido', 0, write(without)))).toMatchObject({ name: 'invalid' });
    expect(await refusalOf(act(anna, 'article/another', 0, write(nursery)))).toMatchObject({ name: 'invalid' });
    const operator: Person = ['otto', 'operator'];
    expect(await refusalOf(act(operator, 'article/bonus-nido', 0, write(nursery)))).toMatchObject({
      name: 'not-allowed',
    });
  });

  test('are told in a sentence why something is not published', async () => {
    const calming = item('dopo', { body: 'Potete rientrare nelle case.' });
    await act(anna, 'article/dopo', 0, write(calming));
    await act(bruno, 'article/dopo', 1, { act: 'review', version: 1 });
    expect(await refusalOf(act(bruno, 'article/dopo', 2, { act: 'publish', version: 1 }))).toMatchObject({
      name: 'act-refused',
      refused: 'faults',
      faults: [expect.stringContaining('potete rientrare')],
    });
  });

  test('cannot lead readers to a page that is not public, nor in a circle', async () => {
    await publish(nursery);
    for (const to of ['article/nowhere', 'article/bonus-nido'])
      expect(await refusalOf(act(anna, 'article/bonus-nido', 3, { act: 'rename', to }))).toMatchObject({
        name: 'act-refused',
        refused: 'leads-nowhere',
      });
  });

  test('at 3:36 a duty officer publishes alone while something is declared, marked; a review is owed', async () => {
    now = new Date('2026-12-01T02:36:00.000Z');
    const urgent = item('dove-andare', { title: 'Dove andare' });
    expect(await refusalOf(act(night, 'article/dove-andare', 0, write(urgent)))).toMatchObject({ name: 'not-allowed' });
    declared = [
      {
        type: 'Declared',
        declaration: 'd1',
        at: '2026-12-01T02:30:00.000Z',
        by: { subject: 'dora', name: 'Dora' },
        reason: 'scossa',
        area: { kind: 'national' },
        level: 'emergency',
        hours: 'around-the-clock',
        notice: { it: 'Emergenza', en: 'Emergency', de: 'Notfall' },
        endsAt: '2026-12-02T02:30:00.000Z',
      },
    ];
    await act(night, 'article/dove-andare', 0, write(urgent));
    await act(night, 'article/dove-andare', 1, { act: 'publish', version: 1, urgent: true });
    const shown = await read('dove-andare', page);
    expect(shown.body).toContain('Urgente, non ancora riveduto');
    expect(shown.body).toContain('Emergenza');
    const listed = await catalogue.all();
    const view = contentsView(service, listed, { now: now.toISOString(), oneSuffices: true });
    expect(ContentsView.parse(view).contents).toMatchObject([{ content: 'article/dove-andare', due: 'urgent-review' }]);
    now = new Date('2026-12-04T02:37:00.000Z');
    expect(await refusalOf(read('dove-andare'))).toMatchObject({ name: 'not-found' });
  });
});

describe('readers', () => {
  test('get a page without anything that an editor could make run, with its source and its age', async () => {
    await publish(nursery);
    const { body, headers } = await read('bonus-nido', page);
    expect(body).toContain('<strong>a chi</strong>');
    expect(body).toContain('&#60;b&#62;piccoli');
    expect(body).not.toContain('<b>');
    expect(body).toContain('Controllata il 20 novembre 2026');
    expect(body).toContain('hreflang="de" href="https://sportello.example/v1/services/familyline/articles/bonus-nido');
    expect(headers?.['Cache-Control']).toMatch(/s-maxage=[0-2]$/);
  });

  test('are led from a page to the experts on its theme, and whoever wants another group may choose it', async () => {
    await publish(nursery);
    const { body } = await read('bonus-nido', page);
    expect(body).toContain('<input type="hidden" name="experts" value="family-rights">');
    const form = formPage(familyLine, 'it', { content: { kind: 'information', experts: 'family-rights' } });
    expect(form).toContain('<option value="family-rights" selected>Esperti di lavoro e congedi</option>');
    expect(form).toContain('<option value="care">');
    expect(formPage(familyLine, 'it')).not.toContain('name="experts"');
  });

  test('of another language get the Italian, told so with 112 above, and their own once it is published', async () => {
    await publish(nursery);
    const { body } = await read('bonus-nido', page, 'de');
    expect(body).toContain('nur auf Italienisch');
    expect(body).toContain('112');
    const german = {
      ...nursery,
      languages: { de: { title: 'Kita-Bonus', summary: 'Eine Hilfe für die Kita.', steps: [] } },
    };
    await act(anna, 'article/bonus-nido', 3, write(german, 'de'));
    expect((await read('bonus-nido', page, 'de')).body).toContain('nur auf Italienisch');
    await act(bruno, 'article/bonus-nido', 4, { act: 'review', version: 4 });
    await act(bruno, 'article/bonus-nido', 5, { act: 'publish', version: 4 });
    expect((await read('bonus-nido', page, 'de')).body).toContain('<h1>Kita-Bonus</h1>');
    expect((await read('bonus-nido', page, 'it')).body).toContain('<h1>Bonus asilo nido</h1>');
  });

  test('are promised nothing after the last day: no amount is left on the page, in its JSON or in a search', async () => {
    await publish(
      item('carta', { title: 'Carta dedicata', summary: 'Cinquecento in tutto.' }, { validTo: '2026-12-31' }),
    );
    expect(JSON.stringify((await read('carta')).body)).toContain('Cinquecento');
    now = new Date('2026-12-31T23:00:00.000Z');
    for (const accept of [page, 'application/json'])
      expect(JSON.stringify((await read('carta', accept)).body)).not.toContain('Cinquecento');
    expect((await read('carta', page)).body).toContain('31 dicembre 2026');
    const found = await listForReaders(await readers(), asked({ q: 'carta dedicata' }), ['article']);
    expect(PublicContents.parse(found.body).contents).toEqual([]);
  });

  test('are led from a renamed page to its new address, and from a withdrawn one on, with 410', async () => {
    await publish(nursery);
    await publish(item('assegno', { title: 'Assegno unico' }));
    await act(anna, 'article/assegno', 3, { act: 'rename', to: 'article/bonus-nido' });
    expect(await read('assegno')).toMatchObject({
      status: 301,
      headers: { Location: '/v1/services/familyline/articles/bonus-nido?language=it' },
    });
    await publish(item('vecchio', { title: 'Vecchio' }));
    await act(anna, 'article/vecchio', 3, { act: 'withdraw', reason: 'Misura finita', leadsTo: 'article/bonus-nido' });
    const gone = await read('vecchio', page);
    expect(gone.status).toBe(410);
    expect(gone.body).toContain('Misura finita');
    expect(gone.body).toContain('Bonus asilo nido');
    expect(await refusalOf(read('vecchio'))).toMatchObject({
      name: 'withdrawn',
      leadsTo: '/v1/services/familyline/articles/bonus-nido?language=it',
    });
  });

  test('who search in danger read whom to call above all that was found', async () => {
    await publish(nursery);
    const words = 'mio figlio non respira nido';
    const { body, headers } = await listForReaders(await readers(), asked({ q: words }, page), ['article']);
    const text = String(body);
    expect(text.indexOf('class="advice"')).toBeGreaterThan(0);
    expect(text.indexOf('class="advice"')).toBeLessThan(text.indexOf('bonus-nido'));
    expect(headers?.['Cache-Control']).toBe('no-store');
    const json = await listForReaders(await readers(), asked({ q: words }), ['article']);
    expect(PublicContents.parse(json.body).advice?.emergencyNumbers).toContain('112');
  });

  test('and search engines find each language that is there, and nothing that is not', async () => {
    await publish(nursery);
    await act(anna, 'article/bozza', 0, write(item('bozza', {})));
    const body = String(showSitemap(await readers()).body);
    expect(body).toContain(
      '<loc>https://sportello.example/v1/services/familyline/articles/bonus-nido?language=it</loc>',
    );
    expect(body).not.toContain('language=de');
    expect(body).not.toContain('bozza');
  });
});

describe('the contents of a new center', () => {
  test('come once, each language by itself, and what editors changed since stays', async () => {
    const two = ContentItem.parse({
      ...nursery,
      languages: { ...nursery.languages, en: { title: 'Nursery bonus', summary: 'Help with the fee.', steps: [] } },
    });
    const at = now.toISOString();
    expect(await seedContents(contents, [two], at)).toMatchObject({
      written: ['article/bonus-nido'],
      published: 2,
      left: [],
    });
    await act(anna, 'article/bonus-nido', 6, write(item('bonus-nido', { title: 'Corretto' })));
    expect(await seedContents(contents, [two], at)).toMatchObject({ written: [], published: 0, known: 1 });
    expect((await read('bonus-nido', page, 'en')).body).toContain('<h1>Nursery bonus</h1>');
    expect((await read('bonus-nido', page)).body).toContain('<h1>Bonus asilo nido</h1>');
  });
});
