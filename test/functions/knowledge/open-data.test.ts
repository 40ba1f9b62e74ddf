import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readContent } from '../../../cdk/house/content.ts';
import { actOn } from '../../../functions/knowledge/act-on-content.ts';
import type { Readers } from '../../../functions/knowledge/answer-reader.ts';
import { listAllContents } from '../../../functions/knowledge/list-contents.ts';
import { followingIndexes } from '../../../functions/knowledge/public-indexes.ts';
import { columns } from '../../../functions/knowledge/rules/open-data.ts';
import type { OpenFormat } from '../../../functions/knowledge/rules/open-formats.ts';
import { documentsOf, seedContents } from '../../../functions/knowledge/seed-contents.ts';
import { showOpenData } from '../../../functions/knowledge/show-open-data.ts';
import type { ServiceContent } from '../../../shared/contracts/content/content.ts';
import { PublicContent } from '../../../shared/contracts/content/view.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { rowsOf } from '../../../shared/core/posture/rows.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { memoryCatalogue, memoryContents } from '../../stores/memory-contents.ts';

const now = new Date('2026-11-29T09:00:00.000Z');
const site = 'https://sportello.example';
const code = 'FL-MEVZ-R6M3-40NH-WWRR';
let readers: Readers;

beforeAll(async () => {
  const directory = new URL('../../../shared/services', import.meta.url).pathname;
  const content = readContent(directory, 'familyline') as ServiceContent;
  const contents = memoryContents();
  const catalogue = memoryCatalogue();
  await seedContents(contents, content.items, now.toISOString());
  // One page was made of a citizen's question, one is a draft.
  const [article] = content.items.filter(({ kind }) => kind === 'article').flatMap(documentsOf);
  for (const [id, fromCase] of [
    ['da-una-richiesta', code],
    ['solo-bozza', undefined],
  ] as const) {
    const document = { ...article?.document, id };
    const acts = [
      { act: 'write', language: 'it', document, change: 'Nuova', ...(fromCase && { fromCase }) },
      { act: 'review', version: 1 },
      { act: 'publish', version: 1 },
    ] as const;
    for (const [seen, act] of (fromCase ? acts : acts.slice(0, 1)).entries()) {
      const by = { subject: seen === 0 ? 'gaia' : 'bruno', name: 'Qualcuno' };
      const asked = { act, by, at: now.toISOString(), declared: false, seen };
      if ('refused' in (await actOn(contents, `article/${id}`, asked))) throw new Error(`${id} was refused`);
    }
  }
  await listAllContents({ contents, catalogue });
  const listed = await catalogue.all();
  readers = {
    definition: familyLine,
    content,
    listed,
    index: (language: Language) => followingIndexes(content)(listed, language, now),
    ledger: async () => [],
    site,
    now,
  };
});

function told(format: OpenFormat): { text: string; headers: Record<string, string> } {
  const event = { headers: {}, queryStringParameters: { language: 'it', format } } as unknown as APIGatewayProxyEventV2;
  const { body, headers = {} } = showOpenData(readers, event, format);
  return { text: String(body), headers };
}
const json = (format: OpenFormat) => JSON.parse(told(format).text);

describe('the open data of a service', () => {
  test('hold each page in each language, and no draft and nothing that came of a case', () => {
    const contents = (json('json') as { contents: unknown[] }).contents.map((one) => PublicContent.parse(one));
    const names = new Set(contents.map(({ kind, id }) => `${kind}/${id}`));
    expect(names.size).toBeGreaterThan(60);
    expect([...names].filter((name) => /da-una-richiesta|solo-bozza/.test(name))).toEqual([]);
    expect(contents.filter(({ id, language }) => id === 'isee' && language === 'en')).toHaveLength(1);
    for (const format of ['csv', 'json', 'datapackage', 'dcat'] as const) {
      expect(told(format).text).not.toMatch(/da-una-richiesta|solo-bozza|FL-MEVZ/);
      expect(told(format).headers).toMatchObject({ 'Access-Control-Allow-Origin': '*' });
    }
  });

  test('are a table whose rows are the same contents, by the columns of its description', () => {
    const { titles, rows, broken } = rowsOf(told('csv').text);
    expect(broken).toEqual([]);
    expect(titles).toEqual(columns.map(({ name }) => name));
    const contents = (json('json') as { contents: PublicContent[] }).contents;
    expect(rows.map(({ fields }) => `${fields[0]} ${fields[2]}`)).toEqual(
      contents.map(({ kind, id, language }) => `${kind}/${id} ${language}`),
    );
    const address = titles.indexOf('address');
    expect(rows.every(({ fields }) => fields[address]?.startsWith(`${site}/v1/services/familyline/`))).toBe(true);
    expect(told('csv').text.endsWith('\r\n')).toBe(true);
  });

  test('are described by a data package that keeps to the profile of Frictionless', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../fixtures/frictionless/tabular-data-package.json', import.meta.url), 'utf8'),
    ) as Record<string, unknown>;
    // Of draft 4 the profile uses nothing that later drafts read otherwise.
    const { $schema: _draft, ...profile } = schema;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(profile);
    const described = json('datapackage');
    expect([validate(described), validate.errors]).toEqual([true, null]);
    expect(validate({ ...described, resources: [{ name: 'Not A Name' }] })).toBe(false);
    expect(described.resources[0].path).toBe(`${site}/v1/services/familyline/articles?language=it&format=csv`);
  });
});

