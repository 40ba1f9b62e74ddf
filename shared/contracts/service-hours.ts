import * as z from 'zod/mini';
import { Translated } from './text.ts';

const WallTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/), z.maxLength(5));
const Span = z
  .strictObject({ from: WallTime, to: WallTime })
  .check(
    z.refine(({ from, to }) => from < to, { error: 'a span ends after it begins; hours over midnight are two spans' }),
  );
const Spans = z.array(Span).check(z.maxLength(6));

/** When a service is open: by weekday, and which days are holidays where it is. */
export const HoursRules = z.strictObject({
  weekly: z.strictObject({
    monday: Spans,
    tuesday: Spans,
    wednesday: Spans,
    thursday: Spans,
    friday: Spans,
    saturday: Spans,
    sunday: Spans,
  }),
  holidays: z.strictObject({
    country: z.literal('IT'),
    local: z
      .array(
        z.strictObject({
          month: z.int().check(z.minimum(1), z.maximum(12)),
          day: z.int().check(z.minimum(1), z.maximum(31)),
          name: Translated,
        }),
      )
      .check(z.maxLength(10)),
  }),
});
