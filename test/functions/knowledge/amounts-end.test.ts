import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readContent } from '../../../cdk/house/content.ts';
import {
  listContents,
  type Readers,
  showIndex,
  showPublicContent,
} from '../../../functions/knowledge/answer-reader.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { seedContents } from '../../../functions/knowledge/seed-contents.ts';
import type { Parameter } from '../../../shared/contracts/content/parameter.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { pagedKinds } from '../../../shared/core/knowledge/paged-kinds.ts';
import { readableFigure } from '../../../shared/texts/knowledge/fill-parameters.ts';
import { root } from '../../cdk/made-once.ts';
import { definitions } from '../../cdk/synthesis.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

// Every amount of 2026 ends with its year: on 1 January 2027 none is on any page, in what the API tells, in a search, in
// the index that pages keep for when there is no network, or in an answer template.

const content = readContent(definitions, 'familyline');
if (!content) throw new Error('familyline has no contents');
const figures = content.items.filter((item): item is Parameter => item.kind === 'parameter');
let listed: readonly ListedContent[];
beforeAll(async () => {
  const stores = { contents: memoryContents(), catalogue: memoryCatalogue() };
  await seedContents(stores.contents, content.items, '2026-11-01T09:00:00.000Z');
  await listAllContents(stores);
  listed = await stores.catalogue.all();
});

/** Amounts in euro that end on 31 December 2026, as they are read; small whole ones could be said of anything. */
const endingIn = (language: Language): string[] =>
  figures.flatMap(({ unit, values }) =>
    values
      .filter(({ to }) => unit.startsWith('euro') && to === '2026-12-31')
      .map(({ value }) => readableFigure(value, unit, language)),
  );

/** All that a reader of a language may come to see at an instant, by where it stands. */
async function everythingAt(now: Date, language: Language): Promise<Map<string, string>> {
  const indexes = followingIndexes(content as NonNullable<typeof content>);
  const readers: Readers = {
    definition: familyLine,
    content: content as NonNullable<typeof content>,
    listed,
    index: (one) => indexes(listed, one, now),
    ledger: async () => [],
    site: '',
    now,
  };
  const asking = (accept: string, more: object = {}) =>
    ({ headers: { accept }, queryStringParameters: { language, ...more } }) as unknown as APIGatewayProxyEventV2;
  const told = new Map<string, string>();
  const keep = (place: string, body: unknown) =>
    told.set(place, typeof body === 'string' ? body : JSON.stringify(body));
  for (const accept of ['text/html', 'application/json']) {
    for (const kind of Object.keys(pagedKinds)) {
      keep(`${accept} list of ${kind}`, (await listContents(readers, asking(accept), [kind])).body);
      for (const { content: name } of listed.filter((one) => one.content.startsWith(`${kind}/`))) {
        const event = { ...asking(accept), pathParameters: { id: name.split('/')[1] } };
        const shown = await showPublicContent(readers, event as unknown as APIGatewayProxyEventV2, [kind]).catch(
          () => ({ body: '' }),
        );
        keep(`${accept} ${name}`, shown.body);
      }
    }
    for (const q of ['bonus nido', 'assegno unico', 'accompagnamento', 'quanto', 'ISEE'])
      keep(`${accept} search for ${q}`, (await listContents(readers, asking(accept, { q }), ['article'])).body);
  }
  keep('index for when there is no network', showIndex(readers, asking('application/json')).body);
  return told;
}

const holding = (told: Map<string, string>, amounts: readonly string[]): string[] =>
  [...told].flatMap(([place, text]) =>
    // A digit before or after would make it another amount.
    amounts
      .filter((amount) => new RegExp(`(?<![\\d.,])${amount.replace(/[.,]/g, '[$&]')}`).test(text))
      .map((amount) => `${place}: ${amount}`),
  );

describe.each(languages)('in %s', (language) => {
  test('until the last instant of 2026 the amounts of the year are told', async () => {
    const told = await everythingAt(new Date('2026-12-31T22:59:59.000Z'), language);
    const found = holding(told, endingIn(language));
    expect(new Set(found.map((line) => line.split(': ').at(-1))).size).toBeGreaterThan(language === 'it' ? 12 : 0);
  });

  test('from the first instant of 2027 in Rome none is anywhere, and pages say that it is not published', async () => {
    const told = await everythingAt(new Date('2026-12-31T23:00:00.000Z'), language);
    expect(holding(told, endingIn(language))).toEqual([]);
    const sentence = {
      it: 'importo 2027 non ancora pubblicato',
      en: 'amount for 2027 not yet',
      de: 'Betrag 2027 noch',
    };
    if (language === 'it')
      expect([...told.values()].filter((text) => text.includes(sentence.it)).length).toBeGreaterThan(5);
    for (const [place, text] of told) expect([place, text.includes('{{')]).toEqual([place, false]);
  });
});

test('answer templates hold no amount of their own: they outlive every year', () => {
  for (const service of ['familyline', 'protezione-civile']) {
    const templates = readFileSync(join(root, `shared/services/${service}/answer-templates.json`), 'utf8');
    expect(templates.match(/\d[\d.,]*\s*(?:€|euro)|€\s*\d/gi)).toBeNull();
    expect(holding(new Map([[service, templates]]), endingIn('it'))).toEqual([]);
  }
});
