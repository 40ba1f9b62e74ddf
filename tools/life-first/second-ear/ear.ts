import { foldText } from '../../../shared/core/danger/fold-text.ts';

/** Buckets into which words and letters are hashed; a power of two. */
export const buckets = 1 << 15;

/**
 * The longest run of words that is heard as one. A text is as alarming as its most alarming run, so more text never
 * silences.
 */
const longestRun = 16;

/** Added to the number of features of a run before it divides: a run of two words must not weigh like a sentence. */
const damping = 24;

/** What a text is heard with: one weight per bucket; `scale` turns the sum of weights into a score. */
export type Ear = { weights: Int8Array | Float32Array; scale: number; bias: number };

/** By what the sum of a run of so many features is divided: their number, damped, to the power of three quarters. */
export function divisor(count: number): number {
  const root = Math.sqrt(count + damping);
  return root * Math.sqrt(root);
}

function hash(text: string, seed: number): number {
  let mixed = seed;
  for (let index = 0; index < text.length; index++) mixed = Math.imul(mixed ^ text.charCodeAt(index), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return ((mixed ^ (mixed >>> 12)) >>> 0) & (buckets - 1);
}

/** As people type in haste: what stands for a word, letters held too long, k for ch. */
const inFull: Record<string, string> = { nn: 'non', cn: 'con', x: 'per', sn: 'sono', ke: 'che', '🆘': 'sos' };

function foldWord(word: string): string {
  const folded = foldText(word);
  return inFull[folded] ?? folded.replace(/(.)\1+/gu, '$1');
}

const wordsOf = (text: string): string[] => (text.match(/[\p{L}\p{N}\p{M}]+|🆘/gu) ?? []).map(foldWord);

/** What each word brings to a run: features of its own, and those that it makes with the one or two words before it. */
export type RunFeatures = { own: number[]; withBefore: number[]; withSecondBefore: number[] };

function featuresOf(word: string, before: string | undefined, second: string | undefined): RunFeatures {
  const own = [hash(word, 0x811c9dc5)];
  const framed = `<${word}>`;
  if (word.length > 3)
    for (let size = 4; size <= 5; size++)
      for (let from = 0; from + size <= framed.length; from++)
        own.push(hash(framed.slice(from, from + size), 0x3c6ef372));
  return {
    own,
    withBefore: before === undefined ? [] : [hash(`${before} ${word}`, 0x1b873593)],
    withSecondBefore: second === undefined ? [] : [hash(`${second} ${word}`, 0x5bd1e995)],
  };
}

/** The features of each word of a text, in its order. */
export const wordFeatures = (text: string): RunFeatures[] => {
  const words = wordsOf(text);
  return words.map((word, index) => featuresOf(word, words[index - 1], words[index - 2]));
};

/** A run of words: the places of its first word and of the word after its last, and how alarming it is. */
export type Run = { from: number; to: number; score: number };

const sumOf = (weights: Ear['weights'], features: number[]) =>
  features.reduce((sum, feature) => sum + (weights[feature] as number), 0);

/** The most alarming run of at most 16 words; undefined where there is no word. */
export function mostAlarmingRun({ weights, scale, bias }: Ear, features: RunFeatures[]): Run | undefined {
  const own = features.map((word) => sumOf(weights, word.own));
  const withBefore = features.map((word) => sumOf(weights, word.withBefore));
  const withSecond = features.map((word) => sumOf(weights, word.withSecondBefore));
  let best: Run | undefined;
  for (let from = 0; from < features.length; from++) {
    let sum = 0;
    let count = 0;
    for (let to = from; to < Math.min(from + longestRun, features.length); to++) {
      sum += own[to] as number;
      count += (features[to] as RunFeatures).own.length;
      if (to > from) {
        sum += withBefore[to] as number;
        count += 1;
      }
      if (to > from + 1) {
        sum += withSecond[to] as number;
        count += 1;
      }
      const score = bias + (scale * sum) / divisor(count);
      if (best === undefined || score > best.score) best = { from, to: to + 1, score };
    }
  }
  return best;
}

/** All features of one run. */
export const featuresOfRun = (features: RunFeatures[], { from, to }: Pick<Run, 'from' | 'to'>): number[] =>
  features
    .slice(from, to)
    .flatMap((word, index) => [
      ...word.own,
      ...(index > 0 ? word.withBefore : []),
      ...(index > 1 ? word.withSecondBefore : []),
    ]);

/** How alarming a text is; a text without words is not. */
export const scoreOf = (ear: Ear, text: string): number =>
  mostAlarmingRun(ear, wordFeatures(text))?.score ?? Number.NEGATIVE_INFINITY;
