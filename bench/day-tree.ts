import type { CaseProof } from '../shared/contracts/day-root.ts';
import { genesisHash } from '../shared/core/chain.ts';
import { sealedRoot } from '../shared/core/day-root.ts';
import { crownOver, type DayLeaf, inclusionIn, leafText, rootFrom, runsBelow } from '../shared/core/day-tree.ts';
import { sha256 } from '../shared/shell/hashing.ts';
import { against, figure, markdownTable } from './figures.ts';

const leafOf = (number: number): DayLeaf => ({
  chain: `PC-${String(number).padStart(16, '0')}`,
  version: 1,
  hash: sha256(String(number)),
});

/** The leaves of a day in order, none of which has to stay in memory. */
function* textsOf(count: number): Generator<string> {
  for (let number = 0; number < count; number += 1) yield leafText(leafOf(number));
}

const megabytes = (bytes: number) => bytes / 2 ** 20;

/** Closes a day of so many entries and proves one of them. Memory is what is held beyond the start, at its highest. */
async function closedDay(count: number): Promise<string[]> {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const began = performance.now();
  const crown = await crownOver(textsOf(count), sha256);
  const chosen = leafOf(Math.floor(count / 3));
  let found: ReturnType<typeof inclusionIn>;
  let largest = 0;
  let most = 0;
  for await (const run of runsBelow(crown, textsOf(count), sha256)) {
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(run)));
    most = Math.max(most, process.memoryUsage().heapUsed - before);
    found ??= inclusionIn(run, chosen, sha256);
  }
  const seconds = (performance.now() - began) / 1000;
  if (found === undefined || (await rootFrom(chosen, found, sha256)) !== crown.root)
    throw new Error('nothing is proven');
  const { chain: code, version, hash } = chosen;
  const day = { service: 'protezione-civile', day: '2026-11-27', entries: count, previousRoot: genesisHash };
  const publishedAt = '2026-11-27T23:10:00.000Z';
  const root = sealedRoot({ ...day, log: 'register', closedAt: publishedAt }, crown.root, sha256);
  const { index, path } = found;
  const entry = { code, version, hash, algorithm: 'sportello-tree-2', index, path, publishedAt, root } as const;
  const file = JSON.stringify({ contract: 'case-proof.v1', ...day, ...entry } satisfies CaseProof);
  const hashes = path.length * 32;
  return [
    figure(count).replace(/\.0+$/, ''),
    count === 1_000_000 ? against(hashes, '≤', 640) : figure(hashes),
    figure(Buffer.byteLength(file)),
    figure(([...textsOf(1)].reduce((sum, text) => sum + text.length + 1, 0) * count) / 1e6),
    figure(largest / 1000),
    figure(seconds),
    figure(megabytes(most)),
  ];
}

/** What closing a day takes and what a proof weighs, in Markdown. */
export async function benchDayTree(): Promise<string> {
  const rows: string[][] = [];
  for (const count of [10_000, 100_000, 1_000_000, 2_000_000]) rows.push(await closedDay(count));
  return [
    '## The tree of a day',
    '',
    markdownTable(
      [
        'entries of the day',
        'hashes of a proof, bytes',
        'proof as it is saved, bytes',
        'the flat day instead, MB',
        'largest kept run, KB',
        's to close, leaves read twice',
        'heap beyond the start at its highest, MB',
      ],
      rows,
    ),
    '',
    'Leaves are made as they are read; what has to be held is one hash for 256 of them. The heap is read at each run, garbage and all.',
  ].join('\n');
}
