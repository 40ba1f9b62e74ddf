import { foldText } from '../danger/fold-text.ts';

/** What streets are called in short, as people write it in addresses. */
const streets: readonly (readonly [RegExp, string])[] = [
  [/^(?:v\.?le|viale)\b\.?/, 'viale '],
  [/^(?:v|via)\b\.?/, 'via '],
  [/^(?:p\.?(?:zz)?a|piazza)\b\.?/, 'piazza '],
  [/^(?:p\.?(?:zz?)?le|piazzale)\b\.?/, 'piazzale '],
  [/^(?:c\.?so|corso)\b\.?/, 'corso '],
  [/^(?:l\.?go|largo)\b\.?/, 'largo '],
  [/^(?:vic(?:olo)?)\b\.?/, 'vicolo '],
  [/^(?:str(?:ada)?)\b\.?/, 'strada '],
  [/^(?:loc(?:alita)?)\b\.?/, 'localita '],
  [/^(?:fraz(?:ione)?)\b\.?/, 'frazione '],
];

const plain = (typed: string): string =>
  foldText(typed)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .trim();

/** An address as it is compared: no accents, marks or short names of streets, and no word before the number. */
function plainAddress(typed: string): string {
  let address = foldText(typed).trim();
  for (const [short, long] of streets) {
    if (!short.test(address)) continue;
    address = address.replace(short, long);
    break;
  }
  return plain(address.replace(/\b(?:n(?:r|um(?:ero)?)?|civ(?:ico)?)\b\s*[.°º]*\s*(?=\d)/g, ' ').replace(/n°/g, ' '))
    .replace(/(\d) ?\/ ?(\p{L})\b/gu, '$1$2')
    .replace(/(\d) (\p{L})$/u, '$1$2');
}

/**
 * By what searches are in one building: their address and municipality without what people write differently. Undefined
 * where no address was named. It says which stand side by side, and matches nobody: people do that.
 */
export function buildingOf(place: {
  address?: string | undefined;
  municipality?: string | undefined;
}): string | undefined {
  if (place.address === undefined) return undefined;
  const address = plainAddress(place.address);
  // A sign of a province behind the name, as in "Amatrice (RI)", tells no other place.
  const municipality = plain((place.municipality ?? '').replace(/\(\s*[A-Za-z]{2}\s*\)\s*$/, ''));
  return address === '' ? undefined : `${address}|${municipality}`;
}
