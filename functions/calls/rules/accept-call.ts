import type { CallFacts } from '../../../shared/contracts/arrival.ts';
import type { CallRecord } from '../../../shared/contracts/call-record.ts';
import type { ContactAccepted } from '../../../shared/contracts/contact.ts';
import type { Kind } from '../../../shared/contracts/kind.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { chosenKind, dangerChosen, wasSettledOnThePhone } from '../../../shared/core/cases/call.ts';
import { callBackSlot } from '../../../shared/core/cases/call-back.ts';
import { callerPhone } from '../../../shared/core/cases/caller.ts';
import { answerDueAt } from '../../../shared/core/cases/charter.ts';
import { type Hmac, mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { triage } from '../../../shared/core/cases/triage.ts';
import type { LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import type { HoursPeriod } from '../../../shared/core/hours/calendar.ts';
import type { Wait } from '../../../shared/core/hours/expected-wait.ts';
import { instantOf, isoOf } from '../../../shared/core/hours/zone.ts';
import { present } from '../../../shared/core/present.ts';
import { known } from './formats/exchange-words.ts';

/** What is not a key of a menu or the name of an option may be what the caller typed in: a tax code, a receipt code. */
const isChoice = (choice: string) => /^(?:[0-9*#]|[a-z][a-z-]{0,38})$/.test(choice);

/** The kind of request that the first key pressed of the voice menu leads to; information when none does. */
function kindOf(choices: readonly string[], definition: PreparedService): Kind {
  const { kinds } = definition;
  const usual = kinds.find(({ kind }) => kind === 'information') ?? kinds[0];
  return chosenKind(choices, definition) ?? (usual?.kind as Kind);
}

/** Texts go into pages and mails later: line breaks stay, other control characters do not. */
const plain = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, ' ').trim();

const utc = (instant: string | undefined) => (instant === undefined ? undefined : isoOf(instantOf(instant)));

/**
 * What is known of a call without naming anybody; instants in UTC, `asOf` the latest one in the record unless it names
 * one.
 */
export function callFacts(record: CallRecord, source: string): CallFacts {
  const { externalId, sequence, waitSeconds, talkSeconds, dialled, queue, language } = record;
  const [startedAt, queuedAt, answeredAt, endedAt] = [
    utc(record.startedAt) as string,
    utc(record.queuedAt),
    utc(record.answeredAt),
    utc(record.endedAt),
  ];
  const latest = [startedAt, queuedAt, answeredAt, endedAt].filter((at) => at !== undefined).sort();
  const choices = (record.menuChoices ?? []).map((choice) => choice.trim()).filter(isChoice);
  // Whoever pressed the key of the call-back and hung up has asked for it, whatever the exchange makes of it.
  const asked = record.outcome === 'abandoned' && choices.some((choice) => ['*', 'call-back'].includes(choice));
  return known<CallFacts>({
    source,
    externalId,
    asOf: utc(record.asOf) ?? (latest.at(-1) as string),
    sequence,
    outcome: asked ? 'call-back-asked' : record.outcome,
    startedAt,
    answeredAt,
    endedAt,
    waitSeconds,
    talkSeconds,
    dialled: dialled?.slice(0, 30),
    queue,
    menuChoices: choices.length === 0 ? undefined : choices,
    language,
  });
}

/** The message that a record of a call leaves for the registrar. */
export type AcceptedCall = ContactAccepted & { call: CallFacts };

/**
 * How long callers waited until an operator answered. Whoever hung up, left a voicemail or asked to be called back has
 * not waited to the end, and would make the wait look short.
 */
export const waitsOf = (accepted: readonly AcceptedCall[]): Wait[] =>
  accepted.flatMap(({ call: { answeredAt, waitSeconds } }) =>
    answeredAt === undefined || waitSeconds === undefined ? [] : [{ at: answeredAt, seconds: waitSeconds }],
  );

/**
 * Accepts a record of a call: the message for the queue, with the code that every record of this call gets. Whoever is
 * owed something (a voicemail, a call-back that was asked for, a call under way) has the charter's clock from the
 * call's beginning; whoever is to be called back, be it only because they called in vain, has a slot within the hours in
 * force.
 */
export function acceptCall(input: {
  record: CallRecord;
  source: string;
  definition: PreparedService;
  rules: LifeFirstRules;
  periods: readonly HoursPeriod[];
  hmac: Hmac;
}): AcceptedCall {
  const { record, source, definition, rules, periods, hmac } = input;
  const { service, codePrefix, charter, timeZone, hours, holidayDates } = definition;
  const call = callFacts(record, source);
  const message = plain(record.transcript ?? '');
  const phone = callerPhone(record.caller);
  const contact: ContactAccepted['contact'] = {
    kind: kindOf(call.menuChoices ?? [], definition),
    requester: 'citizen',
    language: record.language ?? 'it',
    reference: record.externalId,
    ...present({ phone }),
    ...(message === '' ? {} : { message }),
    ...present({ recording: record.recording }),
  };
  const byKey = dangerChosen(call.menuChoices ?? []);
  const { urgent } = triage(contact, definition, rules, byKey && true, byKey);
  const receivedAt = call.startedAt;
  const owed = !wasSettledOnThePhone(call);
  const open = { periods, rules: { timeZone, weekly: hours.weekly, holidays: holidayDates } };
  const firstAnswerDueAt = owed ? answerDueAt({ kind: contact.kind, receivedAt, definition, periods }) : undefined;
  const isUnderWay = call.outcome === 'in-progress';
  const slot =
    call.outcome === 'answered'
      ? undefined
      : callBackSlot({ at: receivedAt, preference: 'any', firstAnswer: charter.firstAnswer, ...open });
  return {
    contract: 'contact-accepted.v1',
    code: mintCode(codePrefix, `call|${source}|${call.externalId}`, hmac),
    service,
    channel: 'phone',
    receivedAt,
    ...present({ firstAnswerDueAt }),
    urgent,
    ...(byKey && { danger: byKey }),
    ...(slot && !isUnderWay && { callBackDueAt: slot.dueAt }),
    // That it was in vain may be known already, from a record that did not tell the number.
    ...(slot && isUnderWay && phone !== undefined && { missedDueAt: slot.dueAt }),
    call,
    contact,
  };
}
