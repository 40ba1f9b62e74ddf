import * as z from 'zod/mini';
import { Slug } from './item.ts';

/** Years, persons, percent or euros: ten million at most. */
export const Figure = z.number().check(z.minimum(0), z.maximum(10_000_000));
/** What an option or a word is compared with. */
const Value = z.string().check(z.minLength(1), z.maxLength(60));

/** A number, or the dated parameter that holds it. */
export const Bound = z.union([Figure, z.strictObject({ parameter: Slug })]);
export type Bound = z.infer<typeof Bound>;

const Length = z.int().check(z.minimum(0), z.maximum(40_000));

/** A length of time by the calendar; exactly one member. */
export const Span = z
  .strictObject({ days: z.optional(Length), months: z.optional(Length), years: z.optional(Length) })
  .check(
    z.refine((span) => Object.values(span).filter((each) => each !== undefined).length === 1, {
      error: 'a span is given in days, months or years, in one of them',
    }),
  );
export type Span = z.infer<typeof Span>;

/**
 * One comparison of one answer. `olderThan`: the date that was answered lies further back than the span. `inTerritory`:
 * the municipality's ISTAT code begins with one of the given ones.
 */
export type Atom =
  | { question: Slug; is: string | boolean | number }
  | { question: Slug; oneOf: (string | number)[] }
  | { question: Slug; below: Bound }
  | { question: Slug; atMost: Bound }
  | { question: Slug; atLeast: Bound }
  | { question: Slug; olderThan: Span }
  | { question: Slug; inTerritory: string[] };

/** A condition over answers, true, false or not known: what was not answered is not known, and never counts as zero. */
export type Predicate = Atom | { all: Predicate[] } | { any: Predicate[] } | { not: Predicate };

export const Atom: z.ZodMiniType<Atom> = z.union([
  z.strictObject({ question: Slug, is: z.union([Value, z.boolean(), Figure]) }),
  z.strictObject({ question: Slug, oneOf: z.array(z.union([Value, Figure])).check(z.minLength(1), z.maxLength(30)) }),
  z.strictObject({ question: Slug, below: Bound }),
  z.strictObject({ question: Slug, atMost: Bound }),
  z.strictObject({ question: Slug, atLeast: Bound }),
  z.strictObject({ question: Slug, olderThan: Span }),
  z.strictObject({
    question: Slug,
    inTerritory: z
      .array(z.string().check(z.regex(/^\d{2,6}$/), z.maxLength(6)))
      .check(z.minLength(1), z.maxLength(200)),
  }),
]);

const Predicates = z.array(z.lazy(() => Predicate)).check(z.minLength(1), z.maxLength(30));
export const Predicate: z.ZodMiniType<Predicate> = z.union([
  Atom,
  z.strictObject({ all: Predicates }),
  z.strictObject({ any: Predicates }),
  z.strictObject({ not: z.lazy(() => Predicate) }),
]);
