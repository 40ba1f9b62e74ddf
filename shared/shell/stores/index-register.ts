import type { RegisterEntry } from '../../contracts/case-event.ts';
import { largestSegment } from '../../core/cases/search-manifest.ts';
import { allTerms, caseTerms } from '../../core/cases/searched-words.ts';
import { listedCase } from '../../core/cases/worklist-item.ts';
import { openEntries } from '../../core/chain.ts';
import type { CaseIndex, IndexedCase } from './case-index.ts';
import type { Register } from './register.ts';

/**
 * A case as the index takes it, from all its entries, oldest first; undefined for what is no case, and for a canary. One
 * that is erased has no terms.
 */
export function indexedCase(caseId: string, entries: readonly RegisterEntry[]): IndexedCase | undefined {
  const version = entries.at(-1)?.version ?? 0;
  const listed = listedCase(caseId, version, openEntries(entries));
  if (listed === undefined) return undefined;
  const { item, words } = listed;
  return { caseId, version, receivedAt: item.receivedAt, terms: allTerms(caseTerms(words, item.language)) };
}

/** Parts in which a register is read: a part of a million cases is held in memory whole. */
const parts = 32;

/**
 * Makes the index of a whole register anew. What is registered meanwhile is told as ever, and nothing is taken back by
 * what was read here: of each case the highest version counts. Gives the number of cases.
 */
export async function indexRegister(
  register: Pick<Register, 'all'>,
  index: CaseIndex,
  now: Date,
  told: (cases: number) => void = () => undefined,
): Promise<number> {
  await index.begin();
  let cases = 0;
  let waiting: IndexedCase[] = [];
  const keep = async () => {
    for (let start = 0; start < waiting.length; start += largestSegment)
      await index.take(waiting.slice(start, start + largestSegment), { entries: [] });
    cases += waiting.length;
    waiting = [];
    told(cases);
  };
  for (let number = 0; number < parts; number += 1) {
    const read = new Map<string, RegisterEntry[]>();
    for await (const entries of register.all({ number, of: parts }))
      for (const entry of entries) read.set(entry.caseId, [...(read.get(entry.caseId) ?? []), entry]);
    for (const [caseId, entries] of read) {
      entries.sort((one, other) => one.version - other.version);
      const indexed = indexedCase(caseId, entries);
      if (indexed !== undefined) waiting.push(indexed);
    }
    if (waiting.length >= largestSegment / 2) await keep();
  }
  await keep();
  await index.finish(now.toISOString());
  return cases;
}
