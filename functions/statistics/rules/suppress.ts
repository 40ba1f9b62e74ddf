// Small numbers are nobody's business: behind four cases of a kind in a month may stand somebody whom a neighbour knows.
// One to four are told as `<5`, and as many others beside them are held back as it takes so that none of them can be
// worked out by subtraction (complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4).
// A zero is told: behind it is nobody, and a center that owes nobody anything may say so.

/** Below this a number is not told, unless it is zero. */
export const smallestTold = 5;

/**
 * A number as it is told: itself; `<5` for one to four; `≥5` where it is held back so that a smaller one beside it cannot
 * be worked out; `*` where nothing is told, not even whether it is small.
 */
export type Told = number | '<5' | '≥5' | '*';

const isSmall = (value: number): boolean => value > 0 && value < smallestTold;
const sumOf = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0);

/** A number that is a whole, as it is told by itself. */
export const toldWhole = (value: number): Told => (isSmall(value) ? '<5' : value);

/** Whether some small parts and some that are held back leave open what each of the small ones is; their sum is known. */
function isOpen(small: readonly number[], heldBack: readonly number[]): boolean {
  const sum = sumOf(small);
  // Small ones alone: several, and neither all of them one nor all of them four.
  if (heldBack.length === 0) return small.length > 1 && sum > small.length && sum < (smallestTold - 1) * small.length;
  // Beside some of which each is five or more: one of the small may be one more than one.
  return sum - small.length + sumOf(heldBack.map((value) => value - smallestTold)) > 0;
}

/**
 * The parts of a whole as they are told beside it, where the whole is told as itself: the smallest of the others are held
 * back until nothing small can be worked out, or where that does not help, all of them.
 */
export function toldParts(parts: readonly number[]): Told[] {
  const small = parts.filter(isSmall);
  if (small.length === 0) return [...parts];
  const others = parts
    .map((value, place) => ({ value, place }))
    .filter(({ value }) => value >= smallestTold)
    .sort((one, other) => one.value - other.value);
  for (let count = 0; count <= others.length; count += 1) {
    const heldBack = others.slice(0, count);
    const values = heldBack.map(({ value }) => value);
    if (!isOpen(small, values)) continue;
    const places = new Set(heldBack.map(({ place }) => place));
    return parts.map((value, place) => (isSmall(value) ? '<5' : places.has(place) ? '≥5' : value));
  }
  return parts.map(() => '*');
}

/** The parts of a whole by how that is told: where it is not told as itself nothing is, since the parts would tell of it. */
export const toldPartsOf = (whole: Told, parts: readonly number[]): Told[] =>
  typeof whole === 'number' ? toldParts(parts) : parts.map(() => '*');
