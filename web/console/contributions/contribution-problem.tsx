import { contributionRoomIn } from '../../../shared/texts/contributions/room/room.ts';
import { ProblemBox, TroubleBox } from '../kit/form.tsx';
import { useLanguage } from '../kit/language.ts';
import type { Trouble } from '../kit/trouble.ts';

/** What was not possible as a sentence; in the words of the desk where it is nothing of this room. */
export function ContributionProblem({ trouble }: { trouble: Trouble | undefined }) {
  const texts = contributionRoomIn[useLanguage()];
  if (trouble === undefined) return null;
  const refused: Readonly<Record<string, string>> = texts.refused;
  const sentence = trouble.what === 'changed' ? texts.changed : refused[trouble.refused ?? ''];
  return sentence === undefined ? <TroubleBox trouble={trouble} who="sees" /> : <ProblemBox problem={sentence} />;
}
