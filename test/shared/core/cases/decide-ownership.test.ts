import { describe, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { caseOpened, contactReceived, otherCode } from '../../../fixtures/case-events.ts';
import { at, carla, dario, first, givenCase, later } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'Quando riapre?' } })];
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };
const taken = (until?: string): CaseEvent => ({
  type: 'TakenInCharge',
  ...dario,
  ...(until !== undefined && { until }),
});

describe('an act on a case that somebody has', () => {
  const ask = { type: 'AskCitizen', question: 'Quale via?' } as const;
  const personal = { message: 'Quale via?' };

  test('is theirs alone; what nobody has, anybody may act on', () => {
    givenCase(...opened, taken())
      .when({ ...ask, ...carla })
      .refused('held-by-another');
    givenCase(...opened, taken())
      .when({ ...ask, ...dario })
      .gives({ type: 'CitizenAsked', ...dario, personal });
    givenCase(...opened)
      .when({ ...ask, ...carla })
      .gives({ type: 'CitizenAsked', ...carla, personal });
  });

  test('is in nobody’s way where no person does it: a citizen, or the clock', () => {
    givenCase(...opened, taken())
      .when(ask)
      .gives({ type: 'CitizenAsked', personal });
    givenCase(...opened, taken())
      .when({ ...ask, by: 'sportello' })
      .gives({ type: 'CitizenAsked', by: 'sportello', personal });
  });

  test('is none on a case that is over', () => {
    givenCase(...opened, closed)
      .when({ ...ask, ...carla })
      .refused('closed');
    givenCase(...opened, closed)
      .when({ type: 'TakeInCharge', ...carla })
      .refused('closed');
    givenCase(...opened, closed)
      .when({ type: 'Give', ...carla, to: dario })
      .refused('closed');
  });
});

describe('a case that somebody takes', () => {
  const command = { type: 'TakeInCharge', ...carla, at } as const;
  const event = { type: 'TakenInCharge', ...carla } as const;

  test('is theirs until the time that is named', () => {
    givenCase(...opened)
      .when({ ...command, how: 'next', until: later(60_000) })
      .gives({ ...event, how: 'next', until: later(60_000) });
    // A reason to take it over is none where nobody has it.
    givenCase(...opened)
      .when({ ...command, over: 'È in pausa.' })
      .gives(event);
  });

  test('is taken once by the same person, be it under another name', () => {
    givenCase(...opened, taken())
      .when({ ...command, by: 'Dario S.', subject: dario.subject })
      .refused('nothing-new');
    givenCase(...opened, { type: 'TakenInCharge', by: carla.by })
      .when(command)
      .refused('nothing-new');
  });

  test('from somebody else needs a reason, which is kept with whose it was', () => {
    givenCase(...opened, taken())
      .when(command)
      .refused('held-by-another');
    givenCase(...opened, taken())
      .when({ ...command, over: 'È in pausa.' })
      .gives({ ...event, over: dario, personal: { message: 'È in pausa.' } });
    givenCase(...opened, { type: 'TakenInCharge', by: dario.by })
      .when({ ...command, over: 'È in pausa.' })
      .gives({ ...event, over: { by: dario.by }, personal: { message: 'È in pausa.' } });
  });

  test('once their time is over, to the moment, needs none', () => {
    givenCase(...opened, taken(at))
      .when(command)
      .gives({ ...event, over: dario });
    givenCase(...opened, taken(later(1)))
      .when(command)
      .refused('held-by-another');
    givenCase(...opened, taken(at))
      .when({ type: 'TakeInCharge', ...carla })
      .refused('held-by-another');
  });

  describe('as the next of the list', () => {
    const next = { ...command, how: 'next' } as const;
    const given = { ...event, how: 'next' } as const;
    const forwarded: CaseEvent = { type: 'Forwarded', ...dario, to: 'geologi', ask: first };
    const answered: CaseEvent = { type: 'Answered', by: 'Dario Sala' };

    test.each<[string, CaseEvent[]]>([
      ['that waits for its citizen', [{ type: 'CitizenAsked', ...dario, personal: { message: 'Quale via?' } }]],
      ['that waits for an expert', [forwarded]],
      ['that was answered', [answered]],
    ])('is not one %s', (_, past) => {
      givenCase(...opened, ...past)
        .when(next)
        .refused('nothing-new');
      givenCase(...opened, ...past)
        .when(command)
        .gives(event);
    });

    test.each<[string, CaseEvent[]]>([
      ['that nobody has', []],
      ['of which a call is owed', [forwarded, { type: 'CallBackAsked', contact: otherCode, dueAt: later(1) }]],
      ['whose expert is late', [forwarded, { type: 'AskOverdue', ask: first }]],
      ['whose citizen spoke after the answer', [answered, { type: 'MessageAdded', from: 'citizen' }]],
      [
        'of which a scan is to be read',
        [forwarded, contactReceived({ contact: otherCode, channel: 'letter', paper: { toBeRead: true } as never })],
      ],
    ])('is one %s', (_, past) => {
      givenCase(...opened, ...past)
        .when(next)
        .gives(given);
    });

    test('is one whose owner’s time is over', () => {
      givenCase(...opened, taken(at))
        .when(next)
        .gives({ ...given, over: dario });
    });

    test('is not one whose call was made', () => {
      givenCase(
        ...opened,
        forwarded,
        { type: 'CallBackAsked', contact: otherCode, dueAt: later(1) },
        { type: 'CallBackTried', ...dario, outcome: 'reached' },
      )
        .when(next)
        .refused('nothing-new');
    });
  });
});

