import { foldText } from '../../shared/core/danger/fold-text.ts';

const wordPairs = (text: string): Set<string> => {
  const words = foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.length === 1 ? words : words.slice(1).map((word, index) => `${words[index]} ${word}`));
};

/**
 * Pairs of texts (by their place) that share at least half of the word pairs of the shorter one: variants of one
 * sentence. Each text is compared only with those that have a word pair in common with it.
 */
export function findVariants(texts: readonly string[]): [number, number][] {
  const pairs = texts.map(wordPairs);
  const seenIn = new Map<string, number[]>();
  const variants: [number, number][] = [];
  pairs.forEach((own, index) => {
    const shared = new Map<number, number>();
    for (const pair of own) for (const other of seenIn.get(pair) ?? []) shared.set(other, (shared.get(other) ?? 0) + 1);
    for (const [other, count] of shared)
      if (2 * count >= Math.min(own.size, (pairs[other] as Set<string>).size)) variants.push([other, index]);
    for (const pair of own) seenIn.set(pair, [...(seenIn.get(pair) ?? []), index]);
  });
  return variants;
}
