import type { Mark, MarkedThing } from '../../../shared/contracts/contribution.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import territory from '../../../shared/core/knowledge/territory.json' with { type: 'json' };
import { capitalised, givenNames, morePlaces } from './known-names.ts';

type Found = { from: number; to: number; what: MarkedThing };

const places: ReadonlySet<string> = new Set([
  ...morePlaces,
  ...[...territory.regions, ...territory.provinces]
    .flatMap((row) => String(row[1]).split(/[/\s-]+/))
    .filter((word) => word.length > 3),
]);

/** What has a shape of its own, the more certain first: where two meet the first holds. */
const shapes: readonly { what: MarkedThing; pattern: RegExp; least?: number }[] = [
  { what: 'email', pattern: /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu },
  // ISO 13616: two letters, two digits, up to thirty letters and digits, in groups or without.
  {
    what: 'iban',
    pattern: /\b[a-z]{2}\d{2}(?:[ ]?[a-z0-9]{1,4}){3,9}\b(?<=(?:\d[ ]?){6}[a-z0-9 ]{0,20})/gi,
    least: 15,
  },
  // D.M. 23 December 1976, with the letters that stand for digits where two persons would have one code.
  {
    what: 'fiscal-code',
    pattern: /\b[a-z]{6}[\dlmnp-v]{2}[a-ehlmpr-t][\dlmnp-v]{2}[a-z][\dlmnp-v]{3}[a-z]\b/gi,
  },
  { what: 'receipt-code', pattern: /\b[a-z]{2,4}(?:[ .–-]?[0-9a-hjkmnp-tv-zoil]{4}){4}\b(?<=\d.{0,22})/gi },
  { what: 'plate', pattern: /\b[a-hj-npr-tv-z]{2}[ -]?\d{3}[ -]?[a-hj-npr-tv-z]{2}\b/gi },
  // Seven digits at least, with or without a country code, in groups however they are parted.
  {
    what: 'phone',
    pattern: /(?<![\p{L}\d])(?:\+|00)?\(?\d{1,5}\)?(?:[ ./-]{0,3}\(?\d{1,8}\)?){1,6}(?![\p{L}\d])/gu,
    least: 7,
  },
];
const date = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/;

/** An alternation of words, each as it stands and with a capital. */
const eitherCase = (words: string) =>
  words.replace(/(^|\||\(\?:)(\p{Ll})/gu, (_all, before, letter) => `${before}[${letter}${letter.toUpperCase()}]`);

/** A word with a capital, its apostrophes and hyphens with it. */
const capital = String.raw`\p{Lu}[\p{L}]*(?:[’'-]\p{L}+)*`;
const particle = `(?:de|di|del|della|dei|da|d’|lo|la|el|al|van|von|zu|bin|ben)`;
const nameTail = `(?: (?:${particle} )?${capital})*`;
const roads = eitherCase(
  '(?:via|viale|vicolo|piazza|piazzale|piazzetta|corso|largo|lungomare|lungotevere|contrada|borgo|frazione|rione|strada|salita|calle|campo)',
);
const streets: readonly RegExp[] = [
  new RegExp(
    String.raw`(?<!\p{L})${roads}(?: (?:dei|degli|delle|della|del|di|da))?(?: ${capital})+(?:,? (?:n\. ?)?\d+\w?)?`,
    'gu',
  ),
  new RegExp(String.raw`${capital}(?:straße|strasse|gasse|platz|weg|allee)(?: \d+\w?)?`, 'gu'),
  new RegExp(String.raw`(?:\d+ )?${capital} (?:Street|Road|Avenue|Lane|Square|Straße)`, 'gu'),
];
const honorific = eitherCase(
  String.raw`(?:signora|signor|signore|sig\.ra|sig\.|dottoressa|dottor|dott\.ssa|dott\.|dr\.?|professoressa|professor|prof\.ssa|prof\.|avvocato|avv\.|ingegner|ing\.|don|suor|padre|maestra|maestro|mrs\.?|mr\.?|ms\.?|miss|herrn?|frau|fräulein)`,
);
const kin = eitherCase(
  `(?:nonn[ao]|zi[ao]|mamma|papà|madre|figli[ao]|marito|moglie|compagn[ao]|fratello|sorella|cognat[ao]|suocer[ao]|nipote|cugin[ao]|amic[ao]|vicin[ao]|badante|ex|son|daughter|husband|wife|brother|sister|mother|father|friend|Tochter|Sohn|Mann|Mutter|Vater|Bruder|Schwester)`,
);
const called = eitherCase(
  '(?:mi chiamo|si chiama|si chiamano|sono la mamma di|sono il papà di|my name is|i am called|ich heiße|mein [Nn]ame ist|heißt)',
);
const introduced: readonly RegExp[] = [
  new RegExp(String.raw`(?<!\p{L})${honorific} ${capital}${nameTail}`, 'gu'),
  new RegExp(String.raw`(?<=(?<!\p{L})${called} )\p{L}+(?:[’'-]\p{L}+)*${nameTail}`, 'gu'),
  new RegExp(String.raw`(?<=(?<!\p{L})${kin},? )${capital}${nameTail}`, 'gu'),
];
/** Words after which a capital is a place, unless it is somebody's name. */
const whereTo: Record<Language, RegExp> = {
  it: new RegExp(String.raw`(?<=(?<!\p{L})(?:a|ad|da|di|in|presso|verso|vicino a) )${capital}(?: ${capital})*`, 'gu'),
  en: new RegExp(String.raw`(?<=(?<!\p{L})(?:in|from|to|near|at) )${capital}(?: ${capital})*`, 'gu'),
  de: new RegExp(`(?<=(?:wohne|wohnen|lebe|leben|komme|kommen) (?:in|aus) )${capital}`, 'gu'),
};
const row = new RegExp(`${capital}(?: (?:${particle} )?${capital})*`, 'gu');

const digits = (text: string) => text.replace(/[^\p{L}\d]/gu, '').length;

function shaped(text: string): Found[] {
  return shapes.flatMap(({ what, pattern, least = 0 }) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => digits(found) >= least && !date.test(found))
      .map((found) => ({ from: found.index, to: found.index + found[0].trimEnd().length, what })),
  );
}

