import { describe, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';
import { carla, givenCase, later } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'Un lampione rotto.' } })];
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };

describe('a note', () => {
  const command = { type: 'AddNote', ...carla, text: 'Ha una figlia in zona.', mentions: ['operator-2'] } as const;

  test('tells colleagues something, on a closed case too; its words can be erased', () => {
    for (const past of [opened, [...opened, closed]])
      givenCase(...past)
        .when({ ...command, mentions: [...command.mentions] })
        .gives({
          type: 'NoteAdded',
          ...carla,
          mentions: ['operator-2'],
          personal: { message: 'Ha una figlia in zona.' },
        });
  });

  test('is none on a case whose words are gone', () => {
    givenCase(...opened, { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 })
      .when({ type: 'AddNote', ...carla, text: 'Ha una figlia in zona.' })
      .refused('erased');
  });
});

describe('a case that is sorted anew', () => {
  const command = { type: 'Resort', ...carla, reason: 'È una segnalazione.' } as const;
  const personal = { message: command.reason };
  const event = { type: 'Resorted', ...carla } as const;
  const istat = '058091';

  test('says what it is now, by when it is owed an answer, how long it is kept, and where it is', () => {
    const members = { kind: 'report', category: 'strade', lane: 'reports', firstAnswerDueAt: later(1) } as const;
    givenCase(...opened)
      .when({ ...command, ...members, retentionDays: 90, place: { istat } as never })
      .gives({ ...event, ...members, retentionDays: 90, personal: { ...personal, place: { istat } as never } });
  });

  test('is sorted so already where nothing of it is another', () => {
    for (const same of [{}, { kind: 'information' as const }, { lane: 'information' }])
      givenCase(...opened)
        .when({ ...command, ...same })
        .refused('nothing-new');
  });

  test('is another by its kind, its lane, its category or its place alone', () => {
    for (const other of [
      { kind: 'report' as const },
      { lane: 'reports' },
      { kind: 'information' as const, lane: 'reports' },
      { category: 'strade' },
    ])
      givenCase(...opened)
        .when({ ...command, ...other })
        .gives({ ...event, ...other, personal });
    givenCase(...opened)
      .when({ ...command, place: { istat } as never })
      .gives({ ...event, personal: { ...personal, place: { istat } as never } });
  });
});

describe('how it was', () => {
  test('is rated by whoever was answered, at any stage after that', () => {
    const command = { type: 'Rate', ratings: [{ scale: 'stars', value: 2 }], at: later(60_000) } as const;
    givenCase(...opened)
      .when(command)
      .refused('not-answered');
    givenCase(...opened, { type: 'Answered', by: 'Carla Villa' }, closed)
      .when(command)
      .gives({ type: 'Rated', scale: 'stars', value: 2 });
  });

  test('is looked at by a second pair of eyes', () => {
    const criteria = [{ criterion: 'chiarezza', met: true }];
    givenCase(...opened, { type: 'Answered', by: 'Dario Sala' })
      .when({ type: 'Review', ...carla, criteria, note: 'Bene.' })
      .gives({ type: 'Reviewed', ...carla, criteria, personal: { message: 'Bene.' } });
    givenCase(...opened, { type: 'Answered', by: 'Carla Villa' })
      .when({ type: 'Review', ...carla, criteria })
      .refused('own-answer');
    const reviewed = { type: 'Reviewed', ...carla, criteria } as const;
    givenCase(...opened, { type: 'Answered', by: 'Dario Sala' }, reviewed)
      .when({ type: 'Review', ...carla, criteria })
      .refused('nothing-new');
    // A new answer is another matter.
    givenCase(...opened, { type: 'Answered', by: 'Dario Sala' }, reviewed, { type: 'Answered', by: 'Dario Sala' })
      .when({ type: 'Review', ...carla, criteria })
      .gives(reviewed);
  });
});
