import type { WorklistView } from '../../shared/contracts/worklist.ts';
import { cursorOf, dueByNow, lanesInOrder, placeOfIncident, placeOfOwner } from '../../shared/core/cases/worklist.ts';
import { asSeenBy, filteredPage, placePage } from '../../shared/core/cases/worklist-filter.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { type Desk, type DeskRequest, invalid, logAct } from './desk.ts';
import { keepListRead, lanesRead } from './keep-read.ts';
import { askedPage } from './rules/asked-page.ts';

// The desk's first look: reads what worklist/list-cases.ts keeps in step with the register.

/**
 * One page of the worklist, and who looked at it in the log: rows hold first words and names. Throws the Refusal
 * `invalid` with what is wrong about lane, filter, limit or cursor.
 */
export async function showWorklist(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { definition, worklist, officer, now } = desk;
  const asked = askedPage(request.queryStringParameters ?? {}, lanesInOrder(definition.lanes), now.toISOString());
  if ('errors' in asked) throw invalid(...asked.errors);
  const { overdueAt, ...filter } = asked.filter;
  const { incident } = asked;
  const ofOwner = asked.mine ? placeOfOwner(officer.subject) : undefined;
  const place = incident === undefined ? ofOwner : placeOfIncident(incident);
  const looked = {
    ...present({ lane: asked.lane, incident }),
    ...filter,
    overdue: overdueAt !== undefined,
    mine: asked.mine,
  };
  const [{ items, next }, periods, lanes] = await Promise.all([
    place === undefined
      ? filteredPage(asked.lanes, asked.from, asked.limit, worklist.readPlace, asked.filter)
      : placePage(place, asked.from, asked.limit, worklist.readPlace, asked.filter),
    desk.periods(),
    lanesRead(desk),
    keepListRead(desk, looked),
  ]);
  logAct(desk, 'listed', { ...looked, rows: items.length });
  const body: WorklistView = {
    service: definition.service,
    ...present({ lane: asked.lane }),
    items: dueByNow(
      items.map((item) => asSeenBy(item, officer.subject, lanes)),
      definition,
      periods,
    ),
    ...(next && { next: cursorOf(next) }),
  };
  return { status: 200, body };
}
