/** A sentence as hasty thumbs type it: about one letter in thirty is missing, doubled, swapped or wrong. */
export function addTypos(sentence: string, chance: () => number): string {
  const letters = [...sentence];
  const slips = 1 + Math.floor(letters.length / 30);
  for (let slip = 0; slip < slips && letters.length > 2; slip++) {
    const place = 1 + Math.floor(chance() * (letters.length - 2));
    const kind = chance();
    const letter = letters[place] as string;
    if (kind < 0.35) letters.splice(place, 1);
    else if (kind < 0.6) letters.splice(place, 2, letters[place + 1] as string, letter);
    else if (kind < 0.8) letters.splice(place, 0, letter);
    else letters[place] = 'aeiorstn'[Math.floor(chance() * 8)] as string;
  }
  return letters.join('');
}
