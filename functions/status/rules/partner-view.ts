import type { PersonalPart } from '../../../shared/contracts/event-members.ts';
import type { ReferralAsked, ReferralView } from '../../../shared/contracts/referral.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { isReferralOpen, type Referral } from '../../../shared/core/cases/desk-facts.ts';
import type { Told } from '../../../shared/core/cases/evolve.ts';
import { referenceOf } from '../../../shared/core/cases/referral-link.ts';
import { present } from '../../../shared/core/present.ts';

// What an administration sees of a case, and what its press asks of it.

/** A document that was shared, before it has an address. */
export type SharedFile = { document: string; contentType: string; bytes: number };
/** What an administration may see, its documents apart. */
export type Shared = { view: Omit<ReferralView, 'files'>; files?: SharedFile[] };

type Personal = { at: string; part: PersonalPart };
/** What the case told by the moment of the referral: contacts by their code, further messages, documents. */
type ToldOfCase = { contacts: Map<string, Personal>; messages: Personal[]; files: Map<string, SharedFile> };

/** Files that the desk put to its own answers: they came with no contact. */
const answeredWith = (entries: readonly Told[]) =>
  new Set(
    entries.flatMap(({ events }) =>
      events.flatMap((event) => (event.type === 'Answered' ? (event.attachments ?? []) : [])),
    ),
  );

/** Reads what had been said by then; what staff typed of a contact takes the place of what it told itself. */
function toldBy(entries: readonly Told[], code: string): ToldOfCase {
  const told: ToldOfCase = { contacts: new Map(), messages: [], files: new Map() };
  const ofAnswers = answeredWith(entries);
  for (const { at, events } of entries)
    for (const event of events) {
      if (event.type === 'ContactReceived')
        told.contacts.set(event.contact ?? code, { at: event.receivedAt, part: event.personal ?? {} });
      else if (event.type === 'CallUpdated') {
        const known = told.contacts.get(event.contact);
        if (known) told.contacts.set(event.contact, { at: known.at, part: { ...known.part, ...event.personal } });
      } else if (event.type === 'DocumentRead') {
        const contact = event.contact ?? code;
        told.contacts.set(contact, { at: told.contacts.get(contact)?.at ?? at, part: event.personal ?? {} });
      } else if (event.type === 'SplitOff') told.contacts.delete(event.contact);
      else if (event.type === 'MessageAdded' && event.from === 'citizen')
        told.messages.push({ at, part: event.personal ?? {} });
      else if (event.type === 'AttachmentAttached' && !ofAnswers.has(event.attachment)) {
        const { attachment: document, contentType, bytes } = event;
        told.files.set(document, { document, contentType, bytes });
      }
    }
  return told;
}

/** The entries until the one that holds the referral: what comes after it was not referred. */
function until(entries: readonly Told[], referral: string): readonly Told[] {
  const at = entries.findIndex(({ events }) =>
    events.some((event) => event.type === 'Referred' && event.referral === referral),
  );
  return at < 0 ? [] : entries.slice(0, at + 1);
}

/** Words and files that are shown, the latest ones. */
const wordsShown = 200;
const filesShown = 50;

type Parts = Omit<Shared, 'view'> & Pick<ReferralView, 'words' | 'name' | 'email' | 'phone' | 'place'>;

function sharedParts(referral: Referral, entries: readonly Told[], code: string): Parts {
  const { contacts, messages, files } = toldBy(until(entries, referral.referral), code);
  const parts = [...contacts.values()].map(({ part }) => part);
  const last = <Name extends keyof PersonalPart>(name: Name) => parts.map((part) => part[name]).findLast(Boolean);
  const may = (part: (typeof referral.shares)[number]) => referral.shares.includes(part);
  const words = [...contacts.values(), ...messages]
    .flatMap(({ at, part }) => (part.message === undefined ? [] : [{ at, text: part.message }]))
    .sort((one, other) => (one.at < other.at ? -1 : 1));
  const name = [last('name'), last('surname')].filter(Boolean).join(' ').slice(0, 200);
  const place = present({ address: last('place')?.address, municipality: last('place')?.municipality });
  return {
    ...(may('words') && words.length > 0 && { words: words.slice(-wordsShown) }),
    ...(may('person') && name !== '' && { name }),
    ...(may('contact-points') && present({ email: last('email'), phone: last('phone') })),
    ...(may('place') && Object.keys(place).length > 0 && { place }),
    ...(may('files') && files.size > 0 && { files: [...files.values()].slice(-filesShown) }),
  };
}

/**
 * What an administration sees of a referral: what was shared, as it was told by then and no word of later; once it owes
 * nothing any more, how it ended and nothing of the case. `entries` are those of the case, oldest first.
 */
export function partnerView(service: string, referral: Referral, entries: readonly Told[], code: string): Shared {
  const { to, at, state, since, because, acknowledgeBy, answerBy, text } = referral;
  const ended = { service, reference: referenceOf(referral), to, sentAt: at, state, since, ...present({ because }) };
  if (!isReferralOpen(referral)) return { view: ended };
  const { files, ...shared } = sharedParts(referral, entries, code);
  return {
    view: { ...ended, ...present({ acknowledgeBy, answerBy, text }), ...shared } as ReferralView,
    ...present({ files }),
  };
}

/**
 * The command that a press asks for, in the administration's name; `text` where its words are missing, undefined where
 * it only looks.
 */
export function commandOfPartner(
  { act, text, competent }: ReferralAsked,
  { referral, to }: Referral,
): CaseCommand | 'text' | undefined {
  const named = { referral, by: to };
  switch (act) {
    case undefined:
      return undefined;
    case 'acknowledge':
      return { type: 'AcknowledgeReferral', ...named };
    case 'give-back':
      return { type: 'ReturnReferral', ...named, because: 'given-back', ...present({ text }) };
    default:
      if (text === undefined) return 'text';
      return act === 'answer'
        ? { type: 'AnswerReferral', ...named, text }
        : { type: 'RefuseReferral', ...named, reason: text, ...present({ competent }) };
  }
}
