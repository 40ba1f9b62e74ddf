import * as z from 'zod/mini';
import { ReceiptCode } from './contact.ts';
import { ServiceId } from './kind.ts';
import { Day, Instant } from './text.ts';

const Digest = z.string().check(z.regex(/^[0-9a-f]{64}$/), z.maxLength(64));
/** A thousand million: what no service registers in a day. */
const maximumEntries = 999_999_999;

/** The logs of a service that are sealed day by day: cases, acts of officers, protocol numbers, who read what. */
export const logs = ['register', 'ledger', 'protocol', 'reads'] as const;
export type Log = (typeof logs)[number];

/**
 * How a root is made of its day. `sportello-flat-1`: one digest over all leaves in a row, so that a proof is the whole
 * day; the roots of a register's first days are so, and no new one. `sportello-tree-2`: a seal over the root of a tree.
 */
export const rootAlgorithms = ['sportello-flat-1', 'sportello-tree-2'] as const;
export type RootAlgorithm = (typeof rootAlgorithms)[number];

/** The answer of `GET …/day-roots/{day}`: the root of each log that was closed on a day, the register's first. */
export const DayRoots = z.strictObject({
  service: ServiceId,
  day: Day,
  roots: z
    .array(
      z.strictObject({
        log: z.enum(logs),
        algorithm: z.enum(rootAlgorithms),
        root: Digest,
        entries: z.int().check(z.minimum(0), z.maximum(maximumEntries)),
        /** The root of the day before; zeros before the first. */
        previousRoot: Digest,
        publishedAt: Instant,
      }),
    )
    .check(z.minLength(1), z.maxLength(logs.length)),
});
export type DayRoots = z.infer<typeof DayRoots>;

/**
 * The proof that the first entry of a case stands under the root of its day. Its leaf is made of `code`, `version` and
 * `hash`; `path` leads from there to the root of the tree, which the root seals. It names nobody.
 */
export const CaseProof = z.strictObject({
  contract: z.literal('case-proof.v1'),
  service: ServiceId,
  code: ReceiptCode,
  version: z.int().check(z.minimum(1), z.maximum(99_999_999)),
  hash: Digest,
  day: Day,
  algorithm: z.literal('sportello-tree-2'),
  index: z.int().check(z.minimum(0), z.maximum(maximumEntries)),
  entries: z.int().check(z.minimum(1), z.maximum(maximumEntries)),
  /** The hashes beside the way from the leaf up to the root of the tree, nearest first. */
  path: z.array(Digest).check(z.maxLength(64)),
  previousRoot: Digest,
  publishedAt: Instant,
  root: Digest,
});
export type CaseProof = z.infer<typeof CaseProof>;
