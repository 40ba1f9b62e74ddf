import { describe, expect, test } from '@jest/globals';
import { dangerKinds } from '../../../../shared/contracts/danger.ts';
import { languages } from '../../../../shared/contracts/text.ts';
import { calmReasons, type DangerList, type LifeFirstRules } from '../../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
import { prepareLists } from '../../../../shared/core/danger/prepare-lists.ts';
import { partsOf, readLists } from '../../../../shared/core/danger/read-lists.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';

const silent = Object.fromEntries(dangerKinds.map((kind) => [kind, { lane: [], advice: [] }])) as unknown as Record<
  (typeof dangerKinds)[number],
  { lane: string[]; advice: string[] }
>;
const mute = (list: DangerList): DangerList => ({ ...list, dangers: silent });
/** The lists with one line of danger alone. */
const withOnly = (language: (typeof languages)[number], kind: string, level: string, line: string): LifeFirstRules => ({
  it: mute(lifeFirst.it),
  en: mute(lifeFirst.en),
  de: mute(lifeFirst.de),
  [language]: { ...lifeFirst[language], dangers: { ...silent, [kind]: { lane: [], advice: [], [level]: [line] } } },
});

const lines = languages.flatMap((language) =>
  dangerKinds.flatMap((kind) =>
    (['lane', 'advice'] as const).flatMap((level) =>
      lifeFirst[language].dangers[kind][level].map((line) => ({ language, kind, level, line, ...partsOf(line) })),
    ),
  ),
);
const calm = languages.flatMap((language) =>
  calmReasons.flatMap((reason) => lifeFirst[language].calm[reason].map((line) => partsOf(line))),
);

describe('the lists of danger to life', () => {
  test.each(lines)(
    '$language $kind $level hears by one line alone: $example',
    ({ language, kind, level, line, example }) => {
      expect(example).not.toBe('');
      expect(hearDanger(example, withOnly(language, kind, level, line))).toMatchObject({ kind });
    },
  );

  test.each(lines.filter(({ level }) => level === 'lane'))('go to the lane with: $example', ({ example }) => {
    expect(hearDanger(example, lifeFirst).level).toBe('lane');
  });

  test.each(calm)('are calm at: $example', ({ example }) => {
    expect(example).not.toBe('');
    expect(hearDanger(example, lifeFirst).level).not.toBe('lane');
  });

  describe('with a group that may be missing', () => {
    const level = (text: string) =>
      hearDanger(text, withOnly('it', 'water', 'lane', '[6] acqua + ? sale + ? cantina - pompa :: acqua sale cantina'))
        .level;

    test.each([
      ["L'acqua sale in cantina", 'lane'],
      ["Stanotte l'acqua sale", 'advice'],
      ["C'è acqua in cantina", 'advice'],
      ['In cantina sale il fumo', 'none'],
      ["C'è l'acqua", 'none'],
      ["C'è acqua in cantina?", 'none'],
      ["Cosa devo fare se c'è acqua in cantina?", 'advice'],
      ["L'acqua della pompa è in cantina", 'none'],
    ])('%s: %s', (text, expected) => {
      expect(level(text)).toBe(expected);
    });

    test('a sentence that is heard in part is heard as such in prepared lists too', () => {
      const prepared = prepareLists(lifeFirst);
      for (const text of ['non vedo altro che un filo di luce e cade polvere', 'there are only bubbles where he dived'])
        expect(hearDanger(text, prepared)).toEqual(hearDanger(text, lifeFirst));
    });
  });

  test('refuse a line that names words which are not there, and an empty group', () => {
    const broken = (line: string) => () => readLists(withOnly('it', 'water', 'lane', line));
    expect(broken('@nobody + acqua :: …')).toThrow('@nobody');
    expect(broken('acqua +  :: …')).toThrow('empty');
  });
});
