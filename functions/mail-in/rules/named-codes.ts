import { type Hmac, readCode } from '../../../shared/core/cases/receipt-code.ts';
import { codeOfReplyAddress } from '../../../shared/core/cases/reply-address.ts';
import type { OpenedMail } from './open-mail.ts';

/** Codes of one mail that are looked up at most. */
const mostCodes = 3;

/**
 * The genuine codes that a mail names: `held` was given in the signed address it was sent to, `named` ones anybody
 * could write.
 */
export type NamedCodes = { held: string | undefined; named: readonly string[] };

/** Codes as they stand in a text, whatever stands between their groups. */
function codesIn(text: string, prefix: string, hmac: Hmac): string[] {
  // Telephones make other dashes of a dash, and lines end where they like.
  const between = '[\\s\\u2010-\\u2015._-]{0,3}';
  const pattern = new RegExp(
    `(?<![A-Za-z0-9])${prefix}${between}(?:[0-9A-Za-z]{4}${between}){3}[0-9A-Za-z]{4}(?![A-Za-z0-9])`,
    'gi',
  );
  const found: string[] = [];
  for (const [spoken] of text.matchAll(pattern)) {
    const code = readCode(spoken, prefix, hmac);
    if (code !== undefined && !found.includes(code)) found.push(code);
    if (found.length === mostCodes) break;
  }
  return found;
}

/** The code in the Message-ID of one of our mails about a case, such as `<CODE.receipt@domain>`. */
export function codeOfOurId(messageId: string, domain: string, prefix: string, hmac: Hmac): string | undefined {
  const [, code] = /^([A-Z0-9-]{1,30})\.[a-z0-9-]{1,40}@/.exec(messageId) ?? [];
  return code === undefined || !messageId.endsWith(`@${domain}`) ? undefined : readCode(code, prefix, hmac);
}

/**
 * The codes that a mail names, surest first: the signed reply address, messages it answers, subject, new words, what it
 * quotes. `domain` is that of the address which receipts come from.
 */
export function namedCodes(
  { mail, certified, text }: OpenedMail,
  given: { addresses: readonly string[]; domain: string; prefix: string; hmac: Hmac },
): NamedCodes {
  const { addresses, domain, prefix, hmac } = given;
  const held = mail.to.map((address) => codeOfReplyAddress(address, addresses, prefix, hmac)).find(Boolean);
  const answered = [...mail.follows, ...(certified?.about === undefined ? [] : [certified.about])].flatMap(
    (id) => codeOfOurId(id, domain, prefix, hmac) ?? [],
  );
  const written = [mail.subject, text.words, text.quoted].flatMap((part) => codesIn(part, prefix, hmac));
  return { held, named: [...new Set([...answered, ...written])].slice(0, mostCodes) };
}

/**
 * The code of the receipt that came back or was certified: from the Message-ID in what the report returns (RFC 3464,
 * RFC 3462), else as any other mail names it.
 */
export function codeOfReport(opened: OpenedMail, given: Parameters<typeof namedCodes>[1]): string | undefined {
  for (const { declared, bytes } of opened.mail.files) {
    if (!/^(?:message\/|text\/rfc822)/.test(declared)) continue;
    const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16_384));
    const id = /^(?:original-)?message-id:\s*<([^<>\s]{1,300})>/im.exec(head)?.[1];
    const code = id === undefined ? undefined : codeOfOurId(id, given.domain, given.prefix, given.hmac);
    if (code !== undefined) return code;
  }
  const { held, named } = namedCodes(opened, given);
  return held ?? named[0];
}
