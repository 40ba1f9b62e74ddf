import type { CaseStatus } from '../../shared/contracts/case-status.ts';
import type { Language } from '../../shared/contracts/text.ts';
import type { VoiceStatus } from '../../shared/contracts/voice-menu.ts';
import { spoken } from '../../shared/texts/spoken.ts';
import { spokenCode } from '../../shared/texts/spoken-codes.ts';
import { spokenInstant } from '../../shared/texts/spoken-times.ts';
import { voiceTexts } from '../../shared/texts/voice.ts';

/** Stages in which the first answer is still owed. */
const owed: readonly string[] = ['accepted', 'registered', 'taken-in-charge'];

/** What a caller who dictated a genuine code hears at an ISO instant: the stage, and until when the first answer is due if it still is. */
export function voiceStatus(status: CaseStatus, at: string, language: Language): VoiceStatus {
  const { code, service, stage, receivedAt, firstAnswerDueAt } = status;
  const { stages, firstAnswer, firstAnswerLate } = voiceTexts[language];
  const due = firstAnswerDueAt !== undefined && owed.includes(stage) ? firstAnswerDueAt : undefined;
  const promise =
    due && (Date.parse(due) >= Date.parse(at) ? firstAnswer : firstAnswerLate)(spokenInstant(due, at, language));
  return {
    service,
    language,
    stage,
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...(firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt }),
    prompt: spoken(promise === undefined ? stages[stage] : `${stages[stage]} ${promise}`, language),
    spokenCode: spokenCode(code, language),
  };
}
