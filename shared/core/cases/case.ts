import type { CallFacts } from '../../contracts/arrival.ts';
import type { CaseEvent } from '../../contracts/case-event.ts';
import type { Stage } from '../../contracts/case-status.ts';
import type { DangerKind } from '../../contracts/danger.ts';
import type { Judgement } from '../../contracts/judged-danger.ts';
import type { Channel } from '../../contracts/kind.ts';
import type { SafeContact } from '../../contracts/safe-contact.ts';
import type { HeardDanger } from '../danger/danger.ts';
import type { DeskFacts } from './desk-facts.ts';
import { nationalNumber } from './phone.ts';

/** The events of the given types. */
export type EventOf<T extends CaseEvent['type']> = Extract<CaseEvent, { type: T }>;

/**
 * One touch that a case consists of: `contact` is its own code; of a call, what its `records` (older before newer) tell
 * together. What is left to staff to type is `due` while nobody has read the scan, `done` once somebody has, or
 * recorded it by hand.
 */
export type ContactOfCase = {
  contact: string;
  channel: Channel;
  receivedAt: string;
  call?: CallFacts;
  records?: readonly CallFacts[];
  recording?: string;
  reading?: 'due' | 'done';
};

/** What a file is: its type as checked, its bytes, and the name that whoever sent it gave it. */
export type FileOfCase = { contentType: string; bytes: number; name?: string };

/** What is owed to a caller: due until somebody was reached, or three attempts were in vain. */
export type CallBack = { dueAt: string; attempts: number; state: 'due' | 'reached' | 'given-up' };

/** A protocol number that a contact of the case was given; a cancelled one stays. */
export type ProtocolOfCase = { contact: string; year: number; number: number; assignedAt: string; cancelled: boolean };

export type ContactPoints = { email?: string; phone?: string };

/** What is known of a case at every stage. */
export type Facts = DeskFacts & {
  service: string;
  kind: string;
  lane: string;
  urgent: boolean;
  language: 'it' | 'en' | 'de';
  receivedAt: string;
  firstAnswerDueAt?: string;
  history: { stage: Stage; at: string }[];
  /**
   * What was said; words that staff typed, or will, are `of` a contact, and a reading of it takes their place; `protocol`
   * is the outgoing number of an answer.
   */
  messages: {
    from: 'citizen' | 'desk';
    at: string;
    text: string;
    of?: string;
    danger?: HeardDanger;
    protocol?: { year: number; number: number };
    /** The files that an answer came with. */
    files?: readonly string[];
  }[];
  contactPoints: ContactPoints;
  /** Those that no reading gave: a correction leaves them. */
  ownPoints: ContactPoints;
  attachments: {
    offered: string[];
    attached: string[];
    refused: string[];
    /** What each that is attached is; its name goes with the personal data. */
    about: Readonly<Record<string, FileOfCase>>;
  };
  formal: boolean;
  /** What made it formal: its opening, and the contacts that were read as instances. */
  formalBy: { opening: boolean; contacts: string[] };
  contacts: ContactOfCase[];
  /** What staff last said of it: whether there was danger to life, and whether it lay in the urgent lane before. */
  judged?: {
    judged: Judgement;
    inLane: boolean;
    at: string;
    /** The subject of whoever judged. */
    by: string;
    kind?: DangerKind;
    /** Who agreed, where a second person has. */
    agreed?: { by: string; subject?: string };
  };
  /** How its persons may be reached without risk, by the contact that said so. */
  safe: Readonly<Record<string, SafeContact>>;
  /** Violence was heard in it, whatever told of it: nothing that leaves may tell. */
  tellsViolence?: true;
  /** Whether a scan waits for somebody to type what it says. */
  toBeRead: boolean;
  callBack?: CallBack;
  protocol: ProtocolOfCase[];
  /** Cases that were joined to this one. */
  joined: string[];
  /** Those of them that share its turn to call back; `missedAt` where their caller only called in vain, and when. */
  turns: readonly { caseId: string; missedAt?: string }[];
  /** The case that this one was joined to, by staff or to share its call-back. */
  joinedTo?: string;
  /** Whether the call that was owed here is owed there. */
  calledBackThere?: true;
  /** Personal data were erased: a record that is sent again brings none back. */
  erased?: true;
  /** Nothing was said since they were: there is nothing to show, and nobody to answer. */
  silentSince?: string;
};

/** A case: nothing yet, or one of the stages a citizen can see, each with what is known only there. */
export type Case =
  | { stage: 'none' }
  | (Facts & { stage: 'registered' })
  | (Facts & { stage: 'taken-in-charge' })
  | (Facts & { stage: 'waiting-for-you'; question: string })
  | (Facts & { stage: 'forwarded'; to: string })
  | (Facts & { stage: 'referred'; to: string })
  | (Facts & { stage: 'answered'; by: string })
  | (Facts & { stage: 'closed'; reason: string });

/** A case that was opened. */
export type KnownCase = Exclude<Case, { stage: 'none' }>;

/** The state before anything happened. */
export const initialCase = (): Case => ({ stage: 'none' });

/**
 * Whether a mail comes from the mailbox that was given with the contact: in any case, and whatever label stands after
 * `+` in either (RFC 5233), since one person reads them all.
 */
export function isMailboxOf(state: Case, sender: string): boolean {
  const mailbox = (address: string) => address.toLowerCase().replace(/(?<=[^+@])\+[^@]*@/, '@');
  return (
    state.stage !== 'none' &&
    state.contactPoints.email !== undefined &&
    mailbox(sender) === mailbox(state.contactPoints.email)
  );
}

/** Whether a fact a citizen gives (e-mail or phone, as typed) is the one given with the contact. */
export const isSecondFact = (state: Case, given: string): boolean =>
  state.stage !== 'none' && isPointOf(state.contactPoints, given);

/** Whether a text is one of these, e-mail or phone, however a person types it. */
export function isPointOf(
  { email, phone }: { email?: string | undefined; phone?: string | undefined },
  given: string,
): boolean {
  if (email !== undefined && given.trim().toLowerCase() === email.toLowerCase()) return true;
  return phone !== undefined && nationalNumber(given) !== '' && nationalNumber(given) === nationalNumber(phone);
}
