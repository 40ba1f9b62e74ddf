import { buckets, divisor, type Ear, featuresOfRun, mostAlarmingRun, type RunFeatures, wordFeatures } from './ear.ts';

const rate = 0.15;

/** A sentence to learn from: whether somebody's life is in danger in it, and how much it counts. */
export type Lesson = { text: string; danger: boolean; weight: number };

/** Numbers from 0 up to 1 that look like chance and are the same at every run. */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x1_0000_0000;
  };
}

function shuffle<Item>(items: Item[], chance: () => number) {
  for (let index = items.length - 1; index > 0; index--) {
    const other = Math.floor(chance() * (index + 1));
    [items[index], items[other]] = [items[other] as Item, items[index] as Item];
  }
}

/**
 * Logistic regression by AdaGrad. A message without danger is taught by its most alarming run, for that is what will be
 * heard of it; a sentence of danger is taught whole. The same lessons in the same order give the same weights.
 */
export function trainEar(lessons: readonly Lesson[], epochs = 8): Ear {
  const weights = new Float32Array(buckets);
  const squares = new Float32Array(buckets).fill(0.02);
  const ear = { weights, scale: 1, bias: 0 };
  let biasSquares = 0.02;
  const chance = seededChance(112);
  const prepared = lessons.map(({ text, danger, weight }) => ({ features: wordFeatures(text), danger, weight }));
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(prepared, chance);
    for (const { features, danger, weight } of prepared) {
      const run = pickRun(ear, features, danger, epoch);
      if (run === undefined) continue;
      const found = featuresOfRun(features, run);
      const share = 1 / divisor(found.length);
      let sum = 0;
      for (const feature of found) sum += weights[feature] as number;
      const error = (1 / (1 + Math.exp(-(ear.bias + sum * share))) - (danger ? 1 : 0)) * weight;
      for (const feature of found) {
        const slope = error * share + 1e-6 * (weights[feature] as number);
        squares[feature] = (squares[feature] as number) + slope * slope;
        weights[feature] = (weights[feature] as number) - (rate * slope) / Math.sqrt(squares[feature] as number);
      }
      biasSquares += error * error;
      ear.bias -= (rate * error) / Math.sqrt(biasSquares);
    }
  }
  return ear;
}

function pickRun(
  ear: Ear,
  features: RunFeatures[],
  danger: boolean,
  epoch: number,
): { from: number; to: number } | undefined {
  if (features.length === 0) return undefined;
  const whole = { from: 0, to: features.length };
  return (danger || epoch === 0) && features.length <= 16 ? whole : mostAlarmingRun(ear, features);
}

/** Weights in one byte each: the largest 0.05 % are cut off, so that the many small ones keep their differences. */
export function inBytes(ear: Ear): Ear {
  const sizes = [...ear.weights].map(Math.abs).sort((one, other) => other - one);
  const step = (sizes[Math.floor(sizes.length * 0.0005)] as number) / 127;
  const weights = Int8Array.from(ear.weights as Float32Array, (weight) =>
    Math.max(-127, Math.min(127, Math.round(weight / step))),
  );
  return { weights, scale: step, bias: ear.bias };
}
