import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { CaseCommand } from '../../../../shared/core/cases/commands.ts';
import { isDangerOpen } from '../../../../shared/core/cases/decide-danger.ts';
import { caseOpened, contactReceived, otherCode } from '../../../fixtures/case-events.ts';
import { at, carla, dario, givenCase } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'Fumo.' } })];
const dangerous: CaseEvent[] = [...opened, { type: 'UrgencyRaised' }];
const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 };
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
const judged = (found: 'danger' | 'none', inLane: boolean, kind: 'fire' | 'gas' = 'fire'): CaseEvent => ({
  type: 'DangerJudged',
  by: 'operator-1',
  judged: found,
  inLane,
  personal: { dangerKind: kind },
});

describe('what staff say of a danger', () => {
  const danger = { type: 'JudgeDanger', by: 'operator-1', judged: 'danger', kind: 'fire' } as const;

  test('that there was one puts an open case into the urgent lane, and says that it was not there', () => {
    givenCase(...opened)
      .when({ ...danger, reason: 'Brucia il bosco.' })
      .gives(
        {
          type: 'DangerJudged',
          by: 'operator-1',
          judged: 'danger',
          inLane: false,
          personal: { dangerKind: 'fire', message: 'Brucia il bosco.' },
        },
        { type: 'UrgencyRaised' },
      );
    givenCase(...dangerous)
      .when(danger)
      .gives(judged('danger', true));
  });

  test('that there was one opens no case that is over or goes on elsewhere', () => {
    givenCase(...opened, closed)
      .when(danger)
      .gives(judged('danger', false));
    givenCase(...opened, { type: 'JoinedTo', ...carla, caseId: otherCode })
      .when(danger)
      .gives(judged('danger', false));
  });

  test('that there was none takes a case out of no lane, and puts it in none', () => {
    givenCase(...dangerous)
      .when({ ...danger, judged: 'none' })
      .gives(judged('none', true));
    givenCase(...opened)
      .when({ ...danger, judged: 'none' })
      .gives(judged('none', false));
  });

  test('is said again by whoever changes their mind, and still tells where the case lay before', () => {
    const past = [...opened, judged('danger', false), { type: 'UrgencyRaised' } as const];
    givenCase(...past)
      .when(danger)
      .refused('nothing-new');
    givenCase(...past)
      .when({ ...danger, kind: 'gas' })
      .gives(judged('danger', false, 'gas'));
    givenCase(...past)
      .when({ ...danger, judged: 'none' })
      .gives(judged('none', false));
  });

  test('is not said of a case whose words are gone', () => {
    givenCase(...opened, erased)
      .when(danger)
      .refused('erased');
  });
});

describe('a danger that is handed over', () => {
  const command = { type: 'HandToRescue', ...carla, to: '115', at, spokeTo: 'Capoturno' } as const;

  test('is kept with who told whom and when; names stand in the part that can be erased', () => {
    givenCase(...opened)
      .when({ ...command, reference: 'I-77' })
      .gives({
        type: 'HandedToRescue',
        ...carla,
        to: '115',
        at,
        personal: { spokeTo: 'Capoturno', reference: 'I-77' },
      });
  });

  test('is none of a case whose words are gone', () => {
    givenCase(...opened, erased)
      .when(command)
      .refused('erased');
  });
});

describe('a second person who agrees that there was no danger', () => {
  const command: CaseCommand = { type: 'AgreeNoDanger', ...dario };

  test('is kept by name', () => {
    givenCase(...dangerous, judged('none', true))
      .when(command)
      .gives({ type: 'NoDangerAgreed', ...dario });
  });

  test('agrees with somebody: not before anybody said so, not with a danger, and once', () => {
    givenCase(...dangerous)
      .when(command)
      .refused('not-judged');
    givenCase(...dangerous, judged('danger', true))
      .when(command)
      .refused('not-judged');
    givenCase(...dangerous, judged('none', true), { type: 'NoDangerAgreed', ...dario })
      .when(command)
      .refused('nothing-new');
  });

  test('is another person, as the issuer of the token knows them, whatever their names', () => {
    givenCase(...dangerous, judged('none', true))
      .when({ type: 'AgreeNoDanger', by: 'Carla V.', subject: 'operator-1' })
      .refused('needs-another-person');
    givenCase(...dangerous, judged('none', true))
      .when({ type: 'AgreeNoDanger', by: 'operator-1' })
      .refused('needs-another-person');
    givenCase(...dangerous, judged('none', true))
      .when({ type: 'AgreeNoDanger', by: 'operator-1', subject: 'operator-2' })
      .gives({ type: 'NoDangerAgreed', by: 'operator-1', subject: 'operator-2' });
  });
});

test.each([
  ['nobody heard', { urgent: false }, false],
  ['somebody heard', { urgent: true }, true],
  ['handed over', { urgent: true, rescue: {} }, false],
  ['judged to be one', { urgent: true, judged: { judged: 'danger' } }, true],
  ['judged to be one, and agreed', { urgent: true, judged: { judged: 'danger', agreed: {} } }, true],
  ['judged to be none by one', { urgent: true, judged: { judged: 'none' } }, true],
  ['judged to be none by two', { urgent: true, judged: { judged: 'none', agreed: {} } }, false],
] as const)('a danger that %s: open is %j → %j', (_, state, isOpen) => {
  expect(isDangerOpen(state)).toBe(isOpen);
});
