import { type BoardAsked, type BoardView, hoursAhead } from '../../shared/contracts/board.ts';
import { waitsFor } from '../../shared/core/cases/worklist-filter.ts';
import { instantOf, MINUTE } from '../../shared/core/hours/zone.ts';
import { peopleNeeded, workloadRules } from '../../shared/core/people-needed.ts';
import { countAsked } from '../../shared/core/posture/reserve-ask.ts';
import { isAtWork, shiftWithin } from '../../shared/core/shifts.ts';
import { boardState } from './board-state.ts';
import { type Desk, demand } from './desk.ts';

/** How many people are at the desk, come soon and are needed: what a duty officer looks at before declaring. */
export async function showPeople(
  desk: Desk,
  _asked: Extract<BoardAsked, { do: 'people' }>,
): Promise<Extract<BoardView, { is: 'people' }>> {
  demand(desk, 'see-people');
  const { definition, reserve, now } = desk;
  const at = now.toISOString();
  const [{ state, more }, posture, people, asks, inForce] = await Promise.all([
    boardState(desk),
    desk.posture(),
    reserve.people(),
    desk.reserveAsks.asks(),
    desk.inForce(),
  ]);
  const { colleagues, items } = state;
  const atWork = colleagues.filter(({ presence }) => isAtWork(presence, at));
  const onBreak = atWork.filter(({ presence }) => presence?.presence === 'break').length;
  const coming = colleagues.filter(
    ({ shift, presence }) => !isAtWork(presence, at) && shiftWithin(shift?.week ?? [], at, hoursAhead) !== undefined,
  );
  const workload = {
    waiting: items.filter((item) => waitsFor(item) === 'desk').length,
    arrivals: items.filter(({ receivedAt }) => instantOf(receivedAt) > instantOf(at) - 60 * MINUTE).length,
    ...workloadRules(definition),
    keptFree: definition.desk?.keepFreeForPhone?.[posture] ?? 0,
  };
  return {
    is: 'people',
    service: definition.service,
    at,
    present: atWork.length - onBreak,
    break: onBreak,
    coming: coming.length,
    reserve: { people: people.filter(({ member }) => member !== undefined).length, ...countAsked(asks, inForce) },
    needed: peopleNeeded(workload),
    ...workload,
    // A lane with more cases than were looked at: what waits and what is needed are the least there is.
    atLeast: more.length > 0,
  };
}
