import type { CaseActBody } from '../../shared/contracts/case-act.ts';
import { ItemId } from '../../shared/contracts/event-members.ts';
import { type HouseholdsView, householdRows, maximumOfHousehold } from '../../shared/contracts/household.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { cursorOf, householdKey, placeOf, placeOfEvent, placeOfHousehold } from '../../shared/core/cases/worklist.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { type Desk, type DeskRequest, demand, invalid, logAct } from './desk.ts';
import { keepHouseholdRead, keepListRead } from './keep-read.ts';
import { type CaseOfHousehold, householdsIn, householdView } from './rules/household-views.ts';

// The desk for those hit by an event: the households whose people agree to a page of their own, and that page.

/**
 * A page of the households of an event, those first to whom something is owed first; who looked is kept. Throws the
 * Refusal `invalid` for an event that was never declared.
 */
export async function showHouseholds(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'see-households');
  const { definition, worklist, now } = desk;
  const { event: named, cursor } = request.queryStringParameters ?? {};
  const events = await desk.events();
  const event = named ?? events[0]?.event;
  if (event !== undefined && !events.some((one) => one.event === event))
    throw invalid({ pointer: '/event', detail: 'must be a declared event' });
  const place = placeOfEvent(event ?? '');
  const from = cursor === undefined ? undefined : placeOf(cursor);
  if (cursor !== undefined && from?.lane !== place)
    throw invalid({ pointer: '/cursor', detail: 'must be the next of a page of this event' });
  const rows = event === undefined ? [] : await worklist.readPlace(place, from?.after, householdRows + 1);
  if (event !== undefined) await keepListRead(desk, { households: event });
  const shown = rows.slice(0, householdRows);
  const last = rows.length > householdRows ? shown.at(-1) : undefined;
  const body: HouseholdsView = {
    service: definition.service,
    at: now.toISOString(),
    events,
    ...present({ event, next: last && cursorOf({ lane: place, after: householdKey(last) }) }),
    households: householdsIn(shown, now.getTime()),
  };
  return { status: 200, body };
}

/** The cases of a household whose people agree now, the oldest first: the list may be a moment behind the register. */
async function casesOf({ worklist, register }: Desk, household: string): Promise<CaseOfHousehold[]> {
  const rows = await worklist.readPlace(placeOfHousehold(household), undefined, maximumOfHousehold);
  const cases = await Promise.all(
    rows.map(async ({ caseId: code }) => {
      const entries = await register.read(code);
      const state = caseOf(openEntries(entries));
      if (state.stage === 'none' || state.erased || state.household?.household !== household) return [];
      return [{ code, version: entries.at(-1)?.version ?? 1, state: { ...state, household: state.household } }];
    }),
  );
  return cases.flat().sort((one, other) => (one.state.receivedAt < other.state.receivedAt ? -1 : 1));
}

/**
 * One household, from the cases whose people agree; that each of them was read is kept first. Throws the Refusal
 * `not-found` where nobody agrees, or no longer does.
 */
export async function showHousehold(desk: Desk, request: DeskRequest): Promise<Reply> {
  demand(desk, 'see-households');
  const household = request.pathParameters?.['household'] ?? '';
  const cases = ItemId.safeParse(household).success ? await casesOf(desk, household) : [];
  await Promise.all(cases.map(({ code }) => keepHouseholdRead(desk, code)));
  const body = householdView(desk.definition.service, cases, desk.now.getTime());
  if (body === undefined) throw new Refusal('not-found');
  logAct(desk, 'read a household', { household, cases: cases.length });
  return { status: 200, body };
}

type Joining = Extract<CaseActBody, { act: 'join-household' }>;

/**
 * What joins a case to a household, with its event and name: those of the household that is named, else of a declared
 * event. Throws the Refusal `invalid` for a household or an event that nobody knows.
 */
export async function knownHousehold(desk: Desk, body: Joining): Promise<Joining> {
  const { household, event } = body;
  if (household !== undefined) {
    const [known] = await casesOf(desk, household);
    if (known === undefined) throw invalid({ pointer: '/household', detail: 'must be a household that has a page' });
    const { event: of, called } = known.state.household;
    return { ...body, event: of, called: called ?? body.called ?? household };
  }
  if (event !== undefined && !(await desk.events()).some((one) => one.event === event))
    throw invalid({ pointer: '/event', detail: 'must be a declared event' });
  return body;
}
