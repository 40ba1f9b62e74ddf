import { Refusal } from './problems.ts';

type Plain = { [member: string]: unknown };

/**
 * Reads a request's body as an object: JSON (RFC 8259) or a form (application/x-www-form-urlencoded, dotted names nest).
 * Throws a Refusal: 413 over `maximumBytes`, 415 for another kind, 400 for bytes that are not UTF-8 or not JSON.
 */
export function readBody(
  event: { body?: string | undefined; isBase64Encoded: boolean; headers: Record<string, string | undefined> },
  maximumBytes: number,
): { from: 'json' | 'form'; content: unknown } {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > maximumBytes) throw new Refusal('body-too-large', ({ problems }) => problems.tooLarge);
  const mediaType = (event.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json' && mediaType !== 'application/x-www-form-urlencoded') {
    throw new Refusal('unsupported-media-type', ({ problems }) => problems.unsupportedType, {
      headers: { 'Accept-Post': 'application/json, application/x-www-form-urlencoded' },
    });
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('malformed-body', ({ problems }) => problems.notUtf8);
  }
  if (mediaType === 'application/x-www-form-urlencoded') return { from: 'form', content: readForm(text) };
  try {
    return { from: 'json', content: JSON.parse(text) };
  } catch {
    throw new Refusal('malformed-body', ({ problems }) => problems.notJson);
  }
}

/** A form as an object: empty fields are left out, `place.address` nests, a name sent several times becomes a list. */
function readForm(text: string): Plain {
  const form: Plain = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    if (value.trim() === '') continue;
    const [head = '', member, ...deeper] = name.split('.');
    if (member === undefined || deeper.length > 0) {
      const before = form[name];
      form[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value];
    } else {
      const place = form[head];
      form[head] = { ...(typeof place === 'object' && !Array.isArray(place) ? place : {}), [member]: value };
    }
  }
  return { ...form };
}
