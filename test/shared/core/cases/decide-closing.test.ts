import { describe, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { caseOpened, contactReceived, otherCode } from '../../../fixtures/case-events.ts';
import { carla, dario, first, givenCase, later, second } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'Quando riapre?' } })];
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 };
const joined: CaseEvent = { type: 'JoinedTo', ...carla, caseId: otherCode };
const referred = (referral: string): CaseEvent => ({ type: 'Referred', ...carla, to: 'Comune', referral });
const has = (referral: string): CaseEvent => ({ type: 'ReferralAcknowledged', referral });
const returned = (referral: string): CaseEvent => ({
  type: 'ReferralReturned',
  ...carla,
  referral,
  because: 'withdrawn',
});
const answer = (to: string): CaseEvent => ({ type: 'Answered', ...carla, answer: to, channel: 'letter' });

describe('a case that staff close', () => {
  const command = { type: 'Close', ...carla, outcome: 'answered' } as const;

  test('says why, whether the first contact was enough, and what was noted of it', () => {
    givenCase(...opened)
      .when({ ...command, reason: 'told', firstContact: true, note: 'Era di fretta.' })
      .gives({
        type: 'Closed',
        ...carla,
        reason: 'told',
        outcome: 'answered',
        firstContact: true,
        personal: { message: 'Era di fretta.' },
      });
  });

  test('has its outcome for a reason where none is given, and none at all where neither is', () => {
    givenCase(...opened)
      .when(command)
      .gives({ type: 'Closed', ...carla, reason: 'answered', outcome: 'answered' });
    givenCase(...opened)
      .when({ type: 'Close', ...carla })
      .gives({ type: 'Closed', ...carla, reason: '' });
  });

  test('is not closed over a danger to life that nobody settled, nor over an answer that has not left', () => {
    givenCase(...opened, { type: 'UrgencyRaised' })
      .when(command)
      .refused('danger-not-handed-over');
    givenCase(...opened, answer(first), answer(second), { type: 'AnswerSent', answer: first })
      .when(command)
      .refused('answer-unsent');
  });

  test('ends what it leaves open, by the hand of whoever closes it', () => {
    givenCase(
      ...opened,
      { type: 'Forwarded', ...dario, to: 'geologi', ask: first },
      { type: 'Forwarded', ...dario, to: 'chimici', ask: second },
      { type: 'AskAnswered', ...dario, ask: second },
      referred(first),
      { type: 'ClockPaused', ...dario, clock: 'legal-term', reason: 'other-office', until: later(1000) },
    )
      .when(command)
      .gives(
        { type: 'AskWithdrawn', ...carla, ask: first },
        returned(first),
        { type: 'ClockResumed', ...carla, clock: 'legal-term', because: 'closed' },
        { type: 'Closed', ...carla, reason: 'answered', outcome: 'answered' },
      );
  });

  test('by the clock names the clock', () => {
    givenCase(...opened, { type: 'Forwarded', ...dario, to: 'geologi', ask: first })
      .when({ type: 'Close', outcome: 'citizen-silent' })
      .gives(
        { type: 'AskWithdrawn', by: 'sportello', ask: first },
        { type: 'Closed', reason: 'citizen-silent', outcome: 'citizen-silent' },
      );
  });
});

describe('a case that ends as referred', () => {
  const command = { type: 'Close', ...carla, outcome: 'referred' } as const;
  const end: CaseEvent = { type: 'Closed', ...carla, reason: 'referred', outcome: 'referred' };

  test('waits for an administration that says that it has it, where one was asked', () => {
    givenCase(...opened, referred(first))
      .when(command)
      .refused('not-acknowledged');
    givenCase(...opened, referred(first), { type: 'ReferralRefused', referral: first })
      .when(command)
      .refused('not-acknowledged');
    givenCase(...opened)
      .when(command)
      .gives(end);
  });

  test('leaves the referral to whoever has it, and takes the others back', () => {
    givenCase(...opened, referred(first), has(first), referred(second))
      .when(command)
      .gives(returned(second), end);
    givenCase(...opened, referred(second), referred(first), { type: 'ReferralAnswered', referral: first })
      .when(command)
      .gives(returned(second), end);
  });

  test('and one that ends otherwise takes them all back', () => {
    givenCase(...opened, referred(first), has(first))
      .when({ ...command, outcome: 'withdrawn' })
      .gives(returned(first), { type: 'Closed', ...carla, reason: 'withdrawn', outcome: 'withdrawn' });
    givenCase(...opened, referred(first))
      .when({ type: 'Close', ...carla, outcome: 'withdrawn' })
      .gives(returned(first), { type: 'Closed', ...carla, reason: 'withdrawn', outcome: 'withdrawn' });
  });
});

describe('a case that is opened again', () => {
  const command = { type: 'Reopen', ...carla, reason: 'asked again', because: 'staff' } as const;

  test('says by whom, why, and what was noted', () => {
    givenCase(...opened, closed)
      .when({ ...command, note: 'Ha richiamato.' })
      .gives({
        type: 'Reopened',
        ...carla,
        reason: 'asked again',
        because: 'staff',
        personal: { message: 'Ha richiamato.' },
      });
    givenCase(...opened, closed)
      .when({ type: 'Reopen', reason: 'a further contact' })
      .gives({ type: 'Reopened', reason: 'a further contact' });
  });

  test('was closed before', () => {
    givenCase(...opened)
      .when(command)
      .refused('not-closed');
  });

  test('by staff has words to work on, and goes on nowhere else; a citizen who comes back is heard all the same', () => {
    const { by: _nobody, subject: _none, ...ofCitizen } = command;
    const reopened: CaseEvent = { type: 'Reopened', reason: 'asked again', because: 'staff' };
    givenCase(...opened, closed, erased)
      .when(command)
      .refused('erased');
    givenCase(...opened, joined, closed)
      .when(command)
      .refused('joined-elsewhere');
    for (const past of [
      [closed, erased],
      [joined, closed],
    ])
      givenCase(...opened, ...past)
        .when(ofCitizen)
        .gives(reopened);
  });
});
