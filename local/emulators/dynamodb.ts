import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { atDoor } from '../door.ts';
import { awsCall } from '../template/aws-call.ts';
import { serveEmulator, tellStage } from './child.ts';
import { rememberTables } from './table-definitions.ts';

/**
 * dynalite on LevelDB, with what it lacks: a stream. Before a write to a streamed table is applied, its keys go to a
 * log on disk under the next number; after it, the stage hears the number, the outcome and the new image. What a crash
 * swallows between the two, the stage reads again from the log.
 */
type Item = Record<string, unknown>;
type Entry = { seq: number; keys: Item };

/** The log of one streamed table: `seq TAB keys-as-JSON` a line. */
class StreamLog {
  readonly table: string;
  readonly keyNames: string[];
  last = 0;
  /** The last number of the processes before this one: what comes later the stage hears from us, once it is applied. */
  readonly inherited: number;
  #file: string;
  #handle: FileHandle | undefined;
  #waiting: { line: string; written: () => void; failed: (problem: unknown) => void }[] = [];
  #writing = false;
  #bytes = 0;

  constructor(folder: string, table: string, keyNames: string[]) {
    this.table = table;
    this.keyNames = keyNames;
    this.#file = `${folder}/${table}.log`;
    const entries = this.entries(0);
    this.last = entries.at(-1)?.seq ?? 0;
    this.inherited = this.last;
    this.#rewrite(entries);
  }

