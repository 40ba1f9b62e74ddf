import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type DayLeaf,
  dayTree,
  inclusionIn,
  leafHash,
  leavesInRun,
  rootFrom,
  treeRoot,
} from '../../../shared/core/day-tree.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';

const leaf = (number: number): DayLeaf => ({
  caseId: `PC-${String(number).padStart(6, '0')}`,
  version: 1 + (number % 3),
  hash: sha256(String(number)),
});
const leaves = (count: number) => Array.from({ length: count }, (_, number) => leaf(number));

/** The root as RFC 9162 defines it: split at the largest power of two below the number of leaves. */
function rootByDefinition(hashes: readonly string[]): string {
  if (hashes.length === 0) return sha256('');
  if (hashes.length === 1) return hashes[0] ?? '';
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return sha256(`\u0001${rootByDefinition(hashes.slice(0, half))}${rootByDefinition(hashes.slice(half))}`);
}

const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: leavesInRun - 2, max: 3 * leavesInRun + 3 }));

describe('the tree of a day', () => {
  test('has the root that RFC 9162 defines, however many leaves there are', () => {
    fc.assert(
      fc.property(sizes, (count) => {
        const hashes = leaves(count).map((each) => leafHash(each, sha256));
        expect(treeRoot(hashes, sha256)).toBe(rootByDefinition(hashes));
        expect(dayTree(leaves(count), sha256).root).toBe(rootByDefinition(hashes));
      }),
      { numRuns: 60 },
    );
  });

  test('keeps the root of a known day', () => {
    const day = [
      { caseId: 'PC-AAAA', version: 1, hash: 'a'.repeat(64) },
      { caseId: 'PC-AAAA', version: 2, hash: 'b'.repeat(64) },
      { caseId: 'PC-BBBB', version: 1, hash: 'c'.repeat(64) },
    ];
    expect(dayTree(day, sha256).root).toBe('58f93bce51b71997e3123752f09435af030f0635810af385e2f5611fd0d2214b');
  });

  test('does not depend on the order in which entries are found', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(leaves(30), { minLength: 30, maxLength: 30 }), (found) => {
        expect(dayTree(found, sha256).root).toBe(dayTree(leaves(30), sha256).root);
      }),
    );
  });

  test('without entries has the hash of the empty text as its root, and no run', () => {
    expect(dayTree([], sha256)).toEqual({ root: sha256(''), size: 0, runs: [] });
  });

  test('proves each of its leaves out of one kept run', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (count, chosen) => {
        const all = leaves(count);
        const tree = dayTree(all, sha256);
        const one = all[chosen % count] ?? leaf(0);
        const run = tree.runs.findLast(({ first }) => first <= `${one.caseId}|99999999|`);
        const proof = run && inclusionIn(run, one, sha256);
        expect(proof && rootFrom(leafHash(one, sha256), proof, sha256)).toBe(tree.root);
        expect(proof?.path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count + 1)) + 1);
      }),
      { numRuns: 60 },
    );
  });

  test('proves nothing else: another leaf, place, size or hash on the way leads to another root', () => {
    const all = leaves(700);
    const tree = dayTree(all, sha256);
    fc.assert(
      fc.property(
        fc.nat(699),
        fc.nat(),
        fc.constantFrom('leaf', 'index', 'size', 'path', 'short', 'long'),
        (at, which, what) => {
          const one = all[at] ?? leaf(0);
          const run = tree.runs[Math.floor(at / leavesInRun)];
          const proof = run && inclusionIn(run, one, sha256);
          if (proof === undefined) throw new Error('each leaf has a proof');
          const flipped = (hash: string) => (hash.startsWith('0') ? '1' : '0') + hash.slice(1);
          const place = which % proof.path.length;
          const changed = {
            leaf: proof,
            index: { ...proof, index: (proof.index + 1 + (which % 698)) % 700 },
            size: { ...proof, size: proof.size * 2 + which },
            path: { ...proof, path: proof.path.map((hash, step) => (step === place ? flipped(hash) : hash)) },
            short: { ...proof, path: proof.path.slice(1) },
            long: { ...proof, path: [...proof.path, sha256('more')] },
          }[what];
          const start =
            what === 'leaf' ? leafHash({ ...one, version: one.version + 1 }, sha256) : leafHash(one, sha256);
          expect(rootFrom(start, changed, sha256)).not.toBe(tree.root);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a leaf that is not of the day has no proof', () => {
    const [run] = dayTree(leaves(3), sha256).runs;
    expect(run && inclusionIn(run, leaf(7), sha256)).toBeUndefined();
  });
});
