import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Five minutes, in seconds: how far a sender's clock may be from ours (Standard Webhooks 1.0.0 reference libraries).
 */
export const clockTolerance = 300;

/** Why a request is not believed; the words are for our log, the sender hears the same of each. */
export type Disbelief = 'nothing-signed' | 'unreadable-timestamp' | 'no-key-fits' | 'old' | 'from-the-future';

type Headers = Record<string, string | undefined>;

/**
 * The bytes of a signing key: base64, with or without the prefix `whsec_`, 24 to 64 bytes; undefined for anything else.
 */
export function signingKey(key: string): Buffer | undefined {
  const base64 = key.startsWith('whsec_') ? key.slice('whsec_'.length) : key;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.byteLength >= 24 && bytes.byteLength <= 64 ? bytes : undefined;
}

function signatureOf(key: Buffer, id: string, timestamp: string, body: Uint8Array): Buffer {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
}

/**
 * The three headers that sign raw bytes (Standard Webhooks 1.0.0); `at` is in epoch milliseconds; throws for a key that
 * is none.
 */
export function signedHeaders(key: string, id: string, at: number, body: Uint8Array): Record<string, string> {
  const bytes = signingKey(key);
  if (bytes === undefined) throw new Error('a signing key is base64 of 24 to 64 bytes');
  const timestamp = String(Math.floor(at / 1000));
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signatureOf(bytes, id, timestamp, body).toString('base64')}`,
  };
}

/**
 * Why a request is not signed by one of `keys` at `now` (epoch milliseconds), or undefined when it is (Standard
 * Webhooks 1.0.0, `v1`: HMAC-SHA256 of `id.timestamp.body`, raw bytes). Several signatures and several keys are each
 * tried, in the same time whichever fits; `v1a` and what is not known are passed over. Header names are in lower case.
 */
export function disbeliefInSignature(
  headers: Headers,
  body: Uint8Array,
  keys: readonly string[],
  now: number,
): Disbelief | undefined {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(
    (name) => headers[name] ?? '',
  ) as [string, string, string];
  if (id === '' || timestamp === '' || signatures === '') return 'nothing-signed';
  if (!/^\d{1,12}$/.test(timestamp)) return 'unreadable-timestamp';
  const given = signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice('v1,'.length), 'base64'))
    .filter(({ byteLength }) => byteLength === 32);
  let fitting = 0;
  for (const key of keys) {
    const bytes = signingKey(key);
    if (bytes === undefined) continue;
    const expected = signatureOf(bytes, id, timestamp, body);
    for (const signature of given) fitting += Number(timingSafeEqual(signature, expected));
  }
  if (fitting === 0) return 'no-key-fits';
  const age = Math.floor(now / 1000) - Number(timestamp);
  if (age > clockTolerance) return 'old';
  return age < -clockTolerance ? 'from-the-future' : undefined;
}

/**
 * Why a request does not carry one of `keys` in its Authorization header, or undefined when it does: as a bearer token
 * (RFC 6750) or, for appliances that know nothing else, as the password of Basic (RFC 7617), whoever the user.
 */
export function disbeliefInToken(headers: Headers, keys: readonly string[]): Disbelief | undefined {
  const [, scheme, credentials] = /^(bearer|basic) +(\S+) *$/i.exec(headers['authorization'] ?? '') ?? [];
  if (scheme === undefined || credentials === undefined) return 'nothing-signed';
  const token =
    scheme.toLowerCase() === 'bearer'
      ? credentials
      : Buffer.from(credentials, 'base64')
          .toString('utf8')
          .replace(/^[^:]*:/, '');
  let fitting = 0;
  for (const key of keys) fitting += Number(timingSafeEqual(digest(token), digest(key)));
  return fitting === 0 ? 'no-key-fits' : undefined;
}

/** Digests are of one length: comparing them tells nothing of the length of a key either. */
const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();
