import type { Staff } from '../../../shared/core/staff.ts';
import { mayAct } from '../../../shared/core/staff-acts.ts';

/** The pages over a service that show nothing of what citizens write, by the word of their address. */
export const oversightWords = ['holds', 'reads', 'shifts'] as const;
export type OversightWord = (typeof oversightWords)[number];

const acts = { holds: 'hold-case', reads: 'see-reads', shifts: 'see-shifts' } as const;

/** The pages that somebody may open, in the order of the menu: an administrator's, an auditor's. */
export const oversightOf = (staff: Pick<Staff, 'roles'>): OversightWord[] =>
  oversightWords.filter((word) => mayAct(staff, acts[word]));
