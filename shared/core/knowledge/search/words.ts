import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stopwords as englishStops } from '@orama/stopwords/english';
import { stopwords as germanStops } from '@orama/stopwords/german';
import { stopwords as italianStops } from '@orama/stopwords/italian';
import type { Language } from '../../../contracts/text.ts';
import { foldText } from '../../danger/fold-text.ts';

const stemmers = { it: italian, en: english, de: german };
/** Words that whoever asks says around what they ask. */
const asking: Record<Language, string> = {
  it: 'che cosa cos come quando quanto quanta quanti quante dove chi perche posso puo possiamo devo deve fare faccio fa si ce c e ho hai abbiamo mi ti ci vi mio mia miei mie tuo suo sua un una uno vorrei voglio spetta spettano c’e sono essere avere anche ancora adesso dopo',
  en: 'what how when where who why can do does i my we our have has need want get',
  de: 'was wie wann wo wer warum kann muss ich mein meine wir unser habe hat brauche will bekomme',
};
const stops: Record<Language, ReadonlySet<string>> = {
  it: new Set([...italianStops, ...asking.it.split(' ')].map(foldText)),
  en: new Set([...englishStops, ...asking.en.split(' ')].map(foldText)),
  de: new Set([...germanStops, ...asking.de.split(' ')].map(foldText)),
};

/** The words of a text, without accents, in lower case; an elided article is a word of its own. */
export const wordsOf = (text: string): string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** A word as index and question know it: its stem; undefined for words that say nothing of the matter. */
export function stemOf(word: string, language: Language): string | undefined {
  if (stops[language].has(word)) return undefined;
  const stem = /\d/.test(word) ? word : foldText(stemmers[language](word));
  return stem.length < 2 && !/\d/.test(stem) ? undefined : stem;
}

/**
 * What stands for a word: the first word of its meaning, or its own stem. `synonyms` are lists of words of one meaning;
 * what has several words is left to whole phrases.
 */
export function meanings(synonyms: readonly (readonly string[])[], language: Language): (stem: string) => string {
  const first = new Map<string, string>();
  for (const list of synonyms) {
    const stems = list.flatMap((entry) => {
      const words = wordsOf(entry);
      const stem = words.length === 1 ? stemOf(words[0] ?? '', language) : undefined;
      return stem ?? [];
    });
    for (const stem of stems) if (!first.has(stem)) first.set(stem, stems[0] ?? stem);
  }
  return (stem) => first.get(stem) ?? stem;
}
