import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ContentAct, ContentEvent } from '../../../../shared/contracts/content/entry.ts';
import { dayInRome } from '../../../../shared/core/hours/zone.ts';
import { contentOf, decideContent, urgentLength } from '../../../../shared/core/knowledge/content-life.ts';
import { catalogued, seenAt, seenBy, stateOf } from '../../../../shared/core/knowledge/seen-content.ts';
import { forbiddenWords } from '../../../../shared/texts/knowledge/forbidden-words.ts';
import { type Drawn, histories, history, hours } from './content-histories.ts';

const anna = { subject: 'anna', name: 'Anna Bianchi' };
const forbidden = Object.values(forbiddenWords).flat();
const bruno = { subject: 'bruno', name: 'Bruno Neri' };

type Step = { act: ContentAct; at: string; by?: typeof anna; declared?: boolean };

function decided(events: ContentEvent[], { act, at, by = anna, declared = false }: Step) {
  return decideContent({ act, by, at, declared, forbidden }, contentOf(events));
}

/** Carries out acts one after the other; throws what is refused. */
function after(...steps: Step[]): ContentEvent[] {
  const events: ContentEvent[] = [];
  for (const step of steps) {
    const decision = decided(events, step);
    if ('refused' in decision) throw new Error(decision.refused);
    events.push(decision.event);
  }
  return events;
}

const write = (text: string, more: object = {}): ContentAct => ({
  act: 'write',
  language: 'it',
  document: { title: text, ...more },
  change: 'first words',
});
const seen = (events: ContentEvent[], now: string) => seenAt(catalogued(contentOf(events)), 'it', now);
const published = [
  { act: write('one'), at: '2026-03-01T08:00:00Z' },
  { act: { act: 'review', version: 1 }, at: '2026-03-01T09:00:00Z', by: bruno },
  { act: { act: 'publish', version: 1 }, at: '2026-03-01T10:00:00Z' },
] as const satisfies Step[];

