import type { PaperFacts } from '../../../shared/contracts/arrival.ts';
import type { AcceptedContact, ContactAccepted, Receipt } from '../../../shared/contracts/contact.ts';
import type { Officer } from '../../../shared/contracts/declaration.ts';
import type { RecordedContact } from '../../../shared/contracts/desk.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { answerDueAt, callBackDueAt } from '../../../shared/core/cases/charter.ts';
import { type Hmac, mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { mayCall } from '../../../shared/core/cases/safe-contact.ts';
import { triage } from '../../../shared/core/cases/triage.ts';
import type { Sha256 } from '../../../shared/core/chain.ts';
import type { LifeFirstRules } from '../../../shared/core/danger/danger.ts';
import type { HoursPeriod } from '../../../shared/core/hours/calendar.ts';
import { DAY, instantOf, isoOf, MINUTE } from '../../../shared/core/hours/zone.ts';
import { present } from '../../../shared/core/present.ts';

/** What is wrong with one member of a body, and where it is. */
export type Wrong = { detail: string; pointer: string };

/**
 * Days that a contact may be back-dated: a post bag of a long holiday; with a reason a year, the longest that a term
 * runs (ours).
 */
const backDays = 30;
const backDaysWithReason = 365;

/** Clocks of staff may be this much fast: milliseconds. */
const clocksDiffer = 5 * MINUTE;

/** What is wrong with when a contact came, as told at an instant. */
function wrongTime({ receivedAt, lateBecause }: RecordedContact, now: Date): Wrong[] {
  const ago = now.getTime() - instantOf(receivedAt);
  if (ago < -clocksDiffer) return [{ detail: 'must not be in the future', pointer: '/receivedAt' }];
  if (ago > backDaysWithReason * DAY) {
    return [{ detail: `must be ${backDaysWithReason} days ago at most`, pointer: '/receivedAt' }];
  }
  return ago > backDays * DAY && lateBecause === undefined
    ? [
        {
          detail: `must say why what came more than ${backDays} days ago is recorded only now`,
          pointer: '/lateBecause',
        },
      ]
    : [];
}

/** What is wrong with a kind or category that the service does not have. */
export function wrongSort(
  { kind, category }: { kind?: string | undefined; category?: string | undefined },
  { kinds, categories }: Pick<PreparedService, 'kinds' | 'categories'>,
): Wrong[] {
  const among = (names: string[], pointer: string) => ({ detail: `must be one of ${names.join(', ')}`, pointer });
  const [ofKind, ofCategory] = [kinds.map((known) => known.kind), categories.map((known) => known.category)];
  return [
    ...(kind === undefined || ofKind.some((known) => known === kind) ? [] : [among(ofKind, '/kind')]),
    ...(category === undefined || ofCategory.includes(category) ? [] : [among(ofCategory, '/category')]),
  ];
}

/** What is wrong with a contact that staff record, as far as its contract does not say it. */
export function wrongIn(contact: RecordedContact, definition: PreparedService, now: Date): Wrong[] {
  const spoken = contact.channel === 'phone';
  return [
    ...wrongTime(contact, now),
    ...wrongSort(contact, definition),
    ...(spoken && contact.formal === true
      ? [{ detail: 'must be left out: nobody signs a call (CAD art. 65)', pointer: '/formal' }]
      : []),
    ...(contact.callBack !== undefined && contact.phone === undefined
      ? [{ detail: 'must be given where somebody wants to be called back', pointer: '/phone' }]
      : []),
  ];
}

/** What is known of the paper; a call has none, but may be recorded late. */
function paperOf({ channel, pages, senderReference, lateBecause }: RecordedContact): PaperFacts | undefined {
  if (channel === 'phone' && senderReference === undefined && lateBecause === undefined) return undefined;
  return { toBeRead: false, ...present({ pages, senderReference, lateBecause }) };
}

/**
 * Takes in a contact that staff recorded: the message for the queue, and its receipt. Its clocks run from when it came,
 * by the hours as they are known now (`periods`), so that a letter which lay about is as late as it is. The same
 * content gets the same code, with the same Idempotency-Key or without one; `joins` is the code that it names, in its
 * one spelling.
 */
export function recordedContact(input: {
  recorded: RecordedContact;
  joins: string | undefined;
  recordedBy: Officer;
  definition: PreparedService;
  rules: LifeFirstRules;
  periods: readonly HoursPeriod[];
  key: string | undefined;
  now: Date;
  hmac: Hmac;
  sha256: Sha256;
}): { accepted: ContactAccepted; receipt: Receipt; urgent: boolean } {
  const { recorded, joins, recordedBy, definition, rules, periods, key, now, hmac, sha256 } = input;
  const { service, codePrefix } = definition;
  const { channel, formal, callBack, kind, requester, language } = recorded;
  const receivedAt = isoOf(Math.min(instantOf(recorded.receivedAt), now.getTime()));
  const digest = sha256(JSON.stringify([service, recorded]));
  const code = mintCode(codePrefix, key === undefined ? `desk|${digest}` : `desk|${digest}|key|${key}`, hmac);
  const { urgent } = triage(recorded, definition, rules);
  const firstAnswerDueAt = answerDueAt({ kind, receivedAt, definition, periods });
  const calledBy =
    callBack &&
    mayCall([recorded.safeContact]) &&
    callBackDueAt({ preference: callBack, at: now.toISOString(), definition, periods });
  const { category, name, surname, email, phone, subject, message, place, attachments, safeContact } = recorded;
  const said = { category, name, surname, email, phone, subject, message, place, attachments, safeContact, callBack };
  const due = present({ firstAnswerDueAt });
  const paper = paperOf(recorded);
  return {
    accepted: {
      contract: 'contact-accepted.v1',
      code,
      service,
      channel,
      receivedAt,
      ...due,
      urgent,
      ...present({ joins, callBackDueAt: calledBy || undefined, paper }),
      ...(formal === true && { formal }),
      recordedBy: recordedBy.name,
      recordedBySubject: recordedBy.subject,
      contact: { kind, requester, language, ...present(said) } as AcceptedContact,
    },
    receipt: { code, service, kind, receivedAt, ...due },
    urgent,
  };
}
