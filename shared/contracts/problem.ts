import * as z from 'zod/mini';

/** RFC 9457 problem details; `errors` lists every wrong member with a JSON pointer and what to mend. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int().check(z.minimum(400), z.maximum(599)),
  detail: z.string(),
  instance: z.optional(z.string()),
  errors: z.optional(z.array(z.strictObject({ detail: z.string(), pointer: z.string() })).check(z.maxLength(50))),
});
export type Problem = z.infer<typeof Problem>;
