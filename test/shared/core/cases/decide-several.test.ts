import { describe, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { caseOpened, contactReceived, otherCode, thirdCode } from '../../../fixtures/case-events.ts';
import { at, carla, first, givenCase, second } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'Un lampione rotto.' } })];
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 };
const personal = { message: 'Erano due.' };

describe('a case that is taken apart from another', () => {
  const command = { type: 'Unjoin', ...carla, caseId: otherCode, reason: personal.message } as const;
  const unjoined: CaseEvent = { type: 'Unjoined', ...carla, caseId: otherCode, personal };
  const joinedTo: CaseEvent = { type: 'JoinedTo', ...carla, caseId: otherCode };
  const tookIn = (caseId: string): CaseEvent => ({ type: 'CaseJoined', ...carla, caseId });

  test('is open again where it was closed for the other', () => {
    givenCase(...opened, joinedTo, closed)
      .when(command)
      .gives(unjoined, { type: 'Reopened', ...carla, reason: 'no longer joined', because: 'staff' });
  });

  test('stays as it is where it was open, where it had taken the other in, and where its words are gone', () => {
    for (const past of [[joinedTo], [tookIn(thirdCode), tookIn(otherCode), closed], [joinedTo, closed, erased]])
      givenCase(...opened, ...past)
        .when(command)
        .gives(unjoined);
  });

  test('was one with it', () => {
    givenCase(...opened, tookIn(thirdCode))
      .when(command)
      .refused('not-joined');
    givenCase(...opened, { type: 'JoinedTo', ...carla, caseId: thirdCode })
      .when(command)
      .refused('not-joined');
  });
});

describe('a contact that goes on in a case of its own', () => {
  const command = { type: 'SplitOff', ...carla, contact: otherCode, to: otherCode, reason: personal.message } as const;
  const further = [
    contactReceived({ contact: otherCode, personal: { message: 'E una buca.' } }),
    contactReceived({ contact: thirdCode, personal: { message: 'E un albero.' } }),
  ];
  const split = (contact: string): CaseEvent => ({ type: 'SplitOff', ...carla, contact, to: contact });

  test('is a further one: the one that opened the case stays', () => {
    for (const contact of [otherCode, thirdCode])
      givenCase(...opened, ...further)
        .when({ ...command, contact, to: contact })
        .gives({ type: 'SplitOff', ...carla, contact, to: contact, personal });
    givenCase(...opened, ...further)
      .when({ ...command, contact: '' })
      .refused('nothing-to-split');
  });

  test('is one that the case has, once, and with its words', () => {
    givenCase(...opened)
      .when(command)
      .refused('no-such-contact');
    givenCase(...opened, ...further, split(thirdCode), split(otherCode))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, ...further, split(thirdCode))
      .when(command)
      .gives({ type: 'SplitOff', ...carla, contact: otherCode, to: otherCode, personal });
    givenCase(...opened, ...further, erased)
      .when(command)
      .refused('erased');
  });
});

describe('a case that is one of many', () => {
  const grouped = (incident: string): CaseEvent => ({ type: 'GroupedIn', ...carla, incident });
  const group = { type: 'GroupIn', ...carla, incident: first } as const;
  const ungroup = { type: 'Ungroup', ...carla, incident: first } as const;

  test('is grouped with a reason or without, be it out of another group', () => {
    givenCase(...opened)
      .when({ ...group, reason: personal.message })
      .gives({ ...grouped(first), personal } as CaseEvent);
    givenCase(...opened, grouped(second))
      .when(group)
      .gives(grouped(first));
    givenCase(...opened, grouped(first))
      .when(group)
      .refused('nothing-new');
  });

  test('has no danger to life that nobody settled', () => {
    givenCase(...opened, { type: 'UrgencyRaised' })
      .when(group)
      .refused('danger-not-handed-over');
    givenCase(...opened, { type: 'UrgencyRaised' }, { type: 'HandedToRescue', ...carla, to: '112', at })
      .when(group)
      .gives(grouped(first));
  });

  test('is taken out of the group that it is in', () => {
    givenCase(...opened, grouped(first))
      .when({ ...ungroup, reason: personal.message })
      .gives({ type: 'Ungrouped', ...carla, incident: first, personal });
    givenCase(...opened, grouped(first))
      .when(ungroup)
      .gives({ type: 'Ungrouped', ...carla, incident: first });
    givenCase(...opened, grouped(second))
      .when(ungroup)
      .refused('nothing-new');
    givenCase(...opened)
      .when(ungroup)
      .refused('nothing-new');
  });
});
