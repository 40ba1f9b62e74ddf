/** Crockford base32: no I, L, O, U, so that a dictated code has one spelling. */
const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const identitySymbols = 12;
const authenticationSymbols = 4;

/** A keyed one-way function, HMAC-SHA256 in the shell: text in, 32 bytes out. */
export type Hmac = (text: string) => Uint8Array;

/** Ten minutes: without an Idempotency-Key, the same words within one window are the same contact. */
export const windowMilliseconds = 600_000;

function base32(bytes: Uint8Array, length: number): string {
  let buffer = 0;
  let bits = 0;
  let text = '';
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += symbols[(buffer >> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
    if (text.length === length) break;
  }
  return text;
}

const grouped = (prefix: string, body: string) => [prefix, ...(body.match(/.{4}/g) ?? [])].join('-');

function authentication(prefix: string, identity: string, hmac: Hmac): string {
  return base32(hmac(`authentication|${prefix}|${identity}`), authenticationSymbols);
}

/** Mints the code of a submission: the same `submission` text always gives the same code, `PC-7K3M-9QXT-4DHR-8WZA`. */
export function mintCode(prefix: string, submission: string, hmac: Hmac): string {
  const identity = base32(hmac(`identity|${prefix}|${submission}`), identitySymbols);
  return grouped(prefix, identity + authentication(prefix, identity, hmac));
}

/**
 * What makes two submissions the same one: the digest of the content with the Idempotency-Key,
 * or, without a key, with the ten-minute window of `receivedAtMilliseconds` (epoch).
 */
export function submissionOf(contentDigest: string, key: string | undefined, receivedAtMilliseconds: number): string {
  return key === undefined
    ? `${contentDigest}|window|${Math.floor(receivedAtMilliseconds / windowMilliseconds)}`
    : `${contentDigest}|key|${key}`;
}

const fold = (text: string) => text.replaceAll('O', '0').replace(/[IL]/g, '1');

/**
 * The one spelling of a code as a person dictates it (any case, blanks, dashes, O for 0, I or L for 1), genuine or not;
 * undefined when prefix, length or alphabet are wrong.
 */
export function spellingOf(spoken: string, prefix: string): string | undefined {
  if (spoken.length > 80) return undefined;
  const text = fold(spoken.toUpperCase().replace(/[\s\-‐-―._]/g, ''));
  if (!text.startsWith(fold(prefix))) return undefined;
  const body = text.slice(prefix.length);
  const whole = body.length === identitySymbols + authenticationSymbols;
  return whole && [...body].every((symbol) => symbols.includes(symbol)) ? grouped(prefix, body) : undefined;
}

/** Symbols of a code's first group: fewer begin too many codes. */
const groupSymbols = 4;

/**
 * The one spelling of the beginning of a code, prefix and first group at least, as a person types it with or without the
 * prefix; undefined for what begins none.
 */
export function beginningOf(spoken: string, prefix: string): string | undefined {
  if (spoken.length > 80) return undefined;
  const text = fold(spoken.toUpperCase().replace(/[\s\-‐-―._]/g, ''));
  const body = text.startsWith(fold(prefix)) ? text.slice(prefix.length) : text;
  const isOne = body.length >= groupSymbols && body.length <= identitySymbols + authenticationSymbols;
  if (!isOne || ![...body].every((symbol) => symbols.includes(symbol))) return undefined;
  return [prefix, ...(body.match(/.{1,4}/g) ?? [])].join('-');
}

/** Prefix and first group of a code: what cases are found by when only a beginning is known. */
export const headOf = (code: string): string => code.split('-').slice(0, 2).join('-');

/**
 * Reads a code as a person dictates it and returns its one spelling, or undefined when spelling or authentication are
 * wrong: one invented code in 2^20 passes.
 */
export function readCode(spoken: string, prefix: string, hmac: Hmac): string | undefined {
  const code = spellingOf(spoken, prefix);
  if (code === undefined) return undefined;
  const body = code.slice(prefix.length).replaceAll('-', '');
  const expected = authentication(prefix, body.slice(0, identitySymbols), hmac);
  let difference = 0;
  for (let position = 0; position < authenticationSymbols; position += 1) {
    difference |= body.charCodeAt(identitySymbols + position) ^ expected.charCodeAt(position);
  }
  return difference === 0 ? code : undefined;
}

/** A string of RFC 9651: `"`, `\` and what is no printable ASCII stand in it only escaped or not at all. */
const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"/;
const parameter = /^ *; *[a-z*][a-z0-9_\-.*]*(?:=(?:"(?:[ !#-[\]-~]|\\["\\])*"|[!#-+\--:<-~]+))?/;
/**
 * A key without quotes, as many clients send it, blanks within it too: neither a UUID nor such is an item of RFC 9651.
 */
const bare = /^[!#-+\--:<-~]+(?: +[!#-+\--:<-~]+)*/;

/** Headers longer than this are no key: 8 KB is all that one request's keys may be. */
const longestKeyHeader = 8192;

/**
 * The key that an Idempotency-Key header names: a string of RFC 9651 with its escapes resolved and its parameters
 * ignored, or bare words; beyond 255 characters it counts by its start. The header sent twice arrives as one list: the
 * same key twice is that key. Undefined without a header; `'unreadable'` for a lone quote, signs beyond ASCII and two
 * different keys.
 */
export function keyOf(header: string | undefined): { key: string } | undefined | 'unreadable' {
  const text = header?.trim() ?? '';
  if (text === '') return undefined;
  if (text.length > longestKeyHeader) return 'unreadable';
  const keys = new Set<string>();
  let rest = text;
  for (;;) {
    const string = quoted.exec(rest);
    const key = string?.[1]?.replace(/\\(["\\])/g, '$1') ?? bare.exec(rest)?.[0];
    if (key === undefined) return 'unreadable';
    keys.add(key.slice(0, 255));
    rest = rest.slice(string?.[0].length ?? key.length);
    for (let more = parameter.exec(rest); more !== null; more = parameter.exec(rest)) rest = rest.slice(more[0].length);
    rest = rest.trimStart();
    if (rest === '') break;
    if (!rest.startsWith(',')) return 'unreadable';
    rest = rest.slice(1).trimStart();
  }
  const [key] = keys;
  if (keys.size !== 1 || key === undefined) return 'unreadable';
  return key === '' ? undefined : { key };
}

/**
 * The key that a page carries from when it is served, for a form that brings none: pages served within one ten-minute
 * mark agree, so that going back and confirming again is the same contact; a press of one page is, whenever it comes.
 */
export const servedKey = (servedAtMilliseconds: number): string =>
  `served-${Math.floor(servedAtMilliseconds / windowMilliseconds)}`;
