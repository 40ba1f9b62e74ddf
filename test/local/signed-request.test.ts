import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, test } from '@jest/globals';
import { headersAskedBy, judgeAddress, judgeSignedForm } from '../../local/emulators/signed-request.ts';
import { stageCredentials } from '../../local/template/aws-call.ts';

const secret: string = stageCredentials.secretAccessKey;
const signedAt = new Date('2026-11-29T10:00:00Z');
const s3 = new S3Client({
  endpoint: 'http://127.0.0.1:4566',
  region: 'eu-south-1',
  forcePathStyle: true,
  credentials: stageCredentials,
});

const asked = new GetObjectCommand({
  Bucket: 'files',
  Key: 'kept/a b/ü.pdf',
  ResponseContentType: 'application/pdf',
  ResponseContentDisposition: 'attachment; filename="PC-1.pdf"',
});
const address = new URL(await getSignedUrl(s3, asked, { expiresIn: 300, signingDate: signedAt }));

describe('a presigned address', () => {
  const judged = (change: (url: string) => string = (url) => url, seconds = 60, method = 'GET', more: object = {}) =>
    judgeAddress(
      { url: change(`${address.pathname}${address.search}`), method, headers: { host: address.host, ...more } },
      secret,
      signedAt.getTime() + seconds * 1000,
    )?.code;

  test('is answered as the SDK signs it, with the headers that it asks for', () => {
    expect(judged()).toBeUndefined();
    expect(headersAskedBy(`${address.pathname}${address.search}`)).toEqual({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="PC-1.pdf"',
    });
  });

  test.each<[string, Parameters<typeof judged>, string]>([
    ['too late', [undefined, 301], 'AccessDenied'],
    ['with another term', [(url) => url.replace('Expires=300', 'Expires=9000')], 'SignatureDoesNotMatch'],
    ['for another object', [(url) => url.replace('kept', 'incoming')], 'SignatureDoesNotMatch'],
    ['shown, not saved', [(url) => url.replace('=attachment', '=inline')], 'SignatureDoesNotMatch'],
    ['with one digit less', [(url) => url.replace(/(Signature=\w*)\w/, '$1')], 'SignatureDoesNotMatch'],
    [
      'with an invented signature',
      [(url) => url.replace(/(Signature=)\w*/, `$1${'0'.repeat(64)}`)],
      'SignatureDoesNotMatch',
    ],
    ['by another method', [undefined, 60, 'PUT'], 'SignatureDoesNotMatch'],
    ['without what was signed', [(url) => url.replace(/\?.*/, '')], 'AccessDenied'],
  ])('is refused %s', (_how, [change, seconds, method], code) => {
    expect(judged(change, seconds, method)).toBe(code);
  });

  test('is not needed by whoever signs the request itself', () => {
    expect(
      judged((url) => url.replace(/\?.*/, ''), 60, 'GET', { authorization: 'AWS4-HMAC-SHA256 …' }),
    ).toBeUndefined();
  });
});

test('a presigned form is one that this secret signed', async () => {
  const { fields } = await createPresignedPost(s3, { Bucket: 'files', Key: 'incoming/1', Expires: 600 });
  const small = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
  const judged = (change: Record<string, string>, by = secret) =>
    judgeSignedForm({ fields: { ...small, ...change }, size: 1 }, by)?.code;
  expect(judged({})).toBeUndefined();
  expect(judged({}, 'another')).toBe('SignatureDoesNotMatch');
  expect(judged({ 'x-amz-signature': '0'.repeat(64) })).toBe('SignatureDoesNotMatch');
  expect(judged({ policy: `${small['policy']}=` })).toBe('SignatureDoesNotMatch');
  expect(judgeSignedForm({ fields: {}, size: 1 }, secret)?.code).toBe('SignatureDoesNotMatch');
});
