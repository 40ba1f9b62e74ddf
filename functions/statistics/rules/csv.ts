import type { Statistics } from '../../../shared/contracts/statistics.ts';

/** A field as RFC 4180 has it; what a spreadsheet would take for a formula is told as text. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Statistics as CSV (RFC 4180: UTF-8, a comma, CRLF): a line for each figure of each month. */
export function statisticsCsv({ service, months }: Statistics): string {
  const lines: (string | number)[][] = [['service', 'month', 'figure', 'by', 'of', 'value']];
  for (const { month, figures } of months)
    for (const { figure, by = '', of = '', value } of figures) lines.push([service, month, figure, by, of, value]);
  return lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
}