  /** Entries after a number, oldest first; a torn last line is dropped. */
  entries(after: number): Entry[] {
    if (!existsSync(this.#file)) return [];
    const lines = readFileSync(this.#file, 'utf8').split('\n');
    lines.pop();
    return lines
      .map((line) => {
        const tab = line.indexOf('\t');
        return { seq: Number(line.slice(0, tab)), keys: JSON.parse(line.slice(tab + 1)) as Item };
      })
      .filter((entry) => entry.seq > after);
  }

  /** The next number. */
  number(): number {
    this.last += 1;
    return this.last;
  }

  /** Resolves once the keys are in the log; writes of one moment share one system call. */
  async append(seq: number, keys: Item): Promise<void> {
    const line = `${seq}\t${JSON.stringify(keys)}\n`;
    await new Promise<void>((written, failed) => {
      this.#waiting.push({ line, written, failed });
      if (!this.#writing) void this.#write();
    });
  }

  async #write(): Promise<void> {
    this.#writing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        this.#handle ??= await open(this.#file, 'a');
        const text = batch.map((entry) => entry.line).join('');
        await this.#handle.appendFile(text);
        this.#bytes += text.length;
        for (const entry of batch) entry.written();
      } catch (problem) {
        for (const entry of batch) entry.failed(problem);
      }
    }
    this.#writing = false;
  }

  /** Forgets entries up to a number when the log has grown; keeps the last, which carries the count. */
  trim(upTo: number): void {
    if (this.#writing || this.#bytes < 1_000_000) return;
    const keep = this.entries(Math.min(upTo, this.last - 1));
    void this.#handle?.close();
    this.#handle = undefined;
    this.#rewrite(keep);
  }

  #rewrite(entries: Entry[]): void {
    const text = entries.map((entry) => `${entry.seq}\t${JSON.stringify(entry.keys)}\n`).join('');
    writeFileSync(`${this.#file}.new`, text);
    renameSync(`${this.#file}.new`, this.#file);
    this.#bytes = text.length;
  }
}

/**
 * dynalite on a folder, with the streams and the expiry that it lacks. One long function: whatever
 * answers here shares the one library that it starts and the streams that it keeps.
 */
serveEmulator('dynamodb', async (given) => {
  const dynalite = createRequire(import.meta.url)('dynalite') as (options: Record<string, unknown>) => Server;
  rememberTables();
  mkdirSync(`${given.data}/streams`, { recursive: true });
  const inner = dynalite({ path: `${given.data}/tables`, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const handle = inner.listeners('request')[0] as (request: unknown, response: ServerResponse) => void;
  const streams = new Map<string, StreamLog>();
  for (const [table, keyNames] of Object.entries((given.settings['streams'] ?? {}) as Record<string, string[]>)) {
    streams.set(table, new StreamLog(`${given.data}/streams`, table, keyNames));
  }

  let announcements: Record<string, unknown>[] = [];
  const announce = (entry: Record<string, unknown>) => {
    if (announcements.length === 0) {
      setImmediate(() => {
        tellStage({ type: 'stream', entries: announcements });
        announcements = [];
      });
    }
    announcements.push(entry);
  };

  const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
  // dynalite answers every origin: no page asks for a table.
  const server = createServer(
    atDoor((request, response) => {
      const action = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
      const batch = action === 'BatchWriteItem' && streams.size > 0;
      if (!writes.has(action) && !batch) return handle(request, response);
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => response.destroy());
      request.on('end', () => {
        const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
        const text = body.toString();
        if (batch) return void batched(text, request, response);
        const table = /"TableName":"([^"]+)"/.exec(text)?.[1] ?? '';
        const log = streams.get(table.split('/').at(-1) ?? '');
        if (!log) return pass(handle, request, body, response);
        void streamed(log, action, text, request, response);
      });
    }),
  );

  const streamed = async (
    log: StreamLog,
    action: string,
    text: string,
    request: IncomingMessage,
    response: ServerResponse,
  ) => {
    let input: { Item?: Item; Key?: Item; ConditionExpression?: string; ReturnValues?: string };
    try {
      input = JSON.parse(text);
    } catch {
      return pass(handle, request, Buffer.from(text), response);
    }
    const source = input.Item ?? input.Key ?? {};
    const keys = Object.fromEntries(log.keyNames.map((name) => [name, source[name]]));
    const fresh = action === 'PutItem' && /attribute_not_exists/.test(input.ConditionExpression ?? '');
    const blind = action === 'PutItem' && !fresh && (input.ReturnValues ?? 'NONE') === 'NONE';
    const seq = log.number();
    const kept = await log.append(seq, keys).then(
      () => true,
      () => false,
    );
    if (!kept) {
      announce({ table: log.table, seq, applied: false, keys, eventName: 'INSERT' });
      return refuseUnlogged(response);
    }
    const end = response.end.bind(response);
    response.end = ((answer?: string) => {
      const applied = response.statusCode === 200;
      const replaced = blind && applied && answer?.includes('"Attributes"');
      if (blind && applied) {
        answer = '{}';
        response.removeHeader('x-amz-crc32');
        response.setHeader('content-length', 2);
      }
      const eventName = action === 'DeleteItem' ? 'REMOVE' : replaced || action === 'UpdateItem' ? 'MODIFY' : 'INSERT';
      const image = applied && action === 'PutItem' ? JSON.stringify(input.Item) : undefined;
      announce({ table: log.table, seq, applied, keys, eventName, image });
      return end(answer);
    }) as typeof response.end;
    pass(
      handle,
      request,
      blind ? Buffer.from(JSON.stringify({ ...input, ReturnValues: 'ALL_OLD' })) : Buffer.from(text),
      response,
    );
  };

  /** Batches have no condition and tell nothing of what was there before, so that is asked first. */
  const batched = async (text: string, request: IncomingMessage, response: ServerResponse) => {
    const planned = batchWrites(text).flatMap(({ table, ...write }) => {
      const log = streams.get(table);
      if (!log) return [];
      const source = write.item ?? write.key ?? {};
      return [{ ...write, log, keys: Object.fromEntries(log.keyNames.map((name) => [name, source[name]])) }];
    });
    if (planned.length === 0) return pass(handle, request, Buffer.from(text), response);
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const logged = await Promise.all(
      planned.map(async (write) => {
        const { log, keys } = write;
        const known = await awsCall<{ Item?: Item }>('dynamodb', endpoint, 'GetItem', {
          TableName: log.table,
          Key: keys,
          ConsistentRead: true,
        }).then(
          ({ Item }) => Item !== undefined,
          // Keys that cannot be asked for cannot be written either: the batch as a whole will be refused.
          () => false,
        );
        const seq = log.number();
        const kept = await log.append(seq, keys).then(
          () => true,
          () => false,
        );
        return { ...write, known, seq, kept };
      }),
    );
    const settle = (applied: (write: (typeof logged)[number]) => boolean) => {
      for (const write of logged) {
        const { log, seq, keys, known, item } = write;
        const eventName = !item ? 'REMOVE' : known ? 'MODIFY' : 'INSERT';
        const image = item && JSON.stringify(item);
        announce({ table: log.table, seq, applied: applied(write), keys, eventName, image });
      }
    };
    if (logged.some((write) => !write.kept)) {
      settle(() => false);
      return refuseUnlogged(response);
    }
    const end = response.end.bind(response);
    response.end = ((answer?: string) => {
      const left = new Set(
        (response.statusCode === 200 ? batchWrites(answer ?? '', 'UnprocessedItems') : []).map((write) =>
          JSON.stringify(write),
        ),
      );
      // What was not there is not removed.
      settle(
        ({ log, item, key, known }) =>
          response.statusCode === 200 &&
          (item !== undefined || known) &&
          !left.has(JSON.stringify({ table: log.table, item, key })),
      );
      return end(answer);
    }) as typeof response.end;
    pass(handle, request, Buffer.from(text), response);
  };

  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(given.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  const expiring = (given.settings['timeToLive'] ?? {}) as Record<string, { attribute: string; keyNames: string[] }>;
  const sweep = setInterval(async () => {
    for (const [table, { attribute, keyNames }] of Object.entries(expiring)) {
      try {
        const now = Math.floor((Date.now() + given.clockOffset) / 1000);
        await removeExpired(`http://127.0.0.1:${port}`, table, attribute, keyNames, now);
      } catch (problem) {
        tellStage({ type: 'failed', message: `dynamodb: expired items of ${table} could not be removed: ${problem}` });
      }
    }
  }, 300_000);
  sweep.unref();

  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      }),
    answer: (question) => {
      const log = streams.get(String(question['table']));
      // A number of this process may stand in the log before its item does: read now, the item would be missed for
      // good.
      if (question['type'] === 'entries') {
        const inherited = log?.inherited ?? 0;
        const entries = log?.entries(Number(question['after'])) ?? [];
        return { last: inherited, entries: entries.filter(({ seq }) => seq <= inherited) };
      }
      if (question['type'] === 'trim') log?.trim(Number(question['upTo']));
      return undefined;
    },
  };
});

