import { describe, expect, test } from '@jest/globals';
import { dangerKinds } from '../../../../shared/contracts/danger.ts';
import { languages } from '../../../../shared/contracts/text.ts';
import { calmReasons, type DangerList, type LifeFirstRules } from '../../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
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

  test('refuse a line that names words which are not there, and an empty group', () => {
    const broken = (line: string) => () => readLists(withOnly('it', 'water', 'lane', line));
    expect(broken('@nobody + acqua :: …')).toThrow('@nobody');
    expect(broken('acqua +  :: …')).toThrow('empty');
  });
});
