import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  headOf,
  keyOf,
  mintCode,
  readCode,
  spellingOf,
  submissionOf,
  windowMilliseconds,
} from '../../../../shared/core/cases/receipt-code.ts';
import { hmacWith } from '../../../../shared/shell/hashing.ts';
import { hmac } from '../../../fixtures/case-events.ts';

const submission = fc.string({ minLength: 1, maxLength: 80 });
// One wrong identity in 2^20 authenticates by chance: the seed is fixed so that a run can be repeated, not so that it passes.
const repeatable = { seed: 20110704, numRuns: 500 };

describe('a receipt code', () => {
  test('has the service prefix and four groups of Crockford symbols', () => {
    fc.assert(
      fc.property(submission, (text) => {
        expect(mintCode('PC', text, hmac)).toMatch(/^PC(-[0-9A-HJKMNP-TV-Z]{4}){4}$/);
      }),
    );
  });

  test('is the same for the same submission and differs for another', () => {
    fc.assert(
      fc.property(submission, submission, (one, other) => {
        expect(mintCode('PC', one, hmac) === mintCode('PC', other, hmac)).toBe(one === other);
      }),
    );
  });

  test('survives dictation: case, O for 0, I or L for 1, blanks and dashes anywhere', () => {
    const spelling = fc.record({
      upper: fc.boolean(),
      one: fc.constantFrom('1', 'I', 'L', 'i', 'l'),
      zero: fc.constantFrom('0', 'O', 'o'),
    });
    fc.assert(
      fc.property(
        submission,
        fc.constantFrom('PC', 'FL'),
        fc.array(spelling, { minLength: 24, maxLength: 24 }),
        fc.array(fc.constantFrom('', ' ', '-', ' - ', '–', '\t'), { minLength: 24, maxLength: 24 }),
        (text, prefix, spellings, gaps) => {
          const code = mintCode(prefix, text, hmac);
          const dictated = [...code.replaceAll('-', '')]
            .map((symbol, index) => {
              const { upper = true, one = '1', zero = '0' } = spellings[index] ?? {};
              const said = symbol === '1' ? one : symbol === '0' ? zero : upper ? symbol : symbol.toLowerCase();
              return (gaps[index] ?? '') + said;
            })
            .join('');
          expect(readCode(dictated, prefix, hmac)).toBe(code);
        },
      ),
    );
  });

  test('with one wrong symbol is refused', () => {
    fc.assert(
      fc.property(
        submission,
        fc.integer({ min: 0, max: 15 }),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        (text, place, symbol) => {
          const body = mintCode('PC', text, hmac).slice(2).replaceAll('-', '');
          fc.pre(body[place] !== symbol);
          expect(readCode(`PC${body.slice(0, place)}${symbol}${body.slice(place + 1)}`, 'PC', hmac)).toBeUndefined();
        },
      ),
      repeatable,
    );
  });

  test('with two neighbours swapped is refused', () => {
    fc.assert(
      fc.property(submission, fc.integer({ min: 0, max: 14 }), (text, place) => {
        const body = mintCode('PC', text, hmac).slice(2).replaceAll('-', '');
        fc.pre(body[place] !== body[place + 1]);
        const swapped = body.slice(0, place) + body[place + 1] + body[place] + body.slice(place + 2);
        expect(readCode(`PC${swapped}`, 'PC', hmac)).toBeUndefined();
      }),
      repeatable,
    );
  });

  test("of another service, of another installation's secret, or of any other text is refused", () => {
    const foreign = hmacWith('the secret of another installation');
    fc.assert(
      fc.property(submission, fc.string({ maxLength: 40 }), (text, anything) => {
        expect(readCode(mintCode('FL', text, hmac), 'PC', hmac)).toBeUndefined();
        expect(readCode(mintCode('PC', text, hmac).replace('PC', 'FL'), 'FL', hmac)).toBeUndefined();
        expect(readCode(mintCode('PC', text, foreign), 'PC', hmac)).toBeUndefined();
        expect(readCode(anything, 'PC', hmac)).toBeUndefined();
      }),
      repeatable,
    );
  });
});

describe('the spelling of a code', () => {
  test('is one of Crockford symbols only: each of its sixteen is one', () => {
    const body = '7K3M9QXT4DHR8WZA';
    expect(spellingOf(`PC${body}`, 'PC')).toBe('PC-7K3M-9QXT-4DHR-8WZA');
    for (let position = 0; position < body.length; position += 1)
      for (const foreign of ['U', '*', '/', 'É', '?'])
        expect(spellingOf(`PC${body.slice(0, position)}${foreign}${body.slice(position + 1)}`, 'PC')).toBeUndefined();
  });
});

describe('what makes two submissions one', () => {
  test('with a key: content and key, at any time', () => {
    expect(submissionOf('digest', 'key', 0)).toBe(submissionOf('digest', 'key', 9e11));
    expect(submissionOf('digest', 'key', 0)).not.toBe(submissionOf('digest', 'other key', 0));
    expect(submissionOf('digest', 'key', 0)).not.toBe(submissionOf('other digest', 'key', 0));
  });

  test('without a key: the content within one window of ten minutes', () => {
    const start = 1_789_000_200_000 - (1_789_000_200_000 % windowMilliseconds);
    expect(submissionOf('digest', undefined, start)).toBe(
      submissionOf('digest', undefined, start + windowMilliseconds - 1),
    );
    expect(submissionOf('digest', undefined, start)).not.toBe(
      submissionOf('digest', undefined, start + windowMilliseconds),
    );
  });
});

test('a key that came twice in a list is that key, two different ones are none', () => {
  expect(keyOf('"a-key", "a-key"')).toEqual({ key: 'a-key' });
  expect(keyOf('a-key ,a-key')).toEqual({ key: 'a-key' });
  expect(keyOf('"a-key";v=1, "a-key"')).toEqual({ key: 'a-key' });
  expect(keyOf('"a-key", "b-key"')).toBe('unreadable');
  expect(keyOf('"a-key" "a-key"')).toBe('unreadable');
  expect(keyOf('"a-key",')).toBe('unreadable');
  expect(keyOf('  ')).toBeUndefined();
});

test('the head of a code is its prefix with the first group', () => {
  expect(headOf('PC-7K3M-9QXT-4DHR-8WZA')).toBe('PC-7K3M');
  expect(headOf('PC-7K')).toBe('PC-7K');
});
