import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { consentPurposes } from '../../../../shared/contracts/contribution.ts';
import { type Contribution, goesAt, holdOf, publicOf } from '../../../../shared/core/contributions/contribution.ts';
import {
  type ContributionCommand,
  decideContribution,
} from '../../../../shared/core/contributions/decide-contribution.ts';
import { givenIdea, nobodyKnown } from '../../../fixtures/contributions.ts';

const rules = { kinds: ['story', 'idea'] as ['story', 'idea'] };
const at = '2026-11-20T09:00:00.000Z';
const by = 'Gaia Moretti';
const words = { title: 'Passeggini', text: 'Un posto per i passeggini.' };
const publish = { act: 'publish' as const, ...words, letsBeKnown: nobodyKnown };
const decide = (one: Contribution, decision: Extract<ContributionCommand, { does: 'decide' }>['decision'], when = at) =>
  decideContribution(one, { does: 'decide', decision, by }, { rules, at: when });
const done = (decided: ReturnType<typeof decideContribution>): Contribution => {
  if ('refused' in decided) throw new Error(`refused: ${decided.refused}`);
  return decided.next;
};

describe('a moderator publishes', () => {
  test('the text that everybody reads, beside the original, under the first name where that is consented to', () => {
    const decided = decide(givenIdea(), publish);
    const next = done(decided);
    expect(decided).toMatchObject({ owed: 'published' });
    expect(publicOf(next, 'familyline')).toMatchObject({ ...words, by: 'Ada', publishedAt: at });
    expect(next.given?.text).toContain('autobus');
  });

  test.each([
    ['without the consent to it', { consents: { ...givenIdea().consents, publish: false } }, {}, 'no-consent'],
    ['what lets a minor be known', {}, { letsBeKnown: { ...nobodyKnown, minor: 'yes' as const } }, 'lets-be-known'],
    [
      'what lets a former partner be known',
      {},
      { letsBeKnown: { ...nobodyKnown, formerPartner: 'yes' as const } },
      'lets-be-known',
    ],
    ['what lets another be known', {}, { letsBeKnown: { ...nobodyKnown, another: 'yes' as const } }, 'lets-be-known'],
    [
      'a minor whose parent has said nothing',
      {},
      { letsBeKnown: { ...nobodyKnown, minor: 'parent-agrees' as const } },
      'no-parent-statement',
    ],
    ['what was declined', { state: 'declined' as const }, {}, 'not-now'],
  ])('not %s', (_what, one, decision, refused) => {
    expect(decide(givenIdea(one), { ...publish, ...decision })).toEqual({ refused });
  });

  test('a minor whose parent wrote it and agrees', () => {
    const letsBeKnown = { ...nobodyKnown, minor: 'parent-agrees' as const };
    expect(decide(givenIdea({ parentAgrees: true }), { ...publish, letsBeKnown })).toHaveProperty('next');
  });

  test('a dialogue of a story alone, and with the consent to it', () => {
    const dialogue = [
      { who: 'citizen' as const, text: 'Che cosa posso fare?' },
      { who: 'service' as const, text: 'Ecco come.' },
    ];
    expect(decide(givenIdea(), { ...publish, dialogue })).toEqual({ refused: 'no-dialogue-consent' });
    const story = givenIdea({ kind: 'story' });
    expect(publicOf(done(decide(story, { ...publish, dialogue })), 'familyline')?.dialogue).toEqual(dialogue);
    const without = { ...story, consents: { ...story.consents, dialogue: false } };
    expect(decide(without, { ...publish, dialogue })).toEqual({ refused: 'no-dialogue-consent' });
  });
});

describe('an outcome', () => {
  const published = done(decide(givenIdea(), publish));

  test('is told with its reason where the idea is not taken up', () => {
    expect(decide(published, { act: 'set-outcome', outcome: 'not-taken-up' })).toEqual({ refused: 'reason-missing' });
    const told = decide(published, { act: 'set-outcome', outcome: 'not-taken-up', words: 'Non c’è spazio.' });
    expect(told).toMatchObject({ owed: 'outcome' });
    expect(publicOf(done(told), 'familyline')?.outcome).toEqual({
      outcome: 'not-taken-up',
      words: 'Non c’è spazio.',
      at,
    });
  });

  test('is of ideas, and of those that were read', () => {
    const outcome = { act: 'set-outcome' as const, outcome: 'done' as const };
    expect(decide(givenIdea({ kind: 'story' }), outcome)).toEqual({ refused: 'no-idea' });
    expect(decide(givenIdea(), outcome)).toEqual({ refused: 'not-now' });
  });
});

