import { describe, expect, test } from '@jest/globals';
import { caseFigures, difference, promisedFor, sumOf } from '../../../../functions/statistics/rules/case-figures.ts';
import { statisticsCsv } from '../../../../functions/statistics/rules/csv.ts';
import { monthFigures } from '../../../../functions/statistics/rules/month-figures.ts';
import { monthsUpTo } from '../../../../functions/statistics/rules/months.ts';
import type { CallFacts } from '../../../../shared/contracts/arrival.ts';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../../shared/core/cases/case.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../../fixtures/case-events.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';

/** A Friday in September, 17:00 in Rome. */
const start = Date.parse('2026-09-11T15:00:00.000Z');
const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString();
const message = { message: 'Dove chiedo?' };
const opening = (more: Parameters<typeof caseOpened>[0] = {}, contact: Parameters<typeof contactReceived>[0] = {}) => [
  caseOpened(more),
  contactReceived({ receivedAt: at(0), contact: code, personal: message, ...contact }),
];
type Entry = [hours: number, ...events: CaseEvent[]];
const told = (...entries: Entry[]) => entries.map(([hours, ...events]) => ({ at: at(hours), events }));
const figures = (...entries: Entry[]) => caseFigures(told(...entries), protezioneCivile);
const september = (...entries: Entry[]) => figures(...entries)['2026-09'] ?? {};
const answered: CaseEvent = { type: 'Answered', by: 'Carla Villa' };
const closed = (more: object = {}): CaseEvent => ({ type: 'Closed', reason: 'answered', ...more });

test('a case is counted by channel, kind, region, state, competence, reopening and term, its contact beside it', () => {
  expect(figures([0, ...opening({ region: '12' })])).toEqual({
    '2026-09': {
      ...{ contacts: 1, 'contacts.channel.form': 1, 'contacts.kind.information': 1, 'contacts.region.12': 1 },
      ...{ cases: 1, 'cases.channel.form': 1, 'cases.kind.information': 1, 'cases.region.12': 1 },
      ...{ 'cases.state.open': 1, 'cases.competence.own': 1, 'cases.reopening.never': 1, 'cases.term.none': 1 },
    },
  });
  expect(september([0, ...opening()])).toMatchObject({ 'contacts.region.unknown': 1, 'cases.region.unknown': 1 });
});

