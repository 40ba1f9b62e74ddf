import type { Staff } from '../../../shared/core/staff.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';
import type { ConsoleService } from '../session/center.ts';

/** The word of the room of searches in an address. */
export const tracingWord = 'tracing';

/** Whoever works on whom people look for, where the service takes that in. */
export const entersTracing = (staff: Staff, { tracing }: Pick<ConsoleService, 'tracing'>): boolean =>
  tracing && mayAct(staff, 'see-tracing');
