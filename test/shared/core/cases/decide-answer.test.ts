import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { CaseCommand } from '../../../../shared/core/cases/commands.ts';
import { caseOpened, contactReceived, otherCode } from '../../../fixtures/case-events.ts';
import { carla, dario, first, givenCase, later, second } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [
  caseOpened(),
  contactReceived({ personal: { email: 'ada@example.org', message: 'Dove?' } }),
];
const dangerous: CaseEvent[] = [...opened, { type: 'UrgencyRaised' }];
const told = { message: 'Il piano è in Comune.' };
const given = (answer: string, more: Partial<Extract<CaseEvent, { type: 'Answered' }>> = {}): CaseEvent => ({
  type: 'Answered',
  ...carla,
  answer,
  channel: 'mail',
  leavesAt: later(60_000),
  personal: { ...told, email: 'ada@example.org' },
  ...more,
});
const sent = (answer: string): CaseEvent => ({ type: 'AnswerSent', answer });
const withheld = (answer: string): CaseEvent => ({ type: 'AnswerWithheld', answer, because: 'staff' });
const bounced = (answer: string): CaseEvent => ({ type: 'AnswerBounced', answer, reason: 'mailbox-full' });
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };

describe('an answer', () => {
  const command = {
    type: 'Answer',
    ...carla,
    text: told.message,
    to: 'ada@example.org',
    answer: first,
    channel: 'mail',
  } as const satisfies CaseCommand;

  test('by mail is kept with all that was said of it, and with the address that it goes to; it is not out yet', () => {
    const members = {
      final: false,
      leavesAt: later(60_000),
      template: { id: 'piano', version: 3 },
      articles: ['piano-comunale'],
      attachments: ['f'.repeat(32)],
      batch: second,
      from: 'c'.repeat(16),
    };
    givenCase(...opened)
      .when({ ...command, ...members })
      .gives({
        type: 'Answered',
        ...carla,
        answer: first,
        channel: 'mail',
        ...members,
        personal: { ...told, email: 'ada@example.org' },
      });
  });

  test('is given once under its id; another goes beside it', () => {
    givenCase(...opened, given(second), given(first))
      .when(command)
      .refused('nothing-new');
    const { to: _nowhere, ...without } = command;
    givenCase(...opened, given(first))
      .when({ ...without, answer: second })
      .gives({ type: 'Answered', ...carla, answer: second, channel: 'mail', personal: told });
  });

  test.each(['phone', 'in-person'] as const)('that was said (%s) is out with the act that records it', (channel) => {
    const answered = { type: 'Answered', ...carla, answer: first, channel, personal: told } as const;
    const { to: _nowhere, ...said } = { ...command, channel };
    givenCase(...opened)
      .when(said)
      .gives(answered, { type: 'AnswerSent', answer: first, ...carla });
    givenCase(...opened)
      .when({ ...said, final: true })
      .gives({ ...answered, final: true }, { type: 'AnswerSent', answer: first, ...carla });
    givenCase(...opened)
      .when({ ...said, final: false })
      .gives({ ...answered, final: false }, { type: 'AnswerSent', answer: first, ...carla, interim: true });
  });

  test('without an id, as before the desk named them, is one event', () => {
    givenCase(...opened)
      .when({ type: 'Answer', ...carla, channel: 'phone', text: told.message })
      .gives({ type: 'Answered', ...carla, channel: 'phone', personal: told });
    givenCase(...opened)
      .when({ type: 'Answer', ...carla, answer: first, text: told.message })
      .gives({ type: 'Answered', ...carla, answer: first, personal: told });
  });

  test('to many passes by a case of which danger to life was heard and not settled; one to it alone does not', () => {
    const answered = (more: object) => ({
      type: 'Answered' as const,
      ...carla,
      answer: first,
      channel: 'mail' as const,
      ...more,
      personal: { ...told, email: 'ada@example.org' },
    });
    givenCase(...dangerous)
      .when({ ...command, batch: second })
      .refused('danger-not-handed-over');
    givenCase(...dangerous)
      .when(command)
      .gives(answered({}));
    givenCase(...dangerous, { type: 'HandedToRescue', ...carla, to: '115', at: later(0) })
      .when({ ...command, batch: second })
      .gives(answered({ batch: second }));
    givenCase(...opened)
      .when({ ...command, batch: second })
      .gives(answered({ batch: second }));
  });
});

