import type { DeskCase } from '../../../shared/contracts/desk.ts';
import { isSamePerson } from '../../../shared/core/cases/desk-facts.ts';
import { readingOf, whatHolds } from '../../../shared/core/cases/readings.ts';
import { mayCall } from '../../../shared/core/cases/safe-contact.ts';

type Contact = DeskCase['contacts'][number];

/** One thing that happened to a case between two looks. */
export type Change =
  | { what: 'urgent' }
  | { what: 'contact'; channel: Contact['channel']; at: string }
  | { what: 'message'; at: string }
  | { what: 'reading'; by: string; at: string }
  | { what: 'attempt'; by: string; at: string; outcome: Attempt['outcome'] }
  | { what: 'owner' | 'answer' | 'note' | 'ask' | 'referral' | 'rescue'; by: string; at: string }
  | { what: 'document'; name: string }
  | { what: 'protocol' | 'cancelled'; number: string }
  | { what: 'stage'; stage: DeskCase['stage'] }
  | { what: 'joined' | 'joinedTo'; code: string }
  | { what: 'other' };
type Attempt = NonNullable<DeskCase['callBack']>['attempts'][number];

const after = <Item>(before: readonly Item[], now: readonly Item[]): readonly Item[] => now.slice(before.length);

/** What changed in a case since it was read, the most pressing first; empty when it is the same version. */
export function changesBetween(before: DeskCase, now: DeskCase): Change[] {
  if (before.version === now.version) return [];
  const numbers = new Map(before.protocol.map(({ number, cancelled }) => [number, cancelled]));
  const known = new Set(before.documents.map(({ document }) => document));
  const changes: Change[] = [
    ...(now.urgent && !before.urgent ? [{ what: 'urgent' as const }] : []),
    ...(now.joinedTo !== undefined && before.joinedTo === undefined
      ? [{ what: 'joinedTo' as const, code: now.joinedTo }]
      : []),
    ...(now.stage === before.stage ? [] : [{ what: 'stage' as const, stage: now.stage }]),
    ...byStaff(before.desk, now.desk),
    ...after(before.contacts, now.contacts).map(({ channel, receivedAt }) => ({
      what: 'contact' as const,
      channel,
      at: receivedAt,
    })),
    ...after(before.readings, now.readings).map(({ by, at }) => ({ what: 'reading' as const, by, at })),
    ...after(before.callBack?.attempts ?? [], now.callBack?.attempts ?? []).map(({ by, at, outcome }) => ({
      what: 'attempt' as const,
      by,
      at,
      outcome,
    })),
    ...after(laterMessages(before), laterMessages(now)).map(({ at }) => ({ what: 'message' as const, at })),
    ...now.documents
      .filter(({ document }) => !known.has(document))
      .map(({ document, fileName }) => ({ what: 'document' as const, name: fileName ?? document.slice(0, 8) })),
    ...now.protocol
      .filter(({ number }) => !numbers.has(number))
      .map(({ number }) => ({ what: 'protocol' as const, number })),
    ...now.protocol
      .filter(({ number, cancelled }) => cancelled && numbers.get(number) === false)
      .map(({ number }) => ({ what: 'cancelled' as const, number })),
    ...after(before.joined, now.joined).map((code) => ({ what: 'joined' as const, code })),
  ];
  return changes.length === 0 ? [{ what: 'other' }] : changes;
}

/** Whether an answer of somebody's own is still to leave. */
export const waitsToLeave = ({ desk }: DeskCase, { subject, name }: { subject: string; name: string }): boolean =>
  desk.answers.some((answer) => answer.state === 'to-leave' && isSamePerson(answer, { by: name, subject }));

/** Whether nothing happened between two looks but that answers left: the case is answered then. */
export function hasOnlyLeft(before: DeskCase, now: DeskCase): boolean {
  const left = now.desk.answers.filter(({ state, answer }) => {
    const known = before.desk.answers.find((one) => one.answer === answer);
    return state === 'sent' && known?.state === 'to-leave';
  });
  const isNews = ({ what }: Change) => !['stage', 'message', 'other'].includes(what);
  return left.length > 0 && now.version === before.version + left.length && !changesBetween(before, now).some(isNews);
}

/** What colleagues did with a case between two looks, each with who did it. */
function byStaff(before: DeskCase['desk'], now: DeskCase['desk']): Change[] {
  const told =
    (what: 'answer' | 'note' | 'ask' | 'referral') =>
    ({ by, at }: { by: string; at: string }): Change => ({ what, by, at });
  const { owner, rescue } = now;
  const isOther = owner !== undefined && owner.since !== before.owner?.since;
  return [
    ...(isOther ? [{ what: 'owner' as const, by: owner.by, at: owner.since }] : []),
    ...(rescue !== undefined && before.rescue === undefined
      ? [{ what: 'rescue' as const, by: rescue.by, at: rescue.at }]
      : []),
    ...after(before.answers, now.answers).map(told('answer')),
    ...after(before.asks, now.asks).map(told('ask')),
    ...after(before.referrals, now.referrals).map(told('referral')),
    ...after(before.notes, now.notes).map(told('note')),
  ];
}

/** What was said after the contacts and the readings, which have their own words above the conversation. */
export function laterMessages({ messages, contacts, readings }: DeskCase): DeskCase['messages'] {
  const told = new Map<string, number>();
  // What was read of a contact stands where its own words stood.
  const unread = contacts.filter(({ contact }) => readingOf(contact, readings) === undefined);
  for (const { message } of [...unread, ...readings.filter(({ replaced }) => replaced !== true)])
    if (message !== undefined) told.set(message, (told.get(message) ?? 0) + 1);
  return messages.filter(({ from, text }) => {
    const left = told.get(text) ?? 0;
    if (from === 'desk' || left === 0) return true;
    told.set(text, left - 1);
    return false;
  });
}

/** The text that a scan carried itself, as an aid for whoever reads it; undefined where there is none. */
export const textInScan = ({ paper, message }: Pick<Contact, 'paper' | 'message'>): string | undefined =>
  paper?.toBeRead === true && paper.textLayer === true ? message : undefined;

/**
 * Numbers under which the persons of a case can be called, the latest first, each once; none that was mistyped and
 * corrected, and none where somebody has asked not to be called.
 */
export const phonesOf = (known: DeskCase): string[] => (mayBeCalled(known) ? allPhones(known) : []);

/** Whether nobody of a case has asked not to be called. */
export const mayBeCalled = (known: DeskCase): boolean =>
  mayCall([...known.contacts, ...known.readings].map(({ safeContact }) => safeContact));

const allPhones = (known: DeskCase): string[] => [
  ...new Set(
    whatHolds(known)
      .map(({ phone }) => phone)
      .filter((phone) => phone !== undefined)
      .reverse(),
  ),
];
