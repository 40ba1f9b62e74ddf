import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  beginningOf,
  boxView,
  givenView,
  lineOf,
  ownView,
} from '../../../functions/contributions/rules/contribution-views.ts';
import { similarIdeas } from '../../../functions/contributions/rules/similar-ideas.ts';
import { maximumListed, type PublicContribution } from '../../../shared/contracts/contribution.ts';
import { rowOf } from '../../../shared/core/contributions/contribution.ts';
import { givenIdea } from '../../fixtures/contributions.ts';

const service = 'familyline';
const at = '2026-11-20T09:00:00.000Z';
const shown = { title: 'Passeggini', text: 'Un posto per i passeggini.', publishedAt: at };
const published = givenIdea({
  state: 'published',
  shown,
  history: [
    { at: '2026-11-16T08:00:00.000Z', what: 'given' },
    { at, what: 'published', by: 'Gaia Moretti' },
  ],
});

describe('how a text begins', () => {
  test('is the whole of a short one on one line, and else whole words with an ellipsis', () => {
    expect(beginningOf(' Un\n\narmadio  per\ttutti ')).toBe('Un armadio per tutti');
    expect(beginningOf('x'.repeat(200))).toBe('x'.repeat(200));
    const long = `${'parola '.repeat(28)}parolone e altro`;
    expect(beginningOf(long)).toBe(`${'parola '.repeat(28).trim()}…`);
  });

  test('never breaks a sign in two, nor shows more than two hundred and one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 150, maxLength: 300 }), (text) => {
        const begins = beginningOf(text);
        expect(begins.length).toBeLessThanOrEqual(201);
        expect(begins.isWellFormed()).toBe(text.isWellFormed());
      }),
    );
    expect(beginningOf(`${'x'.repeat(199)}😀😀`).isWellFormed()).toBe(true);
  });

  test('is what a list shows, with whether there is a dialogue behind it', () => {
    const one: PublicContribution = { service, id: '7k3m9qxt4dhr', kind: 'story', language: 'it', ...shown };
    expect(lineOf(one)).toEqual({
      ...{ id: '7k3m9qxt4dhr', kind: 'story', language: 'it', title: 'Passeggini', publishedAt: at },
      begins: 'Un posto per i passeggini.',
    });
    expect(lineOf({ ...one, dialogue: [{ who: 'citizen', text: 'Dove?' }] })).toMatchObject({ dialogue: true });
  });
});

describe('an author', () => {
  test('follows each state, and no name of whoever decided', () => {
    const view = ownView(published, service);
    expect(view.history).toEqual([
      { state: 'waiting', at: '2026-11-16T08:00:00.000Z' },
      { state: 'published', at },
    ]);
    expect(view).toMatchObject({
      id: '7k3m9qxt4dhr',
      text: 'Chi va al nido in autobus non sa dove lasciare il passeggino.',
    });
    expect(JSON.stringify(view)).not.toMatch(/Gaia|ada@/);
  });

  test('sees every way it can end, and no act that changed nothing', () => {
    const whats = ['given', 'sent-back', 'changed', 'declined', 'kept', 'held', 'hold-lifted', 'erased'] as const;
    const view = ownView(givenIdea({ history: whats.map((what) => ({ at, what })) }), service);
    expect(view.history.map(({ state }) => state)).toEqual([
      ...['waiting', 'changes-asked', 'waiting', 'declined', 'kept', 'erased'],
    ]);
  });

  test('finds no page of what is not public, and a withdrawal once, at its time', () => {
    const consents = { ...published.consents, publish: false };
    const since = '2026-11-22T08:00:00.000Z';
    const withdrawn = ownView({ ...published, state: 'withdrawn', consents, since }, service);
    expect(withdrawn).not.toHaveProperty('id');
    expect(withdrawn.consents).toEqual({ publish: 'no', name: 'yes', contact: 'yes', dialogue: 'yes' });
    expect(withdrawn.history.at(-1)).toEqual({ state: 'withdrawn', at: since });
    const taken = { at: since, what: 'taken-down' } as const;
    const history = [...published.history, taken];
    expect(ownView({ ...published, state: 'withdrawn', since, history }, service).history).toHaveLength(3);
  });
});

