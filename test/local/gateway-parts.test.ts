import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeForm, readForm } from '../../local/emulators/upload-form.ts';
import { requestEvent } from '../../local/gateway/request-event.ts';
import { compileRoutes } from '../../local/gateway/routes.ts';
import { bucket, sharedBucket } from '../../local/gateway/throttle.ts';
import { callOf, serviceOf } from '../../local/lambda/called-action.ts';
import { allows, type Statement } from '../../local/lambda/permission.ts';
import { matchesPattern } from '../../local/template/event-pattern.ts';

describe('routes', () => {
  const match = compileRoutes(
    [
      '$default',
      'GET /v1/things/{id}',
      'GET /v1/things/mine',
      'ANY /v1/things/{id}',
      'GET /v1/{rest+}',
      'POST /v1/things/{id}/notes',
    ].map((key) => ({ key, target: key })),
  );
  test.each([
    ['GET', '/v1/things/mine', 'GET /v1/things/mine', undefined],
    ['GET', '/v1/things/7', 'GET /v1/things/{id}', { id: '7' }],
    ['PUT', '/v1/things/7', 'ANY /v1/things/{id}', { id: '7' }],
    ['GET', '/v1/a/b/c', 'GET /v1/{rest+}', { rest: 'a/b/c' }],
    ['POST', '/v1/things/7/notes', 'POST /v1/things/{id}/notes', { id: '7' }],
    ['POST', '/v1/elsewhere', '$default', undefined],
    ['GET', '/v1/things/', 'GET /v1/{rest+}', { rest: 'things/' }],
  ])('%s %s goes to %s', (method, path, key, parameters) => {
    const found = match(method, path.split('/').slice(1));
    expect(found?.route.key).toBe(key);
    expect(found?.parameters).toEqual(parameters);
  });
});

describe('the event of a request', () => {
  const request = (rawHeaders: string[], method = 'POST') =>
    ({
      rawHeaders,
      method,
      httpVersion: '1.1',
      socket: { remoteAddress: '::ffff:10.0.0.7', localPort: 8080 },
    }) as unknown as IncomingMessage;
  const facts = {
    routeKey: 'POST /v1/x',
    parameters: undefined,
    path: '/v1/x',
    query: 'a=1&a=2&b=%C3%A8',
    apiId: 'api',
    stage: '$default',
    requestId: 'r',
    now: Date.UTC(2026, 10, 22, 19, 0, 5),
  };
  // biome-ignore lint/suspicious/noExplicitAny: the event is JSON
  type Json = Record<string, any>;
  const eventOf = (headers: string[], body: Buffer | string) =>
    JSON.parse(JSON.stringify(requestEvent(request(headers), Buffer.from(body), facts))) as Json;

  test('has headers in lower case, repeated ones joined, cookies apart', () => {
    const event = eventOf(['X-One', 'a', 'x-one', 'b', 'Cookie', 'c=1; d=2', 'Host', 'h:8080'], '');
    expect(event['headers']['x-one']).toBe('a,b');
    expect(event['headers'].cookie).toBeUndefined();
    expect(event['cookies']).toEqual(['c=1', 'd=2']);
    expect(event['queryStringParameters']).toEqual({ a: '1,2', b: 'è' });
    expect(event['requestContext'].http.sourceIp).toBe('10.0.0.7');
    expect(event['requestContext'].time).toBe('22/Nov/2026:19:00:05 +0000');
    expect(event).not.toHaveProperty('body');
    expect(event['isBase64Encoded']).toBe(false);
  });

  test('carries text as text, and forms and broken UTF-8 as base64', () => {
    expect(eventOf(['Content-Type', 'application/json'], '{"è":1}')).toMatchObject({
      body: '{"è":1}',
      isBase64Encoded: false,
    });
    expect(eventOf(['Content-Type', 'application/x-www-form-urlencoded'], 'a=1')).toMatchObject({
      body: 'YT0x',
      isBase64Encoded: true,
    });
    expect(eventOf(['Content-Type', 'application/json'], Buffer.from([0x22, 0xff, 0x22]))).toMatchObject({
      body: 'Iv8i',
      isBase64Encoded: true,
    });
  });
});

describe('a request limit', () => {
  test('never lets more pass than burst plus rate', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 300 }),
        (rate, burst, gaps) => {
          const limit = bucket(rate, burst);
          let now = 1_000;
          let passed = 0;
          for (const gap of gaps) {
            now += gap;
            if (limit.take(now) === 0) passed += 1;
          }
          expect(passed).toBeLessThanOrEqual(burst + Math.floor(((now - 1_000) * rate) / 1000) + 1);
        },
      ),
    );
  });
});

describe('a limit that many senders share', () => {
  test('leaves one who asks seldom their turn, whatever another floods', () => {
    const limit = sharedBucket(40, 80);
    let flooded = 0;
    let honest = 0;
    // Ten seconds: a thousand requests a second of one address, one each half second of another.
    for (let ms = 0; ms < 10_000; ms += 1) {
      if (limit.take(ms, '10.0.0.1') === 0) flooded += 1;
      if (ms % 500 === 499 && limit.take(ms, '10.0.0.2') === 0) honest += 1;
    }
    expect(honest).toBe(20);
    expect(flooded + honest).toBeLessThanOrEqual(80 + 40 * 10);
    expect(flooded).toBeGreaterThan(400);
  });

  test('never lets more pass than burst plus rate, whoever asks', () => {
    const asking = fc.array(fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 40 }), asking, (rate, burst, asked) => {
        const limit = sharedBucket(rate, burst);
        let now = 0;
        let passed = 0;
        for (const [gap, who] of asked) {
          now += gap;
          if (limit.take(now, `10.0.0.${who}`) === 0) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + Math.floor((now * rate) / 1000) + 1);
      }),
    );
  });
});

