import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { DeskCase } from '../../../shared/contracts/desk.ts';
import type { PersonalPart } from '../../../shared/contracts/event-members.ts';
import { type Case, initialCase } from '../../../shared/core/cases/case.ts';
import { evolveCase, type Told } from '../../../shared/core/cases/evolve.ts';
import { callsOf, isOnlyMissed } from '../../../shared/core/cases/missed-calls.ts';
import { whatHolds } from '../../../shared/core/cases/readings.ts';
import { attemptsAndPersons, type Subject, similarity } from '../../../shared/core/cases/similar.ts';
import { pointsOf } from '../../../shared/core/cases/worklist-item.ts';
import { worstOf } from '../../../shared/core/danger/hear-danger.ts';
import { present } from '../../../shared/core/present.ts';
import { numberText } from '../../../shared/core/protocol.ts';
import { deskView } from './desk-view.ts';
import { type NotedFact, notedFacts } from './person-facts.ts';

/** Everything of a case but what other cases and the store of documents know. */
export type CaseRead = Omit<DeskCase, 'suggestions' | 'facts'> & {
  /** What was noted of its person in this case. */
  facts: readonly NotedFact[];
};
type ContactRead = CaseRead['contacts'][number];
type DocumentRead = CaseRead['documents'][number];
type CallBackRead = NonNullable<CaseRead['callBack']>;

/** Lists are shown up to here, the latest ones of longer lists; nothing comes near it. */
const shown = 1000;
/**
 * Bytes of one list: five of them and all documents stay below the 6 MB that Lambda answers with at most (Lambda quotas,
 * invocation payload). Who holds a code may write for days.
 */
const shownBytes = 900_000;

const utf8 = new TextEncoder();

/** The latest of a list that there is room for; the `first` ones always, for they say what the case is about. */
function latest<Item>(list: readonly Item[], first = 0): Item[] {
  let room = shownBytes;
  let from = list.length;
  while (from > first && list.length - from < shown - first) {
    room -= utf8.encode(JSON.stringify(list[from - 1])).length + 1;
    if (room < 0) break;
    from -= 1;
  }
  return [...list.slice(0, Math.min(first, from)), ...list.slice(from)];
}

/** What one event adds to what staff see; `state` is the case with the event. */
type Seen = {
  opened: Extract<CaseEvent, { type: 'CaseOpened' }> | undefined;
  category: string | undefined;
  contacts: ContactRead[];
  readings: CaseRead['readings'];
  documents: Map<string, DocumentRead>;
  numbers: CaseRead['protocol'];
  attempts: CallBackRead['attempts'];
  erased: boolean;
  erasedBecause?: string;
  judged?: NonNullable<CaseRead['judged']>;
  notes: CaseRead['desk']['notes'];
  facts: readonly NotedFact[];
};

const wordsOf = ({ fileName: _file, dangerKind: _judged, fact: _noted, ...part }: PersonalPart = {}) => present(part);

/** A call with what a later record tells of it; the worse danger that any of them told of stays. */
const updated = (contact: ContactRead, personal: PersonalPart | undefined): ContactRead => ({
  ...contact,
  ...wordsOf(personal),
  ...present({ danger: worstOf([contact.danger, personal?.danger]) }),
});

/** What is erased is not shown any more, even while the register is still removing it. */
function forget(seen: Seen): void {
  seen.erased = true;
  seen.contacts = seen.contacts.map(
    ({ contact, channel, receivedAt, registeredAt, toBeRead, call, mail, paper, recordedBy }) => ({
      contact,
      channel,
      receivedAt,
      registeredAt,
      ...present({ toBeRead, call, mail, paper, recordedBy }),
    }),
  );
  seen.readings = seen.readings.map(({ at, by, kind, category, contact, replaced }) => ({
    at,
    by,
    ...present({ kind, category, contact, replaced }),
  }));
  if (seen.judged !== undefined) seen.judged = { judged: seen.judged.judged, at: seen.judged.at };
  seen.facts = [];
  seen.notes = seen.notes.map(({ text: _erased, ...kept }) => kept);
  seen.attempts = seen.attempts.map(({ note: _note, ...attempt }) => attempt);
  for (const [id, { fileName: _name, danger: _heard, ...document }] of seen.documents) {
    seen.documents.set(id, { ...document, state: 'erased' });
  }
}

