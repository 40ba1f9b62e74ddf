import { looseVerb, wordsIn } from './fold-word.ts';

/**
 * A word of a text: folded, where it stands among the others, in which sentence, turn of thought and clause, and where
 * it was written.
 */
export type Word = {
  folded: string;
  at: number;
  sentence: number;
  turn: number;
  clause: number;
  from: number;
  to: number;
  /** Whether its sentence ends with a question mark. */
  asked: boolean;
};

/** Words that count as far apart as these when a sentence or a paragraph ends between them. */
const overSentence = 3;
const overParagraph = 6;

const pieces =
  /[\p{L}\p{M}\p{N}\u00ad\u200b-\u200d\u2060\ufeff]+(?:['’‘`´ʼ][\p{L}\p{M}]+)*|\n[ \t\r>]*\n|[.!?…;]+|[,:()–—]|[\u{1F198}\u{1F602}\u{1F923}]/gu;
/** What stands before the `t` of an English denial. */
const brokenNegation = /^(?:ca|do|wo|is|are|was|were|does|did|has|have|had|could|would|should)n$/i;
const emojis = new Map([
  ['\u{1F198}', 'sos'],
  ['\u{1F602}', 'haha'],
  ['\u{1F923}', 'haha'],
]);

/**
 * The words of a text in their order. A single line end is a blank: mails, scans and transcripts break lines anywhere.
 * Only punctuation or an empty line ends a sentence. `small` words stand where the next one stands.
 */
export function splitWords(text: string, small: ReadonlySet<string>, turns: ReadonlySet<string>): Word[] {
  const words: Word[] = [];
  const known = new Map<string, string[]>();
  let at = 0;
  let sentence = 0;
  let turn = 0;
  let clause = 0;
  const ask = (word: number) => {
    (words[word] as Word).asked = true;
  };
  for (const { 0: piece, index } of text.matchAll(pieces)) {
    const first = piece.charCodeAt(0);
    if (first === 0x0a) {
      at += overParagraph;
      sentence += 1;
      turn += 1;
      clause += 1;
      continue;
    }
    if (',:()–—'.includes(piece)) {
      clause += 1;
      continue;
    }
    if ('.!?…;'.includes(piece.charAt(0))) {
      // 3.5, 10.30: a point within a number ends nothing.
      if (piece === '.' && /\d/.test(text.charAt(index - 1)) && /\d/.test(text.charAt(index + 1))) continue;
      if (piece.includes('?'))
        for (let last = words.length - 1; words[last]?.sentence === sentence; last -= 1) ask(last);
      at += overSentence;
      sentence += 1;
      turn += 1;
      clause += 1;
      continue;
    }
    let meant = known.get(piece);
    if (meant === undefined) {
      const emoji = emojis.get(piece);
      meant = emoji === undefined ? wordsIn(piece) : [emoji];
      known.set(piece, meant);
    }
    const before = words.at(-1);
    // `can t` is `can't`: whoever writes down speech, or types in a hurry, leaves the apostrophe out.
    if ((piece === 't' || piece === 'T') && before !== undefined && before.to === index - 1) {
      const verb = text.slice(before.from, before.to);
      if (brokenNegation.test(verb)) {
        const [folded = '', denial = ''] = wordsIn(`${verb}'t`);
        before.folded = folded;
        meant = [denial];
      }
    }
    if (piece.length <= 2 && before !== undefined && before.to === index - 1) {
      const verb = looseVerb(piece.toLowerCase(), before.folded);
      if (verb !== undefined) meant = [verb];
    }
    for (const folded of meant) {
      const last = words.at(-1);
      // `c e` is `c'è`.
      if ((folded === 'e' || folded === 'est') && last?.folded === 'c') {
        last.folded = 'ce';
        continue;
      }
      if (!small.has(folded)) at += 1;
      if (turns.has(folded)) turn += 1;
      words.push({ folded, at, sentence, turn, clause, from: index, to: index + piece.length, asked: false });
    }
  }
  return words;
}
