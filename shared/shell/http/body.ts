import type * as z from 'zod/mini';
import { keyNamed } from '../../core/cases/key-named.ts';
import { Refusal, type Saying, type WrongMember } from './problems.ts';

type Plain = { [member: string]: unknown };

type Sent = { body?: string | undefined; isBase64Encoded: boolean; headers: Record<string, string | undefined> };

/** The bytes of a request's body as they were sent; throws the Refusal 413 over `maximumBytes`. */
export function rawBody(event: Pick<Sent, 'body' | 'isBase64Encoded'>, maximumBytes: number): Buffer {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > maximumBytes) {
    throw new Refusal('body-too-large', ({ problems }) => problems.tooLarge(Math.floor(maximumBytes / 1024)));
  }
  return bytes;
}

/** What kind of body a request says it has, in lower case and without parameters. */
export const mediaTypeOf = ({ headers }: Pick<Sent, 'headers'>): string =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';

/** Bytes as text; throws the Refusal 400 for bytes that are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('malformed-body', ({ problems }) => problems.notUtf8);
  }
}

/**
 * Reads a request's body as an object: JSON (RFC 8259) or a form (application/x-www-form-urlencoded, dotted names
 * nest). Throws a Refusal: 413 over `maximumBytes`, 415 for another kind, 400 for bytes that are not UTF-8 or not JSON.
 */
export function readBody(event: Sent, maximumBytes: number): { from: 'json' | 'form'; content: unknown } {
  const bytes = rawBody(event, maximumBytes);
  const mediaType = mediaTypeOf(event);
  if (mediaType !== 'application/json' && mediaType !== 'application/x-www-form-urlencoded') {
    throw new Refusal('unsupported-media-type', ({ problems }) => problems.unsupportedType, {
      headers: { 'Accept-Post': 'application/json, application/x-www-form-urlencoded' },
    });
  }
  const text = utf8Text(bytes);
  if (mediaType === 'application/x-www-form-urlencoded') return { from: 'form', content: readForm(text) };
  return { from: 'json', content: readJson(text) };
}

/**
 * What somebody sends in, as JSON or by a form, with the key that it is repeated under. Throws the Refusals of `readBody`,
 * and 400 for an Idempotency-Key that names no one key.
 */
export function readSent(
  event: Sent,
  maximumBytes: number,
): { from: 'json' | 'form'; content: unknown; form: Record<string, unknown>; key: string | undefined } {
  const { from, content } = readBody(event, maximumBytes);
  const form = from === 'form' ? (content as Record<string, unknown>) : {};
  const repeated = keyNamed(event.headers['idempotency-key'], form);
  if (repeated === 'unreadable') throw new Refusal('malformed-body', ({ problems }) => problems.unreadableKey);
  return { from, content, form, key: repeated?.key };
}

/** JSON as a value; throws the Refusal 400 for what is no JSON, and for half characters, which no text can keep. */
function readJson(text: string): unknown {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Refusal('malformed-body', ({ problems }) => problems.notJson);
  }
  // Only an escape can write one (RFC 8259, section 8.2), and only those that stand alone are written back as escapes.
  if (/\\ud[89a-f]/i.test(text) && /(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(JSON.stringify(content)))
    throw new Refusal('malformed-body', ({ problems }) => problems.notUtf8);
  return content;
}

/** Fields of a form at most; the longest of ours sends about thirty, with its attachments. */
const maximumFields = 100;

/**
 * A form as an object: empty fields are left out, `place.address` nests, a name sent several times becomes a list.
 * Reading takes time in proportion to the length. Throws a Refusal: 400 for more fields than any form of ours has,
 * told before any is read.
 */
