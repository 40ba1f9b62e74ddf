import type { Officer } from '../../../shared/contracts/declaration.ts';
import type { HandOver } from '../../../shared/contracts/hand-over.ts';
import type { LedgerView } from '../../../shared/contracts/officer-view.ts';
import type { Proposal } from '../../../shared/contracts/proposal.ts';
import type { TypedWords } from '../kit/typed.ts';
import type { Api } from '../session/api.ts';
import type { ConsoleService } from '../session/center.ts';
import type { Drafts } from '../session/kept-drafts.ts';

/** A declaration in force. */
export type InForce = LedgerView['declarations'][number];

/** Somebody on the roster, as the ledger's answer names them. */
export type OnRoster = NonNullable<LedgerView['roster']>[number];

/** The pages of the duty officer by their word in the address, after the service's. */
export const dutyWords = ['declare', 'confirm', 'refuse', 'change', 'renew', 'stand-down', 'report'] as const;
export type DutyWord = (typeof dutyWords)[number];

/** What every page of the duty officer is given. */
export type DutyGiven = {
  api: Api;
  service: ConsoleService;
  view: LedgerView;
  proposals: readonly Proposal[];
  notes: readonly HandOver[];
  by: Officer;
  /** Whether the reader declares or only looks. */
  declares: boolean;
  roster: readonly OnRoster[];
  drafts: Drafts;
  /** Where the form of this page keeps what is typed into it. */
  typed: TypedWords;
  /** What the address names after the page: a proposal or a declaration. */
  id: string | undefined;
  /** The address of a page of this service. */
  at: (word: DutyWord, id?: string) => string;
  refresh: () => Promise<unknown>;
  onDone: (done: string) => void;
  onCancel: () => void;
  onSignedOut: () => void;
};
