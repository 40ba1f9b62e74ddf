import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import fc from 'fast-check';
import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from 'saxes';
import { readContent } from '../../../cdk/house/content.ts';
import { answerRoute } from '../../../functions/knowledge/answer-route.ts';
import type { Asking } from '../../../functions/knowledge/follow-up.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { seedContents } from '../../../functions/knowledge/seed-contents.ts';
import type { ContentEvent } from '../../../shared/contracts/content/entry.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { type ListedContent, listedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { definitions } from '../../cdk/synthesis.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const atom = 'http://www.w3.org/2005/Atom';
const site = 'https://sportello.example';
const now = new Date('2026-06-01T10:00:00.000Z');
const by = { subject: 'anna', name: 'Anna Bianchi' };

type Element = { name: string; attributes: Record<string, string>; text: string; children: Element[] };

/** A document as its elements; throws where it is not well-formed XML of the namespace of Atom. */
function parsed(xml: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, uri, attributes }: SaxesTagNS) => {
    expect(uri).toBe(atom);
    const own = Object.values(attributes).map(({ name, value }: SaxesAttributeNS) => [name, value]);
    const element: Element = { name: local, attributes: Object.fromEntries(own), text: '', children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const last = open.at(-1);
    if (last) last.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return root.children[0] as Element;
}

const those = ({ children }: Element, name: string) => children.filter((one) => one.name === name);
const textOf = (element: Element, name: string) => those(element, name)[0]?.text ?? '';
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** What RFC 4287 demands of a feed (sections 4.1.1 and 4.1.2), and that every address in it is whole. */
function expectValid(feed: Element): void {
  expect(feed.name).toBe('feed');
  for (const each of [feed, ...those(feed, 'entry')]) {
    for (const name of ['id', 'title', 'updated']) expect(those(each, name)).toHaveLength(1);
    expect(textOf(each, 'id')).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(textOf(each, 'updated')).toMatch(rfc3339);
    const alternates = those(each, 'link').filter(({ attributes }) => attributes['rel'] === 'alternate');
    expect(alternates).toHaveLength(1);
    for (const { attributes } of those(each, 'link'))
      expect(attributes['href']).toMatch(/^https:\/\/sportello\.example\//);
  }
  expect(those(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self')).toHaveLength(1);
  expect(those(feed, 'author').flatMap((author) => those(author, 'name'))).toHaveLength(1);
  const ids = those(feed, 'entry').map((entry) => textOf(entry, 'id'));
  expect(new Set(ids).size).toBe(ids.length);
  for (const entry of those(feed, 'entry')) expect(textOf(entry, 'updated') <= textOf(feed, 'updated')).toBe(true);
}

const themes = [
  { theme: 'casa', name: { it: 'Casa', en: 'Home', de: 'Wohnen' }, summary: { it: 'C', en: 'C', de: 'C' } },
  { theme: 'fisco', name: { it: 'Fisco', en: 'Tax', de: 'Steuern' }, summary: { it: 'F', en: 'F', de: 'F' } },
];
const documentOf = (id: string, theme: string, words: object = {}) => ({
  kind: 'article',
  id,
  service: 'familyline',
  theme,
  sources: [],
  languages: { it: { title: `Titolo ${id}`, summary: `Di ${id} & <altro>.`, ...words } },
});
const written = (id: string, theme: string, more: object = {}, words: object = {}): ContentEvent =>
  ({
    type: 'Written',
    at: '2026-03-01T08:00:00.000Z',
    by,
    language: 'it',
    document: documentOf(id, theme, words),
    change: 'first',
    ...more,
  }) as ContentEvent;
const published: ContentEvent = {
  type: 'Published',
  at: '2026-03-02T08:00:00.000Z',
  by,
  version: 1,
  reviewBy: '2027-06-01',
};
const listed = (id: string, events: readonly ContentEvent[]): ListedContent =>
  listedContent(`article/${id}`, contentOf(events));

const askedOf = (contents: readonly ListedContent[], given: { theme?: string; language?: string } = {}) =>
  answerRoute(
    {
      definition: familyLine,
      content: { themes, synonyms: { it: [], en: [], de: [] } },
      listed: contents,
      ledger: async () => [],
      site,
      now,
    } as unknown as Asking,
    {
      routeKey: 'GET /v1/services/familyline/articles',
      requestContext: { http: { method: 'GET' } },
      headers: { accept: 'text/html' },
      queryStringParameters: {
        format: 'atom',
        language: given.language ?? 'it',
        ...(given.theme && { theme: given.theme }),
      },
    } as unknown as APIGatewayProxyEventV2,
  );
const feedOf = async (...given: Parameters<typeof askedOf>) => parsed(String((await askedOf(...given)).body));
const titles = (feed: Element) => those(feed, 'entry').map((entry) => textOf(entry, 'title'));

describe('the feed of a service', () => {
  const house = listed('casa-mia', [written('casa-mia', 'casa'), published]);
  const tax = listed('tasse', [
    written('tasse', 'fisco'),
    published,
    { type: 'Checked', at: '2026-05-01T08:00:00.000Z', by, language: 'it', reviewBy: '2027-06-01' },
  ]);

  test('is Atom, of all themes or of one, what was checked last first, in its language alone', async () => {
    const { headers } = await askedOf([house, tax]);
    expect(headers).toMatchObject({
      'Content-Type': 'application/atom+xml; charset=utf-8',
      'Cache-Control': 'public, max-age=0, s-maxage=2',
    });
    const all = await feedOf([house, tax]);
    expectValid(all);
    expect(titles(all)).toEqual(['Titolo tasse', 'Titolo casa-mia']);
    expect(textOf(all, 'updated')).toBe('2026-05-01T08:00:00.000Z');
    const [entry] = those(all, 'entry');
    expect(entry && textOf(entry, 'summary')).toBe('Di tasse & <altro>.');
    const own = await feedOf([house, tax], { theme: 'casa' });
    expectValid(own);
    expect(titles(own)).toEqual(['Titolo casa-mia']);
    expect(textOf(own, 'id')).not.toBe(textOf(all, 'id'));
    const german = await feedOf([house, tax], { language: 'de' });
    expectValid(german);
    expect(titles(german)).toEqual([]);
  });

  test('has for a page the same id in every version, at whatever address the center stands', async () => {
    const again = listed('casa-mia', [
      written('casa-mia', 'casa'),
      published,
      written('casa-mia', 'casa', { at: '2026-04-01T08:00:00.000Z' }, { title: 'Nuovo' }),
      { ...published, at: '2026-04-02T08:00:00.000Z', version: 3 },
    ]);
    const [before, after] = [await feedOf([house]), await feedOf([again])];
    const [one, other] = [those(before, 'entry')[0] as Element, those(after, 'entry')[0] as Element];
    expect(textOf(other, 'id')).toBe(textOf(one, 'id'));
    expect([textOf(one, 'updated'), textOf(other, 'updated')]).toEqual([published.at, '2026-04-02T08:00:00.000Z']);
    expect(textOf(other, 'title')).toBe('Nuovo');
  });

  test('tells no draft, nothing withdrawn, and no page that was made of what a citizen asked', async () => {
    const withdrawn = { type: 'Withdrawn', at: '2026-05-20T08:00:00.000Z', by, reason: 'Era sbagliata' } as const;
    const feed = await feedOf([
      listed('bozza', [written('bozza', 'casa')]),
      listed('ritirata', [written('ritirata', 'casa'), published, withdrawn]),
      listed('di-un-caso', [written('di-un-caso', 'casa', { fromCase: 'FL-7K3M-9QXT-4DHR-8WZA' }), published]),
      house,
    ]);
    expectValid(feed);
    expect(titles(feed)).toEqual(['Titolo casa-mia']);
    // That something is gone is a change of the feed.
    expect(textOf(feed, 'updated')).toBe(withdrawn.at);
  });

  test('refuses a theme that there is not, and is well-formed whatever somebody wrote', async () => {
    await expect(askedOf([house], { theme: 'sport' })).rejects.toMatchObject({ problemName: 'invalid' });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (title) => {
        // Half a sign outside the plane is nothing that is ever stored: DynamoDB keeps UTF-8.
        fc.pre(title.isWellFormed());
        const feed = await feedOf([listed('a', [written('a', 'casa', {}, { title }), published])]);
        expectValid(feed);
      }),
      { numRuns: 200 },
    );
  });
});

describe('what comes with the code', () => {
  const content = readContent(definitions, 'familyline');
  if (!content) throw new Error('familyline has no contents');
  const contents = memoryContents();
  const catalogue = memoryCatalogue();
  const seeded = new Date('2026-11-29T09:00:00.000Z');

  /** What is answered at an address of FamilyLine, once all its contents are seeded. */
  async function answer(route: string, id: string | undefined, query: Record<string, string>): Promise<string> {
    if ((await catalogue.all()).length === 0) {
      await seedContents(contents, content?.items ?? [], seeded.toISOString());
      await listAllContents({ contents, catalogue });
    }
    const asking = { definition: familyLine, content, listed: await catalogue.all(), ledger: async () => [], site };
    const event = {
      routeKey: `GET /v1/services/familyline/${route}`,
      requestContext: { http: { method: 'GET' } },
      headers: { accept: 'text/html' },
      pathParameters: { id },
      queryStringParameters: query,
    } as unknown as APIGatewayProxyEventV2;
    return String((await answerRoute({ ...asking, now: seeded } as unknown as Asking, event)).body);
  }

  test('has feeds that are valid, in every language and theme', async () => {
    for (const language of languages)
      for (const theme of [undefined, ...content.themes.map((each) => each.theme)]) {
        const feed = parsed(await answer('articles', undefined, { format: 'atom', language, ...(theme && { theme }) }));
        expectValid(feed);
        if (theme === undefined) expect(those(feed, 'entry').length).toBeGreaterThan(50);
      }
  });

  test('has a leaflet of each life event: whom to ask, when it was checked, and its address in letters', async () => {
    const events = content.items.filter(({ kind }) => kind === 'life-event');
    for (const { id } of events)
      for (const language of languages) {
        const leaflet = await answer('life-events/{id}', id, { format: 'leaflet', language });
        expect(leaflet.match(/<h1>/g)).toHaveLength(1);
        expect(leaflet).toContain('href="tel:112"');
        expect(leaflet).toContain('800 254 009');
        expect(leaflet).toContain(`>${site}/v1/services/familyline/life-events/${id}?language=${language}<`);
        expect(leaflet).toContain('2026');
      }
  });

  test('tells on paper what a birth may bring, what to take along, and what to do', async () => {
    const leaflet = await answer('life-events/{id}', 'nascita-adozione', { format: 'leaflet', language: 'it' });
    for (const words of [
      'Assegno unico per i figli',
      'L’attestazione ISEE',
      'Da portare',
      'All’INPS. Un patronato può fare',
    ])
      expect(leaflet).toContain(words);
    // Each paper is named once, however many measures ask for it.
    expect(leaflet.split('<li>L’attestazione ISEE</li>')).toHaveLength(2);
    expect(leaflet).not.toContain('{{');
  });

  test('has no leaflet of what is no life event', async () => {
    await expect(answer('life-events/{id}', 'nessuno', { format: 'leaflet' })).rejects.toMatchObject({
      problemName: 'not-found',
    });
  });
});
