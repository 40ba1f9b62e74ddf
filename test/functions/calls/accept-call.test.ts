import { describe, expect, test } from '@jest/globals';
import { acceptCall, callFacts, waitsOf } from '../../../functions/calls/rules/accept-call.ts';
import type { CallRecord } from '../../../shared/contracts/call-record.ts';
import { ContactAccepted } from '../../../shared/contracts/contact.ts';
import { readCode } from '../../../shared/core/cases/receipt-code.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { familyLine, protezioneCivile } from '../../fixtures/contacts.ts';

const hmac = hmacWith('a secret of the tests');
/** A Friday, 18:03 in Rome: three minutes after closing. */
const friday: CallRecord = {
  externalId: '1757606400.42',
  caller: '+39 333 1234567',
  startedAt: '2026-09-11T18:03:40+02:00',
  endedAt: '2026-09-11T18:05:10+02:00',
  outcome: 'voicemail',
};
const accept = (more: Partial<CallRecord> = {}, given: Partial<Parameters<typeof acceptCall>[0]> = {}) =>
  acceptCall({
    record: { ...friday, ...more },
    source: 'listening-room',
    definition: protezioneCivile,
    rules: lifeFirst,
    periods: [],
    hmac,
    ...given,
  });

describe('an accepted call', () => {
  test('keeps the contract of the queue, in UTC, and names the caller in the personal part only', () => {
    const accepted = accept({ transcript: 'Buonasera,\u0007 richiamatemi' });
    expect(ContactAccepted.parse(accepted)).toEqual(accepted);
    expect(accepted).toMatchObject({
      channel: 'phone',
      receivedAt: '2026-09-11T16:03:40.000Z',
      urgent: false,
      call: { asOf: '2026-09-11T16:05:10.000Z', outcome: 'voicemail' },
      contact: { phone: '+393331234567', message: 'Buonasera,  richiamatemi', language: 'it', kind: 'information' },
    });
    expect(JSON.stringify(accepted.call)).not.toContain('333');
  });

  test.each(['answered', 'abandoned', 'voicemail'] as const)(
    'with the key of danger to life is urgent whatever became of it: %s',
    (outcome) => {
      const accepted = accept({ outcome, menuChoices: ['1', '9'] });
      expect(ContactAccepted.parse(accepted)).toEqual(accepted);
      expect(accepted).toMatchObject({
        urgent: true,
        danger: { level: 'lane', kind: 'other', evidence: 'menu: 1, 9' },
      });
      expect(accept({ outcome, menuChoices: ['1', '99'] }).urgent).toBe(false);
    },
  );

  test('with words of danger is urgent by them, whatever key was pressed', () => {
    expect(accept({ transcript: 'Aiuto, la casa brucia', menuChoices: ['3'] }).urgent).toBe(true);
  });

  test('has the code of its source and id, and of nothing else', () => {
    const { code } = accept();
    expect(readCode(code, 'PC', hmac)).toBe(code);
    expect(accept({ outcome: 'answered', caller: null, startedAt: '2026-09-10T10:00:00Z', sequence: 9 }).code).toBe(
      code,
    );
    const others = [
      accept({ externalId: '1757606400.43' }),
      accept({}, { source: 'other-room' }),
      accept({}, { definition: familyLine }),
    ];
    expect(new Set([code, ...others.map((other) => other.code)]).size).toBe(4);
  });

  test('that is owed a call back has a slot within the hours in force, and the clock of the charter', () => {
    for (const outcome of ['voicemail', 'call-back-asked'] as const) {
      const { callBackDueAt = '', firstAnswerDueAt = '' } = accept({ outcome });
      // The next opening is Monday at 9.
      expect(callBackDueAt > '2026-09-14T07:00:00.000Z').toBe(true);
      expect(callBackDueAt <= firstAnswerDueAt).toBe(true);
    }
  });

  test.each([['*'], ['2', 'call-back']])(
    'is owed one as well when the caller pressed %s and hung up',
    (...menuChoices) => {
      const { call, callBackDueAt } = accept({ outcome: 'abandoned', menuChoices });
      expect(call.outcome).toBe('call-back-asked');
      expect(callBackDueAt).toBeDefined();
      expect(accept({ outcome: 'answered', menuChoices }).callBackDueAt).toBeUndefined();
    },
  );

  test('in an emergency is due within the hours that were declared', () => {
    const periods = [
      { from: '2026-09-11T15:00:00.000Z', to: '2026-09-13T15:00:00.000Z', hours: 'around-the-clock' as const },
    ];
    const { callBackDueAt: ordinary = '' } = accept();
    const { callBackDueAt: declared = '' } = accept({}, { periods });
    expect(declared < ordinary).toBe(true);
    expect(declared < '2026-09-13T15:00:00.000Z').toBe(true);
  });

  test('that was answered is owed nothing', () => {
    const accepted = accept({ outcome: 'answered' });
    expect(accepted.callBackDueAt).toBeUndefined();
    expect(accepted.firstAnswerDueAt).toBeUndefined();
  });

  test.each(['abandoned', 'busy', 'diverted', 'not-connected'] as const)(
    'in vain (%s) is called back within the hours in force, and owed no answer: nothing was asked',
    (outcome) => {
      const accepted = accept({ outcome });
      expect(accepted.callBackDueAt).toBe(accept({ outcome: 'voicemail' }).callBackDueAt);
      expect(accepted.callBackDueAt).toBeDefined();
      expect(accepted.firstAnswerDueAt).toBeUndefined();
    },
  );

  test('under way has the clock of the charter, and no call back yet', () => {
    const accepted = accept({ outcome: 'in-progress' });
    expect(accepted.callBackDueAt).toBeUndefined();
    // What is owed should another record say that it was in vain.
    expect(accepted.missedDueAt).toBe(accept({ outcome: 'abandoned' }).callBackDueAt);
    expect(accepted.firstAnswerDueAt).toBeDefined();
  });

  test('is of the kind that the first key with a meaning leads to, else a request for information', () => {
    expect(accept({ menuChoices: ['2'] }).contact.kind).toBe('report');
    expect(accept({ menuChoices: ['0', '5', '1'] }).contact.kind).toBe('complaint');
    expect(accept({ menuChoices: ['help-offer'] }).contact.kind).toBe('help-offer');
    expect(accept({ menuChoices: ['9'] }).contact.kind).toBe('information');
    expect(accept().contact.kind).toBe('information');
  });

  test('of a service that names no keys is of the kind that its own menu reads out for the key', () => {
    const { voiceMenu: _own, ...plain } = protezioneCivile;
    const [, second] = plain.kinds;
    expect(accept({ menuChoices: ['2'] }, { definition: plain }).contact.kind).toBe(second?.kind);
  });

  test('keeps where it is recorded in the personal part: exchanges write numbers into the names of recordings', () => {
    const accepted = accept({ recording: 'q-300-3331234567-20260911.wav' });
    expect(accepted.contact.recording).toBe('q-300-3331234567-20260911.wav');
    expect(JSON.stringify(accepted.call)).not.toContain('333');
  });

  test('that speaks of danger to life is urgent', () => {
    expect(accept({ transcript: 'Aiuto, mio padre non respira!' }).urgent).toBe(true);
  });

  test.each(['anonymous', '', '204', null])('from %p has no number', (caller) => {
    expect(accept({ caller }).contact.phone).toBeUndefined();
  });

  test('keeps keys pressed, not what the caller typed in with them', () => {
    const typed = ['2', '*', '7K3M9QXT', 'BNCDAA80A41H501Z', '3331234567', 'reports'];
    expect(callFacts({ ...friday, menuChoices: typed }, 'ivr').menuChoices).toEqual(['2', '*', 'reports']);
  });
});

