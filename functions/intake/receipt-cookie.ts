import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { Receipt } from '../../shared/contracts/contact.ts';
import { dangerKinds } from '../../shared/contracts/danger.ts';
import { languages } from '../../shared/contracts/text.ts';
import type { Hmac } from '../../shared/core/cases/receipt-code.ts';

/** How long a receipt may be looked at again, in seconds. */
const lifetime = 600;
const name = 'receipt';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * What the receipt's page is made of: code and dates, and whom to call where that is shown. No word that somebody wrote
 * and no address is in it.
 */
const KeptReceipt = z.strictObject({
  receipt: Receipt,
  language: z.enum(languages),
  mailed: z.boolean(),
  readsUrgentNow: z.boolean(),
  danger: z.optional(z.strictObject({ level: z.enum(['advice', 'lane']), kind: z.enum(dangerKinds) })),
});
export type KeptReceipt = z.infer<typeof KeptReceipt>;

/** A key of its own for the cookie, made of the one that receipts are made with. */
const keyOf = (hmac: Hmac) => Buffer.from(hmac('receipt-cookie|aes-256-gcm|1'));

/**
 * The Set-Cookie line (RFC 6265bis) that shows a receipt once more for ten minutes at `path` and nowhere else, sealed
 * with AES-256-GCM (NIST SP 800-38D) under a key made of the service's own by HMAC-SHA256: it can be neither read nor
 * changed, and no script sees it.
 */
export function receiptCookie(kept: KeptReceipt, path: string, { hmac, now }: { hmac: Hmac; now: Date }): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(hmac), nonce);
  const text = JSON.stringify({ kept, until: now.getTime() + lifetime * 1000 });
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${name}=${sealed.toString('base64url')}; Path=${path}; Max-Age=${lifetime}; HttpOnly; Secure; SameSite=Strict`;
}

/** The receipt that a request's cookies hold; undefined where there is none, it is not ours or its time is over. */
export function keptReceipt(
  cookies: readonly string[],
  { hmac, now }: { hmac: Hmac; now: Date },
): KeptReceipt | undefined {
  const value = cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1);
  if (value === undefined) return undefined;
  try {
    const sealed = Buffer.from(value, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', keyOf(hmac), sealed.subarray(0, nonceBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const text = `${decipher.update(sealed.subarray(nonceBytes, -tagBytes), undefined, 'utf8')}${decipher.final('utf8')}`;
    const { kept, until } = JSON.parse(text);
    return until > now.getTime() ? KeptReceipt.parse(kept) : undefined;
  } catch {
    return undefined;
  }
}
