/** An encoded word (RFC 2047 section 2, with the language of RFC 2231 section 5): charset, encoding, what it encodes. */
const encodedWord = /=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bq])\?([^?\s]{0,2000})\?=/gi;

type Encoded = { charset: string; encoding: string; said: string; from: number; to: number };

/** What words in base64 say one after the other, however the bytes were cut: in the middle of a letter, or of three. */
function joinedBase64(pieces: readonly string[]): string {
  const bytes: Buffer[] = [];
  let open = '';
  for (const piece of pieces) {
    open += piece;
    if (open.length % 4 !== 0 && !piece.endsWith('=')) continue;
    bytes.push(Buffer.from(open, 'base64'));
    open = '';
  }
  return Buffer.concat([...bytes, Buffer.from(open, 'base64')]).toString('base64');
}

function oneWord(run: readonly Encoded[]): string {
  const [{ charset, encoding }] = run as [Encoded];
  const said = run.map((word) => word.said);
  return `=?${charset}?${encoding}?${encoding === 'B' ? joinedBase64(said) : said.join('')}?=`;
}

/**
 * Neighbours among encoded words of one charset as one word: programs cut letters of several bytes in two, which
 * RFC 2047 section 5 forbids.
 */
function withWholeWords(head: string): string {
  const words = [...head.matchAll(encodedWord)].map(
    ({ 0: whole, 1: charset = '', 2: encoding = '', 3: said = '', index }): Encoded => ({
      charset: charset.toLowerCase(),
      encoding: encoding.toUpperCase(),
      said,
      from: index,
      to: index + whole.length,
    }),
  );
  let mended = '';
  let end = 0;
  for (let at = 0; at < words.length; ) {
    const run = [words[at] as Encoded];
    for (at += 1; at < words.length; at += 1) {
      const [before, next] = [run.at(-1) as Encoded, words[at] as Encoded];
      const isNeighbour = /^\s+$/.test(head.slice(before.to, next.from).slice(0, 200));
      if (!isNeighbour || next.charset !== before.charset || next.encoding !== before.encoding) break;
      run.push(next);
    }
    if (run.length === 1) continue;
    mended += head.slice(end, run[0]?.from) + oneWord(run);
    end = run.at(-1)?.to ?? end;
  }
  return mended + head.slice(end);
}

/** Types of one message that are looked at. */
const mostTypes = 5;

/**
 * A head that says once of what type the message is: of several types, the one whose parts are there, else the first.
 */
function withOneType(head: string, body: Buffer): string {
  const fields = head.split(/(?<=\n)(?![ \t])/);
  const types = fields.filter((field) => /^content-type\s*:/i.test(field)).slice(0, mostTypes);
  if (types.length < 2) return head;
  const hasParts = types.find((field) => {
    const [, quoted, bare] = /\bboundary\s*=\s*(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(field.slice(0, 4000)) ?? [];
    const boundary = quoted ?? bare;
    return boundary !== undefined && (body.indexOf(`\n--${boundary}`) >= 0 || body.indexOf(`--${boundary}`) === 0);
  });
  const kept = hasParts ?? types[0];
  let isKept = false;
  return fields
    .filter((field) => {
      if (!/^content-type\s*:/i.test(field)) return true;
      const isIt = !isKept && field === kept;
      isKept ||= isIt;
      return isIt;
    })
    .join('');
}

/** The head of a message as its program meant it; `head` and `body` are its bytes, and what is right stays as it is. */
export function mendedHead(head: Uint8Array, body: Uint8Array): Uint8Array {
  const written = Buffer.from(head).toString('latin1');
  const mended = withOneType(withWholeWords(written), Buffer.from(body.buffer, body.byteOffset, body.byteLength));
  return mended === written ? head : Buffer.from(mended, 'latin1');
}
