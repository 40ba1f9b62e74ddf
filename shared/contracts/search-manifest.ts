import * as z from 'zod/mini';
import { Instant } from './text.ts';

/** Entries of which the manifest says that they are in: enough for the minute before a search. */
export const entriesRemembered = 300;

/**
 * What the index of words of one service is made of: its segments, the oldest first. A segment never changes, and is
 * named by the SHA-256 of its bytes; what changes is this list, and only on the state that its writer has read.
 */
export const SearchManifest = z.object({
  contract: z.literal('search-manifest.v1'),
  /** False while the register's older cases are not all in: the index was lost, and nobody has made it again yet. */
  whole: z.boolean(),
  /** The time of the latest entry of the register that is in. */
  upTo: z.optional(Instant),
  /** The entries that came last, as `code.version`. */
  latest: z.array(z.string().check(z.maxLength(60))).check(z.maxLength(entriesRemembered)),
  segments: z.array(
    z.object({
      hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
      /** Cases in it, those that it only says to forget included. */
      cases: z.int().check(z.minimum(1)),
      bytes: z.int().check(z.minimum(1)),
    }),
  ),
});
export type SearchManifest = z.infer<typeof SearchManifest>;
export type Segment = SearchManifest['segments'][number];