describe('permissions', () => {
  const statement = (effect: 'Allow' | 'Deny', actions: string[], resources: string[]): Statement => ({
    effect,
    actions,
    resources,
    notActions: false,
    notResources: false,
  });
  const things = 'arn:aws:dynamodb:eu-south-1:000000000000:table/things';

  test('an action needs a statement that allows it on that resource', () => {
    const statements = [statement('Allow', ['dynamodb:Put*'], [things])];
    expect(allows(statements, 'dynamodb:PutItem', things)).toBe(true);
    expect(allows(statements, 'dynamodb:PutItem', `${things}2`)).toBe(false);
    expect(allows(statements, 'dynamodb:GetItem', things)).toBe(false);
    expect(allows([], 'sqs:SendMessage')).toBe(false);
  });

  test('a denial wins over whatever allows', () => {
    expect(
      allows(
        [statement('Allow', ['*'], ['*']), statement('Deny', ['dynamodb:*'], [things])],
        'dynamodb:PutItem',
        things,
      ),
    ).toBe(false);
  });

  test('action and resource are read off the request, not off what the citizen wrote', () => {
    const options = { headers: { 'x-amz-target': 'AmazonSQS.SendMessage' } };
    const body = JSON.stringify({
      MessageBody: '{"QueueUrl":"http://x/1/other"}',
      QueueUrl: 'http://127.0.0.1:1/000000000000/mine',
    });
    expect(serviceOf('s3', options)).toBe('sqs');
    expect(callOf('sqs', options, body)).toEqual({
      name: 'sqs.SendMessage',
      needs: [{ action: 'sqs:SendMessage', arn: 'arn:aws:sqs:eu-south-1:000000000000:mine' }],
    });
    expect(callOf('s3', { method: 'HEAD', path: '/b/incoming/a%20b', headers: {} }, undefined).needs).toEqual([
      { action: 's3:GetObject', arn: 'arn:aws:s3:::b/incoming/a b' },
    ]);
    expect(callOf('ses', { method: 'POST' }, 'Action=GetSendQuota&Version=1').name).toBe('ses.GetSendQuota');
  });
});

describe('event patterns', () => {
  const event = { source: 'sportello', detail: { level: 'alert', count: 7, area: ['RM', 'AQ'] } };
  test.each([
    [{ source: ['sportello'] }, true],
    [{ source: ['sportello', 'other'], detail: { count: [7] } }, true],
    [{ source: ['sportello'], detail: { count: [8] } }, false],
    [{ detail: { area: ['AQ'] } }, true],
    [{ detail: { level: ['ordinary'] } }, false],
    [{ detail: { reason: ['any'] } }, false],
    [{ detail: { level: [{ prefix: 'a' }] } }, false],
  ])('%j is %s', (pattern, expected) => {
    expect(matchesPattern(pattern as Record<string, unknown>, event)).toBe(expected);
  });
});

describe('a presigned upload', () => {
  const now = Date.UTC(2026, 10, 22);
  const policy = (expiration: string) =>
    Buffer.from(
      JSON.stringify({
        expiration,
        conditions: [
          { bucket: 'b' },
          ['starts-with', '$key', 'incoming/'],
          { 'Content-Type': 'image/png' },
          ['content-length-range', 1, 10],
        ],
      }),
    ).toString('base64');
  const form = (fields: Record<string, string>, file: string) => {
    const parts = Object.entries(fields).map(
      ([name, value]) => `--X\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const body = `${parts.join('')}--X\r\nContent-Disposition: form-data; name="file"; filename="f"\r\nContent-Type: image/png\r\n\r\n${file}\r\n--X--\r\n`;
    return readForm(Buffer.from(body), 'multipart/form-data; boundary=X');
  };
  const good = { key: 'incoming/1', 'Content-Type': 'image/png', policy: policy('2026-11-23T00:00:00Z') };

  test('passes when it keeps to its policy', () => {
    expect(judgeForm(form(good, 'png'), 'b', now)).toBeUndefined();
  });
  test.each([
    ['too large', good, 'x'.repeat(11), 'EntityTooLarge'],
    ['empty', good, '', 'EntityTooSmall'],
    ['of another type', { ...good, 'Content-Type': 'text/html' }, 'png', 'AccessDenied'],
    ['elsewhere', { ...good, key: 'public/1' }, 'png', 'AccessDenied'],
    ['late', { ...good, policy: policy('2026-11-21T00:00:00Z') }, 'png', 'AccessDenied'],
    ['with a field that was not agreed', { ...good, acl: 'public-read' }, 'png', 'AccessDenied'],
    ['without a policy', { key: 'incoming/1' }, 'png', 'AccessDenied'],
  ])('is refused when it is %s', (_why, fields, file, code) => {
    expect(judgeForm(form(fields, file), 'b', now)?.code).toBe(code);
  });
});
