import { tracingRoomIn } from '../../../shared/texts/tracing/room/room.ts';
import { ProblemBox, TroubleBox } from '../kit/form.tsx';
import { useLanguage } from '../kit/language.ts';
import type { Trouble } from '../kit/trouble.ts';

/** What was not possible as a sentence; in the words of the desk where it is nothing of this room. */
export function TracingProblem({ trouble }: { trouble: Trouble | undefined }) {
  const texts = tracingRoomIn[useLanguage()];
  if (trouble === undefined) return null;
  const sentence = trouble.what === 'changed' ? texts.changed : texts.refused[trouble.refused ?? ''];
  return sentence === undefined ? <TroubleBox trouble={trouble} who="sees" /> : <ProblemBox problem={sentence} />;
}
