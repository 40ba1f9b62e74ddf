import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Form, Refusal } from './upload-form.ts';

// AWS Signature Version 4 (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-authenticating-requests.html), as far as a
// presigned form or address on this machine needs it: functions sign with the credentials of `stageCredentials`.

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** The signature of a text in a scope `date/region/service/aws4_request`, as 64 hex digits. */
function signatureOf(text: string, scope: string, secret: string): string {
  const key = scope.split('/').reduce<string | Buffer>((signing, part) => hmac(signing, part), `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const wrong: Refusal = {
  status: 403,
  code: 'SignatureDoesNotMatch',
  message: 'The request signature we calculated does not match the signature you provided.',
};
const denied = (message: string): Refusal => ({ status: 403, code: 'AccessDenied', message });

/** Judges who signed a form's policy; undefined where it was somebody with this secret. */
export function judgeSignedForm({ fields }: Form, secret: string): Refusal | undefined {
  const { policy = '' } = fields;
  const scope = (fields['x-amz-credential'] ?? '').split('/').slice(1).join('/');
  const signature = fields['x-amz-signature'] ?? '';
  return isSame(signature, signatureOf(policy, scope, secret)) ? undefined : wrong;
}

/**
 * Judges a request for an object of a bucket: one with an address that was presigned must be what was signed, and in
 * time (`now` in ms); one with neither such an address nor an `Authorization` is nobody's. Undefined where it may pass.
 */
export function judgeAddress(
  { url = '/', method = 'GET', headers }: Pick<IncomingMessage, 'url' | 'method' | 'headers'>,
  secret: string,
  now: number,
): Refusal | undefined {
  const [path = '/', query = ''] = url.split('?', 2);
  const given = new URLSearchParams(query);
  const signature = given.get('X-Amz-Signature');
  if (signature === null) return headers.authorization === undefined ? denied('Access Denied') : undefined;
  const date = given.get('X-Amz-Date') ?? '';
  const scope = (given.get('X-Amz-Credential') ?? '').split('/').slice(1).join('/');
  const names = (given.get('X-Amz-SignedHeaders') ?? '').split(';');
  const canonical = [
    method,
    path,
    query
      .split('&')
      .filter((pair) => !pair.startsWith('X-Amz-Signature='))
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${String(headers[name] ?? '').trim()}`),
    '',
    names.join(';'),
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', date, scope, digest].join('\n');
  if (!isSame(signature, signatureOf(text, scope, secret))) return wrong;
  const signedAt = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  const seconds = Number(given.get('X-Amz-Expires'));
  return signedAt + seconds * 1000 > now ? undefined : denied('Request has expired');
}

/** The headers that a presigned address asks its answer to have. */
export function headersAskedBy(url = '/'): Record<string, string> {
  const given = new URLSearchParams(url.split('?', 2)[1]);
  return Object.fromEntries(
    ['content-type', 'content-disposition', 'cache-control'].flatMap((name) => {
      const asked = given.get(`response-${name}`);
      return asked === null ? [] : [[name, asked]];
    }),
  );
}
