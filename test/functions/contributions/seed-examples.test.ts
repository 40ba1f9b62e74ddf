import { describe, expect, test } from '@jest/globals';
import { readContributionExamples } from '../../../cdk/house/contribution-examples.ts';
import { marksLeft } from '../../../functions/contributions/rules/marks-left.ts';
import { decidedExample, seedExamples, seeder } from '../../../functions/contributions/seed-examples.ts';
import type { ContributionExample } from '../../../shared/contracts/contribution-example.ts';
import type { ContributionRules } from '../../../shared/core/contributions/contribution.ts';
import { decideContribution } from '../../../shared/core/contributions/decide-contribution.ts';
import { definitions } from '../../cdk/synthesis.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { nobodyKnown } from '../../fixtures/contributions.ts';
import { memoryContributions } from '../../stores/memory-contributions.ts';

const shipped = readContributionExamples([definitions], 'familyline');
const centerOf = (rules: ContributionRules = { kinds: ['story', 'idea'] }) => ({
  ...{ service: 'familyline', definition: familyLine, rules, contributions: memoryContributions() },
});
const example = (more: Partial<ContributionExample> = {}): ContributionExample => ({
  ...{ example: 'una', kind: 'idea', language: 'it', title: 'Panchine', text: 'Vicino ai giochi.' },
  ...{ publishedOn: '2026-09-07', ...more },
});

describe('the examples that come with the code', () => {
  test('given a new center, are published as made up, each with what became of it', async () => {
    const work = centerOf();
    expect(await seedExamples(work, shipped)).toBe(shipped.length);
    const published = await work.contributions.published(100);
    expect(published).toHaveLength(shipped.length);
    for (const one of shipped) {
      const shown = published.find(({ title }) => title === one.title);
      expect(shown).toMatchObject({ example: true, kind: one.kind, text: one.text });
      expect([shown?.by, shown?.outcome?.outcome]).toEqual([one.firstName, one.outcome?.outcome]);
    }
    expect(['story', 'idea'].map((kind) => published.filter((one) => one.kind === kind).length)).toEqual([6, 10]);
  });

  test('given a center that has them, are given no second time, and what a moderator took down stays so', async () => {
    const work = centerOf();
    await seedExamples(work, shipped);
    const [first] = await work.contributions.box('published', 1);
    const one = await work.contributions.read(first?.id ?? '');
    if (one === undefined) throw new Error('no example was published');
    const decision = { act: 'take-down' as const, reason: 'other' as const };
    const at = '2026-11-20T09:00:00.000Z';
    const decided = decideContribution(one, { does: 'decide', decision, by: 'Gaia' }, { rules: work.rules, at });
    if ('refused' in decided) throw new Error(decided.refused);
    await work.contributions.replace(decided.next);
    expect(await seedExamples(work, shipped)).toBe(0);
    expect((await work.contributions.read(one.id))?.state).toBe('withdrawn');
  });

  test('given a service that takes ideas alone, are its ideas', async () => {
    const work = centerOf({ kinds: ['idea'] });
    await seedExamples(work, [example(), example({ example: 'due', kind: 'story' })]);
    expect((await work.contributions.published(10)).map(({ kind }) => kind)).toEqual(['idea']);
  });

  test('are first versions that no author opens, and nothing but an example: nobody is written to', async () => {
    const work = centerOf();
    const outcome = { outcome: 'taken-up' as const, on: '2026-10-01' };
    const one = decidedExample(work, example({ outcome }), 'FL-7K3M-9QXT-4DHR-8WZA', 'unesempio000');
    expect(one).toMatchObject({ version: 1, state: 'published', example: true, letsBeKnown: nobodyKnown });
    expect(one.given).toEqual({ title: 'Panchine', text: 'Vicino ai giochi.' });
    expect(one.consents.contact).toBe(false);
    expect(one.history.slice(1).map(({ by }) => by)).toEqual([seeder, seeder]);
    await work.contributions.give(one);
    expect(await work.contributions.owing('published')).toEqual([]);
  });

  test('given an outcome that its decision refuses, stop with its name', () => {
    const refused = example({ kind: 'story', outcome: { outcome: 'done', on: '2026-10-01' } });
    expect(() => decidedExample(centerOf(), refused, 'FL-7K3M-9QXT-4DHR-8WZA', 'unesempio000')).toThrow(
      'the example una cannot be published: no-idea',
    );
  });

  test('let nobody be known: what the aid would mark in one was put there by us', () => {
    const marked = shipped.flatMap(({ example: name, title, text, language }) =>
      marksLeft({ act: 'publish', title, text, letsBeKnown: nobodyKnown }, language)
        .filter(({ what }) => what !== 'name' && what !== 'place')
        .map(({ what }) => `${name}: ${what}`),
    );
    expect(marked).toEqual([]);
  });
});
