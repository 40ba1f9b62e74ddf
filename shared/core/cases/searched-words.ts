import type { PersonalPart } from '../../contracts/event-members.ts';
import type { HitIn } from '../../contracts/search.ts';
import type { Language } from '../../contracts/text.ts';
import { stemOf, wordsOf } from '../knowledge/search/words.ts';

// What a case is found by: who wrote, what they said, where. Index and search know the same words by these rules alone.

/** The texts of a case that are searched, by what they tell. */
export type CaseWords = Record<HitIn, string>;

/** The terms of a case: names and places as they are written, what was said by its stems. */
export type CaseTerms = Record<HitIn, ReadonlySet<string>>;

/** One word that somebody searches for: its stems, and with what a term may begin; neither says nothing of the matter. */
export type AskedWord = { forms: readonly string[]; beginning?: string };

/** Where a case stands among those that words find: sorts by its receipt. */
export type IndexPlace = { receivedAt: string; caseId: string };

/** Terms of one kind that are kept of a case: a thousand different words are a long letter. */
const termsKept = 1000;
/** Words of a search that count; whoever types more has found by then. */
const wordsAsked = 8;
/** Letters with which a word may be the beginning of another. */
const shortestBeginning = 3;
const languages: readonly Language[] = ['it', 'en', 'de'];

/** The texts of a case by what was told of it, as far as it holds, and the messages of its citizen. */
export function caseWords(parts: Iterable<PersonalPart>, messages: readonly string[]): CaseWords {
  const told = [...parts];
  const all = (of: (part: PersonalPart) => (string | undefined)[]) => told.flatMap(of).filter(Boolean).join('\n');
  return {
    name: all(({ name, surname }) => [name, surname]),
    words: [all(({ subject, message }) => [subject, message]), ...messages].join('\n'),
    place: all(({ place }) => [place?.address, place?.municipality]),
  };
}

/** The terms of a case's texts, the first thousand of each kind. */
export function caseTerms({ name, words, place }: CaseWords, language: Language): CaseTerms {
  const some = (terms: Iterable<string>) => new Set([...new Set(terms)].slice(0, termsKept));
  const stems = wordsOf(words).flatMap((word) => stemOf(word, language) ?? []);
  return { name: some(wordsOf(name)), words: some(stems), place: some(wordsOf(place)) };
}

/** All terms of a case, each once: what an index keeps of it. */
export const allTerms = ({ name, words, place }: CaseTerms): string[] => [...new Set([...name, ...words, ...place])];

/**
 * The words of a search as they are looked for, eight at most: each by its stem in every language, and as the beginning
 * of a term. Words that say nothing are left out, unless there are no others: then they are somebody's name.
 */
export function askedWords(typed: string): AskedWord[] {
  const words = [...new Set(wordsOf(typed))];
  const telling = words.filter((word) => languages.every((language) => stemOf(word, language) !== undefined));
  if (telling.length === 0) return words.slice(0, wordsAsked).map((word) => ({ forms: [word] }));
  return telling.slice(0, wordsAsked).map((word) => {
    const stems = languages.flatMap((language) => stemOf(word, language) ?? []);
    return {
      forms: [...new Set([word, ...stems])],
      ...(word.length >= shortestBeginning && { beginning: word }),
    };
  });
}

const isTerm = (terms: ReadonlySet<string>, { forms, beginning }: AskedWord): boolean =>
  forms.some((form) => terms.has(form)) ||
  (beginning !== undefined && [...terms].some((term) => term.startsWith(beginning)));

/** Where the words of a search stand in a case; undefined where one of them stands nowhere in it. */
export function hitsOf(terms: CaseTerms, asked: readonly AskedWord[]): HitIn[] | undefined {
  const kinds = Object.keys(terms) as HitIn[];
  const where = asked.map((word) => kinds.filter((kind) => isTerm(terms[kind], word)));
  if (asked.length === 0 || where.some((found) => found.length === 0)) return undefined;
  return kinds.filter((kind) => where.some((found) => found.includes(kind)));
}

/**
 * The words of a case as they are written, by their terms: of what was said, never a name, which says nothing of the
 * matter.
 */
export function writtenByTerm({ name, words, place }: CaseWords, language: Language): Map<string, string> {
  const names = new Set(wordsOf(name).flatMap((word) => [word, stemOf(word, language) ?? word]));
  const written = [
    ...wordsOf(words).map((word) => [stemOf(word, language), word] as const),
    ...wordsOf(place).map((word) => [stemOf(word, language) === undefined ? undefined : word, word] as const),
  ].reverse();
  return new Map(
    written.flatMap(([term, word]) => (term === undefined || term.length < 3 || names.has(term) ? [] : [[term, word]])),
  );
}
