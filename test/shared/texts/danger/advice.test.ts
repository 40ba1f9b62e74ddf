import { describe, expect, test } from '@jest/globals';
import { showable } from '../../../../functions/status/rules/withheld.ts';
import { type DangerKind, dangerKinds } from '../../../../shared/contracts/danger.ts';
import { hearDanger } from '../../../../shared/core/danger/hear-danger.ts';
import { adviceByKind, helpLines } from '../../../../shared/texts/danger/advice.ts';
import { lifeFirst } from '../../../../shared/texts/danger/lists.ts';
import { textsIn } from '../../../../shared/texts/languages.ts';
import { adviceBox } from '../../../../web/pages/advice.ts';
import { written } from '../../../../web/pages/markup.ts';
import { familyLine, protezioneCivile } from '../../../fixtures/contacts.ts';

const languages = ['it', 'en', 'de'] as const;
const box = (kind: DangerKind, language: 'it' | 'en' | 'de', service = protezioneCivile) =>
  written(adviceBox(service, language, { kind, level: 'lane' }));
const dialled = (page: string) => [...page.matchAll(/href="tel:([^"]+)"/g)].map(([, number]) => number);

describe('the advice on a danger', () => {
  test.each(dangerKinds)(
    'for %s puts 112 before every other number, says what to do, and can be dialled, in each language',
    (kind) => {
      for (const language of languages) {
        const page = box(kind, language);
        expect(dialled(page)[0]).toBe('112');
        const { lines, todo } = adviceByKind[kind];
        expect(todo[language].length).toBeGreaterThan(0);
        expect(todo[language]).toHaveLength(todo.it.length);
        for (const { number } of lines) expect(dialled(page)).toContain(number.replaceAll(' ', ''));
        expect(dialled(page).at(-1)).toBe('800800112');
      }
    },
  );

  test.each<[DangerKind, string]>([
    ['violence', '1522'],
    ['child', '114'],
    ['child', '19696'],
    ['missing', '116000'],
    ['suicide', '02 2327 2327'],
    ['medical', '06 6859 3726'],
  ])('of %s names %s', (kind, number) => {
    expect(adviceByKind[kind].lines.map((line) => line.number)).toContain(number);
  });

  test('has a source and a day of check for every line', () => {
    for (const { source, checkedOn } of Object.values(helpLines)) {
      expect(source).not.toBe('');
      expect(checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });

  test('for a family names the line of its own Department for children in danger on every page', () => {
    expect(familyLine.emergencyNumbers.map(({ number }) => number)).toEqual(['112', '115', '118', '114']);
  });

  test('on violence never says to ask whoever is near, and leads away at once', () => {
    for (const language of languages) {
      expect(box('violence', language)).not.toContain(textsIn[language].lifeFirst.lineBusy);
      expect(box('violence', language)).toContain(textsIn[language].lifeFirst.leave);
      expect(box('water', language)).toContain(textsIn[language].lifeFirst.lineBusy);
    }
  });
});

describe('a conversation', () => {
  const conversation = (...texts: string[]) => ({
    code: 'PC-0000-0000-0000-0000',
    service: 'protezione-civile',
    stage: 'registered' as const,
    messages: texts.map((text) => ({ from: 'citizen' as const, at: '2026-11-28T10:00:00.000Z', text })),
  });

  test('in which somebody writes of violence shows nothing to whoever reads along', () => {
    const violent = 'Mio marito mi sta picchiando';
    expect(hearDanger(violent, lifeFirst)).toMatchObject({ kind: 'violence' });
    expect(showable(conversation('Buongiorno', violent, 'Grazie'), {}, lifeFirst).messages).toEqual([]);
  });

  test('of anything else is shown as it is', () => {
    const calm = conversation('Quando riapre la strada?', 'L’acqua sta salendo in cantina');
    expect(showable(calm, {}, lifeFirst)).toEqual(calm);
    // What tells of violence may stand in a file or a mail that it has come with.
    expect(showable(calm, { tellsViolence: true }, lifeFirst).messages).toEqual([]);
  });
});
