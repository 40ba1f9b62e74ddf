import type { IncomingMessage } from 'node:http';

/** Fields of a multipart form, names in lower case, and the file's size in bytes (-1 without a file). */
export type Form = { fields: Record<string, string>; size: number };

/** A refusal in S3's words. */
export type Refusal = { status: number; code: string; message: string };

type CorsRule = {
  AllowedHeaders?: string[];
  AllowedMethods?: string[];
  AllowedOrigins?: string[];
  ExposedHeaders?: string[];
  MaxAge?: number;
};

/** Reads a multipart/form-data body as S3 does: fields up to the file, which comes last. */
export function readForm(body: Buffer, contentType: string): Form {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  const form: Form = { fields: {}, size: -1 };
  if (!boundary) return form;
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  while (at >= 0) {
    const start = at + mark.length + 2;
    const headEnd = body.indexOf('\r\n\r\n', start);
    const next = body.indexOf(Buffer.from(`\r\n--${boundary}`), Math.max(headEnd, start));
    if (headEnd < 0 || next < 0) break;
    const name = /name="([^"]*)"/.exec(body.subarray(start, headEnd).toString())?.[1]?.toLowerCase() ?? '';
    if (name === 'file') {
      form.size = next - headEnd - 4;
      break;
    }
    form.fields[name] = body.subarray(headEnd + 4, next).toString();
    at = next + 2;
  }
  return form;
}

/** Judges a form by its policy as S3 does; `now` in ms. Undefined when it may pass. */
export function judgeForm(form: Form, bucket: string, now: number): Refusal | undefined {
  const denied = (message: string): Refusal => ({ status: 403, code: 'AccessDenied', message });
  const encoded = form.fields['policy'];
  if (!encoded) return denied('Access Denied');
  let policy: { expiration?: string; conditions?: unknown[] };
  try {
    policy = JSON.parse(Buffer.from(encoded, 'base64').toString());
  } catch {
    return { status: 400, code: 'InvalidPolicyDocument', message: 'Invalid Policy: Invalid JSON.' };
  }
  if (!policy.expiration || Date.parse(policy.expiration) <= now)
    return denied('Invalid according to Policy: Policy expired.');
  if (form.size < 0)
    return { status: 400, code: 'InvalidArgument', message: 'POST requires exactly one file upload per request.' };
  const given: Record<string, string> = { ...form.fields, bucket };
  const covered = new Set(['policy', 'x-amz-signature', 'file', 'bucket', 'awsaccesskeyid', 'signature']);
  for (const condition of policy.conditions ?? []) {
    const entries: unknown[][] = Array.isArray(condition)
      ? [condition]
      : Object.entries(condition as Record<string, unknown>).map(([name, value]) => ['eq', `$${name}`, value]);
    for (const [operator, subject, value] of entries) {
      if (String(operator).toLowerCase() === 'content-length-range') {
        if (form.size < Number(subject))
          return {
            status: 400,
            code: 'EntityTooSmall',
            message: 'Your proposed upload is smaller than the minimum allowed size',
          };
        if (form.size > Number(value))
          return {
            status: 400,
            code: 'EntityTooLarge',
            message: 'Your proposed upload exceeds the maximum allowed size',
          };
        continue;
      }
      const name = String(subject).replace(/^\$/, '').toLowerCase();
      covered.add(name);
      const actual = given[name] ?? '';
      const fits = operator === 'starts-with' ? actual.startsWith(String(value)) : actual === String(value);
      if (!fits)
        return denied(
          `Invalid according to Policy: Policy Condition failed: ${JSON.stringify([operator, subject, value]).replaceAll('&', '&amp;').replaceAll('<', '&lt;')}`,
        );
    }
  }
  const extra = Object.keys(form.fields).find((name) => !covered.has(name) && !name.startsWith('x-ignore-'));
  if (extra !== undefined) return denied('Invalid according to Policy: Extra input fields');
  return undefined;
}

/** The headers that S3 adds for a browser of another origin, by the bucket's CORS rules. */
export function corsHeaders(rules: CorsRule[], request: IncomingMessage): [string, string][] {
  const origin = request.headers.origin;
  if (!origin) return [];
  const method = String(request.headers['access-control-request-method'] ?? request.method);
  const fits = (pattern: string) =>
    pattern === '*' || pattern === origin || (pattern.includes('*') && wildcard(pattern, origin));
  const rule = rules.find((entry) => entry.AllowedMethods?.includes(method) && entry.AllowedOrigins?.some(fits));
  if (!rule) return [];
  const headers: [string, string][] = [
    ['access-control-allow-origin', rule.AllowedOrigins?.includes('*') ? '*' : origin],
    ['access-control-allow-methods', (rule.AllowedMethods ?? []).join(', ')],
  ];
  const asked = request.headers['access-control-request-headers'];
  if (asked) headers.push(['access-control-allow-headers', String(asked)]);
  if (rule.ExposedHeaders?.length) headers.push(['access-control-expose-headers', rule.ExposedHeaders.join(', ')]);
  if (rule.MaxAge !== undefined) headers.push(['access-control-max-age', String(rule.MaxAge)]);
  return headers;
}

function wildcard(pattern: string, value: string): boolean {
  const [before = '', after = ''] = pattern.split('*');
  return value.startsWith(before) && value.endsWith(after) && value.length >= before.length + after.length;
}
