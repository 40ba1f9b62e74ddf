import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerEvent } from '../../../../shared/contracts/declaration.ts';
import { ReserveAnswer, ReserveAsk } from '../../../../shared/contracts/reserve-ask.ts';
import {
  answerOfKey,
  askedFor,
  countAsked,
  isAccountOpen,
  reserveAskView,
  withSaid,
} from '../../../../shared/core/posture/reserve-ask.ts';

const at = '2026-11-30T10:00:00.000Z';
const ask: ReserveAsk = {
  service: 'protezione-civile',
  version: 1,
  declaration: 'one',
  subject: 'piero',
  name: 'Piero Sanna',
  level: 'emergency',
  area: { kind: 'national' },
  since: at,
  until: '2026-12-01T10:00:00.000Z',
  openedAt: at,
  secret: 'a'.repeat(32),
  revision: 2,
};
const declared = (more: { asksReserve?: true } = {}): LedgerEvent => ({
  type: 'Declared',
  declaration: 'one',
  at,
  by: { subject: 'anna', name: 'Anna Ferri' },
  reason: 'Scossa',
  area: { kind: 'national' },
  level: 'emergency',
  hours: 'around-the-clock',
  notice: { it: 'a', en: 'a', de: 'a' },
  endsAt: '2026-12-01T10:00:00.000Z',
  ...more,
});

describe('an act asks the reserve', () => {
  test('where the officer says so, as long as its declaration is in force', () => {
    expect(askedFor([declared({ asksReserve: true })], 1, at)?.declaration).toBe('one');
    expect(askedFor([declared()], 1, at)).toBeUndefined();
    expect(askedFor([declared({ asksReserve: true })], 2, at)).toBeUndefined();
    expect(askedFor([declared({ asksReserve: true })], 1, '2026-12-01T10:00:01.000Z')).toBeUndefined();
  });
});

describe('an answer', () => {
  test('by key is yes and now, yes in an hour, or no', () => {
    expect(answerOfKey(undefined, at)).toEqual({ comes: true, from: at });
    expect(answerOfKey('in-an-hour', at)).toEqual({ comes: true, from: '2026-11-30T11:00:00.000Z' });
    expect(answerOfKey('no', at)).toEqual({ comes: false });
  });

  test('by page names an hour of Rome: today’s where it is still to come, tomorrow’s where it is past', () => {
    const from = (hour?: string) =>
      withSaid(ask, ReserveAnswer.parse({ comes: 'yes', ...(hour && { hour }) }), true, at)?.answer?.from;
    expect(from()).toBe(at);
    expect(from('14:00')).toBe('2026-11-30T13:00:00.000Z');
    expect(from('08:00')).toBe('2026-12-01T07:00:00.000Z');
    // The minute that is running is now.
    expect(from('11:00')).toBe(at);
  });

  test('may be changed while the declaration is in force, and no more once it is over', () => {
    const yes = withSaid(ask, { comes: true }, true, at) as ReserveAsk;
    expect(ReserveAsk.parse(yes).answer).toEqual({ comes: true, at, from: at });
    const no = withSaid(yes, { comes: 'no', hour: '14:00' }, true, at) as ReserveAsk;
    expect([no.answer, no.revision]).toEqual([{ comes: false, at }, 4]);
    expect(withSaid(yes, { comes: false }, false, at)).toBeUndefined();
    expect([ask, yes, no].map((one) => reserveAskView(one, true).state)).toEqual(['open', 'comes', 'declined']);
    expect(reserveAskView(yes, false).state).toBe('over');
    expect(JSON.stringify(reserveAskView(yes, true))).not.toContain(ask.secret);
  });
});

test('people are counted once, however many declarations they were asked for', () => {
  const said = (subject: string, declaration: string, comes?: boolean): ReserveAsk => ({
    ...ask,
    subject,
    declaration,
    ...(comes !== undefined && { answer: { comes, at } }),
  });
  const asks = [
    said('a', 'one', true),
    said('a', 'two', true),
    said('b', 'one', false),
    said('c', 'one'),
    said('d', 'x'),
  ];
  expect(countAsked(asks, new Set(['one', 'two']))).toEqual({ asked: 3, comes: 1, silent: 1 });
  expect(countAsked(asks, new Set())).toEqual({ asked: 0, comes: 0, silent: 0 });
});

test('an account is open for whoever said yes last to something in force and stands on the roster, and for nobody else', () => {
  const someone = fc.constantFrom('a', 'b');
  const answered = fc.record({
    subject: someone,
    declaration: fc.constantFrom('one', 'two'),
    comes: fc.option(fc.boolean(), { nil: undefined }),
  });
  const given = fc.record({
    asks: fc.uniqueArray(answered, { selector: ({ subject, declaration }) => `${subject} ${declaration}` }),
    inForce: fc.uniqueArray(fc.constantFrom('one', 'two')),
    roster: fc.uniqueArray(someone),
  });
  fc.assert(
    fc.property(given, someone, ({ asks, inForce, roster }, subject) => {
      const known = asks.map(
        ({ comes, ...one }): ReserveAsk => ({ ...ask, ...one, ...(comes !== undefined && { answer: { comes, at } }) }),
      );
      const isOpen = isAccountOpen(subject, { asks: known, inForce: new Set(inForce), roster: new Set(roster) });
      let expected = false;
      for (const one of asks)
        if (one.subject === subject && one.comes === true && inForce.includes(one.declaration)) expected = true;
      expect(isOpen).toBe(expected && roster.includes(subject));
    }),
  );
});
