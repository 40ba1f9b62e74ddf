import { describe, expect, test } from '@jest/globals';
import { checkedOn, contentLine, contentsView, contentView } from '../../../functions/knowledge/rules/content-view.ts';
import type { ContentEntry, ContentEvent } from '../../../shared/contracts/content/entry.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { gulpease } from '../../../shared/core/knowledge/gulpease.ts';
import { listedContent } from '../../../shared/core/knowledge/listed-content.ts';

const anna = { subject: 'anna', name: 'Anna Bianchi' };
const bruno = { subject: 'bruno', name: 'Bruno Neri' };
const now = '2026-06-01T10:00:00.000Z';
const at = '2026-03-01T23:30:00.000Z';

const written = (words: object = {}, language: Language = 'it', more: object = {}): ContentEvent => ({
  type: 'Written',
  at,
  by: anna,
  language,
  document: {
    kind: 'article',
    id: 'piano',
    theme: 'rischi',
    owner: 'editors',
    checkedOn: '2026-02-20',
    languages: { [language]: { title: `Titolo ${language}`, ...words } },
    ...more,
  },
  change: 'first words',
});
const reviewed = (version: number): ContentEvent => ({ type: 'Reviewed', at, by: bruno, version });
const published = (version: number, more: object = {}): ContentEvent => ({
  type: 'Published',
  at,
  by: bruno,
  version,
  reviewBy: '2027-01-01',
  ...more,
});
const shown = [written(), reviewed(1), published(1)];
const line = (events: ContentEvent[], content = 'article/piano') =>
  contentLine(listedContent(content, contentOf(events)), now);

describe('the line of a content in the list of its editors', () => {
  test('says what it is, where it stands in each language, and when somebody looked', () => {
    expect(line([...shown, written({}, 'de')])).toEqual({
      content: 'article/piano',
      kind: 'article',
      id: 'piano',
      version: 4,
      theme: 'rischi',
      owner: 'editors',
      due: 'review',
      readability: expect.any(Number),
      languages: {
        it: {
          state: 'published',
          title: 'Titolo it',
          publishedVersion: 1,
          checkedOn: '2026-02-20',
          reviewBy: '2027-01-01',
        },
        de: { state: 'draft', title: 'Titolo de', waiting: { version: 4, state: 'draft' } },
      },
    });
  });

  test('says what is due, the most pressing first', () => {
    const urgentUntil = '2026-06-02T10:00:00.000Z';
    const urgent = [written(), published(1, { urgentUntil })];
    const toCheck = [written(), reviewed(1), published(1, { reviewBy: '2026-05-31' })];
    const over = [
      { ...written({}, 'it', { validTo: '2026-05-31' }), validTo: '2026-05-31' },
      reviewed(1),
      published(1),
    ] as ContentEvent[];
    expect(line(shown).due).toBeUndefined();
    expect(line(toCheck).due).toBe('check');
    expect(line(over).due).toBe('over');
    expect(line([...over, written({}, 'en'), { ...reviewed(4) }]).due).toBe('over');
    expect(line([...toCheck, written()]).due).toBe('review');
    expect(line([...urgent, written({}, 'de')]).due).toBe('urgent-review');
    expect(line(urgent).languages.it).toMatchObject({ state: 'urgent', urgentUntil });
    // Reviewed words wait to be published; nobody owes them a review.
    expect(line([written(), reviewed(1)]).due).toBeUndefined();
    const mixed = [
      ...toCheck,
      { ...written({}, 'en'), validTo: '2026-05-31' } as ContentEvent,
      reviewed(4),
      published(4),
    ];
    expect(line(mixed).due).toBe('over');
  });

  test('tells neither a published version nor a day of what is gone', () => {
    const gone = line([...shown, { type: 'Withdrawn', at: '2026-04-01T10:00:00.000Z', by: anna, reason: 'x' }]);
    expect(gone.languages.it).toEqual({ state: 'withdrawn', title: 'Titolo it' });
    expect(gone).not.toHaveProperty('readability');
  });

  test('says how easily the Italian words are read that citizens see', () => {
    const body = 'La domanda si presenta presso gli sportelli competenti entro trenta giorni dalla comunicazione.';
    const read = line([written({ body, steps: ['Uno.', 'Due.'], phrases: ['come si fa'] }), reviewed(1), published(1)]);
    expect(read.readability).toBe(Math.round(gulpease(`Titolo it\n${body}\nUno.\nDue.`)));
    expect(line([written({}, 'de'), reviewed(1), published(1)])).not.toHaveProperty('readability');
  });
});

test('the list has what is due first, then by name', () => {
  const listed = (content: string, events: ContentEvent[]) => listedContent(content, contentOf(events));
  const toCheck = [written(), reviewed(1), published(1, { reviewBy: '2026-05-31' })];
  const view = contentsView(
    'familyline',
    [
      listed('article/b', shown),
      listed('article/a', shown),
      listed('article/d', toCheck),
      listed('article/c', [written()]),
    ],
    { now, oneSuffices: true },
  );
  expect(view).toMatchObject({ service: 'familyline', asOf: now, oneSuffices: true });
  expect(view.contents.map(({ content }) => content)).toEqual(['article/c', 'article/d', 'article/a', 'article/b']);
});

test('one content whole has its line and every event', () => {
  const entries = shown.map((event, index) => ({ event, version: index + 1 }) as ContentEntry);
  expect(contentView('familyline', 'article/piano', entries, now)).toEqual({
    service: 'familyline',
    content: 'article/piano',
    version: 3,
    line: line(shown),
    events: shown,
  });
});

test('somebody looked on the day of a check in Rome, else as the document says, else as it was published', () => {
  const checkedAt = '2026-04-01T22:30:00.000Z';
  expect(checkedOn({ at, checkedAt }, '2026-02-20')).toBe('2026-04-02');
  expect(checkedOn({ at, checkedAt: at }, '2026-02-20')).toBe('2026-02-20');
  expect(checkedOn({ at, checkedAt: at }, undefined)).toBe('2026-03-02');
});
