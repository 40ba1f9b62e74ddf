import { type CaseStatus, type Conversation, clarities } from '../../contracts/case-status.ts';
import type { PreparedService } from '../../contracts/service.ts';
import type { HoursPeriod } from '../hours/calendar.ts';
import { present } from '../present.ts';
import { numberText } from '../protocol.ts';
import type { Case, Facts } from './case.ts';
import { firstAnswerDue } from './charter.ts';
import { isToBeAsked } from './decide-consent.ts';
import { rateable } from './decide-quality.ts';
import { filesOfAnswers } from './desk-facts.ts';
import { fileNameOf } from './file-name.ts';

/**
 * What anybody with the code may see: stages and dates, due times by the hours as known (`periods`); a genuine code
 * that the register does not know yet is accepted.
 */
export function caseStatus(
  code: string,
  definition: PreparedService,
  state: Case,
  periods: readonly HoursPeriod[],
): CaseStatus {
  const { service } = definition;
  if (state.stage === 'none') return { code, service, stage: 'accepted', history: [] };
  const { receivedAt, history, protocol, callBack, silentSince, tellsViolence } = state;
  const isErased = silentSince !== undefined;
  // Of violence nothing is told that whoever reads along could learn from.
  const sort = isErased || tellsViolence ? undefined : definition.kinds.find(({ kind }) => kind === state.kind);
  const firstAnswerDueAt = isErased ? undefined : firstAnswerDue(state, definition, periods);
  const numbers = protocol.slice(-500).map(({ year, number, assignedAt, cancelled }) => ({
    number: numberText(year, number),
    assignedAt,
    cancelled,
  }));
  return {
    code,
    service,
    stage: isErased ? 'erased' : state.stage,
    ...present({ kind: sort?.duty && sort.kind }),
    receivedAt,
    ...(firstAnswerDueAt === undefined ? {} : { firstAnswerDueAt }),
    history: history.slice(-500),
    ...(callBack && !isErased && { callBack: { dueAt: callBack.dueAt, state: callBack.state } }),
    ...(numbers.length === 0 ? {} : { protocol: numbers }),
    ...present({ rating: ratingOf(state) }),
  };
}

/** What the citizen of a case may say of its answer, and has said. */
function ratingOf(state: Exclude<Case, { stage: 'none' }>): CaseStatus['rating'] {
  const rated = rateable(state);
  if (rated === undefined) return undefined;
  const { stars, faces, clear } = rated.said;
  return {
    until: rated.until,
    ...present({ stars, faces, clear: clear === undefined ? undefined : clarities[clear - 1] }),
  };
}

/** What became of the files that came with a case, counted; undefined where none came. */
function filesOf(state: Exclude<Case, { stage: 'none' }>) {
  const ofAnswers = filesOfAnswers(state);
  const [offered, attached, refused] = (['offered', 'attached', 'refused'] as const).map((what) =>
    state.attachments[what].filter((file) => !ofAnswers.has(file)),
  ) as [string[], string[], string[]];
  const settled = new Set([...attached, ...refused]);
  const checking = offered.filter((attachment) => !settled.has(attachment)).length;
  return settled.size + checking === 0 ? undefined : { attached: attached.length, checking, refused: refused.length };
}

const stateOfReferral = {
  sent: 'waiting',
  acknowledged: 'acknowledged',
  answered: 'answered',
  refused: 'returned',
  returned: 'returned',
} as const;
const stateOfAsk = { open: 'waiting', answered: 'answered', withdrawn: 'returned' } as const;

/** Where a case was passed on and what became of that; no name of anybody of the staff, and nothing that was written. */
function passedOn({ asks, referrals }: Exclude<Case, { stage: 'none' }>): Conversation['passedOn'] {
  const all = [
    ...asks.map(({ to, at, state }) => ({ to, whom: 'experts' as const, at, state: stateOfAsk[state] })),
    ...referrals.map(({ to, at, state }) => ({
      to,
      whom: 'administration' as const,
      at,
      state: stateOfReferral[state],
    })),
  ];
  return all.length === 0 ? undefined : all.sort((one, other) => (one.at < other.at ? -1 : 1)).slice(-500);
}

/** Messages and characters of a conversation that are shown, the latest: its answer stays far below Lambda's 6 MB. */
const messagesShown = 1000;
const charactersShown = 1_000_000;

/** The latest messages that there is room for. */
function latestMessages<Message extends { text: string }>(messages: readonly Message[]): readonly Message[] {
  let room = charactersShown;
  let from = messages.length;
  while (from > 0 && messages.length - from < messagesShown) {
    room -= messages[from - 1]?.text.length ?? 0;
    if (room < 0) break;
    from -= 1;
  }
  return messages.slice(from);
}

/** What the citizen said to a publication; undefined where nobody asks. */
function publicationOf(state: Exclude<Case, { stage: 'none' }>): Conversation['publication'] {
  const { publication } = state.consents;
  // Who has said yes can always take it back.
  if (publication === true) return 'allowed';
  if (!isToBeAsked(state)) return undefined;
  return publication === false ? 'not-allowed' : 'asked';
}

/** Where a file opens, and until when (ISO instant). */
export type FileAddress = { address: string; addressEndsAt: string };

/** A file of an answer as its citizen is shown it, and where it is kept, for whoever makes its address. */
export type ShownFile = { document: string; name: string; contentType: string; bytes: number };

/** The files of an answer that are kept, each under a name of ours where nobody named it. */
export const shownFiles = (
  code: string,
  { attachments: { about } }: Pick<Facts, 'attachments'>,
  documents: readonly string[],
): ShownFile[] =>
  documents.flatMap((document, index) => {
    const file = about[document];
    if (file === undefined) return [];
    const { contentType, bytes, name = fileNameOf(code, index + 1, contentType) } = file;
    return [{ document, name, contentType, bytes }];
  });

/**
 * What the citizen with the second fact may read: of the files of answers those that have an address, by document.
 */
export function conversationOf(
  code: string,
  service: string,
  state: Exclude<Case, { stage: 'none' }>,
  addresses: ReadonlyMap<string, FileAddress> = new Map(),
): Conversation {
  const messages = latestMessages(state.messages).map(({ from, at, text, protocol: number, files = [] }) => {
    const shown = shownFiles(code, state, files).flatMap(({ document, ...file }) => {
      const address = addresses.get(document);
      return address === undefined ? [] : [{ ...file, ...address }];
    });
    return {
      from,
      at,
      text,
      ...(number && { protocol: numberText(number.year, number.number) }),
      ...(shown.length > 0 && { files: shown }),
    };
  });
  return {
    code,
    service,
    stage: state.stage,
    messages,
    ...present({
      files: filesOf(state),
      passedOn: passedOn(state),
      publication: publicationOf(state),
      follows: state.follows,
    }),
  };
}
