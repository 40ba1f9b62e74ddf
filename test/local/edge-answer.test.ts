import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { atEdge } from '../../local/gateway/edge-answer.ts';
import { cacheRulesOf, edgeCache } from '../../local/gateway/edge-cache.ts';

const rules = cacheRulesOf({
  CachePolicyConfig: {
    MinTTL: 0,
    DefaultTTL: 0,
    MaxTTL: 5,
    ParametersInCacheKeyAndForwardedToOrigin: {
      HeadersConfig: { Headers: ['Accept'] },
      QueryStringsConfig: { QueryStringBehavior: 'whitelist', QueryStrings: ['q'] },
    },
  },
});
let server: Server;
let [now, asked, says]: [number, string[], string] = [0, [], ''];

beforeEach(async () => {
  [now, asked, says] = [0, [], 'public, s-maxage=2'];
  if (rules === undefined) throw new Error('the policy has rules');
  const edge = edgeCache(() => now);
  server = createServer((request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split('?');
    atEdge(edge, request, response, { rules, path, query }, async (unseen) => {
      asked.push(`${request.method} ${request.url}`);
      if (path === '/gone') return;
      unseen.setHeader('cache-control', says);
      unseen.writeHead(path === '/nowhere' ? 404 : 200, { 'content-type': 'text/plain' });
      unseen.end(`answer ${asked.length}`);
    }).catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterEach(() => new Promise((done) => server.close(done)));

async function ask(path: string, options: RequestInit = {}) {
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, options);
  return [answer.status, await answer.text(), answer.headers.get('x-cache')];
}

test('who asks alike within the time that an answer names gets the same, with its status and headers', async () => {
  expect(await ask('/nowhere')).toEqual([404, 'answer 1', 'Miss from cloudfront']);
  now = 1999;
  expect(await ask('/nowhere')).toEqual([404, 'answer 1', 'Hit from cloudfront']);
  now = 2000;
  expect(await ask('/nowhere')).toEqual([404, 'answer 2', 'Miss from cloudfront']);
});

test('answers are told apart by what the policy names of query and headers, and by nothing else', async () => {
  for (const path of ['/a?q=1', '/a?q=2', '/a?q=1&x=1', '/a?x=2&q=2']) await ask(path);
  await ask('/a?q=1', { headers: { accept: 'text/html' } });
  await ask('/a?q=1', { headers: { 'accept-language': 'de' } });
  expect(asked).toEqual(['GET /a?q=1', 'GET /a?q=2', 'GET /a?q=1']);
});

test('what is sent, and what may not be kept, reaches the API each time', async () => {
  for (const _ of [1, 2]) await ask('/a', { method: 'POST' });
  says = 'no-store';
  for (const _ of [1, 2]) await ask('/a');
  expect(asked).toEqual(['POST /a', 'POST /a', 'GET /a', 'GET /a']);
});

test('what the API never answered is asked of it again, and nobody waits for it without end', async () => {
  await expect(ask('/gone')).rejects.toThrow('fetch failed');
  await expect(ask('/gone')).rejects.toThrow('fetch failed');
  expect(asked).toEqual(['GET /gone', 'GET /gone']);
});