function refuseUnlogged(response: ServerResponse): void {
  response.statusCode = 500;
  response.end(
    JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: 'the stream log cannot be written',
    }),
  );
}

/** The writes of a BatchWriteItem, or of what it left undone; none when the text is not such a thing. */
function batchWrites(
  text: string,
  member = 'RequestItems',
): { table: string; item: Item | undefined; key: Item | undefined }[] {
  type Requests = Record<string, { PutRequest?: { Item?: Item }; DeleteRequest?: { Key?: Item } }[]>;
  try {
    const requests = (JSON.parse(text)[member] ?? {}) as Requests;
    return Object.entries(requests).flatMap(([table, list]) =>
      list.map(({ PutRequest, DeleteRequest }) => ({
        table: table.split('/').at(-1) ?? '',
        item: PutRequest?.Item,
        key: DeleteRequest?.Key,
      })),
    );
  } catch {
    return [];
  }
}

/** Hands a request whose body was already read to dynalite. */
function pass(
  handle: (request: unknown, response: ServerResponse) => void,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): void {
  const replay = Object.assign(new EventEmitter(), {
    headers: request.headers,
    method: request.method,
    url: request.url,
  });
  handle(replay, response);
  replay.emit('data', body);
  replay.emit('end');
}

async function removeExpired(
  endpoint: string,
  table: string,
  attribute: string,
  keyNames: string[],
  now: number,
): Promise<void> {
  let from: unknown;
  do {
    const page = await awsCall<{ Items?: Item[]; LastEvaluatedKey?: Item }>('dynamodb', endpoint, 'Scan', {
      TableName: table,
      FilterExpression: '#expires < :now',
      ExpressionAttributeNames: { '#expires': attribute },
      ExpressionAttributeValues: { ':now': { N: String(now) } },
      ...(from ? { ExclusiveStartKey: from } : {}),
    });
    for (const item of page.Items ?? []) {
      await awsCall('dynamodb', endpoint, 'DeleteItem', {
        TableName: table,
        Key: Object.fromEntries(keyNames.map((name) => [name, item[name]])),
      });
    }
    from = page.LastEvaluatedKey;
  } while (from);
}
