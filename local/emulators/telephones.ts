import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { atDoor } from '../door.ts';
import type { StageRing } from '../stage-interface.ts';
import { serveEmulator } from './child.ts';

// The telephones of staff: an exchange that takes orders to call (`POST /calls`), SNS as far as SMS go (`POST /`), a
// server of pushes (`POST /pushes?to=…`), and a page on which everything can be read and answered (`GET /`).

/** Rings that are kept, and that the page shows. */
const kept = 1000;

serveEmulator('telephones', async ({ data, clockOffset, port }) => {
  mkdirSync(data, { recursive: true });
  const file = `${data}/rings.json`;
  const rings = readRings(file);
  const now = () => Date.now() + clockOffset;
  const keep = () => {
    rings.splice(0, rings.length - kept);
    writeFileSync(`${file}.part`, JSON.stringify(rings));
    renameSync(`${file}.part`, file);
  };
  const take = (ring: Omit<StageRing, 'at'>) => {
    // The same order twice is one call, as Standard Webhooks asks of whoever takes it.
    if (rings.some(({ id }) => id === ring.id)) return;
    rings.push({ ...ring, at: now() });
    keep();
  };
  const server = createServer(
    atDoor((request, response) => {
      handle(request, response, { rings, take, keep, now }).catch((problem) => {
        response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end(String(problem));
      });
    }),
  );
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
    answer: ({ type }) => (type === 'rings' ? rings : undefined),
  };
});

function readRings(file: string): StageRing[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as StageRing[];
  } catch {
    return [];
  }
}

type Desk = {
  rings: StageRing[];
  take: (ring: Omit<StageRing, 'at'>) => void;
  keep: () => void;
  now: () => number;
};

async function handle(request: IncomingMessage, response: ServerResponse, desk: Desk): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://telephones');
  if (request.method === 'GET' && pathname === '/') return page(response, desk.rings);
  if (request.method === 'GET' && pathname === '/rings')
    return void response.setHeader('content-type', 'application/json').end(JSON.stringify(desk.rings));
  if (request.method !== 'POST') return void response.writeHead(404).end();
  const pressed = /^\/rings\/([^/]+)\/answer$/.exec(pathname)?.[1];
  if (pressed !== undefined) return press(response, decodeURIComponent(pressed), searchParams.get('digit'), desk);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const body = await text(request);
  if (pathname === '/calls') {
    const { data } = JSON.parse(body);
    const { to, text: words, answer, more } = data;
    const id = headers['webhook-id'];
    if (id === undefined || headers['webhook-signature'] === undefined) throw new Error('this order is not signed');
    desk.take({ id, way: 'call', to, words, headers, body, answerAddress: answer.address, ...(more && { more }) });
    return void response.writeHead(202).end();
  }
  if (pathname === '/pushes') {
    const to = searchParams.get('to') ?? '';
    const { 'x-id': id = crypto.randomUUID(), click } = headers;
    desk.take({ id, way: 'push', to, words: body, headers, body, ...(click && { answerAddress: click }) });
    return void response.writeHead(200).end();
  }
  return sms(response, body, headers, desk);
}

/** SNS by its query protocol: `Publish` to a number, and nothing else. */
function sms(response: ServerResponse, body: string, headers: Record<string, string>, { take }: Desk): void {
  const fields = new URLSearchParams(body);
  const [to, words] = [fields.get('PhoneNumber'), fields.get('Message')];
  response.setHeader('content-type', 'text/xml');
  const requestId = crypto.randomUUID();
  if (fields.get('Action') !== 'Publish' || to === null || words === null) {
    const problem = `<Error><Type>Sender</Type><Code>InvalidParameter</Code><Message>Only SMS are sent on one machine</Message></Error>`;
    return void response
      .writeHead(400)
      .end(`<ErrorResponse>${problem}<RequestId>${requestId}</RequestId></ErrorResponse>`);
  }
  const answerAddress = /https?:\/\/\S+/.exec(words)?.[0];
  take({ id: requestId, way: 'sms', to, words, headers, body, ...(answerAddress && { answerAddress }) });
  response.end(
    `<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>${requestId}</MessageId></PublishResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></PublishResponse>`,
  );
}

/**
 * Presses a key in a call (`?digit=`, 1 unless told), or the button behind the address of an SMS or push: a POST without a body, as docs/telephone.md
 * says.
 */
async function press(
  response: ServerResponse,
  id: string,
  digit: string | null,
  { rings, keep, now }: Desk,
): Promise<void> {
  const ring = rings.find((each) => each.id === id);
  const other = ring?.more?.find((key) => key.digit === digit)?.address;
  const address = digit === null || digit === '1' ? ring?.answerAddress : other;
  if (ring === undefined || address === undefined) return void response.writeHead(404).end();
  const answer = await fetch(address, { method: 'POST', signal: AbortSignal.timeout(10_000) });
  await answer.body?.cancel();
  if (answer.ok) {
    ring.answeredAt = now();
    keep();
  }
  response.writeHead(answer.ok ? 303 : 502, { location: '/' }).end();
}

const escaped = (words: string) => words.replace(/[&<>"']/g, (symbol) => `&#${symbol.charCodeAt(0)};`);
const inRome = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Rome' });

function page(response: ServerResponse, rings: readonly StageRing[]): void {
  const rows = [...rings].reverse().map(({ id, at, way, to, words, answeredAt, answerAddress, more = [] }) => {
    const key = (digit: string) =>
      `<form method="post" action="/rings/${encodeURIComponent(id)}/answer?digit=${digit}"><button>press ${digit}</button></form>`;
    const press = ['1', ...more.map(({ digit }) => digit)].map(key).join('');
    const done = answeredAt === undefined ? (answerAddress ? press : '') : `answered ${inRome.format(answeredAt)}`;
    return `<tr><td>${inRome.format(at)}<td>${way}<td>${escaped(to)}<td>${escaped(words)}<td>${done}`;
  });
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="5">
<title>Telephones of staff</title>
<h1>Telephones of staff</h1>
<p>${rings.length === 0 ? 'Nobody was rung yet.' : 'Newest first. The page looks again every five seconds.'}</p>
<table>${rows.join('\n')}</table>
</html>
`);
}
