import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type KeptReceipt, keptReceipt, receiptCookie } from '../../../functions/intake/receipt-cookie.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';

const hmac = hmacWith('a secret of the service');
const now = new Date('2026-11-28T10:00:00.000Z');
const kept: KeptReceipt = {
  receipt: {
    code: 'PC-7K3M-9QXT-4DHR-8WZA',
    service: 'protezione-civile',
    kind: 'report',
    receivedAt: '2026-11-28T10:00:00.000Z',
    firstAnswerDueAt: '2026-11-30T12:00:00.000Z',
  },
  language: 'it',
  mailed: true,
  readsUrgentNow: true,
  danger: { level: 'lane', kind: 'water' },
};
const path = '/v1/services/protezione-civile/contact-receipt';
const line = () => receiptCookie(kept, path, { hmac, now });
const sent = (setCookie: string) => setCookie.split(';')[0] ?? '';

test('a receipt comes back whole to the browser that was given it, and is sent to no other place', () => {
  expect(keptReceipt(['other=1', sent(line())], { hmac, now })).toEqual(kept);
  expect(line().split('; ').slice(1)).toEqual([`Path=${path}`, 'Max-Age=600', 'HttpOnly', 'Secure', 'SameSite=Strict']);
});

test('it is gone after ten minutes, whatever the browser keeps', () => {
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  const cookie = sent(line());
  expect(keptReceipt([cookie], { hmac, now: at(599) })).toEqual(kept);
  expect(keptReceipt([cookie], { hmac, now: at(600) })).toBeUndefined();
});

test('it can be neither read nor made without the key of its service', () => {
  const cookie = sent(line());
  expect(Buffer.from(cookie.slice('receipt='.length), 'base64url').toString('latin1')).not.toContain('7K3M');
  expect(keptReceipt([cookie], { hmac: hmacWith('another service'), now })).toBeUndefined();
  expect(sent(line())).not.toBe(cookie);
});

test('one changed bit, or anything else that is sent in its place, is no receipt', () => {
  const bytes = Buffer.from(sent(line()).slice('receipt='.length), 'base64url');
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(keptReceipt([`receipt=${changed.toString('base64url')}`], { hmac, now })).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(keptReceipt([`receipt=${text}`], { hmac, now })).toBeUndefined();
    }),
  );
});
