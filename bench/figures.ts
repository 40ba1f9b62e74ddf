/** The middle value, or the mean of the two middle ones; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The value below which a part of all lies, 0.99 for p99; 0 for none. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

/** A figure for people: thousands parted, decimals only where they say something. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Median with lowest and highest, such as `1,223 [1,122–1,260]`; alone when there is one value. */
export function spread(values: readonly number[]): string {
  if (values.length < 2) return figure(median(values));
  return `${figure(median(values))} [${figure(Math.min(...values))}–${figure(Math.max(...values))}]`;
}

/** A ratio against its goal: `0.74 (goal ≥ 0.7, met)`. */
export function against(value: number, relation: '≥' | '≤', goal: number): string {
  const met = relation === '≥' ? value >= goal : value <= goal;
  return `${figure(value)} (goal ${relation} ${goal}, ${met ? 'met' : '**missed**'})`;
}

/** A table in Markdown. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_title, column) => (column === 0 ? '---' : '---:'))), ...rows.map(line)].join(
    '\n',
  );
}

const start = '<!-- bench:start -->';
const end = '<!-- bench:end -->';

/** A page with what stands between its bench marks replaced; throws an Error when the marks are not there. */
export function withFigures(page: string, figures: string): string {
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`the page has no ${start} … ${end}`);
  return `${page.slice(0, from + start.length)}\n${figures.trim()}\n${page.slice(to)}`;
}
