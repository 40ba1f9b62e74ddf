import type { suggestionReasons } from '../../contracts/desk.ts';
import { foldText } from '../danger/fold-text.ts';
import { DAY, instantOf } from '../hours/zone.ts';

/** What two cases are compared by. */
export type Subject = { kind: string; category?: string | undefined; receivedAt: string; words: string };

/** Why two cases of one person are likely about one thing. */
export type SimilarityReason = (typeof suggestionReasons)[number];

/** Days within which a second contact of a category, or of a kind, is likely about the same thing. */
const categoryDays = 30;
const kindDays = 7;

/**
 * Words that two texts share at least, and the part of the shorter one that they make up, before they count as alike.
 */
const leastShared = 3;
const leastPart = 0.4;

/** Words read of a text at most: what a matter is about is said early. */
const wordsRead = 300;

/** Letters of a word that count, so that singular and plural, masculine and feminine are one word. */
const stem = 5;

/** Words of four letters and more that are in every letter (it, en, de), as far as they count. */
const everyday = new Set(
  `della delle dello degli nella nelle negli dalla dalle sulla sulle questo questa questi quello quella quale quali come
   perche anche ancora molto dove quando sono siamo siete essere stato stata avere abbiamo hanno vorrei vorremmo posso
   potete grazie buongiorno buonasera cordiali distinti saluti gentile gentili egregio spettabile chiedo chiedere richiesta
   have that this these those with from would could should please thank thanks regards dear kind hello there where when
   which about your what been were will they them into also more
   bitte danke nicht eine einen einem einer haben hatte wird werden wurde sehr geehrte geehrter freundlichen gruesse diese
   dieser dieses sich auch noch kann koennen mochte moechte ihre ihnen unser unsere oder aber wenn dass`
    .split(/\s+/)
    .map((word) => word.slice(0, stem)),
);

/** What counts of a folded word, so that its forms are one word. */
export const stemOf = (word: string): string => word.slice(0, stem);

/** The words of a text that are not in every letter, folded, as often as they stand there. */
export const writtenWords = (text: string): string[] =>
  (foldText(text).match(/[a-z0-9ß]{4,}/g) ?? []).slice(0, wordsRead).filter((word) => !everyday.has(stemOf(word)));

const wordsOf = (text: string): Set<string> => new Set(writtenWords(text).map(stemOf));

function areAlike(one: string, other: string): boolean {
  const [shorter, longer] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.size - b.size) as [
    Set<string>,
    Set<string>,
  ];
  const shared = [...shorter].filter((word) => longer.has(word)).length;
  return shared >= leastShared && shared / shorter.size >= leastPart;
}

/**
 * Why two cases of the same person are likely about one thing; none when nothing speaks for it. The rule is ours: it
 * only suggests, and a person decides.
 */
export function similarity(one: Subject, other: Subject): SimilarityReason[] {
  const apart = Math.abs(instantOf(one.receivedAt) - instantOf(other.receivedAt));
  const sameCategory = one.category !== undefined && one.category !== 'other' && one.category === other.category;
  // In the order of their strength.
  const holds: Record<SimilarityReason, boolean> = {
    'same-words': areAlike(one.words, other.words),
    'same-category': sameCategory && apart <= categoryDays * DAY,
    'same-kind': one.kind === other.kind && apart <= kindDays * DAY,
  };
  return (Object.keys(holds) as SimilarityReason[]).filter((reason) => holds[reason]);
}

/** Contacts of a case with the contact points that each gave. */
export type Reachable = { points: readonly string[] };

/**
 * How many attempts somebody made and how many persons that were: contacts that share an e-mail address or a phone,
 * directly or through another contact, are one person's; one that names neither is counted as a person of its own.
 */
export function attemptsAndPersons(contacts: readonly Reachable[]): { attempts: number; persons: number } {
  const groups: Set<string>[] = [];
  let unknown = 0;
  for (const { points } of contacts) {
    if (points.length === 0) {
      unknown += 1;
      continue;
    }
    const own = new Set(points);
    for (const group of groups.filter((known) => points.some((point) => known.has(point)))) {
      for (const point of group) own.add(point);
      groups.splice(groups.indexOf(group), 1);
    }
    groups.push(own);
  }
  return { attempts: contacts.length, persons: groups.length + unknown };
}
