import { describe, expect, test } from '@jest/globals';
import {
  type Contribution,
  decidedBy,
  goesAt,
  holdOf,
  isOverdue,
  publicOf,
  rowOf,
} from '../../../../shared/core/contributions/contribution.ts';
import {
  type ContributionCommand,
  decideContribution,
} from '../../../../shared/core/contributions/decide-contribution.ts';
import { givenIdea, nobodyKnown } from '../../../fixtures/contributions.ts';

const rules = { kinds: ['story', 'idea'] as ['story', 'idea'] };
const at = '2026-11-20T09:00:00.000Z';
const later = '2026-11-25T09:00:00.000Z';
const by = 'Gaia Moretti';
const words = { title: 'Passeggini', text: 'Un posto per i passeggini.' };
const publish = { act: 'publish' as const, ...words, letsBeKnown: nobodyKnown };
const hold = { act: 'Decreto', authority: 'Procura', incident: 'Sette', until: '2027-01-10T00:00:00Z', by };
const tell = (one: Contribution, command: ContributionCommand, when = at) =>
  decideContribution(one, command, { rules, at: when });
const does = (one: Contribution, command: ContributionCommand, when = at) => {
  const decided = tell(one, command, when);
  if ('refused' in decided) throw new Error(decided.refused);
  return decided.next;
};
type Decision = Extract<ContributionCommand, { does: 'decide' }>['decision'];
const decide = (decision: Decision): ContributionCommand => ({ does: 'decide', decision, by });
const published = does(givenIdea(), decide(publish));

describe('the history of a contribution', () => {
  const marked = (count: number): Contribution =>
    givenIdea({ history: Array.from({ length: count }, (_, place) => ({ at: `${place}`, what: 'given' as const })) });

  test('keeps a hundred and fifty events, how it began and what came last among them', () => {
    expect(does(marked(149), { does: 'hold', hold }).history).toHaveLength(150);
    const { history } = does(marked(150), { does: 'hold', hold });
    expect(history.map(({ at: when }) => when).slice(0, 2)).toEqual(['0', '2']);
    expect(history.at(-1)).toEqual({ at, what: 'held', by });
    expect(history).toHaveLength(150);
  });

  test('says who did what, and of its author only that it was done', () => {
    const lifted = does(does(published, { does: 'hold', hold }), { does: 'lift', by });
    const gone = does(lifted, { does: 'withdraw', purposes: 'all' }, later);
    expect(gone.history.slice(1)).toEqual([
      { at, what: 'published', by },
      { at, what: 'held', by },
      { at, what: 'hold-lifted', by },
      { at: later, what: 'consent-withdrawn' },
      { at: later, what: 'erased' },
    ]);
    const outcome = does(published, decide({ act: 'set-outcome', outcome: 'done' }), later);
    expect(outcome.history.at(-1)).toEqual({ at: later, what: 'outcome-set', by });
  });
});

describe('words that are published again', () => {
  const dialogue = [{ who: 'citizen' as const, text: 'Che cosa posso fare?' }];
  const again = tell(published, decide({ ...publish, title: 'Passeggini al nido' }), later);

  test('keep the day of the first time, and their author is not written to twice', () => {
    expect(again).not.toHaveProperty('owed');
    expect(again).toMatchObject({ next: { since: at, shown: { title: 'Passeggini al nido', publishedAt: at } } });
    expect(published.since).toBe(at);
  });

  test('have no dialogue unless it is given again', () => {
    const story = does(givenIdea({ kind: 'story' }), decide({ ...publish, dialogue }));
    expect(story.shown).toHaveProperty('dialogue', dialogue);
    expect(does(story, decide(publish)).shown).not.toHaveProperty('dialogue');
  });

  test('are not, of somebody who takes the consent back or whose words are gone', () => {
    const { given: _gone, ...wordless } = givenIdea();
    expect(tell(wordless, decide(publish))).toEqual({ refused: 'no-consent' });
  });
});

