import type { ArrivedMail } from './read-mail.ts';

/** One result of RFC 8601: the method, what it came to, and what is said about it. */
type Result = { method: string; result: string; about: string };

/** How a result begins; anything else between semicolons is about the one before (`envelope-from=`, `helo=`). */
const beginsResult =
  /^\s*([a-z][a-z0-9-]*)(?:\/\d+)?\s*=\s*(pass|fail|softfail|hardfail|neutral|none|policy|temperror|permerror)\b/;

/** A line without its quoted words and comments: both repeat what the sender wrote. */
function withoutSendersWords(line: string): string {
  let bare = line.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  for (let longer = ''; longer !== bare; ) {
    longer = bare;
    bare = bare.replace(/\([^()]*\)/g, ' ');
  }
  return bare;
}

/**
 * What SES found of a mail (`Authentication-Results` of RFC 8601 under its own name; another server's line could be the
 * sender's invention), line by line. Of what the sender chose, such as the envelope's address, nothing counts as a
 * result, whatever words are in it.
 */
function resultsOf({ headers }: ArrivedMail): Result[][] {
  return (headers.get('authentication-results') ?? [])
    .map((value) => value.toLowerCase())
    .filter((value) => /^\s*amazonses\.com\s*;/.test(value))
    .map((value) => {
      const results: Result[] = [];
      for (const part of withoutSendersWords(value).split(';').slice(1)) {
        const [said, method = '', result = ''] = beginsResult.exec(part) ?? [];
        const last = results.at(-1);
        if (said !== undefined) results.push({ method, result, about: part.slice(said.length) });
        else if (last !== undefined) last.about += `; ${part}`;
      }
      return results;
    });
}

const came = (results: readonly Result[], method: string, ...to: string[]) =>
  results.some((each) => each.method === method && to.includes(each.result));

/** Whether every result of a method is that it passed, and there is one. */
const passed = (results: readonly Result[], method: string) =>
  came(results, method, 'pass') && results.every((each) => each.method !== method || each.result === 'pass');

/**
 * Whether what SES found speaks against whoever a mail claims to be from. Nothing found is not a forgery: then the two
 * facts decide.
 */
export function isSenderBelieved(mail: ArrivedMail): boolean {
  return !resultsOf(mail).some((results) => {
    if (came(results, 'dmarc', 'fail')) return true;
    const failed = came(results, 'spf', 'fail', 'softfail', 'hardfail');
    return failed && !came(results, 'dkim', 'pass') && !passed(results, 'dmarc');
  });
}

/**
 * Whether a domain is another or lies below it (relaxed alignment of RFC 7489, section 3.1), both of two labels at
 * least.
 */
function isAligned(one: string, other: string): boolean {
  if (one === other) return true;
  return (one.endsWith(`.${other}`) && other.includes('.')) || (other.endsWith(`.${one}`) && one.includes('.'));
}

const signers = /(?:^|[\s;])header\.[di]\s*=\s*(?:[^\s;]*@)?([a-z0-9.-]+)/g;
const senders = /(?:^|[\s;])(?:envelope-from|smtp\.mailfrom)\s*=\s*(?:[^\s;]*@)?([a-z0-9.-]+)/g;

/**
 * Whether what SES found vouches for the domain of `From`, and not for some other that the mail came through: whoever
 * owns a domain passes SPF and DKIM for it. Where nothing passed and nothing failed, nothing speaks against the sender.
 */
export function isSenderVouchedFor(mail: ArrivedMail): boolean {
  const domain = mail.from?.address.split('@')[1] ?? '';
  return resultsOf(mail).every((results) => {
    const found = results.filter(({ method, result }) => /^(?:spf|dkim)$/.test(method) && result === 'pass');
    if (passed(results, 'dmarc') || found.length === 0) return true;
    return found.some(({ method, about }) =>
      [...about.matchAll(method === 'spf' ? senders : signers)].some(([, by = '']) => isAligned(by, domain)),
    );
  });
}
