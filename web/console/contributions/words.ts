import type { Staff } from '../../../shared/core/staff.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import type { ConsoleService } from '../session/center.ts';

/** The word of the moderators' room in an address. */
export const contributionsWord = 'contributions';

/** Whoever reads what citizens give to be read by others: moderators, and auditors for a reason; where any is taken. */
export const entersContributions = (staff: Staff, { contributions }: Pick<ConsoleService, 'contributions'>): boolean =>
  contributions.length > 0 && mayAct(staff, 'see-contributions');
