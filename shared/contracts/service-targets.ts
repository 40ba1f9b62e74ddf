import * as z from 'zod/mini';
import { Identifier, Kind } from './kind.ts';
import { Translated } from './text.ts';

/** How soon something is owed: in minutes of work, in days, or in months. */
export const Target = z.union([
  z.strictObject({ workingMinutes: z.int().check(z.minimum(1), z.maximum(60_000)) }),
  z.strictObject({ days: z.int().check(z.minimum(1), z.maximum(365)) }),
  z.strictObject({ months: z.int().check(z.minimum(1), z.maximum(12)) }),
]);

/**
 * What is owed for a kind by a rule of its own, as its receipt has to say it (L. 241/1990 art. 18-bis): by when, by which
 * source, who answers for it, and what to do when nobody answers.
 */
const Duty = z.strictObject({
  term: Target,
  source: Translated,
  /** The office, and the person responsible where one is named. */
  office: z.optional(Translated),
  remedy: z.optional(Translated),
  /** Days for which the term may be suspended, once; left out: thirty (L. 241/1990 art. 2 c. 7). 0: it may not be. */
  suspension: z.optional(z.int().check(z.minimum(0), z.maximum(30))),
});
export type Duty = z.infer<typeof Duty>;

/** A kind of contact that a service takes: how it is offered, where it waits, what is owed for it, and how long it is kept. */
export const ServedKind = z.strictObject({
  kind: Kind,
  name: Translated,
  hint: Translated,
  lane: Identifier,
  clock: z.enum(['first-answer', 'legal-term', 'none']),
  /** Left out: its clock has the target of the charter. */
  duty: z.optional(Duty),
  formal: z.boolean(),
  retentionDays: z.int().check(z.minimum(30), z.maximum(36_500)),
});
