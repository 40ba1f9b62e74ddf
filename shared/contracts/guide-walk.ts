import * as z from 'zod/mini';

/** The answers that a guide takes at most. */
export const maximumAnswers = 40;

/** The name of a guide, a question or an option, a day or an ISTAT code: no words of a person's own. */
const Name = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/), z.maxLength(60));

const Answer = z.union([Name, z.number().check(z.minimum(0), z.maximum(10_000_000)), z.boolean(), z.null()]);

/**
 * How far somebody got in a guide before they wrote: which version asked them, and what they answered, `null` for "I do
 * not know". It goes with the words of a contact, so that whoever answers goes on in the guide.
 */
export const GuideWalk = z.object({
  guide: Name,
  /** The version of the guide that was published then; absent where the page did not know it. */
  version: z.optional(z.int().check(z.minimum(1), z.maximum(1_000_000))),
  answers: z
    .record(Name, Answer)
    .check(z.refine((answers) => Object.keys(answers).length <= maximumAnswers, { error: 'forty answers at most' })),
});
export type GuideWalk = z.infer<typeof GuideWalk>;
