import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { Identifier, Kind, ServiceId } from './kind.ts';
import { Language, maximumTextLength, Translated } from './text.ts';

const label = (maximum: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(maximum));

/**
 * What a template may know of a case by itself, and nothing else: no words of its citizen but the subject, and nothing
 * that staff wrote to one another.
 */
export const templateFacts = ['code', 'service', 'name', 'subject', 'received-on', 'protocol-number', 'phone'] as const;
export type TemplateFact = (typeof templateFacts)[number];

/** What whoever answers is asked for, and how it is typed: a line of text, a day, a whole number, one of some choices. */
export const typedAs = ['line', 'day', 'number', 'choice'] as const;

const TemplateVariable = z.union([
  /** Filled in from the case; where the case does not know it: `fallback`, else it is asked for as a line. */
  z.strictObject({ fact: z.enum(templateFacts), label: Translated, fallback: z.optional(Translated) }),
  z
    .strictObject({
      asks: z.enum(typedAs),
      label: Translated,
      choices: z.optional(z.array(Translated).check(z.minLength(2), z.maxLength(20))),
      fallback: z.optional(Translated),
    })
    .check(
      z.refine(({ asks, choices }) => (asks === 'choice') === (choices !== undefined), {
        error: 'choices belong to a variable that asks for one of them, and to no other',
        path: ['choices'],
      }),
    ),
]);
export type TemplateVariable = z.infer<typeof TemplateVariable>;

/** The names in double braces that stand in a text, each once: `{{due-day}}`. */
export const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(/\{\{\s*([a-z][a-z0-9-]{0,39})\s*\}\}/g)].map(([, name = '']) => name)),
];

const sameNames = (one: readonly string[], other: readonly string[]) =>
  one.toSorted().join() === other.toSorted().join();

/** A text that answers are begun with. A change of its words is a new version: answers keep which they came from. */
export const AnswerTemplate = z
  .strictObject({
    id: Identifier,
    version: z.int().check(z.minimum(1), z.maximum(10_000)),
    name: Translated,
    /** Which kinds it is offered for; left out: all. */
    kinds: z.optional(z.array(Kind).check(z.minLength(1), z.maxLength(10))),
    /** Approved for people of the reserve: they answer with no other. */
    forReserve: z.optional(z.literal(true)),
    text: Translated,
    variables: z.record(Identifier, TemplateVariable),
  })
  .check(
    z.refine(
      ({ text, variables }) => Object.values(text).every((one) => sameNames(namesIn(one), Object.keys(variables))),
      {
        error: 'each language names exactly the variables that are stated',
        path: ['text'],
      },
    ),
    z.refine(
      ({ text }) =>
        Object.values(text).every((one) => !/[{}]/.test(one.replace(/\{\{\s*[a-z][a-z0-9-]{0,39}\s*\}\}/g, ''))),
      {
        error: 'a brace stands in a text only around the name of a variable',
        path: ['text'],
      },
    ),
  );
export type AnswerTemplate = z.infer<typeof AnswerTemplate>;

/** The templates of a service: `shared/services/<service>/answer-templates.json`. */
export const AnswerTemplates = z
  .strictObject({ $schema: z.optional(z.string()), templates: z.array(AnswerTemplate).check(z.maxLength(200)) })
  .check(
    z.refine(({ templates }) => new Set(templates.map(({ id }) => id)).size === templates.length, {
      error: 'each template has an id of its own',
      path: ['templates'],
    }),
  );

/** What a template still asks for before it can be sent. */
const AskedVariable = z.strictObject({
  name: Identifier,
  label: label(4000),
  asks: z.enum(typedAs),
  choices: z.optional(z.array(label(4000)).check(z.maxLength(20))),
});

/** The answer of `GET …/cases/{code}/templates`: what the case fills in is filled in, in the language it is answered in. */
export const CaseTemplates = z.strictObject({
  service: ServiceId,
  code: ReceiptCode,
  language: Language,
  templates: z
    .array(
      z.strictObject({
        id: Identifier,
        version: z.int().check(z.minimum(1), z.maximum(10_000)),
        name: label(4000),
        /** What is still asked for stands in it in double braces. */
        text: z.string().check(z.maxLength(maximumTextLength)),
        asks: z.array(AskedVariable).check(z.maxLength(40)),
      }),
    )
    .check(z.maxLength(200)),
});
export type CaseTemplates = z.infer<typeof CaseTemplates>;
