import type { PublicLine } from '../../../shared/contracts/content/view.ts';
import { foldText } from '../../../shared/core/danger/fold-text.ts';

/** Words of two letters and fewer tell pages apart from nothing. */
const wordsOf = (text: string) =>
  foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);

/** The lines in which words of a question begin words of the title or the summary, the most of them first. */
export function findContents(lines: readonly PublicLine[], query: string): PublicLine[] {
  const sought = wordsOf(query).map((word) => word.slice(0, Math.max(4, word.length - 2)));
  return lines
    .map((line) => {
      const title = wordsOf(line.title);
      const summary = wordsOf(line.summary);
      const score = sought.reduce(
        (sum, word) =>
          sum + (title.some((one) => one.startsWith(word)) ? 3 : summary.some((one) => one.startsWith(word)) ? 1 : 0),
        0,
      );
      return { line, score };
    })
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, 20)
    .map(({ line }) => line);
}
