import { describe, expect, test } from '@jest/globals';
import type { ContentAct, ContentEvent } from '../../../../shared/contracts/content/entry.ts';
import {
  type Content,
  contentOf,
  decideContent,
  emptyContent,
  evolveContent,
  isLinkGood,
  isPublic,
} from '../../../../shared/core/knowledge/content-life.ts';
import { neededConsent } from '../../../../shared/core/knowledge/needed-consent.ts';

const anna = { subject: 'anna', name: 'Anna Bianchi' };
const bruno = { subject: 'bruno', name: 'Bruno Neri' };
const at = '2026-03-01T10:00:00.000Z';
const decided = (content: Content, act: ContentAct, when = at, declared = false) =>
  decideContent({ act, by: anna, at: when, declared, forbidden: [] }, content);
const eventOf = (content: Content, act: ContentAct, when = at, declared = false): ContentEvent => {
  const decision = decided(content, act, when, declared);
  if ('refused' in decision) throw new Error(decision.refused);
  return decision.event;
};
const after = (content: Content, act: ContentAct, when = at): Content =>
  evolveContent(content, eventOf(content, act, when));

/** The act that gives an administration a link of its own. */
const giveLink: ContentAct = { act: 'give-link', to: 'urp@comune.example', language: 'it' };

const written = (
  document: object = {},
  more: Partial<Extract<ContentEvent, { type: 'Written' }>> = {},
): ContentEvent => ({
  ...{ type: 'Written', at: '2026-03-01T08:00:00.000Z', by: anna, language: 'it', change: 'first words' },
  document: { title: 'one', ...document },
  ...more,
});
const reviewed: ContentEvent = { type: 'Reviewed', at: '2026-03-01T09:00:00.000Z', by: bruno, version: 1 };
const ready = (document: object = {}) => contentOf([written(document), reviewed]);
const published = after(ready(), { act: 'publish', version: 1 });

describe('the link of an administration', () => {
  const given = after(published, giveLink);

  test('is given for what is public alone, each time another one, for sixty days', () => {
    expect(decided(ready(), giveLink)).toEqual({ refused: 'not-public' });
    expect(given.link).toEqual({ link: 1, endsAt: '2026-04-30T10:00:00.000Z' });
    expect(after(given, giveLink).link).toMatchObject({ link: 2 });
  });

  test('can be given 9,999 times, and then no more', () => {
    const at9998 = { ...published, link: { link: 9_998, endsAt: at } };
    expect(eventOf(at9998, giveLink)).toMatchObject({ link: 9_999 });
    expect(decided({ ...published, link: { link: 9_999, endsAt: at } }, giveLink)).toEqual({
      refused: 'no-link',
    });
  });

  test('opens until its last millisecond, by its own number, and no more once another was given', () => {
    expect(isLinkGood(given, 1, '2026-04-30T09:59:59.999Z')).toBe(true);
    expect(isLinkGood(given, 1, '2026-04-30T10:00:00.000Z')).toBe(false);
    expect(isLinkGood(given, 2, at)).toBe(false);
    expect(isLinkGood(after(given, giveLink), 1, at)).toBe(false);
    expect(isLinkGood(published, undefined, at)).toBe(false);
  });

  test('is ended by an editor, once, and opens nothing of a content that is gone', () => {
    const ended = after(given, { act: 'end-link' });
    expect(isLinkGood(ended, 1, at)).toBe(false);
    expect(decided(ended, { act: 'end-link' })).toEqual({ refused: 'no-link' });
    expect(decided(published, { act: 'end-link' })).toEqual({ refused: 'no-link' });
    expect(decided(given, { act: 'end-link' }, '2026-04-30T10:00:00.000Z')).toEqual({ refused: 'no-link' });
    expect(isLinkGood(after(given, { act: 'withdraw', reason: 'over' }), 1, at)).toBe(false);
    // Another one is good again.
    expect(isLinkGood(after(ended, giveLink), 2, at)).toBe(true);
    expect(evolveContent(published, { type: 'LinkEnded', at, by: anna })).not.toHaveProperty('link');
  });
});