function readForm(text: string): Plain {
  if (hasMoreThan(maximumFields - 1, '&', text)) {
    throw new Refusal('malformed-body', ({ problems }) => problems.tooManyFields(maximumFields));
  }
  refuseOtherCharsets(text);
  const form = new Map<string, unknown>();
  for (const [name, value] of new URLSearchParams(text)) {
    if (value.trim() === '') continue;
    const [head = '', member, ...deeper] = name.split('.', 3);
    if (member === undefined || deeper.length > 0) {
      const before = form.get(name);
      if (Array.isArray(before)) before.push(value);
      else form.set(name, before === undefined ? value : [before, value]);
    } else {
      const place = form.get(head);
      if (place instanceof Map) place.set(member, value);
      else form.set(head, new Map([[member, value]]));
    }
  }
  return Object.fromEntries(
    [...form].map(([name, value]) => [name, value instanceof Map ? Object.fromEntries(value) : value]),
  );
}

/**
 * URLSearchParams puts U+FFFD for bytes that are not UTF-8: the Refusal 400 tells it instead of keeping other words.
 */
function refuseOtherCharsets(text: string): void {
  for (const escaped of text.match(/(?:%[89a-f][0-9a-f])+/gi) ?? [])
    utf8Text(Buffer.from(escaped.replaceAll('%', ''), 'hex'));
}

function hasMoreThan(count: number, sign: string, text: string): boolean {
  let found = 0;
  for (let at = text.indexOf(sign); at !== -1; at = text.indexOf(sign, at + 1)) {
    found += 1;
    if (found > count) return true;
  }
  return false;
}

const maximumStaffBytes = 65_536;

/** Reads a JSON body as a contract says; throws a Refusal that names every wrong member by its pointer. */
export async function readAs<Schema extends z.ZodMiniType>(
  schema: Schema,
  event: Sent,
  maximumBytes = maximumStaffBytes,
): Promise<z.infer<Schema>> {
  const { content } = readBody(event, maximumBytes);
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw wrongMembers(parsed.error.issues);
}

/**
 * The Refusal 422 that names each wrong member, fifty at most, in the caller's language like the rest of the answer.
 */
export function wrongMembers(issues: readonly unknown[]): Refusal {
  const errors = (issues as StaffIssue[]).slice(0, 50).map((issue) => ({
    detail: expectedBy(issue),
    pointer: issue.path.map((step) => `/${String(step)}`).join(''),
  }));
  return new Refusal('invalid', ({ problems }) => problems.invalid, { errors });
}

type StaffIssue = {
  code: string;
  path: PropertyKey[];
  message: string;
  expected?: string;
  format?: string;
  pattern?: string;
  keys?: string[];
  values?: unknown[];
  options?: unknown[];
  origin?: string;
  minimum?: number;
  maximum?: number;
};

function expectedBy(issue: StaffIssue): WrongMember['detail'] {
  const { code, message, expected, format = '', pattern, keys, values, options, origin, minimum, maximum } = issue;
  switch (code) {
    case 'invalid_type':
      return ({ problems: { members } }) => members.given(String(expected));
    case 'unrecognized_keys':
      return ({ problems: { members } }) => members.unknown((keys ?? []).join(', ').slice(0, 200));
    case 'invalid_value':
      return ({ problems: { members } }) => members.oneOf((values ?? []).join(', '));
    case 'invalid_union':
      return options === undefined ? message : ({ problems: { members } }) => members.oneOf(options.join(', '));
    case 'too_small':
      if (minimum === 1 && (origin === 'string' || origin === 'array')) return ({ problems }) => problems.members.empty;
      return bounded(origin, 'least', minimum);
    case 'too_big':
      return bounded(origin, 'most', maximum);
    case 'invalid_format':
      return ({ problems: { members } }) => {
        if (pattern === blank) return members.blank;
        const known: Record<string, string> = members.formats;
        return known[format] ?? (format === 'regex' ? members.pattern(String(pattern)) : members.format(format));
      };
    default:
      return message;
  }
}

/** The pattern of a text that must not be blank, as zod tells it. */
const blank = String(/\S/);

function bounded(origin: string | undefined, end: 'least' | 'most', bound: number | undefined): Saying {
  const counted = origin === 'string' ? 'characters' : origin === 'array' ? 'entries' : 'amount';
  return ({ problems: { members } }) => members[counted](end, String(bound));
}
