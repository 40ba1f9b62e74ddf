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

/**
 * Signs of padding that a mail may have: where base64 ends and goes on, as some programs write each line, the parser
 * keeps a piece for each, and takes about a second for 200,000 (measured on one machine). Quoted-printable, which begins
 * its escapes with the same sign, has fewer in a text of any length that a person writes.
 */
const mostPads = 1_000_000;

const pad = 0x3d;

/** Whether a mail has more signs of padding than can be read in time: a person looks at it. */
export function hasTooManyPads(mail: Uint8Array): boolean {
  let pads = 0;
  for (let at = mail.indexOf(pad); at !== -1; at = mail.indexOf(pad, at + 1)) {
    pads += 1;
    if (pads > mostPads) return true;
  }
  return false;
}
