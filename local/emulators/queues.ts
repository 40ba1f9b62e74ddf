import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import net from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { startFauxqs } from 'fauxqs';
import { send } from '../aws-call.ts';
import { corsHeaders, judgeForm, readForm } from '../upload-form.ts';
import { serveEmulator } from './child.ts';

/**
 * fauxqs (SQS and S3) on SQLite, with what it lacks: it listens on 127.0.0.1 only, answers browsers as the bucket's CORS rules say,
 * and judges a presigned form by its policy (expiry, size, type) as S3 does.
 */
serveEmulator('queues', async (given) => {
  const cors = (given.settings['cors'] ?? {}) as Record<string, Parameters<typeof corsHeaders>[0]>;
  const judged = randomUUID();
  let port = given.port;

  const listen = net.Server.prototype.listen;
  net.Server.prototype.listen = function (this: net.Server, ...given: unknown[]) {
    const options = given[0];
    if (typeof options === 'object' && options !== null && 'host' in options) options.host = '127.0.0.1';
    return (listen as (...all: unknown[]) => net.Server).apply(this, given);
  } as typeof listen;

  const createServer = http.createServer;
  http.createServer = ((options: http.ServerOptions, handler: http.RequestListener) =>
    createServer(options, (request, response) => {
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
      if (!isForm || request.headers['x-stage-judged'] === judged) return handler(request, response);
      void upload(bucket, request, response);
    })) as typeof http.createServer;

  const upload = async (bucket: string, request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const form = readForm(body, String(request.headers['content-type']));
    const refusal = judgeForm(form, bucket, Date.now() + given.clockOffset);
    response.setHeader('content-type', 'application/xml');
    if (refusal) {
      response.statusCode = refusal.status;
      response.end(
        `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${refusal.code}</Code><Message>${refusal.message}</Message></Error>`,
      );
      return;
    }
    const answer = await send({
      endpoint: `http://127.0.0.1:${port}`,
      method: 'POST',
      path: request.url ?? '/',
      headers: { 'content-type': String(request.headers['content-type']), 'x-stage-judged': judged },
      body,
    });
    response.statusCode = answer.status;
    response.end(answer.body);
  };

  // Whoever had taken these messages ended with the stage: nobody will delete them, so nobody need wait for their timeout.
  const kept = `${given.data}/queues/fauxqs.db`;
  if (given.first && existsSync(kept)) {
    const database = new DatabaseSync(kept);
    database.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
    database.close();
  }

  // Without a sync to disk per message, as DynamoDB's emulator: the files outlive any death of a process, not a loss of power.
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

  const fauxqs = await startFauxqs({
    port: given.port,
    dataDir: `${given.data}/queues`,
    logger: false,
    defaultRegion: 'eu-south-1',
  });
  port = fauxqs.port;
  return { port, close: () => fauxqs.stop() };
});
