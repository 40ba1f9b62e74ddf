import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  differences,
  documentOf,
  pageFields,
  type TypedPage,
  typedPage,
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
const of = { content: 'article/nido', service: 'familyline', language: 'it' as const, before };

test('a page that nobody changed becomes the document that it was', () => {
  expect(documentOf(typedPage(before, 'it'), of)).toEqual(before);
});

test('an end that is taken away is gone, and what has no field stays', () => {
  const document = documentOf({ ...typedPage(before, 'it'), validTo: '' }, of);
  expect(document).not.toHaveProperty('validTo');
  expect(document['sources']).toEqual(before.sources);
  expect(document['checkWithAdministration']).toBe(false);
});

test('what is typed is read again as it was typed, whatever it is', () => {
  const line = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8})?$/);
  const page = fc.record(
    Object.fromEntries(pageFields.map((name) => [name, line])) as Record<keyof TypedPage, typeof line>,
  );
  fc.assert(
    fc.property(page, (typed) => {
      expect(typedPage(documentOf(typed, of), 'it')).toEqual(typed);
    }),
    { numRuns: 50 },
  );
});

test('two versions are told apart member by member', () => {
  const after = { ...before, languages: { it: { ...before.languages.it, title: 'Asilo nido', steps: ['Uno'] } } };
  expect(differences(before, after)).toEqual([
    { member: 'languages.it.title', before: 'Nido', after: 'Asilo nido' },
    { member: 'languages.it.steps', before: 'Uno\nDue', after: 'Uno' },
  ]);
  expect(differences(before, before)).toEqual([]);
});
