import { foldText } from './fold-text.ts';

const comparable = (text: string): string =>
  foldText(text)
    .replace(/[^\p{L}\p{N}']+/gu, ' ')
    .trim();

/** Every text in a document, however deep. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const member of value) yield* textsIn(member);
  else if (typeof value === 'object' && value !== null)
    for (const member of Object.values(value)) yield* textsIn(member);
}

/**
 * Those of some words that a document holds, whole words side by side, however they are accented: only who decides on
 * the ground may say that a danger is over, and a page outlives the hour in which that was true.
 */
export function refusedPhrases(document: unknown, forbidden: readonly string[]): string[] {
  const texts = [...textsIn(document)].map((text) => ` ${comparable(text)} `);
  return forbidden.filter((words) => texts.some((text) => text.includes(` ${comparable(words)} `)));
}
