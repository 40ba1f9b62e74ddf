import type { CaseStatus } from '../../../shared/contracts/case-status.ts';
import type { Language } from '../../../shared/contracts/text.ts';
import type { VoiceStatus } from '../../../shared/contracts/voice-menu.ts';
import { present } from '../../../shared/core/present.ts';
import { spoken } from '../../../shared/texts/voice/spoken.ts';
import { spokenCode } from '../../../shared/texts/voice/spoken-codes.ts';
import { spokenInstant } from '../../../shared/texts/voice/spoken-times.ts';
import { voiceTexts } from '../../../shared/texts/voice/voice.ts';

/** Stages in which the first answer is still owed. */
const owed: readonly string[] = ['accepted', 'registered', 'taken-in-charge'];

/**
 * What a caller who dictated a genuine code hears at an ISO instant: the stage, until when the first answer is due if
 * it still is, and by when they are called back or that three calls did not reach them: whoever only has a telephone
 * hears of it here.
 */
export function voiceStatus(
  status: CaseStatus,
  at: string,
  language: Language,
  { rated = false }: { rated?: boolean } = {},
): VoiceStatus {
  const { code, service, stage, receivedAt, firstAnswerDueAt, callBack, rating } = status;
  const { askFace, thanksForFace, stages, firstAnswer, firstAnswerLate, calledBack, calledBackLate, calledInVain } =
    voiceTexts[language];
  const due = firstAnswerDueAt !== undefined && owed.includes(stage) ? firstAnswerDueAt : undefined;
  const promise =
    due && (Date.parse(due) >= Date.parse(at) ? firstAnswer : firstAnswerLate)(spokenInstant(due, at, language));
  const called = callBack && {
    due: () =>
      (Date.parse(callBack.dueAt) >= Date.parse(at) ? calledBack : calledBackLate)(
        spokenInstant(callBack.dueAt, at, language),
      ),
    reached: () => undefined,
    'given-up': () => calledInVain,
  };
  const said = [stages[stage], promise, called?.[callBack?.state ?? 'reached']()].filter((text) => text !== undefined);
  return {
    service,
    language,
    stage,
    ...present({ receivedAt, firstAnswerDueAt }),
    prompt: rated ? thanksForFace : spoken(said.join(' '), language),
    spokenCode: spokenCode(code, language),
    ...(rating !== undefined && Date.parse(rating.until) >= Date.parse(at) && !rated && { ratePrompt: askFace }),
  };
}
