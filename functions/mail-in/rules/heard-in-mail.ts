import type { Translated } from '../../../shared/contracts/text.ts';
import type { Danger, LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import type { OpenedMail } from './open-mail.ts';
import { rowsIn, withoutRows } from './our-sentences.ts';

const rowsOf = new WeakMap<Translated, ReadonlySet<string>>();

/** What the service says of danger in its own mails: its statement, and the advice in receipts. */
function ownRows(statement: Translated): ReadonlySet<string> {
  const known = rowsOf.get(statement);
  if (known !== undefined) return known;
  const advice = Object.values(textsIn).flatMap(({ lifeFirst }) =>
    Object.values(lifeFirst).filter((text): text is string => typeof text === 'string'),
  );
  const rows = rowsIn([...Object.values(statement), ...advice]);
  rowsOf.set(statement, rows);
  return rows;
}

/**
 * What danger to life a mail speaks of, in all that its sender sent: subject, words, quotes, signature, page and what
 * is attached and speaks. What is separated for the eye is not for the ear. Left out are the service's own sentences,
 * and in an answer to one of its mails that says something new the lines it marks as quoted: the case has those
 * already.
 */
export function dangerInMail(
  { sent, text }: Pick<OpenedMail, 'sent' | 'text'>,
  rules: LifeFirstRules,
  answersUs: boolean,
  statement: Translated,
): Danger {
  const told = answersUs && text.words !== '' ? sent.replace(/^[ \t]*>.*$/gm, '') : sent;
  return hearDanger(withoutRows(told, ownRows(statement)), rules);
}
