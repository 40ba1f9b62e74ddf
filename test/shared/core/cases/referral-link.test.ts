import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Referral } from '../../../../shared/core/cases/desk-facts.ts';
import { mintCode } from '../../../../shared/core/cases/receipt-code.ts';
import { isLinkGood, readReferralSecret, referralSecret } from '../../../../shared/core/cases/referral-link.ts';
import { hmacWith } from '../../../../shared/shell/hashing.ts';

const hmac = hmacWith('a secret of the service');
const code = mintCode('PC', 'a submission', hmac);
const opened = fc.record({
  code: fc.string().map((submission) => mintCode('PC', submission, hmac)),
  referral: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
  link: fc.integer({ min: 1, max: 99 }),
});

describe('the secret of a link', () => {
  test('opens what it was made for, alone or at the end of an address, and shows nothing of it', () => {
    fc.assert(
      fc.property(opened, (link) => {
        const secret = referralSecret(link, hmac);
        expect(secret).toMatch(/^[A-Za-z0-9_-]{67}$/);
        expect(readReferralSecret(secret, 'PC', hmac)).toEqual(link);
        expect(readReferralSecret(` https://portal.example/it/pc/referral/#${secret}\n`, 'PC', hmac)).toEqual(link);
        expect(atob(secret.replaceAll('-', '+').replaceAll('_', '/'))).not.toContain(link.referral);
      }),
    );
  });

  test('opens nothing once one sign of it differs, or under the secret of another service', () => {
    fc.assert(
      fc.property(opened, fc.nat(66), fc.constantFrom(...'AZaz09-_'), (link, at, sign) => {
        const secret = referralSecret(link, hmac);
        const other = `${secret.slice(0, at)}${sign}${secret.slice(at + 1)}`;
        // Of the last sign two bits stand for nothing.
        fc.pre(
          atob(other.replaceAll('-', '+').replaceAll('_', '/')) !==
            atob(secret.replaceAll('-', '+').replaceAll('_', '/')),
        );
        expect(readReferralSecret(other, 'PC', hmac)).toBeUndefined();
      }),
    );
    const secret = referralSecret({ code, referral: '0123456789abcdef', link: 1 }, hmac);
    expect(readReferralSecret(secret, 'PC', hmacWith('another'))).toBeUndefined();
    for (const given of ['', '#', secret.slice(1), `${secret}A`, code]) {
      expect(readReferralSecret(given, 'PC', hmac)).toBeUndefined();
    }
  });

  test('of before is dead once another was sent, and the last one ends', () => {
    const sent: Referral = {
      referral: '0123456789abcdef',
      to: 'Comune di Norcia',
      by: 'Carla Villa',
      at: '2026-11-02T09:00:00.000Z',
      shares: [],
      state: 'sent',
      since: '2026-11-02T09:00:00.000Z',
      answerBy: '2026-12-02T11:00:00.000Z',
    };
    const first = { code, referral: sent.referral, link: 1 };
    expect(isLinkGood(sent, first, '2026-12-02T10:59:59.999Z')).toBe(true);
    expect(isLinkGood(sent, first, '2026-12-02T11:00:00.000Z')).toBe(false);
    const { answerBy: _none, ...endless } = sent;
    expect(isLinkGood(endless, first, '2026-12-02T08:59:59.999Z')).toBe(true);
    expect(isLinkGood(endless, first, '2026-12-02T09:00:00.000Z')).toBe(false);
    const renewed = { ...sent, link: 2, linkEndsAt: '2026-12-20T09:00:00.000Z' };
    expect(isLinkGood(renewed, first, '2026-12-01T09:00:00.000Z')).toBe(false);
    expect(isLinkGood(renewed, { ...first, link: 2 }, '2026-12-19T09:00:00.000Z')).toBe(true);
  });
});