/** What each class must have, and how often (DCAT-AP_IT 1.1, AgID: the elements that are obligatory). */
const obligatory: Record<string, Record<string, 'one' | 'some'>> = {
  'dcatapit:Catalog': {
    'dct:title': 'some',
    'dct:description': 'some',
    'dct:publisher': 'one',
    'dct:modified': 'one',
    'dcat:dataset': 'some',
  },
  'dcatapit:Dataset': {
    'dct:identifier': 'one',
    'dct:title': 'some',
    'dct:description': 'some',
    'dct:modified': 'one',
    'dct:rightsHolder': 'one',
    'dct:accrualPeriodicity': 'one',
    'dcat:theme': 'some',
    // Obligatory for open data.
    'dcat:distribution': 'some',
  },
  'dcatapit:Distribution': { 'dct:format': 'one', 'dct:license': 'one', 'dcat:accessURL': 'some' },
  'dcatapit:Agent': { 'dct:identifier': 'one', 'foaf:name': 'some' },
  'dcatapit:LicenseDocument': { 'dct:type': 'one', 'foaf:name': 'some' },
  'dcatapit:Organization': { 'vcard:fn': 'one', 'vcard:hasEmail': 'one' },
};
/** Of which list the value of a member is. */
const lists: Record<string, RegExp> = {
  'dct:format': /authority\/file-type\/[A-Z_]+$/,
  'dct:accrualPeriodicity': /authority\/frequency\/(?:CONT|IRREG|MONTHLY)$/,
  'dcat:theme': /authority\/data-theme\/(?:AGRI|ECON|EDUC|ENER|ENVI|GOVE|HEAL|INTR|JUST|REGI|SOCI|TECH|TRAN)$/,
  'dct:language': /authority\/language\/ITA$/,
};

type Node = Record<string, unknown> & { '@id': string; '@type': string[] };
const isReference = (value: unknown): value is { '@id': string } =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === '@id';

/** What in a catalogue breaks the profile: a member that is lacking or double, a value of no list, a way to nowhere. */
function faultsIn(graph: readonly Node[], prefixes: readonly string[]): string[] {
  const known = new Set(graph.map((node) => node['@id']));
  const inside = [
    'dcat:dataset',
    'dcat:distribution',
    'dct:publisher',
    'dct:rightsHolder',
    'dct:license',
    'dcat:contactPoint',
  ];
  return graph.flatMap((node) => {
    const where = node['@id'];
    const wrong: string[] = [];
    for (const type of node['@type'])
      for (const [member, times] of Object.entries(obligatory[type] ?? {})) {
        const values = [node[member] ?? []].flat();
        if (values.length === 0) wrong.push(`${where} has no ${member}`);
        if (times === 'one' && values.length > 1) wrong.push(`${where} has several ${member}`);
      }
    for (const [member, given] of Object.entries(node)) {
      if (member.startsWith('@')) continue;
      if (!prefixes.includes(member.split(':')[0] ?? '')) wrong.push(`${where}: ${member} has no namespace`);
      for (const value of [given].flat()) {
        if (member in lists && !(isReference(value) && lists[member]?.test(value['@id'])))
          wrong.push(`${where}: ${member}`);
        if (inside.includes(member) && !(isReference(value) && known.has(value['@id'])))
          wrong.push(`${where}: ${member}`);
      }
    }
    return wrong;
  });
}

describe('the catalogue of open data', () => {
  const read = () => json('dcat') as { '@context': Record<string, string>; '@graph': Node[] };

  test('keeps to DCAT-AP_IT: what is obligatory is there, lists are those of the EU, and every way leads somewhere', () => {
    const { '@context': context, '@graph': graph } = read();
    expect(context['dcatapit']).toBe('http://dati.gov.it/onto/dcatapit#');
    expect(faultsIn(graph, Object.keys(context))).toEqual([]);
    for (const type of Object.keys(obligatory)) expect(graph.some((node) => node['@type'].includes(type))).toBe(true);
  });

  test.each(
    Object.entries(obligatory).flatMap(([type, members]) => Object.keys(members).map((member) => [type, member])),
  )('without %s %s it would not', (type, member) => {
    const { '@context': context, '@graph': graph } = read();
    const without = graph.map((node) =>
      node['@type'].includes(type ?? '') ? { ...node, [member ?? '']: undefined } : node,
    );
    expect(faultsIn(without as Node[], Object.keys(context)).length).toBeGreaterThan(0);
  });
});
