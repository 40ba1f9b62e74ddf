import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { allowanceOf, mailboxOf } from '../../../functions/citizen-mails/rules/mail-allowance.ts';

const at = (instant: string) => allowanceOf('receipt', 'a-digest', new Date(instant));
/** The names under which a mail is counted: of its day, and within that of its hour. */
const countsAt = (instant: string) => {
  const { of, counts } = at(instant);
  return counts.map(({ name }) => `${of} ${name}`);
};

describe('a mailbox that forms name', () => {
  test('has ten mails in each hour and thirty in each day of UTC', () => {
    const { counts } = at('2026-11-29T10:30:00Z');
    expect(counts.map(({ most }) => most).sort((one, other) => one - other)).toEqual([10, 30]);
    const [day, hour] = countsAt('2026-11-29T10:00:00.000Z');
    expect(countsAt('2026-11-29T10:59:59.999Z')).toEqual([day, hour]);
    const [sameDay, nextHour] = countsAt('2026-11-29T11:00:00.000Z');
    expect([sameDay, nextHour === hour]).toEqual([day, false]);
    // The same hour of the next day is another one.
    expect(countsAt('2026-11-30T10:30:00Z')).not.toEqual(expect.arrayContaining([hour]));
    expect(countsAt('2026-11-30T00:00:00.000Z')).not.toEqual(expect.arrayContaining([day]));
  });

  test('is counted anew in each of a day’s hours', () => {
    const hours = Array.from({ length: 24 }, (_none, hour) =>
      countsAt(new Date(Date.UTC(2026, 10, 29, hour)).toISOString()),
    );
    expect(new Set(hours.map(([, hour]) => hour)).size).toBe(24);
    expect(new Set(hours.map(([day]) => day)).size).toBe(1);
  });

  test('shares no count with another mailbox, nor a receipt with an urgent one or a number', () => {
    const now = new Date('2026-11-29T10:30:00Z');
    const kept = (['receipt', 'urgent-receipt', 'number'] as const).flatMap((what) =>
      ['one', 'other'].map((mailbox) => allowanceOf(what, mailbox, now).of),
    );
    expect(new Set(kept).size).toBe(6);
  });

  test('is forgotten at the end of its day, not before', () => {
    expect(new Date(at('2026-11-29T10:30:00Z').expiresAt * 1000).toISOString()).toBe('2026-11-30T00:00:00.000Z');
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (now) => {
        const left = allowanceOf('number', 'x', now).expiresAt * 1000 - now.getTime();
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });
});

test('dots are one mailbox with Gmail alone, and a tag is no part of any', () => {
  expect(mailboxOf('Ada.Bianchi+a+b@googlemail.com')).toBe('adabianchi@googlemail.com');
  expect(mailboxOf('ada.bianchi@notgmail.com')).toBe('ada.bianchi@notgmail.com');
  expect(mailboxOf('ada.bianchi@gmail.com.example.org')).toBe('ada.bianchi@gmail.com.example.org');
  expect(mailboxOf('"a@b"@example.org')).toBe('"a@b"@example.org');
});
