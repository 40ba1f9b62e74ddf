import type { ContributionDecision, Mark } from '../../../shared/contracts/contribution.ts';
import { markText } from './mark-text.ts';

/** The marks of a text to publish that its moderator has not confirmed, each by its place. */
export function marksLeft({
  title,
  text,
  dialogue = [],
  confirmed = [],
}: Extract<ContributionDecision, { act: 'publish' }>): Mark[] {
  const marks = [
    ...markText(title, 'title'),
    ...markText(text, 'text'),
    ...dialogue.flatMap((turn, place) => markText(turn.text, 'dialogue', place)),
  ];
  return marks.filter(
    ({ of, from, to, turn }) =>
      !confirmed.some((one) => one.of === of && one.from === from && one.to === to && one.turn === turn),
  );
}
