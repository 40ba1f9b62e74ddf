import type { Staff } from '../../../shared/core/staff.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';

/** The word of the room of legal holds in an address. */
export const holdsWord = 'holds';

/** Whoever keeps cases by an authority's act: administrators. */
export const setsHolds = (staff: Staff): boolean => mayAct(staff, 'hold-case');
