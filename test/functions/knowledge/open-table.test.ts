import { describe, expect, test } from '@jest/globals';
import { lastPublished, openContents, tableOf } from '../../../functions/knowledge/rules/open-data.ts';
import type { PublicContent } from '../../../shared/contracts/content/view.ts';
import { documentOf, publishedContent } from './public-contents.ts';

const now = '2026-06-01T10:00:00.000Z';
const fill = (text: string) => text.replace('{{isee}}', '17.468,51 €');

describe('what of contents is open data', () => {
  test('is what has a page, by name, in each language in which somebody wrote it', () => {
    const listed = [
      publishedContent([documentOf('measure', 'nido')]),
      publishedContent([documentOf('article', 'isee'), documentOf('article', 'isee', { language: 'de' })]),
      publishedContent([documentOf('parameter', 'isee')]),
      publishedContent([documentOf('article', 'da-un-caso')], { fromCase: 'FL-MEVZ-R6M3-40NH-WWRR' }),
    ];
    const names = (some: typeof listed) =>
      openContents(some, now, fill).map(({ kind, id, language }) => `${kind}/${id} ${language}`);
    expect(names(listed)).toEqual(['article/isee it', 'article/isee de', 'measure/nido it']);
    expect(names(listed.toReversed())).toEqual(names(listed));
  });

  test('has changed when any of it was last published', () => {
    const at = (publishedAt?: string) => ({ publishedAt }) as PublicContent;
    const [early, late] = ['2026-03-01T08:00:00.000Z', '2026-04-01T08:00:00.000Z'];
    expect(lastPublished([at(early), at(late)])).toBe(late);
    expect(lastPublished([at(late), at(early), at()])).toBe(late);
    expect(lastPublished([])).toBe('1970-01-01T00:00:00.000Z');
    expect(lastPublished([at()])).toBe('1970-01-01T00:00:00.000Z');
  });
});

describe('the table of contents', () => {
  const rowOf = (content: Partial<PublicContent>) =>
    tableOf([{ sources: [], ...content } as unknown as PublicContent], ({ id }) => `https://x.example/${id}`).split(
      '\r\n',
    )[1];

  test('has a column for each thing that is said of a page, and its steps before its text', () => {
    const document = documentOf('article', 'isee', {
      validTo: '2026-12-31',
      words: { summary: 'Fino a {{isee}}.', steps: ['Vai al CAF', 'Chiedi, subito'], body: 'Poi aspetta.' },
    });
    const [content] = openContents([publishedContent([document])], now, fill);
    expect(rowOf({ ...content, validTo: '2026-12-31' } as PublicContent)).toBe(
      'article/isee,article,it,fisco,Titolo isee,"Fino a 17.468,51 €.",' +
        '"* Vai al CAF\n* Chiedi, subito\nPoi aspetta.",https://x.example/isee,1,' +
        '2026-03-01T08:00:00.000Z,2026-02-20,2027-06-01,2026-12-31,INPS',
    );
  });

  test('has an empty cell for what a page has not', () => {
    const bare = { kind: 'guide', id: 'g', language: 'it', theme: 'fisco', title: 'G' } as const;
    expect(rowOf(bare)).toBe('guide/g,guide,it,fisco,G,,,https://x.example/g,,,,,,');
  });

  test('tells the text of a step that has more than words, and every source', () => {
    const steps = [{ text: 'Chiama', link: 'x' }, { link: 'y' }, 7];
    const sources = [{ name: 'INPS' }, { name: 'ISTAT' }] as PublicContent['sources'];
    const told = { kind: 'guide', id: 'g', language: 'it', theme: 'f', title: 'G', texts: { steps, body: 7 } } as const;
    expect(rowOf({ ...told, sources })).toBe('guide/g,guide,it,f,G,,* Chiama,https://x.example/g,,,,,,INPS | ISTAT');
  });
});
