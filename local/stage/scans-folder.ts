import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { dummyAuthorization, send } from '../template/aws-call.ts';

/** Watched folders, one a service; `idle` when no scan is on its way. */
export type ScansFolder = { readonly idle: boolean; stop(): Promise<void> };

/** Milliseconds that the watcher waits for each thing. */
export type Waits = {
  lookEvery: number;
  /** A scanner or a copy that writes pauses for less than this. */
  quiet: number;
  /**
   * A file without the end that its format has may still be written, by a slow line; after this it is taken as it is.
   */
  unfinished: number;
  /**
   * A sidecar may follow its scan so soon: the queue of scans waits for it a little longer (cdk/service-records.ts).
   */
  follow: number;
  /** A sidecar comes with its scan; alone for longer it is said. */
  alone: number;
  retry: number;
};
const usualWaits: Waits = {
  lookEvery: 200,
  quiet: 1_000,
  unfinished: 30_000,
  follow: 2_000,
  alone: 60_000,
  retry: 5_000,
};

/** 200 MB: no scan is taken beyond 40 (contracts/arrival.ts), and what is put into the bucket is in memory whole. */
const largestBytes = 200_000_000;
/** Bytes of a name that a file system keeps. */
const longestName = 255;
/** Names of files that a copy has not finished. */
const unfinished = /^\.|~$|\.(part|partial|tmp|crdownload|filepart)$/i;

/** How files of a format begin, and what is near their end once they are whole. */
const ends: readonly (readonly [string, string])[] = [
  ['%PDF', '%%EOF'],
  ['\xff\xd8\xff', '\xff\xd9'],
  ['\x89PNG', 'IEND'],
];

/** A name as the file system has it, and as text: old scanners write Latin-1. */
type Name = { bytes: Buffer; text: string };
type Seen = { size: number; modified: number; since: number; retryAt: number; told: boolean };

