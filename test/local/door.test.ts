import { globSync, readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { atDoor, guarded, refusedAtDoor } from '../../local/door.ts';
import type { Host } from '../../local/lambda/host.ts';
import { apiDocsDoor } from '../../local/stage/side-doors.ts';

/** Status lines of requests whose heads are written as they are, one connection each. */
async function statuses(listener: RequestListener, heads: string[]): Promise<number[]> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const one = (head: string) =>
    new Promise<number>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () =>
        socket.write(`${head}${/host:/i.test(head) ? '' : `\r\nHost: 127.0.0.1:${port}`}\r\nConnection: close\r\n\r\n`),
      );
      let answer = '';
      socket.on('data', (chunk) => {
        answer += chunk;
      });
      socket.on('error', reject);
      socket.on('end', () => resolve(Number(answer.split(' ')[1])));
    });
  const found: number[] = [];
  for (const head of heads) found.push(await one(head));
  await new Promise((resolve) => server.close(resolve));
  return found;
}

describe('a listener outlives whoever asks', () => {
  const docs = apiDocsDoor(process.cwd());
  const listener = guarded(
    (request, response) => docs.handle(request, response, request.url ?? '', '', undefined as unknown as Host),
    () => {},
  );

  test('the API documentation has files only: a folder is not found, and the next request is answered', async () => {
    const paths = ['/', '/.', '/..', '/../', `/${'a'.repeat(300)}`, '//etc/passwd'];
    const asked = paths.map((path) => `GET /api-docs/${path} HTTP/1.1`);
    expect(await statuses(listener, [...asked, 'GET /api-docs/ HTTP/1.1'])).toEqual([
      404, 404, 404, 404, 404, 404, 200,
    ]);
  });

  test('a handler that throws, at once or later, answers 500', async () => {
    const broken = guarded(
      (request) => {
        if (request.url === '/now') throw new Error('now');
        return Promise.reject(new Error('later'));
      },
      () => {},
    );
    expect(await statuses(broken, ['GET /now HTTP/1.1', 'GET /later HTTP/1.1'])).toEqual([500, 500]);
  });
});

describe('a listener for this machine only', () => {
  const own = { host: '127.0.0.1:9000' };
  const portal = { origins: ['http://127.0.0.1:8080'] };
  test.each<[string, string, Record<string, string>, boolean]>([
    ['a program on this machine', 'POST', own, true],
    ['localhost', 'GET', { host: 'localhost:9000' }, true],
    ['IPv6', 'GET', { host: '[::1]:9000' }, true],
    ['a name that was rebound to it', 'GET', { host: 'evil.example:9000' }, false],
    ['a name that begins like it', 'GET', { host: '127.0.0.1.evil.example' }, false],
    ['no name', 'GET', {}, false],
    ['a page of another site', 'POST', { ...own, origin: 'https://evil.example' }, false],
    ['a page without an origin', 'POST', { ...own, origin: 'null' }, false],
    ['another port of this machine', 'POST', { ...own, origin: 'http://127.0.0.1:5000' }, false],
    ['its own page', 'POST', { ...own, origin: 'http://127.0.0.1:9000', 'sec-fetch-site': 'same-origin' }, true],
    ['a page of the portal', 'POST', { ...own, origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-site' }, true],
    [
      'an image in a page elsewhere',
      'GET',
      { ...own, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      false,
    ],
    ['a form of an old browser’s page elsewhere', 'POST', { ...own, origin: 'http://evil.example' }, false],
    [
      'a form that another port’s page sends on',
      'POST',
      { ...own, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      false,
    ],
    [
      'a link that somebody follows',
      'GET',
      { ...own, 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
      true,
    ],
    [
      'a frame in a page elsewhere',
      'GET',
      { ...own, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' },
      false,
    ],
  ])('%s (%s)', (_who, method, headers, answered) => {
    expect(refusedAtDoor({ method, headers }, portal) === undefined).toBe(answered);
  });

  test.each(['image', 'iframe'])(
    'as %s in a page elsewhere an address may be shown that is shown to others',
    (into) => {
      const headers = { ...own, 'sec-fetch-site': 'same-site', 'sec-fetch-dest': into };
      const known = { ...portal, shows: (url: string) => url.includes('signed') };
      expect(refusedAtDoor({ method: 'GET', headers, url: '/a?signed' }, known)).toBeUndefined();
      expect(refusedAtDoor({ method: 'GET', headers, url: '/a' }, known)).toBeDefined();
      expect(refusedAtDoor({ method: 'POST', headers, url: '/a?signed' }, known)).toBeDefined();
    },
  );

  test('says 403 and hands nothing on', async () => {
    const handed: string[] = [];
    const listener = atDoor((request, response) => {
      handed.push(request.url ?? '');
      response.end();
    });
    const heads = ['GET /a HTTP/1.1\r\nHost: evil.example', 'GET /b HTTP/1.1', 'POST /c HTTP/1.1\r\nOrigin: null'];
    expect(await statuses(listener, heads)).toEqual([403, 200, 403]);
    expect(handed).toEqual(['/b']);
  });

  test('is every HTTP listener of the stage but the gateway, which guards its own', () => {
    const listening = globSync('local/**/*.ts').filter((file) => /\bcreateServer\(/.test(readFileSync(file, 'utf8')));
    expect(listening.length).toBeGreaterThan(4);
    const open = listening.filter((file) => !/\b(atDoor|guarded)\(/.test(readFileSync(file, 'utf8')));
    expect(open).toEqual([]);
  });
});