describe('each decision has its time', () => {
  const sentBack = does(givenIdea(), decide({ act: 'send-back', reason: 'other', words: 'Perché?' }));
  const kept = does(givenIdea(), decide({ act: 'keep' }));
  const states = { waiting: givenIdea(), sentBack, kept, published };
  const takes = (decision: Decision) =>
    Object.entries(states)
      .filter(([, one]) => !('refused' in tell(one, decide(decision))))
      .map(([name]) => name);

  test.each<[Decision, string[]]>([
    [publish, ['waiting', 'published']],
    [{ act: 'decline', reason: 'other' }, ['waiting', 'sentBack']],
    [{ act: 'send-back', reason: 'other', words: 'Perché?' }, ['waiting']],
    [{ act: 'keep' }, ['waiting']],
    [{ act: 'take-down', reason: 'other' }, ['published']],
    [{ act: 'set-outcome', outcome: 'done' }, ['kept', 'published']],
  ])('%j', (decision, expected) => expect(takes(decision)).toEqual(expected));

  test('what waits no longer has no term, and what was said of it before is gone', () => {
    expect(kept).toMatchObject({ state: 'kept', since: at });
    expect(kept).not.toHaveProperty('decidedBy');
    const declined = tell(sentBack, decide({ act: 'decline', reason: 'offensive', words: 'No.' }), later);
    expect(declined).toMatchObject({
      owed: 'declined',
      next: { said: { reason: 'offensive', words: 'No.' }, since: later },
    });
    const taken = tell(published, decide({ act: 'take-down', reason: 'advertising' }), later);
    expect(taken).toMatchObject({ owed: 'taken-down', next: { state: 'withdrawn', said: { reason: 'advertising' } } });
    const changed = does(sentBack, { does: 'change', ...words }, later);
    expect(changed).not.toHaveProperty('said');
  });

  test('none, once it is erased or only waits for the end of a hold', () => {
    const held = does(does(published, { does: 'hold', hold }), { does: 'withdraw', purposes: 'all' });
    expect(tell(held, decide({ act: 'take-down', reason: 'other' }))).toEqual({ refused: 'not-now' });
    const erased = does(published, { does: 'withdraw', purposes: 'all' });
    for (const command of [decide(publish), { does: 'lift', by }, { does: 'hold', hold }] as ContributionCommand[])
      expect(tell(erased, command)).toEqual({ refused: 'not-now' });
    expect(tell(published, { does: 'lift', by })).toEqual({ refused: 'not-now' });
  });
});

describe('an author who changes the words', () => {
  const sentBack = (more: Partial<Contribution>) =>
    does(givenIdea(more), decide({ act: 'send-back', reason: 'other', words: 'Perché?' }));

  test('takes no danger away that was heard, and adds what is heard now', () => {
    const change = { does: 'change' as const, ...words };
    expect(does(sentBack({ danger: 'other' }), change).danger).toBe('other');
    expect(does(sentBack({}), { ...change, danger: 'violence' }).danger).toBe('violence');
    expect(does(sentBack({ danger: 'other' }), { ...change, danger: 'violence' }).danger).toBe('violence');
    expect(does(sentBack({}), change)).not.toHaveProperty('danger');
  });

  test('keeps the address and the name, and has the whole term again', () => {
    const next = does(sentBack({}), { does: 'change', ...words }, later);
    expect(next.given).toEqual({ ...givenIdea().given, ...words });
    expect(next.decidedBy).toBe(decidedBy(rules, later));
    expect(next.history.at(-1)).toEqual({ at: later, what: 'changed' });
    const { given: _gone, ...wordless } = sentBack({});
    expect(tell(wordless, { does: 'change', ...words })).toEqual({ refused: 'not-now' });
  });
});