describe('what is known of a call', () => {
  const facts = (more: Partial<CallRecord>) => callFacts({ ...friday, ...more }, 'ivr');

  test('is of the latest instant in its record, unless the record names one; all of them are in UTC', () => {
    const times = { queuedAt: '2026-09-11T18:03:50+02:00', answeredAt: '2026-09-11T18:04:00+02:00' };
    expect(facts(times)).toMatchObject({
      source: 'ivr',
      startedAt: '2026-09-11T16:03:40.000Z',
      answeredAt: '2026-09-11T16:04:00.000Z',
      endedAt: '2026-09-11T16:05:10.000Z',
      asOf: '2026-09-11T16:05:10.000Z',
    });
    const { endedAt: _open, ...open } = friday;
    expect(callFacts({ ...open, ...times }, 'ivr').asOf).toBe('2026-09-11T16:04:00.000Z');
    expect(callFacts({ ...open, queuedAt: times.queuedAt }, 'ivr').asOf).toBe('2026-09-11T16:03:50.000Z');
    expect(facts({ asOf: '2026-09-11T18:04:30+02:00' }).asOf).toBe('2026-09-11T16:04:30.000Z');
  });

  test('is what was dialled, thirty characters of it, and every key without the blanks around it', () => {
    expect(
      facts({ dialled: '8'.repeat(31), menuChoices: [' 2 ', '#', 'Reports', '-x', 'a'.repeat(39), 'a'.repeat(40)] }),
    ).toMatchObject({
      dialled: '8'.repeat(30),
      menuChoices: ['2', '#', 'a'.repeat(39)],
    });
    expect(facts({ menuChoices: ['22'] })).not.toHaveProperty('menuChoices');
  });
});

test('the words of a caller are kept without blanks around them, their lines as they are', () => {
  expect(accept({ transcript: ' uno\ndue\u0000tre\u007f ' }).contact.message).toBe('uno\ndue tre');
  for (const transcript of [' ', '\u0007']) expect(accept({ transcript }).contact).not.toHaveProperty('message');
});

test('a call with no key is of the first kind of a service that answers no questions', () => {
  const kinds = protezioneCivile.kinds.filter(({ kind }) => kind !== 'information');
  expect(accept({}, { definition: { ...protezioneCivile, kinds } }).contact.kind).toBe(kinds[0]?.kind);
  const later = { ...protezioneCivile, kinds: protezioneCivile.kinds.toReversed() };
  expect(accept({}, { definition: later }).contact.kind).toBe('information');
});

test('a call under way of whoever withheld the number has no time by which it would be called back', () => {
  expect(accept({ outcome: 'in-progress', caller: null })).not.toHaveProperty('missedDueAt');
  expect(accept({ outcome: 'voicemail', caller: null })).toHaveProperty('callBackDueAt');
});

test('only a caller who reached an operator has waited to the end', () => {
  const answered = { answeredAt: '2026-09-11T16:04:10Z', waitSeconds: 30 };
  const accepted = [
    accept({ outcome: 'answered', ...answered }),
    accept({ outcome: 'abandoned', waitSeconds: 5 }),
    accept({ outcome: 'voicemail', waitSeconds: 0 }),
    // Nobody counted how long.
    accept({ outcome: 'answered', answeredAt: '2026-09-11T16:04:10Z' }),
  ];
  expect(waitsOf(accepted)).toEqual([{ at: '2026-09-11T16:04:10.000Z', seconds: 30 }]);
});