describe('the day by which somebody looks again', () => {
  const check = (more: object = {}, when = at) => decided(published, { act: 'check', language: 'it', ...more }, when);
  const publish = (document: object, more: object = {}) =>
    decided(ready(document), { act: 'publish', version: 1, ...more });

  test('is a year later where nobody names one', () => {
    expect(check()).toMatchObject({ event: { type: 'Checked', reviewBy: '2027-03-01', language: 'it' } });
    expect(publish({})).toMatchObject({ event: { reviewBy: '2027-03-01' } });
    // The day is that of Rome.
    expect(check({}, '2026-03-01T23:30:00.000Z')).toMatchObject({ event: { reviewBy: '2027-03-02' } });
  });

  test('is the one that the editor names, before the one that the words name', () => {
    expect(publish({ reviewBy: '2026-06-30' })).toMatchObject({ event: { reviewBy: '2026-06-30' } });
    expect(publish({ reviewBy: '2026-06-30' }, { reviewBy: '2026-05-01' })).toMatchObject({
      event: { reviewBy: '2026-05-01' },
    });
    for (const reviewBy of ['on 2026-06-30', '2026-06-30T10:00:00Z', 20_260_630])
      expect(publish({ reviewBy })).toMatchObject({ event: { reviewBy: '2027-03-01' } });
    expect(publish({ reviewBy: 'in June' })).toMatchObject({ event: { reviewBy: '2027-03-01' } });
    expect(publish({ reviewBy: 'on 2026-06-30 at noon' })).toMatchObject({ event: { reviewBy: '2027-03-01' } });
  });

  test('is never today or earlier', () => {
    for (const reviewBy of ['2026-03-01', '2026-02-28']) {
      expect(check({ reviewBy })).toEqual({ refused: 'review-in-the-past', reviewBy });
      expect(publish({}, { reviewBy })).toEqual({ refused: 'review-in-the-past', reviewBy });
    }
    expect(check({ reviewBy: '2026-03-02' })).toHaveProperty('event');
    expect(publish({}, { reviewBy: '2026-03-02' })).toHaveProperty('event');
  });

  test('is of each language by itself, and of none that nobody reads', () => {
    expect(decided(published, { act: 'check', language: 'de' })).toEqual({ refused: 'not-public', language: 'de' });
    const later = '2026-06-01T10:00:00.000Z';
    const looked = after(published, { act: 'check', language: 'it' }, later);
    expect(looked.published.it).toEqual([
      expect.objectContaining({ version: 1, checkedAt: later, reviewBy: '2027-06-01' }),
    ]);
    const untouched = evolveContent(published, {
      type: 'Checked',
      at: later,
      by: anna,
      language: 'de',
      reviewBy: '2027-01-01',
    });
    expect(untouched.published).toEqual(published.published);
  });
});

describe('what somebody writes', () => {
  test('says from when to when it holds where the words name days, and nothing else of it', () => {
    const act = (document: object): ContentAct =>
      ({ act: 'write', language: 'it', document, change: 'x', source: 'INPS' }) as ContentAct;
    expect(eventOf(emptyContent, act({ validFrom: '2026-05-01', validTo: '2026-12-31' }))).toEqual({
      ...{ type: 'Written', at, by: anna, language: 'it', change: 'x', source: 'INPS' },
      ...{
        document: { validFrom: '2026-05-01', validTo: '2026-12-31' },
        validFrom: '2026-05-01',
        validTo: '2026-12-31',
      },
    });
    expect(eventOf(emptyContent, act({ validFrom: 'May', validTo: 20261231 }))).not.toHaveProperty('validFrom');
  });

  test('is never before what was so already, whatever a clock says', () => {
    expect(eventOf(published, giveLink, '2026-01-01T00:00:00Z').at).toBe(at);
    expect(eventOf(published, giveLink, '2026-03-01T10:00:00.001Z').at).toBe('2026-03-01T10:00:00.001Z');
    expect(eventOf(emptyContent, { act: 'rename', to: 'article/new' } as ContentAct, '1999-12-31T00:00:00Z').at).toBe(
      '1999-12-31T00:00:00.000Z',
    );
  });

  test('belongs to the case whose answer it was first made of', () => {
    const both = contentOf([written(), written({}, { fromCase: 'PC-1' }), written({}, { fromCase: 'PC-2' })]);
    expect(both.fromCase).toBe('PC-1');
    expect(contentOf([written()])).not.toHaveProperty('fromCase');
    expect(neededConsent('question-and-answer/strade', both)).toBe('PC-1');
    expect(neededConsent('article/strade', both)).toBeUndefined();
  });

  test('is reviewed one version at a time', () => {
    const { written: versions } = contentOf([written(), written(), { ...reviewed, version: 2 }]);
    expect(versions.map((one) => one.reviewed?.by.name)).toEqual([undefined, 'Bruno Neri']);
    expect(decided(contentOf([written()]), { act: 'review', version: 2 })).toEqual({
      refused: 'no-such-version',
      version: 2,
    });
  });
});