describe('an answer that is taken back', () => {
  const command = { type: 'WithholdAnswer', ...carla, answer: first, because: 'staff' } as const;

  test('does not leave, and who did it is kept', () => {
    givenCase(...opened, given(second), given(first))
      .when(command)
      .gives({ type: 'AnswerWithheld', ...carla, answer: first, because: 'staff' });
  });

  test('is one that the case has, that is still here, and that nobody took back', () => {
    givenCase(...opened, given(second))
      .when(command)
      .refused('no-such-answer');
    givenCase(...opened, given(first), withheld(first))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, given(first), sent(first))
      .when(command)
      .refused('already-sent');
    givenCase(...opened, given(first), sent(first), bounced(first))
      .when(command)
      .refused('already-sent');
  });

  test('of a case that another has is theirs to take back; what the post office takes back is in nobody’s way', () => {
    const held: CaseEvent[] = [...opened, given(first), { type: 'TakenInCharge', ...dario }];
    givenCase(...held)
      .when(command)
      .refused('held-by-another');
    givenCase(...held)
      .when({ type: 'WithholdAnswer', answer: first, because: 'undeliverable' })
      .gives({ type: 'AnswerWithheld', answer: first, because: 'undeliverable' });
  });
});

describe('an answer that waits to be read by a supervisor', () => {
  const held = given(first, { held: true } as never);
  const judged = (right: boolean, more: object = {}) =>
    ({ type: 'JudgeHeldAnswer', ...dario, answer: first, right, leavesAt: later(90_000), ...more }) as CaseCommand;

  test('leaves once it is found right, and until then in no way', () => {
    givenCase(...opened, held)
      .when(judged(true))
      .gives({ type: 'AnswerCleared', ...dario, answer: first, leavesAt: later(90_000) });
    givenCase(...opened, held)
      .when({ type: 'MarkAnswerSent', answer: first })
      .refused('held');
    givenCase(...opened, held, { type: 'AnswerCleared', ...dario, answer: first, leavesAt: later(90_000) })
      .when({ type: 'MarkAnswerSent', answer: first })
      .gives({ type: 'AnswerSent', answer: first });
  });

  test('stays where it is not, with words for whoever gave it', () => {
    const stays: CaseEvent = { type: 'AnswerWithheld', ...dario, answer: first, because: 'review' };
    givenCase(...opened, held)
      .when(judged(false))
      .gives(stays);
    givenCase(...opened, held)
      .when(judged(false, { note: 'Manca la data.' }))
      .gives(stays, { type: 'NoteAdded', ...dario, personal: { message: 'Manca la data.' } });
  });

  test('is judged by nobody who gave it, and only while it waits', () => {
    givenCase(...opened, held)
      .when(judged(true, carla))
      .refused('own-answer');
    givenCase(...opened, given(first))
      .when(judged(true))
      .refused('nothing-new');
    givenCase(...opened, held, withheld(first))
      .when(judged(true))
      .refused('nothing-new');
    givenCase(...opened)
      .when(judged(true))
      .refused('no-such-answer');
  });
});

describe('an answer to many', () => {
  const toMany = [...opened, given(first, { batch: second } as never)];
  const command = { type: 'WithholdAnswer', ...carla, answer: first, because: 'staff' } as const;

  test('is its giver’s to take back, whoever has the case meanwhile, and nobody else’s', () => {
    givenCase(...toMany, { type: 'TakenInCharge', ...dario })
      .when(command)
      .gives({ type: 'AnswerWithheld', ...carla, answer: first, because: 'staff' });
    givenCase(...toMany, { type: 'TakenInCharge', ...carla })
      .when({ ...command, ...dario })
      .refused('held-by-another');
  });
});

test('an answer that leaves by itself and has its number is out; one that came back as undeliverable is not', () => {
  const numbered: CaseEvent = {
    type: 'AnswerProtocolAssigned',
    answer: first,
    year: 2026,
    number: 7,
    assignedAt: later(0),
  };
  const { leavesAt: _none, ...byHand } = given(first, { channel: 'letter' }) as Extract<
    CaseEvent,
    { type: 'Answered' }
  >;
  const command = { type: 'WithholdAnswer', ...carla, answer: first, because: 'staff' } as const;
  const withheldNow: CaseEvent = { type: 'AnswerWithheld', ...carla, answer: first, because: 'staff' };
  givenCase(...opened, given(first), numbered)
    .when(command)
    .refused('already-sent');
  givenCase(...opened, given(first), numbered)
    .when({ ...command, because: 'undeliverable' })
    .gives({ ...withheldNow, because: 'undeliverable' } as CaseEvent);
  givenCase(...opened, byHand, numbered)
    .when(command)
    .gives(withheldNow);
  // Before it is given, it can be taken back beforehand.
  givenCase(...opened)
    .when({ ...command, beforehand: true })
    .gives(withheldNow);
});

