import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type ContractName, publishedContracts } from '../../../shared/contracts/api/published.ts';
import { type CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { LedgerEntry } from '../../../shared/contracts/declaration.ts';
import { firstBrokenLink, openEntry } from '../../../shared/core/chain.ts';
import { brokenLink } from '../../../shared/core/posture/ledger-chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { fileNameOf } from '../../../tools/contracts/json-schema.ts';
import { contractNames, filesOf, publications } from '../../../tools/contracts/publications.ts';
import { readSources } from '../../../tools/contracts/publish.ts';

const folder = new URL('../../../events/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));

/** Name, version and, for an example beside the first one, which: `contact.v1.danger-to-life.example.json`. */
const named = (file: string) => /^([a-z-]+)\.v(\d+)(?:\.([a-z-]+))?\.(schema|example)\.json$/.exec(file);
const examples = files.filter((file) => file.endsWith('.example.json'));
const examplesOf = (name: string) => examples.filter((file) => named(file)?.[1] === name);

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: false });
addFormats.default(ajv);
const validators = new Map(
  files
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => [file.replace('.schema.json', ''), ajv.compile(read(file))]),
);

describe('the published schemas', () => {
  const generated = Object.entries(publications(readSources())).filter(([path]) => path.startsWith('events/'));

  test.each(generated)('%s says what its contract says (if not: npm run contracts)', (path, text) => {
    const committed = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
    expect(committed).toBe(text);
  });

  test.each(contractNames)('%s has a schema and an example of each version', (name) => {
    const versions = Array.from({ length: publishedContracts[name].version }, (_, index) => index + 1);
    for (const version of versions) {
      expect(files).toContain(`${fileNameOf(name, version)}.schema.json`);
      expect(files).toContain(`${fileNameOf(name, version)}.example.json`);
    }
  });

  test('belong to a contract, every file of events/', () => {
    const orphans = files.filter((file) => {
      const [, name = '', version] = named(file) ?? [];
      return (
        !Object.hasOwn(publishedContracts, name) || Number(version) > publishedContracts[name as ContractName].version
      );
    });
    expect(orphans).toEqual([]);
  });

  test('give no member a default, which generated clients take for one that must be sent', () => {
    for (const file of files.filter((name) => name.endsWith('.schema.json'))) {
      expect(`${file}: ${readFileSync(new URL(file, folder), 'utf8')}`).not.toMatch(/"default":/);
    }
    expect(readFileSync(new URL('../docs/api/openapi.json', folder), 'utf8')).not.toMatch(
      /"schemas":[\s\S]*"default":/,
    );
  });

  test.each(contractNames)('%s bounds every text, list and number', (name) => {
    const unbounded: string[] = [];
    const look = (schema: unknown, at: string) => {
      if (typeof schema !== 'object' || schema === null) return;
      const {
        type,
        enum: values,
        const: value,
        maxLength,
        maxItems,
        minimum,
        maximum,
      } = schema as Record<string, unknown>;
      const fixed = values !== undefined || value !== undefined;
      if (type === 'string' && !fixed && maxLength === undefined) unbounded.push(at);
      if (type === 'array' && maxItems === undefined) unbounded.push(at);
      if ((type === 'number' || type === 'integer') && !fixed && (minimum === undefined || maximum === undefined)) {
        unbounded.push(at);
      }
      for (const [keyword, inside] of Object.entries(schema)) look(inside, `${at}/${keyword}`);
    };
    const schema = read(filesOf(name).schema);
    look({ ...schema, properties: { ...schema.properties, $schema: undefined } }, '');
    expect(unbounded).toEqual([]);
  });

  test('say their own name and version where a message carries them', () => {
    const carrying = examples.map(read).filter((example) => example.contract !== undefined);
    expect(carrying.map(({ contract }) => contract)).toEqual(
      expect.arrayContaining(['contact-accepted.v1', 'mail-due.v1']),
    );
    for (const file of examples) {
      const { contract } = read(file);
      const [, name = '', version] = named(file) ?? [];
      if (contract !== undefined) expect(contract).toBe(fileNameOf(name, Number(version)));
    }
  });
});

describe('the examples', () => {
  test.each(examples)('%s, old or new, is read by the contract of today', (file) => {
    const [, name] = named(file) ?? [];
    expect(publishedContracts[name as ContractName].schema.safeParse(read(file)).error?.issues ?? []).toEqual([]);
  });

  test.each(examples)('%s keeps the schema published for its version', (file) => {
    const [, name = '', version] = named(file) ?? [];
    const validate = validators.get(fileNameOf(name, Number(version)));
    expect(validate?.(read(file))).toBe(true);
  });

  test('show every event that a case can have', () => {
    const types = publishedContracts['case-event'].schema.def.options.map((option) => option.shape.type.def.values[0]);
    const shown = examplesOf('case-event').map((file) => (read(file) as CaseEvent).type);
    expect([...new Set(shown)].sort()).toEqual([...types].sort());
  });

  test('of the register are links of one sound chain', () => {
    const entries = examplesOf('register-entry')
      .map((file) => RegisterEntry.parse(read(file)))
      .sort((one, other) => one.version - other.version);
    expect(entries).toHaveLength(2);
    expect(firstBrokenLink(entries, sha256)).toBeUndefined();
  });

  test('of the ledger are links of one sound chain, one for each of the four acts', () => {
    const entries = examplesOf('ledger-entry')
      .map((file) => LedgerEntry.parse(read(file)))
      .sort((one, other) => one.version - other.version);
    expect(entries.map(({ event }) => event.type)).toEqual(['Declared', 'Renewed', 'Changed', 'StoodDown']);
    expect(brokenLink(entries, sha256)).toBeUndefined();
  });

  test('of the register open to events that keep their contract', () => {
    for (const file of examplesOf('register-entry')) {
      const events = openEntry(RegisterEntry.parse(read(file)));
      expect(events.length).toBeGreaterThan(0);
      for (const event of events) expect(publishedContracts['case-event'].schema.parse(event)).toEqual(event);
    }
  });

  test('invent their people: every address is of example.org or of a service', () => {
    const addresses = examples.flatMap(
      (file) => readFileSync(new URL(file, folder), 'utf8').match(/[\w.+-]+@[\w.-]*\w/g) ?? [],
    );
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect(address).toMatch(/@(example\.org|example|pec\.governo\.it)$/);
  });
});

describe('a contract that drifts is caught', () => {
  test.each(['contact', 'problem', 'case-status'] as const)('%s refuses a member it does not know', (name) => {
    const stranger = { ...read(filesOf(name).example), stranger: 1 };
    expect(publishedContracts[name].schema.safeParse(stranger).success).toBe(false);
    expect(validators.get(fileNameOf(name, 1))?.(stranger)).toBe(false);
  });

  test('what other versions wrote is read with the members they added', () => {
    for (const name of ['contact-accepted', 'register-entry', 'mail-due', 'case-event'] as const) {
      const later = { ...read(filesOf(name).example), addedLater: true };
      expect(publishedContracts[name].schema.safeParse(later).success).toBe(true);
      expect(validators.get(fileNameOf(name, 1))?.(later)).toBe(true);
    }
  });
});
