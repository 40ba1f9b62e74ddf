import { type Language, languages } from '../../../shared/contracts/text.ts';

/** Short words that are frequent in one of the languages and rare or unknown in the others. */
const frequent: Record<Language, readonly string[]> = {
  it: 'il lo la gli le che non per con sono una del della dei delle nel alla mi vi si anche buongiorno grazie saluti cordiali ho ha è più come perché questa questo vorrei ecco'.split(
    ' ',
  ),
  en: 'the and you is are of to for with this that have has not would please thanks regards dear hello was we my your from could am'.split(
    ' ',
  ),
  de: 'der die das und ich ist nicht mit für wir sie ein eine einen auf zu den dem von bitte danke grüße guten hallo haben wurde kann bei uns wie um seit im noch mein'.split(
    ' ',
  ),
};
const wordsOf = new Map(languages.map((language) => [language, new Set(frequent[language])]));

/** The language that a text is written in, by its small words; Italian where they do not tell. */
export function languageOf(text: string): Language {
  const words =
    text
      .slice(0, 5000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const counts = languages.map((language) => ({
    language,
    count: words.filter((word) => wordsOf.get(language)?.has(word)).length,
  }));
  const italian = counts.find(({ language }) => language === 'it')?.count ?? 0;
  const best = counts.reduce((most, next) => (next.count > most.count ? next : most));
  return best.count > italian ? best.language : 'it';
}
