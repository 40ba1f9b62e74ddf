import type { Statistics } from '../../../shared/contracts/statistics.ts';
import { csvOf } from '../../../shared/core/csv.ts';

/** Statistics as CSV: a line for each figure of each month. */
export function statisticsCsv({ service, months }: Statistics): string {
  const lines: (string | number)[][] = [['service', 'month', 'figure', 'by', 'of', 'value']];
  for (const { month, figures } of months)
    for (const { figure, by = '', of = '', value } of figures) lines.push([service, month, figure, by, of, value]);
  return csvOf(lines);
}
