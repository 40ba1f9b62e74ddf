import type { CaseEvent } from '../../contracts/case-event.ts';
import type { SafeContact } from '../../contracts/safe-contact.ts';
import type { PreparedService } from '../../contracts/service.ts';
import type { HeardDanger } from '../danger/danger.ts';
import type { HoursPeriod } from '../hours/calendar.ts';
import { DAY, instantOf, isoOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { Case, EventOf, KnownCase } from './case.ts';
import { answerDueAt } from './charter.ts';
import type { CaseCommand } from './commands.ts';
import { deskRulesOf } from './desk-rules.ts';

// A case that was closed long ago is not opened again: what its citizen says opens one that follows it.

/** The instant before which a case must have been closed to be opened no more at `at` (both ISO). */
export const reopensSince = (definition: Pick<PreparedService, 'desk'>, at: string): string =>
  isoOf(instantOf(at) - deskRulesOf(definition).reopensWithinDays * DAY);

/** Whether a case was closed too long ago to be opened again; what was joined goes on where it was joined to. */
export const isTooLate = (state: KnownCase, since: string | undefined): boolean =>
  since !== undefined &&
  state.stage === 'closed' &&
  state.joinedTo === undefined &&
  state.closedAt !== undefined &&
  instantOf(state.closedAt) < instantOf(since);

/** The case that the words to a closed one go to, where another follows it. */
export const goesOnIn = (state: Case): string | undefined =>
  state.stage === 'closed' && state.joinedTo === undefined ? state.followedBy : undefined;

/** What a case that follows has of the one before, so that nothing is lost or told which was not to be. */
export type Inherited = {
  follows: string;
  email?: string;
  phone?: string;
  safeContact?: SafeContact;
  tellsViolence?: true;
};

/** What the next case takes over: where its citizen is reached, how that is safe, and that nothing may be told. */
export function inheritedFrom(caseId: string, { contactPoints, safe, tellsViolence }: KnownCase): Inherited {
  const safeContact = Object.values(safe).findLast((way) => way !== 'any');
  return { follows: caseId, ...contactPoints, ...present({ safeContact, tellsViolence }) };
}

/**
 * What a message to a case that was closed too long ago opens: of the same kind, or where that is an instance an
 * ordinary one, since a message is not signed; due anew, urgent where it speaks of danger to life.
 */
export function openFollowing(input: {
  caseId: string;
  state: KnownCase;
  /** The events of the case, oldest first. */
  events: readonly CaseEvent[];
  message: { text: string; danger?: HeardDanger | undefined };
  at: string;
  definition: PreparedService;
  periods: readonly HoursPeriod[];
}): CaseCommand<'OpenCase'> {
  const { caseId, state, events, message, at, definition, periods } = input;
  const opened = events.find((event): event is EventOf<'CaseOpened'> => event.type === 'CaseOpened');
  const first = events.find((event): event is EventOf<'ContactReceived'> => event.type === 'ContactReceived');
  const { kinds } = definition;
  const same = kinds.find(({ kind, formal }) => kind === state.kind && !formal);
  const sorted = same ?? kinds.find(({ formal }) => !formal) ?? kinds[0];
  const { tellsViolence, follows, ...reached } = inheritedFrom(caseId, state);
  const urgent = message.danger?.level === 'lane';
  const kind = sorted?.kind ?? 'information';
  return {
    type: 'OpenCase',
    opened: {
      service: state.service,
      kind,
      ...present({ category: same && opened?.category, tellsViolence }),
      requester: opened?.requester ?? 'citizen',
      language: state.language,
      lane: urgent ? 'urgent' : (sorted?.lane ?? state.lane),
      urgent,
      competence: opened?.competence ?? 'own',
      formal: false,
      ...present({ firstAnswerDueAt: answerDueAt({ kind, receivedAt: at, definition, periods }) }),
      retentionDays: sorted?.retentionDays ?? opened?.retentionDays ?? 365,
      follows,
    },
    contact: {
      channel: 'form',
      receivedAt: at,
      attachments: [],
      personal: {
        ...present({ name: first?.personal?.name, surname: first?.personal?.surname }),
        ...reached,
        message: message.text,
        ...present({ danger: message.danger }),
      },
    },
  };
}
