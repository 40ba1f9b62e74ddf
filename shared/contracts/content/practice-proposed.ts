import * as z from 'zod/mini';
import { Advice, Email } from '../contact.ts';
import { ServiceId } from '../kind.ts';
import { Instant, Language } from '../text.ts';
import { Slug } from './item.ts';

const line = (least: number, most: number) => z.string().check(z.trim(), z.minLength(least), z.maxLength(most));

/**
 * The body of `POST …/practices`: a good practice, as an administration, a firm or an association tells it. `contact` and
 * `email` are published with it: they say whom to ask.
 */
export const PracticeProposed = z.strictObject({
  language: z._default(Language, 'it'),
  title: line(3, 120),
  summary: line(10, 400),
  who: line(3, 1000),
  aim: line(3, 1000),
  cost: line(3, 1000),
  result: line(3, 1000),
  contact: line(3, 500),
  email: Email,
  /** It may be published under CC-BY 4.0 with its contact. */
  mayBePublished: z.literal(true),
});
export type PracticeProposed = z.infer<typeof PracticeProposed>;

/** The 202 answer: the name under which editors find it, and whom to call where its words speak of danger to life. */
export const PracticeReceipt = z.strictObject({
  service: ServiceId,
  practice: Slug,
  receivedAt: Instant,
  advice: z.optional(Advice),
});
export type PracticeReceipt = z.infer<typeof PracticeReceipt>;
