import type { TracingHandOver } from '../../../shared/contracts/tracing.ts';
import { csvOf } from '../../../shared/core/csv.ts';
import { toldOfPerson } from '../../../shared/core/tracing/tracing.ts';

const columns = ['code', ...toldOfPerson, 'phone', 'email', 'receivedAt'] as const;

/** A list that is handed over as CSV, in UTF-8 with the mark that spreadsheets know it by: a line for each search. */
export function handOverCsv({ buildings }: TracingHandOver): string {
  const lines = buildings.flatMap(({ building = '', searches }) =>
    searches.map((one) => [building, ...columns.map((column) => one[column] ?? '')]),
  );
  return `\ufeff${csvOf([['building', ...columns], ...lines])}`;
}