describe('an author who takes a consent back', () => {
  const withdraw = (one: Contribution, ...purposes: ('publish' | 'name' | 'contact' | 'dialogue')[]) =>
    does(one, { does: 'withdraw', purposes }, later);

  test('to publication, before anybody decided: it waits on, and is never published', () => {
    const next = withdraw(givenIdea(), 'publish');
    expect(next).toMatchObject({ state: 'waiting', decidedBy: givenIdea().decidedBy });
    expect(tell(next, decide(publish))).toEqual({ refused: 'no-consent' });
  });

  test('to anything else: what is published stays so since its day', () => {
    const next = withdraw(published, 'contact', 'dialogue');
    expect(next).toMatchObject({
      state: 'published',
      since: at,
      consents: { publish: true, name: true, contact: false },
    });
    expect(withdraw(published, 'publish').since).toBe(later);
  });

  test('to all, of what waits and an authority keeps: nobody decides on it any more', () => {
    const held = does(givenIdea(), { does: 'hold', hold });
    expect(does(held, { does: 'withdraw', purposes: 'all' }, later)).toMatchObject({
      state: 'withdrawn',
      since: later,
    });
  });

  test('to all, under a hold that is over: it is erased, and keeps no answer about who may be known', () => {
    const held = does(published, { does: 'hold', hold });
    const next = does(held, { does: 'withdraw', purposes: 'all' }, hold.until);
    expect(next).toMatchObject({ state: 'erased', since: hold.until });
    for (const gone of ['given', 'shown', 'said', 'outcome', 'letsBeKnown', 'decidedBy'])
      expect(next).not.toHaveProperty(gone);
  });
});

describe('how long', () => {
  test('somebody waits for a decision: ten days, or what the service says; late from the instant after', () => {
    expect(decidedBy(rules, at)).toBe('2026-11-30T09:00:00.000Z');
    expect(decidedBy({ ...rules, decidedWithinDays: 3 }, at)).toBe('2026-11-23T09:00:00.000Z');
    const waits = { state: 'waiting' as const, decidedBy: at };
    expect(isOverdue(waits, at)).toBe(false);
    expect(isOverdue(waits, later)).toBe(true);
    expect(isOverdue({ ...waits, state: 'published' }, later)).toBe(false);
    expect(isOverdue({ state: 'waiting' }, later)).toBe(false);
  });

  test('an authority keeps it: until the instant that it named, which is outside', () => {
    const held = does(published, { does: 'hold', hold });
    expect(holdOf(held, '2027-01-09T23:59:59Z')).toMatchObject({ act: 'Decreto', at, by });
    expect(holdOf(held, hold.until)).toBeUndefined();
    expect(holdOf(published, at)).toBeUndefined();
  });

  test('words are kept: to the later of the year after the last act and the end of a hold; at once where all is withdrawn', () => {
    const declined = does(givenIdea(), decide({ act: 'decline', reason: 'other' }));
    const long = { ...hold, until: '2028-01-01T00:00:00.000Z' };
    expect(goesAt(does(declined, { does: 'hold', hold }), rules)).toBe('2027-11-20T09:00:00.000Z');
    expect(goesAt(does(declined, { does: 'hold', hold: long }), rules)).toBe(long.until);
    expect(goesAt({ ...declined, eraseAfterHold: true }, rules)).toBe(at);
  });
});

test('everybody reads no address, no consent and no state of what is published, and what was made up says so', () => {
  expect(publicOf(published, 'familyline')).toEqual({
    ...{
      service: 'familyline',
      id: '7k3m9qxt4dhr',
      kind: 'idea',
      language: 'it',
      ...words,
      publishedAt: at,
      by: 'Ada',
    },
  });
  expect(publicOf({ ...published, example: true }, 'familyline')).toMatchObject({ example: true });
  expect(publicOf({ ...published, state: 'kept' }, 'familyline')).toBeUndefined();
  const { shown: _never, ...unread } = published;
  expect(publicOf(unread, 'familyline')).toBeUndefined();
});

test('a list for moderators has the title as given, else as shown, and no word of the text', () => {
  expect(rowOf(published)).toMatchObject({ title: 'Un armadio per i passeggini', publish: true });
  const { given: _gone, ...wordless } = published;
  expect(rowOf(wordless).title).toBe('Passeggini');
  const outcome = { outcome: 'done' as const, words: 'Fatto.', at };
  const row = rowOf({ ...published, outcome, danger: 'violence' });
  expect(row).toMatchObject({ outcome: 'done', danger: 'violence' });
  expect(JSON.stringify(row)).not.toMatch(/Un posto|Fatto|ada@/);
  const { given: _words, shown: _read, ...erased } = published;
  expect(rowOf(erased).title).toBe('');
});
