import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { Clock } from '../clock.ts';
import { awsCall } from '../template/aws-call.ts';
import { filterOf } from '../template/event-pattern.ts';
import { type FunctionPlan, FunctionThrottled, type Host } from './host.ts';
import { firstFailure, giveUpNotice, type Pending, streamRecord } from './stream-record.ts';

type Item = Record<string, unknown>;

/** What the DynamoDB emulator announces of one write, in the order of `seq` within a table once sorted. */
export type StreamEntry = {
  table: string;
  seq: number;
  applied: boolean;
  keys: Item;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  image?: string | undefined;
};

/** One function that a table's stream wakes. */
export type StreamMapping = {
  /** Names its place in the stream on disk. */
  id: string;
  table: string;
  streamArn: string;
  plan: FunctionPlan;
  batchSize: number;
  windowMs: number;
  /** Invocation tries beyond the first; -1 for ever. */
  retries: number;
  /** Milliseconds after which an item is given up; -1 for never. */
  maxAgeMs: number;
  filters: string[];
  reportsFailures: boolean;
  fromStart: boolean;
  /** Queue that hears of what was given up. */
  onFailureUrl?: string | undefined;
};

/** How the stage reaches the stream's log in the emulator. */
export type StreamLogReader = {
  entries(table: string, after: number): Promise<{ last: number; entries: { seq: number; keys: Item }[] } | undefined>;
  trim(table: string, upTo: number): void;
};

/** The streams of all tables; `deliver` is fed by the emulator, `reread` is called when it was started again. */
export type Streams = {
  start(): Promise<void>;
  deliver(entries: StreamEntry[]): void;
  reread(): Promise<void>;
  readonly idle: boolean;
  stop(): Promise<void>;
};

const shardCount = 4;
const imagesKept = 2_000;
/** A shard that is not full is read four times a second, as Lambda does. */
const readEveryMs = 250;

/**
 * Delivers new items to functions: in order per partition key, one batch at a time per shard, again with back-off until
 * it succeeds or the tries are used up. The place reached by each consumer is on disk; after a restart it gets
 * everything beyond that place again.
 */
export function createStreams(given: {
  mappings: StreamMapping[];
  host: Host;
  log: (line: string) => void;
  reader: StreamLogReader;
  dynamodb: () => string;
  sqs: () => string;
  folder: string;
  clock: Clock;
}): Streams {
  mkdirSync(given.folder, { recursive: true });
  const tables = new Map<string, TableState>();
  let stopped = false;

  for (const mapping of given.mappings) {
    const table: TableState = tables.get(mapping.table) ?? { next: 1, early: new Map(), consumers: [] };
    table.consumers.push(new Consumer(mapping, given, () => stopped));
    tables.set(mapping.table, table);
  }

  const release = (table: TableState) => {
    for (let entry = table.early.get(table.next); entry; entry = table.early.get(table.next)) {
      table.early.delete(table.next);
      table.next += 1;
      if (entry.applied) for (const consumer of table.consumers) consumer.add(entry);
    }
  };

  const readFrom = async (name: string, after: number) => {
    const table = tables.get(name);
    const log = table && (await given.reader.entries(name, after));
    if (!table || !log) return;
    for (const { seq, keys } of log.entries) {
      if (seq >= table.next && !table.early.has(seq))
        table.early.set(seq, { table: name, seq, applied: true, keys, eventName: 'INSERT' });
    }
    // A number missing here was trimmed or never written: nobody waits for it.
    for (const seq of [...table.early.keys()].sort((a, b) => a - b)) {
      if (seq > log.last) break;
      table.next = Math.max(table.next, seq);
      release(table);
    }
    table.next = Math.max(table.next, log.last + 1);
    release(table);
  };

  const trim = setInterval(() => {
    for (const [name, table] of tables) {
      given.reader.trim(name, Math.min(...table.consumers.map((consumer) => consumer.settle())));
    }
  }, 30_000);
  trim.unref();

  return {
    async start() {
      for (const [name, table] of tables) {
        const log = await given.reader.entries(name, Number.MAX_SAFE_INTEGER);
        for (const consumer of table.consumers) consumer.openMarks(consumer.mapping.fromStart ? 0 : (log?.last ?? 0));
        const from = Math.min(...table.consumers.map((consumer) => consumer.lowest));
        table.next = from + 1;
        await readFrom(name, from);
      }
    },
    deliver(entries) {
      for (const entry of entries) {
        const table = tables.get(entry.table);
        if (!table || entry.seq < table.next) continue;
        table.early.set(entry.seq, entry);
      }
      for (const table of tables.values()) release(table);
    },
    async reread() {
      for (const [name, table] of tables) await readFrom(name, table.next - 1);
    },
    get idle() {
      return [...tables.values()].every(
        (table) => table.early.size === 0 && table.consumers.every((consumer) => consumer.idle),
      );
    },
    async stop() {
      stopped = true;
      clearInterval(trim);
      const giveUp = Date.now() + 5_000;
      const running = () => [...tables.values()].some((table) => table.consumers.some((consumer) => consumer.invoking));
      while (running() && Date.now() < giveUp) await pause(20);
      for (const table of tables.values()) for (const consumer of table.consumers) consumer.close();
    },
  };
}

