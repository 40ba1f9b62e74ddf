import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leastShared, likestCases, rarestTerms } from '../functions/desk/rules/rarest-words.ts';
import type { SearchManifest } from '../shared/contracts/search-manifest.ts';
import { largestSegment } from '../shared/core/cases/search-manifest.ts';
import { type AskedWord, allTerms, askedWords, caseTerms } from '../shared/core/cases/searched-words.ts';
import type { IndexedCase, IndexLook } from '../shared/shell/stores/case-index.ts';
import type { SegmentObjects } from '../shared/shell/stores/segment-objects.ts';
import { segmentedFinder } from '../shared/shell/stores/segmented-finder.ts';
import { segmentedIndex } from '../shared/shell/stores/segmented-index.ts';
import { against, figure, markdownTable, quantile } from './figures.ts';
import { chanceFrom, drawnWord, surnameOf, surnames, vocabulary, wordOf } from './made-words.ts';

/** Words of a message. */
const wordsOfMessage = 45;
/** Searches of each kind, after some to warm up. */
const searches = 300;

function madeCase(number: number, chance: () => number, version = 1): IndexedCase {
  const words = Array.from({ length: wordsOfMessage }, () => wordOf(drawnWord(chance))).join(' ');
  const name = surnameOf(Math.floor(chance() * surnames));
  const at = Date.parse('2020-01-01T00:00:00Z') + number * 60_000;
  return {
    caseId: `PC-${String(number).padStart(16, '0')}`,
    version,
    receivedAt: new Date(at).toISOString(),
    terms: allTerms(caseTerms({ name, words, place: '' }, 'it')),
  };
}

/** Segments in a folder, as S3 would keep them, for one writer. */
function segmentsIn(folder: string): SegmentObjects {
  let known: { manifest: SearchManifest; tag: string } | undefined;
  const file = (hash: string) => join(folder, hash);
  return {
    manifest: async (tag) => (known !== undefined && known.tag === tag ? 'same' : known),
    async putManifest(manifest) {
      known = { manifest, tag: String(Number(known?.tag ?? 0) + 1) };
      return true;
    },
    segment: async (hash) => readFileSync(file(hash)),
    putSegment: async (hash, bytes) => writeFileSync(file(hash), bytes),
    drop: async (hash) => rmSync(file(hash), { force: true }),
    async *kept() {
      for (const hash of readdirSync(folder)) yield { hash, since: statSync(file(hash)).mtime };
    },
  };
}

async function timed<Result>(work: () => Promise<Result> | Result): Promise<[ms: number, result: Result]> {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
}

/** How long searches of one kind take on a look, in milliseconds; each draws its own words. */
async function timesOf(search: (chance: () => number) => unknown): Promise<number[]> {
  const chance = chanceFrom(7);
  for (let warm = 0; warm < 20; warm += 1) search(chance);
  const times: number[] = [];
  for (let one = 0; one < searches; one += 1) times.push((await timed(() => search(chance)))[0]);
  return times;
}

/** What the desk asks an index for, by kind, on a page of twenty. */
const kindsOf = (look: IndexLook): [name: string, search: (chance: () => number) => unknown][] => {
  const find = (asked: readonly AskedWord[]) => look.find(asked, undefined, 20);
  const rare = (chance: () => number) => wordOf(2_000 + Math.floor(chance() * (vocabulary - 2_000)));
  const usual = (chance: () => number) => wordOf(50 + Math.floor(chance() * 500));
  return [
    ['a rare word', (chance) => find(askedWords(rare(chance)))],
    ['two usual words', (chance) => find(askedWords(`${usual(chance)} ${usual(chance)}`))],
    [
      'surname and a usual word',
      (chance) => find(askedWords(`${surnameOf(Math.floor(chance() * surnames))} ${usual(chance)}`)),
    ],
    ['the beginning of a word, four letters', (chance) => find(askedWords(usual(chance).slice(0, 4)))],
    ['a word that stands in most cases', (chance) => find(askedWords(wordOf(Math.floor(chance() * 5))))],
    [
      'cases like one, by its eight rarest words',
      (chance) => {
        const { cases, counts } = look.countTerms(madeCase(0, chance).terms);
        return likestCases(look.sharing(rarestTerms(counts, cases), leastShared), counts, cases, '', 20);
      },
    ],
  ];
};

async function measured(cases: number): Promise<{ built: string[]; found: string[][] }> {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-bench-search-'));
  try {
    const objects = segmentsIn(folder);
    const index = segmentedIndex(objects);
    const chance = chanceFrom(1);
    let building = 0;
    for (let start = 0; start < cases; start += largestSegment) {
      const some = Array.from({ length: Math.min(largestSegment, cases - start) }, (_, one) =>
        madeCase(start + one, chance),
      );
      building += (await timed(() => index.take(some, { entries: [] })))[0];
    }
    // A day: two hundred batches of ten, as a follower takes them.
    const batches: number[] = [];
    for (let batch = 0; batch < 200; batch += 1) {
      const some = Array.from({ length: 10 }, (_, one) => madeCase(cases + batch * 10 + one, chance));
      batches.push((await timed(() => index.take(some, { entries: [] })))[0]);
    }
    const finder = segmentedFinder(objects);
    const [opening, look] = await timed(() => finder.look());
    if (look === undefined) throw new Error('there is no index');
    const found: string[][] = [];
    for (const [name, search] of kindsOf(look)) {
      const times = await timesOf(search);
      found.push([`${figure(cases)}: ${name}`, figure(quantile(times, 0.5)), against(quantile(times, 0.99), '≤', 50)]);
    }
    // A night after a case of the oldest segment was erased: that one and the day's are made again.
    await index.take([{ ...madeCase(1, chance, 2), terms: [] }], { entries: [] });
    const [night, merged] = await timed(() => index.merge(new Date()));
    const built = [
      figure(cases),
      figure(building / 1000),
      figure(merged.bytes / 1e6),
      String(merged.before),
      String(merged.after),
      figure(opening),
      `${figure(quantile(batches, 0.5))} / ${figure(quantile(batches, 0.99))}`,
      figure(night / 1000),
    ];
    return { built, found };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How long the index of words takes to be made, kept and asked, at up to a million cases. */
export async function benchSearch(): Promise<string> {
  const all = [];
  for (const cases of [10_000, 100_000, 1_000_000]) all.push(await measured(cases));
  return [
    '## Words among a million cases',
    markdownTable(
      [
        'cases',
        's to make it',
        'MB',
        'segments by day',
        'after the night',
        'ms to open all',
        'ms for a batch of ten, p50 / p99',
        's of a night',
      ],
      all.map(({ built }) => built),
    ),
    markdownTable(
      ['cases: what is searched for', 'p50 ms', 'p99 ms'],
      all.flatMap(({ found }) => found),
    ),
    `Made-up cases of ${wordsOfMessage} words, ${figure(vocabulary)} different ones as often as in letters, and ${figure(surnames)} surnames; terms are cut before, and the files lie in a folder instead of S3. ${searches} searches of each kind in every segment, twenty cases each; reading them in the register comes on top. In the night one erased case has the oldest segment made again.`,
  ].join('\n\n');
}
