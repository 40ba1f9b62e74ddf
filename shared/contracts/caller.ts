import * as z from 'zod/mini';
import { ServiceId } from './kind.ts';
import { KnownFact, maximumPersonFacts } from './person-fact.ts';
import { Phone } from './phone.ts';
import { WorklistItem } from './worklist.ts';

/** Cases of one caller that are shown at most: whoever has called for years is known by the latest. */
export const maximumCallerCases = 10;

/** The body of `POST …/callers`: the number that calls, as it is shown or dictated. */
export const CallerAsked = z.strictObject({ phone: Phone });
export type CallerAsked = z.infer<typeof CallerAsked>;

/** The answer of `POST …/callers`: the latest cases with this number, the open ones first, as the list shows them. */
export const CallerView = z.strictObject({
  service: ServiceId,
  cases: z.array(z.strictObject({ item: WorklistItem, open: z.boolean() })).check(z.maxLength(maximumCallerCases)),
  /** What is known of whoever calls. */
  facts: z.array(KnownFact).check(z.maxLength(maximumPersonFacts)),
});
export type CallerView = z.infer<typeof CallerView>;
