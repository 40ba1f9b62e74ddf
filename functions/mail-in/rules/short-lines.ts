/** Bytes under which a line is short: those of encoded files have 76. */
const short = 40;
/**
 * Short lines that a mail may have: no person writes more, and the parser of mails takes about a second of the
 * function's thirty for each 50,000 of them (measured on one machine).
 */
const mostShortLines = 100_000;

const lineFeed = 10;

/**
 * Whether a mail has more short lines than can be read in time: a person looks at it, and no other mail waits for it.
 */
export function hasTooManyLines(mail: Uint8Array): boolean {
  let lines = 0;
  let start = 0;
  for (let end = mail.indexOf(lineFeed); end !== -1; end = mail.indexOf(lineFeed, start)) {
    if (end - start < short) lines += 1;
    if (lines > mostShortLines) return true;
    start = end + 1;
  }
  return false;
}
