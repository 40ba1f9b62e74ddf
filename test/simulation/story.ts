import type { CallFacts } from '../../shared/contracts/arrival.ts';
import type { ContactAccepted } from '../../shared/contracts/contact.ts';
import { wasMissed } from '../../shared/core/cases/call.ts';
import { mintCode } from '../../shared/core/cases/receipt-code.ts';
import { hmacWith } from '../../shared/shell/hashing.ts';
import type { Chance } from './chance.ts';

/** When every history begins. */
export const beginning = Date.parse('2026-09-11T15:00:00Z');

/** The secret with which this world's codes and keys are made. */
export const hmac = hmacWith('a secret of the simulation');

const codes = Array.from({ length: 8 }, (_, number) => mintCode('PC', `contact ${number}`, hmac));
const codeOf = (number: number) => codes[number] as string;
const callBackDueAt = '2026-09-14T11:00:00Z';
const firstAnswerDueAt = '2026-09-14T10:00:00.000Z';
const service = 'protezione-civile';
const danger = 'Siamo intrappolati sotto le macerie';

const citizen = { requester: 'citizen', language: 'it' } as const;
const ada = {
  ...citizen,
  name: 'Ada',
  surname: 'Bianchi',
  email: 'ada.bianchi@example.org',
  subject: 'Strada',
  privacyAccepted: true as const,
};

/** What a call may be told as: a record under way, then how it goes on. */
const callsTold: CallFacts['outcome'][][] = [
  ['in-progress', 'voicemail'],
  ['in-progress', 'abandoned', 'voicemail'],
  ['in-progress', 'voicemail', 'answered'],
  ['in-progress', 'answered'],
  ['in-progress', 'abandoned'],
  ['busy'],
];

/** The name of an attachment of a contact: one in four is a page that says it is a picture. */
export const attachmentOf = (contact: number, place: number): string =>
  `${contact}${place}`.padStart(32, (contact + place) % 4 === 0 ? 'bad0' : '0');

/**
 * What a few citizens of two telephone numbers send: forms, instances, replies, calls in records; with files, where the
 * history is to tell of them.
 */
export function storyOf(chance: Chance, withFiles: boolean): ContactAccepted[] {
  const count = 2 + chance.below(4);
  return Array.from({ length: count }, (_, index) => index).flatMap((index): ContactAccepted[] => {
    const phone = `+39 333 123456${chance.below(2)}`;
    const receivedAt = new Date(beginning + index * 1000).toISOString();
    const accepted = {
      contract: 'contact-accepted.v1',
      code: codeOf(index + 1),
      service,
      receivedAt,
      firstAnswerDueAt,
    } as const;
    const message = chance.happens(0.1) ? danger : 'Quando riapre la strada?';
    const count = withFiles && chance.happens(0.4) ? 1 + chance.below(2) : 0;
    const files =
      count === 0 ? {} : { attachments: Array.from({ length: count }, (_, place) => attachmentOf(index, place)) };
    const asked = { ...ada, ...files, kind: 'information', category: 'earthquakes', message, phone } as const;
    const drawn = chance.next();
    if (drawn < 0.45) return [{ ...accepted, channel: 'form', callBackDueAt, contact: asked }];
    if (drawn < 0.6) {
      const owed = chance.happens(0.3) ? { callBackDueAt } : {};
      return [{ ...accepted, ...owed, channel: 'form', contact: { ...ada, kind: 'instance', message, phone } }];
    }
    if (drawn < 0.72 && index > 0) {
      const joins = codeOf(1 + chance.below(index));
      return [{ ...accepted, channel: 'email', joins, contact: { ...citizen, kind: 'information', message, phone } }];
    }
    return recordsOf(accepted, chance.oneOf(callsTold), phone, index, chance);
  });
}

function recordsOf(
  accepted: Omit<ContactAccepted, 'channel' | 'contact'>,
  outcomes: readonly CallFacts['outcome'][],
  phone: string,
  index: number,
  chance: Chance,
): ContactAccepted[] {
  const named = outcomes.map(() => chance.happens(0.7));
  // One record at least names the caller, not always the one that asks.
  if (!named.includes(true)) named[chance.below(named.length)] = true;
  return outcomes.map((outcome, place) => ({
    ...accepted,
    channel: 'phone',
    call: {
      source: 'room',
      externalId: `call ${index}`,
      asOf: new Date(beginning + (index + place) * 1000).toISOString(),
      outcome,
      startedAt: accepted.receivedAt,
    },
    ...((outcome === 'voicemail' || wasMissed({ outcome })) && { callBackDueAt }),
    ...(outcome === 'in-progress' && named[place] && { missedDueAt: callBackDueAt }),
    contact: { ...citizen, kind: 'information', ...(named[place] && { phone }) },
  }));
}

/** A contact in one line, for a history. */
export const toldInShort = ({ code, channel, joins, call, callBackDueAt: due, contact }: ContactAccepted): string =>
  [
    code.slice(-4),
    channel,
    contact.kind,
    call?.outcome,
    due && 'asks to be called back',
    joins && `joins ${joins.slice(-4)}`,
    contact.phone && `phone …${contact.phone.slice(-1)}`,
    contact.message === danger && 'danger to life',
  ]
    .filter(Boolean)
    .join(', ');
