import type { Staff } from '../../../shared/core/staff.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import type { ConsoleService } from '../session/center.ts';

/** The word of the moderators' room in an address. */
export const contributionsWord = 'contributions';

/** Whoever reads what citizens give to be read by others: moderators, and auditors for a reason; where any is taken. */
export const entersContributions = (staff: Staff, { contributions }: Pick<ConsoleService, 'contributions'>): boolean =>
  contributions.length > 0 && mayAct(staff, 'see-contributions');

/**
 * The name of a story or an idea in what somebody typed: the name itself, or the address of its page, the citizens' or
 * the console's. Undefined where there is none.
 */
export const contributionNamed = (typed: string): string | undefined =>
  typed
    .toLowerCase()
    .match(/(?<![0-9a-z])[0-9a-hjkmnp-tv-z]{12}(?![0-9a-z])/g)
    ?.at(-1);