describe('the life of a content', () => {
  test('goes from draft to reviewed to published to to be checked, and a check makes it young again', () => {
    const events: ContentEvent[] = [];
    const states = published.map((step) => {
      const decision = decided(events, step);
      if ('event' in decision) events.push(decision.event);
      return stateOf(contentOf(events), 'it', step.at).state;
    });
    expect(states).toEqual(['draft', 'reviewed', 'published']);
    expect(stateOf(contentOf(events), 'it', '2027-03-02T00:00:00Z').state).toBe('to-check');
    const checked = after(...published, { act: { act: 'check', language: 'it' }, at: '2027-03-02T08:00:00Z' });
    expect(stateOf(contentOf(checked), 'it', '2027-03-02T09:00:00Z').state).toBe('published');
    expect(seen(checked, '2027-03-02T09:00:00Z')).toMatchObject({ checkedAt: '2027-03-02T08:00:00.000Z' });
  });

  test('nobody reviews their own words, and words that nobody reviewed are not published', () => {
    const events = after(published[0]);
    expect(decided(events, { act: { act: 'review', version: 1 }, at: '2026-03-01T09:00:00Z' })).toEqual({
      refused: 'own-words',
      version: 1,
    });
    const alone: Step = { act: { act: 'publish', version: 1, urgent: true }, at: '2026-03-01T09:00:00Z' };
    expect(decided(events, { ...alone, act: { act: 'publish', version: 1 } })).toMatchObject({
      refused: 'not-reviewed',
    });
    expect(decided(events, alone)).toEqual({ refused: 'nothing-declared' });
  });

  test('older words are not published over newer ones, nor the same ones twice', () => {
    const events = after(
      { act: write('one'), at: '2026-03-01T08:00:00Z' },
      { act: write('two'), at: '2026-03-01T08:10:00Z' },
      { act: { act: 'review', version: 1 }, at: '2026-03-01T09:00:00Z', by: bruno },
      { act: { act: 'review', version: 2 }, at: '2026-03-01T09:10:00Z', by: bruno },
      { act: { act: 'publish', version: 2 }, at: '2026-03-01T10:00:00Z' },
    );
    const publish = (version: number, more: object = {}) =>
      decided(events, { act: { act: 'publish', version, ...more }, at: '2026-03-01T11:00:00Z' });
    expect(publish(1)).toEqual({ refused: 'older-than-published', version: 1, published: 2 });
    expect(publish(2)).toEqual({ refused: 'published-already', version: 2 });
    expect(publish(9)).toEqual({ refused: 'no-such-version', version: 9 });
    expect(decided(events, { act: { act: 'review', version: 1 }, at: '2026-03-01T11:00:00Z' })).toEqual({
      refused: 'reviewed-already',
      version: 1,
    });
  });

  test('while something is declared one person publishes for 72 hours; then what was reviewed before comes back', () => {
    const events = after(
      ...published,
      { act: write('correction at night'), at: '2026-04-06T01:36:00Z' },
      { act: { act: 'publish', version: 4, urgent: true }, at: '2026-04-06T01:37:00Z', declared: true },
    );
    expect(seen(events, '2026-04-06T01:38:00Z')).toMatchObject({ document: { title: 'correction at night' } });
    expect(stateOf(contentOf(events), 'it', '2026-04-06T01:38:00Z').state).toBe('urgent');
    const end = Date.parse('2026-04-06T01:37:00Z') + urgentLength;
    expect(seen(events, new Date(end - 1).toISOString())).toMatchObject({ document: { title: 'correction at night' } });
    expect(seen(events, new Date(end).toISOString())).toMatchObject({ document: { title: 'one' } });
    const again: Step = {
      act: { act: 'publish', version: 4, urgent: true },
      at: '2026-04-08T01:00:00Z',
      declared: true,
    };
    expect(decided(events, again)).toMatchObject({ refused: 'published-already' });
  });

  test('a review that comes in time takes the mark and the end away', () => {
    const events = after(
      { act: write('where to go'), at: '2026-04-06T01:36:00Z' },
      { act: { act: 'publish', version: 1, urgent: true }, at: '2026-04-06T01:37:00Z', declared: true },
      { act: { act: 'review', version: 1 }, at: '2026-04-06T06:00:00Z', by: bruno },
    );
    expect(seen(events, '2026-05-01T00:00:00Z')).toMatchObject({ state: 'shown' });
    expect(seen(events, '2026-05-01T00:00:00Z')).not.toHaveProperty('urgentUntil');
  });

  test('after its last day it promises nothing, and older words do not come back', () => {
    const events = after(
      ...published,
      { act: write('amounts of 2026', { validTo: '2026-12-31' }), at: '2026-04-01T08:00:00Z' },
      { act: { act: 'review', version: 4 }, at: '2026-04-01T09:00:00Z', by: bruno },
      { act: { act: 'publish', version: 4 }, at: '2026-04-01T10:00:00Z' },
    );
    expect(seen(events, '2026-12-31T22:59:59Z')).toMatchObject({ state: 'shown' });
    expect(seen(events, '2026-12-31T23:00:00Z')).toMatchObject({ state: 'over', validTo: '2026-12-31' });
  });

  test('words that begin later are seen from their first day, what stood before until then', () => {
    const events = after(
      ...published,
      { act: write('from May', { validFrom: '2026-05-01' }), at: '2026-04-01T08:00:00Z' },
      { act: { act: 'review', version: 4 }, at: '2026-04-01T09:00:00Z', by: bruno },
      { act: { act: 'publish', version: 4 }, at: '2026-04-01T10:00:00Z' },
    );
    expect(seen(events, '2026-04-30T21:59:59Z')).toMatchObject({ document: { title: 'one' } });
    expect(seen(events, '2026-04-30T22:00:00Z')).toMatchObject({ document: { title: 'from May' } });
  });

  test('withdrawn it is gone at once and leads on; renamed it takes no more acts', () => {
    const withdrawn = after(...published, {
      act: { act: 'withdraw', reason: 'the measure ended', leadsTo: 'article/another' },
      at: '2026-06-01T08:00:00Z',
    });
    expect(seen(withdrawn, '2026-06-01T08:00:00Z')).toBeUndefined();
    expect(catalogued(contentOf(withdrawn)).gone).toMatchObject({ leadsTo: 'article/another' });
    expect(stateOf(contentOf(withdrawn), 'it', '2026-06-01T08:00:00Z')).toEqual({ state: 'withdrawn' });
    const renamed = after(...published, { act: { act: 'rename', to: 'article/new' }, at: '2026-06-01T08:00:00Z' });
    expect(decided(renamed, { act: write('two'), at: '2026-06-02T08:00:00Z' })).toEqual({
      refused: 'renamed',
      to: 'article/new',
    });
  });

  test('what names sources is published once one of them was read on a day that is told', () => {
    const source = { name: 'INPS' };
    const publish = (sources: object[]) =>
      decided(
        after(
          { act: write('amounts', { sources }), at: '2026-03-01T08:00:00Z' },
          { act: { act: 'review', version: 1 }, at: '2026-03-01T09:00:00Z', by: bruno },
        ),
        { act: { act: 'publish', version: 1 }, at: '2026-03-01T10:00:00Z' },
      );
    expect(publish([source])).toEqual({ refused: 'no-source' });
    expect(publish([source, { ...source, consultedOn: '2026-02-27' }])).toHaveProperty('event');
  });

  test('a language that is missing never stops another: its reader sees Italian', () => {
    expect(seenBy(catalogued(contentOf(after(...published))), 'de', '2026-03-02T00:00:00Z')).toMatchObject({
      language: 'it',
    });
  });

  test.each(['Non c’è pericolo: dormite', 'ORA POTETE  RIENTRARE', 'La scossa é finita!', 'Es ist vorbei.'])(
    'a page that says %p is not published, wherever in it that stands',
    (words) => {
      const events = after(
        { act: write('calm', { steps: [{ text: words }] }), at: '2026-03-01T08:00:00Z' },
        { act: { act: 'review', version: 1 }, at: '2026-03-01T09:00:00Z', by: bruno },
      );
      const decision = decided(events, { act: { act: 'publish', version: 1 }, at: '2026-03-01T10:00:00Z' });
      expect(decision).toMatchObject({ refused: 'refused-phrases', phrases: [expect.any(String)] });
    },
  );
});

