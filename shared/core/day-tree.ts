import type { Sha256 } from './chain.ts';

// The tree of a day, in the shape of RFC 9162, section 2.1: leaves and inner nodes are hashed apart, so that neither
// can pass for the other. Hashes are lower-case hex and are joined as text, so that a browser needs nothing but SHA-256
// of a text to check a proof.

/** One leaf of a day: an entry that was appended on it. */
export type DayLeaf = { caseId: string; version: number; hash: string };

/** Where a leaf stands in its tree, and the hashes beside its way up to the root, nearest first. */
export type Inclusion = { index: number; size: number; path: string[] };

/**
 * A run of neighbouring leaves as it is kept: their hashes, and the hashes beside the way from the run up to the root.
 * One such run is all that a proof of any of its leaves needs.
 */
export type LeafRun = { first: string; index: number; size: number; leaves: string[]; above: string[] };

/**
 * Leaves of one kept run: a power of two, so that each run is a subtree; 256 hashes are 17 KB of the 400 KB that one
 * DynamoDB item holds.
 */
export const leavesInRun = 256;

/**
 * The order of leaves within a day, and what a leaf is made of: its case, the version padded to eight digits, the
 * entry's hash.
 */
export const leafText = ({ caseId, version, hash }: DayLeaf): string =>
  `${caseId}|${String(version).padStart(8, '0')}|${hash}`;

/** The hash of one leaf. */
export const leafHash = (leaf: DayLeaf, sha256: Sha256): string => sha256(`\u0000${leafText(leaf)}`);

const nodeHash = (left: string, right: string, sha256: Sha256): string => sha256(`\u0001${left}${right}`);

/** The level above: pairs are hashed together, a last one without a neighbour goes up as it is. */
function levelAbove(level: readonly string[], sha256: Sha256): string[] {
  const above: string[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left = '', right] = level.slice(at, at + 2);
    above.push(right === undefined ? left : nodeHash(left, right, sha256));
  }
  return above;
}

/** The root over leaf hashes in their order; the root of nothing is the hash of the empty text. */
export function treeRoot(leaves: readonly string[], sha256: Sha256): string {
  let level = [...leaves];
  while (level.length > 1) level = levelAbove(level, sha256);
  return level[0] ?? sha256('');
}

/** The hashes beside the way from one leaf up to the root, nearest first. */
function pathOf(leaves: readonly string[], index: number, sha256: Sha256): string[] {
  const path: string[] = [];
  let level: readonly string[] = leaves;
  for (let at = index; level.length > 1; at >>= 1) {
    const neighbour = level[at ^ 1];
    if (neighbour !== undefined) path.push(neighbour);
    level = levelAbove(level, sha256);
  }
  return path;
}

/** The tree of a day: its root, and its runs of leaves in order. */
export function dayTree(leaves: readonly DayLeaf[], sha256: Sha256): { root: string; size: number; runs: LeafRun[] } {
  const ordered = [...leaves].sort((one, other) => (leafText(one) < leafText(other) ? -1 : 1));
  const hashes = ordered.map((leaf) => leafHash(leaf, sha256));
  const starts = ordered.flatMap((leaf, index) => (index % leavesInRun === 0 ? [{ leaf, index }] : []));
  const parts = starts.map(({ index }) => hashes.slice(index, index + leavesInRun));
  const tops = parts.map((part) => treeRoot(part, sha256));
  const runs = starts.map(({ leaf, index }, run) => ({
    first: leafText(leaf),
    index,
    size: hashes.length,
    leaves: parts[run] ?? [],
    above: pathOf(tops, run, sha256),
  }));
  return { root: treeRoot(tops, sha256), size: hashes.length, runs };
}

/** The proof of one leaf out of the run that holds it; undefined where the run does not hold it. */
export function inclusionIn(run: LeafRun, leaf: DayLeaf, sha256: Sha256): Inclusion | undefined {
  const within = run.leaves.indexOf(leafHash(leaf, sha256));
  if (within < 0) return undefined;
  return {
    index: run.index + within,
    size: run.size,
    path: [...pathOf(run.leaves, within, sha256), ...run.above],
  };
}

/**
 * The root that a leaf and its proof lead to (RFC 9162, section 2.1.3.2); undefined when the path is too short or too
 * long for the tree.
 */
export function rootFrom(leaf: string, { index, size, path }: Inclusion, sha256: Sha256): string | undefined {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  let at = index;
  let last = size - 1;
  let hash = leaf;
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(beside, hash, sha256);
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, beside, sha256);
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}
