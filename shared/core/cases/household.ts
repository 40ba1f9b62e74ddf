import { instantOf } from '../hours/zone.ts';
import { present } from '../present.ts';
import type { EventOf, KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';

// A household that an event has hit, as each of its cases has it: since when its person agrees, and what is promised.

/** A promise to a household: open until somebody says whether it was kept. */
export type PromiseOfCase = Pick<EventOf<'PromiseMade'>, 'promise' | 'of' | 'dueAt' | 'by'> & {
  at: string;
  text?: string;
  ended?: { kept: boolean; by: string; at: string; text?: string };
};

/** What happened at a household that nobody had promised, or that kept a promise. */
export type HappenedOfCase = { by: string; at: string; on: string; text?: string } & (
  | { what: 'visit' }
  | { what: 'inspection'; outcome: EventOf<'HouseholdInspected'>['outcome'] }
);

/** The household whose page a case stands on, and what was noted of it in this case. */
export type HouseholdOfCase = Pick<EventOf<'HouseholdJoined'>, 'household' | 'event' | 'asked' | 'by'> & {
  at: string;
  called?: string;
  promises: readonly PromiseOfCase[];
  happened: readonly HappenedOfCase[];
};

/**
 * What is owed next: the promises that nobody has ended, the first due first, those of the same moment in the order of
 * their names; overdue is what is past its time at `now` (epoch milliseconds).
 */
export function owedNext<P extends Pick<PromiseOfCase, 'promise' | 'dueAt' | 'ended'>>(
  promises: readonly P[],
  now: number,
): (P & { overdue: boolean })[] {
  return promises
    .filter(({ ended }) => ended === undefined)
    .map((one) => ({ ...one, overdue: instantOf(one.dueAt) < now }))
    .sort((one, other) => instantOf(one.dueAt) - instantOf(other.dueAt) || (one.promise < other.promise ? -1 : 1));
}

const wordsOf = (message: string | undefined) => (message === undefined ? {} : { personal: { message } });

/** What becomes of a case whose person agrees that it stands on the page of a household. */
export function joinHousehold(command: CaseCommand<'JoinHousehold'>, state: KnownCase): Decision {
  const { by, subject, household, event, asked, called } = command;
  if (state.erased) return { refused: 'erased' };
  if (state.household?.household === household) return { refused: 'nothing-new' };
  if (state.household !== undefined) return { refused: 'in-another-household' };
  return [{ type: 'HouseholdJoined', household, event, asked, by, ...present({ subject }), ...wordsOf(called) }];
}

/** Decides something about the household of a case, which it must be of. */
const ofHousehold =
  <C extends { by: string; subject?: string; household: string }>(
    decide: (
      command: C,
      done: Pick<EventOf<'HouseholdLeft'>, 'household' | 'by' | 'subject'>,
      state: KnownCase,
    ) => Decision,
  ) =>
  (command: C, state: KnownCase): Decision => {
    const { by, subject, household } = command;
    if (state.erased) return { refused: 'erased' };
    if (state.household?.household !== household) return { refused: 'no-household' };
    return decide(command, { household, by, ...present({ subject }) }, state);
  };

/** The end of a promise that is open; nothing where none is named. */
function ended(
  { household }: KnownCase,
  done: Pick<EventOf<'HouseholdLeft'>, 'household' | 'by' | 'subject'>,
  { promise, kept, text }: { promise: string | undefined; kept: boolean; text?: string },
): Decision {
  if (promise === undefined) return [];
  const known = household?.promises.find((one) => one.promise === promise);
  if (known === undefined || known.ended !== undefined) return { refused: 'no-such-promise' };
  return [{ type: 'PromiseEnded', ...done, promise, kept, ...wordsOf(text) }];
}

export const leaveHousehold = ofHousehold<CaseCommand<'LeaveHousehold'>>(({ reason }, done) => [
  { type: 'HouseholdLeft', ...done, ...wordsOf(reason) },
]);

export const visitHousehold = ofHousehold<CaseCommand<'VisitHousehold'>>(({ on, text, keeps }, done, state) => {
  const end = ended(state, done, { promise: keeps, kept: true });
  if ('refused' in end) return end;
  return [{ type: 'HouseholdVisited', ...done, on, ...wordsOf(text) }, ...end];
});

/** What becomes of a case once a building was inspected: to be inspected again is a promise with its time. */
export const inspectHousehold = ofHousehold<CaseCommand<'InspectHousehold'>>((command, done, state) => {
  const { on, outcome, text, keeps, again } = command;
  const end = ended(state, done, { promise: keeps, kept: true });
  if ('refused' in end) return end;
  return [
    { type: 'HouseholdInspected', ...done, on, outcome, ...wordsOf(text) },
    ...end,
    ...(again === undefined ? [] : [{ type: 'PromiseMade', ...done, of: 'inspection', ...again } as const]),
  ];
});

export const promiseHousehold = ofHousehold<CaseCommand<'PromiseHousehold'>>(
  ({ promise, of, dueAt, text }, done, state) =>
    state.household?.promises.some((one) => one.promise === promise)
      ? { refused: 'nothing-new' }
      : [{ type: 'PromiseMade', ...done, promise, of, dueAt, ...wordsOf(text) }],
);

export const endPromise = ofHousehold<CaseCommand<'EndPromise'>>(({ promise, kept, text }, done, state) =>
  ended(state, done, { promise, kept, text }),
);

////////// What each event makes of it

type Event = { household: string; by: string };

/** A case with what an event of its household adds; one of another household adds nothing. */
const withHousehold = (
  state: KnownCase,
  { household }: Event,
  add: (known: HouseholdOfCase) => HouseholdOfCase,
): KnownCase => (state.household?.household === household ? { ...state, household: add(state.household) } : state);

export const householdJoined = (state: KnownCase, event: EventOf<'HouseholdJoined'>, at: string): KnownCase => {
  const { household, event: of, asked, by, personal } = event;
  const joined = { household, event: of, asked, by, at, promises: [], happened: [] };
  return { ...state, household: { ...joined, ...present({ called: personal?.message }) } };
};

export function householdLeft(before: KnownCase, event: EventOf<'HouseholdLeft'>): KnownCase {
  const { household, ...state } = before;
  return household?.household === event.household ? state : before;
}

export const householdVisited = (state: KnownCase, event: EventOf<'HouseholdVisited'>, at: string): KnownCase =>
  withHousehold(state, event, (known) => {
    const { by, on, personal } = event;
    const one = { what: 'visit', by, at, on, ...present({ text: personal?.message }) } as const;
    return { ...known, happened: [...known.happened, one] };
  });

export const householdInspected = (state: KnownCase, event: EventOf<'HouseholdInspected'>, at: string): KnownCase =>
  withHousehold(state, event, (known) => {
    const { by, on, outcome, personal } = event;
    const one = { what: 'inspection', by, at, on, outcome, ...present({ text: personal?.message }) } as const;
    return { ...known, happened: [...known.happened, one] };
  });

export const promiseMade = (state: KnownCase, event: EventOf<'PromiseMade'>, at: string): KnownCase =>
  withHousehold(state, event, (known) => {
    const { promise, of, dueAt, by, personal } = event;
    const one = { promise, of, dueAt, by, at, ...present({ text: personal?.message }) };
    return { ...known, promises: [...known.promises, one] };
  });

export const promiseEnded = (state: KnownCase, event: EventOf<'PromiseEnded'>, at: string): KnownCase =>
  withHousehold(state, event, (known) => {
    const { promise, kept, by, personal } = event;
    const end = { kept, by, at, ...present({ text: personal?.message }) };
    const promises = known.promises.map((one) => (one.promise === promise ? { ...one, ended: end } : one));
    return { ...known, promises };
  });

/** A household without a word of anybody, once personal data was erased. */
export const householdWithoutWords = ({ called: _called, ...known }: HouseholdOfCase): HouseholdOfCase => ({
  ...known,
  promises: known.promises.map(({ text: _said, ended: end, ...one }) => {
    const { text: _told, ...left } = end ?? { kept: false, by: '', at: '' };
    return { ...one, ...(end && { ended: left }) };
  }),
  happened: known.happened.map(({ text: _said, ...one }) => one),
});
