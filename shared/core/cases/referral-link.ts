import { instantOf, isoOf } from '../hours/zone.ts';
import type { Referral } from './desk-facts.ts';
import { type Hmac, spellingOf } from './receipt-code.ts';

/** What a link opens: one referral of one case, by the link of that number, the first being 1. */
export type ReferralLink = { code: string; referral: string; link: number };

const tagBytes = 16;
const plainLength = 34;
const bytesOf = (text: string) => Uint8Array.from(text, (symbol) => symbol.charCodeAt(0));
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);

const base64url = (bytes: Uint8Array) =>
  btoa(textOf(bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const linkLength = Math.ceil(((tagBytes + plainLength) * 4) / 3);

/** The text hidden behind its tag, or shown again: what covers it is the keyed hash of the tag, block by block. */
function covered(bytes: Uint8Array, tag: Uint8Array, hmac: Hmac): Uint8Array {
  const blocks = [0, 1].flatMap((block) => [...hmac(`referral-cover|${base64url(tag)}|${block}`)]);
  return bytes.map((byte, at) => byte ^ (blocks[at] ?? 0));
}

const tagOf = (plain: string, hmac: Hmac) => hmac(`referral-link|${plain}`).slice(0, tagBytes);

/**
 * The secret of a link by which an administration opens a referral without an account: 67 signs that tell nothing, since
 * whoever is sent one must not learn the receipt code, which opens the citizen's own page. Signed and hidden under the
 * same keyed hash, the tag being what hides (SIV: Rogaway and Shrimpton, "Deterministic Authenticated-Encryption", 2006).
 */
export function referralSecret({ code, referral, link }: ReferralLink, hmac: Hmac): string {
  const plain = `${code.replaceAll('-', '').slice(-16)}${referral}${String(link).padStart(2, '0')}`;
  const tag = tagOf(plain, hmac);
  return base64url(Uint8Array.from([...tag, ...covered(bytesOf(plain), tag, hmac)]));
}

/**
 * What a link opens, from its secret or its whole address as somebody pastes it; undefined for what we never sent.
 * `prefix` is that of the service's codes.
 */
export function readReferralSecret(given: string, prefix: string, hmac: Hmac): ReferralLink | undefined {
  const [, secret] = /(?:^|#)([A-Za-z0-9_-]+)$/.exec(given.trim().slice(-500)) ?? [];
  if (secret?.length !== linkLength) return undefined;
  const bytes = bytesOf(atob(secret.replaceAll('-', '+').replaceAll('_', '/')));
  const tag = bytes.slice(0, tagBytes);
  const plain = textOf(covered(bytes.slice(tagBytes), tag, hmac));
  const expected = tagOf(plain, hmac);
  let difference = 0;
  for (let at = 0; at < tagBytes; at += 1) difference |= (expected[at] ?? 0) ^ (tag[at] ?? 0);
  const code = spellingOf(prefix + plain.slice(0, 16), prefix);
  if (difference !== 0 || code === undefined) return undefined;
  return { code, referral: plain.slice(16, 32), link: Number(plain.slice(32)) };
}

/** The name of a referral that both sides say on the phone. */
export const referenceOf = ({ referral }: Pick<Referral, 'referral'>): string =>
  `R-${referral.slice(0, 8).toUpperCase()}`;

/** Days for which the first link opens a referral that has no time by which it is to be answered. */
const firstLinkDays = 30;

/** The ISO instant from which on the link of a referral opens nothing: the time by which it is to be answered, or later. */
export const linkEnd = ({ at, answerBy, linkEndsAt }: Referral): string =>
  linkEndsAt ?? answerBy ?? isoOf(instantOf(at) + firstLinkDays * 86_400_000);

/** Whether a link opens its referral at an ISO instant: the last one that was sent does, until its end. */
export const isLinkGood = (referral: Referral, { link }: ReferralLink, at: string): boolean =>
  link === (referral.link ?? 1) && instantOf(at) < instantOf(linkEnd(referral));
