import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import { readAnswerTemplates } from '../../../cdk/house/answer-templates.ts';
import { AnswerTemplate, templateFacts } from '../../../shared/contracts/answer-template.ts';
import { ServiceDefinition } from '../../../shared/contracts/service.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { elided, filled, type KnownFacts, templatesFor, unresolvedIn } from '../../../shared/core/answer-template.ts';

const same = (text: string) => ({ it: text, en: text, de: text });
const template = (text: string, variables: AnswerTemplate['variables'], more: object = {}): AnswerTemplate => ({
  id: 'one',
  version: 3,
  name: same('Uno'),
  text: same(text),
  variables,
  ...more,
});
const offered = (one: AnswerTemplate, facts: KnownFacts = {}, kind = 'information') =>
  templatesFor([one], { kind, language: 'it', facts });

describe('a template for answers', () => {
  test('has what the case knows filled in', () => {
    const one = template('Caso {{code}}', { code: { fact: 'code', label: same('Codice') } });
    expect(offered(one, { code: 'PC-1' })).toEqual([
      { id: 'one', version: 3, name: 'Uno', text: 'Caso PC-1', asks: [] },
    ]);
  });

  test('says its fallback where the case does not know, and asks where it has none', () => {
    const withOne = template('Ciao {{name}}', { name: { fact: 'name', label: same('Nome'), fallback: same('tutti') } });
    const without = template('Ciao {{name}}', { name: { fact: 'name', label: same('Nome') } });
    expect(offered(withOne)).toMatchObject([{ text: 'Ciao tutti', asks: [] }]);
    expect(offered(without)).toMatchObject([
      { text: 'Ciao {{name}}', asks: [{ name: 'name', label: 'Nome', asks: 'line' }] },
    ]);
  });

  test('asks for a choice with its choices, in the language of the case', () => {
    const choices = [
      { it: 'sì', en: 'yes', de: 'ja' },
      { it: 'no', en: 'no', de: 'nein' },
    ];
    const one = template('{{well}}', { well: { asks: 'choice', label: same('Bene?'), choices } });
    expect(templatesFor([one], { kind: 'report', language: 'de', facts: {} })[0]?.asks).toEqual([
      { name: 'well', label: 'Bene?', asks: 'choice', choices: ['ja', 'nein'] },
    ]);
  });

  test.each([
    ['Il {{day}} e il {{day}}', '8 settembre 2026', 'L’{{day}} e l’{{day}}'],
    ['dal {{ day }} al {{day}}', '11 ottobre 2026', 'dall’{{ day }} all’{{day}}'],
    ['Sul {{day}}, del {{other}}', '8 maggio 2026', 'Sull’{{day}}, del {{other}}'],
    ['del {{day}}', '18 settembre 2026', 'del {{day}}'],
    ['del {{day}}', '1º settembre 2026', 'del {{day}}'],
    ['of {{day}}', '8 September 2026', 'of {{day}}'],
    ['del {{day}}', '8 modulo', 'del {{day}}'],
  ])('elides the article of a day in Italian, and no other: %s, %s', (text, value, words) => {
    expect(elided(text, 'day', value)).toBe(words);
  });

  test('is offered for its kinds alone', () => {
    const one = template('Grazie', {}, { kinds: ['proposal'] });
    expect(offered(one, {}, 'proposal')).toHaveLength(1);
    expect(offered(one, {}, 'complaint')).toEqual([]);
  });

  test.each([
    ['a language lacks a variable', { text: { it: '{{a}}', en: 'a', de: '{{a}}' }, variables: 'a' }],
    ['a variable is not stated', { text: same('{{a}} {{b}}'), variables: 'a' }],
    ['a brace names nothing', { text: same('{a} {{a}}'), variables: 'a' }],
    ['a name is written with capitals', { text: same('{{a}} {{Name}}'), variables: 'a' }],
  ])('is refused where %s', (_what, { text, variables }) => {
    const given = { ...template('', {}), text, variables: { [variables]: { asks: 'line', label: same('A') } } };
    expect(z.safeParse(AnswerTemplate, given).success).toBe(false);
  });
});

describe('what is still unresolved', () => {
  test('is named, each name once', () => {
    expect(unresolvedIn('{{office}} e {{ day }} e {{office}}')).toEqual(['office', 'day']);
    expect(unresolvedIn('una parentesi { o due }} non è un nome')).toEqual([]);
  });

  test('is never made by a value, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const words = filled('{{a}}{{b}}', { a: `x${one}`, b: `y${other}` });
        expect(unresolvedIn(words)).toEqual([]);
      }),
    );
  });

  test('stays where a value is blank, and where none is given', () => {
    expect(filled('{{a}} {{b}} {{constructor}}', { a: ' ' })).toBe('{{a}} {{b}} {{constructor}}');
  });
});

describe('the templates that come with a service', () => {
  const folder = new URL('../../../shared/services', import.meta.url).pathname;
  test.each(['protezione-civile', 'familyline'])('%s has some for most of its kinds, in every language', (service) => {
    const { kinds } = ServiceDefinition.parse(JSON.parse(readFileSync(`${folder}/${service}.json`, 'utf8')));
    const templates = readAnswerTemplates([folder], service);
    const facts = Object.fromEntries(templateFacts.map((fact) => [fact, 'x']));
    for (const { kind } of kinds.filter(({ kind: one }) => ['information', 'complaint', 'report'].includes(one)))
      for (const language of languages)
        expect(templatesFor(templates, { kind, language, facts }).length).toBeGreaterThan(0);
  });

  test('know nothing of notes', () => {
    expect(templateFacts.filter((fact) => /note/.test(fact))).toEqual([]);
  });
});