describe('whoever gave it', () => {
  const published = done(decide(givenIdea(), publish));
  const withdraw = (one: Contribution, purposes: Extract<ContributionCommand, { does: 'withdraw' }>['purposes']) =>
    done(decideContribution(one, { does: 'withdraw', purposes }, { rules, at }));

  test('takes back the name alone, and it stays without it', () => {
    expect(publicOf(withdraw(published, ['name']), 'familyline')).toEqual(
      expect.not.objectContaining({ by: expect.anything() }),
    );
  });

  test('takes back the publication, and nobody reads it any more', () => {
    const next = withdraw(published, ['publish']);
    expect(next.state).toBe('withdrawn');
    expect(publicOf(next, 'familyline')).toBeUndefined();
    expect(decide(next, publish)).toEqual({ refused: 'not-now' });
  });

  test('takes back everything, and the words are gone', () => {
    const next = withdraw(published, 'all');
    expect(next.state).toBe('erased');
    expect(JSON.stringify(next)).not.toMatch(/passeggin|ada@|Ada"/i);
  });

  test('takes back everything while an authority keeps it: withdrawn now, erased once the hold is over', () => {
    const hold = {
      act: 'Decreto 12/2026',
      authority: 'Procura',
      incident: 'Fascicolo 7',
      until: '2027-01-10T00:00:00Z',
    };
    const held = done(decideContribution(published, { does: 'hold', hold: { ...hold, by } }, { rules, at }));
    const next = withdraw(held, 'all');
    expect(next).toMatchObject({ state: 'withdrawn', eraseAfterHold: true });
    expect(holdOf(next, at)).toMatchObject({ authority: 'Procura' });
    expect(goesAt(next, rules)).toBe('2027-01-10T00:00:00Z');
    const lifted = done(decideContribution(next, { does: 'lift', by }, { rules, at }));
    expect(lifted.state).toBe('erased');
    expect(lifted.given).toBeUndefined();
  });

  test('is asked for other words, and it waits anew with its whole time', () => {
    const back = done(decide(givenIdea(), { act: 'send-back', reason: 'hard-to-understand', words: 'Quale nido?' }));
    expect(back).toMatchObject({ state: 'changes-asked', said: { words: 'Quale nido?' } });
    const later = '2026-12-01T09:00:00.000Z';
    const change = { does: 'change' as const, title: 'Nuovo', text: 'Il nido comunale.' };
    const next = done(decideContribution(back, change, { rules, at: later }));
    expect(next).toMatchObject({ state: 'waiting', decidedBy: '2026-12-11T09:00:00.000Z', given: { title: 'Nuovo' } });
    expect(decideContribution(givenIdea(), change, { rules, at })).toEqual({ refused: 'not-now' });
  });
});

test('what is neither published nor waits is kept for a year after the last act, or as the service says', () => {
  const declined = done(decide(givenIdea(), { act: 'decline', reason: 'other' }));
  expect(goesAt(declined, rules)).toBe('2027-11-20T09:00:00.000Z');
  expect(goesAt(declined, { ...rules, keptDays: 30 })).toBe('2026-12-20T09:00:00.000Z');
  expect(goesAt(givenIdea(), rules)).toBeUndefined();
  expect(goesAt(done(decide(givenIdea(), publish)), rules)).toBeUndefined();
});

////////// Whatever the order

const yesOrNo = fc.constantFrom('yes' as const, 'no' as const);
const decision = fc.oneof(
  fc.record({
    act: fc.constant('publish' as const),
    title: fc.constant('Titolo'),
    text: fc.constant('Testo'),
    letsBeKnown: fc.record({
      minor: fc.constantFrom('no' as const, 'yes' as const, 'parent-agrees' as const),
      formerPartner: yesOrNo,
      another: yesOrNo,
    }),
  }),
  fc.record({ act: fc.constantFrom('decline' as const, 'take-down' as const), reason: fc.constant('other' as const) }),
  fc.constant({ act: 'send-back' as const, reason: 'other' as const, words: 'Perché?' }),
  fc.constant({ act: 'keep' as const }),
  fc.record({
    act: fc.constant('set-outcome' as const),
    outcome: fc.constantFrom('done' as const, 'taken-up' as const),
  }),
);
const hold = { act: 'Decreto', authority: 'Procura', incident: 'Sette', until: '2027-01-10T00:00:00Z', by };
const command: fc.Arbitrary<ContributionCommand> = fc.oneof(
  { weight: 4, arbitrary: decision.map((one): ContributionCommand => ({ does: 'decide', decision: one, by })) },
  fc.constant<ContributionCommand>({ does: 'change', title: 'Altro', text: 'Altre parole' }),
  fc
    .oneof(fc.constant('all' as const), fc.subarray([...consentPurposes], { minLength: 1 }))
    .map((purposes): ContributionCommand => ({ does: 'withdraw', purposes })),
  fc.constantFrom<ContributionCommand[]>({ does: 'hold', hold }, { does: 'lift', by }),
);

test('nothing unpublished, declined, withdrawn or unconsented is ever public, whatever the order of acts', () => {
  fc.assert(
    fc.property(
      fc.record({ publish: fc.boolean(), name: fc.boolean(), contact: fc.boolean(), dialogue: fc.boolean() }),
      fc.boolean(),
      fc.array(command, { maxLength: 25 }),
      (consents, parentAgrees, commands) => {
        let one = givenIdea({ consents, parentAgrees });
        let withdrawn = !consents.publish;
        let isPublic = false;
        for (const each of commands) {
          const decided = decideContribution(one, each, { rules, at });
          if ('refused' in decided) continue;
          expect(decided.next.version).toBe(one.version + 1);
          // Consents only ever end.
          for (const purpose of consentPurposes)
            expect(decided.next.consents[purpose] && !one.consents[purpose]).toBe(false);
          one = decided.next;
          if (each.does === 'withdraw') withdrawn ||= each.purposes === 'all' || each.purposes.includes('publish');
          if (each.does === 'decide' && each.decision.act === 'publish') isPublic = true;
          else if (each.does === 'decide' && each.decision.act !== 'set-outcome') isPublic = false;
          const shown = publicOf(one, 'familyline');
          expect(shown !== undefined).toBe(isPublic && !withdrawn);
          if (shown === undefined) continue;
          const { minor, formerPartner, another } = one.letsBeKnown ?? { minor: 'yes' };
          expect(minor === 'no' || (minor === 'parent-agrees' && parentAgrees)).toBe(true);
          expect([formerPartner, another]).toEqual(['no', 'no']);
          expect(shown.by !== undefined).toBe(one.consents.name);
        }
        if (one.state === 'erased')
          expect([one.given, one.shown, one.said, one.outcome]).toEqual([undefined, undefined, undefined, undefined]);
      },
    ),
  );
});
