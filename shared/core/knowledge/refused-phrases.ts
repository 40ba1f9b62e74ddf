import type { Language } from '../../contracts/text.ts';
import { foldText } from '../danger/fold-text.ts';

/**
 * Words that nothing published here may hold, as a person would write them: only who decides on the ground may say that
 * a danger is over, and a page outlives the hour in which it was true.
 */
export const refusedWords: Readonly<Record<Language, readonly string[]>> = {
  it: [
    'non c’è pericolo',
    'non c’è alcun pericolo',
    'non c’è più pericolo',
    'nessun pericolo',
    'potete rientrare',
    'potete tornare a casa',
    'potete tornare nelle case',
    'è finita',
    'è tutto finito',
    'l’emergenza è finita',
  ],
  en: [
    'there is no danger',
    'there’s no danger',
    'no more danger',
    'you can go back home',
    'you may return',
    'it is over',
    'it’s over',
  ],
  de: [
    'es besteht keine gefahr',
    'keine gefahr mehr',
    'sie können zurückkehren',
    'sie dürfen zurückkehren',
    'es ist vorbei',
  ],
};

const comparable = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();

const phrases = Object.values(refusedWords)
  .flat()
  .map((words) => ({ words, sought: ` ${comparable(words)} ` }));

/** Every text in a document, however deep. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const member of value) yield* textsIn(member);
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* textsIn(member);
}

/** The refused words that a document holds, each once, in whatever language and however they are accented. */
export function refusedPhrases(document: unknown): string[] {
  const texts = [...textsIn(document)].map((text) => ` ${comparable(text)} `);
  return phrases.filter(({ sought }) => texts.some((text) => text.includes(sought))).map(({ words }) => words);
}
