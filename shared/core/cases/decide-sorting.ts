import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';

/** A note for colleagues: anybody who works on cases writes one, on a closed case too. */
export function addNote(command: CaseCommand<'AddNote'>, { erased }: KnownCase): Decision {
  const { by, subject, text, mentions } = command;
  if (erased) return { refused: 'erased' };
  return [{ type: 'NoteAdded', by, ...present({ subject, mentions }), personal: { message: text } }];
}

/** A fact about the person, noted or taken away: as with a note, on a closed case too. */
export const sayFact =
  (type: 'PersonFactNoted' | 'PersonFactDropped') =>
  ({ by, subject, fact, reason }: CaseCommand<'NoteFact' | 'DropFact'>, { erased }: KnownCase): Decision =>
    erased ? { refused: 'erased' } : [{ type, by, ...present({ subject }), personal: { message: reason, fact } }];

/** What becomes of a case that staff sort anew; one that is sorted so already is not. */
export function resort(command: CaseCommand<'Resort'>, state: KnownCase): Decision {
  const { by, subject, kind, category, lane, place, reason, firstAnswerDueAt, retentionDays, formal } = command;
  const isAsItIs =
    (kind === undefined || kind === state.kind) &&
    (lane === undefined || lane === state.lane) &&
    category === undefined &&
    place === undefined;
  if (isAsItIs) return { refused: 'nothing-new' };
  const sorted = present({ kind, category, lane, firstAnswerDueAt, retentionDays, formal });
  const personal = { message: reason, ...present({ place }) };
  return [{ type: 'Resorted', by, ...present({ subject }), ...sorted, personal }];
}
