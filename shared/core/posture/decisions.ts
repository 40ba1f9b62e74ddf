import type { Officer } from '../../contracts/declaration.ts';
import type { DecisionRequest, Proposal, ProposalRule } from '../../contracts/proposal.ts';
import { instantOf, isoOf } from '../hours/zone.ts';
import type { ProposalState } from './episodes.ts';

/** Why a decision is not taken. */
export type DecisionRefusal =
  | { refused: 'unknown-proposal'; id: string }
  | { refused: 'closed'; id: string; closedAt: string }
  | { refused: 'conflict'; id: string; revision: number; proposal: Proposal }
  | { refused: 'already-decided'; id: string; proposal: Proposal };

/**
 * What an officer's decision makes of a proposal; refused when it is over, was decided already, or came to say more
 * than the officer saw (the refusal carries the proposal as it is now). The declaration itself is an act on the ledger.
 */
export function decideProposal(
  state: ProposalState,
  id: string,
  request: DecisionRequest,
  by: Officer,
  at: string,
): { state: ProposalState; proposal: Proposal } | DecisionRefusal {
  // An id comes from an address, and may be called like something that every object has.
  const present = Object.hasOwn(state.proposals, id) ? state.proposals[id] : undefined;
  if (!present) return { refused: 'unknown-proposal', id };
  if (present.closedAt !== undefined) return { refused: 'closed', id, closedAt: present.closedAt };
  if (present.revision !== request.revision)
    return { refused: 'conflict', id, revision: present.revision, proposal: present };
  if (!present.asks) return { refused: 'already-decided', id, proposal: present };
  const proposal: Proposal = { ...present, asks: false, decision: { ...request, at: isoOf(instantOf(at)), by } };
  return { state: { ...state, proposals: { ...state.proposals, [id]: proposal } }, proposal };
}

/**
 * The proposals for which the alert posture now applies by itself, because nobody decided within the rule's minutes;
 * for six hours each, and never the emergency. Empty when the rule allows none.
 */
export function dueAutomaticAlerts(state: ProposalState, rule: ProposalRule, now: string): Proposal[] {
  const minutes = rule.automaticAlertAfterMinutes;
  if (minutes === undefined) return [];
  const due = instantOf(now) - minutes * 60_000;
  return Object.values(state.proposals).filter(
    // Whoever decided on an earlier revision has not decided on what it came to say since.
    ({ closedAt, asks, asksSince }) => closedAt === undefined && asks && instantOf(asksSince) <= due,
  );
}

/** How long the alert posture that nobody decided on holds, in hours (issue: six). */
export const AUTOMATIC_ALERT_HOURS = 6;
