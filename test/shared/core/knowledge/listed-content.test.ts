import { describe, expect, test } from '@jest/globals';
import type { ContentDocument, ContentEvent } from '../../../../shared/contracts/content/entry.ts';
import { contentOf } from '../../../../shared/core/knowledge/content-life.ts';
import { listedContent, partsOf, withoutBytes } from '../../../../shared/core/knowledge/listed-content.ts';

const listed = (document: ContentDocument, language: 'it' | 'de' = 'it') => {
  const written = { type: 'Written', at: '2026-03-01T08:00:00.000Z', by: { subject: 'a', name: 'A' }, change: 'x' };
  return listedContent('article/isee', contentOf([{ ...written, language, document } as ContentEvent]));
};
const titleOf = (document: ContentDocument, language: 'it' | 'de' = 'it') =>
  listed({ kind: 'article', id: 'isee', ...document }, language).life.written[0]?.document['title'];

describe('a content in the list of its editors', () => {
  test('has for a document its theme, who looks after it, when somebody looked, and a title', () => {
    const document = {
      kind: 'article',
      id: 'isee',
      theme: 'fisco',
      owner: 'redazione',
      checkedOn: '2026-02-20',
      languages: { it: { title: 'L’ISEE', body: 'lungo' } },
    };
    const [written] = listed(document).life.written;
    expect(written?.document).toEqual({ theme: 'fisco', owner: 'redazione', checkedOn: '2026-02-20', title: 'L’ISEE' });
  });

  test('is titled by its title in that language, else its name, its question or what is seen in it, else its slug', () => {
    const both = { languages: { it: { title: 'Uno' }, de: { title: 'Eins' } } };
    expect([titleOf(both), titleOf(both, 'de')]).toEqual(['Uno', 'Eins']);
    for (const member of ['name', 'text', 'alternative'])
      expect(titleOf({ [member]: { it: 'Detto', de: 'Gesagt' } }, 'de')).toBe('Gesagt');
    expect(titleOf({ name: { it: 'Nome' }, text: { it: 'Testo' } })).toBe('Nome');
    expect(titleOf({ text: { it: 'Testo' }, alternative: { it: 'Mappa' } })).toBe('Testo');
    expect(titleOf({})).toBe('isee');
    expect(titleOf({ languages: { it: { title: 7 } } })).toBe('');
  });
});

test('of a picture everything is listed but its bytes', () => {
  const file = { type: 'image/png', width: 1, height: 2 };
  expect(withoutBytes({ kind: 'picture', file: { ...file, data: 'AAAA' } })).toEqual({ kind: 'picture', file });
  const plain = { kind: 'picture', file };
  expect(withoutBytes(plain)).toBe(plain);
});

test('the name of a content is its kind and its slug', () => {
  expect(partsOf('life-event/nascita')).toEqual({ kind: 'life-event', id: 'nascita' });
});
