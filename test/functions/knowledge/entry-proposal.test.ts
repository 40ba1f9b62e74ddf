import { describe, expect, test } from '@jest/globals';
import {
  documentOf as documentSaid,
  hasProposedEnough,
  proposerOf,
  saidIn,
  titleOf,
  versionsOfEntry,
} from '../../../functions/knowledge/rules/entry-proposal.ts';
import type { ContentDocument, ContentEvent } from '../../../shared/contracts/content/entry.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { documentOf } from './public-contents.ts';

const at = '2026-11-30T09:00:00.000Z';
const editor = { subject: 'anna', name: 'Anna Bianchi' };
const entry = documentOf('administration', 'inps', {
  phone: '06 1234',
  email: 'inps@example.org',
  pec: 'inps@pec.example.org',
  website: 'https://inps.example.org',
  themes: ['fisco'],
  words: { title: 'INPS', hours: 'lunedì 9-12', territoryNote: 'tutta Italia' },
});
const admin = proposerOf('inps', entry);
const written = (by: typeof editor, given: ContentDocument = entry, more: object = {}): ContentEvent => ({
  type: 'Written',
  at,
  by,
  language: 'it',
  document: given,
  change: 'x',
  ...more,
});
const published = (version: number): ContentEvent => ({
  type: 'Published',
  at,
  by: editor,
  version,
  reviewBy: '2027-06-01',
});

describe('what an administration says of its own entry', () => {
  test('is how it is reached, when, and where it answers', () => {
    expect(saidIn(entry)).toEqual({
      phone: '06 1234',
      email: 'inps@example.org',
      pec: 'inps@pec.example.org',
      website: 'https://inps.example.org',
      hours: 'lunedì 9-12',
      territoryNote: 'tutta Italia',
    });
    expect(saidIn({ kind: 'administration', id: 'x', phone: 7 })).toEqual({});
  });

  test('is written under its name, and that it came by its link', () => {
    expect(admin).toEqual({ subject: 'entry-link:inps', name: 'INPS (dal suo link)' });
    expect(titleOf({ kind: 'administration', id: 'senza-nome' })).toBe('senza-nome');
  });

  test('stands in place of what was said, and what is left out it has not any more', () => {
    const made = documentSaid(
      entry,
      { link: 'x', phone: '06 9999', hours: 'martedì' },
      { today: '2026-11-30', reviewBy: '2027-11-30' },
    );
    const { email: _e, pec: _p, website: _w, languages: _l, ...kept } = entry;
    expect(made).toEqual({
      ...kept,
      phone: '06 9999',
      checkedOn: '2026-11-30',
      reviewBy: '2027-11-30',
      languages: { it: { title: 'INPS', summary: 'Che cosa sapere di inps.', steps: [], hours: 'martedì' } },
    });
  });
});

describe('the versions of an entry', () => {
  const of = (...events: ContentEvent[]) => {
    const found = versionsOfEntry(contentOf(events), 'inps');
    return found && [found.published.version, found.proposed?.version];
  };

  test('are the one that readers see, and the newest that the administration wrote since', () => {
    expect(of(written(editor))).toBeUndefined();
    expect(of(written(editor), published(1))).toEqual([1, undefined]);
    expect(of(written(editor), published(1), written(admin), written(admin))).toEqual([1, 4]);
    expect(of(written(editor), published(1), written(admin), published(3))).toEqual([3, undefined]);
  });

  test('are none that somebody else wrote, and none in another language', () => {
    expect(of(written(editor), published(1), written(editor))).toEqual([1, undefined]);
    const other = proposerOf('altra', entry);
    expect(of(written(editor), published(1), written(other))).toEqual([1, undefined]);
    expect(of(written(editor), published(1), written(admin, entry, { language: 'de' }))).toEqual([1, undefined]);
  });
});

test('an administration proposes ten times in 24 hours, counted to the millisecond', () => {
  const enough = (count: number, then: string, by = admin) =>
    hasProposedEnough(
      contentOf(Array.from({ length: count }, () => written(by, entry, { at: then }))),
      admin.subject,
      at,
    );
  expect(enough(9, at)).toBe(false);
  expect(enough(10, at)).toBe(true);
  expect(enough(10, '2026-11-29T09:00:00.001Z')).toBe(true);
  expect(enough(10, '2026-11-29T09:00:00.000Z')).toBe(false);
  expect(enough(10, at, editor)).toBe(false);
});
