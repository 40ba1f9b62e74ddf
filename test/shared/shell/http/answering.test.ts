import { afterEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { answering } from '../../../../shared/shell/http/answering.ts';

const handler = answering('test', async () => ({ status: 200, body: { answered: true } }));

async function statusOf(headers: Record<string, string>): Promise<number | undefined> {
  const event = { headers, routeKey: 'GET /v1/x', requestContext: { requestId: 'r' } };
  const answer = await handler(event as unknown as APIGatewayProxyEventV2, {} as Context);
  return (answer as APIGatewayProxyStructuredResultV2).statusCode;
}

afterEach(() => {
  delete process.env['ORIGIN_KEYS'];
});

describe('a function behind CloudFront', () => {
  test.each<[string, Record<string, string>, number]>([
    ['who comes through the firewall', { 'x-origin-key': 'k'.repeat(64) }, 200],
    ['who comes through it with the next key', { 'x-origin-key': 'n'.repeat(64) }, 200],
    ['who sends both', { 'x-origin-key': `${'k'.repeat(64)} ${'n'.repeat(64)}` }, 404],
    ['who knows the address of the API only', {}, 404],
    ['who guesses', { 'x-origin-key': 'k'.repeat(63) }, 404],
    ['who sends an empty key', { 'x-origin-key': '' }, 404],
  ])('%s gets %j: %i', async (_who, headers, status) => {
    process.env['ORIGIN_KEYS'] = `${'k'.repeat(64)} ${'n'.repeat(64)}`;
    expect(await statusOf(headers)).toBe(status);
  });

  test('answers anyone where no key is set', async () => {
    expect(await statusOf({})).toBe(200);
  });
});
