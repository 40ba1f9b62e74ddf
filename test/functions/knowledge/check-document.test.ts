import { describe, expect, test } from '@jest/globals';
import { checkDocument } from '../../../functions/knowledge/rules/check-document.ts';
import type { ContentDocument } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { documentOf } from './public-contents.ts';

const check = (document: ContentDocument, language: Language = 'it', more: object = {}) => {
  const { kind, id } = document as { kind: string; id: string };
  return checkDocument(document, { service: 'familyline', kind, id, language, ...more });
};
const told = (found: ReturnType<typeof check>) =>
  'issues' in found ? found.issues.map(({ path, message }) => [path.join('/'), message]) : [];

describe('a document that an editor sends', () => {
  const article = documentOf('article', 'isee');

  test('is kept as it is, with its words in one language alone', () => {
    expect(check(article)).toEqual({ document: article });
    const both = { ...article, languages: { ...(article['languages'] as object), de: { title: 'D' } } };
    expect(check(both)).toEqual({ document: article });
    const german = documentOf('article', 'isee', { language: 'de' });
    expect(check(german, 'de')).toEqual({ document: german });
  });

  test('is refused at the member to mend, in the words of its language too', () => {
    expect(told(check({ ...article, theme: 7 }))).toEqual([['document/theme', expect.stringContaining('string')]]);
    expect(told(check(article, 'de')).map(([path]) => path)).toEqual(['document/languages/it']);
  });

  test('is what its address says', () => {
    expect(told(check(article, 'it', { service: 'altro', kind: 'guide', id: 'iseo' }))).toEqual([
      ['document/service', 'the address says altro'],
      ['document/kind', 'the address says guide'],
      ['document/id', 'the address says iseo'],
    ]);
  });
});

describe('a document that has no words of its own', () => {
  const each = { it: 'Una mappa', en: 'A map of it', de: 'Eine Karte' };
  const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).toString('base64');
  const picture = (type: string): ContentDocument => ({
    kind: 'picture',
    id: 'mappa',
    service: 'familyline',
    alternative: each,
    sources: [],
    file: { type, width: 10, height: 10, data: png },
  });

  test('is written in Italian, with all translations', () => {
    expect(check(picture('image/png'))).toEqual({ document: picture('image/png') });
    expect(told(check(picture('image/png'), 'de'))).toEqual([
      ['language', 'what has no words of its own is written in Italian, with all translations'],
    ]);
  });

  test('is the picture that it says it is', () => {
    expect(told(check(picture('image/jpeg')))).toEqual([
      ['document/file', 'its first bytes are those of no image/jpeg'],
    ]);
  });
});
