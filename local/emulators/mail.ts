import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { setPriority } from 'node:os';
import { atDoor } from '../door.ts';
import { dummyAuthorization, send } from '../template/aws-call.ts';
import { serveEmulator } from './child.ts';

type KeptMail = { at: number; messageId: string; path: string; contentType: string; body: string };
type ViewerMail = { at: number; messageId: string };

const shownByViewer = 200;

// Mail may wait; whoever writes to a service may not.
setPriority(19);

/**
 * A front for aws-ses-v2-local, which keeps mail in memory only and knows no quota: every accepted mail is a file in
 * `mail/` before the answer goes out, the send rate is the account's, and the viewer gets the newest mails when
 * somebody looks at it. One long function: every answer shares the folder, the rate and the viewer that it opens.
 */
serveEmulator('mail', async (given) => {
  const load = createRequire(import.meta.url);
  const startViewer = load('aws-ses-v2-local').default as (options: { host: string; port: number }) => Promise<Server>;
  const { getStoreReadonly } = load('aws-ses-v2-local/dist/store') as { getStoreReadonly(): { emails: ViewerMail[] } };
  const rate = Number(given.settings['mailRate'] ?? 100);
  const perDay = Number(given.settings['mailPerDay'] ?? 50_000);
  const folder = `${given.data}/mail`;
  mkdirSync(folder, { recursive: true });
  const now = () => Date.now() + given.clockOffset;

  const kept = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  const sentAt = kept.map((file) => Number(file.split('-')[0])).filter((at) => at > now() - 86_400_000);
  let toShow: KeptMail[] = kept
    .slice(-shownByViewer)
    .map((file) => JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')));
  let count = kept.length;
  let tokens = rate;
  let filledAt = performance.now();

  const viewer = await startViewer({ host: '127.0.0.1', port: 0 });
  const [show] = viewer.listeners('request') as RequestListener[];
  viewer.removeAllListeners('request');
  if (show) viewer.on('request', atDoor(show));
  const viewerEndpoint = `http://127.0.0.1:${(viewer.address() as AddressInfo).port}`;

  const showKept = async () => {
    const batch = toShow;
    toShow = [];
    const { emails } = getStoreReadonly();
    for (const mail of batch) {
      const before = emails.length;
      await post(viewerEndpoint, mail);
      const shown = emails[before];
      if (shown) Object.assign(shown, { at: Math.floor(mail.at / 1000), messageId: mail.messageId });
    }
    if (emails.length > shownByViewer) emails.splice(0, emails.length - shownByViewer);
  };
  let showing = Promise.resolve();

  const accept = async (path: string, contentType: string, body: string, response: ServerResponse) => {
    const elapsed = performance.now() - filledAt;
    filledAt += elapsed;
    tokens = Math.min(rate, tokens + (elapsed * rate) / 1000);
    while (sentAt.length > 0 && (sentAt[0] ?? 0) <= now() - 86_400_000) sentAt.shift();
    const problem = path === '/' ? refusal(body) : undefined;
    if (problem) return refuse(response, 'InvalidParameterValue', problem);
    if (sentAt.length >= perDay) return refuse(response, 'Throttling', 'Daily message quota exceeded.');
    if (tokens < 1) return refuse(response, 'Throttling', 'Maximum sending rate exceeded.');
    tokens -= 1;
    count += 1;
    if (isForNobody(body)) {
      return sent(path, body, `${String(count).padStart(8, '0')}-${crypto.randomUUID()}`, response);
    }
    const mail: KeptMail = {
      at: now(),
      messageId: `${String(count).padStart(8, '0')}-${crypto.randomUUID()}`,
      path,
      contentType,
      body,
    };
    sentAt.push(mail.at);
    const file = `${folder}/${mail.at}-${String(count).padStart(8, '0')}.json`;
    // Whoever looks into the folder sees whole mails only, also after a death in mid-write.
    await writeFile(`${file}.part`, JSON.stringify(mail));
    await rename(`${file}.part`, file);
    toShow.push(mail);
    if (toShow.length > shownByViewer * 2) toShow = toShow.slice(-shownByViewer);
    sent(path, body, mail.messageId, response);
  };

  const server = createServer(
    atDoor((request, response) => {
      const path = request.url ?? '/';
      const isQuery = request.method === 'POST' && path === '/' && request.headers.authorization !== undefined;
      const isVersion2 = request.method === 'POST' && path.startsWith('/v2/email/outbound');
      if (!isQuery && !isVersion2) {
        if (request.method === 'GET' && path.startsWith('/store')) {
          showing = showing.then(showKept, showKept);
          showing.then(
            () => viewer.emit('request', request, response),
            () => viewer.emit('request', request, response),
          );
          return;
        }
        viewer.emit('request', request, response);
        return;
      }
      read(request, (body) => {
        const action = isVersion2 ? 'SendEmail' : (/(?:^|&)Action=([A-Za-z]+)/.exec(body)?.[1] ?? '');
        if (action === 'GetSendQuota') {
          return xml(
            response,
            `<GetSendQuotaResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><GetSendQuotaResult><SentLast24Hours>${sentAt.length}</SentLast24Hours><Max24HourSend>${perDay}</Max24HourSend><MaxSendRate>${rate}</MaxSendRate></GetSendQuotaResult><ResponseMetadata><RequestId>${crypto.randomUUID()}</RequestId></ResponseMetadata></GetSendQuotaResponse>`,
          );
        }
        if (action !== 'SendEmail' && action !== 'SendRawEmail') {
          return refuse(response, 'InvalidAction', `${action} is not answered on one machine`);
        }
        accept(path, String(request.headers['content-type']), body, response).catch((problem) => {
          response.statusCode = 500;
          response.end(String(problem));
        });
      });
    }),
  );
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(given.port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      viewer.closeAllConnections();
      viewer.close();
    },
  };
});

