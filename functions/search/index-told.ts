import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { EntryTold } from '../../shared/contracts/entry-told.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { CaseIndex } from '../../shared/shell/stores/case-index.ts';
import { indexedCase, indexRegister } from '../../shared/shell/stores/index-register.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

// Step 3 of the citizen's line, for whoever searches: called by on-entry-told; the desk's search-words reads what it keeps.

/** Cases of a register that is indexed whole as soon as no index of it is found: the work of seconds. */
const smallRegister = 1_000;

async function isSmall(register: Pick<Register, 'all'>): Promise<boolean> {
  const cases = new Set<string>();
  for await (const entries of register.all()) {
    for (const { caseId } of entries) cases.add(caseId);
    if (cases.size > smallRegister) return false;
  }
  return true;
}

/**
 * What the register keeps of the cases that it tells of: of one of which only the first entry is told that entry alone,
 * since whatever followed is told as well; any other is read whole.
 */
async function casesTold(
  register: Pick<Register, 'read' | 'readEntries'>,
  told: readonly EntryTold[],
): Promise<[code: string, entries: RegisterEntry[]][]> {
  const byCase = Map.groupBy(told, ({ caseId }) => caseId);
  const isNew = (code: string) => byCase.get(code)?.every(({ version }) => version === 1) ?? false;
  const [fresh, others] = [[...byCase.keys()].filter(isNew), [...byCase.keys()].filter((code) => !isNew(code))];
  const [first, whole] = await Promise.all([
    fresh.length === 0 ? [] : register.readEntries(fresh.map((caseId) => ({ caseId, version: 1 }))),
    Promise.all(others.map(async (code) => [code, await register.read(code)] as [string, RegisterEntry[]])),
  ]);
  return [...first.map((entry): [string, RegisterEntry[]] => [entry.caseId, [entry]]), ...whole];
}

/**
 * Puts the cases that these entries tell of into the index, as the register keeps them now: what was erased meanwhile is
 * forgotten with it. Where there is no index, that of a small register is made at once; of a large one only what comes
 * is taken in, and the log asks for `npm run reindex`.
 */
export async function indexTold(
  {
    service,
    register,
    index,
  }: { service: string; register: Pick<Register, 'read' | 'readEntries' | 'all'>; index: CaseIndex },
  told: readonly EntryTold[],
  now: Date,
): Promise<void> {
  if ((await index.state()) === undefined) {
    if (await isSmall(register)) {
      const cases = await indexRegister(register, index, now);
      logLine({ level: 'info', function: 'search', service, what: 'index made', cases });
    } else logLine({ level: 'error', function: 'search', service, what: 'index lost: npm run reindex makes it again' });
  }
  const cases = (await casesTold(register, told)).map(([code, entries]) => indexedCase(code, entries));
  const upTo = told
    .map(({ at }) => new Date(at).toISOString())
    .sort()
    .at(-1);
  await index.take(
    cases.filter((one) => one !== undefined),
    { upTo, entries: told.map(({ caseId, version }) => `${caseId}.${version}`) },
  );
}
