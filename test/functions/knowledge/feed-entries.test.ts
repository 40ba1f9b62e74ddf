import { describe, expect, test } from '@jest/globals';
import { feedEntries } from '../../../functions/knowledge/rules/feed-entries.ts';
import type { ContentEvent } from '../../../shared/contracts/content/entry.ts';
import type { ListedContent } from '../../../shared/core/knowledge/listed-content.ts';
import { documentOf, publishedContent } from './public-contents.ts';

const now = '2026-06-01T10:00:00.000Z';
const by = { subject: 'anna', name: 'Anna Bianchi' };
const page = (id: string, at: string, more: readonly ContentEvent[] = []) =>
  publishedContent([documentOf('article', id)], { at, more });
const fed = (listed: readonly ListedContent[], theme?: string) =>
  feedEntries(listed, { language: 'it', now, theme, fill: (text) => text.replace('{{isee}}', '17.468,51 €') });

describe('what a feed tells', () => {
  test('is each page with its address, its words as they are read and when somebody last published it', () => {
    const words = { title: 'Chi ha {{isee}}', summary: 'Spetta fino a {{isee}}.' };
    const at = '2026-03-01T08:00:00.000Z';
    expect(fed([publishedContent([documentOf('measure', 'bonus-nido', { words })], { at })])).toEqual({
      entries: [
        {
          content: 'measure/bonus-nido',
          sort: 'measures',
          id: 'bonus-nido',
          theme: 'fisco',
          title: 'Chi ha 17.468,51 €',
          summary: 'Spetta fino a 17.468,51 €.',
          updated: at,
        },
      ],
      updated: at,
    });
  });

  test('is new again once somebody found that it still holds', () => {
    const at = '2026-05-01T08:00:00.000Z';
    const checked: ContentEvent = { type: 'Checked', at, by, language: 'it', reviewBy: '2027-06-01' };
    expect(fed([page('isee', '2026-03-01T08:00:00.000Z', [checked])]).entries[0]?.updated).toBe(at);
  });

  test('is the newest first, and by name where several are of one instant', () => {
    const [early, late] = ['2026-03-01T08:00:00.000Z', '2026-04-01T08:00:00.000Z'];
    const names = (...pages: ListedContent[]) => fed(pages).entries.map(({ id }) => id);
    const [a, b, c] = [page('a', early), page('b', early), page('c', late)];
    expect(names(a, b, c)).toEqual(['c', 'a', 'b']);
    expect(names(c, b, a)).toEqual(['c', 'a', 'b']);
    expect(names(b, c, a)).toEqual(['c', 'a', 'b']);
  });

  test('is of one theme alone where one was asked for', () => {
    const [tax, home] = [documentOf('article', 'isee'), documentOf('article', 'mutuo', { theme: 'casa' })];
    const listed = [publishedContent([tax]), publishedContent([home])];
    expect(fed(listed, 'casa').entries.map(({ id }) => id)).toEqual(['mutuo']);
    expect(fed(listed).entries).toHaveLength(2);
    expect(fed(listed, 'altro')).toEqual({ entries: [], updated: undefined });
  });

  test('is no figure, nothing that a citizen’s question was made into, and nothing that is over', () => {
    const over = documentOf('article', 'finito', { validTo: '2026-05-31' });
    const listed = [
      publishedContent([documentOf('parameter', 'isee')]),
      publishedContent([documentOf('article', 'da-un-caso')], { fromCase: 'FL-MEVZ-R6M3-40NH-WWRR' }),
      publishedContent([over]),
    ].map((one) => ({
      ...one,
      public: {
        ...one.public,
        languages: {
          it: one.public.languages.it?.map((words) => ({
            ...words,
            ...(one.content === 'article/finito' && { validTo: '2026-05-31' }),
          })),
        },
      },
    })) as ListedContent[];
    expect(fed(listed).entries).toEqual([]);
  });

  test('is a hundred pages at most, and has changed when the newest of them did', () => {
    const listed = Array.from({ length: 101 }, (_, at) =>
      page(`p-${at}`, `2026-04-01T08:00:00.${String(at).padStart(3, '0')}Z`),
    );
    const { entries, updated } = fed(listed);
    expect(entries.map(({ id }) => id)).toEqual(Array.from({ length: 100 }, (_, at) => `p-${100 - at}`));
    expect(updated).toBe('2026-04-01T08:00:00.100Z');
  });

  test('has changed too when a page was withdrawn', () => {
    const at = '2026-05-20T08:00:00.000Z';
    const gone = page('via', '2026-03-01T08:00:00.000Z', [{ type: 'Withdrawn', at, by, reason: 'non vale più' }]);
    expect(fed([page('resta', '2026-04-01T08:00:00.000Z'), gone])).toMatchObject({
      entries: [{ id: 'resta' }],
      updated: at,
    });
  });
});
