import { type MutationKind, mutationKinds } from './mutate.ts';

/** Numbers from 0 up to 1, always the same ones for the same seed (mulberry32, public domain). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * At most `count` of the given changes, each once, in the order they are drawn. A kind is drawn by the root of how many
 * are left of it, so that the many texts and numbers do not crowd out the few sorts and patterns. The same seed draws
 * the same ones.
 */
export function drawn<M extends { kind: MutationKind }>(
  mutations: readonly M[],
  count: number,
  chance: () => number,
): M[] {
  const left = new Map(mutationKinds.map((kind) => [kind, mutations.filter((mutation) => mutation.kind === kind)]));
  const chosen: M[] = [];
  while (chosen.length < count) {
    const weights = [...left].map(([kind, ones]) => [kind, Math.sqrt(ones.length)] as const);
    const whole = weights.reduce((sum, [, weight]) => sum + weight, 0);
    if (whole === 0) break;
    let point = chance() * whole;
    const [kind] = weights.find(([, weight]) => {
      point -= weight;
      return weight > 0 && point < 0;
    }) ?? ['arith'];
    const ones = left.get(kind) ?? [];
    chosen.push(...ones.splice(Math.floor(chance() * ones.length), 1));
  }
  return chosen;
}
