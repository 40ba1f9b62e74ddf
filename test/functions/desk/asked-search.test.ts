import { describe, expect, test } from '@jest/globals';
import { askedSearch } from '../../../functions/desk/rules/asked-search.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { pointsOf } from '../../../shared/core/cases/worklist-item.ts';
import { hmac } from '../../fixtures/case-events.ts';

const code = mintCode('PC', 'one', hmac);
const asked = (typed: string) => askedSearch(typed, 'PC', hmac);

describe('what somebody types to find a case', () => {
  test('is a code, however it is written, where it is genuine', () => {
    expect(asked(` ${code.toLowerCase()} `)).toEqual({ as: 'code', code });
  });

  test('is a protocol number by its year', () => {
    expect(asked('2026-0000042')).toEqual({ as: 'protocol-number', year: 2026, number: 42 });
  });

  test('is an e-mail address where one thing stands on each side of one @', () => {
    expect(asked(' Ada@Example.org ')).toEqual({ as: 'email', points: pointsOf({ email: 'Ada@Example.org' }) });
    for (const none of ['ada@', '@example.org', 'ada@example.org bruno', 'di ada@example.org', 'a@b@c'])
      expect(asked(none)?.as).not.toBe('email');
  });

  test('is a phone number from six digits on, without the country’s', () => {
    const points = pointsOf({ phone: '+39 333 1234567' });
    expect(points.length).toBeGreaterThan(0);
    expect(asked('+39 333 1234567')).toEqual({ as: 'phone', points });
    expect(asked('(0743) 21.23/4-5')).toMatchObject({ as: 'phone' });
    expect(asked('064321')).toMatchObject({ as: 'phone' });
    expect(asked('06432')?.as).not.toBe('phone');
    expect(asked('+39 06432')?.as).not.toBe('phone');
    expect(asked('via Roma 123456')?.as).not.toBe('phone');
  });

  test('is the beginning of a code from a group of four on', () => {
    const [, group = ''] = code.split('-');
    for (const typed of [group, `PC-${group}`]) expect(asked(typed)).toMatchObject({ as: 'beginning-of-code' });
  });

  test('is else nothing that one can be found by', () => {
    for (const none of ['', '  ', 'perché, quando?', 'ada']) expect(asked(none)).toBeUndefined();
  });
});
