import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { ShiftBody } from '../../../shared/contracts/shift.ts';
import type { Wrong } from './recorded-contact.ts';

/** What is wrong with a shift that names lanes, skills or groups of experts that the service does not have. */
export function wrongShift(
  { lanes, skills, groups }: ShiftBody,
  { lanes: ofService, desk, experts = [] }: Pick<PreparedService, 'lanes' | 'desk' | 'experts'>,
): Wrong[] {
  const among = (pointer: string, named: readonly string[], known: readonly string[]): Wrong[] =>
    named.every((one) => known.includes(one))
      ? []
      : [{ pointer, detail: known.length === 0 ? 'must be empty' : `must be of ${known.join(', ')}` }];
  return [
    ...among(
      '/lanes',
      lanes ?? [],
      ofService.map(({ lane }) => lane),
    ),
    ...among('/skills', skills, desk?.skills?.map(({ skill }) => skill) ?? []),
    ...among(
      '/groups',
      groups,
      experts.map(({ group }) => group),
    ),
  ];
}
