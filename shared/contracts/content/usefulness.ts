import * as z from 'zod/mini';
import { Language } from '../text.ts';
import { ContentId } from './entry.ts';
import { notObtainedReasons } from './follow-up.ts';

/** Why a page was of no use: chosen from a list, so that nobody can write who they are. */
export const uselessReasons = [
  'not-my-case',
  'hard-to-understand',
  'something-missing',
  'out-of-date',
  'other',
] as const;
export type UselessReason = (typeof uselessReasons)[number];

/** The body of `POST …/usefulness`: whether a page was of use; the reason comes after a no, by itself. */
export const UsefulnessSaid = z.strictObject({
  content: ContentId,
  useful: z.enum(['yes', 'no']),
  reason: z.optional(z.enum(uselessReasons)),
});
export type UsefulnessSaid = z.infer<typeof UsefulnessSaid>;

const Count = z.int().check(z.minimum(0), z.maximum(1_000_000_000));

/** A count that is told from five on: of fewer is told that they are fewer. */
const Cell = z.union([z.int().check(z.minimum(5), z.maximum(1_000_000_000)), z.literal('<5')]);

/**
 * What was said of pages and searched for in vain in the last months, without anybody: what fewer than five persons did
 * is not told.
 */
export const ReaderCounts = z.strictObject({
  pages: z
    .array(
      z.strictObject({
        content: ContentId,
        yes: Count,
        no: Count,
        reasons: z.array(z.strictObject({ reason: z.enum(uselessReasons), count: Count })).check(z.maxLength(10)),
      }),
    )
    .check(z.maxLength(5000)),
  /** Whether whoever agreed to be asked after sixty days got a measure, from the first answer on, cell by cell. */
  obtained: z.optional(
    z
      .array(
        z.strictObject({
          content: ContentId,
          yes: Cell,
          no: Cell,
          notAsked: Cell,
          reasons: z
            .array(z.strictObject({ reason: z.enum(notObtainedReasons), count: Cell }))
            .check(z.maxLength(notObtainedReasons.length)),
        }),
      )
      .check(z.maxLength(500)),
  ),
  /** How often a page was in an answer that the desk gave, the most used first. */
  answered: z.optional(z.array(z.strictObject({ content: ContentId, count: Count })).check(z.maxLength(5000))),
  searches: z
    .array(z.strictObject({ language: Language, words: z.string().check(z.maxLength(100)), count: Count }))
    .check(z.maxLength(500)),
});
export type ReaderCounts = z.infer<typeof ReaderCounts>;
