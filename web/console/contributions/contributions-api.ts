import type { CaseHold } from '../../../shared/contracts/case-hold.ts';
import type {
  ContributionDecision,
  GivenContribution,
  GivenContributions,
} from '../../../shared/contracts/contribution.ts';
import type { OpeningAsked } from '../../../shared/contracts/read.ts';
import { asking, type Call } from '../session/api.ts';

/** What the room of stories and ideas asks of the center. */
export type ContributionsApi = ReturnType<typeof contributionsApi>;

/** The calls of whoever moderates, audits or holds what citizens give. Throws Refused. */
export function contributionsApi(call: Call) {
  const { get, post } = asking(call);
  return {
    box: (service: string, box: GivenContributions['box']) =>
      get<GivenContributions>('listGivenContributions', { service }, { box }),
    contribution: (service: string, id: string) => get<GivenContribution>('showGivenContribution', { service, id }),
    open: (service: string, id: string, opening: OpeningAsked) =>
      post<GivenContribution>('openGivenContribution', { service, id }, opening),
    /** One act on the version that was seen. */
    decide: (service: string, id: string, version: number, decision: ContributionDecision) =>
      post<GivenContribution>('decideOnContribution', { service, id }, decision, { 'If-Match': `"${version}"` }),
    hold: (service: string, id: string, hold: CaseHold) => post<unknown>('holdContribution', { service, id }, hold),
  };
}
