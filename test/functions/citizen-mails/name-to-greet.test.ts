import { expect, test } from '@jest/globals';
import { nameToGreet } from '../../../functions/citizen-mails/rules/receipt-mail.ts';

test.each([
  'Ada',
  'Anna Maria De’ Rossi',
  "Niccolò D'Angiò",
  'G. Verdi',
  'Jean-Luc',
  'Öztürk',
  'Мария',
  '李明',
  'José M.ª'.slice(0, 7),
])('a mail greets %s', (name) => expect(nameToGreet(name)).toBe(name));

test.each([
  'http://evil.example/login clicca qui',
  'evil.example',
  'Ada www.evil.example',
  'ada@evil.example',
  'Ada 3331234567',
  'Vinci 1000€!',
  'Ada\u202Eolleh',
  'il suo conto è stato sospeso e lei deve subito entrare qui',
  'x'.repeat(61),
  `${'a '.repeat(40_000)}!`,
])('a mail does not say %s', (name) => expect(nameToGreet(name)).toBe(''));
