import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mintCode } from '../../../../shared/core/cases/receipt-code.ts';
import { codeOfReplyAddress, replyAddress } from '../../../../shared/core/cases/reply-address.ts';
import { hmacWith } from '../../../../shared/shell/hashing.ts';

const hmac = hmacWith('a secret of this test alone');
const ours = 'contact-center@protezionecivile.example';
const read = (address: string, addresses = [ours], secret = hmac) =>
  codeOfReplyAddress(address, addresses, 'PC', secret);

describe('the address to which one case is answered', () => {
  test('gives its code back, however a mail server writes its capitals', () => {
    fc.assert(
      fc.property(fc.string(), (submission) => {
        const code = mintCode('PC', submission, hmac);
        const address = replyAddress(ours, code, hmac);
        expect(read(address)).toBe(code);
        expect(read(address.toUpperCase())).toBe(code);
        expect(address).toMatch(/^contact-center\+pc[0-9a-z]{16}\.[0-9a-z]{10}@protezionecivile\.example$/);
        expect(address.indexOf('@')).toBeLessThanOrEqual(64);
      }),
    );
  });

  test('is nobody’s once any symbol of it is another', () => {
    const address = replyAddress(ours, mintCode('PC', 'one', hmac), hmac);
    const at = address.indexOf('@');
    for (let position = address.indexOf('+') + 1; position < at; position += 1) {
      const other = address[position] === '0' ? '2' : '0';
      expect(read(address.slice(0, position) + other + address.slice(position + 1))).toBeUndefined();
    }
  });

  test('is not made from a code alone, nor with the secret of another service, nor for another mailbox', () => {
    const code = mintCode('PC', 'one', hmac);
    const label = code.replaceAll('-', '').toLowerCase();
    expect(read(`contact-center+${label}@protezionecivile.example`)).toBeUndefined();
    expect(read(`contact-center+${label}.0000000000@protezionecivile.example`)).toBeUndefined();
    expect(read(replyAddress(ours, code, hmac), [ours], hmacWith('another secret'))).toBeUndefined();
    expect(read(replyAddress('info@elsewhere.example', code, hmac))).toBeUndefined();
    expect(read(ours)).toBeUndefined();
  });
});
