import type { Sha256 } from './chain.ts';

// The tree of a day, in the shape of RFC 9162, section 2.1: leaves and inner nodes are hashed apart, so that neither
// can pass for the other. Hashes are lower-case hex and are joined as text, so that a browser needs nothing but SHA-256
// of a text to check a proof.

/** One leaf of a day: a link that was added to a hash chain on it. The chains of a register are its cases. */
export type DayLeaf = { chain: string; version: number; hash: string };

/** Where a leaf stands in its tree, and the hashes beside its way up to the root, nearest first. */
export type Inclusion = { index: number; size: number; path: string[] };

/**
 * A run of neighbouring leaves as it is kept: their hashes, and the hashes beside the way from the run up to the root.
 * One such run is all that a proof of any of its leaves needs.
 */
export type LeafRun = { first: string; index: number; size: number; leaves: string[]; above: string[] };

/** The texts of a day's leaves in their order, from a list or as they are read. */
export type LeafTexts = AsyncIterable<string> | Iterable<string>;

/** SHA-256 of a text as lower-case hex, at once or, in a browser, a moment later. */
export type AnySha256 = (text: string) => string | Promise<string>;

/**
 * Leaves of one kept run: a power of two, so that each run is a subtree; 256 hashes are 17 KB of the 400 KB that one
 * DynamoDB item holds (Service, account, and table quotas in Amazon DynamoDB).
 */
export const leavesInRun = 256;

/**
 * The order of leaves within a day, and what a leaf is made of: its chain, the version padded to eight digits, the
 * entry's hash.
 */
export const leafText = ({ chain, version, hash }: DayLeaf): string =>
  `${chain}|${String(version).padStart(8, '0')}|${hash}`;

/** What is hashed of a leaf's text. */
const leafBytes = (text: string) => `\u0000${text}`;
/** What is hashed of the two nodes below one. */
const nodeBytes = (left: string, right: string) => `\u0001${left}${right}`;

/** The hash of one leaf. */
export const leafHash = (leaf: DayLeaf, sha256: Sha256): string => sha256(leafBytes(leafText(leaf)));

/** The level above: pairs are hashed together, a last one without a neighbour goes up as it is. */
function levelAbove(level: readonly string[], sha256: Sha256): string[] {
  const above: string[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left = '', right] = level.slice(at, at + 2);
    above.push(right === undefined ? left : sha256(nodeBytes(left, right)));
  }
  return above;
}

/** Every level of a tree, from its leaves to its root. */
function levelsOver(leaves: readonly string[], sha256: Sha256): (readonly string[])[] {
  const levels = [leaves];
  for (let level = leaves; level.length > 1; ) {
    level = levelAbove(level, sha256);
    levels.push(level);
  }
  return levels;
}

/** The root over leaf hashes in their order; the root of nothing is the hash of the empty text. */
export const treeRoot = (leaves: readonly string[], sha256: Sha256): string =>
  levelsOver(leaves, sha256).at(-1)?.[0] ?? sha256('');

/** The hashes beside the way from the leaf at a place up to the root, nearest first. */
function pathIn(levels: readonly (readonly string[])[], place: number): string[] {
  return levels.slice(0, -1).flatMap((level, step) => level[Math.floor(place / 2 ** step) ^ 1] ?? []);
}

/**
 * The tree of a day above its runs: one hash for each of them and all that stands above, and how many leaves there are.
 */
export type Crown = { root: string; size: number; levels: readonly (readonly string[])[] };

type Gathered = { first: string; index: number; leaves: string[] };

/** Gathers leaves into runs as they come. Throws an Error where they are not in order, each but once. */
async function* gathered(texts: LeafTexts, sha256: Sha256): AsyncGenerator<Gathered> {
  let run: Gathered | undefined;
  let before = '';
  let index = 0;
  for await (const text of texts) {
    if (text <= before) throw new Error(`leaves out of order: ${text} after ${before}`);
    before = text;
    if (run === undefined) run = { first: text, index, leaves: [] };
    run.leaves.push(sha256(leafBytes(text)));
    index += 1;
    if (run.leaves.length < leavesInRun) continue;
    yield run;
    run = undefined;
  }
  if (run !== undefined) yield run;
}

/** Reads the leaves of a day once and gives its crown: all that has to stay in memory, one hash for 256 leaves. */
export async function crownOver(texts: LeafTexts, sha256: Sha256): Promise<Crown> {
  const tops: string[] = [];
  let size = 0;
  for await (const { leaves } of gathered(texts, sha256)) {
    tops.push(treeRoot(leaves, sha256));
    size += leaves.length;
  }
  const levels = levelsOver(tops, sha256);
  return { root: levels.at(-1)?.[0] ?? sha256(''), size, levels };
}

/** Reads the leaves of a day once more and gives the runs to keep, in order. */
export async function* runsBelow({ levels, size }: Crown, texts: LeafTexts, sha256: Sha256): AsyncGenerator<LeafRun> {
  for await (const run of gathered(texts, sha256))
    yield { ...run, size, above: pathIn(levels, run.index / leavesInRun) };
}

/** The proof of one leaf out of the run that holds it; undefined where the run does not hold it. */
export function inclusionIn(run: LeafRun, leaf: DayLeaf, sha256: Sha256): Inclusion | undefined {
  const within = run.leaves.indexOf(leafHash(leaf, sha256));
  if (within < 0) return undefined;
  return {
    index: run.index + within,
    size: run.size,
    path: [...pathIn(levelsOver(run.leaves, sha256), within), ...run.above],
  };
}

/**
 * The root of the tree that a leaf and its proof lead to (RFC 9162, section 2.1.3.2); undefined when the path is too
 * short or too long for the tree.
 */
export async function rootFrom(
  leaf: DayLeaf,
  { index, size, path }: Inclusion,
  sha256: AnySha256,
): Promise<string | undefined> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return undefined;
  let at = index;
  let last = size - 1;
  let hash = await sha256(leafBytes(leafText(leaf)));
  for (const beside of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      hash = await sha256(nodeBytes(beside, hash));
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = await sha256(nodeBytes(hash, beside));
    }
    at = Math.floor(at / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? hash : undefined;
}
