import type { ContributionDecision, Mark } from '../../../shared/contracts/contribution.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import { markText } from './mark-text.ts';

/** The marks of a text to publish that its moderator has not confirmed, each by its place. */
export function marksLeft(
  { title, text, dialogue = [], confirmed = [] }: Extract<ContributionDecision, { act: 'publish' }>,
  language: Language,
): Mark[] {
  const marks = [
    ...markText(title, 'title', language),
    ...markText(text, 'text', language),
    ...dialogue.flatMap((turn, place) => markText(turn.text, 'dialogue', language, place)),
  ];
  return marks.filter(
    ({ of, from, to, turn }) =>
      !confirmed.some((one) => one.of === of && one.from === from && one.to === to && one.turn === turn),
  );
}
