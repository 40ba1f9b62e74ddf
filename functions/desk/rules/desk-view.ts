import type { DeskState } from '../../../shared/contracts/desk-state.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { isDangerOpen } from '../../../shared/core/cases/decide-danger.ts';
import { openAsks, openReferrals } from '../../../shared/core/cases/desk-facts.ts';
import { present } from '../../../shared/core/present.ts';
import { numberText } from '../../../shared/core/protocol.ts';

/** Entries of a list that are shown, the latest ones of longer lists. */
const shown = 1000;

/** For whom a case waits: for nobody while it is the desk's turn. */
function waitsFor(state: KnownCase): DeskState['waitsFor'] {
  if (state.stage === 'closed') return undefined;
  if (state.stage === 'waiting-for-you') return 'citizen';
  if (openAsks(state).length > 0) return 'expert';
  return openReferrals(state).length > 0 ? 'administration' : undefined;
}

function stateOf(state: KnownCase): DeskState['state'] {
  if (state.stage === 'closed') return 'closed';
  if (waitsFor(state) !== undefined) return 'waiting';
  if (state.stage === 'answered' && state.spokeSince === undefined) return 'answered';
  return state.owner === undefined ? 'free' : 'held';
}

/** What staff see of what the desk does with a case. */
export function deskView(state: KnownCase, notes: DeskState['notes']): DeskState {
  const {
    owner,
    asks,
    referrals,
    answers,
    pauses,
    spokeSince,
    closedAt,
    outcome,
    incident,
    household,
    follows,
    followedBy,
    splitOff,
    rescue,
    consents,
    hold,
  } = state;
  const { lease: _length, ...held } = owner ?? { by: '', since: '' };
  return {
    ...(owner && { owner: held }),
    state: stateOf(state),
    ...present({
      waitsFor: waitsFor(state),
      spokeSince,
      closedAt,
      outcome,
      incident,
      household: household && { household: household.household, ...present({ called: household.called }) },
      follows,
      followedBy,
      rescue,
      hold,
      publication: consents.publication,
    }),
    asks: asks.slice(-shown),
    referrals: referrals.slice(-shown).map((referral) => ({ ...referral, shares: [...referral.shares] })),
    answers: answers.slice(-shown).map(({ protocol, articles, cancelled: _stands, ...answer }) => ({
      ...answer,
      attachments: [...answer.attachments],
      ...(articles && { articles: [...articles] }),
      ...(protocol && { protocol: numberText(protocol.year, protocol.number) }),
    })),
    notes: notes.slice(-shown),
    pauses: pauses.slice(-shown),
    splitOff: splitOff.slice(-shown),
    dangerOpen: isDangerOpen(state),
  };
}
