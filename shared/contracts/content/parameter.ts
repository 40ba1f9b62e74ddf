import * as z from 'zod/mini';
import { ServiceId } from '../kind.ts';
import { Day, Translated } from '../text.ts';
import { Slug } from './item.ts';
import { Figure } from './predicate.ts';
import { Source } from './source.ts';

export const units = ['euro', 'euro-a-month', 'days', 'working-days', 'months', 'years', 'percent'] as const;

/**
 * A figure of the law that changes with the years, such as a limit of the ISEE: one value for each stretch of days, both
 * ends included. Outside every stretch there is no value, and pages say that it is not published.
 */
export const Parameter = z.strictObject({
  kind: z.literal('parameter'),
  id: Slug,
  service: ServiceId,
  name: Translated,
  unit: z.enum(units),
  values: z
    .array(
      z.strictObject({
        value: Figure,
        from: Day,
        to: z.optional(Day),
        sources: z.array(Source).check(z.maxLength(10)),
      }),
    )
    .check(z.minLength(1), z.maxLength(40)),
});
export type Parameter = z.infer<typeof Parameter>;
