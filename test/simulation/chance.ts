/** Chance that can be had again: from one seed always the same numbers. */
export type Chance = {
  /** A number from 0 to below 1. */
  next(): number;
  /** A whole number from 0 to below `count`. */
  below(count: number): number;
  /** Whether something of this likelihood (0 to 1) happens. */
  happens(likelihood: number): boolean;
  /** One of several, each as likely as the others. */
  oneOf<Item>(items: readonly Item[]): Item;
};

/** Chance from a seed, by the generator mulberry32 (32 bits of state: a history needs a few thousand numbers). */
export function chanceFrom(seed: number): Chance {
  let state = seed | 0;
  function next() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    below,
    happens: (likelihood) => next() < likelihood,
    oneOf: <Item>(items: readonly Item[]) => items[below(items.length)] as Item,
  };
}
