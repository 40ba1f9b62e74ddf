import type { EntryTold } from '../../shared/contracts/entry-told.ts';
import type { PreparedService } from '../../shared/contracts/service.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { type CountedCase, type FiguresStore, shareOf } from '../../shared/shell/stores/figures.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { caseFigures, difference, sumOf } from './rules/case-figures.ts';

// Called by on-entry-told for the cases that something was told of, and by whoever counts a register anew.
//
// What a case adds to a month is more than one write, so it is written down before it is added: the case's own item says
// what is pending, under which id and for which share of the months; each share remembers the ids that were added to it
// until their case has nothing pending any more. Cases that are counted together have one share, which changes once for
// all of them. Whoever dies half-way has it finished by whoever comes next, and of two who do it at once each finds out
// what the other did: a share is read, then the cases, then the share is changed on the condition that nobody changed it
// since.

/** What is counted: of which register, by which rules, into what. */
export type Counting = {
  figures: FiguresStore;
  register: Pick<Register, 'read'>;
  definition: PreparedService;
};

/** A case that is to be counted, and its first entry where nothing else is told of it. */
export type CaseToCount = { caseId: string; first?: Pick<EntryTold, 'at' | 'events'> };

/** Rounds in which somebody else was quicker each time, before it comes back as a message. */
const rounds = 50;

/** Cases that are counted together: as many as the queue gives at once. */
const together = 10;

/** A case that was counted and is not yet added everywhere. */
type Pending = { caseId: string; counted: CountedCase; pending: NonNullable<CountedCase['pending']> };

const pendingIn = (counted: ReadonlyMap<string, CountedCase>): Pending[] =>
  [...counted].flatMap(([caseId, one]) =>
    one.pending === undefined ? [] : [{ caseId, counted: one, pending: one.pending }],
  );

const idsOf = (all: readonly Pending[]) => all.map(({ pending }) => pending.id);

/** Adds to one share of a month what cases have pending for it; false where it was changed again and again. */
async function addToShare(
  figures: FiguresStore,
  place: { count: number; month: string; share: number },
  all: readonly Pending[],
): Promise<boolean> {
  const { count, month, share } = place;
  let waiting = all.filter(({ pending }) => pending.figures[month] !== undefined);
  for (let round = 0; round < rounds && waiting.length > 0; round += 1) {
    const { tick, added } = await figures.readShare(count, month, share);
    waiting = waiting.filter(({ pending }) => !added.has(pending.id));
    if (waiting.length === 0) return true;
    const known = await figures.readCases(
      count,
      waiting.map(({ caseId }) => caseId),
    );
    // Whoever else settled one has cleared it from the case first, so it cannot be missing from the share unnoticed.
    waiting = waiting.filter(({ caseId, pending }) => known.get(caseId)?.pending?.id === pending.id);
    if (waiting.length === 0) return true;
    const more = sumOf(waiting.map(({ pending }) => ({ [month]: pending.figures[month] ?? {} })));
    if (await figures.addTo(place, more[month] ?? {}, idsOf(waiting), tick)) return true;
  }
  return waiting.length === 0;
}

/** Whether it settled what cases of one share had pending; false where that share was changed again and again. */
async function addPending(figures: FiguresStore, count: number, share: number, all: readonly Pending[]) {
  const months = [...new Set(all.flatMap(({ pending }) => Object.keys(pending.figures)))];
  for (const month of months) if (!(await addToShare(figures, { count, month, share }, all))) return false;
  const settled = await Promise.all(
    all.map(async (one) => {
      const { figures: counted, tick } = one.counted;
      const isOurs = await figures.keepCase(count, one.caseId, { figures: counted, tick: tick + 1 }, tick);
      return isOurs ? [one] : [];
    }),
  );
  for (const month of months) {
    const ids = idsOf(settled.flat().filter(({ pending }) => pending.figures[month] !== undefined));
    if (ids.length > 0) await figures.settle({ count, month, share }, ids);
  }
  return true;
}

