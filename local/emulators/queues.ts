import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import net from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { startFauxqs } from 'fauxqs';
import { atDoor } from '../door.ts';
import { dummyAuthorization, send, stageCredentials } from '../template/aws-call.ts';
import {
  type BucketNotice,
  type Creation,
  createdBy,
  noticeOfObject,
  wantsNotice,
} from '../template/bucket-notices.ts';
import { serveEmulator, tellStage } from './child.ts';
import { takeAllCharacters } from './message-characters.ts';
import { headersAskedBy, judgeAddress, judgeSignedForm } from './signed-request.ts';
import { corsHeaders, judgeForm, readForm } from './upload-form.ts';

/** The largest object that one call may put: mails and scans have 40 MB, and multipart is for what is larger. */
const largestObjectBytes = 128 * 1024 * 1024;

/**
 * fauxqs (SQS and S3) on SQLite, with what it lacks: it listens on 127.0.0.1 only, answers browsers as the bucket's
 * CORS rules say, judges a presigned form by its signature and policy (expiry, size, type) and a presigned address by
 * its signature, answers with the headers that the address asks for, and tells queues of new objects as the bucket says.
 * One long function: all of it is wrapped around the servers that fauxqs opens, and shares the one port and the one mark
 * of what was judged.
 */
serveEmulator('queues', async (given) => {
  const cors = (given.settings['cors'] ?? {}) as Record<string, Parameters<typeof corsHeaders>[0]>;
  const judged = randomUUID();
  const secret = stageCredentials.secretAccessKey;
  let port = given.port;
  const endpoint = () => `http://127.0.0.1:${port}`;

  const listen = net.Server.prototype.listen;
  net.Server.prototype.listen = function (this: net.Server, ...given: unknown[]) {
    const options = given[0];
    if (typeof options === 'object' && options !== null && 'host' in options) options.host = '127.0.0.1';
    return (listen as (...all: unknown[]) => net.Server).apply(this, given);
  } as typeof listen;

  const createServer = http.createServer;
  const origins = (given.settings['origins'] ?? []) as string[];
  http.createServer = ((options: http.ServerOptions, handler: http.RequestListener) =>
    createServer(
      options,
      atDoor(
        (request, response) => {
          const bucket = request.url?.split(/[/?]/)[1] ?? '';
          if (bucket === '' || bucket.startsWith('_')) return handler(request, response);
          for (const [name, value] of corsHeaders(cors[bucket] ?? [], request)) response.setHeader(name, value);
          if (request.method === 'OPTIONS') {
            response.statusCode = response.hasHeader('access-control-allow-origin') ? 200 : 403;
            response.end();
            return;
          }
          const isForm =
            request.method === 'POST' && String(request.headers['content-type']).startsWith('multipart/form-data');
          if (request.headers['x-stage-judged'] === judged) return handler(request, response);
          if (isForm) return void upload(bucket, request, response);
          const unsigned = judgeAddress(request, secret, Date.now() + given.clockOffset);
          if (unsigned) return refuseObject(response, unsigned.status, unsigned.code, unsigned.message);
          answerAsAsked(request, response);
          const put = () => {
            const created = createdBy(request);
            if (created) tellWhenDone(bucket, created, response);
            return handler(request, response);
          };
          if (request.method === 'PUT' && (request.headers['if-none-match'] === '*' || request.headers['if-match']))
            return void putIf(request, response, put);
          put();
        },
        // A page shows a document by an address that was signed for it; whether it was is judged behind the door.
        { origins, shows: (url) => /^\/[^/_?][^/?]*\/[^?]+\?.*X-Amz-Signature=/.test(url) },
      ),
    )) as typeof http.createServer;

  const underWay = new Set<string>();
  /**
   * fauxqs writes over what is there; S3 refuses what is to be put once (If-None-Match: *), or on one state of an object
   * (If-Match) that is another by now.
   */
  const putIf = async (request: IncomingMessage, response: ServerResponse, put: () => void) => {
    const path = request.url?.split('?')[0] ?? '/';
    if (underWay.has(path)) return refuseObject(response, 409, 'ConditionalRequestConflict');
    underWay.add(path);
    response.once('close', () => underWay.delete(path));
    const head = await send({
      endpoint: endpoint(),
      method: 'HEAD',
      path,
      headers: { authorization: dummyAuthorization('s3') },
    });
    const seen = request.headers['if-match'];
    if (seen !== undefined && head.status === 404) return refuseObject(response, 404, 'NoSuchKey');
    const isAsSeen = seen === undefined ? head.status !== 200 : head.headers.etag === seen;
    if (!isAsSeen) return refuseObject(response, 412, 'PreconditionFailed');
    put();
  };

  const upload = async (bucket: string, request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const form = readForm(body, String(request.headers['content-type']));
    const refusal = judgeForm(form, bucket, Date.now() + given.clockOffset) ?? judgeSignedForm(form, secret);
    if (refusal) return refuseObject(response, refusal.status, refusal.code, refusal.message);
    response.setHeader('content-type', 'application/xml');
    const key = form.fields['key'] ?? '';
    const path = `/${bucket}/${encodeURIComponent(key).replaceAll('%2F', '/')}`;
    tellWhenDone(bucket, { path, key, creation: 'Post' }, response);
    const answer = await send({
      endpoint: endpoint(),
      method: 'POST',
      path: request.url ?? '/',
      headers: { 'content-type': String(request.headers['content-type']), 'x-stage-judged': judged },
      body,
    });
    response.statusCode = answer.status;
    response.end(answer.body);
  };

  // Whoever had taken these messages ended with the stage: nobody will delete them, so nobody need wait for their
  // timeout.
  const kept = `${given.data}/queues/fauxqs.db`;
  if (given.first && existsSync(kept)) {
    const database = new DatabaseSync(kept);
    database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
    database.close();
  }

  // Without a sync to disk per message, as DynamoDB's emulator: the files outlive any death of a process, not a loss of
  // power.
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) {
    exec.call(this, sql);
    if (/journal_mode\s*=\s*WAL/i.test(sql)) exec.call(this, 'PRAGMA synchronous = NORMAL');
  };

  // fauxqs 2.4.1 forgets a message's count of receives when its visibility is set to 0, and its own table refuses that.
  const prepare = DatabaseSync.prototype.prepare;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string) {
    const keepsCount = 'approximate_receive_count = COALESCE(?, approximate_receive_count)';
    return prepare.call(this, sql.replace('approximate_receive_count = ?', keepsCount));
  };

  // fauxqs takes bodies of 11 MB at most; S3 takes mails and scans whole.
  const { prototype: parsers } = createRequire(import.meta.resolve('fauxqs'))('fastify/lib/content-type-parser.js');
  const addParser = parsers.add;
  parsers.add = function (type: unknown, options: Record<string, unknown>, parse: unknown) {
    return addParser.call(this, type, { ...options, bodyLimit: largestObjectBytes }, parse);
  };

  const notices = (given.settings['notices'] ?? {}) as Record<string, BucketNotice[]>;
  mkdirSync(`${given.data}/queues`, { recursive: true });
  const log = new DatabaseSync(`${given.data}/queues/notices.db`);
  log.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS untold (id INTEGER PRIMARY KEY, bucket TEXT, path TEXT, object TEXT, creation TEXT)',
  );
  const note = log.prepare('INSERT INTO untold (bucket, path, object, creation) VALUES (?, ?, ?, ?)');
  const forget = log.prepare('DELETE FROM untold WHERE id = ?');

  const tell = async (bucket: string, object: { path: string; key: string; creation: Creation }) => {
    const head = await send({
      endpoint: endpoint(),
      method: 'HEAD',
      path: object.path,
      headers: { authorization: dummyAuthorization('s3') },
    });
    if (head.status !== 200) return;
    const size = Number(head.headers['content-length']);
    const eTag = String(head.headers.etag).replaceAll('"', '');
    for (const notice of notices[bucket] ?? []) {
      if (!wantsNotice(notice, object.key, object.creation)) continue;
      const { key, creation } = object;
      const told = { bucket, key, size, eTag, creation };
      fauxqs.sendMessage(
        notice.queue,
        JSON.stringify(noticeOfObject(notice, told, Date.now() + given.clockOffset, randomUUID())),
      );
    }
  };

  /**
   * The object is noted before it is written and its queues hear of it before the caller does: a death at any moment
   * loses no notice.
   */
  function tellWhenDone(
    bucket: string,
    object: { path: string; key: string; creation: Creation },
    response: ServerResponse,
  ): void {
    if (!notices[bucket]?.some((notice) => wantsNotice(notice, object.key, object.creation))) return;
    const { lastInsertRowid } = note.run(bucket, object.path, object.key, object.creation);
    const end = response.end.bind(response) as (...all: unknown[]) => ServerResponse;
    response.end = ((...last: unknown[]) => {
      const done = response.statusCode < 400 ? tell(bucket, object) : Promise.resolve();
      done
        .then(() => forget.run(lastInsertRowid))
        .catch((problem) =>
          tellStage({ type: 'failed', message: `queues: ${bucket} could not tell of an object: ${problem}` }),
        )
        .finally(() => end(...last));
      return response;
    }) as typeof response.end;
  }

  await takeAllCharacters();
  const fauxqs = await startFauxqs({
    port: given.port,
    dataDir: `${given.data}/queues`,
    logger: false,
    defaultRegion: 'eu-south-1',
  });
  port = fauxqs.port;

  const untold = log.prepare('SELECT id, bucket, path, object AS key, creation FROM untold').all() as {
    id: number;
    bucket: string;
    path: string;
    key: string;
    creation: Creation;
  }[];
  for (const { id, bucket, ...object } of untold) {
    await tell(bucket, object);
    forget.run(id);
  }
  return {
    port,
    close: async () => {
      await fauxqs.stop();
      log.close();
    },
  };
});

/** Answers with the headers that a presigned address asks for, such as under what name the file is saved. */
function answerAsAsked({ url }: IncomingMessage, response: ServerResponse): void {
  const asked = Object.entries(headersAskedBy(url));
  if (asked.length === 0) return;
  const writeHead = response.writeHead.bind(response) as (...all: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const last = rest.at(-1);
    const headers = typeof last === 'object' && last !== null ? { ...last } : {};
    return writeHead(status, { ...headers, ...(status < 300 && Object.fromEntries(asked)) });
  }) as typeof response.writeHead;
}

/** Refuses as S3 does. */
function refuseObject(response: ServerResponse, status: number, code: string, message = code): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/xml');
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
}
