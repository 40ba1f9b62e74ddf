import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  crownOver,
  type DayLeaf,
  inclusionIn,
  type LeafRun,
  leafHash,
  leafText,
  leavesInRun,
  rootFrom,
  runsBelow,
  treeRoot,
} from '../../../shared/core/day-tree.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';

const leaf = (number: number): DayLeaf => ({
  chain: `PC-${String(number).padStart(6, '0')}`,
  version: 1 + (number % 3),
  hash: sha256(String(number)),
});
const leaves = (count: number) => Array.from({ length: count }, (_, number) => leaf(number));

/** The tree of a day as it is closed: its leaves in order, read twice. */
async function dayTree(leaves: readonly DayLeaf[]) {
  const texts = leaves.map(leafText).sort();
  const crown = await crownOver(texts, sha256);
  const runs: LeafRun[] = [];
  for await (const run of runsBelow(crown, texts, sha256)) runs.push(run);
  return { root: crown.root, size: crown.size, runs };
}

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
  test('has the root that RFC 9162 defines, however many leaves there are', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (count) => {
        const hashes = leaves(count).map((each) => leafHash(each, sha256));
        expect(treeRoot(hashes, sha256)).toBe(rootByDefinition(hashes));
        expect((await dayTree(leaves(count))).root).toBe(rootByDefinition(hashes));
      }),
      { numRuns: 60 },
    );
  });

  test('keeps the root of a known day', async () => {
    const day = [
      { chain: 'PC-AAAA', version: 1, hash: 'a'.repeat(64) },
      { chain: 'PC-AAAA', version: 2, hash: 'b'.repeat(64) },
      { chain: 'PC-BBBB', version: 1, hash: 'c'.repeat(64) },
    ];
    expect((await dayTree(day)).root).toBe('58f93bce51b71997e3123752f09435af030f0635810af385e2f5611fd0d2214b');
  });

  test('without entries has the hash of the empty text as its root, and no run', async () => {
    expect(await dayTree([])).toEqual({ root: sha256(''), size: 0, runs: [] });
  });

  test('is not built of leaves that come out of order or twice', async () => {
    const texts = leaves(4).map(leafText);
    await expect(crownOver(texts.toReversed(), sha256)).rejects.toThrow('leaves out of order');
    await expect(crownOver([...texts, ...texts.slice(-1)], sha256)).rejects.toThrow('leaves out of order');
  });

  test('keeps runs that a DynamoDB item holds with room to spare, each leaf in one', async () => {
    const { runs } = await dayTree(leaves(3 * leavesInRun + 1));
    expect(runs.map(({ index, leaves }) => [index, leaves.length])).toEqual([
      [0, 256],
      [256, 256],
      [512, 256],
      [768, 1],
    ]);
    for (const run of runs) expect(JSON.stringify(run).length).toBeLessThan(20_000);
  });

  test('proves each of its leaves out of one kept run', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (count, chosen) => {
        const all = leaves(count);
        const tree = await dayTree(all);
        const one = all[chosen % count] ?? leaf(0);
        const run = tree.runs.findLast(({ first }) => first <= leafText(one));
        const proof = run && inclusionIn(run, one, sha256);
        expect(proof && (await rootFrom(one, proof, sha256))).toBe(tree.root);
        expect(proof?.path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count + 1)) + 1);
      }),
      { numRuns: 60 },
    );
  });

  test('proves nothing else: another leaf, place, size or hash on the way leads to another root', async () => {
    const all = leaves(700);
    const tree = await dayTree(all);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(699),
        fc.nat(),
        fc.constantFrom('leaf', 'index', 'size', 'path', 'short', 'long'),
        async (at, which, what) => {
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
          const start = what === 'leaf' ? { ...one, version: one.version + 1 } : one;
          expect(await rootFrom(start, changed, sha256)).not.toBe(tree.root);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('any one bit of any hash on the way, in a tree of any size, leads to another root', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), fc.nat(7), async (count, chosen, which, bit) => {
        const all = leaves(count);
        const tree = await dayTree(all);
        const one = all[chosen % count] ?? leaf(0);
        const run = tree.runs[Math.floor((chosen % count) / leavesInRun)];
        const proof = run && inclusionIn(run, one, sha256);
        if (proof === undefined) throw new Error('each leaf has a proof');
        const hashes = [one.hash, ...proof.path];
        const at = which % (hashes.length * 64);
        const turned = (hash: string, place: number) =>
          hash.slice(0, place) + String.fromCharCode(hash.charCodeAt(place) ^ (1 << bit)) + hash.slice(place + 1);
        const [hash = '', ...path] = hashes.map((each, index) =>
          index === Math.floor(at / 64) ? turned(each, at % 64) : each,
        );
        expect(await rootFrom({ ...one, hash }, { ...proof, path }, sha256)).not.toBe(tree.root);
      }),
      { numRuns: 100 },
    );
  });

  test('a leaf that is not of the day has no proof', async () => {
    const [run] = (await dayTree(leaves(3))).runs;
    expect(run && inclusionIn(run, leaf(7), sha256)).toBeUndefined();
  });
});
