import type { Staff } from '../../../shared/core/staff.ts';
import type { ConsoleService } from '../session/center.ts';
import type { ContributionsApi } from './contributions-api.ts';

/** What every page of the moderators' room is given. */
export type ModeratorGiven = {
  contributions: ContributionsApi;
  service: ConsoleService;
  staff: Staff;
  /** The address of one contribution, or of the list. */
  at: (id?: string) => string;
  onSignedOut: () => void;
};
