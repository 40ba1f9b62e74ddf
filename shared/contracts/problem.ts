import * as z from 'zod/mini';
import { Advice } from './contact.ts';

/** RFC 9457 problem details; `errors` lists every wrong member with a JSON pointer and what to mend. */
export const Problem = z.strictObject({
  type: z.string().check(z.minLength(1), z.maxLength(200)),
  title: z.string().check(z.minLength(1), z.maxLength(200)),
  status: z.int().check(z.minimum(400), z.maximum(599)),
  detail: z.string().check(z.maxLength(2000)),
  /** There where the words that were refused speak of danger to life. */
  advice: z.optional(Advice),
  instance: z.optional(z.string().check(z.maxLength(500))),
  errors: z.optional(
    z
      .array(
        z.strictObject({
          detail: z.string().check(z.maxLength(2000)),
          pointer: z.string().check(z.maxLength(2000)),
        }),
      )
      .check(z.maxLength(50)),
  ),
});
export type Problem = z.infer<typeof Problem>;
