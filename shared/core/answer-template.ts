import type { AnswerTemplate, CaseTemplates, TemplateFact } from '../contracts/answer-template.ts';
import type { Language } from '../contracts/text.ts';
import { present } from './present.ts';

/** What a case knows for its templates: what it does not know is left out. */
export type KnownFacts = Partial<Record<TemplateFact, string>>;

/** Values by the names of variables. */
export type Values = Readonly<Record<string, string>>;

/** A text with the values in the place of their names; a value that has braces names nothing. What is not given stays. */
export const filled = (text: string, values: Values): string =>
  text.replace(/\{\{\s*([a-z][a-z0-9-]{0,39})\s*\}\}/g, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined || value.trim() === '' ? whole : value.replaceAll('{{', '{ {').replaceAll('}}', '} }');
  });

const elidedArticle: Readonly<Record<string, string>> = { il: 'l’', Il: 'L’' };
const italianDay = /^(?:8|11) (?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic)[a-z]* /;

/** A text whose article is elided before a variable worth an Italian day of 8 or 11: `dell’8 settembre`, `l’11 ottobre`. */
export const elided = (text: string, variable: string, value: string): string =>
  italianDay.test(value)
    ? text.replace(
        new RegExp(`\\b(a|da|de|i|ne|su)l (?=\\{\\{\\s*${variable}\\s*\\}\\})`, 'gi'),
        (article, start: string) => elidedArticle[article.trim()] ?? `${start}ll’`,
      )
    : text;

/**
 * What stands in double braces in a text, each once, whether or not a template names it so: whoever reads it would read
 * a brace. Nothing is sent with one.
 */
export const unresolvedIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*([^{}\n]{0,80}?)\s*\}\}/g)].map(([, name = '']) => name)),
];

/**
 * The templates that a case of a kind is offered, in one language: facts are filled in, then fallbacks, and what is
 * left is asked for.
 */
export function templatesFor(
  templates: readonly AnswerTemplate[],
  about: { kind: string; language: Language; facts: KnownFacts },
): CaseTemplates['templates'] {
  const { kind, language, facts } = about;
  return templates
    .filter(({ kinds }) => kinds === undefined || (kinds as readonly string[]).includes(kind))
    .map(({ id, version, name, text, variables }) => {
      const values: Record<string, string> = {};
      let own = text[language];
      for (const [variable, { fallback, ...stated }] of Object.entries(variables)) {
        const value = ('fact' in stated ? facts[stated.fact] : undefined) ?? fallback?.[language];
        if (value === undefined) continue;
        values[variable] = value;
        own = elided(own, variable, value);
      }
      const words = filled(own, values);
      const asks = unresolvedIn(words).flatMap((variable) => {
        const stated = variables[variable];
        if (stated === undefined) return [];
        const choices = 'asks' in stated ? stated.choices?.map((choice) => choice[language]) : undefined;
        const kindOfAsk = 'asks' in stated ? stated.asks : ('line' as const);
        return [{ name: variable, label: stated.label[language], asks: kindOfAsk, ...present({ choices }) }];
      });
      return { id, version, name: name[language], text: words, asks };
    });
}

/** A text of which a pattern takes every sign for itself. */
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What stands for a variable of a template in the words of an answer, by how it is typed. */
const typedPattern = ({ asks, choices = [] }: CaseTemplates['templates'][number]['asks'][number]): string =>
  ({
    choice: choices.map((choice) => literally(choice)).join('|'),
    number: '\\d{1,9}',
    day: '[^\\n{}]{1,40}',
    line: '[^\\n{}]{1,400}',
  })[asks];

/** Whether the words of an answer are those of a template of its case, with what it asks for filled in. */
export function isOfTemplate(words: string, { text, asks }: CaseTemplates['templates'][number]): boolean {
  const parts = text.trim().split(/\{\{\s*([a-z][a-z0-9-]{0,39})\s*\}\}/);
  const pattern = parts.map((part, place) => {
    if (place % 2 === 0) return literally(part);
    const asked = asks.find(({ name }) => name === part);
    return asked === undefined ? '(?!)' : `(?:${typedPattern(asked)})`;
  });
  return new RegExp(`^${pattern.join('')}$`).test(words.trim().replaceAll('\r\n', '\n'));
}
