import type { CaseProof } from '../contracts/day-root.ts';
import { sealedRoot } from './day-root.ts';
import { type AnySha256, rootFrom } from './day-tree.ts';

// Works on a citizen's own device too: nothing here leans on more than SHA-256 of a text.

/** What became of checking a proof; `changed` where the file is not what it was when it was given. */
export type Checked = 'stands' | 'changed' | 'another-root';

const hash = /^[0-9a-f]{64}$/;
const isHash = (value: unknown): boolean => typeof value === 'string' && hash.test(value);
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= 100;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

/** What each member of a proof has to be: a member more or less, and the file is not one of ours. */
const members: Record<keyof CaseProof, (value: unknown) => boolean> = {
  contract: (value) => value === 'case-proof.v1',
  service: isText,
  code: isText,
  version: isCount,
  hash: isHash,
  day: isText,
  algorithm: (value) => value === 'sportello-tree-2',
  index: isCount,
  entries: isCount,
  path: (value) => Array.isArray(value) && value.length <= 64 && value.every(isHash),
  previousRoot: isHash,
  publishedAt: isText,
  root: isHash,
};

/** The proof that a text holds; undefined for whatever is none. */
export function readProof(text: string): CaseProof | undefined {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof content !== 'object' || content === null) return undefined;
  const given = content as Record<string, unknown>;
  const names = Object.keys(members) as (keyof CaseProof)[];
  const whole = Object.keys(given).length === names.length && names.every((name) => members[name](given[name]));
  return whole ? (given as CaseProof) : undefined;
}

/** A root as somebody pastes it: blanks and capitals do not matter. Undefined for what is no root. */
export function readRoot(pasted: string): string | undefined {
  const root = pasted.replace(/\s/g, '').toLowerCase();
  return isHash(root) ? root : undefined;
}

/**
 * Recomputes the leaf of a case from its code, follows the path up to the root of the tree and seals it: the proof
 * stands when that is the root that was published.
 */
export async function checkProof(proof: CaseProof, published: string, sha256: AnySha256): Promise<Checked> {
  const { service, code, version, hash: entryHash, day, index, entries, path, previousRoot, publishedAt, root } = proof;
  const leaf = { chain: code, version, hash: entryHash };
  const tree = await rootFrom(leaf, { index, size: entries, path }, sha256);
  if (tree === undefined) return 'changed';
  const sealed = { service, log: 'register', day, entries, previousRoot, closedAt: publishedAt } as const;
  if ((await sealedRoot(sealed, tree, sha256)) !== root) return 'changed';
  return root === published ? 'stands' : 'another-root';
}