describe('publishing', () => {
  const urgent: ContentAct = { act: 'publish', version: 1, urgent: true };

  test('needs a source that was read on a day, of every one that has a list of them', () => {
    const publish = (sources: unknown) => decided(ready({ sources }), { act: 'publish', version: 1 });
    expect(publish([])).toEqual({ refused: 'no-source' });
    expect(publish([{ consultedOn: 'yesterday' }])).toEqual({ refused: 'no-source' });
    expect(publish([{}, { consultedOn: '2026-02-27' }])).toHaveProperty('event');
    expect(publish('INPS')).toHaveProperty('event');
  });

  test('of reviewed words has no end, urgent or not; of unread ones 72 hours while something is declared', () => {
    expect(eventOf(ready(), urgent, at, true)).not.toHaveProperty('urgentUntil');
    expect(eventOf(contentOf([written()]), urgent, at, true)).toMatchObject({
      urgentUntil: '2026-03-04T10:00:00.000Z',
    });
  });

  test('again is for urgent words that were reviewed since, and for no others', () => {
    const night = evolveContent(contentOf([written()]), eventOf(contentOf([written()]), urgent, at, true));
    expect(decided(night, urgent, at, true)).toEqual({ refused: 'published-already', version: 1 });
    const read = evolveContent(night, { ...reviewed, at });
    expect(decided(read, { act: 'publish', version: 1 })).toHaveProperty('event');
    expect(decided(published, { act: 'publish', version: 1 })).toEqual({ refused: 'published-already', version: 1 });
  });

  test('brings back what was withdrawn, and keeps what each language had', () => {
    const withdrawn = after(published, { act: 'withdraw', reason: 'over' });
    expect([isPublic(withdrawn), isPublic(published)]).toEqual([false, true]);
    expect(decided(withdrawn, { act: 'withdraw', reason: 'again' })).toEqual({ refused: 'not-public' });
    expect(withdrawn.gone).toEqual({ at, reason: 'over' });
    const back = after(withdrawn, { act: 'publish', version: 1 });
    expect(back).not.toHaveProperty('gone');
    const german = evolveContent(back, written({}, { language: 'de' }));
    const version = german.version;
    const both = after(evolveContent(german, { ...reviewed, version }), { act: 'publish', version });
    expect([both.published.it?.length, both.published.de?.map((one) => one.version)]).toEqual([1, [version]]);
    expect(
      evolveContent(both, { type: 'Published', at, by: anna, version: 99, reviewBy: '2027-01-01' }).published,
    ).toEqual(both.published);
  });

  test('is over for good where the content has another address', () => {
    const renamed = after(published, { act: 'rename', to: 'article/new' } as ContentAct);
    expect(renamed).toMatchObject({ published: {}, gone: { at, movedTo: 'article/new' } });
    expect(decided(renamed, { act: 'publish', version: 1 })).toEqual({ refused: 'renamed', to: 'article/new' });
  });
});

test('a content counts its events, and knows when the last one was', () => {
  expect(published).toMatchObject({ version: 3, lastAt: at });
  expect(
    after(
      published,
      { act: 'withdraw', reason: 'over', leadsTo: 'article/other' } as ContentAct,
      '2026-04-01T00:00:00.000Z',
    ),
  ).toMatchObject({
    version: 4,
    lastAt: '2026-04-01T00:00:00.000Z',
    gone: { leadsTo: 'article/other' },
  });
});
