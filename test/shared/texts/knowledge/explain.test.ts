import { describe, expect, test } from '@jest/globals';
import type { Answers } from '../../../../shared/contracts/content/question.ts';
import { languages } from '../../../../shared/contracts/text.ts';
import { measuresFor } from '../../../../shared/core/knowledge/guide.ts';
import { figuresOn } from '../../../../shared/core/knowledge/parameters.ts';
import { missingInWords, reasonsInWords } from '../../../../shared/texts/knowledge/explain.ts';
import { limit, measure, questions } from '../../core/knowledge/guide-samples.ts';

function explained(answers: Answers, language: 'it' | 'en' | 'de' = 'it', day = '2026-11-29') {
  const told = { questions, parameters: [limit], answers, day };
  const [result] = measuresFor([measure], { answers, day, figures: figuresOn([limit], day) });
  if (result === undefined) throw new Error('no result');
  return { why: reasonsInWords(result, told, language), missing: missingInWords(result, told, language) };
}

describe('a result in words', () => {
  test('says what was answered, and how it stands to the limit', () => {
    expect(explained({ children: true, isee: 25_000 })).toEqual({
      why: ['Isee: 25.000 euro, più di 20.000 euro'],
      missing: undefined,
    });
    expect(explained({ children: true, isee: 12_000, born: '2026-10-01' }).why).toEqual([
      'Children: sì',
      'Isee: 12.000 euro, non più di 20.000 euro',
      'Born: 1 ottobre 2026, non più di 6 mesi fa',
    ]);
  });

  test('names what is missing, answered with "I do not know" or not at all', () => {
    expect(explained({ children: true, isee: null })).toEqual({
      why: ['Manca: isee', 'Manca: born'],
      missing: 'Potrebbe spettarti: manca isee e born.',
    });
    expect(explained({}).missing).toBe('Potrebbe spettarti: manca children, isee e born.');
    expect(explained({}, 'de').missing).toBe('Kommt vielleicht in Frage: es fehlt children, isee und born.');
  });

  test('says that a figure is not published, instead of judging by an old one', () => {
    const answers = { children: true, isee: 100, born: '2026-12-20' };
    const { why, missing } = explained(answers, 'it', '2027-01-01');
    expect(missing).toBe('Potrebbe spettarti: manca limite ISEE (importo 2027 non ancora pubblicato).');
    expect(why).toEqual(['Isee: 100 euro, importo 2027 non ancora pubblicato']);
  });

  test('says nothing undefined in any language', () => {
    for (const language of languages)
      for (const answers of [{}, { children: true, isee: 1, born: '2020-01-01' }, { children: false }])
        expect(JSON.stringify(explained(answers, language))).not.toMatch(/undefined\b[^"]*"|\{\{/);
  });
});
