import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import example from '../../../events/case-proof.v1.example.json' with { type: 'json' };
import { CaseProof } from '../../../shared/contracts/day-root.ts';
import { checkProof, readProof, readRoot } from '../../../shared/core/case-proof.ts';
import { sealedRoot } from '../../../shared/core/day-root.ts';
import { crownOver, inclusionIn, leafText, leavesInRun, runsBelow } from '../../../shared/core/day-tree.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';

const leafOf = (number: number) => ({
  chain: `PC-${String(number).padStart(6, '0')}`,
  version: 1,
  hash: sha256(String(number)),
});

/** The proof of one of `count` cases. */
async function proofOf(number: number, count: number): Promise<CaseProof> {
  const texts = Array.from({ length: count }, (_none, index) => leafText(leafOf(index)));
  const crown = await crownOver(texts, sha256);
  const day = { service: 'protezione-civile', day: '2026-11-27', entries: count, previousRoot: '0'.repeat(64) };
  const publishedAt = '2026-11-27T23:10:00.000Z';
  const root = sealedRoot({ ...day, log: 'register', closedAt: publishedAt }, crown.root, sha256);
  for await (const run of runsBelow(crown, texts, sha256)) {
    const found = inclusionIn(run, leafOf(number), sha256);
    if (found === undefined) continue;
    const { chain: code, ...entry } = leafOf(number);
    const { index, path } = found;
    const algorithm = 'sportello-tree-2';
    return { contract: 'case-proof.v1', ...day, code, ...entry, algorithm, index, path, publishedAt, root };
  }
  throw new Error('each leaf has a proof');
}

const sizes = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: leavesInRun - 2, max: 2 * leavesInRun + 3 }));

describe('a proof', () => {
  test('of any case of a day of any size stands under the root of the day, and under no other', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), async (count, chosen) => {
        const proof = await proofOf(chosen % count, count);
        const read = readProof(JSON.stringify(proof));
        expect(read).toEqual(proof);
        expect(await checkProof(proof, proof.root, sha256)).toBe('stands');
        expect(await checkProof(proof, sha256('another day'), sha256)).toBe('another-root');
      }),
      { numRuns: 40 },
    );
  });

  test('is worked out the same by a hash that takes its time, as in a browser', async () => {
    const proof = await proofOf(3, 10);
    expect(await checkProof(proof, proof.root, async (text) => sha256(text))).toBe('stands');
  });

  test('is the one of the contract’s example', async () => {
    const proof = readProof(JSON.stringify(example));
    expect(proof && CaseProof.parse(proof)).toEqual(example);
    expect(proof && (await checkProof(proof, example.root, sha256))).toBe('stands');
  });

  test('with any one bit of its file changed is refused', async () => {
    const proof = await proofOf(200, 300);
    const file = Buffer.from(JSON.stringify(proof, null, 2));
    for (let bit = 0; bit < file.length * 8; bit += 1) {
      const changed = Buffer.from(file);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const read = readProof(changed.toString('utf8'));
      const checked = read === undefined ? 'no proof' : await checkProof(read, proof.root, sha256);
      if (checked === 'stands') throw new Error(`bit ${bit} of ${changed.toString('utf8')}`);
    }
  });

  test.each([
    ['a member more', { ...example, name: 'Ada' }],
    ['a member less', { ...example, path: undefined }],
    ['a list', [example]],
    ['null', null],
    ['a path that never ends', { ...example, path: Array.from({ length: 65 }, () => example.root) }],
    ['a fraction', { ...example, index: 0.5 }],
  ])('is not read from %s', (_what, content) => {
    expect(readProof(JSON.stringify(content))).toBeUndefined();
  });
});

test('a root is read as it is pasted, with blanks and capitals, and nothing else is one', () => {
  const { root } = example;
  expect(readRoot(` ${root.toUpperCase()}\n`)).toBe(root);
  expect(readRoot(`${root.slice(0, 32)} ${root.slice(32)}`)).toBe(root);
  for (const other of ['', root.slice(1), `${root}0`, `g${root.slice(1)}`]) expect(readRoot(other)).toBeUndefined();
});
