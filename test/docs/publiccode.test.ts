import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { load } from 'js-yaml';
import { textsIn } from '../../shared/texts/languages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = (file: string) => readFileSync(join(root, file), 'utf8');

type Json = Record<string, unknown>;
const words = { type: 'string', minLength: 1 };
const address = { type: 'string', format: 'uri', pattern: '^https://' };
const many = (items: Json, minItems = 1) => ({ type: 'array', minItems, uniqueItems: true, items });
const closed = (required: string[], properties: Json) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
});
const dependencies = many(
  closed(['name'], {
    name: words,
    version: words,
    versionMin: words,
    versionMax: words,
    optional: { type: 'boolean' },
  }),
);
/** ISO 3166-1 alpha-2 in capitals, since version 0.5.0 of the standard. */
const country = { type: 'string', pattern: '^[A-Z]{2}$' };

/**
 * Version 0.5.0 of the publiccode.yml standard, core and Italian extension, as far as this file uses it:
 * https://yml.publiccode.tools/schema.core.html and https://yml.publiccode.tools/schema.it.html.
 * Of the lists of categories and scopes only those that fit a contact center are here.
 */
const standard = closed(
  [
    'publiccodeYmlVersion',
    'name',
    'url',
    'platforms',
    'categories',
    'developmentStatus',
    'softwareType',
    'description',
    'legal',
    'maintenance',
    'localisation',
  ],
  {
    publiccodeYmlVersion: { const: '0.5.0' },
    name: words,
    url: address,
    landingURL: address,
    softwareVersion: words,
    releaseDate: { type: 'string', format: 'date' },
    logo: { type: 'string', pattern: '\\.(svg|svgz|png)$' },
    platforms: many(words),
    categories: many({
      enum: [
        'call-center-management',
        'communications',
        'contact-management',
        'crm',
        'customer-service-and-support',
        'digital-citizenship',
        'feedback-and-reviews-management',
        'help-desk',
        'knowledge-management',
        'service-desk',
        'workflow-management',
      ],
    }),
    developmentStatus: { enum: ['concept', 'development', 'beta', 'stable', 'obsolete'] },
    softwareType: {
      enum: [
        'standalone/mobile',
        'standalone/iot',
        'standalone/desktop',
        'standalone/web',
        'standalone/backend',
        'standalone/other',
        'addon',
        'library',
        'configurationFiles',
      ],
    },
    intendedAudience: closed([], {
      countries: many(country),
      unsupportedCountries: many(country),
      scope: many({
        enum: ['emergency-services', 'government', 'local-authorities', 'security', 'society', 'welfare'],
      }),
    }),
    description: {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[a-z]{2,3}(-[A-Za-z0-9]+)*$' },
      additionalProperties: closed(['shortDescription', 'longDescription', 'features'], {
        localisedName: words,
        shortDescription: { type: 'string', minLength: 1, maxLength: 150, pattern: '^[^\\n]+$' },
        longDescription: { type: 'string', minLength: 150, maxLength: 10_000 },
        documentation: address,
        apiDocumentation: address,
        features: { ...many({ type: 'string', minLength: 1, maxLength: 100 }, 5), maxItems: 20 },
      }),
    },
    legal: closed(['license'], { license: words, mainCopyrightOwner: words, repoOwner: words }),
    maintenance: {
      ...closed(['type'], {
        type: { enum: ['internal', 'contract', 'community', 'none'] },
        contacts: many(
          closed(['name'], {
            name: words,
            email: { type: 'string', format: 'email' },
            phone: words,
            affiliation: words,
          }),
        ),
        contractors: many(
          closed(['name', 'until'], { name: words, until: { type: 'string', format: 'date' }, website: address }),
        ),
      }),
      allOf: [
        {
          if: { properties: { type: { const: 'contract' } } },
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; nobody awaits this object
          then: { required: ['contractors'] },
        },
        {
          if: { properties: { type: { enum: ['internal', 'community'] } } },
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema; nobody awaits this object
          then: { required: ['contacts'] },
        },
      ],
    },
    localisation: closed(['localisationReady', 'availableLanguages'], {
      localisationReady: { type: 'boolean' },
      availableLanguages: many({ type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z0-9]+)*$' }),
    }),
    dependsOn: closed([], { open: dependencies, proprietary: dependencies, hardware: dependencies }),
    IT: closed(['countryExtensionVersion'], {
      countryExtensionVersion: { const: '1.0' },
      conforme: { type: 'object', additionalProperties: { type: 'boolean' } },
      piattaforme: closed(
        [],
        Object.fromEntries(['spid', 'cie', 'anpr', 'pagopa', 'io'].map((name) => [name, { type: 'boolean' }])),
      ),
      riuso: closed([], { codiceIPA: words }),
    }),
  },
);

const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
addFormats.default(ajv);
const holds = ajv.compile(standard);
const broken = (content: unknown) =>
  holds(content) ? [] : (holds.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);

const languages = Object.keys(textsIn).sort();
const read = () => load(text('publiccode.yml')) as Json;
const program = JSON.parse(text('package.json')) as Json;

describe('publiccode.yml', () => {
  test('holds the mandatory keys, lengths and lists of the standard', () => {
    expect(broken(read())).toEqual([]);
  });

  test.each([
    ['a missing licence', { legal: {} }],
    ['a status that does not exist', { developmentStatus: 'ready' }],
    ['a date that is none', { releaseDate: '2026-02-30' }],
    ['an unknown member', { tags: ['help'] }],
    ['a maintainer that nobody can reach', { maintenance: { type: 'internal' } }],
    [
      'a long description that is short',
      { description: { en: { shortDescription: 'A', longDescription: 'A', features: ['a', 'b', 'c', 'd', 'e'] } } },
    ],
  ])('would not pass with %s', (_what, change) => {
    expect(broken({ ...read(), ...change })).not.toEqual([]);
  });

  test('says of version, licence and languages what the program says', () => {
    const { softwareVersion, legal, localisation, description } = read() as {
      softwareVersion: string;
      legal: { license: string };
      localisation: { availableLanguages: string[] };
      description: Json;
    };
    expect(softwareVersion).toBe(program['version']);
    expect(legal.license).toBe(program['license']);
    expect([...localisation.availableLanguages].sort()).toEqual(languages);
    expect(Object.keys(description).sort()).toEqual(languages);
  });

  test('names a logo that is there', () => {
    expect(existsSync(join(root, String(read()['logo'])))).toBe(true);
  });
});
