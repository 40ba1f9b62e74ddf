import { describe, expect, test } from '@jest/globals';
import { dangerKinds } from '../../../../shared/contracts/danger.ts';
import { calmReasons, type DangerList, type WrittenLists } from '../../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
import { partsOf } from '../../../../shared/core/danger/read-lists.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';
import { readOrdinaryMessages, readRequestsOf2016 } from '../../../../tools/life-first/read-messages.ts';

const dangers = {
  en: [
    'my husband is not breathing',
    'our house is on fire',
    'she is trapped under the rubble',
    'he is strangling my mother',
    'the water is up to our chest and rising',
    'my daughter is unconscious',
    'i am going to kill myself tonight',
    'we smell gas and my father will not wake up',
    'my little girl is missing since this morning',
    'a child is alone on the motorway',
  ],
  de: [
    'mein mann atmet nicht',
    'unser haus brennt',
    'sie ist unter den trümmern eingeklemmt',
    'er würgt meine mutter',
    'das wasser steht uns bis zur brust',
    'meine tochter ist bewusstlos',
    'ich bringe mich heute nacht um',
    'es riecht nach gas und mein vater wacht nicht auf',
    'mein kleines mädchen ist seit heute früh vermisst',
    'ein kind läuft auf der autobahn',
  ],
};
const joints = { en: [' and ', ', but ', ', ', '. '], de: [' und ', ', aber ', ', ', '. '] };

/** Each calm phrase of a list as somebody would write it; of a line of several groups, its example. */
const phrasesOf = (language: 'en' | 'de', reason: (typeof calmReasons)[number]) =>
  lifeFirst[language].calm[reason].flatMap((line) => {
    const { groups, example } = partsOf(line);
    if (groups.length > 1) return [example];
    return (groups[0] as string)
      .split(' ')
      .filter((phrase) => !phrase.startsWith('@'))
      .map((phrase) => phrase.replaceAll('_', ' ').replaceAll('*', ''));
  });

describe.each(['en', 'de'] as const)('a calm phrase in %s', (language) => {
  test.each(calmReasons)('of %s silences no danger that is told beside it in the same sentence', (reason) => {
    const silenced = phrasesOf(language, reason).flatMap((phrase) =>
      dangers[language].flatMap((danger) =>
        joints[language]
          .flatMap((joint) => [`${phrase}${joint}${danger}`, `${danger}${joint}${phrase}`])
          .filter((text) => hearDanger(text, lifeFirst).level === 'none'),
      ),
    );
    expect(silenced).toEqual([]);
  });
});

const silent = Object.fromEntries(
  dangerKinds.map((kind) => [kind, { lane: [], advice: [] }]),
) as unknown as DangerList['dangers'];
const mute = (list: DangerList): DangerList => ({ ...list, dangers: silent });
const alone = (language: 'it' | 'en' | 'de'): WrittenLists => ({
  it: mute(lifeFirst.it),
  en: mute(lifeFirst.en),
  de: mute(lifeFirst.de),
  [language]: lifeFirst[language],
});

test.each([
  ['en', 'it'],
  ['en', 'de'],
  ['de', 'it'],
  ['de', 'en'],
  ['it', 'en'],
  ['it', 'de'],
] as const)('the list in %s is almost silent on ordinary messages in %s', (list, language) => {
  const rules = alone(list);
  const messages = readOrdinaryMessages().filter((message) => message.language === language);
  const texts = [...messages.map(({ text }) => text), ...(language === 'it' ? readRequestsOf2016() : [])];
  const heard = texts.filter((text) => hearDanger(text, rules).level !== 'none');
  expect(heard.length / texts.length).toBeLessThanOrEqual(0.003);
});
