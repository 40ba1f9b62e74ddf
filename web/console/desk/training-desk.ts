import type { TrainingCase } from '../../../shared/contracts/training.ts';
import type { DeskApi } from './desk-api.ts';

/** What somebody of the reserve works with; in training something else answers it. */
export type ReserveApi = Pick<DeskApi, 'next' | 'act' | 'templates'>;

/** What somebody did with a case to train with, and whether it was right. */
export type Trained = { rehearsed: TrainingCase; right: boolean };

/**
 * A desk that answers from cases to train with, one after the other, and tells what was done with each. It has no way to
 * the center: whatever is done with it leaves this page as little as it came from there.
 */
export function trainingDesk(cases: readonly TrainingCase[], onTrained: (trained: Trained) => void): ReserveApi {
  const left = [...cases];
  const rehearsedOf = (code: string) => {
    const found = cases.find(({ known }) => known.code === code);
    if (found === undefined) throw new Error('no case to train with');
    return found;
  };
  return {
    next: async () => left.shift()?.known ?? {},
    templates: async (service, code) => {
      const { known, templates } = rehearsedOf(code);
      return { service, code, language: known.language, templates };
    },
    act: async (_act, { code }, body) => {
      const rehearsed = rehearsedOf(code);
      const { right } = rehearsed;
      const { act, template } = body as { act?: string; template?: { id: string } };
      const isRight = right.do === 'answer' ? act === 'answer' && template?.id === right.template : act === 'release';
      onTrained({ rehearsed, right: isRight });
      return rehearsed.known;
    },
  };
}
