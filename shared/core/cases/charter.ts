import type { PreparedService } from '../../contracts/service.ts';
import type { HoursPeriod } from '../hours/calendar.ts';
import { dueAt, longestPauseDays, type Pause, type Target } from '../hours/clocks.ts';
import { type CallBackTime, callBackSlot } from './call-back.ts';
import type { ExpertGroup } from './experts.ts';

type DueRules = Pick<PreparedService, 'charter' | 'timeZone' | 'hours' | 'holidayDates'>;

/** A term from an instant on, and what it is counted by: hours as known, and the stretches in which it stands still. */
type Counted = { receivedAt: string; periods: readonly HoursPeriod[]; pauses?: readonly Pause[] };

/**
 * When what a target promises from an ISO instant on is due, by the hours as known (`periods`); undefined for a service
 * that does not open again. Throws RangeError for an unreadable instant.
 */
export function targetDueAt(
  target: Target,
  { receivedAt, definition, periods, pauses = [] }: Counted & { definition: DueRules },
): string | undefined {
  const { timeZone, hours, holidayDates } = definition;
  const rules = { timeZone, weekly: hours.weekly, holidays: holidayDates };
  return dueAt({ start: receivedAt, target, periods, pauses, rules });
}

/**
 * By when the first answer to a kind is owed: its own term, or that of the charter for its clock; undefined where no
 * clock follows it, and for a kind that the service does not have.
 */
export function termOf(
  kind: string,
  { kinds, charter }: Pick<PreparedService, 'kinds' | 'charter'>,
): Target | undefined {
  const known = kinds.find((one) => one.kind === kind);
  if (known === undefined || known.clock === 'none') return undefined;
  return known.duty?.term ?? (known.clock === 'first-answer' ? charter.firstAnswer : charter.legalTerm);
}

/** Days for which the term of a kind may be suspended: thirty unless its own rule says otherwise. */
export const suspensionOf = (kind: string, { kinds }: Pick<PreparedService, 'kinds'>): number =>
  kinds.find((one) => one.kind === kind)?.duty?.suspension ?? longestPauseDays;

/**
 * When the first answer to a contact is due, as ISO instant: the term of its kind from its receipt on, by the hours
 * as known (`periods`); undefined for kinds that no clock follows. Throws RangeError for an unreadable instant.
 */
export function answerDueAt(
  given: Counted & { kind: string; definition: DueRules & Pick<PreparedService, 'kinds'> },
): string | undefined {
  const term = termOf(given.kind, given.definition);
  return term && targetDueAt(term, given);
}

/**
 * When a group of experts owes its answer to what it is asked at an ISO instant, by the hours as known (`periods`);
 * undefined for a service that does not open again. Throws RangeError for an unreadable instant.
 */
export function expertsDueAt(
  { answers: target }: Pick<ExpertGroup, 'answers'>,
  { at, definition, periods }: { at: string; definition: DueRules; periods: readonly HoursPeriod[] },
): string | undefined {
  return targetDueAt(target, { receivedAt: at, definition, periods });
}

/** A stretch in which a clock of a case stands still, to `to` once it is over; ISO instants. */
type Paused = { clock: string; from: string; until: string; to?: string | undefined };

/** A running pause is counted to its said end: so the due time that is shown is the one that will hold. */
const standing = ({ from, to, until }: Paused): Pause => ({ from, to: to ?? until, reason: 'paused' });

/**
 * When the first answer of a case is due by the hours as known (`periods`): its clock judges each instant by what was
 * declared then, so an emergency after the receipt counts from its beginning to its end, and a pause of it moves what is
 * due. What was promised holds once the case was answered, and where the service has no such clock any more; undefined
 * where nothing was promised.
 */
export function firstAnswerDue(
  promise: {
    kind: string;
    receivedAt: string;
    firstAnswerDueAt?: string | undefined;
    history?: readonly { stage: string }[];
    pauses?: readonly Paused[] | undefined;
  },
  definition: DueRules & Pick<PreparedService, 'kinds'>,
  periods: readonly HoursPeriod[],
): string | undefined {
  const { kind, receivedAt, firstAnswerDueAt: promised, history = [] } = promise;
  const clock = definition.kinds.find((known) => known.kind === kind)?.clock ?? 'none';
  const pauses = (promise.pauses ?? []).filter((pause) => pause.clock === clock).map(standing);
  const isAnswered = history.some(({ stage }) => stage === 'answered');
  if (promised === undefined || (isAnswered && pauses.length === 0)) return promised;
  return answerDueAt({ kind, receivedAt, definition, periods, pauses }) ?? promised;
}

/**
 * When whoever asks at an ISO instant to be called back is called at the latest, by the hours as known (`periods`);
 * undefined for a service that does not open again. Throws RangeError for an unreadable instant.
 */
export function callBackDueAt(input: {
  preference: CallBackTime;
  at: string;
  definition: DueRules;
  periods: readonly HoursPeriod[];
}): string | undefined {
  const { preference, at, periods } = input;
  const { charter, timeZone, hours, holidayDates } = input.definition;
  const rules = { timeZone, weekly: hours.weekly, holidays: holidayDates };
  return callBackSlot({ at, preference, rules, periods, firstAnswer: charter.firstAnswer })?.dueAt;
}
