import type { CaseActBody, CaseActName } from '../../../shared/contracts/case-act.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import type { HoursPeriod } from '../../../shared/core/hours/calendar.ts';
import { instantOf } from '../../../shared/core/hours/zone.ts';
import type { Wrong } from './recorded-contact.ts';

/** What an act is judged with. */
export type ActGiven = {
  /** Who acts. */
  doer: { by: string; subject: string };
  /** Whether that person may move what others have. */
  leads: boolean;
  /** ISO instant of the act. */
  at: string;
  /** Names what the act begins, the same one where the act is sent again. */
  id: string;
  /** The case as it was seen. */
  state: KnownCase;
  definition: PreparedService;
  periods: readonly HoursPeriod[];
  /** Whether an answer waits for a supervisor to read it. */
  held?: true;
};

/** The command that an act is, or what is wrong about it. */
export type Asked = CaseCommand | { errors: Wrong[] };
/** The body of an act. */
export type BodyOf<A extends CaseActName> = Extract<CaseActBody, { act: A }>;
/** What is wrong about one member of a body. */
export const wrong = (pointer: string, detail: string): Asked => ({ errors: [{ pointer, detail }] });
/** Whether an instant is not ahead of another. */
export const isPast = (instant: string, at: string) => instantOf(instant) <= instantOf(at);
