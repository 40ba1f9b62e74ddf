import type { Staff } from '../../../shared/core/staff.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';

/** The word of the room of events in an address. */
export const eventWord = 'event';

/** Whoever may tell what is known of an event: editors, supervisors, duty officers. */
export const tellsEvents = (staff: Staff): boolean => mayAct(staff, 'tell-event');
