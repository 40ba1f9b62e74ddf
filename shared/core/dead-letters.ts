import { newObjects } from '../contracts/object-created.ts';
import { readAccepted, readAnswerNews, readFormal, readOffered } from './messages.ts';

/** What the letters of a queue are, by the part of its name that says so. */
const kinds = {
  AnswersDue: 'answers',
  AttachmentsDue: 'attachments',
  ProtocolDue: 'protocol',
  MailArrived: 'mails',
  ScanArrived: 'scans',
  Contacts: 'contacts',
} as const;

/**
 * What the letters of a queue are: contacts, what follows from a registered one, or what arrived by mail or on paper.
 */
export type LetterKind = (typeof kinds)[keyof typeof kinds];

/** What the letters of a queue are, read from its name; undefined for a queue that is none of ours. */
export function kindOfQueue(queueName: string): LetterKind | undefined {
  const found = Object.entries(kinds).find(([name]) => queueName.toLowerCase().includes(name.toLowerCase()));
  return found?.[1];
}

const soundness: Record<LetterKind, (body: string, service: string) => string> = {
  contacts(body, service) {
    readAccepted(body, service);
    return 'a sound contact that the register did not take in';
  },
  attachments(body, service) {
    readOffered(body, service);
    return 'a sound case whose attachments could not be checked in';
  },
  answers(body, service) {
    readAnswerNews(body, service);
    return 'a sound answer that did not leave in';
  },
  protocol(body, service) {
    readFormal(body, service);
    return 'a sound formal contact that the protocol did not take in';
  },
  mails: (body) => arrival(body, 'a mail that lies whole in its bucket and could not be read in'),
  scans: (body) => arrival(body, 'a scan that lies in its bucket and could not be taken in in'),
};

function arrival(body: string, sound: string): string {
  if (newObjects(body) === undefined) throw new Error('this is no message of S3 on new objects');
  return sound;
}

/**
 * Why a message ended among the dead letters: what is wrong with it, or that it is sound and was not taken in so many
 * tries.
 */
export function reasonOfDeath(body: string, service: string, receives: number, kind: LetterKind | undefined): string {
  if (kind === undefined) return 'it comes from a queue that is none of ours';
  try {
    return `${soundness[kind](body, service)} ${receives} tries; bring it back once what it needs answers`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
