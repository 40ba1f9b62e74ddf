import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  authorToTell,
  door,
  isFull,
  practiceDocument,
  practiceId,
} from '../../../functions/knowledge/rules/practice-draft.ts';
import type { ContentEvent } from '../../../shared/contracts/content/entry.ts';
import { Slug } from '../../../shared/contracts/content/item.ts';
import { contentOf } from '../../../shared/core/knowledge/content-life.ts';
import { listedContent } from '../../../shared/core/knowledge/listed-content.ts';

const digest = 'ab12cd34ef56';
const told = {
  language: 'en' as const,
  title: 'Open until seven',
  summary: 'Three firms pay two more hours together.',
  who: 'Three firms',
  aim: 'Back to work.',
  cost: '40,000 euros.',
  result: '31 children.',
  contact: 'Family desk',
  email: 'Family@Example.org',
  mayBePublished: true as const,
};

describe('the name of a practice', () => {
  test.each([
    ['Un asilo aperto fino alle sette!', 'un-asilo-aperto-fino-alle-sette-ab12cd34'],
    ['«Perché no?»', 'perche-no-ab12cd34'],
    ['— a — b —', 'a-b-ab12cd34'],
    ['育児', 'ab12cd34'],
    // Forty-five characters of the title, and no line at their end.
    [`${'a'.repeat(44)} bcd`, `${'a'.repeat(44)}-ab12cd34`],
    ['a'.repeat(60), `${'a'.repeat(45)}-ab12cd34`],
  ])('of «%s» is %s', (title, id) => {
    expect(practiceId(title, digest)).toBe(id);
  });

  test('is one that an address can have, whatever the title', () => {
    const holds = fc.property(fc.string({ unit: 'grapheme' }), (title) => {
      expect(Slug.safeParse(practiceId(title, digest)).success).toBe(true);
    });
    fc.assert(holds);
  });
});

test('the draft of a practice says who did it as its source, and whom to ask; an editor finds its theme', () => {
  const made = { id: 'open', service: 'familyline', today: '2026-11-30', reviewBy: '2027-11-30' };
  const { language: _l, email: _e, mayBePublished: _m, ...words } = told;
  expect(practiceDocument({ ...told, who: 'w'.repeat(250) }, made)).toEqual({
    kind: 'practice',
    id: 'open',
    service: 'familyline',
    theme: 'altro',
    sources: [{ name: 'w'.repeat(200), consultedOn: '2026-11-30' }],
    checkedOn: '2026-11-30',
    reviewBy: '2027-11-30',
    owner: 'redazione',
    checkWithAdministration: false,
    languages: { en: { ...words, who: 'w'.repeat(250), contact: 'Family desk, family@example.org' } },
  });
});

const written = (subject: string, at: string, contact = 'Family desk, family@example.org'): ContentEvent => ({
  type: 'Written',
  at,
  by: { subject, name: 'Three firms' },
  language: 'en',
  document: { kind: 'practice', id: 'open', languages: { en: { ...told, contact } } },
  change: 'told',
});

describe('practices are taken', () => {
  const at = '2026-11-30T09:00:00.000Z';
  const yesterday = '2026-11-29T09:00:00.000Z';
  const some = (count: number, subject: string | ((place: number) => string), told = at) =>
    Array.from({ length: count }, (_, place) =>
      listedContent(
        `practice/p${place}`,
        contentOf([written(typeof subject === 'string' ? subject : subject(place), told)]),
      ),
    );
  const ada = `${door}ada`;

  test('five a day from one sender, to the millisecond', () => {
    expect(isFull(some(4, ada), ada, at)).toBe(false);
    expect(isFull(some(5, ada), ada, at)).toBe(true);
    expect(isFull(some(5, ada), `${door}bruno`, at)).toBe(false);
    expect(isFull(some(5, ada, yesterday), ada, at)).toBe(false);
    expect(isFull(some(5, ada, '2026-11-29T09:00:00.001Z'), ada, at)).toBe(true);
  });

  test('a hundred a day from all together, and what editors write counts for nobody', () => {
    const others = (place: number) => `${door}${place}`;
    expect(isFull(some(99, others), ada, at)).toBe(false);
    expect(isFull(some(100, others), ada, at)).toBe(true);
    expect(
      isFull(
        some(100, (place) => `editor-${place}`),
        ada,
        at,
      ),
    ).toBe(false);
  });
});

describe('whoever told a practice', () => {
  const at = '2026-11-30T09:00:00.000Z';
  const by = { subject: 'anna', name: 'Anna' };
  const published = (version: number): ContentEvent => ({
    type: 'Published',
    at,
    by,
    version,
    reviewBy: '2027-11-30',
  });
  const whom = (...events: ContentEvent[]) => authorToTell(contentOf(events));

  test('hears in their language when it is public, and of no later version', () => {
    const first = [written(`${door}ada`, at), published(1)];
    expect(whom(...first)).toEqual({ to: 'family@example.org', language: 'en' });
    expect(whom(written(`${door}ada`, at))).toBeUndefined();
    expect(whom(...first, written('anna', at), published(3))).toBeUndefined();
  });

  test('hears nothing where an editor wrote it, or where no address stands at the end of its contact', () => {
    expect(whom(written('anna', at), published(1))).toBeUndefined();
    expect(whom(written(`${door}ada`, at, 'Family desk, 06 1234'), published(1))).toBeUndefined();
    expect(whom(written(`${door}ada`, at, 'family@example.org, afternoons'), published(1))).toBeUndefined();
    expect(whom()).toBeUndefined();
  });
});