type Public = {
  version: number;
  words: Extract<ContentEvent, { type: 'Written' }>;
  event: Extract<ContentEvent, { type: 'Published' }>;
};

/** What citizens should see, told from the bare log: nothing of the folding is used. */
function expected(events: ContentEvent[], language: string, now: string): string | 'over' | undefined {
  let open: Public[] = [];
  for (const event of events) {
    if (event.type === 'Withdrawn') open = [];
    if (event.type !== 'Published') continue;
    const words = events[event.version - 1];
    if (words?.type === 'Written' && words.language === language) open.push({ version: event.version, words, event });
  }
  const seenNow = open.filter(({ version: one, words, event }) => {
    if (words.validFrom !== undefined && words.validFrom > dayInRome(Date.parse(now))) return false;
    if (event.urgentUntil === undefined || now < event.urgentUntil) return true;
    return events.some(
      (each) => each.type === 'Reviewed' && each.version === one && each.at < (event.urgentUntil ?? ''),
    );
  });
  const last = seenNow.at(-1);
  if (!last) return undefined;
  const { validTo } = last.words;
  return validTo !== undefined && validTo < dayInRome(Date.parse(now)) ? 'over' : String(last.words.document['title']);
}

describe('whatever is written and published', () => {
  test('citizens see the last published version that still holds, and nothing unpublished is anywhere', () => {
    const tally = { shown: 0, over: 0, urgent: 0 };
    const wrong = (drawn: Drawn[], later: number): string | undefined => {
      const events = history(drawn);
      const content = catalogued(contentOf(events));
      const now = new Date(Date.parse(events.at(-1)?.at ?? hours(0)) + later * 3_600_000).toISOString();
      for (const one of ['it', 'de'] as const) {
        const sees = seenAt(content, one, now);
        const told = sees?.state === 'shown' ? sees.document['title'] : sees?.state;
        if (told !== expected(events, one, now)) return `${one} sees ${told} and not ${expected(events, one, now)}`;
        if (sees) tally[sees.state] += 1;
        if (sees?.state === 'shown' && sees.urgentUntil !== undefined) tally.urgent += 1;
      }
      const published = new Set(events.map((event) => (event.type === 'Published' ? event.version : undefined)));
      const kept = JSON.stringify(content);
      const leaked = events.find(
        (event, index) =>
          event.type === 'Written' && !published.has(index + 1) && kept.includes(`"${event.document['title']}"`),
      );
      return leaked && `${JSON.stringify(leaked)} was never published`;
    };
    fc.assert(
      fc.property(histories, fc.integer({ min: 0, max: 200 }), (drawn, later) => {
        const because = wrong(drawn, later);
        if (because !== undefined) throw new Error(because);
      }),
      { numRuns: 10_000 },
    );
    // A property over pages that are never there would hold too.
    expect(Object.entries(tally).filter(([, times]) => times < 20)).toEqual([]);
  });
});
