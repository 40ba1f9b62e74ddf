/**
 * Runs a command line tool: `--help` prints what it does and how it is called, a failure ends it with one readable
 * sentence and exit code 1.
 */
export async function asTool(help: string, work: () => Promise<void>): Promise<void> {
  const given = process.argv.slice(2);
  if (given.includes('--help') || given.includes('-h')) {
    console.log(help.trim());
    return;
  }
  try {
    await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isCall = code?.startsWith('ERR_PARSE_ARGS');
    console.error(isCall ? `${message}\n\n${help.trim()}` : error instanceof Error ? message : error);
    process.exitCode = 1;
  }
}

/** A table for people: columns as wide as they must be, figures to the right, words to the left. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const figures = head.map(
    (_title, column) => rows.length > 0 && rows.every((row) => /^[\d.,]*$/.test(row[column] ?? '')),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (figures[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
