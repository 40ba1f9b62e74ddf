import * as z from 'zod/mini';
import { Kind } from './kind.ts';
import { Phone } from './phone.ts';
import { Instant, line } from './text.ts';

/** What a scanner or a fax server may send: what every desk can open. */
export const scanTypes = ['application/pdf', 'image/tiff', 'image/jpeg', 'image/png'] as const;
export type ScanType = (typeof scanTypes)[number];

/** 16 KB: a sidecar says ten things. */
export const maximumSidecarBytes = 16_384;

/**
 * What the post room or the fax server knows of a scan, as `<name of the scan>.json` beside it, before it or within
 * three seconds after; unknown members are refused so that a typo is told. `receivedAt` is the postmark's or the fax
 * header's time, `senderReference` the date and number that the sender's own office gave (DPR 445/2000 art. 53 e).
 */
export const ScanSidecar = z.strictObject({
  channel: z._default(z.enum(['letter', 'fax']), 'letter'),
  receivedAt: z.optional(Instant),
  kind: z.optional(Kind),
  formal: z.optional(z.boolean()),
  sender: z.optional(line(200)),
  phone: z.optional(Phone),
  senderReference: z.optional(line(200)),
  pages: z.optional(z.int().check(z.minimum(1), z.maximum(10_000))),
});
export type ScanSidecar = z.infer<typeof ScanSidecar>;
