import type { WorklistView } from '../../shared/contracts/worklist.ts';
import { cursorOf, dueByNow, lanesInOrder, worklistPage } from '../../shared/core/cases/worklist.ts';
import { present } from '../../shared/core/present.ts';
import type { Reply } from '../../shared/shell/http/answering.ts';
import { type Desk, type DeskRequest, invalid } from './desk.ts';
import { askedPage } from './rules/asked-page.ts';

// The desk's first look: reads what worklist/list-cases.ts keeps in step with the register.

/** One page of the worklist; throws the Refusal `invalid` with what is wrong about lane, limit or cursor. */
export async function showWorklist(desk: Desk, request: DeskRequest): Promise<Reply> {
  const { definition, worklist } = desk;
  const asked = askedPage(request.queryStringParameters ?? {}, lanesInOrder(definition.lanes));
  if ('errors' in asked) throw invalid(...asked.errors);
  const [{ items, next }, periods] = await Promise.all([
    worklistPage(asked.lanes, asked.from, asked.limit, worklist.readPlace),
    desk.periods(),
  ]);
  const body: WorklistView = {
    service: definition.service,
    ...present({ lane: asked.lane }),
    items: dueByNow(items, definition, periods),
    ...(next && { next: cursorOf(next) }),
  };
  return { status: 200, body };
}