describe('a moderator', () => {
  test('sees the original with its marks in title and text, and how it would be shown', () => {
    const one = givenIdea({
      given: { title: 'Chiamate 333 1234567', text: 'Scrivete a ugo@example.org', firstName: 'Ada' },
      shown,
      parentAgrees: true,
    });
    const view = givenView(one, service, at);
    expect(view.marks.map(({ of, words }) => [of, words])).toEqual([
      ['title', '333 1234567'],
      ['text', 'ugo@example.org'],
    ]);
    expect(view).toMatchObject({ parentAgrees: 'yes', firstName: 'Ada', shown: { by: 'Ada', text: shown.text } });
  });

  test('sees of what was withdrawn what had been shown, who did what, and until when it is held', () => {
    const hold = {
      act: 'Decreto',
      authority: 'Procura',
      incident: 'Sette',
      by: 'Gaia',
      at,
      until: '2027-01-10T00:00:00Z',
    };
    const consents = { ...published.consents, publish: false };
    const view = givenView({ ...published, state: 'withdrawn', consents, hold }, service, at);
    expect(view).toMatchObject({ state: 'withdrawn', shown: { text: shown.text }, hold: { authority: 'Procura' } });
    expect(view.history.at(-1)).toEqual({ at, what: 'published', by: 'Gaia Moretti' });
    expect(givenView({ ...published, hold }, service, '2027-01-10T00:00:00Z')).not.toHaveProperty('hold');
  });

  test('is led to the request under the same code where the words speak of danger', () => {
    expect(givenView(givenIdea({ danger: 'trapped' as never }), service, at)).toMatchObject({
      request: givenIdea().code,
    });
    expect(givenView(givenIdea(), service, at)).not.toHaveProperty('request');
  });

  test('sees no mark of words that are erased', () => {
    const { given: _gone, ...erased } = givenIdea({ state: 'erased' });
    expect(givenView(erased, service, at)).toMatchObject({ marks: [], parentAgrees: 'no' });
  });

  test('sees in a box what waits, what waits too long, and which may be published', () => {
    const rows = [
      rowOf(givenIdea()),
      rowOf(
        givenIdea({ decidedBy: '2026-11-20T08:59:59.999Z', consents: { ...givenIdea().consents, publish: false } }),
      ),
      rowOf(givenIdea({ decidedBy: at })),
    ];
    const view = boxView(service, { box: 'waiting', rows, waiting: rows }, at);
    expect(view).toMatchObject({ waiting: 3, overdue: 1 });
    expect(view.contributions.map(({ mayBePublished }) => mayBePublished)).toEqual([true, false, true]);
    expect(view.contributions[0]).not.toHaveProperty('since');
    const many = Array.from({ length: maximumListed + 1 }, () => rowOf(givenIdea()));
    expect(boxView(service, { box: 'waiting', rows: many, waiting: many }, at).contributions).toHaveLength(
      maximumListed,
    );
  });
});

describe('ideas like one that is about to be sent', () => {
  const idea = (id: string, title: string, text: string, kind: 'idea' | 'story' = 'idea'): PublicContribution => ({
    ...{ service, id, kind, language: 'it', title, text, publishedAt: at },
  });
  const nursery = idea('a', 'Passeggini al nido', 'Un armadio all’ingresso del nido per i passeggini.');
  const evening = idea('b', 'Corse della sera', 'Più autobus la sera per chi lavora su turni.');

  test('share two words at least, whatever their endings or a slip of the keyboard', () => {
    const found = (text: string) => similarIdeas(text, 'it', [evening, nursery]).map(({ id }) => id);
    expect(found('Il passeggino nei nidi')).toEqual(['a']);
    expect(found('I passegini dei nidi')).toEqual(['a']);
    expect(found('Il nido')).toEqual([]);
    expect(found('Parcheggi in centro')).toEqual([]);
  });

  test('are ideas alone, five at most, the nearest by its title first', () => {
    const story = idea('s', 'Passeggini al nido', 'Il passeggino e il nido', 'story');
    expect(similarIdeas('passeggini al nido', 'it', [story])).toEqual([]);
    const farther = idea('far', 'Ingressi', 'Al nido non c’è posto per i passeggini e per molte altre cose.');
    expect(similarIdeas('passeggini al nido', 'it', [farther, nursery]).map(({ id }) => id)).toEqual(['a', 'far']);
    const many = Array.from({ length: 7 }, (_, at) => ({ ...nursery, id: `id-${at}` }));
    expect(similarIdeas('passeggini al nido', 'it', many)).toHaveLength(5);
  });

  test('are looked for by how a long text begins', () => {
    expect(similarIdeas(`${'altro '.repeat(200)}passeggini al nido`, 'it', [nursery])).toEqual([]);
  });
});