const foundBy = (text: string, patterns: readonly RegExp[], what: MarkedThing): Found[] =>
  patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((found) => ({ from: found.index, to: found.index + found[0].length, what })),
  );

/** Whether a word begins a sentence, where everything has a capital. */
const begins = (text: string, at: number) => /(?:^|[.!?:…»"”]\s*|\n\s*)$/.test(text.slice(0, at));

/** Words with a capital, one after the other: known names and places, and what nobody knows within a sentence. */
function capitals(text: string, language: Language): Found[] {
  return [...text.matchAll(row)].flatMap((found): Found[] => {
    const parts = found[0].split(' ');
    const firsts = parts.filter((part) => /^\p{Lu}/u.test(part));
    const known = firsts.findIndex((part) => givenNames.has(part));
    const to = found.index + found[0].length;
    if (known >= 0) return [{ from: found.index + found[0].indexOf(firsts[known] as string), to, what: 'name' }];
    if (firsts.some((part) => places.has(part))) return [{ from: found.index, to, what: 'place' }];
    // In German every noun has one.
    if (language === 'de' || found[0] === found[0].toUpperCase()) return [];
    const starts = begins(text, found.index);
    const rest = starts ? firsts.slice(1) : firsts;
    if (rest.length === 0 || rest.every((part) => capitalised.has(part))) return [];
    return [{ from: starts ? found.index + found[0].indexOf(rest[0] as string) : found.index, to, what: 'name' }];
  });
}

/** Somebody's name is no place, whatever stands before it. */
const isNamed = (words: string) => words.split(' ').some((part) => givenNames.has(part) || capitalised.has(part));

/**
 * What in a text could let somebody be known, in the order of the text; no two marks share a character. It only helps
 * whoever reads: it marks more than it must, and a name like any other word it does not know.
 */
export function markText(text: string, of: Mark['of'], language: Language = 'it', turn?: number): Mark[] {
  const candidates = [
    ...shaped(text),
    ...foundBy(text, streets, 'place'),
    ...foundBy(text, introduced, 'name'),
    ...foundBy(text, [whereTo[language]], 'place').filter(({ from, to }) => !isNamed(text.slice(from, to))),
    ...capitals(text, language),
  ];
  const marks: Mark[] = [];
  for (const { from, to, what } of candidates) {
    if (marks.some((mark) => mark.from < to && from < mark.to)) continue;
    marks.push({ of, from, to, what, words: text.slice(from, to), ...(turn !== undefined && { turn }) });
  }
  return marks.sort((one, other) => one.from - other.from);
}
