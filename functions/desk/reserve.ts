import type { BoardAsked, BoardView } from '../../shared/contracts/board.ts';
import {
  maximumReserve,
  maximumReserveChanges,
  type ReserveChange,
  reserveChangesKept,
} from '../../shared/contracts/reserve.ts';
import { harmlessLanes, wrongReserve } from '../../shared/core/reserve.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import type { KnownReserve } from '../../shared/shell/stores/reserve.ts';
import { type Desk, demand, invalid, logAct } from './desk.ts';

// The roster of the reserve: supervisors say who may be asked, and what they may be handed.

type Asked<Do extends BoardAsked['do']> = Extract<BoardAsked, { do: Do }>;

/** The reserve by name, and who changed it. */
export async function showReserve(desk: Desk, _asked: Asked<'reserve'>): Promise<BoardView> {
  demand(desk, 'edit-reserve');
  return view(desk, await desk.reserve.people());
}

function view({ definition }: Desk, people: readonly KnownReserve[]): BoardView {
  const members = people.flatMap(({ subject, version, member }) =>
    member === undefined ? [] : [{ subject, version, ...member }],
  );
  const changes = people.flatMap((known) => known.changes).sort((one, other) => (one.at < other.at ? 1 : -1));
  return {
    is: 'reserve',
    service: definition.service,
    members: members.sort((one, other) => one.name.localeCompare(other.name, 'it')),
    changes: changes.slice(0, maximumReserveChanges),
    lanes: harmlessLanes(definition),
  };
}

/**
 * Takes somebody into the reserve, says anew what stands of them, or takes them off, on the version that was seen. Throws
 * the Refusals `invalid` for lanes that may do harm and `changed-meanwhile` where somebody was quicker.
 */
export async function editReserve(desk: Desk, asked: Asked<'edit-reserve'>): Promise<BoardView> {
  demand(desk, 'edit-reserve');
  const { definition, reserve, officer, now } = desk;
  const { subject, version: seen, member } = asked;
  const people = await reserve.people();
  const known = people.find((one) => one.subject === subject);
  const before = known?.member;
  const wrong = member === undefined ? [] : wrongReserve(member, definition);
  if (member === undefined && before === undefined)
    wrong.push({ pointer: '/subject', detail: 'must be somebody of the reserve' });
  if (before === undefined && people.filter((one) => one.member !== undefined).length >= maximumReserve)
    wrong.push({ pointer: '/subject', detail: `must be one of ${maximumReserve}: the reserve is full` });
  if (wrong.length > 0) throw invalid(...wrong);
  const did = member === undefined ? 'removed' : before === undefined ? 'added' : 'changed';
  const name = member?.name ?? before?.name ?? subject;
  const change: ReserveChange = { subject, version: seen + 1, at: now.toISOString(), by: officer, name, did };
  const changes = [...(known?.changes ?? []), change].slice(-reserveChangesKept);
  const next: KnownReserve = { subject, version: seen + 1, ...(member && { member }), changes };
  const facts = { colleague: subject, did, expectedVersion: seen, version: known?.version ?? 0 };
  if ((known?.version ?? 0) !== seen || (await reserve.keep(next)) === 'conflict') {
    logAct(desk, 'edit-reserve', { ...facts, refused: 'conflict' });
    throw new Refusal('changed-meanwhile', undefined, { members: { refused: 'conflict', expectedVersion: seen } });
  }
  logAct(desk, 'edit-reserve', facts);
  return view(desk, [...people.filter((one) => one.subject !== subject), next]);
}