function read(request: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => done(Buffer.concat(chunks).toString()));
}

function post(endpoint: string, mail: KeptMail): Promise<unknown> {
  return send({
    endpoint,
    method: 'POST',
    path: mail.path,
    headers: { 'content-type': mail.contentType, authorization: dummyAuthorization('ses') },
    body: mail.body,
  });
}

/**
 * Whether a mail goes to SES's mailbox simulator, which delivers it to nobody and counts it in no daily quota (Amazon
 * SES Developer Guide, "Using the mailbox simulator").
 */
function isForNobody(body: string): boolean {
  const raw = Buffer.from(new URLSearchParams(body).get('RawMessage.Data') ?? '', 'base64').toString();
  return /^to:[^\r\n]*@simulator\.amazonses\.com/im.test(raw);
}

/** Answers as SES does that it has a mail. */
function sent(path: string, body: string, messageId: string, response: ServerResponse): void {
  response.statusCode = 200;
  if (path !== '/') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ MessageId: messageId }));
    return;
  }
  const action = new URLSearchParams(body).get('Action');
  xml(
    response,
    `<${action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><${action}Result><MessageId>${messageId}</MessageId></${action}Result></${action}Response>`,
  );
}

/** What SES would object to in a mail of the query protocol, or undefined. */
function refusal(body: string): string | undefined {
  const fields = new URLSearchParams(body);
  if (fields.get('Action') === 'SendRawEmail') {
    const raw = Buffer.from(fields.get('RawMessage.Data') ?? '', 'base64').toString();
    if (raw === '') return 'Missing required field RawMessage.Data';
    if (!fields.get('Source') && !/^from:/im.test(raw)) return "Missing required header 'From'.";
    if (!fields.has('Destinations.member.1') && !/^(to|cc|bcc):/im.test(raw)) return 'Missing destination';
    return undefined;
  }
  if (!fields.get('Source')) return 'Missing required field Source';
  if (!fields.get('Message.Subject.Data')) return 'Missing required field Message.Subject';
  if (!fields.get('Message.Body.Text.Data') && !fields.get('Message.Body.Html.Data'))
    return 'Missing required field Message.Body';
  if (![...fields.keys()].some((name) => name.startsWith('Destination.'))) return 'Missing destination';
  return undefined;
}

function xml(response: ServerResponse, body: string): void {
  response.setHeader('content-type', 'text/xml');
  response.end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

function refuse(response: ServerResponse, code: string, message: string): void {
  response.statusCode = 400;
  xml(
    response,
    `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${crypto.randomUUID()}</RequestId></ErrorResponse>`,
  );
}
