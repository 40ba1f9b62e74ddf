import type { DeskCase } from '../../../shared/contracts/desk.ts';
import type { Staff } from '../../../shared/core/staff.ts';
import type { ConsoleLanguage } from '../kit/texts.ts';
import type { ConsoleService } from '../session/center.ts';
import type { Drafts } from '../session/kept-drafts.ts';
import type { DeskApi } from './desk-api.ts';
import type { DeskChanges } from './desk-changes.ts';

/** The pages of the desk by their word in the address, after the service's. */
export const deskWords = [
  'worklist',
  'case',
  'call',
  'record',
  'held-mails',
  'protocol',
  'shifts',
  'board',
  'review',
  'reserve',
  'training',
  'many',
  'given',
  'incident',
  'households',
  'household',
] as const;
export type DeskWord = (typeof deskWords)[number];

/** What every page of the desk is given. */
export type DeskGiven = {
  desk: DeskApi;
  service: ConsoleService;
  staff: Staff;
  /** Whether the reader works on cases or only looks. */
  works: boolean;
  drafts: Drafts;
  /** What changes on the list while somebody is on any page of the desk. */
  listChanges: DeskChanges;
  language: ConsoleLanguage;
  /** What the address names after the page: a lane, a code, a box, a day or a number. */
  id: string | undefined;
  /** The address of a page of this service. */
  at: (word: DeskWord, id?: string) => string;
  /** Goes to an address and says what was done. */
  go: (hash: string, done?: string) => void;
  onSignedOut: () => void;
};

/** What the page of shifts needs, which is also open to whoever sees no case. */
export type ShiftsGiven = Pick<DeskGiven, 'desk' | 'service' | 'staff' | 'works' | 'onSignedOut'>;

/** What the parts of a case need to act on it. */
export type CaseGiven = DeskGiven & {
  known: DeskCase;
  /** Shows the case as an act has left it, and says what was done. */
  onActed: (now: DeskCase, done: string) => void;
  /** Asks for a case that changed meanwhile, and tells what changed. */
  onChanged: () => Promise<void>;
};
