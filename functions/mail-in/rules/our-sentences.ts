import { foldText } from '../../../shared/core/danger/fold-text.ts';

/** Words in a row that only who repeats us writes. */
const inARow = 5;

type Said = { word: string; from: number; to: number };

function wordsOf(text: string): Said[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: written, index }) => ({
    word: foldText(written),
    from: index,
    to: index + written.length,
  }));
}

/** The rows of words that stand in texts which a service sends: made once, asked for each mail. */
export function rowsIn(texts: readonly string[]): ReadonlySet<string> {
  const rows = new Set<string>();
  for (const text of texts) {
    const words = wordsOf(text).map(({ word }) => word);
    for (let at = 0; at + inARow <= words.length; at += 1) rows.add(words.slice(at, at + inARow).join(' '));
  }
  return rows;
}

/**
 * A text without what the service itself says, however a mail program quotes and breaks it: where five words in a row
 * are ours, they are, and a point stands for them.
 */
export function withoutRows(text: string, rows: ReadonlySet<string>): string {
  const words = wordsOf(text);
  const ours = new Uint8Array(words.length);
  for (let at = 0; at + inARow <= words.length; at += 1) {
    const row = words.slice(at, at + inARow);
    if (rows.has(row.map(({ word }) => word).join(' '))) ours.fill(1, at, at + inARow);
  }
  let kept = '';
  let end = 0;
  for (const [at, { from, to }] of words.entries()) {
    if (ours[at] === 0) continue;
    if (from > end) kept += text.slice(end, from);
    if (ours[at - 1] !== 1) kept += ' . ';
    end = to;
  }
  return kept + text.slice(end);
}

/** Whether five words in a row of a text are ours. */
export function repeats(text: string, rows: ReadonlySet<string>): boolean {
  const words = wordsOf(text).map(({ word }) => word);
  return words.some((_word, at) => at + inARow <= words.length && rows.has(words.slice(at, at + inARow).join(' ')));
}
