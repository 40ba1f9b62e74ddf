import { describe, expect, test } from '@jest/globals';
import { gulpease } from '../../../../shared/core/knowledge/gulpease.ts';
import {
  answersInYourLanguage,
  plainDanger,
  plainEvent,
  plainForm,
  plainService,
} from '../../../../shared/texts/knowledge/plain-words.ts';

const screens = {
  plainDanger,
  plainForm,
  event: plainEvent('Alluvione'),
  service: plainService('FamilyLine', '800 254 009'),
};

describe('plain words', () => {
  test.each(Object.entries(screens))('%s reads with few years of school, one thought a sentence', (_, { lines }) => {
    expect(gulpease(lines.join('\n'))).toBeGreaterThan(80);
    for (const sentence of lines.flatMap((line) => line.split(/(?<=[.?])\s/)))
      expect(sentence.split(/\s+/).length).toBeLessThanOrEqual(12);
  });

  test.each(Object.entries(screens))('%s sends whoever is in danger to 112', (_, { lines }) => {
    expect(lines.join(' ')).toContain('112');
  });

  test('112 answers in your language is said in eight languages, each in its own', () => {
    expect(new Set(answersInYourLanguage.map(({ language }) => language)).size).toBe(8);
    for (const { text, name, language } of answersInYourLanguage) {
      expect(text).toContain('112');
      expect(name).not.toBe('');
      expect(() => new Intl.Locale(language)).not.toThrow();
    }
  });
});
