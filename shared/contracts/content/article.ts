import * as z from 'zod/mini';
import { inLanguages, itemMembers, Line, Phrases, Summary, Title } from './item.ts';

/** An article in one language: `steps` are what to do, in their order; `body` is Markdown without HTML. */
export const ArticleText = z.strictObject({
  title: Title,
  summary: Summary,
  steps: z.array(Line).check(z.maxLength(15)),
  body: z.optional(z.string().check(z.minLength(1), z.maxLength(20_000))),
  phrases: z.optional(Phrases),
});
export type ArticleText = z.infer<typeof ArticleText>;

export const Article = z.strictObject({
  kind: z.literal('article'),
  ...itemMembers,
  languages: inLanguages(ArticleText),
});
export type Article = z.infer<typeof Article>;

/**
 * What an expert answered somebody, without anything that tells who asked, published with the asker's consent: the
 * title is the question, the body the answer.
 */
export const QuestionAndAnswer = z.strictObject({
  kind: z.literal('question-and-answer'),
  ...itemMembers,
  languages: inLanguages(ArticleText),
});
export type QuestionAndAnswer = z.infer<typeof QuestionAndAnswer>;
