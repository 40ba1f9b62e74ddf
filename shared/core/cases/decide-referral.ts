import type { CaseEvent } from '../../contracts/case-event.ts';
import { maximumLinks } from '../../contracts/desk-event.ts';
import { present } from '../present.ts';
import type { KnownCase } from './case.ts';
import type { CaseCommand, Decision } from './commands.ts';
import { openReferrals } from './desk-facts.ts';

/** What becomes of a case that another administration is asked to answer; several may be asked at once. */
export function refer(command: CaseCommand<'Refer'>, { referrals }: KnownCase): Decision {
  const { to, by, subject, referral, office, acknowledgeBy, answerBy, shares, email, text } = command;
  if (referral !== undefined && referrals.some((known) => known.referral === referral)) {
    return { refused: 'nothing-new' };
  }
  const told = present({ email, message: text });
  return [
    {
      type: 'Referred',
      to,
      ...present({ by, subject, referral, office, acknowledgeBy, answerBy, shares }),
      ...(Object.keys(told).length > 0 && { personal: told }),
    },
  ];
}

/** What decides on a referral that is not settled yet. */
const onOpen =
  <C extends { referral: string }>(decide: (command: C, state: KnownCase) => CaseEvent[]) =>
  (command: C, state: KnownCase): Decision =>
    openReferrals(state).some(({ referral }) => referral === command.referral)
      ? decide(command, state)
      : { refused: 'no-such-referral' };

/** What becomes of a referral that the administration says it has. */
export function acknowledgeReferral(command: CaseCommand<'AcknowledgeReferral'>, state: KnownCase): Decision {
  const { referral, by, subject } = command;
  const known = openReferrals(state).find((open) => open.referral === referral);
  if (known === undefined) return { refused: 'no-such-referral' };
  if (known.state === 'acknowledged') return { refused: 'nothing-new' };
  return [{ type: 'ReferralAcknowledged', ...present({ by, subject }), referral }];
}

export const answerReferral = onOpen<CaseCommand<'AnswerReferral'>>(({ referral, text, by, subject }) => [
  { type: 'ReferralAnswered', ...present({ by, subject }), referral, personal: { message: text } },
]);

export const refuseReferral = onOpen<CaseCommand<'RefuseReferral'>>(({ referral, reason, competent, by, subject }) => [
  { type: 'ReferralRefused', ...present({ by, subject, competent }), referral, personal: { message: reason } },
]);

/** What becomes of a referral that is the desk's again: nobody took it in time, or the desk takes it back. */
export const returnReferral = onOpen<CaseCommand<'ReturnReferral'>>(({ referral, because, by, subject, text }) => [
  {
    type: 'ReferralReturned',
    ...present({ by, subject }),
    referral,
    because,
    ...(text !== undefined && { personal: { message: text } }),
  },
]);

/** What becomes of a referral whose administration is sent a new link: the address is the last one that was told. */
export function renewReferral(command: CaseCommand<'RenewReferral'>, state: KnownCase): Decision {
  const { referral, by, subject, endsAt, email } = command;
  const known = openReferrals(state).find((open) => open.referral === referral);
  if (known === undefined) return { refused: 'no-such-referral' };
  const to = email ?? known.email;
  const link = (known.link ?? 1) + 1;
  if (to === undefined || link > maximumLinks) return { refused: 'no-address' };
  const told = { referral, link, endsAt, personal: { email: to } };
  return [{ type: 'ReferralLinkRenewed', by, ...present({ subject }), ...told }];
}
