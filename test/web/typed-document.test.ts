import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkDocument } from '../../functions/knowledge/rules/check-document.ts';
import type { ContentDocument } from '../../shared/contracts/content/entry.ts';
import { fieldsBelow, wordFields } from '../../web/console/editor/kind-fields.ts';
import {
  cleaned,
  differences,
  documentToEdit,
  documentToWrite,
  valueAt,
  withValue,
} from '../../web/console/editor/typed-document.ts';

const before = {
  kind: 'article',
  id: 'nido',
  service: 'familyline',
  theme: 'casa',
  owner: 'editors',
  checkedOn: '2026-11-01',
  reviewBy: '2027-01-01',
  validTo: '2026-12-31',
  checkWithAdministration: false,
  sources: [{ name: 'INPS', url: 'https://www.inps.it/', law: 'L. 1', consultedOn: '2026-11-01' }, { name: 'GU' }],
  languages: { it: { title: 'Nido', summary: 'Il bonus per il nido.', steps: ['Uno', 'Due'], body: 'Testo' } },
};
const of = { content: 'article/nido', service: 'familyline', language: 'it' as const, today: '2026-11-30' };

test('a content that nobody changed is written as the document that it was, of every kind that a center comes with', () => {
  const folders = ['measures', 'guides', 'life-events', 'questions', 'parameters', 'administrations', 'practices'];
  const items = folders.flatMap((folder) => {
    const at = `shared/services/familyline/${folder}`;
    return readdirSync(at).flatMap((file) => JSON.parse(readFileSync(`${at}/${file}`, 'utf8')) as ContentDocument[]);
  });
  expect(items.length).toBeGreaterThan(100);
  for (const item of [before, ...items] as ContentDocument[]) {
    const content = `${item['kind']}/${item['id']}`;
    const checked = checkDocument(item, {
      service: 'familyline',
      kind: String(item['kind']),
      id: String(item['id']),
      language: 'it',
    });
    if ('issues' in checked) throw new Error(`${content}: ${JSON.stringify(checked.issues)}`);
    const { document } = checked;
    const edited = documentToEdit({ ...of, content }, { italian: document, own: document });
    expect(documentToWrite(edited)).toEqual(document);
  }
});

test('every member of the contents that a center comes with has a field', () => {
  const life = ['kind', 'id', 'service', 'languages'];
  for (const folder of ['measures', 'guides', 'life-events', 'questions', 'parameters']) {
    const at = `shared/services/familyline/${folder}`;
    for (const file of readdirSync(at)) {
      const read = JSON.parse(readFileSync(`${at}/${file}`, 'utf8')) as ContentDocument | ContentDocument[];
      for (const item of [read].flat()) {
        const kind = String(item['kind']);
        const named = fieldsBelow(kind, true).map(({ name }) => name.split('.')[0]);
        expect(Object.keys(item).filter((member) => !life.includes(member) && !named.includes(member))).toEqual([]);
        const words = wordFields[kind]?.map(({ name }) => name) ?? [];
        const told = Object.keys((valueAt(item, ['languages', 'it']) ?? {}) as object);
        expect(told.filter((member) => !words.includes(member))).toEqual([]);
      }
    }
  }
});

test('an end that is taken away is gone, and what stands beside it stays', () => {
  const document = documentToWrite(withValue(before, ['validTo'], '') as ContentDocument);
  expect(document).not.toHaveProperty('validTo');
  expect(document['sources']).toEqual(before.sources);
  expect(document['checkWithAdministration']).toBe(false);
});

test('another language begins with the facts of the Italian version and none of its words', () => {
  const edited = documentToEdit({ ...of, language: 'de' }, { italian: before, own: undefined });
  expect(edited).toMatchObject({ theme: 'casa', sources: before.sources, languages: { de: { steps: [] } } });
  expect(edited['languages']).not.toHaveProperty('it');
});

test('what is put at a path stands there, and nothing else is another', () => {
  const step = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 2 }));
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), fc.string({ minLength: 1 }), (path, value) => {
      const start = { a: { b: ['x'] }, d: 'kept' };
      const copy = structuredClone(start);
      const changed = withValue(start, path, value);
      expect(valueAt(changed, path)).toBe(value);
      expect(start).toEqual(copy);
      expect(valueAt(changed, ['d'])).toBe('kept');
    }),
    { numRuns: 200 },
  );
});

test('what was left empty is not written, and what says no or nought is', () => {
  const typed = { title: ' Nido ', body: '', steps: ['Uno', ' ', 'Due'], when: { all: [{}] }, sources: [{ name: '' }] };
  expect(cleaned({ ...typed, no: false, nought: 0 })).toEqual({
    title: 'Nido',
    steps: ['Uno', 'Due'],
    when: { all: [] },
    sources: [],
    no: false,
    nought: 0,
  });
});

test('two versions are told apart member by member', () => {
  const after = { ...before, languages: { it: { ...before.languages.it, title: 'Asilo nido', steps: ['Uno'] } } };
  expect(differences(before, after)).toEqual([
    { member: 'languages.it.title', before: 'Nido', after: 'Asilo nido' },
    { member: 'languages.it.steps', before: 'Uno\nDue', after: 'Uno' },
  ]);
  expect(differences(before, before)).toEqual([]);
});