/** Begins to count a case as its register has it now; `open` is to be tried again, because somebody else was quicker. */
async function beginCase(
  { figures, register, definition }: Counting,
  { caseId, first }: CaseToCount,
  { count, share, known }: { count: number; share: number; known: CountedCase | undefined },
): Promise<Pending | 'open' | 'done'> {
  // Read after what was counted of it: so what is counted now is never older. Of whom nothing was counted, the first
  // entry is enough: whatever is told later is counted when it comes.
  const entries = known === undefined && first !== undefined ? [first] : await register.read(caseId);
  const now = caseFigures(openEntries(entries), definition);
  const more = difference(now, known?.figures ?? {});
  const before = known?.tick ?? 0;
  if (Object.keys(more).length === 0) {
    // Should its first entry come once more, it must not be counted as if nothing had followed.
    if (known !== undefined || entries.length < 2) return 'done';
    return (await figures.keepCase(count, caseId, { figures: now, tick: 1 }, 0)) ? 'done' : 'open';
  }
  const tick = before + 1;
  const pending = { id: `${caseId}.${tick}`, share, figures: more };
  const counted = { figures: now, tick, pending };
  return (await figures.keepCase(count, caseId, counted, before)) ? { caseId, counted, pending } : 'open';
}

/**
 * Counts some cases as their register has them now, once whoever else does so at the same time or did before. Throws an
 * Error where others were quicker each time.
 */
async function countTogether(counting: Counting, count: number, cases: readonly CaseToCount[]): Promise<void> {
  const { figures } = counting;
  let open = cases;
  for (let round = 0; round < rounds && open.length > 0; round += 1) {
    const known = await figures.readCases(
      count,
      open.map(({ caseId }) => caseId),
    );
    const left = pendingIn(known);
    for (const [share, own] of Map.groupBy(left, ({ pending }) => pending.share))
      if (!(await addPending(figures, count, share, own))) throw changedEachTime();
    if (left.length > 0) continue;
    const share = shareOf(open[0]?.caseId ?? '');
    const begun = await Promise.all(
      open.map(async (one) => {
        const became = await beginCase(counting, one, { count, share, known: known.get(one.caseId) });
        return { one, became };
      }),
    );
    const pending = begun.flatMap(({ became }) => (typeof became === 'string' ? [] : [became]));
    const isAdded = await addPending(figures, count, share, pending);
    open = begun.flatMap(({ one, became }) =>
      became === 'open' || (became !== 'done' && !isAdded) ? [{ caseId: one.caseId }] : [],
    );
  }
  if (open.length > 0) throw changedEachTime();
}

const changedEachTime = () => new Error('the figures of a month were changed by others each time');

/** Counts some cases into some counts; those of one share one after the other, so that none waits for another. */
export async function countInto(
  counting: Counting,
  counts: readonly number[],
  cases: readonly CaseToCount[],
): Promise<void> {
  const parts = Array.from({ length: Math.ceil(cases.length / together) }, (_none, part) =>
    cases.slice(part * together, (part + 1) * together),
  );
  const byShare = [...Map.groupBy(parts, ([first]) => shareOf(first?.caseId ?? '')).values()];
  await Promise.all(
    byShare.map(async (own) => {
      for (const part of own) for (const count of counts) await countTogether(counting, count, part);
    }),
  );
}

/** Counts the cases that a register tells of into every count that is kept. */
export async function countCases(
  counting: Counting,
  told: readonly Pick<EntryTold, 'caseId' | 'version' | 'at' | 'events'>[],
): Promise<void> {
  const { kept } = await counting.figures.counts();
  const cases = [...Map.groupBy(told, ({ caseId }) => caseId)].map(([caseId, [first, ...others]]) =>
    first?.version === 1 && others.every(({ version }) => version === 1) ? { caseId, first } : { caseId },
  );
  await countInto(counting, kept, cases);
}
