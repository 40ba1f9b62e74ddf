import { describe, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';
import { at, carla, dario, first, givenCase, later, second } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'La parete si muove.' } })];
const asked = (ask: string, dueAt?: string): CaseEvent => ({
  type: 'Forwarded',
  ...carla,
  to: 'geologi',
  ask,
  ...(dueAt !== undefined && { dueAt }),
});

test('a question to the citizen is kept with who asked, by which way, until when, and what has to be put in order', () => {
  const members = { channel: 'mail', until: later(86_400_000), regularise: true } as const;
  givenCase(...opened)
    .when({ type: 'AskCitizen', ...carla, question: 'Quale via?', ...members })
    .gives({ type: 'CitizenAsked', ...carla, ...members, personal: { message: 'Quale via?' } });
});

describe('a question to an expert group', () => {
  test('is kept with who asked, by when it is owed, and whether its answer goes out as it is', () => {
    const members = { to: 'geologi', ask: first, dueAt: later(60_000), direct: true };
    givenCase(...opened, asked(second))
      .when({ type: 'Forward', ...carla, ...members, question: 'È stabile?' })
      .gives({ type: 'Forwarded', ...carla, ...members, personal: { message: 'È stabile?' } });
  });

  test('is asked once under its id; those of before had none, and no words', () => {
    givenCase(...opened, asked(second), asked(first))
      .when({ type: 'Forward', ...carla, to: 'geologi', ask: first })
      .refused('nothing-new');
    givenCase(...opened, asked(first))
      .when({ type: 'Forward', ...carla, to: 'geologi' })
      .gives({ type: 'Forwarded', ...carla, to: 'geologi' });
  });

  test('is answered by its expert, whoever has the case and whatever else was asked', () => {
    givenCase(...opened, asked(first), asked(second), { type: 'TakenInCharge', ...carla })
      .when({ type: 'AnswerAsk', ...dario, ask: second, text: 'Sì.' })
      .gives({ type: 'AskAnswered', ...dario, ask: second, personal: { message: 'Sì.' } });
  });

  test('is taken back by the desk, with a reason or without', () => {
    givenCase(...opened, asked(first), asked(second))
      .when({ type: 'WithdrawAsk', ...carla, ask: second, reason: 'Risolto.' })
      .gives({ type: 'AskWithdrawn', ...carla, ask: second, personal: { message: 'Risolto.' } });
    givenCase(...opened, asked(first), asked(second))
      .when({ type: 'WithdrawAsk', ...carla, ask: first })
      .gives({ type: 'AskWithdrawn', ...carla, ask: first });
  });

  test('that nobody asked, or that was answered already, is neither answered nor taken back', () => {
    const answered: CaseEvent = { type: 'AskAnswered', ...dario, ask: first };
    for (const past of [[asked(second)], [asked(first), answered, asked(second)]]) {
      givenCase(...opened, ...past)
        .when({ type: 'AnswerAsk', ...dario, ask: first, text: 'Sì.' })
        .refused('no-such-ask');
      givenCase(...opened, ...past)
        .when({ type: 'WithdrawAsk', ...carla, ask: first })
        .refused('no-such-ask');
    }
  });
});

describe('an expert who is late', () => {
  const command = { type: 'MarkAskOverdue', ask: first, at } as const;

  test('is so from the moment after the term, and is told so once', () => {
    givenCase(...opened, asked(second, later(5)), asked(first, at))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, asked(second, later(5)), asked(first, later(-1)))
      .when(command)
      .gives({ type: 'AskOverdue', ask: first });
    givenCase(...opened, asked(first, later(-1)), { type: 'AskOverdue', ask: first })
      .when(command)
      .refused('nothing-new');
  });

  test('owes something by a term: without one nobody is late, and nobody for what was not asked', () => {
    givenCase(...opened, asked(first))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, asked(second, later(-1)))
      .when(command)
      .refused('no-such-ask');
  });
});
