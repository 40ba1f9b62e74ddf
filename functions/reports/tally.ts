import { casesSince, type Sources } from './cases-since.ts';
import { countCases, emptyTally, type Figures, noFigures, noteEntry, type Question } from './rules/report.ts';

/**
 * Counts for a report what a register has since the day before the declaration, until it is through or a bound is
 * reached: entries, and milliseconds. What is kept of cases that were counted is their figures alone.
 */
export async function figuresOf(
  sources: Sources,
  question: Question,
  bounds: { entries: number; milliseconds: number },
): Promise<{ figures: Figures; complete: boolean; milliseconds: number }> {
  const figures = noFigures(question);
  const startedAt = Date.now();
  for await (const entries of casesSince(sources, { from: question.before.from, asOf: question.asOf })) {
    const tally = emptyTally();
    for (const entry of entries) noteEntry(tally, entry);
    countCases(figures, question, tally);
    const milliseconds = Date.now() - startedAt;
    if (figures.entries >= bounds.entries || milliseconds >= bounds.milliseconds)
      return { figures, complete: false, milliseconds };
  }
  return { figures, complete: true, milliseconds: Date.now() - startedAt };
}
