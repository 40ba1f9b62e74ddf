import { describe, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';
import { at, carla, dario, givenCase, later } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'Chiedo l’accesso.' } })];
const day = 86_400_000;
type Clock = 'first-answer' | 'legal-term' | 'forwarded';
const paused = (
  clock: Clock,
  reason: 'citizen-asked' | 'documents-awaited' | 'other-office' | 'appointment' = 'other-office',
): CaseEvent => ({ type: 'ClockPaused', ...dario, clock, reason, until: later(day) });
const resumed = (clock: Clock): CaseEvent => ({ type: 'ClockResumed', ...dario, clock, because: 'staff' });

describe('a clock that is stopped', () => {
  const command = {
    type: 'PauseClock',
    ...carla,
    clock: 'legal-term',
    reason: 'documents-awaited',
    at,
    until: later(day),
  } as const;
  const event = {
    type: 'ClockPaused',
    ...carla,
    clock: 'legal-term',
    reason: 'documents-awaited',
    until: later(day),
  } as const;

  test('stands still until an instant, for a reason, with a note or without', () => {
    givenCase(...opened)
      .when({ ...command, note: 'Manca la delega.' })
      .gives({ ...event, personal: { message: 'Manca la delega.' } });
    givenCase(...opened)
      .when(command)
      .gives(event);
  });

  test('stands still for thirty days at most (L. 241/1990 art. 2 c. 7), and for some time at all', () => {
    givenCase(...opened)
      .when({ ...command, until: later(30 * day) })
      .gives({ ...event, until: later(30 * day) });
    givenCase(...opened)
      .when({ ...command, until: later(1) })
      .gives({ ...event, until: later(1) });
    for (const until of [later(30 * day + 1), at, later(-day)])
      givenCase(...opened)
        .when({ ...command, until })
        .refused('paused-too-long');
  });

  test('is stopped once at a time; others may stand still beside it', () => {
    givenCase(...opened, paused('first-answer'), paused('legal-term'))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, paused('first-answer'))
      .when(command)
      .gives(event);
  });

  test('of the law is stopped once in all, one of the service’s own again', () => {
    const both = [paused('first-answer'), resumed('first-answer'), paused('legal-term'), resumed('legal-term')];
    givenCase(...opened, ...both)
      .when(command)
      .refused('paused-too-long');
    givenCase(...opened, ...both)
      .when({ ...command, clock: 'first-answer' })
      .gives({ ...event, clock: 'first-answer' });
  });
});

describe('a clock that runs again', () => {
  const command = { type: 'ResumeClock', ...carla, clock: 'legal-term', because: 'staff' } as const;

  test('is one that stands still', () => {
    givenCase(...opened, paused('first-answer'), paused('legal-term'))
      .when(command)
      .gives({ type: 'ClockResumed', ...carla, clock: 'legal-term', because: 'staff' });
    givenCase(...opened, paused('first-answer'))
      .when(command)
      .refused('not-paused');
    givenCase(...opened, paused('legal-term'), resumed('legal-term'))
      .when(command)
      .refused('not-paused');
  });

  test('is started by whoever has the case, or by time', () => {
    const held: CaseEvent[] = [...opened, paused('legal-term'), { type: 'TakenInCharge', ...dario }];
    givenCase(...held)
      .when(command)
      .refused('held-by-another');
    givenCase(...held)
      .when({ type: 'ResumeClock', clock: 'legal-term', because: 'timer' })
      .gives({ type: 'ClockResumed', clock: 'legal-term', because: 'timer' });
  });

  test('is one that waited for the citizen, once they speak; what waits for others goes on waiting', () => {
    givenCase(
      ...opened,
      paused('first-answer', 'citizen-asked'),
      paused('legal-term', 'documents-awaited'),
      paused('forwarded', 'appointment'),
    )
      .when({ type: 'AddMessage', from: 'citizen', text: 'Ecco la delega.' })
      .gives(
        { type: 'MessageAdded', from: 'citizen', personal: { message: 'Ecco la delega.' } },
        { type: 'ClockResumed', clock: 'first-answer', because: 'citizen' },
        { type: 'ClockResumed', clock: 'legal-term', because: 'citizen' },
      );
    givenCase(...opened, paused('first-answer', 'other-office'))
      .when({ type: 'AddMessage', from: 'citizen', text: 'Ecco la delega.' })
      .gives({ type: 'MessageAdded', from: 'citizen', personal: { message: 'Ecco la delega.' } });
  });
});
