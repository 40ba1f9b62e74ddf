import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import { allowsPublication } from '../../shared/core/cases/decide-consent.ts';
import { openEntries } from '../../shared/core/chain.ts';
import type { Register } from '../../shared/shell/stores/register.ts';

type Told = { at: string; event: CaseEvent };

const told = async (register: Pick<Register, 'read'>, caseId: string): Promise<Told[]> =>
  openEntries(await register.read(caseId)).flatMap(({ at, events }) => events.map((event) => ({ at, event })));

/**
 * Whether the citizen of a case allows its publication now. Once the case was joined to another its citizen speaks on
 * the page of that one: the last word of both counts.
 */
export async function readConsent(register: Pick<Register, 'read'>, caseId: string): Promise<boolean> {
  const own = await told(register, caseId);
  const joined = own.findLast(({ event }) => event.type === 'JoinedTo')?.event;
  const there = joined?.type === 'JoinedTo' ? await told(register, joined.caseId) : [];
  const all = [...own, ...there].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return allowsPublication(all.map(({ event }) => event));
}