/**
 * `next` is the number awaited; numbers beyond it wait in `early` until the gap is closed, so that places on disk are
 * never ahead.
 */
type TableState = { next: number; early: Map<number, StreamEntry>; consumers: Consumer[] };

/** One function's reading of one table, in shards. */
class Consumer {
  readonly mapping: StreamMapping;
  #given: Parameters<typeof createStreams>[0];
  #isStopped: () => boolean;
  #shards: { waiting: Pending[]; mark: number; running: boolean; readAt: number }[] = [];
  #images = 0;
  #invoking = 0;
  #passes: (event: unknown) => boolean;
  #marks = 0;
  #closed = false;
  /** The last number handed to this consumer: an idle shard has passed it. */
  #seen = 0;

  constructor(mapping: StreamMapping, given: Parameters<typeof createStreams>[0], isStopped: () => boolean) {
    this.mapping = mapping;
    this.#given = given;
    this.#isStopped = isStopped;
    this.#passes = filterOf(mapping.filters);
  }

  get idle(): boolean {
    return this.#shards.every((shard) => shard.waiting.length === 0 && !shard.running);
  }

  get invoking(): boolean {
    return this.#invoking > 0;
  }

  /**
   * Moves idle shards to the last number seen, which they have passed, and tells the number up to which everything is
   * done.
   */
  settle(): number {
    for (const [index, shard] of this.#shards.entries()) {
      if (shard.running || shard.waiting.length > 0 || shard.mark >= this.#seen) continue;
      shard.mark = this.#seen;
      this.#keep(index);
    }
    return this.lowest;
  }

  /** Reads the places reached from disk; a consumer that is new starts after the number given. */
  openMarks(fresh: number): void {
    const file = `${this.#given.folder}/${this.mapping.id}.marks`;
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const marks = Array.from({ length: shardCount }, (_, index) => Number(text.slice(index * 17, index * 17 + 16)));
    const known = text.length >= shardCount * 17 && marks.every((mark) => Number.isInteger(mark));
    this.#shards = Array.from({ length: shardCount }, (_, index) => ({
      waiting: [],
      mark: known ? (marks[index] ?? 0) : fresh,
      running: false,
      readAt: 0,
    }));
    this.#marks = openSync(file, known ? 'r+' : 'w+');
    this.#seen = 0;
    for (let index = 0; index < shardCount; index += 1) this.#keep(index);
  }

  /** Everything up to this number is done in every shard. */
  get lowest(): number {
    return Math.min(...this.#shards.map((shard) => shard.mark));
  }

  add(entry: StreamEntry): void {
    this.#seen = Math.max(this.#seen, entry.seq);
    const index = shardOf(entry.keys);
    const shard = this.#shards[index];
    if (!shard || entry.seq <= shard.mark) return;
    const keep = entry.image !== undefined && this.#images < imagesKept;
    if (keep) this.#images += 1;
    shard.waiting.push({
      addedAt: Date.now(),
      seq: entry.seq,
      keys: entry.keys,
      eventName: entry.eventName,
      image: keep ? entry.image : undefined,
    });
    if (!shard.running) void this.#run(index);
  }

  close(): void {
    this.settle();
    closeSync(this.#marks);
    this.#closed = true;
  }

  #keep(index: number): void {
    // A batch that ends after the stop is delivered again at the next start.
    if (this.#closed) return;
    writeSync(this.#marks, `${String(this.#shards[index]?.mark ?? 0).padStart(16, '0')}\n`, index * 17);
  }

  async #run(index: number): Promise<void> {
    const shard = this.#shards[index];
    if (!shard) return;
    shard.running = true;
    while (shard.waiting.length > 0 && !this.#isStopped()) {
      const sinceLast = performance.now() - shard.readAt;
      if (shard.waiting.length < this.mapping.batchSize) {
        const waitMs = Math.max(this.mapping.windowMs, readEveryMs - sinceLast);
        if (waitMs > 0) await pause(waitMs);
        // Let everything that arrives at this moment join the batch.
        else await new Promise((resolve) => setImmediate(resolve));
      }
      shard.readAt = performance.now();
      const batch = shard.waiting.slice(0, this.mapping.batchSize);
      const done = await this.#deliver(batch);
      if (done === 0) break;
      const finished = shard.waiting.splice(0, done);
      for (const entry of finished) if (entry.image !== undefined) this.#images -= 1;
      shard.mark = finished.at(-1)?.seq ?? shard.mark;
      this.#keep(index);
    }
    shard.running = false;
  }

  /**
   * Delivers a batch until it is done with; tells how many entries from the start are. Zero only when the stage stops.
   */
  async #deliver(batch: Pending[]): Promise<number> {
    let tries = 0;
    let from = 0;
    let waitMs = 100;
    while (!this.#isStopped()) {
      const records: { seq: number; record: object }[] = [];
      try {
        for (const entry of batch.slice(from)) {
          const record = await this.#record(entry);
          if (record && this.#passes(record)) records.push({ seq: entry.seq, record });
        }
      } catch {
        waitMs = Math.min(2_000, waitMs * 2);
        await pause(waitMs);
        continue;
      }
      if (records.length === 0) return batch.length;
      try {
        this.#invoking += 1;
        const result = await this.#given.host.invoke(
          this.mapping.plan,
          JSON.stringify({ Records: records.map((entry) => entry.record) }),
        );
        const failed = this.mapping.reportsFailures ? firstFailure(result) : undefined;
        if (failed === undefined) return batch.length;
        const at = batch.findIndex((entry) => String(entry.seq) === failed);
        if (at > from) from = at;
        throw new Error(`item ${failed} failed`);
      } catch (problem) {
        if (!(problem instanceof FunctionThrottled)) tries += 1;
        if (tries === 1) {
          this.#given.log(
            `${this.mapping.plan.logicalId} failed on its stream (${problem instanceof Error ? problem.message : problem}), trying again`,
          );
        }
        const tooOld = this.mapping.maxAgeMs >= 0 && Date.now() - (batch[from]?.addedAt ?? 0) > this.mapping.maxAgeMs;
        if (tooOld || (this.mapping.retries >= 0 && tries > this.mapping.retries)) {
          await this.#giveUp(batch.slice(from), tries);
          return batch.length;
        }
        waitMs = Math.min(10_000, waitMs * 2);
      } finally {
        this.#invoking -= 1;
      }
      const until = Date.now() + waitMs;
      while (Date.now() < until && !this.#isStopped()) await pause(Math.min(200, waitMs));
    }
    return 0;
  }

  async #record(entry: Pending): Promise<object | undefined> {
    let image = entry.image === undefined ? undefined : (JSON.parse(entry.image) as Item);
    if (!image && entry.eventName !== 'REMOVE') {
      const answer = await awsCall<{ Item?: Item }>('dynamodb', this.#given.dynamodb(), 'GetItem', {
        TableName: this.mapping.table,
        Key: entry.keys,
        ConsistentRead: true,
      });
      image = answer.Item;
      if (!image) return undefined;
    }
    return streamRecord(this.mapping, entry, image, this.#given.clock.now());
  }

  async #giveUp(batch: Pending[], tries: number): Promise<void> {
    const first = batch[0];
    const last = batch.at(-1);
    this.#given.log(
      `${this.mapping.plan.logicalId} gave up entries ${first?.seq} to ${last?.seq} of ${this.mapping.table} after ${tries} tries`,
    );
    if (!this.mapping.onFailureUrl) return;
    const notice = giveUpNotice(this.mapping, batch, tries, this.#given.clock.now());
    const MessageBody = JSON.stringify(notice);
    while (!this.#isStopped()) {
      try {
        await awsCall('sqs', this.#given.sqs(), 'SendMessage', { QueueUrl: this.mapping.onFailureUrl, MessageBody });
        return;
      } catch {
        await pause(1_000);
      }
    }
  }
}

/** The shard of an item: by its partition key, which is the first of its keys. */
function shardOf(keys: Item): number {
  const text = JSON.stringify(Object.values(keys)[0]);
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) | 0;
  return Math.abs(hash) % shardCount;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
