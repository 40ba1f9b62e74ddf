import { describe, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';
import { carla, first, givenCase, later, second } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'La strada è chiusa.' } })];
const referred = (referral: string): CaseEvent => ({ type: 'Referred', ...carla, to: 'Comune', referral });
const has = (referral: string): CaseEvent => ({ type: 'ReferralAcknowledged', referral });

describe('a case that is referred', () => {
  const command = { type: 'Refer', ...carla, to: 'Comune', referral: first } as const;

  test('tells the administration what it may see, by when, and in whose words; its address can be erased', () => {
    const members = { office: 'c_h501', acknowledgeBy: later(1), answerBy: later(2) };
    givenCase(...opened, referred(second))
      .when({ ...command, ...members, shares: ['words', 'place'], email: 'c@example.org', text: 'Vedete.' })
      .gives({
        type: 'Referred',
        ...carla,
        to: 'Comune',
        referral: first,
        ...members,
        shares: ['words', 'place'],
        personal: { email: 'c@example.org', message: 'Vedete.' },
      });
    givenCase(...opened)
      .when(command)
      .gives({ type: 'Referred', ...carla, to: 'Comune', referral: first });
  });

  test('is referred once under an id; those of before had none', () => {
    givenCase(...opened, referred(second), referred(first))
      .when(command)
      .refused('nothing-new');
    const { referral: _none, ...unnamed } = command;
    givenCase(...opened, referred(first))
      .when(unnamed)
      .gives({ type: 'Referred', ...carla, to: 'Comune' });
  });
});

describe('a referral that is not settled', () => {
  const past = [...opened, referred(second), referred(first)];

  test('is taken once by the administration', () => {
    const command = { type: 'AcknowledgeReferral', ...carla, referral: first } as const;
    givenCase(...past)
      .when(command)
      .gives({ type: 'ReferralAcknowledged', ...carla, referral: first });
    givenCase(...past, has(first))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, referred(second))
      .when(command)
      .refused('no-such-referral');
  });

  test('is answered, refused in favour of whoever is competent, or returned; before it was taken and after', () => {
    for (const known of [past, [...past, has(first)]]) {
      givenCase(...known)
        .when({ type: 'AnswerReferral', ...carla, referral: first, text: 'Riapre lunedì.' })
        .gives({ type: 'ReferralAnswered', ...carla, referral: first, personal: { message: 'Riapre lunedì.' } });
      givenCase(...known)
        .when({ type: 'RefuseReferral', ...carla, referral: first, reason: 'È provinciale.', competent: 'Provincia' })
        .gives({
          type: 'ReferralRefused',
          ...carla,
          referral: first,
          competent: 'Provincia',
          personal: { message: 'È provinciale.' },
        });
      givenCase(...known)
        .when({ type: 'ReturnReferral', ...carla, referral: first, because: 'withdrawn' })
        .gives({ type: 'ReferralReturned', ...carla, referral: first, because: 'withdrawn' });
    }
  });

  test('is settled once, whatever the others are', () => {
    for (const settled of ['ReferralAnswered', 'ReferralRefused'] as const) {
      const known: CaseEvent[] = [...past, { type: settled, referral: first }];
      givenCase(...known)
        .when({ type: 'AnswerReferral', referral: first, text: 'Riapre lunedì.' })
        .refused('no-such-referral');
      givenCase(...known)
        .when({ type: 'AcknowledgeReferral', referral: first })
        .refused('no-such-referral');
    }
  });
});

describe('a new link for an administration', () => {
  const command = { type: 'RenewReferral', ...carla, referral: first, endsAt: later(9) } as const;
  const mailed = (link?: number): CaseEvent[] => [
    referred(second),
    { type: 'Referred', ...carla, to: 'Comune', referral: first, personal: { email: 'c@example.org' } },
    ...(link === undefined
      ? []
      : [{ type: 'ReferralLinkRenewed', ...carla, referral: first, link, endsAt: later(5) } as const]),
  ];
  const renewed = (link: number, email = 'c@example.org'): CaseEvent => ({
    type: 'ReferralLinkRenewed',
    ...carla,
    referral: first,
    link,
    endsAt: later(9),
    personal: { email },
  });

  test('is the next one, sent to the last address that was told', () => {
    givenCase(...opened, ...mailed())
      .when(command)
      .gives(renewed(2));
    givenCase(...opened, ...mailed(7))
      .when({ ...command, email: 'd@example.org' })
      .gives(renewed(8, 'd@example.org'));
  });

  test('is sent ninety-nine times at most, to an address, and while the referral is open', () => {
    givenCase(...opened, ...mailed(98))
      .when(command)
      .gives(renewed(99));
    givenCase(...opened, ...mailed(99))
      .when(command)
      .refused('no-address');
    givenCase(...opened, referred(first))
      .when(command)
      .refused('no-address');
    givenCase(...opened, ...mailed(), { type: 'ReferralAnswered', referral: first })
      .when(command)
      .refused('no-such-referral');
  });

  test('that comes back says why in the administration’s words, where it has any', () => {
    const back = { type: 'ReturnReferral', referral: first, because: 'withdrawn' } as const;
    givenCase(...opened, ...mailed())
      .when({ ...back, text: 'Non è nostra.' })
      .gives({
        type: 'ReferralReturned',
        referral: first,
        because: 'withdrawn',
        personal: { message: 'Non è nostra.' },
      });
    givenCase(...opened, ...mailed())
      .when(back)
      .gives({ type: 'ReferralReturned', referral: first, because: 'withdrawn' });
  });
});
