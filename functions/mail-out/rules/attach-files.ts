/** A file as it goes with a mail. */
export type FileOfMail = { name: string; contentType: string; bytes: Uint8Array };

const lineEnd = '\r\n';

/** A value in RFC 8187's spelling, for names that are not plain ASCII. */
const extended = (text: string) =>
  `UTF-8''${encodeURIComponent(text).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)}`;

const plainName = (name: string) => name.replaceAll(/[^\w .()-]/g, '_').slice(0, 100);

/** The file as a part: base64 in lines of 76 (RFC 2045 section 6.8), with a name for old and new readers. */
function partOf({ name, contentType, bytes }: FileOfMail): string {
  const base64 =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [
    `Content-Type: ${contentType.replaceAll(/[^\w/.+-]/g, '')}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${plainName(name)}";${lineEnd} filename*=${extended(name.toWellFormed())}`,
    '',
    ...base64,
  ].join(lineEnd);
}

/** Headers that say how the body is written: they go with it into its part. */
const ofBody = /^content-(?:type|transfer-encoding|disposition):/i;

/**
 * A MIME message with files: what it was is the first part of a `multipart/mixed` (RFC 2046 section 5.1.3), and its own
 * headers stay what they were. `boundary` must not occur in it; a message that has no end of headers is a TypeError.
 */
export function withFiles(raw: Buffer, files: readonly FileOfMail[], boundary: string): Buffer {
  if (files.length === 0) return raw;
  const end = raw.indexOf('\r\n\r\n');
  if (end < 0) throw new TypeError('the message has no end of headers');
  // A header goes on in the lines that begin with a space.
  const headers = raw
    .subarray(0, end)
    .toString('latin1')
    .split(/\r\n(?![ \t])/);
  const own = headers.filter((header) => !ofBody.test(header) && !/^mime-version:/i.test(header));
  const head = [
    ...own,
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    ...headers.filter((header) => ofBody.test(header)),
    '',
    '',
  ].join(lineEnd);
  const parts = files.map((file) => `${lineEnd}--${boundary}${lineEnd}${partOf(file)}`).join('');
  return Buffer.concat([
    Buffer.from(head, 'latin1'),
    raw.subarray(end + 4),
    Buffer.from(`${parts}${lineEnd}--${boundary}--${lineEnd}`, 'latin1'),
  ]);
}
