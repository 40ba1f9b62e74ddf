import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { IsoWeek } from './judged-danger.ts';
import { Kind } from './kind.ts';
import { Instant } from './text.ts';

/** Answered cases of a week that a service may have looked at again at most, and how many where it says nothing. */
export const maximumSample = 100;
export const usualSample = 10;

/** A case that was answered in a week, as the list keeps it for the sample of that week. */
export const SampledCase = z.strictObject({
  code: ReceiptCode,
  week: IsoWeek,
  kind: Kind,
  answeredAt: Instant,
  /** Whoever gave the answer: they do not review it. */
  by: z.string().check(z.maxLength(200)),
  subject: z.optional(z.string().check(z.maxLength(200))),
  /** What a second person found; left out until one has looked. */
  right: z.optional(z.boolean()),
});
export type SampledCase = z.infer<typeof SampledCase>;
