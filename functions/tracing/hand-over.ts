import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { TracingHandOverAsked } from '../../shared/contracts/tracing.ts';
import type { HandOver, Tracing } from '../../shared/core/tracing/tracing.ts';
import { tracedEvents } from '../../shared/core/tracing/tracing-events.ts';
import { callerLanguage, type Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { errorLine, logLine } from '../../shared/shell/log.ts';
import { handOverPage } from '../../web/pages/tracing/hand-over-page.ts';
import { keepRead, type Room } from './desk-room.ts';
import { markHandedOver } from './mark-handed-over.ts';
import { handOverCsv } from './rules/hand-over-csv.ts';

import { handOverView } from './rules/tracing-views.ts';
import { actRefused } from './tracing-work.ts';

/** The searches of a list as they are kept now, in its order; at most so many are read at once. */
async function searchesOf({ tracing }: Pick<Room, 'tracing'>, ids: readonly string[]): Promise<Tracing[]> {
  const found: Tracing[] = [];
  for (let from = 0; from < ids.length; from += 50) {
    const some = await Promise.all(ids.slice(from, from + 50).map((id) => tracing.read(id)));
    found.push(...some.filter((one) => one !== undefined));
  }
  return found;
}

/**
 * Hands a list of searches to the coordination that the event names: first it is kept who did so, when and to whom, then
 * each search says it. Throws the Refusals `invalid`, `not-found` for an event that never took in searches, and
 * `act-refused` where none of them is open.
 */
export async function handOverSearches(room: Room, event: APIGatewayProxyEventV2): Promise<Reply> {
  const asked = await readAs(TracingHandOverAsked, event);
  const { now, officer, line, tracing, definition } = room;
  const known = tracedEvents(await room.acts(), now.toISOString()).find((one) => one.event === asked.event);
  if (known === undefined) throw new Refusal('not-found');
  const found = await searchesOf(room, [...new Set(asked.searches)]);
  const open = found.filter((one) => one.event === asked.event && one.state !== 'closed' && one.state !== 'erased');
  if (open.length === 0) throw actRefused('changes-nothing');
  const handOver: HandOver = {
    id: randomUUID(),
    event: asked.event,
    at: now.toISOString(),
    by: officer.name,
    to: known.coordination,
    searches: open.map(({ id }) => id),
  };
  await tracing.keepHandOver(handOver, false);
  logLine({ level: 'info', ...line, handOver: handOver.id, searches: open.length });
  try {
    await markHandedOver(room, handOver, now);
  } catch (error) {
    // The list is kept, and the clock marks the rest.
    logLine({ level: 'error', ...line, handOver: handOver.id, ...errorLine(error) });
  }
  return { status: 201, body: handOverView(handOver, await searchesOf(room, handOver.searches), definition.service) };
}

/** The forms in which a list leaves the center. */
const forms = { csv: 'text/csv; charset=utf-8; header=present', page: 'text/html; charset=utf-8' } as const;

/** A list that was handed over, as data, to print, or as CSV, once it is kept who reads it. Throws `not-found`. */
export async function showHandOver(room: Room, event: APIGatewayProxyEventV2): Promise<Reply> {
  const handOver = await room.tracing.handOver(event.pathParameters?.['id'] ?? '');
  if (handOver === undefined) throw new Refusal('not-found');
  await keepRead(room, `tracing-hand-over ${handOver.id}`);
  const { definition } = room;
  const view = handOverView(handOver, await searchesOf(room, handOver.searches), definition.service);
  const format = event.queryStringParameters?.['format'];
  if (format !== 'csv' && format !== 'page') return { status: 200, body: view };
  const file = `tracing-${handOver.at.slice(0, 16).replace(':', '-')}.${format === 'csv' ? 'csv' : 'html'}`;
  return {
    status: 200,
    headers: { 'Content-Type': forms[format], 'Content-Disposition': `attachment; filename="${file}"` },
    body: format === 'csv' ? handOverCsv(view) : handOverPage(view, definition, callerLanguage(event)),
  };
}
