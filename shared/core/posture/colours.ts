import { type Colour, colours } from '../../contracts/bulletin.ts';

const words: Record<string, Colour> = {
  'NESSUNA ALLERTA': 'green',
  'ALLERTA VERDE': 'green',
  'ALLERTA GIALLA': 'yellow',
  'ALLERTA ARANCIONE': 'orange',
  'ALLERTA ROSSA': 'red',
};

/** What may stand before each colour: the degree of criticality, with or without the risk that it is for. */
const degrees: Record<Colour, RegExp> = {
  green: /^ASSENZA DI FENOMENI SIGNIFICATIVI PREVEDIBILI$/,
  yellow: /^ORDINARIA( CRITICITA.?)?( PER RISCHIO [A-Z]+)?$/,
  orange: /^MODERATA( CRITICITA.?)?( PER RISCHIO [A-Z]+)?$/,
  red: /^ELEVATA( CRITICITA.?)?( PER RISCHIO [A-Z]+)?$/,
};

/**
 * The colour that a bulletin's value tells, such as `Moderata per rischio idraulico / ALLERTA ARANCIONE`; undefined for
 * a value that is none of the known ones or whose two halves disagree: such a value is never green.
 */
export function colourOf(value: string): Colour | undefined {
  const parts = value
    .toUpperCase()
    .split('/')
    .map((part) =>
      part
        .replace(/\s+/g, ' ')
        .replace(/[\s:;.,]+$/, '')
        .trim(),
    );
  const colour = words[parts.at(-1) ?? ''];
  if (colour === undefined || parts.length > 2) return undefined;
  const degree = parts.length === 2 ? (parts[0] as string) : undefined;
  return degree === undefined || degrees[colour].test(degree) ? colour : undefined;
}

const feared: readonly (readonly [Colour, RegExp])[] = [
  ['red', /ROSS[AOEI](?![A-Z])|\bELEVATA\b|\bRED\b/],
  ['orange', /ARANCI(?:O|A|E|ONE|ONI)(?![A-Z])|\bMODERATA\b|\bORANGE\b/],
  ['yellow', /GIALL[AOEI](?![A-Z])|\bORDINARIA\b|\bYELLOW\b/],
];

/**
 * The worst colour above green that any word of a value tells, for values that `colourOf` does not understand or whose
 * two halves contradict each other: of two the worse counts. Undefined where no word tells of danger.
 */
export function fearedColourOf(value: string): Colour | undefined {
  const words = value.toUpperCase();
  return feared.find(([, told]) => told.test(words))?.[0];
}

const namedAlerts: readonly (readonly [Colour, RegExp])[] = [
  ['red', /\bALLERTA\s+ROSSA\b|\bRED\b.{0,40}\b(?:ALERT|WARNING)\b/],
  ['orange', /\bALLERTA\s+ARANCIONE\b|\bORANGE\b.{0,40}\b(?:ALERT|WARNING)\b/],
  ['yellow', /\bALLERTA\s+GIALLA\b|\bYELLOW\b.{0,40}\b(?:ALERT|WARNING)\b/],
];

/**
 * The worst colour that the words of an event name as that of its alert, such as `ELEVATA CRITICITA' / ALLERTA ROSSA`;
 * undefined where they name none.
 */
export function alertNamedIn(event: string): Colour | undefined {
  const words = event.slice(0, 2_000).toUpperCase();
  return namedAlerts.find(([, named]) => named.test(words))?.[0];
}

/** The worst of some colours; green when there are none. */
export function worstOf(some: readonly Colour[]): Colour {
  return some.reduce<Colour>((worst, colour) => (isWorse(colour, worst) ? colour : worst), 'green');
}

/** True when the first colour tells of more danger than the second. */
export function isWorse(one: Colour, other: Colour): boolean {
  return colours.indexOf(one) > colours.indexOf(other);
}
