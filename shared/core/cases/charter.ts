import type { PreparedService } from '../../contracts/service.ts';
import type { HoursPeriod } from '../hours/calendar.ts';
import { dueAt } from '../hours/clocks.ts';
import { type CallBackTime, callBackSlot } from './call-back.ts';
import type { Triage } from './triage.ts';

/**
 * When the first answer to a contact is due, as ISO instant: the target of its clock from its receipt on, by the hours
 * as known (`periods`); undefined for kinds that no clock follows. Throws RangeError for an unreadable instant.
 */
export function answerDueAt(input: {
  clock: Triage['clock'];
  receivedAt: string;
  definition: Pick<PreparedService, 'charter' | 'timeZone' | 'hours' | 'holidayDates'>;
  periods: readonly HoursPeriod[];
}): string | undefined {
  const { clock, receivedAt, periods } = input;
  const { charter, timeZone, hours, holidayDates } = input.definition;
  const target = { 'first-answer': charter.firstAnswer, 'legal-term': charter.legalTerm, none: undefined }[clock];
  return (
    target &&
    dueAt({ start: receivedAt, target, periods, rules: { timeZone, weekly: hours.weekly, holidays: holidayDates } })
  );
}

/**
 * When the first answer of a case is due by the hours as known (`periods`): its clock judges each instant by what was
 * declared then, so an emergency after the receipt counts from its beginning to its end. What was promised holds once
 * the case was answered, and where the service has no such clock any more; undefined where nothing was promised.
 */
export function firstAnswerDue(
  promise: {
    kind: string;
    receivedAt: string;
    firstAnswerDueAt?: string | undefined;
    history?: readonly { stage: string }[];
  },
  definition: Parameters<typeof answerDueAt>[0]['definition'] & Pick<PreparedService, 'kinds'>,
  periods: readonly HoursPeriod[],
): string | undefined {
  const { kind, receivedAt, firstAnswerDueAt: promised, history = [] } = promise;
  if (promised === undefined || history.some(({ stage }) => stage === 'answered')) return promised;
  const clock = definition.kinds.find((known) => known.kind === kind)?.clock ?? 'none';
  return answerDueAt({ clock, receivedAt, definition, periods }) ?? promised;
}

/**
 * When whoever asks at an ISO instant to be called back is called at the latest, by the hours as known (`periods`);
 * undefined for a service that does not open again. Throws RangeError for an unreadable instant.
 */
export function callBackDueAt(input: {
  preference: CallBackTime;
  at: string;
  definition: Pick<PreparedService, 'charter' | 'timeZone' | 'hours' | 'holidayDates'>;
  periods: readonly HoursPeriod[];
}): string | undefined {
  const { preference, at, periods } = input;
  const { charter, timeZone, hours, holidayDates } = input.definition;
  const rules = { timeZone, weekly: hours.weekly, holidays: holidayDates };
  return callBackSlot({ at, preference, rules, periods, firstAnswer: charter.firstAnswer })?.dueAt;
}
