import { describe, expect, test } from '@jest/globals';
import {
  catalogueOf,
  contentsDataset,
  dataPackageOf,
  statisticsDataset,
} from '../../../functions/knowledge/rules/data-catalogue.ts';
import { columns } from '../../../functions/knowledge/rules/open-data.ts';
import { familyLine } from '../../fixtures/contacts.ts';

const home = 'https://sportello.example/open-data';
const contents = contentsDataset(familyLine, {
  csv: `${home}/contents.csv`,
  json: `${home}/contents.json`,
  modified: '2026-11-20T10:11:12.000Z',
});
const statistics = statisticsDataset(familyLine, {
  csv: `${home}/statistics.csv`,
  json: `${home}/statistics.json`,
  modified: '2026-11-30T00:00:00.000Z',
});
const { name, administration, website, mail } = familyLine;

describe('what a service publishes', () => {
  test('is its contents as they change, and its figures once a month, each with its columns', () => {
    expect(contents).toMatchObject({ name: 'contents', frequency: 'CONT', fields: columns });
    expect(contents.title).toBe(`${name.it}: che cosa dice ai cittadini`);
    expect(contents.description).toContain(`pubblicati da ${administration.it}`);
    expect(statistics).toMatchObject({ name: 'statistics', frequency: 'MONTHLY' });
    expect(statistics.title).toBe(`${name.it}: che cosa ha fatto`);
    expect(statistics.fields?.map((field) => [field.name, field.type])).toEqual([
      ['service', 'string'],
      ['month', 'yearmonth'],
      ['figure', 'string'],
      ['by', 'string'],
      ['of', 'string'],
      ['value', 'string'],
    ]);
  });
});

test('the data package says by whom, under which licence, and how each table is written', () => {
  const packed = dataPackageOf(familyLine, [contents, { ...statistics, fields: undefined as never }]);
  const { fields: _none, title, description, csv } = statistics;
  const table = {
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
  };
  expect(packed).toEqual({
    profile: 'tabular-data-package',
    name: 'sportello-familyline',
    title: name.it,
    homepage: website,
    licenses: [
      {
        name: 'CC-BY-4.0',
        title: 'Creative Commons Attribution 4.0 International',
        path: 'https://creativecommons.org/licenses/by/4.0/',
      },
    ],
    contributors: [{ title: administration.it, path: website, role: 'publisher' }],
    resources: [
      {
        ...table,
        name: 'contents',
        title: contents.title,
        description: contents.description,
        path: contents.csv,
        schema: { fields: columns, missingValues: [''] },
      },
      { ...table, name: 'statistics', title, description, path: csv, schema: { fields: [], missingValues: [''] } },
    ],
  });
});

describe('the catalogue', () => {
  const { '@graph': graph } = catalogueOf(familyLine, [contents, statistics], {
    home,
    modified: '2026-11-30T23:59:59.000Z',
  }) as { '@graph': Record<string, unknown>[] };
  const node = (id: string) => graph.find((each) => each['@id'] === id);
  const authority = 'http://publications.europa.eu/resource/authority';
  const italian = (value: string) => ({ '@language': 'it', '@value': value });
  const day = (value: string) => ({ '@type': 'xsd:date', '@value': value });
  const to = (id: string) => ({ '@id': id });

  test('names its datasets, who publishes them, and the day of the last change', () => {
    expect(node(home)).toEqual({
      '@id': home,
      '@type': ['dcatapit:Catalog', 'dcat:Catalog'],
      'dct:title': italian(`Dati aperti: ${name.it}`),
      'dct:description': italian(`I dati che ${administration.it} pubblica con ${name.it}, con licenza CC-BY 4.0.`),
      'dct:publisher': to(website),
      'dct:modified': day('2026-11-30'),
      'dct:language': to(`${authority}/language/ITA`),
      'foaf:homepage': to(home),
      'dcat:themeTaxonomy': to(`${authority}/data-theme`),
      'dcat:dataset': [to(`${home}#contents`), to(`${home}#statistics`)],
    });
    expect(node(website)).toEqual({
      '@id': website,
      '@type': ['dcatapit:Agent', 'foaf:Agent'],
      'dct:identifier': familyLine.ipa ?? 'familyline',
      'foaf:name': italian(administration.it),
    });
    expect(node(`${home}#contact`)).toMatchObject({
      'vcard:fn': name.it,
      'vcard:hasEmail': to(`mailto:${mail.from}`),
    });
  });

  test('names a publisher by its code in the index of public administrations, where it has one', () => {
    const identifierOf = (ipa: string | undefined) => {
      const told = catalogueOf({ ...familyLine, ipa } as typeof familyLine, [], { home, modified: '2026-11-30' });
      const all = (told as { '@graph': Record<string, unknown>[] })['@graph'];
      return all.find((each) => each['@id'] === website)?.['dct:identifier'];
    };
    expect([identifierOf('pcm'), identifierOf(undefined)]).toEqual(['pcm', 'familyline']);
  });

  test('says of a dataset how often it changes, and has it as CSV and as JSON', () => {
    expect(node(`${home}#contents`)).toMatchObject({
      'dct:identifier': 'familyline:contents',
      'dct:title': italian(contents.title),
      'dct:description': italian(contents.description),
      'dct:modified': day('2026-11-20'),
      'dct:publisher': to(website),
      'dct:rightsHolder': to(website),
      'dct:accrualPeriodicity': to(`${authority}/frequency/CONT`),
      'dcat:theme': to(`${authority}/data-theme/GOVE`),
      'dcat:contactPoint': to(`${home}#contact`),
      'dcat:distribution': [to(contents.csv), to(contents.json)],
    });
    for (const [address, format] of [
      [contents.csv, 'CSV'],
      [contents.json, 'JSON'],
    ] as const)
      expect(node(address)).toEqual({
        '@id': address,
        '@type': ['dcatapit:Distribution', 'dcat:Distribution'],
        'dct:title': italian(`${contents.title} (${format})`),
        'dct:format': to(`${authority}/file-type/${format}`),
        'dct:license': to('https://creativecommons.org/licenses/by/4.0/'),
        'dcat:accessURL': to(address),
        'dcat:downloadURL': to(address),
      });
  });
});
