import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Phone } from '../../../../shared/contracts/phone.ts';
import { nationalNumber } from '../../../../shared/core/cases/phone.ts';

describe('a phone number as people write and paste it', () => {
  test.each([
    ['(06) 85201234', '(06) 85201234'],
    ['tel. 06 85201234', '06 85201234'],
    ['Tel:0685201234', '0685201234'],
    ['cell. 348 1234567', '348 1234567'],
    ['06 85201234 int. 12', '06 85201234 int. 12'],
    ['06 85201234, interno 12', '06 85201234 int. 12'],
    ['0471 414000 Durchwahl 12', '0471 414000 int. 12'],
    ['(0039) 348 1234567', '(0039) 348 1234567'],
    ['(+39) 348 1234567', '(+39) 348 1234567'],
    ['348\u00a01234567', '348 1234567'],
    ['\u200e+39 348 1234567\u202c', '+39 348 1234567'],
    ['\u202a348 1234567', '348 1234567'],
    ['348\u200b1234567', '3481234567'],
    ['348\u2011123\u20134567', '348-123-4567'],
    ['３４８１２３４５６７', '3481234567'],
    ['N° 348 1234567', '348 1234567'],
    ['mio numero: 3481234567', '3481234567'],
    ['WhatsApp: +39 348 1234567', '+39 348 1234567'],
    ['Telefonnummer: 0151 12345678', '0151 12345678'],
    ['Phone number 3481234567', '3481234567'],
    ['“348 1234567”', '348 1234567'],
    ["'3481234567", '3481234567'],
    ['=+393481234567', '+393481234567'],
    ['3481234567;', '3481234567'],
    ['348 1234567 (casa)', '348 1234567'],
    ['348·123•4567', '348.123.4567'],
    ['06 85201234 r.a.', '06 85201234'],
    ['[+39] 348 1234567', '(+39) 348 1234567'],
    ['+ 39 348 1234567', '+39 348 1234567'],
    ['348_1234567', '348 1234567'],
    ['06 85201234 x12', '06 85201234 int. 12'],
    ['06 85201234 #12', '06 85201234 int. 12'],
    ['٣٤٨١٢٣٤٥٦٧', '3481234567'],
    ['06/85201234', '06/85201234'],
    ['+39 0471/414000', '+39 0471/414000'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(Phone.parse(typed)).toBe(kept);
  });

  test.each([
    '06-85201234/5',
    '06 85201234/06 85201235',
    '06852012/34',
    '348',
    'tel.',
    '348 1234567 e 06 85201234',
    '348 1234567 / 06 85201234',
    '348 1234567 - 06 85201234',
    '348 123 45 67 dopo le 18',
    '++39348 1234567',
    '1'.repeat(16),
  ])('%j is told to be mended rather than read as another number', (typed) => {
    expect(Phone.safeParse(typed).success).toBe(false);
  });

  test('is kept the same when it is read once more', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+(]?[0-9(][0-9 ().\-/\u00a0\u2013]{3,25}( int\. \d{1,4})?$/), (typed) => {
        const read = Phone.safeParse(typed);
        if (read.success) expect(Phone.parse(read.data)).toBe(read.data);
      }),
    );
  });
});

describe('one number', () => {
  test.each([
    ['39 348 1234567', '+39 348 1234567'],
    ['348 1234567', '0039 348 1234567'],
    ['(0039) 348 1234567', '3481234567'],
    ['0041 91 8140000', '+41 91 8140000'],
    ['+39 06 85201234', '39 06 85201234'],
    ['06 85201234 int. 12', '06/85201234'],
    ['+49 (0)30 901820', '0049 30 901820'],
    ['+39 (0)6 85201234', '06 85201234'],
    ['\u200e348\u00a01234567', '348-123-4567'],
  ])('is %j and %j', (one, other) => {
    expect(nationalNumber(one)).toBe(nationalNumber(other));
    expect(nationalNumber(one)).not.toBe('');
  });

  test.each([
    ['391 2345678', '12345678'],
    ['+41 91 8140000', '91 8140000'],
    ['392 1234567', '21234567'],
  ])('is not %j and %j', (one, other) => {
    expect(nationalNumber(one)).not.toBe(nationalNumber(other));
  });

  test('has Italy’s code taken away where five digits and more are left', () => {
    expect(nationalNumber('+39 12345')).toBe('12345');
    expect(nationalNumber('+39 1234')).toBe('391234');
    expect(nationalNumber('39 0 12345678')).toBe('012345678');
    expect(nationalNumber('39 0 1234567')).toBe('3901234567');
  });

  test('is no e-mail address', () => {
    expect(nationalNumber('ada@example.org')).toBe('');
  });
});
