import type { PreparedService } from '../../shared/contracts/service.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { type CountedCase, type FiguresStore, shareOf } from '../../shared/shell/stores/figures.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { caseFigures, difference } from './rules/case-figures.ts';

// Called by on-entry-told for each case that something was told of, and by whoever counts a register anew.
//
// What a case adds to a month is more than one write, so it is written down before it is added: the case's own item says
// what is pending and under which id, each share of a month remembers the ids that it was added under until the case has
// nothing pending any more. Whoever dies half-way has it finished by whoever comes next, and of two who do it at once
// each finds out what the other did: a share is read, then the case, then the share is changed on the condition that
// nobody changed it since.

/** What is counted: of which register, by which rules, into what. */
export type Counting = {
  figures: FiguresStore;
  register: Pick<Register, 'read'>;
  definition: PreparedService;
};

/** Rounds in which somebody else was quicker each time, before it comes back as a message. */
const rounds = 50;

/** Whether it settled what a case had pending; false where a share was changed again and again. */
async function addPending(
  figures: FiguresStore,
  count: number,
  caseId: string,
  counted: CountedCase,
): Promise<boolean> {
  const { pending } = counted;
  if (pending === undefined) return true;
  const { id } = pending;
  const share = shareOf(caseId);
  for (const [month, names] of Object.entries(pending.figures)) {
    const place = { count, month, share };
    let isAdded = false;
    for (let round = 0; round < rounds && !isAdded; round += 1) {
      const { tick, added } = await figures.readShare(count, month, share);
      if (added.has(id)) isAdded = true;
      // Whoever else settled it has cleared it from the case first, so it cannot be missing from the share unnoticed.
      else if ((await figures.readCase(count, caseId))?.pending?.id !== id) return true;
      else isAdded = await figures.addTo(place, names, id, tick);
    }
    if (!isAdded) return false;
  }
  const { pending: _added, ...settled } = counted;
  if (await figures.keepCase(count, caseId, { ...settled, tick: counted.tick + 1 }, counted.tick))
    for (const month of Object.keys(pending.figures)) await figures.settle({ count, month, share }, id);
  return true;
}

/**
 * Counts a case as its register has it now, once whoever else does so at the same time or did before. Throws an Error
 * where others were quicker each time.
 */
async function countCase({ figures, register, definition }: Counting, count: number, caseId: string): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    const known = await figures.readCase(count, caseId);
    if (known?.pending !== undefined) {
      if (!(await addPending(figures, count, caseId, known))) break;
      continue;
    }
    // Read after what was counted of it: so what is counted now is never older.
    const entries = await register.read(caseId);
    const now = caseFigures(openEntries(entries), definition);
    const more = difference(now, known?.figures ?? {});
    if (Object.keys(more).length === 0) return;
    const before = known?.tick ?? 0;
    const tick = before + 1;
    const counted = { figures: now, tick, pending: { id: `${caseId}.${tick}`, figures: more } };
    if ((await figures.keepCase(count, caseId, counted, before)) && (await addPending(figures, count, caseId, counted)))
      return;
  }
  throw new Error('the figures of a month were changed by others each time');
}

/** Counts some cases into some counts; those of one share one after the other, so that none waits for another. */
export async function countInto(
  counting: Counting,
  counts: readonly number[],
  cases: ReadonlySet<string>,
): Promise<void> {
  const byShare = [...Map.groupBy(cases, shareOf).values()];
  await Promise.all(
    byShare.map(async (own) => {
      for (const caseId of own) for (const count of counts) await countCase(counting, count, caseId);
    }),
  );
}

/** Counts some cases into every count that is kept. */
export async function countCases(counting: Counting, cases: readonly string[]): Promise<void> {
  const { kept } = await counting.figures.counts();
  await countInto(counting, kept, new Set(cases));
}
