/** What tries are counted of, and how many of them may be wrong in a quarter of an hour. */
export interface Tried {
  of: string;
  most: number;
}

/** A quarter of an hour, in milliseconds. */
const windowLength = 900_000;

/** Wrong second facts in a quarter of an hour for one code: ten million numbers would take it some 28 years. */
const mostOfCode = 10;
/**
 * Wrong second facts in a quarter of an hour from one address. A whole town may share the address of a mobile operator,
 * and its people mistype: so more than for a code, where ten are enough for anybody.
 */
const mostOfAddress = 30;

/** The beginning of the quarter of an hour that an instant is in, as epoch milliseconds. */
export const windowOf = (now: Date): number => now.getTime() - (now.getTime() % windowLength);

/** Seconds until that quarter of an hour is over, one at least. */
export const secondsLeft = (now: Date): number =>
  Math.max(1, Math.ceil((windowOf(now) + windowLength - now.getTime()) / 1000));

/** What is counted when a second fact is told: the code, and the address, of which only a digest is kept. */
export const triesOf = (code: string, addressDigest: string): Tried[] => [
  { of: `code ${code}`, most: mostOfCode },
  { of: `address ${addressDigest}`, most: mostOfAddress },
];

/**
 * The address that a request came from, by its X-Forwarded-For: CloudFront writes the viewer's behind what the viewer
 * sent, and API Gateway writes CloudFront's behind that. Of IPv6 the network (64 bits), which one household has whole.
 */
export function viewerAddress(forwardedFor: string | undefined): string {
  const written = (forwardedFor ?? '').split(',').map((part) => part.trim());
  const address = written.at(-2) ?? written.at(-1) ?? '';
  if (!address.includes(':') || address.includes('.')) return address;
  const [before = '', after] = address.split('::');
  const [front, back] = [before, after ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const zeros = after === undefined ? 0 : Math.max(0, 8 - (front?.length ?? 0) - (back?.length ?? 0));
  const groups = [...(front ?? []), ...Array<string>(zeros).fill('0'), ...(back ?? [])];
  return groups
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':');
}
