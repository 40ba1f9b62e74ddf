import * as z from 'zod/mini';
import { Identifier, ServiceId } from '../kind.ts';
import { Translated } from '../text.ts';
import { Administration } from './administration.ts';
import { Article, QuestionAndAnswer } from './article.ts';
import { Guide } from './guide.ts';
import { LifeEvent } from './life-event.ts';
import { Material } from './material.ts';
import { Measure } from './measure.ts';
import { Parameter } from './parameter.ts';
import { Picture } from './picture.ts';
import { Practice } from './practice.ts';
import { Question } from './question.ts';

/** Whatever has versions, is reviewed and published. */
export const ContentItem = z.discriminatedUnion('kind', [
  Article,
  QuestionAndAnswer,
  Material,
  Guide,
  Measure,
  LifeEvent,
  Administration,
  Practice,
  Question,
  Parameter,
  Picture,
]);
export type ContentItem = z.infer<typeof ContentItem>;

/** A theme of a service; `category` is what its form puts a question about it under. */
export const Theme = z.strictObject({
  theme: Identifier,
  name: Translated,
  summary: Translated,
  category: z.optional(Identifier),
});
export type Theme = z.infer<typeof Theme>;

/** Words that mean one thing to whoever searches; each list is one meaning. */
export const Synonyms = z
  .array(z.array(z.string().check(z.minLength(2), z.maxLength(40))).check(z.minLength(2), z.maxLength(20)))
  .check(z.maxLength(500));

/** All content of a service, as it seeds a new center (cdk/house/content.ts reads it from shared/services/<service>/). */
export const ServiceContent = z.strictObject({
  service: ServiceId,
  themes: z.array(Theme).check(z.minLength(1), z.maxLength(20)),
  synonyms: z.strictObject({ it: Synonyms, en: Synonyms, de: Synonyms }),
  items: z.array(ContentItem).check(z.maxLength(2000)),
});
export type ServiceContent = z.infer<typeof ServiceContent>;
