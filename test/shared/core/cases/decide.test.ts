import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { allowsPublication } from '../../../../shared/core/cases/decide-consent.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../../fixtures/case-events.ts';
import { at, carla, first, givenCase, second } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'Chiedo l’accesso.' } })];
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
const answered: CaseEvent = { type: 'Answered', by: 'Carla Villa' };
const lane = { level: 'lane', kind: 'fire', evidence: 'Brucia.', rule: 'fire' } as const;

describe('a protocol number', () => {
  const assigned = (contact: string, year: number, number: number): CaseEvent => ({
    type: 'ProtocolAssigned',
    contact,
    year,
    number,
    assignedAt: at,
  });
  const cancelled: CaseEvent = { type: 'ProtocolCancelled', ...carla, year: 2026, number: 2, reason: 'twice' };
  const cancel = { type: 'CancelProtocol', ...carla, year: 2026, number: 2, reason: 'twice' } as const;

  test('is given once to a contact, whatever the others have', () => {
    const command = { type: 'AssignProtocol', contact: code, year: 2026, number: 3, assignedAt: at } as const;
    givenCase(...opened, assigned(otherCode, 2026, 2))
      .when(command)
      .gives(assigned(code, 2026, 3));
    givenCase(...opened, assigned(otherCode, 2026, 2), assigned(code, 2026, 1))
      .when(command)
      .refused('nothing-new');
  });

  test('is cancelled once, by its year and its number', () => {
    givenCase(...opened, assigned(otherCode, 2025, 2), assigned(code, 2026, 1), assigned(code, 2026, 2))
      .when(cancel)
      .gives(cancelled);
    givenCase(...opened, assigned(otherCode, 2025, 2), assigned(code, 2026, 1))
      .when(cancel)
      .refused('no-such-number');
    givenCase(...opened, assigned(code, 2026, 2), cancelled)
      .when(cancel)
      .refused('nothing-new');
  });
});

describe('a message', () => {
  const said = (from: 'citizen' | 'desk', text: string): CaseEvent => ({
    type: 'MessageAdded',
    from,
    personal: { message: text },
  });

  test('is one however often its page is sent, for as long as the page showed what was said before', () => {
    const command = { type: 'AddMessage', from: 'citizen', text: 'Allora?', after: 1 } as const;
    givenCase(...opened, said('citizen', 'Allora?'))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, said('citizen', 'Allora?'))
      .when({ ...command, after: 2 })
      .gives(said('citizen', 'Allora?'));
    // The same words of somebody else, and other words, are others.
    givenCase(...opened, said('desk', 'Allora?'), said('citizen', 'Ciao'))
      .when(command)
      .gives(said('citizen', 'Allora?'));
  });

  test('of the desk interrupts nothing and opens nothing', () => {
    const waits: CaseEvent = { type: 'Answered', ...carla, answer: first, channel: 'mail', leavesAt: at };
    givenCase(...opened, waits)
      .when({ type: 'AddMessage', from: 'desk', text: 'Ci pensiamo.' })
      .gives(said('desk', 'Ci pensiamo.'));
    givenCase(...opened, closed)
      .when({ type: 'AddMessage', from: 'desk', text: 'Ci pensiamo.' })
      .refused('closed');
  });

  test('that speaks of danger to life raises the case; one that only might is kept with it', () => {
    const command = { type: 'AddMessage', from: 'citizen', text: 'Brucia.' } as const;
    const told = (danger: object) => ({
      type: 'MessageAdded',
      from: 'citizen',
      personal: { message: 'Brucia.', danger },
    });
    givenCase(...opened)
      .when({ ...command, danger: lane })
      .gives(told(lane) as CaseEvent, { type: 'UrgencyRaised' });
    const advice = { ...lane, level: 'advice' as const };
    givenCase(...opened)
      .when({ ...command, danger: advice })
      .gives(told(advice) as CaseEvent);
  });
});

describe('a file', () => {
  const checked = { attachment: first, contentType: 'image/png', bytes: 7, sha256: 'f'.repeat(64) } as const;
  const attached: CaseEvent = { type: 'AttachmentAttached', ...checked };
  const refused: CaseEvent = { type: 'AttachmentRefused', attachment: first, reason: 'content' as never };

  test('is settled once, by its being attached or refused', () => {
    for (const past of [attached, refused]) {
      givenCase(...opened, past)
        .when({ type: 'AttachAttachment', checked })
        .refused('nothing-new');
      givenCase(...opened, past)
        .when({ type: 'RefuseAttachment', attachment: first, reason: 'content' as never })
        .refused('nothing-new');
    }
    givenCase(...opened, { ...attached, attachment: second })
      .when({ type: 'AttachAttachment', checked })
      .gives(attached);
    givenCase(...opened, { ...attached, attachment: second })
      .when({ type: 'RefuseAttachment', attachment: first, reason: 'content' as never })
      .gives(refused);
  });

  test('that tells of danger to life raises the case; one that only might does not', () => {
    for (const [level, more] of [
      ['lane', [{ type: 'UrgencyRaised' }]],
      ['advice', []],
    ] as const) {
      const told = { ...checked, personal: { danger: { ...lane, level } } };
      givenCase(...opened)
        .when({ type: 'AttachAttachment', checked: told })
        .gives({ type: 'AttachmentAttached', ...told }, ...more);
    }
  });
});

describe('a consent to publication', () => {
  const give = { type: 'GiveConsent', to: 'publication' } as const;
  const given: CaseEvent = { type: 'ConsentGiven', to: 'publication' };
  const withdrawn: CaseEvent = { type: 'ConsentWithdrawn', to: 'publication' };
  const withdraw = { type: 'WithdrawConsent', to: 'publication' } as const;

  test('is given after the answer, once, and can be taken back at any time', () => {
    givenCase(...opened)
      .when(give)
      .refused('not-answered');
    givenCase(...opened, answered)
      .when(give)
      .gives(given);
    givenCase(...opened, answered, given)
      .when(give)
      .refused('nothing-new');
    givenCase(...opened, answered, given, withdrawn)
      .when(give)
      .gives(given);
    givenCase(...opened, answered, given, { type: 'UrgencyRaised' })
      .when(withdraw)
      .gives(withdrawn);
    givenCase(...opened, answered)
      .when(withdraw)
      .refused('nothing-new');
  });

  test('is asked of no instance, no danger to life and no violence, and of nobody whose words are gone', () => {
    const violence: CaseEvent = {
      type: 'MessageAdded',
      from: 'citizen',
      personal: { message: 'Mi picchia.', danger: { ...lane, level: 'advice', kind: 'violence' } },
    };
    for (const past of [[{ type: 'UrgencyRaised' } as const], [violence]])
      givenCase(...opened, answered, ...past)
        .when(give)
        .refused('not-answered');
    givenCase(caseOpened({ formal: true }), contactReceived(), answered)
      .when(give)
      .refused('not-answered');
    givenCase(...opened, answered, { type: 'PersonalDataErased', reason: 'asked', upToVersion: 3 })
      .when(give)
      .refused('erased');
  });

  test('holds by the last word', () => {
    expect([allowsPublication([]), allowsPublication([given, closed])]).toEqual([false, true]);
    expect([allowsPublication([given, withdrawn]), allowsPublication([given, withdrawn, given])]).toEqual([
      false,
      true,
    ]);
  });
});