/** Notes what staff typed of a contact: it holds instead of what they typed of it before. */
function readOf(seen: Seen, event: Extract<CaseEvent, { type: 'DocumentRead' }>, at: string): void {
  const { by, sorted, personal } = event;
  // Before readings named their contact, one reading was of all that waited.
  const contact = event.contact ?? seen.contacts.findLast(({ toBeRead }) => toBeRead)?.contact;
  if (sorted !== undefined) seen.category = sorted.category;
  seen.contacts = seen.contacts.map((one) =>
    one.toBeRead && (event.contact === undefined || one.contact === contact) ? { ...one, toBeRead: false } : one,
  );
  seen.readings = [
    ...seen.readings.map((reading) =>
      contact !== undefined && reading.contact === contact ? { ...reading, replaced: true } : reading,
    ),
    {
      at,
      by,
      ...present({ kind: sorted?.kind, category: sorted?.category, contact }),
      ...wordsOf(personal),
    },
  ];
}

function note(seen: Seen, event: CaseEvent, at: string, code: string): void {
  switch (event.type) {
    case 'CaseOpened':
      seen.opened = event;
      seen.category = event.category;
      break;
    case 'ContactReceived': {
      const { contact = code, channel, receivedAt, attachments, call, mail, paper, recordedBy, personal } = event;
      seen.contacts.push({
        contact,
        channel,
        receivedAt,
        registeredAt: at,
        ...wordsOf(personal),
        ...present({ toBeRead: paper?.toBeRead || undefined, call, mail, paper, recordedBy }),
      });
      for (const document of attachments) seen.documents.set(document, { document, state: 'offered' });
      break;
    }
    case 'CallUpdated':
      seen.contacts = seen.contacts.map((contact) =>
        contact.contact === event.contact ? updated(contact, event.personal) : contact,
      );
      break;
    case 'AttachmentAttached': {
      const { attachment: document, contentType, bytes, sha256, personal } = event;
      seen.documents.set(document, {
        document,
        state: 'attached',
        contentType,
        bytes,
        sha256,
        ...present({ fileName: personal?.fileName, danger: personal?.danger }),
      });
      break;
    }
    case 'AttachmentRefused':
      seen.documents.set(event.attachment, { document: event.attachment, state: 'refused' });
      break;
    case 'DocumentRead':
      readOf(seen, event, at);
      break;
    case 'CallBackAsked':
      seen.attempts = [];
      break;
    case 'CallBackTried': {
      const { by, outcome, personal } = event;
      seen.attempts.push({ at, by, outcome, ...(personal?.message === undefined ? {} : { note: personal.message }) });
      break;
    }
    case 'ProtocolAssigned': {
      const { contact, year, number, assignedAt } = event;
      seen.numbers.push({ number: numberText(year, number), contact, assignedAt, cancelled: false });
      break;
    }
    case 'ProtocolCancelled': {
      const cancelled = numberText(event.year, event.number);
      seen.numbers = seen.numbers.map((known) => (known.number === cancelled ? { ...known, cancelled: true } : known));
      break;
    }
    case 'DangerJudged': {
      const { judged, personal } = event;
      seen.judged = { judged, at, ...present({ kind: personal?.dangerKind, reason: personal?.message }) };
      break;
    }
    case 'NoDangerAgreed':
      if (seen.judged !== undefined) seen.judged = { ...seen.judged, agreed: event.by };
      break;
    case 'NoteAdded': {
      const { by, subject, mentions, personal } = event;
      seen.notes.push({ by, at, ...present({ subject, mentions, text: personal?.message }) });
      break;
    }
    case 'Reviewed': {
      const { by, subject, criteria, personal } = event;
      const found = criteria.every(({ met }) => met) ? 'right' : 'to-correct';
      seen.notes.push({ by, at, review: found, ...present({ subject, text: personal?.message }) });
      break;
    }
    case 'Resorted':
      seen.category = event.category ?? seen.category;
      break;
    case 'PersonalDataErased':
      forget(seen);
      seen.erasedBecause = event.reason;
      break;
  }
}

/**
 * The whole case as whoever works on it sees it, from its entries, oldest first; undefined for a case that is not
 * there.
 */
