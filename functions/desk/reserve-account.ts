import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import type { ReserveBody } from '../../shared/contracts/reserve.ts';
import type { ReserveAsk } from '../../shared/contracts/reserve-ask.ts';
import type { KnownCase } from '../../shared/core/cases/case.ts';
import { caseOf } from '../../shared/core/cases/evolve.ts';
import { listedCase } from '../../shared/core/cases/worklist-item.ts';
import { openEntries } from '../../shared/core/chain.ts';
import { isAccountOpen } from '../../shared/core/posture/reserve-ask.ts';
import { isForReserve } from '../../shared/core/reserve.ts';
import { Refusal } from '../../shared/shell/http/problems.ts';
import { type Desk, logAct } from './desk.ts';

// What somebody of the reserve may do: while their account is open, with cases that do no harm, from templates. A token
// alone opens nothing; the account is asked for with each request, so that it shuts without anything having to happen.

/** Somebody of the reserve whose account is open, and the asks that they said yes to. */
export type OpenAccount = { member: ReserveBody; asks: readonly ReserveAsk[] };

/**
 * The open account of an asker who is of the reserve and of no other role of the desk; undefined for everybody else.
 * Throws the Refusal `not-allowed` with `account-shut`, and logs it, where it is shut.
 */
export async function openAccountOf(desk: Desk): Promise<OpenAccount | undefined> {
  const { roles, officer, reserve, reserveAsks } = desk;
  if (!roles.reserve || roles.operator || roles.expert || roles.supervisor || roles.dutyOfficer) return undefined;
  const [people, asks, inForce] = await Promise.all([reserve.people(), reserveAsks.asks(), desk.inForce()]);
  const roster = new Set(people.flatMap(({ subject, member }) => (member === undefined ? [] : [subject])));
  const member = people.find(({ subject }) => subject === officer.subject)?.member;
  if (member !== undefined && isAccountOpen(officer.subject, { roster, asks, inForce })) {
    const own = asks.filter(({ subject, declaration }) => subject === officer.subject && inForce.has(declaration));
    return { member, asks: own };
  }
  logAct(desk, 'account', { refused: 'account-shut' });
  throw new Refusal('not-allowed', undefined, { members: { refused: 'account-shut' } });
}

/** Throws the Refusal `not-allowed` with `not-for-reserve`, and logs it, for a case that is not theirs or may do harm. */
export function demandOwnHarmless(
  desk: Desk,
  { member }: OpenAccount,
  code: string,
  entries: readonly RegisterEntry[],
) {
  const told = openEntries(entries);
  const item = listedCase(code, entries.length, told)?.item;
  const { owner } = caseOf(told) as KnownCase;
  if (owner?.subject === desk.officer.subject && item && isForReserve(item, member, desk.definition)) return;
  logAct(desk, 'read', { code, refused: 'not-for-reserve' });
  throw new Refusal('not-allowed', undefined, { members: { refused: 'not-for-reserve' } });
}
