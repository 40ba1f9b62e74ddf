import type { RecordedContact } from '../../../shared/contracts/desk.ts';
import { spellingOf } from '../../../shared/core/cases/receipt-code.ts';
import { mayCall } from '../../../shared/core/cases/safe-contact.ts';
import { DAY, MINUTE } from '../../../shared/core/hours/zone.ts';
import { instantOfWallTime, wallTimeOf } from '../kit/rome-time.ts';
import { given, nothingTyped, saidIn, type Typed, type TypedWrong, wrongInTyped } from './typed-words.ts';

/** A file that was uploaded already: its id, what it is called here, and its bytes. */
export type AddedFile = { id: string; name: string; bytes?: number | undefined };

/**
 * What the center takes as files (contracts/attachment.ts, contracts/contact.ts), without their schemas in the page.
 */
export const filesTaken = { types: ['application/pdf', 'image/jpeg', 'image/png'], bytes: 10_485_760, most: 5 };

/** Bytes of the files of one answer together (contracts/mail.ts). */
export const answerFilesBytes = 4_194_304;

export type FileWrong = 'wrongType' | 'wrongSize';

/** What is wrong with a file before it is sent; undefined where nothing is. */
export function wrongInFile({ type, size }: { type: string; size: number }): FileWrong | undefined {
  if (!filesTaken.types.includes(type)) return 'wrongType';
  return size < 1 || size > filesTaken.bytes ? 'wrongSize' : undefined;
}

/**
 * A contact while somebody of the staff writes it down: what the fields hold, and the key that makes two presses one.
 */
export type ContactDraft = Typed & {
  key: string;
  channel: RecordedContact['channel'];
  /** Day and hour of Rome; the hour may be unknown. */
  day: string;
  hour: string;
  lateBecause: string;
  requester: RecordedContact['requester'];
  pages: string;
  formal: boolean;
  joins: string;
  callBack: 'none' | NonNullable<RecordedContact['callBack']>;
  files?: readonly AddedFile[];
  /** When it was first sent as it is (ms): whoever sends it again because no answer came sends the very same. */
  pressedAt?: number;
};

export type ContactWrong =
  | TypedWrong
  | 'receivedAt'
  | 'receivedFuture'
  | 'receivedFar'
  | 'lateBecause'
  | 'phoneNeeded'
  | 'pages'
  | 'joins';

/** Days that a contact may be back-dated, and those that need a reason: what the desk's function takes. */
export const backDays = { freely: 30, most: 365 };

/** Empty fields for something that came just now; `key` is new for each contact. */
export function newContactDraft(now: number, key: string): ContactDraft {
  return {
    ...nothingTyped,
    key,
    channel: 'letter',
    day: wallTimeOf(new Date(now).toISOString()).slice(0, 10),
    hour: '',
    lateBecause: '',
    requester: 'citizen',
    pages: '',
    formal: false,
    joins: '',
    callBack: 'none',
  };
}

/** Who comes on paper has pages and perhaps a reference of their own; nobody signs a call. */
export const isPaper = ({ channel }: Pick<ContactDraft, 'channel'>): boolean =>
  channel === 'letter' || channel === 'fax';
export const mayBeFormal = ({ channel }: Pick<ContactDraft, 'channel'>): boolean => channel !== 'phone';

/** Whether a call back can be promised: not where calling would put the person in danger. */
export const mayBeCalled = ({ safeContact }: Pick<ContactDraft, 'safeContact'>): boolean =>
  mayCall([safeContact || undefined]);

type Came = Pick<ContactDraft, 'day' | 'hour'> & Partial<Pick<ContactDraft, 'channel'>>;

/** Whether somebody speaks while it is written down: it comes now, and not at some hour of the day. */
const isSpoken = ({ channel }: Came): boolean => channel === 'phone' || channel === 'in-person';

/** The hour to stand in the form once a channel is chosen: the present minute of a call or a visit of today. */
export function hourOf(draft: Came, now: number): string {
  const [day, hour = ''] = wallTimeOf(new Date(now).toISOString()).split('T');
  return isSpoken(draft) && draft.hour === '' && draft.day === day ? hour.slice(0, 5) : draft.hour;
}

/**
 * When it came: where nobody says the hour, now for a call or a visit of today, noon for everything else, but never
 * later than now; undefined for what is no day.
 */
export function receivedAtOf(came: Came, now: number): string | undefined {
  const { day, hour } = came;
  if (hour !== '') return instantOfWallTime(`${day}T${hour}`);
  const noon = instantOfWallTime(`${day}T12:00`);
  const isToday = wallTimeOf(new Date(now).toISOString()).startsWith(`${day}T`);
  if (noon === undefined || !isToday) return noon;
  return isSpoken(came) || Date.parse(noon) > now ? new Date(now).toISOString() : noon;
}

/** Whether the day that was typed asks for a reason. */
export function needsReason(draft: Came, now: number): boolean {
  const at = receivedAtOf(draft, now);
  return at !== undefined && now - Date.parse(at) > backDays.freely * DAY;
}

function wrongTime(draft: ContactDraft, now: number): ContactWrong[] {
  const at = receivedAtOf(draft, now);
  if (at === undefined) return ['receivedAt'];
  const ago = now - Date.parse(at);
  if (ago < -MINUTE) return ['receivedFuture'];
  if (ago > backDays.most * DAY) return ['receivedFar'];
  return needsReason(draft, now) && draft.lateBecause.trim() === '' ? ['lateBecause'] : [];
}

/** What is wrong with a contact, field by field, in the order of the form; empty when it can be recorded. */
export function wrongInContact(draft: ContactDraft, codePrefix: string, now: number): ContactWrong[] {
  const { phone, pages, joins } = draft;
  const callBack = callBackOf(draft);
  const wholePages = /^\d{1,5}$/.test(pages.trim()) && Number(pages) >= 1 && Number(pages) <= 10_000;
  return [
    ...wrongTime(draft, now),
    ...wrongInTyped(draft, true),
    ...(callBack !== 'none' && phone.trim() === '' ? ['phoneNeeded' as const] : []),
    ...(isPaper(draft) && pages.trim() !== '' && !wholePages ? ['pages' as const] : []),
    ...(joins.trim() !== '' && spellingOf(joins, codePrefix) === undefined ? ['joins' as const] : []),
  ];
}

const callBackOf = (draft: ContactDraft) => (mayBeCalled(draft) ? draft.callBack : 'none');

/** The contact that a draft without faults stands for at an instant. */
export function contactOf(draft: ContactDraft, now: number): RecordedContact {
  const { channel, kind, category, requester, language, lateBecause, pages, formal, joins, files } = draft;
  const callBack = callBackOf(draft);
  const { senderReference, ...said } = saidIn(draft);
  return {
    channel,
    receivedAt: receivedAtOf(draft, now) ?? '',
    kind: kind || 'information',
    requester,
    language,
    ...given({ category, joins }),
    ...said,
    ...(isPaper(draft) && senderReference !== undefined ? { senderReference } : {}),
    ...(isPaper(draft) && pages.trim() !== '' ? { pages: Number(pages) } : {}),
    ...(mayBeFormal(draft) && formal ? { formal } : {}),
    ...(needsReason(draft, now) ? given({ lateBecause }) : {}),
    ...(callBack === 'none' ? {} : { callBack }),
    ...(files === undefined || files.length === 0 ? {} : { attachments: files.map(({ id }) => id) }),
  };
}
