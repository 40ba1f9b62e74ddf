import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { isDangerOpen } from './decide-danger.ts';

// What becomes of a case that has to do with others: taken apart again, split, or one of many about the same thing.

/**
 * What becomes of a case that was joined with another and is not one with it after all: of the two, the one that had
 * been closed for it is open again.
 */
export function unjoin(command: CaseCommand<'Unjoin'>, state: KnownCase): Decision {
  const { by, subject, caseId, reason } = command;
  const doer = { by, ...present({ subject }) };
  const wasThere = state.joinedTo === caseId;
  if (!wasThere && !state.joined.includes(caseId)) return { refused: 'not-joined' };
  const isReopened = wasThere && state.stage === 'closed' && state.erased === undefined;
  return [
    { type: 'Unjoined', caseId, ...doer, personal: { message: reason } },
    ...(isReopened ? [{ type: 'Reopened', ...doer, reason: 'no longer joined', because: 'staff' } as const] : []),
  ];
}

/** What becomes of a case of which one contact goes on in a case of its own; the one that opened it stays. */
export function splitOff(command: CaseCommand<'SplitOff'>, state: KnownCase): Decision {
  const { by, subject, contact, to, reason } = command;
  if (state.erased) return { refused: 'erased' };
  if (state.splitOff.some((split) => split.contact === contact)) return { refused: 'nothing-new' };
  const position = state.contacts.findIndex((known) => known.contact === contact);
  if (position < 0) return { refused: 'no-such-contact' };
  if (position === 0) return { refused: 'nothing-to-split' };
  return [{ type: 'SplitOff', contact, to, by, ...present({ subject }), personal: { message: reason } }];
}

export function groupIn(command: CaseCommand<'GroupIn'>, state: KnownCase): Decision {
  const { by, subject, incident, reason } = command;
  if (state.incident === incident) return { refused: 'nothing-new' };
  if (isDangerOpen(state)) return { refused: 'danger-not-handed-over' };
  const personal = reason === undefined ? {} : { personal: { message: reason } };
  return [{ type: 'GroupedIn', incident, by, ...present({ subject }), ...personal }];
}

export function ungroup(command: CaseCommand<'Ungroup'>, state: KnownCase): Decision {
  const { by, subject, incident, reason } = command;
  if (state.incident !== incident) return { refused: 'nothing-new' };
  const personal = reason === undefined ? {} : { personal: { message: reason } };
  return [{ type: 'Ungrouped', incident, by, ...present({ subject }), ...personal }];
}
