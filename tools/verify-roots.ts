import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { type Log, logs } from '../shared/contracts/day-root.ts';
import { genesisHash, type Sha256 } from '../shared/core/chain.ts';
import { type LeavesByDay, leavesOf } from '../shared/core/day-leaves.ts';
import { type DayRoot, flatRoot, sealedRoot } from '../shared/core/day-root.ts';
import { type Crown, crownOver, runsBelow } from '../shared/core/day-tree.ts';
import { dayAfter } from '../shared/core/days-to-close.ts';
import type { LeafRuns } from '../shared/shell/stores/leaf-runs.ts';

/** Where the roots of a log do not hold, and why, in words. */
export type RootFinding = { day: string; reason: string };

/** A root as somebody outside holds it: from the public address of the day, or out of a citizen's proof. */
export type PublishedRoot = { service: string; log: Log; day: string; root: string };

/** What the roots of one log come to; `open` counts leaves of days without a root yet, `openDays` are those days. */
export type RootsVerdict = { findings: RootFinding[]; open: number; openDays: string[] };

/** Days that are over since a night at least, and have no root: `today` is the day in Rome. */
export const daysWithoutRoot = (openDays: readonly string[], today: string): string[] => {
  const yesterday = new Date(Date.parse(`${today}T12:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return openDays.filter((day) => day < yesterday).sort();
};

/**
 * Checks every root of a log against the leaves of its day, that roots follow one another day by day, that the `runs`
 * kept for proofs are those of the tree, and that every root that was published stands: a tail that was cut off leaves
 * a day with too few leaves, or a published root without its day. `leaves` are all that the log holds, `called` by
 * their name; of a log that is kept for a time, what was sealed before `keptFrom` is gone, and its roots only have to
 * follow one another.
 */
export async function verifyRoots(input: {
  roots: readonly DayRoot[];
  leaves: LeavesByDay;
  called: 'entries' | 'acts' | 'batches and cancellations' | 'reads';
  keptFrom?: string;
  published?: readonly PublishedRoot[];
  runs?: Pick<LeafRuns, 'of'>;
  sha256: Sha256;
}): Promise<RootsVerdict> {
  const { roots, leaves, called, published = [], runs, sha256 } = input;
  const findings: RootFinding[] = [];
  let previous: DayRoot | undefined;
  for (const kept of roots) {
    const reason = await reasonAgainst(kept, previous, input);
    if (reason !== undefined) findings.push({ day: kept.day, reason });
    else if (runs !== undefined && kept.algorithm !== 'sportello-flat-1') {
      const texts = leavesOf(leaves, kept.day);
      const place = await brokenRun(await crownOver(texts, sha256), texts, runs.of(kept.day), sha256);
      if (place !== undefined)
        findings.push({ day: kept.day, reason: `what is kept for its proofs is not its tree, from leaf ${place} on` });
    }
    previous = kept;
  }
  for (const { day, root } of published) {
    const standing = roots.find((kept) => kept.day === day);
    if (standing === undefined) findings.push({ day, reason: 'its root was published and is not there' });
    else if (standing.root !== root) findings.push({ day, reason: 'another root was published for it' });
  }
  const first = roots[0]?.day;
  const last = previous?.day;
  let open = 0;
  const openDays: string[] = [];
  for (const [day, texts] of leaves) {
    if (last === undefined || day > last) {
      open += texts.length;
      openDays.push(day);
    } else if (first !== undefined && day < first)
      findings.push({ day, reason: `${texts.length} ${called} are of a day before the first root` });
  }
  return { findings, open, openDays };
}

/** Why a root does not hold; undefined when it does. */
async function reasonAgainst(
  kept: DayRoot,
  previous: DayRoot | undefined,
  { leaves, called, keptFrom, sha256 }: Parameters<typeof verifyRoots>[0],
): Promise<string | undefined> {
  const { day } = kept;
  if (previous !== undefined && day !== dayAfter(previous.day))
    return `the root of the day before it is missing; the last one is of ${previous.day}`;
  if (kept.previousRoot !== (previous?.root ?? genesisHash))
    return 'its root does not follow the root of the day before';
  if (keptFrom !== undefined && day < keptFrom) return undefined;
  const texts = leavesOf(leaves, day);
  if (texts.length !== kept.entries)
    return `${kept.entries} ${called} were sealed under its root and ${texts.length} are there`;
  const made =
    kept.algorithm === 'sportello-flat-1'
      ? flatRoot(kept, texts, sha256)
      : sealedRoot(kept, (await crownOver(texts, sha256)).root, sha256);
  return made === kept.root ? undefined : `its ${called} are not the ones that were sealed under its root`;
}

/** The place of the first leaf whose kept run is not the tree's; undefined when all are. */
async function brokenRun(
  crown: Crown,
  texts: readonly string[],
  kept: AsyncIterable<unknown>,
  sha256: Sha256,
): Promise<number | undefined> {
  const found = kept[Symbol.asyncIterator]();
  for await (const run of runsBelow(crown, texts, sha256)) {
    const next = await found.next();
    if (next.done || !isDeepStrictEqual(next.value, run)) return run.index;
  }
  return (await found.next()).done ? undefined : crown.size;
}

const Root = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const PublishedDay = z.object({
  service: z.string(),
  day: z.string(),
  roots: z.array(z.object({ log: z.enum(logs), root: Root })),
});
const Proof = z.object({ contract: z.literal('case-proof.v1'), service: z.string(), day: z.string(), root: Root });

/**
 * The roots in files: what the public address of a day answered, or citizens' proofs. Throws an Error that names the
 * file that is neither.
 */
export function publishedIn(files: readonly string[]): PublishedRoot[] {
  return files.flatMap((file) => {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const proof = Proof.safeParse(content);
    if (proof.success) return [{ ...proof.data, log: 'register' as const }];
    const day = PublishedDay.safeParse(content);
    if (!day.success) throw new Error(`${file} holds neither the roots of a day nor a proof`);
    return day.data.roots.map(({ log, root }) => ({ service: day.data.service, day: day.data.day, log, root }));
  });
}
