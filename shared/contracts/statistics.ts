import * as z from 'zod/mini';
import { ServiceId } from './kind.ts';
import { Instant } from './text.ts';

const name = z.string().check(z.maxLength(40));

/** A month in Rome, `YYYY-MM`. */
export const Month = z.string().check(z.regex(/^2\d{3}-(0[1-9]|1[0-2])$/), z.maxLength(7));

/**
 * A figure of a month. With `by` it is the part `of` the whole in that respect. `<5`: one to four; `≥5`: held back, so
 * that a smaller one beside it cannot be worked out; `*`: nothing is told.
 */
export const ToldFigure = z.strictObject({
  figure: name,
  by: z.optional(name),
  of: z.optional(name),
  value: z.union([z.number().check(z.minimum(0), z.maximum(1e12)), z.literal('<5'), z.literal('≥5'), z.literal('*')]),
});
export type ToldFigure = z.infer<typeof ToldFigure>;

/** What a service did, month by month, the latest first: of cases received in it, as it stands now. */
export const Statistics = z.strictObject({
  service: ServiceId,
  asOf: Instant,
  months: z
    .array(
      z.strictObject({
        month: Month,
        /** The month is not over. */
        running: z.optional(z.literal(true)),
        figures: z.array(ToldFigure).check(z.maxLength(300)),
      }),
    )
    .check(z.maxLength(12)),
});
export type Statistics = z.infer<typeof Statistics>;
