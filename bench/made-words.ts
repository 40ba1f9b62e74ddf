/** How many different words people write, and how many different surnames they have. */
export const [vocabulary, surnames] = [20_000, 8_000];

/** Chance that is the same in every run, from 0 to below 1 (mulberry32). */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const syllables = [
  'ba',
  'co',
  'di',
  'fe',
  'go',
  'la',
  'mi',
  'no',
  'pu',
  'ra',
  'se',
  'ti',
  'va',
  'zo',
  'tra',
  'ste',
  'bri',
  'glo',
];
/** A made-up word by its number, spelled as Italian is. */
const spelled = (number: number, ending: string): string => {
  let [word, left] = ['', number + 20];
  while (left > 0) {
    word += syllables[left % syllables.length];
    left = Math.floor(left / syllables.length);
  }
  return `${word}${ending}`;
};
/** A made-up surname by its number. */
export const surnameOf = (number: number) => spelled(number, 'ni');
/** The number of a word, as often as in letters: the first a hundred times as often as the hundredth (Zipf). */
export const drawnWord = (chance: () => number) => Math.floor(vocabulary ** chance()) - 1;
/** A made-up word by its number. */
export const wordOf = (rank: number) => spelled(rank, 'nto');
