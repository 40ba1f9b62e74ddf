import { textsIn } from '../../../shared/texts/languages.ts';
import { caseAnswerTexts } from '../../../shared/texts/mails/case-answer.ts';
import { repeats, rowsIn } from './our-sentences.ts';
import type { SeparatedText } from './quoted-text.ts';

/** What mails to citizens say in all cases: by it they are known where a program repeats one without any mark. */
const ownRows = rowsIn(
  Object.entries(textsIn).flatMap(([language, { mail }]) => [
    mail.received(''),
    mail.due(''),
    ...[mail.follow, mail.keep, mail.doNotReply, mail.answerHere, mail.noDue, mail.protocolKeep],
    ...[mail.callBackTried, mail.callBackOpen, mail.callBackAgain, mail.protocolAssigned('')],
    ...Object.values(caseAnswerTexts[language as keyof typeof caseAnswerTexts]).filter(
      (text): text is string => typeof text === 'string',
    ),
  ]),
);

/** Lines above our mail that are looked at: who wrote it, when, to whom, about what, and its greeting. */
const headLines = 16;
/** What such lines say, in the words of programs that have no mark of their own. */
const headOfRepeated = [
  /^(?:buongiorno|guten tag|hello|dear)\b.{0,80},$/i,
  /^(?:a|al|per|to|an|cc|ccn|bcc|da|from|von|oggetto|subject|betreff|data|date|datum|inviato|sent|gesendet)\s*:?$/i,
  /@/,
  /\b[A-Z]{2,4}(?:-[0-9A-Z]{4}){4}\b/,
  /^.{0,80}\b(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d|\d{1,2}\.? [a-zäì]{3,9}\.? (?:19|20)\d\d)\b.{0,30}$/i,
  /^[\s_*=>-]*$/,
];
const isOfHead = (line: string) => headOfRepeated.some((one) => one.test(line.trim().slice(0, 300)));

/**
 * New words without a mail of ours that a program repeats below them with no mark that is known: where two lines at
 * least are our own, all from the head of that mail on is quoted. For the eye alone: who listens for danger hears all.
 */
export function withoutRepeated(text: SeparatedText): SeparatedText {
  const lines = text.words.split('\n');
  const ours = lines.flatMap((line, at) => (repeats(line.slice(0, 500), ownRows) ? [at] : []));
  const [first, second] = ours;
  if (first === undefined || second === undefined) return text;
  let start = first;
  while (start > 0 && first - start < headLines && isOfHead(lines[start - 1] as string)) start -= 1;
  const words = lines.slice(0, start).join('\n').trimEnd();
  if (words.trim() === '') return text;
  const repeated = lines.slice(start).join('\n').replace(/^\n+/, '').trimEnd();
  return { ...text, words, quoted: [repeated, text.quoted].filter((part) => part !== '').join('\n\n') };
}