function nameOf(bytes: Buffer): Name {
  try {
    return { bytes, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { bytes, text: bytes.toString('latin1') };
  }
}

/** Whether a file has the end of its format; formats that have none are whole at any length. */
async function looksWhole(path: Buffer, size: number): Promise<boolean> {
  const file = await open(path);
  try {
    const part = async (from: number, length: number) =>
      (await file.read({ buffer: Buffer.alloc(length), position: from, length })).buffer.toString('latin1');
    const [begin, end] = [await part(0, 4), await part(Math.max(0, size - 1_024), 1_024)];
    return ends.every(([beginning, ending]) => !begin.startsWith(beginning) || end.includes(ending));
  } finally {
    await file.close();
  }
}

/**
 * Puts every scan that is dropped into `folder/<service>/` into the service's bucket as `incoming/<name>`, its sidecar
 * `<name>.json` before it, and then moves both to `taken/`. A file is complete when it has not changed for a second
 * and, where its format has an end, has that end or has not changed for half a minute. One long function: all its steps
 * share what was seen of the files.
 */
export function watchScans(given: {
  folder: string;
  /** Bucket by service. */
  buckets: ReadonlyMap<string, string>;
  s3: () => string;
  log: (line: string) => void;
  waits?: Waits;
}): ScansFolder {
  const { waits = usualWaits } = given;
  const seen = new Map<string, Seen>();
  /** Scans that went to the bucket a moment ago: the queue still waits for their sidecars. */
  const justTaken = new Map<string, { key: string; at: number }>();
  let waiting = 0;
  let stopped = false;
  for (const service of given.buckets.keys()) mkdirSync(join(given.folder, service, 'taken'), { recursive: true });

  const pathOf = (service: string, name: Buffer) =>
    Buffer.concat([Buffer.from(join(given.folder, service, '/')), name]);
  const keyOf = (path: Buffer) => path.toString('latin1');

  const exchange = async (method: string, bucket: string, key: string, body?: Buffer) => {
    const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
    const headers = { authorization: dummyAuthorization('s3') };
    return send({ endpoint: given.s3(), method, path, headers, timeoutMs: 60_000, ...(body ? { body } : {}) });
  };
  const put = async (bucket: string, key: string, body: Buffer) => {
    const answer = await exchange('PUT', bucket, key, body);
    if (answer.status !== 200) throw new Error(`the bucket ${bucket} answered ${answer.status}`);
  };

  /** What is known of a file, as it is now: new once its size or time is another. */
  const look = async (path: Buffer): Promise<Seen> => {
    const { size, mtimeMs } = await stat(path);
    const before = seen.get(keyOf(path));
    if (before !== undefined && before.size === size && before.modified === mtimeMs) return before;
    const now: Seen = { size, modified: mtimeMs, since: Date.now(), retryAt: 0, told: false };
    seen.set(keyOf(path), now);
    return now;
  };

  /** Whether a file has kept its size and time for long enough. */
  const complete = async (path: Buffer): Promise<boolean> => {
    const { size, since, retryAt } = await look(path);
    const quiet = Date.now() - since;
    if (Date.now() < retryAt || quiet < waits.quiet) return false;
    if (size > largestBytes) throw new Error(`it is larger than ${largestBytes / 1_000_000} MB`);
    return quiet >= waits.unfinished || (await looksWhole(path, size));
  };

  /** A second scan of the same name must not take the place of one that nobody has read yet. */
  const freeKey = async (bucket: string, name: string, body: Buffer): Promise<string> => {
    const digest = createHash('md5').update(body).digest('hex');
    const there = await exchange('HEAD', bucket, `incoming/${name}`);
    if (there.status !== 200 || String(there.headers.etag).replaceAll('"', '') === digest) return `incoming/${name}`;
    const [, stem, ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
    return `incoming/${stem}-${digest.slice(0, 8)}${ending}`;
  };

  const putAway = (service: string, { bytes }: Name) => {
    const taken = (name: Buffer) => pathOf(service, Buffer.concat([Buffer.from('taken/'), name]));
    let to = taken(bytes);
    for (let count = 2; existsSync(to); count += 1) {
      const mark = Buffer.from(`${count}-`);
      // The end of a name stays: it says what the file is.
      to = taken(Buffer.concat([mark, bytes.subarray(Math.max(0, bytes.length + mark.length - longestName))]));
    }
    renameSync(pathOf(service, bytes), to);
    seen.delete(keyOf(pathOf(service, bytes)));
  };

  const take = async (service: string, bucket: string, name: Name, sidecar: Name | undefined) => {
    const path = pathOf(service, name.bytes);
    const before = await look(path);
    const body = await readFile(path);
    const key = await freeKey(bucket, name.text, body);
    if (sidecar !== undefined) await put(bucket, `${key}.json`, await readFile(pathOf(service, sidecar.bytes)));
    await put(bucket, key, body);
    // Whoever went on writing meanwhile is taken again, whole.
    if ((await look(path)) !== before) return;
    if (sidecar === undefined) justTaken.set(keyOf(path), { key, at: Date.now() });
    for (const taken of sidecar === undefined ? [name] : [sidecar, name]) putAway(service, taken);
  };

  /** Sends a sidecar after the scan that has just gone; false where none has. */
  const followed = async (service: string, bucket: string, sidecar: Name): Promise<boolean> => {
    const scan = keyOf(pathOf(service, sidecar.bytes)).slice(0, -'.json'.length);
    const taken = justTaken.get(scan);
    if (taken === undefined || Date.now() - taken.at > waits.follow) {
      justTaken.delete(scan);
      return false;
    }
    const body = await readFile(pathOf(service, sidecar.bytes));
    if (body.length === 0) return true;
    justTaken.delete(scan);
    await put(bucket, `${taken.key}.json`, body);
    putAway(service, sidecar);
    return true;
  };

  /** Says once, of a sidecar that nothing came for, that it says nothing about any scan. */
  const tellIfAlone = async (path: Buffer, name: Name) => {
    const sidecar = await look(path);
    if (sidecar.told || Date.now() - sidecar.since < waits.alone) return;
    sidecar.told = true;
    given.log(`the sidecar ${name.text} has no scan beside it: one that was taken before it came does without`);
  };

  const lookThrough = async (service: string, bucket: string): Promise<number> => {
    const files = (await readdir(join(given.folder, service), { withFileTypes: true, encoding: 'buffer' }))
      .filter((entry) => entry.isFile())
      .map((entry) => nameOf(entry.name))
      .filter(({ text }) => !unfinished.test(text))
      .sort((one, other) => Buffer.compare(one.bytes, other.bytes));
    const byName = new Map(files.map((name) => [name.bytes.toString('latin1'), name]));
    const beside = ({ bytes }: Name) => byName.get(`${bytes.toString('latin1')}.json`);
    let left = 0;
    for (const name of files) {
      const path = pathOf(service, name.bytes);
      try {
        if (name.text.endsWith('.json')) {
          // A sidecar goes with its scan, and waits for it.
          if (byName.has(name.bytes.toString('latin1').slice(0, -'.json'.length))) continue;
          if (!(await followed(service, bucket, name))) await tellIfAlone(path, name);
          continue;
        }
        const sidecar = beside(name);
        const ready = await complete(path);
        const accompanied = sidecar === undefined || (await complete(pathOf(service, sidecar.bytes)));
        if (ready && accompanied) await take(service, bucket, name, sidecar);
        else left += 1;
      } catch (problem) {
        const before = seen.get(keyOf(path));
        // Taken away by whoever dropped it.
        if (!before || !existsSync(path)) continue;
        before.retryAt = Date.now() + waits.retry;
        const why = problem instanceof Error ? problem.message : problem;
        if (!before.told) given.log(`the scan ${name.text} could not be taken (${why}), trying again`);
        before.told = true;
      }
    }
    return left;
  };

  const loop = async () => {
    while (!stopped) {
      let left = 0;
      for (const [service, bucket] of given.buckets) left += await lookThrough(service, bucket).catch(() => 0);
      waiting = left;
      await new Promise((resolve) => setTimeout(resolve, waits.lookEvery).unref());
    }
  };
  const ended = given.buckets.size === 0 ? Promise.resolve() : loop();

  return {
    get idle() {
      return waiting === 0;
    },
    async stop() {
      stopped = true;
      await ended;
    },
  };
}
