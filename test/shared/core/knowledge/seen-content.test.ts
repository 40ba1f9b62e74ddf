import { describe, expect, test } from '@jest/globals';
import type { ContentDocument } from '../../../../shared/contracts/content/entry.ts';
import { type Candidate, catalogued, seenAt, seenBy } from '../../../../shared/core/knowledge/seen-content.ts';

const now = '2026-11-29T10:00:00.000Z';
const words = (version: number, more: Partial<Candidate> = {}): Candidate => ({
  version,
  document: { version } as unknown as ContentDocument,
  publishedAt: '2026-11-01T08:00:00.000Z',
  checkedAt: '2026-11-01T08:00:00.000Z',
  reviewBy: '2027-01-01',
  ...more,
});
const seen = (...candidates: Candidate[]) => seenAt({ version: 1, languages: { it: candidates } }, 'it', now);

describe('what citizens see of a content', () => {
  test('is the last publication whose first day has come', () => {
    expect(seen(words(1), words(2, { validFrom: '2026-11-29' }))).toMatchObject({ state: 'shown', version: 2 });
    expect(seen(words(1), words(2, { validFrom: '2026-11-30' }))).toMatchObject({ state: 'shown', version: 1 });
    expect(seen(words(1, { validFrom: '2026-11-30' }))).toBeUndefined();
    expect(seen()).toBeUndefined();
  });

  test('is over once its last day is past, and nothing of before comes back', () => {
    expect(seen(words(1), words(2, { validTo: '2026-11-29' }))).toMatchObject({ state: 'shown', version: 2 });
    expect(seen(words(1), words(2, { validTo: '2026-11-28' }))).toMatchObject({
      state: 'over',
      validTo: '2026-11-28',
      document: { version: 2 },
    });
  });

  test('that nobody has reviewed lapses to the moment, and what was there before it is seen again', () => {
    expect(seen(words(1), words(2, { urgentUntil: '2026-11-29T10:00:00.001Z' }))).toMatchObject({ version: 2 });
    expect(seen(words(1), words(2, { urgentUntil: now }))).toMatchObject({ version: 1 });
  });

  test('is to be checked from the day after its review was due', () => {
    expect(seen(words(1, { reviewBy: '2026-11-29' }))).toMatchObject({ toCheck: false });
    expect(seen(words(1, { reviewBy: '2026-11-28' }))).toMatchObject({ toCheck: true });
  });

  test('is in the language of its reader, else in Italian, else in whichever there is', () => {
    const all = { version: 1, languages: { it: [words(1)], de: [words(2)] } };
    expect(seenBy(all, 'de', now)).toMatchObject({ language: 'de', version: 2 });
    expect(seenBy(all, 'en', now)).toMatchObject({ language: 'it', version: 1 });
    expect(seenBy({ version: 1, languages: { de: [words(2)] } }, 'en', now)).toMatchObject({ language: 'de' });
    expect(seenBy({ version: 1, languages: {} }, 'en', now)).toBeUndefined();
  });
});

describe('what is kept of a content for citizens', () => {
  const at = (day: number) => `2026-11-${String(day).padStart(2, '0')}T08:00:00.000Z`;
  const content = (...all: { publishedOn: number; validFrom?: string; urgentUntil?: string; reviewedOn?: number }[]) =>
    ({
      version: 9,
      written: all.map(({ validFrom, reviewedOn }, index) => ({
        version: index + 1,
        document: {},
        ...(validFrom && { validFrom }),
        ...(reviewedOn && { reviewed: { at: at(reviewedOn) } }),
      })),
      published: {
        it: all.map(({ publishedOn, urgentUntil }, index) => ({
          version: index + 1,
          at: at(publishedOn),
          checkedAt: at(publishedOn),
          reviewBy: '2027-01-01',
          ...(urgentUntil && { urgentUntil }),
        })),
      },
    }) as unknown as Parameters<typeof catalogued>[0];
  const versions = (...all: Parameters<typeof content>) =>
    catalogued(content(...all)).languages.it?.map(({ version }) => version);

  test('begins with the last publication before which nothing can be seen any more', () => {
    expect(versions({ publishedOn: 1 }, { publishedOn: 2 }, { publishedOn: 3 })).toEqual([3]);
    expect(versions({ publishedOn: 1 }, { publishedOn: 2 }, { publishedOn: 3, validFrom: '2026-12-01' })).toEqual([
      2, 3,
    ]);
    expect(versions({ publishedOn: 1 }, { publishedOn: 2, validFrom: '2026-11-02' })).toEqual([2]);
    expect(versions({ publishedOn: 1 }, { publishedOn: 2, urgentUntil: at(9) })).toEqual([1, 2]);
    expect(versions({ publishedOn: 1, urgentUntil: at(9) })).toEqual([1]);
  });

  test('has no end that a review took away in time, and the one that it came too late for', () => {
    const until = (reviewedOn?: number) =>
      catalogued(content({ publishedOn: 1, urgentUntil: at(9), ...(reviewedOn && { reviewedOn }) })).languages.it?.[0]
        ?.urgentUntil;
    expect(until()).toBe(at(9));
    expect(until(8)).toBeUndefined();
    expect(until(9)).toBe(at(9));
  });

  test('is no language in which nothing was published', () => {
    expect(Object.keys(catalogued(content({ publishedOn: 1 })).languages)).toEqual(['it']);
  });
});