export function caseRead(code: string, version: number, entries: readonly Told[]): CaseRead | undefined {
  let state: Case = initialCase();
  const seen: Seen = {
    opened: undefined,
    category: undefined,
    contacts: [],
    readings: [],
    documents: new Map(),
    numbers: [],
    attempts: [],
    notes: [],
    facts: [],
    erased: false,
  };
  for (const { at, events } of entries) {
    for (const event of events) {
      state = evolveCase(state, event, at);
      note(seen, event, at, code);
      seen.facts = notedFacts(seen.facts, event, at);
    }
  }
  const { opened, category, contacts, readings, documents, numbers, attempts, erased } = seen;
  if (state.stage === 'none' || opened === undefined) return undefined;
  const { callBack, firstAnswerDueAt, joinedTo } = state;
  return {
    code,
    service: opened.service,
    version,
    stage: state.stage,
    kind: state.kind as DeskCase['kind'],
    ...(category === undefined ? {} : { category }),
    requester: opened.requester,
    language: state.language,
    lane: state.lane,
    urgent: state.urgent,
    competence: opened.competence,
    formal: state.formal,
    receivedAt: state.receivedAt,
    ...(firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt }),
    toBeRead: state.toBeRead,
    erased,
    ...present({ erasedBecause: seen.erasedBecause }),
    history: state.history.slice(-shown),
    contacts: latest(contacts, 1).map((contact) => ({ ...contact, ...callOf(state, contact) })),
    counted: attemptsAndPersons(reachableIn({ contacts, readings })),
    readings: latest(readings),
    messages: latest(state.messages).map(({ from, at, text, of, danger }) => ({
      from,
      at,
      text,
      ...(of === undefined && present({ danger })),
    })),
    documents: [...documents.values()].slice(-shown),
    protocol: numbers.slice(-shown),
    ...(callBack && {
      callBack: {
        dueAt: callBack.dueAt,
        state: callBack.state,
        ...(callsOf(state) > 1 && { calls: callsOf(state) }),
        ...(isOnlyMissed(state) && { missed: true }),
        attempts: latest(attempts),
      },
    }),
    desk: deskView(state, latest(seen.notes)),
    ...present({ judged: seen.judged }),
    facts: seen.facts,
    joined: state.joined.slice(-shown),
    ...(joinedTo === undefined ? {} : { joinedTo }),
  };
}

/** What all records of a call tell together, and when it began. */
function callOf({ contacts }: Exclude<Case, { stage: 'none' }>, { contact }: ContactRead) {
  const known = contacts.find((each) => each.contact === contact);
  return known?.call === undefined ? {} : { call: known.call, receivedAt: known.receivedAt };
}

/**
 * Every contact with the ways to reach whoever it is from; a scan is its sender's as soon as somebody has read whose it
 * is.
 */
function reachableIn({ contacts, readings }: Pick<CaseRead, 'contacts' | 'readings'>) {
  const held = whatHolds({ contacts, readings });
  return contacts.map(({ contact }) => ({
    points: held.filter((said) => said.contact === contact).flatMap(pointsOf),
  }));
}

/**
 * How many attempts and persons a case and those joined to it are, together: somebody who tried by three channels is
 * one.
 */
export const countedTogether = (cases: readonly CaseRead[]): CaseRead['counted'] =>
  attemptsAndPersons(cases.flatMap(reachableIn));

/** Every way to reach the persons of a case. */
export const pointsIn = (read: CaseRead): string[] => [...new Set(whatHolds(read).flatMap(pointsOf))];

const subjectOf = (read: CaseRead): Subject => ({
  kind: read.kind,
  category: read.category,
  receivedAt: read.receivedAt,
  words: whatHolds(read)
    .map(({ subject = '', message = '' }) => `${subject}\n${message}`)
    .join('\n'),
});

/** Suggestions of one case at most. */
const suggested = 10;

/** Which of the other cases of the same persons are likely about the same thing, those with the most reasons first. */
export function suggestionsFor(one: CaseRead, others: readonly CaseRead[]): DeskCase['suggestions'] {
  const subject = subjectOf(one);
  return others
    .filter(({ code, joinedTo }) => code !== one.code && joinedTo === undefined && code !== one.joinedTo)
    .map((other) => ({ other, reasons: similarity(subject, subjectOf(other)) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort(
      (a, b) =>
        Number(b.reasons.includes('same-words')) - Number(a.reasons.includes('same-words')) ||
        b.reasons.length - a.reasons.length ||
        (a.other.receivedAt < b.other.receivedAt ? 1 : -1),
    )
    .slice(0, suggested)
    .map(({ other: { code, kind, contacts, stage, receivedAt, counted }, reasons }) => ({
      caseId: code,
      kind,
      channel: contacts[0]?.channel ?? 'form',
      stage,
      receivedAt,
      reasons,
      counted,
    }));
}
