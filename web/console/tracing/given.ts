import type { Staff } from '../../../shared/core/staff.ts';
import type { ConsoleService } from '../session/center.ts';
import type { TracingApi } from './tracing-api.ts';

/** What every page of the room of searches is given. */
export type TracingGiven = {
  tracing: TracingApi;
  service: ConsoleService;
  staff: Staff;
  /** The address of one search, or of the list. */
  at: (id?: string) => string;
  onSignedOut: () => void;
};
