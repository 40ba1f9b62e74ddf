import { type ComponentType, h, type JSX } from 'preact';
import type { Proposal } from '../../shared/contracts/proposal.ts';
import { type Staff, seesCases, worksOnCases } from '../../shared/core/staff.ts';
import type { DeskTexts } from '../../shared/texts/desk/it.ts';
import { BoardPage } from './desk/board-page.tsx';
import { CallPage } from './desk/call-page.tsx';
import { CasePage } from './desk/case-page.tsx';
import type { DeskGiven, DeskWord } from './desk/given.ts';
import { GivenPage } from './desk/given-page.tsx';
import { HeldMailsPage } from './desk/held-mails-page.tsx';
import { HouseholdPage } from './desk/household-page.tsx';
import { HouseholdsPage } from './desk/households-page.tsx';
import { IncidentPage } from './desk/incident-page.tsx';
import { ManyPage } from './desk/many-page.tsx';
import { ProtocolPage } from './desk/protocol-page.tsx';
import { RecordPage } from './desk/record-page.tsx';
import { ReservePage } from './desk/reserve-page.tsx';
import { ReviewPage } from './desk/review-page.tsx';
import { ShiftsPage } from './desk/shifts-page.tsx';
import { TrainingPage } from './desk/training-page.tsx';
import { WorklistPage } from './desk/worklist-page.tsx';
import { ChangePage, ConfirmPage, DeclarePage } from './officer/declare-form.tsx';
import type { DutyGiven, DutyWord, InForce } from './officer/given.ts';
import { ReportView } from './officer/report-view.tsx';
import { RefuseForm, RenewForm, StandDownForm } from './officer/short-forms.tsx';

/**
 * A page of the desk: who finds it in the menu, and under which name. Whoever sees cases may open its address: what the
 * role does not allow the page says itself, and the center refuses.
 */
type DeskRoute = {
  page: ComponentType<DeskGiven>;
  sees: (staff: Staff) => boolean;
  name?: keyof DeskTexts['nav'];
  /** Whether the way to it begins it anew for whoever is there already. */
  anew?: true;
};

const supervises = ({ roles }: Staff): boolean => roles.supervisor;
const decidesOnMails = ({ roles }: Staff): boolean => roles.operator || roles.supervisor;

/** The pages of the desk by the word of their address, `#/service/word/id`, in the order of the menu. */
export const deskRoutes: Record<DeskWord, DeskRoute> = {
  worklist: { page: WorklistPage, sees: seesCases, name: 'worklist' },
  case: { page: CasePage, sees: seesCases },
  call: { page: CallPage, sees: worksOnCases, name: 'call', anew: true },
  record: { page: RecordPage, sees: worksOnCases, name: 'record', anew: true },
  'held-mails': { page: HeldMailsPage, sees: decidesOnMails, name: 'heldMails' },
  protocol: { page: ProtocolPage, sees: seesCases, name: 'protocol' },
  many: { page: ManyPage, sees: decidesOnMails },
  given: { page: GivenPage, sees: decidesOnMails },
  incident: { page: IncidentPage, sees: seesCases },
  households: { page: HouseholdsPage, sees: worksOnCases, name: 'households' },
  household: { page: HouseholdPage, sees: worksOnCases },
  shifts: { page: ShiftsPage, sees: worksOnCases, name: 'shifts' },
  board: { page: BoardPage, sees: supervises, name: 'board' },
  review: { page: ReviewPage, sees: decidesOnMails, name: 'review' },
  reserve: { page: ReservePage, sees: supervises, name: 'reserve' },
  training: { page: TrainingPage, sees: worksOnCases, name: 'training' },
};

/** What the end of an address names: something proposed or in force, now or when its form was opened. */
export type Named = { id?: string; proposal?: Proposal; declaration?: InForce };

/**
 * A page of the duty officer: who sees it, and the page of what the address names, if it names what the page is about.
 */
type DutyRoute = { sees: 'reads' | 'declares'; page: (given: DutyGiven, named: Named) => JSX.Element | undefined };

/** The page about what the address names by one of the members of `Named`. */
const about =
  <Name extends keyof Named>(
    name: Name,
    page: ComponentType<DutyGiven & Required<Pick<Named, Name>>>,
  ): DutyRoute['page'] =>
  (given, named) =>
    named[name] === undefined ? undefined : h(page, { ...given, ...(named as Required<Pick<Named, Name>>) });

/** The pages of the duty officer by the word of their address; every other address is the view of the service. */
export const dutyRoutes: Record<DutyWord, DutyRoute> = {
  declare: { sees: 'declares', page: (given) => h(DeclarePage, given) },
  confirm: { sees: 'declares', page: about('proposal', ConfirmPage) },
  refuse: { sees: 'declares', page: about('proposal', RefuseForm) },
  change: { sees: 'declares', page: about('declaration', ChangePage) },
  renew: { sees: 'declares', page: about('declaration', RenewForm) },
  'stand-down': { sees: 'declares', page: about('declaration', StandDownForm) },
  report: { sees: 'reads', page: about('id', ReportView) },
};

const entryOf = <Entry>(routes: Record<string, Entry>, word: string | undefined): Entry | undefined =>
  word !== undefined && Object.hasOwn(routes, word) ? routes[word] : undefined;

/** Whether a word of an address names a page of the desk. */
export const isDeskWord = (word: string | undefined): word is DeskWord => entryOf(deskRoutes, word) !== undefined;

/** The page of the duty officer that a word of an address names. */
export const dutyRoute = (word: string | undefined): DutyRoute | undefined => entryOf(dutyRoutes, word);
