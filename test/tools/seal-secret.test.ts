import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openSecret, receiverKey, receiverKeys, sealSecret } from '../../tools/seal-secret.ts';

const receiver = receiverKeys();

describe('a receipt secret on its way', () => {
  test('is opened by the key that it was sealed for, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^[a-z][a-z-]{0,20}$/), (secret, service) => {
        const sealed = sealSecret(secret, service, receiverKey(receiver.publicKey));
        expect(openSecret(JSON.parse(JSON.stringify(sealed)), receiver.privateKey)).toBe(secret);
      }),
      { numRuns: 30 },
    );
  });

  test('is opened by no other key, and for no other service', () => {
    const sealed = sealSecret('geheim', 'familyline', receiverKey(receiver.publicKey));
    expect(JSON.stringify(sealed)).not.toContain('geheim');
    const another = 'was sealed for another key, or was changed';
    expect(() => openSecret(sealed, receiverKeys().privateKey)).toThrow(another);
    expect(() => openSecret({ ...sealed, service: 'protezione-civile' }, receiver.privateKey)).toThrow(another);
    const changed = Buffer.from(sealed.text, 'base64').map((byte, index) => (index === 0 ? byte ^ 1 : byte));
    const text = Buffer.from(changed).toString('base64');
    expect(() => openSecret({ ...sealed, text }, receiver.privateKey)).toThrow(another);
  });

  test('is sealed for keys of X25519 alone', () => {
    expect(() => receiverKey('no key')).toThrow();
    expect(() => openSecret({ sealed: 'rot13' } as never, receiver.privateKey)).toThrow('sealed as rot13');
  });
});
