import * as z from 'zod/mini';

/**
 * What a danger to life is, the one whose advice must be the most careful first: each has its own numbers and things to
 * do.
 */
export const dangerKinds = [
  'violence',
  'suicide',
  'child',
  'gas',
  'water',
  'fire',
  'missing',
  'trapped',
  'medical',
  'other',
] as const;
export type DangerKind = (typeof dangerKinds)[number];

const text = (maximum: number) => z.string().check(z.maxLength(maximum));

/**
 * What danger was heard in words: data on health or violence (GDPR art. 9), which stands in the erasable part alone.
 */
export const HeardInWords = z.object({
  level: z.enum(['advice', 'lane']),
  kind: z.enum(dangerKinds),
  /** The sentence as it was written. */
  evidence: text(300),
  /** The line of the lists that heard it. */
  rule: text(60),
});