describe('a case that is given back', () => {
  test('is given back by whoever has it', () => {
    givenCase(...opened, taken())
      .when({ type: 'Release', ...dario, because: 'given-back' })
      .gives({ type: 'Released', ...dario, because: 'given-back' });
    givenCase(...opened, taken())
      .when({ type: 'Release', ...carla, because: 'given-back' })
      .refused('not-yours');
    givenCase(...opened)
      .when({ type: 'Release', ...carla, because: 'given-back' })
      .refused('nothing-new');
  });

  test('is given back by the clock when their time is over, to the moment and not before', () => {
    const command = { type: 'Release', because: 'lease-over', at } as const;
    givenCase(...opened, taken(at))
      .when(command)
      .gives({ type: 'Released', by: 'sportello', because: 'lease-over' });
    givenCase(...opened, taken(later(1)))
      .when(command)
      .refused('held-by-another');
    givenCase(...opened, taken())
      .when(command)
      .refused('held-by-another');
    givenCase(...opened, taken(at))
      .when({ type: 'Release', because: 'lease-over' })
      .refused('held-by-another');
  });
});

test('a case is given back by the clock at the end of the shift of whoever has it, and of nobody else', () => {
  const command = { type: 'Release', because: 'shift-over', of: dario.subject } as const;
  givenCase(...opened, taken())
    .when(command)
    .gives({ type: 'Released', by: 'sportello', because: 'shift-over' });
  givenCase(...opened, taken())
    .when({ ...command, of: carla.subject })
    .refused('nothing-new');
  givenCase(...opened)
    .when(command)
    .refused('nothing-new');
  givenCase(...opened, taken())
    .when({ type: 'Release', because: 'shift-over' })
    .refused('not-yours');
});

describe('a case that is given to a colleague', () => {
  const command = { type: 'Give', ...carla, to: dario } as const;
  const event = { type: 'Released', ...carla, because: 'moved', to: dario } as const;

  test('is given by whoever has it, with a reason or without', () => {
    givenCase(...opened, { type: 'TakenInCharge', ...carla })
      .when({ ...command, reason: 'Lo conosce.' })
      .gives({ ...event, personal: { message: 'Lo conosce.' } });
    givenCase(...opened, { type: 'TakenInCharge', ...carla })
      .when(command)
      .gives(event);
  });

  test('that nobody has is given by anybody, and not to whoever has it already', () => {
    givenCase(...opened)
      .when(command)
      .gives(event);
    givenCase(...opened, taken())
      .when({ ...command, anybodys: true })
      .refused('nothing-new');
  });

  test('that another has is given by a supervisor alone', () => {
    const elsa = { by: 'Elsa Neri', subject: 'operator-3' };
    givenCase(...opened, taken())
      .when({ ...command, to: elsa })
      .refused('not-yours');
    givenCase(...opened, taken())
      .when({ ...command, to: elsa, anybodys: true })
      .gives({ ...event, to: elsa });
    givenCase(...opened, taken())
      .when({ ...command, to: { by: elsa.by }, anybodys: true })
      .gives({ ...event, to: { by: elsa.by } });
  });
});
