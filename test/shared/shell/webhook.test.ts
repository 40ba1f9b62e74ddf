import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { disbeliefInSignature, disbeliefInToken, signedHeaders, signingKey } from '../../../shared/shell/webhook.ts';

// The vector of the specification's reference libraries (standard-webhooks/standard-webhooks).
const published = {
  key: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1_614_265_330,
  body: Buffer.from('{"test": 2432232314}'),
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const now = published.timestamp * 1000;
const headers = {
  'webhook-id': published.id,
  'webhook-timestamp': String(published.timestamp),
  'webhook-signature': published.signature,
};
const otherKey = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const disbelief = (
  more: Partial<typeof headers> = {},
  { body = published.body, keys = [published.key], at = now }: { body?: Uint8Array; keys?: string[]; at?: number } = {},
) => disbeliefInSignature({ ...headers, ...more }, body, keys, at);

describe('the published vector of Standard Webhooks', () => {
  test('is believed', () => expect(disbelief()).toBeUndefined());
  test('is what we sign', () => {
    expect(signedHeaders(published.key, published.id, now, published.body)).toEqual(headers);
  });
  test('is believed with the key without its prefix', () => {
    expect(disbelief({}, { keys: [published.key.slice('whsec_'.length)] })).toBeUndefined();
  });
});

describe('a signed request is not believed', () => {
  test('when one byte of the body is another', () => {
    expect(disbelief({}, { body: Buffer.from('{"test": 2432232315}') })).toBe('no-key-fits');
  });
  test('when the body is the same JSON in other bytes', () => {
    expect(disbelief({}, { body: Buffer.from('{"test":2432232314}') })).toBe('no-key-fits');
  });
  test('when it has another id', () => expect(disbelief({ 'webhook-id': 'msg_other' })).toBe('no-key-fits'));
  test('when its timestamp was freshened without the key', () => {
    expect(disbelief({ 'webhook-timestamp': String(published.timestamp + 1) })).toBe('no-key-fits');
  });
  test('with another key, or with none', () => {
    expect(disbelief({}, { keys: [otherKey] })).toBe('no-key-fits');
    expect(disbelief({}, { keys: [] })).toBe('no-key-fits');
  });
  test('more than five minutes after it was signed, or before', () => {
    expect(disbelief({}, { at: now + 300_000 })).toBeUndefined();
    expect(disbelief({}, { at: now + 301_000 })).toBe('old');
    expect(disbelief({}, { at: now - 300_000 })).toBeUndefined();
    expect(disbelief({}, { at: now - 301_000 })).toBe('from-the-future');
  });
  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('without %s', (name) => {
    expect(disbelief({ [name]: undefined })).toBe('nothing-signed');
    expect(disbelief({ [name]: '' })).toBe('nothing-signed');
  });
  test.each(['now', '1614265330.5', '-1614265330', '0x60380b32', ' 1614265330', '16142653301614265330'])(
    'with the timestamp %s',
    (timestamp) => expect(disbelief({ 'webhook-timestamp': timestamp })).toBe('unreadable-timestamp'),
  );
  test.each([
    ['v1a only', `v1a,${published.signature.slice(3)}`],
    ['without a version', published.signature.slice(3)],
    ['cut short', published.signature.slice(0, -8)],
    ['of another version', `v2,${published.signature.slice(3)}`],
    ['empty', 'v1,'],
    ['no base64', 'v1,%%%%'],
  ])('when its signature is %s', (_what, signature) => {
    expect(disbelief({ 'webhook-signature': signature })).toBe('no-key-fits');
  });
});

describe('while keys are rotated', () => {
  const rotated = signedHeaders(otherKey, published.id, now, published.body)['webhook-signature'] ?? '';
  test('any of the keys that are kept here fits', () => {
    expect(disbelief({}, { keys: [otherKey, published.key] })).toBeUndefined();
    expect(disbelief({ 'webhook-signature': rotated }, { keys: [otherKey, published.key] })).toBeUndefined();
  });
  test('any of the signatures that are sent fits, whatever stands beside it', () => {
    const all = `v1a,${Buffer.alloc(64).toString('base64')} ${rotated} v1,short ${published.signature}`;
    expect(disbelief({ 'webhook-signature': all })).toBeUndefined();
    expect(disbelief({ 'webhook-signature': all }, { keys: [otherKey] })).toBeUndefined();
  });
  test('a key that is no key is passed over', () => {
    expect(disbelief({}, { keys: ['whsec_', 'whsec_c2hvcnQ=', 'not base64!', published.key] })).toBeUndefined();
  });
});

test('a signing key has 24 to 64 bytes', () => {
  const ofBytes = (bytes: number) => signingKey(`whsec_${Buffer.alloc(bytes, 1).toString('base64')}`)?.byteLength;
  expect([23, 24, 64, 65].map(ofBytes)).toEqual([undefined, 24, 64, undefined]);
  expect(signingKey('whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')).toBeUndefined();
});

test('what was signed is believed, and nothing else, whatever the bytes', () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  fc.assert(
    fc.property(bytes, bytes, fc.string({ minLength: 1 }), (body, other, id) => {
      const sent = signedHeaders(published.key, id, now, body);
      expect(disbeliefInSignature(sent, body, [published.key], now)).toBeUndefined();
      const same = Buffer.compare(body, other) === 0;
      expect(disbeliefInSignature(sent, other, [published.key], now)).toBe(same ? undefined : 'no-key-fits');
    }),
  );
});

describe('a token', () => {
  const key = 'a-key-of-an-exchange-0123456789';
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  test.each([
    ['as a bearer token', `Bearer ${key}`],
    ['whatever the case of the scheme', `bearer ${key}`],
    ['as the password of Basic', basic(`freeswitch:${key}`)],
    ['as the password of nobody', basic(`:${key}`)],
  ])('is believed %s', (_how, authorization) => {
    expect(disbeliefInToken({ authorization }, ['another-key-of-the-exchange', key])).toBeUndefined();
  });
  test('may hold a colon', () => {
    expect(disbeliefInToken({ authorization: basic(`user:${key}:x`) }, [`${key}:x`])).toBeUndefined();
  });
  test.each([
    ['a wrong one', `Bearer ${key}x`, 'no-key-fits'],
    ['the beginning of one', `Bearer ${key.slice(0, -1)}`, 'no-key-fits'],
    ['one in another case', `Bearer ${key.toUpperCase()}`, 'no-key-fits'],
    ['the user name of Basic', basic(`${key}:`), 'no-key-fits'],
    ['an empty one', 'Bearer ', 'nothing-signed'],
    ['another scheme', `Digest ${key}`, 'nothing-signed'],
    ['no scheme', key, 'nothing-signed'],
  ])('is not believed: %s', (_what, authorization, why) => {
    expect(disbeliefInToken({ authorization }, [key])).toBe(why);
  });
  test('is not believed without keys, or without a header', () => {
    expect(disbeliefInToken({ authorization: `Bearer ${key}` }, [])).toBe('no-key-fits');
    expect(disbeliefInToken({}, [key])).toBe('nothing-signed');
  });
});
