import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { maximumTraced, TracingAct } from '../../shared/contracts/tracing.ts';
import { quarterOf, readsAs } from '../../shared/core/cases/reads.ts';
import { decideTracing } from '../../shared/core/tracing/decide-tracing.ts';
import type { Tracing } from '../../shared/core/tracing/tracing.ts';
import { tracedEvents } from '../../shared/core/tracing/tracing-events.ts';
import { matchedVersion, type Reply } from '../../shared/shell/http/answering.ts';
import { readAs } from '../../shared/shell/http/body.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { Admitted } from '../../shared/shell/http/staff.ts';
import { logLine } from '../../shared/shell/log.ts';
import type { Reads } from '../../shared/shell/stores/reads.ts';
import { tracingBoxes } from '../../shared/shell/stores/tracing.ts';
import { deskView, tracedView } from './rules/tracing-views.ts';
import { tellSoon } from './tell-seeker.ts';
import { actRefused, type TracingWork } from './tracing-work.ts';

/** What staff work with on the searches of one service, for one request of one of them. */
export type Room = TracingWork & Admitted & { reads: Reads; now: Date };

/** Hand-overs that a list shows. */
const shownHandOvers = 50;

/** Keeps that somebody reads searches, before they are shown: one read a person, thing and quarter of an hour. */
export async function keepRead({ officer, reads, now, roles }: Room, of: string, filter?: string): Promise<void> {
  const at = now.toISOString();
  const { subject, name } = officer;
  const read = { of, at, subject, name, as: readsAs({ roles }) };
  const own = filter === undefined ? { ...read, ground: 'waits-in-lane' as const } : { ...read, filter };
  await reads.keep(own, `${quarterOf(at)} tracing ${filter ?? ''} ${subject}`);
}

/** The searches of an event, in whatever state staff see them; one more than an answer holds where there are more. */
async function searchesOf({ tracing }: Pick<Room, 'tracing'>, event: string): Promise<Tracing[]> {
  const boxes = await Promise.all(tracingBoxes.map((box) => tracing.box(event, box, maximumTraced + 1)));
  return boxes.flat();
}

/**
 * The searches of an event by building: of the one that is asked for, else of the newest. Throws the Refusal `not-found`
 * for an event that never took in searches.
 */
export async function showDesk(room: Room, asked: APIGatewayProxyEventV2): Promise<Reply> {
  const { definition, now, officer, tracing } = room;
  const { service } = definition;
  const at = now.toISOString();
  const events = tracedEvents(await room.acts(), at);
  const named = asked.queryStringParameters?.['event'];
  const event = named ?? events[0]?.event;
  if (event === undefined) return { status: 200, body: deskView({ service, events, event }, nothing, at) };
  if (!events.some((one) => one.event === event)) throw new Refusal('not-found');
  await keepRead(room, `list ${officer.subject}`, JSON.stringify({ tracing: event }));
  const [searches, marked, unmarked] = await Promise.all([
    searchesOf(room, event),
    tracing.handOvers(event, true, shownHandOvers),
    tracing.handOvers(event, false, shownHandOvers),
  ]);
  const handOvers = [...unmarked, ...marked].slice(0, shownHandOvers);
  return { status: 200, body: deskView({ service, events, event }, { searches, handOvers }, at) };
}
const nothing = { searches: [], handOvers: [] };

async function named({ tracing }: Room, event: APIGatewayProxyEventV2): Promise<Tracing> {
  const one = await tracing.read(event.pathParameters?.['id'] ?? '');
  if (one === undefined) throw new Refusal('not-found');
  return one;
}

async function shown(room: Room, one: Tracing, status = 200): Promise<Reply> {
  const others = await searchesOf(room, one.event);
  // What was written a moment ago may not be in the index yet.
  const all = [one, ...others.filter(({ id }) => id !== one.id)];
  return { status, headers: { ETag: `"${one.version}"` }, body: tracedView(one, all, room.definition.service) };
}

/** One search whole, once it is kept who reads it. Throws the Refusal `not-found`. */
export async function showTraced(room: Room, event: APIGatewayProxyEventV2): Promise<Reply> {
  const one = await named(room, event);
  await keepRead(room, `tracing ${one.id}`);
  return shown(room, one);
}

/**
 * Does one act on the version that `If-Match` names, and shows the search as it then is. Throws the Refusals
 * `precondition-required`, `invalid`, `not-found`, `changed-meanwhile` and `act-refused` with its reason.
 */
export async function actOnTraced(room: Room, event: APIGatewayProxyEventV2): Promise<Reply> {
  const act = await readAs(TracingAct, event);
  const seen = matchedVersion(event.headers['if-match']);
  if (seen === undefined) throw new Refusal('precondition-required');
  const one = await named(room, event);
  if (one.version !== seen) throw new Refusal('changed-meanwhile', undefined, { members: { version: one.version } });
  const { tracing, now, line, officer } = room;
  if (act.act === 'join') {
    const other = await tracing.read(act.with);
    if (other?.event !== one.event || other.asked === undefined) throw new Refusal('not-found');
  }
  const decided = decideTracing(one, { does: 'act', act, by: officer.name }, now.toISOString());
  if ('refused' in decided) {
    logLine({ level: 'warn', ...line, search: one.id, act: act.act, refused: decided.refused });
    throw actRefused(decided.refused);
  }
  const { next, owed } = decided;
  if (!(await tracing.replace(next, owed))) throw new Refusal('changed-meanwhile');
  logLine({ level: 'info', ...line, search: one.id, act: act.act, version: next.version });
  await tellSoon(room, next, owed, now);
  return shown(room, next, 201);
}
