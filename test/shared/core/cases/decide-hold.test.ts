import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { hasRecord, withRecord } from '../../../../shared/core/cases/call-records.ts';
import { fileNameOf } from '../../../../shared/core/cases/file-name.ts';
import { beginningOf } from '../../../../shared/core/cases/receipt-code.ts';
import { viewerAddress, windowOf } from '../../../../shared/core/cases/tries.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';
import { at, carla, first, givenCase, later } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [caseOpened(), contactReceived({ personal: { message: 'Il muro ha una crepa.' } })];
const act = { act: 'Decreto 12', authority: 'Procura', incident: 'Crollo', until: later(1000) };
const held: CaseEvent = { type: 'HoldSet', by: 'Aldo Monti', ...act };
const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 };

describe('an act of an authority', () => {
  const command = { type: 'SetHold', ...carla, ...act, at } as const;

  test('keeps a case; the same act again is nothing new, by whatever offset its end is written', () => {
    givenCase(...opened)
      .when(command)
      .gives({ type: 'HoldSet', ...carla, ...act });
    givenCase(...opened, held)
      .when(command)
      .refused('nothing-new');
    const offset = act.until.replace('Z', '+00:00');
    givenCase(...opened, held)
      .when({ ...command, until: offset })
      .refused('nothing-new');
  });

  test.each([{ act: 'Decreto 13' }, { authority: 'Corte' }, { incident: 'Frana' }, { until: later(2000) }])(
    'that differs takes its place: %j',
    (other) =>
      givenCase(...opened, held)
        .when({ ...command, ...other })
        .gives({ type: 'HoldSet', ...carla, ...act, ...other }),
  );

  test('may be said again once it is over, and keeps nothing of a case that is erased', () => {
    givenCase(...opened, held)
      .when({ ...command, at: later(1000) })
      .gives({ type: 'HoldSet', ...carla, ...act });
    givenCase(...opened, erased)
      .when(command)
      .refused('erased');
  });

  test('is lifted by another, where there is one', () => {
    const lift = { type: 'LiftHold', ...carla, act: 'Decreto 14' } as const;
    givenCase(...opened, held)
      .when(lift)
      .gives({ type: 'HoldLifted', ...carla, act: 'Decreto 14' });
    givenCase(...opened)
      .when(lift)
      .refused('nothing-new');
  });
});

describe('an answer with its outgoing number', () => {
  const answered: CaseEvent[] = [
    ...opened,
    {
      type: 'Answered',
      ...carla,
      answer: first,
      channel: 'mail',
      leavesAt: at,
      personal: { message: 'Sì.', email: 'a@b.example' },
    },
    { type: 'AnswerProtocolAssigned', answer: first, year: 2026, number: 7, assignedAt: at },
  ];

  test('is taken back by nobody, unless nobody could be told it', () => {
    const command = { type: 'WithholdAnswer', ...carla, answer: first } as const;
    givenCase(...answered)
      .when({ ...command, because: 'staff' })
      .refused('already-sent');
    givenCase(...answered)
      .when({ ...command, because: 'undeliverable' })
      .gives({ type: 'AnswerWithheld', ...carla, answer: first, because: 'undeliverable' });
  });
});

describe('the beginning of a code', () => {
  test.each([
    ['pc 7k3m', 'PC-7K3M'],
    ['7k3m', 'PC-7K3M'],
    ['PC-7K3M-9', 'PC-7K3M-9'],
    ['pc–7k3m_9q.xt', 'PC-7K3M-9QXT'],
    ['o1l7', 'PC-0117'],
    ['PC-7K3M-9QXT-4DHR-8WZA', 'PC-7K3M-9QXT-4DHR-8WZA'],
  ])('typed as %s is %s', (typed, begins) => expect(beginningOf(typed, 'PC')).toBe(begins));

  test.each(['', 'PC', '7k3', 'PC-7K3', 'PC-7U3M', '7K3M-9QXT-4DHR-8WZA-1', `7k3m${' '.repeat(80)}`])(
    'is none in «%s»',
    (typed) => expect(beginningOf(typed, 'PC')).toBeUndefined(),
  );
});

test('a document is called by its case, a number and its type as far as that is one', () => {
  const called = (type?: string) => fileNameOf('PC-7K3M', 2, type);
  expect(called('application/pdf')).toBe('PC-7K3M-2.pdf');
  expect(called(' IMAGE/JPEG; q=1')).toBe('PC-7K3M-2.jpeg');
  for (const type of ['', undefined, 'pdf', 'application/', 'image/svg+xml', 'application/octet-stream', 'x/y'])
    expect(called(type)).toBe('PC-7K3M-2.bin');
});

describe('whoever asks', () => {
  test('is known by the address that the edge wrote, which is last but one', () => {
    expect(viewerAddress('10.0.0.1, 203.0.113.7, 64.252.0.1')).toBe('203.0.113.7');
    expect(viewerAddress('203.0.113.7')).toBe('203.0.113.7');
    expect(viewerAddress(undefined)).toBe('');
    expect(viewerAddress('')).toBe('');
  });

  test('by IPv6 is known by the network of the household', () => {
    const network = (address: string) => viewerAddress(`${address}, 64.252.0.1`);
    expect(network('2001:0DB8:0000:00a1:1:2:3:4')).toBe('2001:db8:0:a1');
    expect(network('2001:db8::1')).toBe('2001:db8:0:0');
    expect(network('::1')).toBe('0:0:0:0');
    expect(network('2001:db8:1:2:3:4:5:6')).toBe(network('2001:db8:1:2::9'));
    expect(network('::ffff:203.0.113.7')).toBe('::ffff:203.0.113.7');
  });

  test('is counted by quarters of an hour', () => {
    const quarter = (at: string) => new Date(windowOf(new Date(at))).toISOString();
    expect(quarter('2026-11-20T09:14:59.999Z')).toBe('2026-11-20T09:00:00.000Z');
    expect(quarter('2026-11-20T09:15:00.000Z')).toBe('2026-11-20T09:15:00.000Z');
  });
});

describe('records of one call', () => {
  const record = (asOf: string, outcome: 'in-progress' | 'answered') => ({
    ...{ source: 'ivr', externalId: 'one', asOf, startedAt: at, outcome },
  });
  const bare = { contact: 'x', channel: 'phone', receivedAt: at } as never;

  test('are kept in their order, each once, and the last says what became of it', () => {
    const ended = withRecord(bare, record(later(5), 'answered'));
    const both = withRecord(ended, record(at, 'in-progress'));
    expect(both.call.outcome).toBe('answered');
    expect(both.records?.map(({ outcome }) => outcome)).toEqual(['in-progress', 'answered']);
    expect(withRecord(both, record(at, 'in-progress')).records).toHaveLength(2);
  });

  test('are the same in whatever order their members are written', () => {
    const reordered = Object.fromEntries(Object.entries(record(at, 'answered')).reverse()) as never;
    expect(hasRecord(withRecord(bare, record(at, 'answered')), reordered)).toBe(true);
    expect(hasRecord(withRecord(bare, record(at, 'answered')), record(later(1), 'answered'))).toBe(false);
    expect(hasRecord(bare, reordered)).toBe(false);
  });
});
