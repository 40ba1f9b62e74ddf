import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { callerPhone, isExtension } from '../../../../shared/core/cases/caller.ts';

test.each([
  ['+39 333 123 4567', '+393331234567'],
  ['+390661234567', '+390661234567'],
  ['0039 06 6123 4567', '+390661234567'],
  ['0661234567', '+390661234567'],
  ['06/6123.4567', '+390661234567'],
  ['3331234567', '+393331234567'],
  ['393331234567', '+393331234567'],
  ['390661234567', '+390661234567'],
  // The mobiles that begin with 39 are not abroad.
  ['3931234567', '+393931234567'],
  ['+41 91 123 45 67', '+41911234567'],
  ['004930123456', '+4930123456'],
  ['sip:+393331234567@trunk.example.org;user=phone', '+393331234567'],
  ['tel:+39-06-61234567', '+390661234567'],
  ['SIPS:+393331234567@trunk.example.org', '+393331234567'],
])('%s is the number %s', (written, phone) => expect(callerPhone(written)).toBe(phone));

test.each([
  null,
  undefined,
  '',
  '  ',
  'anonymous',
  'Anonymous',
  'sip:anonymous@anonymous.invalid',
  'unknown',
  'Restricted',
  'unavailable',
  'client:ada',
  '+266696687',
  '266696687',
  '+7378742833',
  '201',
  '1001',
  '112',
  '800840840',
  '+39',
  '+0123456789',
  '++393331234567',
  '+3933312345671234567',
  '333123456x',
  '06sip:1234567',
  '<script>',
])('%s is no number', (written) => expect(callerPhone(written)).toBeUndefined());

test.each(['20', '205', '1001', '60000', 204, '1120'])('%s is a telephone of the house', (written) =>
  expect(isExtension(written)).toBe(true),
);
test.each([null, '', '7', '112', '118', '0612345678', '800840840', 'anonymous'])('%s is none of the house', (written) =>
  expect(isExtension(written)).toBe(false),
);

test('whatever is written, the number is E.164 or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 ()./-]{0,25}$/)), (written) => {
      expect(callerPhone(written) ?? '+10000000').toMatch(/^\+[1-9]\d{6,14}$/);
    }),
  );
});

test('a number has seven to fifteen digits after its sign, and an address around it is none of it', () => {
  expect(callerPhone(`+${'1'.repeat(15)}`)).toBe(`+${'1'.repeat(15)}`);
  expect(callerPhone(`+${'1'.repeat(16)}`)).toBeUndefined();
  expect(callerPhone('+1234567')).toBe('+1234567');
  expect(callerPhone('+123456')).toBeUndefined();
  expect(callerPhone('sip:+393331234567@x.example;tag=1@y')).toBe('+393331234567');
});
