import type { Register } from '../../shared/shell/stores/register.ts';
import { type Counting, countInto } from './count-cases.ts';

// A register counted anew: called by on-entry-told when somebody asks for it, step by step, since a register may take
// longer than a function runs. From its beginning on, what happens is counted into the old count and into the new one;
// the new one is shown once the whole register is in it, and then the old one goes. Each step may be asked for again.

/** The next step of a recount: it begins, counts one part of so many of the register, or is shown. */
export type RecountStep = { recount: 'begin' } | { recount: 'part'; number: number; of: number } | { recount: 'show' };

/** What a step did: the number of the count that it made, and of the cases that it counted or the items that it removed. */
export type Recounted = { count: number; cases?: number; removed?: number };

/** Does one step of a recount. Throws an Error where none has begun. */
export async function recount(
  counting: Counting & { register: Pick<Register, 'read' | 'all'> },
  step: RecountStep,
): Promise<Recounted> {
  const { figures, register } = counting;
  const { shown, kept } = await figures.counts();
  const anew = kept.find((count) => count !== shown);
  if (step.recount === 'begin') {
    const count = anew ?? shown + 1;
    await figures.setCounts({ shown, kept: [shown, count] });
    return { count };
  }
  // Asked for again after it was shown: only what the old count left is to be removed.
  if (step.recount === 'show') {
    const count = anew ?? shown;
    await figures.setCounts({ shown: count, kept: [count] });
    return { count, removed: await figures.tidy() };
  }
  if (anew === undefined) throw new Error('no recount has begun');
  let cases = 0;
  for await (const entries of register.all({ number: step.number, of: step.of })) {
    const codes = [...new Set(entries.map(({ caseId }) => caseId))];
    await countInto(
      counting,
      [anew],
      codes.map((caseId) => ({ caseId })),
    );
    cases += codes.length;
  }
  return { count: anew, cases };
}
