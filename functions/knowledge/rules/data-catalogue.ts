import type { PreparedService } from '../../../shared/contracts/service.ts';
import { columns } from './open-data.ts';

// How open data are described: a data package (Frictionless) and a catalogue (DCAT-AP_IT).

/** One table that a service publishes: where it lies as CSV and as JSON, and what is in it. */
export type OpenDataset = {
  name: string;
  title: string;
  description: string;
  csv: string;
  json: string;
  /** ISO instant of the last change. */
  modified: string;
  /** How often it changes, by the list of the EU Publications Office. */
  frequency: 'CONT' | 'IRREG' | 'MONTHLY';
  fields?: readonly { name: string; type: string; description: string; format?: string }[];
};

const licence = {
  name: 'CC-BY-4.0',
  title: 'Creative Commons Attribution 4.0 International',
  path: 'https://creativecommons.org/licenses/by/4.0/',
};

/** The published contents as the dataset that they are. */
export const contentsDataset = (
  { name, administration }: PreparedService,
  at: { csv: string; json: string; modified: string },
): OpenDataset => ({
  name: 'contents',
  title: `${name.it}: che cosa dice ai cittadini`,
  description: `Articoli, guide, misure, eventi della vita, amministrazioni, buone pratiche e materiali pubblicati da ${administration.it}, in italiano, inglese e tedesco, con fonte e date. Senza storie, idee e domande dei cittadini.`,
  frequency: 'CONT',
  fields: columns,
  ...at,
});

/** What the service was asked and did, month by month: its figures are counted and held back elsewhere. */
export const statisticsDataset = (
  { name }: PreparedService,
  at: { csv: string; json: string; modified: string },
): OpenDataset => ({
  name: 'statistics',
  title: `${name.it}: che cosa ha fatto`,
  description:
    'Richieste e risposte degli ultimi dodici mesi, mese per mese. Da una a quattro si legge <5; ≥5 è trattenuto perché non si ricavi una cifra più piccola; * non si dice.',
  frequency: 'MONTHLY',
  fields: [
    { name: 'service', type: 'string', description: 'The service' },
    { name: 'month', type: 'yearmonth', description: 'The month, in Rome' },
    { name: 'figure', type: 'string', description: 'What is counted' },
    { name: 'by', type: 'string', description: 'In which respect it is a part' },
    { name: 'of', type: 'string', description: 'Which part of it' },
    { name: 'value', type: 'string', description: 'A number, or <5, ≥5, *' },
  ],
  ...at,
});

/** `datapackage.json` of a service (Frictionless Data Package 1, tabular). */
export function dataPackageOf(
  { service, name, website, administration }: PreparedService,
  datasets: readonly OpenDataset[],
): object {
  return {
    profile: 'tabular-data-package',
    name: `sportello-${service}`,
    title: name.it,
    homepage: website,
    licenses: [licence],
    contributors: [{ title: administration.it, path: website, role: 'publisher' }],
    resources: datasets.map(({ name: named, title, description, csv, fields = [] }) => ({
      profile: 'tabular-data-resource',
      name: named,
      title,
      description,
      path: csv,
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      dialect: { delimiter: ',', lineTerminator: '\r\n', quoteChar: '"', doubleQuote: true, header: true },
      schema: { fields, missingValues: [''] },
    })),
  };
}

const authority = 'http://publications.europa.eu/resource/authority';
const it = (value: string) => ({ '@language': 'it', '@value': value });
const date = (instant: string) => ({ '@type': 'xsd:date', '@value': instant.slice(0, 10) });
const at = (id: string) => ({ '@id': id });

function distributions({ csv, json, title }: OpenDataset): object[] {
  return [
    { address: csv, format: 'CSV' },
    { address: json, format: 'JSON' },
  ].map(({ address, format }) => ({
    '@id': address,
    '@type': ['dcatapit:Distribution', 'dcat:Distribution'],
    'dct:title': it(`${title} (${format})`),
    'dct:format': at(`${authority}/file-type/${format}`),
    'dct:license': at(licence.path),
    'dcat:accessURL': at(address),
    'dcat:downloadURL': at(address),
  }));
}

/**
 * The catalogue of a service's open data as JSON-LD (DCAT-AP_IT 1.1, AgID): `home` is the address of the page of open
 * data, `modified` the ISO instant of the last change.
 */
export function catalogueOf(
  { service, ipa, name, administration, website, mail }: PreparedService,
  datasets: readonly OpenDataset[],
  { home, modified }: { home: string; modified: string },
): object {
  const publisher = {
    '@id': website,
    '@type': ['dcatapit:Agent', 'foaf:Agent'],
    'dct:identifier': ipa ?? service,
    'foaf:name': it(administration.it),
  };
  const contact = {
    '@id': `${home}#contact`,
    '@type': ['dcatapit:Organization', 'vcard:Organization', 'vcard:Kind'],
    'vcard:fn': name.it,
    'vcard:hasEmail': at(`mailto:${mail.from}`),
  };
  const licenceDocument = {
    '@id': licence.path,
    '@type': ['dcatapit:LicenseDocument', 'dct:LicenseDocument'],
    'dct:type': at('http://purl.org/adms/licencetype/Attribution'),
    'foaf:name': licence.title,
    'owl:versionInfo': '4.0',
  };
  return {
    '@context': {
      dcat: 'http://www.w3.org/ns/dcat#',
      dct: 'http://purl.org/dc/terms/',
      dcatapit: 'http://dati.gov.it/onto/dcatapit#',
      foaf: 'http://xmlns.com/foaf/0.1/',
      owl: 'http://www.w3.org/2002/07/owl#',
      vcard: 'http://www.w3.org/2006/vcard/ns#',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
    },
    '@graph': [
      {
        '@id': home,
        '@type': ['dcatapit:Catalog', 'dcat:Catalog'],
        'dct:title': it(`Dati aperti: ${name.it}`),
        'dct:description': it(`I dati che ${administration.it} pubblica con ${name.it}, con licenza CC-BY 4.0.`),
        'dct:publisher': at(website),
        'dct:modified': date(modified),
        'dct:language': at(`${authority}/language/ITA`),
        'foaf:homepage': at(home),
        'dcat:themeTaxonomy': at(`${authority}/data-theme`),
        'dcat:dataset': datasets.map((one) => at(`${home}#${one.name}`)),
      },
      ...datasets.map((one) => ({
        '@id': `${home}#${one.name}`,
        '@type': ['dcatapit:Dataset', 'dcat:Dataset'],
        'dct:identifier': `${service}:${one.name}`,
        'dct:title': it(one.title),
        'dct:description': it(one.description),
        'dct:modified': date(one.modified),
        'dct:publisher': at(website),
        'dct:rightsHolder': at(website),
        'dct:accrualPeriodicity': at(`${authority}/frequency/${one.frequency}`),
        'dcat:theme': at(`${authority}/data-theme/GOVE`),
        'dcat:contactPoint': at(`${home}#contact`),
        'dcat:distribution': distributions(one).map((each) => at((each as { '@id': string })['@id'])),
      })),
      ...datasets.flatMap(distributions),
      publisher,
      contact,
      licenceDocument,
    ],
  };
}
