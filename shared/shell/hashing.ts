import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Hmac } from '../core/cases/receipt-code.ts';
import type { Sha256 } from '../core/chain.ts';

/** SHA-256 (FIPS 180-4) of a UTF-8 text as 64 hex digits. */
export const sha256: Sha256 = (text) => createHash('sha256').update(text, 'utf8').digest('hex');

/** HMAC-SHA256 (RFC 2104) under one secret: text in, 32 bytes out. */
export const hmacWith =
  (secret: string): Hmac =>
  (text) =>
    createHmac('sha256', secret).update(text, 'utf8').digest();

/** The HMAC of a text as 64 hex digits: a name for what is not to be told. */
export const keyedDigest = (text: string, hmac: Hmac): string => Buffer.from(hmac(text)).toString('hex');

/** Whether a text is a secret, told in a time that says nothing of where they differ. */
export const isSameSecret = (given: string, secret: string): boolean =>
  timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(secret).digest());

/** 128 random bits as 32 hex digits. */
export const randomHex = (): string => randomBytes(16).toString('hex');
