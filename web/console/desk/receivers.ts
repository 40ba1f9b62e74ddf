import type { Colleague } from '../../../shared/contracts/shift.ts';
import { isPresent } from '../../../shared/core/shifts.ts';

/** Those to whom a case can be given: whoever is there first, and nobody who has it already. */
export function receivers(colleagues: readonly Colleague[], owner: string | undefined, now: number): Colleague[] {
  const at = new Date(now).toISOString();
  const isThere = ({ presence }: Colleague) => Number(isPresent(presence, at));
  return colleagues
    .filter(({ subject }) => subject !== owner)
    .toSorted((one, other) => isThere(other) - isThere(one) || one.name.localeCompare(other.name, 'it'));
}