test('an answer in writing to an instance leaves with its number, one on the phone without', () => {
  const formal: CaseEvent[] = [caseOpened({ formal: true }), contactReceived({ personal: { message: 'Chiedo.' } })];
  const command = { type: 'MarkAnswerSent', answer: first } as const;
  const number = { year: 2026, number: 7 };
  for (const channel of ['mail', 'page', 'letter', 'pec'] as const)
    givenCase(...formal, given(first, { channel }))
      .when(command)
      .refused('not-numbered');
  givenCase(...formal, given(first, { channel: 'phone' }))
    .when(command)
    .gives({ type: 'AnswerSent', answer: first });
  givenCase(...formal, given(first), { type: 'AnswerProtocolAssigned', answer: first, ...number, assignedAt: later(0) })
    .when(command)
    .gives({ type: 'AnswerSent', answer: first, protocol: number });
});

describe('an answer that left', () => {
  test('is kept with who said so, its message and its number', () => {
    const members = { messageId: '<1@example.org>', protocol: { year: 2026, number: 7 } };
    givenCase(...opened, given(first))
      .when({ type: 'MarkAnswerSent', ...carla, answer: first, ...members })
      .gives({ type: 'AnswerSent', ...carla, answer: first, ...members });
  });

  test('ends nothing where it said that more is to come, whatever the others said', () => {
    const both = [given(first, { final: false }), given(second)];
    givenCase(...opened, ...both)
      .when({ type: 'MarkAnswerSent', answer: first })
      .gives({ type: 'AnswerSent', answer: first, interim: true });
    givenCase(...opened, ...both)
      .when({ type: 'MarkAnswerSent', answer: second })
      .gives({ type: 'AnswerSent', answer: second });
  });

  test('leaves once, and not after it was taken back', () => {
    const command = { type: 'MarkAnswerSent', answer: first } as const;
    givenCase(...opened, given(second))
      .when(command)
      .refused('no-such-answer');
    givenCase(...opened, given(first), sent(first))
      .when(command)
      .refused('already-sent');
    givenCase(...opened, given(first), withheld(first))
      .when(command)
      .refused('nothing-new');
  });
});

test('an answer is given its outgoing number once, whatever the others have', () => {
  const command = { type: 'AssignAnswerProtocol', answer: first, year: 2026, number: 8, assignedAt: later(0) } as const;
  const { type: _asked, ...members } = command;
  const assigned = (answer: string): CaseEvent => ({ type: 'AnswerProtocolAssigned', ...members, answer });
  givenCase(...opened, given(second), assigned(second), given(first))
    .when(command)
    .gives(assigned(first));
  givenCase(...opened, given(first), assigned(first))
    .when(command)
    .refused('nothing-new');
  givenCase(...opened, given(second))
    .when(command)
    .refused('no-such-answer');
});

describe('an answer that came back', () => {
  const command = { type: 'MarkAnswerBounced', answer: first, reason: 'mailbox-full' } as const;
  const reopened: CaseEvent = { type: 'Reopened', reason: 'the answer came back', because: 'bounce' };

  test('says why, in the provider’s words where it has any', () => {
    givenCase(...opened, given(first), sent(first))
      .when({ ...command, text: '552 quota' })
      .gives({ type: 'AnswerBounced', answer: first, reason: 'mailbox-full', personal: { message: '552 quota' } });
    givenCase(...opened, given(second), given(first), sent(first))
      .when(command)
      .gives({ type: 'AnswerBounced', answer: first, reason: 'mailbox-full' });
  });

  test('opens a case that it had closed: its citizen has nothing', () => {
    givenCase(...opened, given(first), sent(first), closed)
      .when(command)
      .gives({ type: 'AnswerBounced', answer: first, reason: 'mailbox-full' }, reopened);
  });

  test('opens none that ended nothing, nor one that goes on elsewhere', () => {
    const alone: CaseEvent = { type: 'AnswerBounced', answer: first, reason: 'mailbox-full' };
    givenCase(...opened, given(first, { final: false }), sent(first), closed)
      .when(command)
      .gives(alone);
    givenCase(...opened, given(first), sent(first), { type: 'JoinedTo', ...carla, caseId: otherCode }, closed)
      .when(command)
      .gives(alone);
  });

  test('comes back once, and only if it left or was to leave', () => {
    givenCase(...opened, given(second))
      .when(command)
      .refused('no-such-answer');
    givenCase(...opened, given(first), sent(first), bounced(first))
      .when(command)
      .refused('nothing-new');
    givenCase(...opened, given(first), withheld(first))
      .when(command)
      .refused('nothing-new');
  });
});

test('a citizen who speaks holds back what would leave by itself, not the letter that somebody is to post', () => {
  const { leavesAt: _none, ...letter } = given(second, { channel: 'letter' }) as Extract<
    CaseEvent,
    { type: 'Answered' }
  >;
  givenCase(...opened, given(first), letter)
    .when({ type: 'AddMessage', from: 'citizen', text: 'Ho trovato.' })
    .gives(
      { type: 'MessageAdded', from: 'citizen', personal: { message: 'Ho trovato.' } },
      { type: 'AnswerWithheld', answer: first, because: 'contact' },
    );
  expect(letter).not.toHaveProperty('leavesAt');
});
