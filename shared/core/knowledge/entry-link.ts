import type { Hmac } from '../cases/receipt-code.ts';

/** What a link opens: the entry of an administration by its slug, by the link of that number, the first being 1. */
export type EntryLink = { id: string; link: number };

const tagBytes = 16;

function tagOf(service: string, { id, link }: EntryLink, hmac: Hmac): string {
  const bytes = hmac(`entry-link|${service}|${id}|${link}`).slice(0, tagBytes);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
  return hex.join('');
}

/**
 * The secret of a link by which an administration opens its own entry without an account: which one it is, signed under
 * the service's keyed hash. Nothing in it is hidden: the entry is public.
 */
export const entrySecret = (service: string, link: EntryLink, hmac: Hmac): string =>
  `${link.id}.${link.link}.${tagOf(service, link, hmac)}`;

/**
 * What a link opens, from its secret or its whole address as somebody pastes it; undefined for what we never sent.
 * Whether it opens anything still is for the content to say.
 */
export function readEntrySecret(service: string, given: string, hmac: Hmac): EntryLink | undefined {
  const [, id = '', number = '', tag = ''] =
    /(?:^|#)([a-z0-9-]{1,60})\.([1-9]\d{0,3})\.([0-9a-f]{32})$/.exec(given.trim().slice(-500)) ?? [];
  const link = { id, link: Number(number) };
  if (tag === '') return undefined;
  const expected = tagOf(service, link, hmac);
  let difference = 0;
  for (let at = 0; at < expected.length; at += 1) difference |= expected.charCodeAt(at) ^ tag.charCodeAt(at);
  return difference === 0 ? link : undefined;
}
