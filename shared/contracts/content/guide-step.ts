import * as z from 'zod/mini';
import { maximumAnswers } from '../guide-walk.ts';
import { Identifier, ServiceId } from '../kind.ts';
import { Day, Language } from '../text.ts';
import { Line, Slug } from './item.ts';
import { doors } from './measure.ts';
import { Figure } from './predicate.ts';
import { Answers } from './question.ts';

/**
 * What somebody answered in a guide so far, `null` for "I do not know". `finish` asks for the results now: what was not
 * answered is not known, and nothing counts as zero.
 */
export const GuideAnswers = z.strictObject({
  answers: Answers.check(
    z.refine((answers) => Object.keys(answers).length <= maximumAnswers, { error: 'forty answers at most' }),
  ),
  finish: z.optional(z.boolean()),
});
export type GuideAnswers = z.infer<typeof GuideAnswers>;

const Words = z.string().check(z.maxLength(2000));
const Lines = z.array(Words).check(z.maxLength(30));

/** A question as it is asked in one language; "I do not know" can always be answered. */
export const AskedQuestion = z.strictObject({
  id: Slug,
  answer: z.enum(['one', 'yes-no', 'number', 'date', 'municipality']),
  text: Words,
  hint: z.optional(Words),
  unit: z.optional(z.enum(['euro', 'years', 'persons', 'percent'])),
  minimum: z.optional(Figure),
  maximum: z.optional(Figure),
  options: z.optional(z.array(z.strictObject({ value: Slug, label: Words })).check(z.maxLength(12))),
});
export type AskedQuestion = z.infer<typeof AskedQuestion>;

/** The words of one result, with the figures of the day. */
export const ResultWords = z.strictObject({
  title: Words,
  language: Language,
  text: z.optional(Words),
  amount: z.optional(Words),
  apply: z.optional(Words),
  deadline: z.optional(Words),
  papers: Lines,
  ifRefused: z.optional(Words),
  /** Where somebody is helped to apply, nearest first. */
  doors: z.array(z.enum(doors)).check(z.maxLength(4)),
  address: z.optional(z.string().check(z.maxLength(300))),
  /** The measure that it is, where it is one: whoever agrees is asked after sixty days whether they got it. */
  measure: z.optional(Slug),
});
export type ResultWords = z.infer<typeof ResultWords>;

/** One result for whoever answered: what it is, whether it is theirs, and why. */
export const GuideResult = z.extend(ResultWords, {
  id: Slug,
  state: z.enum(['yours', 'maybe', 'not']),
  /** Every comparison that decided it, in words. */
  why: Lines,
  /** What is missing to know, in one sentence; there when `state` is `maybe`. */
  missing: z.optional(Line),
  /** The last day on which to apply, where it is known, and whether it is past. */
  lapsesOn: z.optional(Day),
  lapsed: z.optional(z.boolean()),
});
export type GuideResult = z.infer<typeof GuideResult>;

/**
 * Where somebody stands in a guide: what they answered, in words, and the next question; or, at the end, every result:
 * what is theirs first, within it what lapses first.
 */
export const GuideStep = z.strictObject({
  service: ServiceId,
  guide: Slug,
  language: Language,
  day: Day,
  /** The version of the guide that asks, where it is published. */
  version: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  title: Words,
  /** What the service's form puts a question about it under. */
  category: z.optional(Identifier),
  /** The group of experts that answers a question about it. */
  experts: z.optional(Identifier),
  given: z
    .array(
      z.strictObject({
        question: Slug,
        short: Words,
        said: Words,
        answer: z.union([z.string().check(z.maxLength(60)), Figure, z.boolean(), z.null()]),
      }),
    )
    .check(z.maxLength(40)),
  next: z.optional(AskedQuestion),
  results: z.optional(z.array(GuideResult).check(z.maxLength(40))),
  fallback: z.optional(z.strictObject({ title: Words, text: Words })),
});
export type GuideStep = z.infer<typeof GuideStep>;