describe('the months are those of Rome', () => {
  test('each contact in its own, the case in that of the first', () => {
    const later = contactReceived({ receivedAt: '2026-09-30T22:30:00.000Z', contact: otherCode, channel: 'email' });
    const counted = figures([0, ...opening()], [500, later]);
    expect(counted['2026-10']).toEqual({
      ...{ contacts: 1, 'contacts.channel.email': 1, 'contacts.kind.information': 1, 'contacts.region.unknown': 1 },
    });
    expect(counted['2026-09']).toMatchObject({ contacts: 1, cases: 1, 'cases.channel.form': 1 });
  });

  test('so many of them up to one, over the year’s end', () => {
    expect(monthsUpTo('2026-02', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
    expect(monthsUpTo('2026-12', 1)).toEqual(['2026-12']);
  });
});

describe('an answer is counted', () => {
  const answeredAfter = (hours: number, due?: number) =>
    september([0, ...opening(due === undefined ? {} : { firstAnswerDueAt: at(due) })], [hours, answered]);
  const of = 'cases.state.answered';

  test('within a day or later, a day being inside', () => {
    expect(answeredAfter(24)).toMatchObject({ [of]: 1, [`${of}.day.within`]: 1 });
    expect(answeredAfter(24.001)).toMatchObject({ [`${of}.day.later`]: 1 });
  });

  test('in time to the very moment, late after it, and as neither where nothing was promised', () => {
    expect(answeredAfter(3, 3)).toMatchObject({
      ...{ [`${of}.charter.within`]: 1, 'timed.promisedMinutes': 180, 'timed.takenMinutes': 180, 'cases.term.told': 1 },
    });
    expect(answeredAfter(3, 3)).not.toHaveProperty('late.takenMinutes');
    const late = answeredAfter(4, 3);
    expect(late).toMatchObject({ [`${of}.charter.late`]: 1, 'late.promisedMinutes': 180, 'late.takenMinutes': 240 });
    expect(late).toMatchObject({ 'timed.takenMinutes': 240 });
    expect(answeredAfter(4)).toMatchObject({ [`${of}.charter.untimed`]: 1 });
    expect(answeredAfter(4)).not.toHaveProperty('timed.takenMinutes');
  });

  test('as given at once where the end says so', () => {
    const ended = (firstContact?: boolean) =>
      september([0, ...opening()], [1, answered], [2, closed({ firstContact })]);
    expect(ended(true)).toMatchObject({ [`${of}.contact.first`]: 1 });
    expect(ended()).toMatchObject({ [`${of}.contact.further`]: 1 });
  });

  test('once, by the first of several, and stays one though the case is open again', () => {
    const again = september([0, ...opening()], [1, answered], [2, { type: 'Reopened', reason: 'x' }], [30, answered]);
    expect(again).toMatchObject({ [of]: 1, [`${of}.day.within`]: 1, 'cases.reopening.reopened': 1 });
  });
});

describe('a case without an answer', () => {
  test('is open, and owed by the day of its term, or ended once it is closed or erased', () => {
    const due = { firstAnswerDueAt: '2026-09-14T22:30:00.000Z' };
    expect(september([0, ...opening(due)])).toMatchObject({ 'cases.state.open': 1, 'owed.2026-09-15': 1 });
    const ended = september([0, ...opening(due)], [1, closed()]);
    expect(ended).toMatchObject({ 'cases.state.ended': 1 });
    expect(ended).not.toHaveProperty(['owed.2026-09-15']);
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 };
    expect(september([0, ...opening()], [1, erased])).toMatchObject({ 'cases.state.ended': 1 });
  });

  test('is of others where it was referred, refused where nobody here is competent, else our own', () => {
    const referred: CaseEvent = { type: 'Referred', to: 'Comune' } as CaseEvent;
    expect(september([0, ...opening()], [1, referred])).toMatchObject({ 'cases.competence.referred': 1 });
    const refused = closed({ outcome: 'not-competent' });
    expect(september([0, ...opening()], [1, refused])).toMatchObject({ 'cases.competence.refused': 1 });
    expect(september([0, ...opening()], [1, referred, refused])).toMatchObject({ 'cases.competence.referred': 1 });
    expect(september([0, ...opening()], [1, closed({ outcome: 'withdrawn' })])).toMatchObject({
      'cases.competence.own': 1,
    });
  });
});

describe('nothing is counted', () => {
  test.each<[string, Entry[]]>([
    ['of a canary', [[0, ...opening({ canary: true })]]],
    [
      'of what was closed as a test',
      [
        [0, ...opening()],
        [1, closed({ outcome: 'test' })],
      ],
    ],
    ['of what nobody opened', []],
  ])('%s', (_what, entries) => expect(figures(...entries)).toEqual({}));

  test('but the contact of what was joined to another, and no contact that goes on elsewhere', () => {
    const joined = september(
      [0, ...opening()],
      [1, { type: 'JoinedTo', caseId: otherCode, by: 'a' } as CaseEvent, closed()],
    );
    expect([joined['contacts'], joined['cases']]).toEqual([1, undefined]);
    const second = contactReceived({ receivedAt: at(1), contact: otherCode, personal: message });
    const split: CaseEvent = { type: 'SplitOff', contact: otherCode, to: otherCode, by: 'a' } as CaseEvent;
    expect(september([0, ...opening()], [1, second], [2, split])).toMatchObject({ contacts: 1, cases: 1 });
  });
});

describe('a call is counted', () => {
  const call = (outcome: CallFacts['outcome'], waitSeconds?: number): CallFacts => ({
    ...{ source: 'ivr', externalId: 'one', asOf: at(0), startedAt: at(0), outcome },
    ...(waitSeconds !== undefined && { waitSeconds }),
  });
  const phoned = (outcome: CallFacts['outcome'], waitSeconds?: number, personal: object = message) =>
    september([0, ...opening({}, { channel: 'phone', call: call(outcome, waitSeconds), personal })]);
  const by = 'contacts.channel.phone.call';

  test.each<[CallFacts['outcome'], string]>([
    ['answered', 'answered'],
    ['abandoned', 'abandoned'],
    ['busy', 'unanswered'],
    ['diverted', 'unanswered'],
    ['voicemail', 'unanswered'],
    ['call-back-asked', 'unanswered'],
    ['not-connected', 'other'],
    ['in-progress', 'other'],
  ])('that was %s as %s', (outcome, name) => expect(phoned(outcome)).toMatchObject({ [`${by}.${name}`]: 1 }));

  test('with the wait of those who were answered, where it is known', () => {
    expect(phoned('answered', 40)).toMatchObject({ waits: 1, waitSeconds: 40 });
    expect(phoned('answered', 0)).toMatchObject({ waits: 1, waitSeconds: 0 });
    for (const silent of [phoned('answered'), phoned('abandoned', 40)]) expect(silent).not.toHaveProperty('waits');
  });

  test('as other where nobody knows what became of it, and nothing of calls by other channels', () => {
    expect(september([0, ...opening({}, { channel: 'phone' })])).toMatchObject({ [`${by}.other`]: 1 });
    expect(Object.keys(september([0, ...opening({}, { channel: 'email' })])).join()).not.toContain('call');
  });

  test('in vain as a contact and as no case, unless words came with it', () => {
    const vain = phoned('abandoned', undefined, { phone: '333 1234567' });
    expect([vain['contacts'], vain['cases']]).toEqual([1, undefined]);
    const spoke: CaseEvent = { type: 'MessageAdded', from: 'citizen' };
    const contact = { channel: 'phone', call: call('abandoned'), personal: { phone: '333 1234567' } } as const;
    expect(september([0, ...opening({}, contact)], [1, spoke])).toMatchObject({ cases: 1 });
  });
});

test('the last word on an answer is counted on each scale, by its value or how clear it was', () => {
  const rated = (scale: string, value: number): CaseEvent => ({ type: 'Rated', scale, value }) as CaseEvent;
  const counted = september([0, ...opening()], [1, answered], [2, rated('stars', 4), rated('clear', 1)]);
  expect(counted).toMatchObject({ stars: 1, 'stars.value.4': 1, clear: 1, 'clear.value.no': 1 });
  const clear = (value: number) => september([0, ...opening()], [1, answered], [2, rated('clear', value)]);
  expect([clear(2), clear(3)]).toMatchObject([{ 'clear.value.partly': 1 }, { 'clear.value.yes': 1 }]);
});

test('a pause makes the promise later by what it is worth in ordinary hours, and nothing earlier', () => {
  const promised = '2026-09-14T10:00:00.000Z';
  const paused = (from: number, to: number, more: object = { firstAnswerDueAt: promised }) => {
    const pause: CaseEvent = {
      ...{ type: 'ClockPaused', clock: 'first-answer', reason: 'citizen-asked', by: 'a', until: at(to) },
    } as CaseEvent;
    const resumed: CaseEvent = { type: 'ClockResumed', clock: 'first-answer', because: 'citizen' } as CaseEvent;
    const state = caseOf(told([0, ...opening(more)], [from, pause], [to, resumed])) as KnownCase;
    return promisedFor(state, protezioneCivile);
  };
  // From Monday at nine for one hour of work.
  expect(paused(64, 65)).toBe('2026-09-14T11:00:00.000Z');
  // Over a Sunday, when nobody works.
  expect(paused(30, 40)).toBe(promised);
  expect(paused(64, 65, {})).toBeUndefined();
});

test('what is to be added is the difference, in either direction, and nothing where there is none', () => {
  const before = { '2026-09': { cases: 2, open: 1 }, '2026-08': { cases: 1 } };
  const now = { '2026-09': { cases: 2, answered: 1 }, '2026-10': { cases: 1 } };
  const changed = { '2026-09': { open: -1, answered: 1 }, '2026-08': { cases: -1 }, '2026-10': { cases: 1 } };
  expect(difference(now, before)).toEqual(changed);
  expect(difference(now, now)).toEqual({});
  expect(sumOf([before, changed])).toMatchObject({ '2026-09': { cases: 2, open: 0, answered: 1 } });
});

describe('the figures of a month', () => {
  const of = 'cases.state.answered';
  const month = (counted: Record<string, number>, today = '2026-10-01') => {
    const all = monthFigures(counted, protezioneCivile, today);
    return (figure: string, by?: string, part?: string) =>
      all.find((one) => one.figure === figure && one.by === by && one.of === part)?.value;
  };

  test('tell what is overdue on a day: what was owed before it', () => {
    const counted = { cases: 20, 'cases.state.open': 20, 'owed.2026-09-30': 7, 'owed.2026-10-01': 6 };
    expect(month(counted)('open', 'due', 'overdue')).toBe(7);
    expect(month(counted)('open', 'due', 'notYet')).toBe(13);
    expect(month(counted, '2026-10-02')('open', 'due', 'overdue')).toBe(13);
    expect(month({ ...counted, 'cases.state.open': 5, cases: 5 })('open', 'due', 'notYet')).toBe(0);
  });

  test('tell averages of five and more: seconds of waiting, hours promised and taken, of the late apart', () => {
    const calls = { contacts: 10, 'contacts.channel.phone': 10, 'contacts.channel.phone.call.answered': 10 };
    expect(month({ ...calls, waits: 8, waitSeconds: 100 })('waitSeconds')).toBe(12.5);
    expect(month({ ...calls, waits: 5, waitSeconds: 100 })('waitSeconds')).toBe(20);
    expect(month({ ...calls, waits: 4, waitSeconds: 100 })('waitSeconds')).toBeUndefined();
    const cases = { cases: 20, 'cases.state.answered': 20, [`${of}.charter.within`]: 10, [`${of}.charter.late`]: 10 };
    const times = {
      ...{ 'timed.promisedMinutes': 20 * 90, 'timed.takenMinutes': 20 * 150 },
      ...{ 'late.promisedMinutes': 10 * 60, 'late.takenMinutes': 10 * 300 },
    };
    const told = month({ ...cases, ...times });
    expect(['promisedHours', 'takenHours', 'latePromisedHours', 'lateTakenHours'].map((name) => told(name))).toEqual([
      ...[1.5, 2.5, 1, 5],
    ]);
  });

  test('tell regions by their two digits, and small numbers not at all', () => {
    const told = month({
      contacts: 30,
      'contacts.region.01': 10,
      'contacts.region.20': 10,
      'contacts.region.unknown': 10,
    });
    expect(['01', '20', 'unknown', '02'].map((region) => told('contacts', 'region', region))).toEqual([10, 10, 10, 0]);
    expect(month({ contacts: 3 })('contacts')).toBe('<5');
    expect(month({})('cases')).toBe(0);
  });

  test.each([
    ['contacts', 'contacts.channel.form', 'contacts', 'channel', 'form'],
    ['contacts', 'contacts.kind.complaint', 'contacts', 'kind', 'complaint'],
    ['cases', 'cases.channel.pec', 'cases', 'channel', 'pec'],
    ['cases', 'cases.kind.information', 'cases', 'kind', 'information'],
    ['cases', 'cases.region.01', 'cases', 'region', '01'],
    ['contacts.channel.phone', 'contacts.channel.phone.call.abandoned', 'calls', 'call', 'abandoned'],
    ['cases', 'cases.competence.referred', 'cases', 'competence', 'referred'],
    ['cases', 'cases.reopening.reopened', 'cases', 'reopening', 'reopened'],
    ['cases', 'cases.term.none', 'cases', 'term', 'none'],
    ['cases', 'cases.state.ended', 'cases', 'state', 'ended'],
    [of, `${of}.charter.untimed`, 'answered', 'charter', 'untimed'],
    [of, `${of}.day.later`, 'answered', 'day', 'later'],
    [of, `${of}.contact.first`, 'answered', 'contact', 'first'],
    ['stars', 'stars.value.5', 'stars', 'value', '5'],
    ['faces', 'faces.value.3', 'faces', 'value', '3'],
    ['clear', 'clear.value.partly', 'clear', 'value', 'partly'],
  ])('of %s tell %s', (whole, name, figure, by, part) => {
    const above = { contacts: 10, cases: 10, 'contacts.channel.phone': 10, [of]: 10 };
    expect(month({ ...above, [whole]: 10, [name]: 10 })(figure, by, part)).toBe(10);
  });
});

test('a table for spreadsheets quotes what would break a line, and lets nothing be a formula', () => {
  const figure = (of: string) => ({ figure: 'cases', by: 'kind', of, value: 7 }) as const;
  const csv = statisticsCsv({
    service: 'protezione-civile',
    months: [
      {
        month: '2026-09',
        figures: [{ figure: 'cases', value: '<5' }, ...['a,b', 'a"b', 'a\nb', '=1', '-x', '@x', '+x'].map(figure)],
      },
    ],
  } as never);
  expect(csv.split('\r\n')).toEqual([
    'service,month,figure,by,of,value',
    'protezione-civile,2026-09,cases,,,<5',
    ...['"a,b"', '"a""b"', '"a\nb"', "'=1", "'-x", "'@x", "'+x"].map(
      (of) => `protezione-civile,2026-09,cases,kind,${of},7`,
    ),
    '',
  ]);
});
