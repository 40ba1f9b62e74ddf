import type { CaseProof } from '../../shared/contracts/day-root.ts';
import { leafOfEntry } from '../../shared/core/day-leaves.ts';
import { inclusionIn } from '../../shared/core/day-tree.ts';
import { dayOf } from '../../shared/core/days-to-close.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { LeafRuns } from '../../shared/shell/stores/leaf-runs.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import type { Roots } from '../../shared/shell/stores/roots.ts';

// Called by answer-citizen for whoever gave code and second fact.

/** What proofs are made of: the register, the roots of its days, the runs of their trees. */
export type Proving = { register: Register; roots: Pick<Roots, 'of'>; leafRuns: Pick<LeafRuns, 'around'> };

/**
 * The proof that a case stands in the register as it was first written, under the root of that day: two items are read,
 * however many entries the day has. Throws the Refusal `conflict` while the day has no root, and for the first days of
 * all, whose proof would be the whole day.
 */
export async function proveCase({ register, roots, leafRuns }: Proving, service: string, code: string) {
  const [entry] = await register.read(code);
  if (entry === undefined) throw new Refusal('conflict', ({ problems }) => problems.notYetRegistered);
  const day = dayOf(new Date(entry.at));
  const leaf = leafOfEntry(entry);
  const [sealed, run] = await Promise.all([roots.of(day), leafRuns.around(day, leaf)]);
  if (sealed === undefined) throw new Refusal('conflict', ({ proof }) => proof.notYet);
  if (sealed.algorithm === 'sportello-flat-1') throw new Refusal('conflict', ({ proof }) => proof.noneKept);
  const inclusion = run && inclusionIn(run, leaf, sha256);
  if (inclusion === undefined) throw new Error(`an entry of ${day} is not under the root of its day`);
  const { algorithm, entries, previousRoot, closedAt, root } = sealed;
  return {
    contract: 'case-proof.v1',
    service,
    code,
    version: entry.version,
    hash: entry.hash,
    day,
    algorithm,
    index: inclusion.index,
    entries,
    path: inclusion.path,
    previousRoot,
    publishedAt: closedAt,
    root,
  } satisfies CaseProof;
}
