import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { dummyAuthorization, send } from './aws-call.ts';

/** Watched folders, one a service; `idle` when no scan is on its way. */
export type ScansFolder = { readonly idle: boolean; stop(): Promise<void> };

const lookEveryMs = 200;
/** A scanner or a copy that writes pauses for less than this. */
const quietMs = 1_000;
const retryMs = 5_000;
/** Names of files that a copy has not finished. */
const unfinished = /^\.|~$|\.(part|partial|tmp|crdownload|filepart)$/i;

type Seen = { size: number; modified: number; since: number; retryAt: number; told: boolean };

/**
 * Puts every scan that is dropped into `folder/<service>/` into the service's bucket as `incoming/<name>`, its sidecar
 * `<name>.json` before it, and then moves both to `taken/`. A file is complete when it has not changed for a second.
 */
export function watchScans(given: {
  folder: string;
  /** Bucket by service. */
  buckets: ReadonlyMap<string, string>;
  s3: () => string;
  log: (line: string) => void;
}): ScansFolder {
  const seen = new Map<string, Seen>();
  let waiting = 0;
  let stopped = false;
  for (const service of given.buckets.keys()) mkdirSync(join(given.folder, service, 'taken'), { recursive: true });

  const exchange = async (method: string, bucket: string, key: string, body?: Buffer) => {
    const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
    const headers = { authorization: dummyAuthorization('s3') };
    return send({ endpoint: given.s3(), method, path, headers, timeoutMs: 60_000, ...(body ? { body } : {}) });
  };
  const put = async (bucket: string, key: string, body: Buffer) => {
    const answer = await exchange('PUT', bucket, key, body);
    if (answer.status !== 200) throw new Error(`the bucket ${bucket} answered ${answer.status}`);
  };

  /** Whether a file has kept its size and time for long enough; a file moved in is old already. */
  const complete = async (path: string): Promise<boolean> => {
    const { size, mtimeMs } = await stat(path);
    const now = Date.now();
    const before = seen.get(path);
    if (!before || before.size !== size || before.modified !== mtimeMs) {
      seen.set(path, { size, modified: mtimeMs, since: now, retryAt: 0, told: false });
      return now - mtimeMs > 2 * quietMs;
    }
    return now >= before.retryAt && now - before.since >= quietMs;
  };

  /** A second scan of the same name must not take the place of one that nobody has read yet. */
  const freeKey = async (bucket: string, name: string, body: Buffer): Promise<string> => {
    const digest = createHash('md5').update(body).digest('hex');
    const there = await exchange('HEAD', bucket, `incoming/${name}`);
    if (there.status !== 200 || String(there.headers.etag).replaceAll('"', '') === digest) return `incoming/${name}`;
    const ending = extname(name);
    return `incoming/${name.slice(0, name.length - ending.length)}-${digest.slice(0, 8)}${ending}`;
  };

  const take = async (service: string, bucket: string, name: string, sidecar: string | undefined) => {
    const from = join(given.folder, service);
    const body = await readFile(join(from, name));
    const key = await freeKey(bucket, name, body);
    if (sidecar !== undefined) await put(bucket, `${key}.json`, await readFile(join(from, sidecar)));
    await put(bucket, key, body);
    for (const taken of sidecar === undefined ? [name] : [sidecar, name]) {
      let to = join(from, 'taken', taken);
      for (let count = 2; existsSync(to); count += 1) to = join(from, 'taken', `${count}-${taken}`);
      renameSync(join(from, taken), to);
      seen.delete(join(from, taken));
    }
  };

  const look = async (service: string, bucket: string): Promise<number> => {
    const from = join(given.folder, service);
    const files = (await readdir(from, { withFileTypes: true }))
      .filter((entry) => entry.isFile() && !unfinished.test(entry.name))
      .map((entry) => entry.name);
    const present = new Set(files);
    let left = 0;
    for (const name of files.sort()) {
      // A sidecar goes with its scan, and waits for it.
      if (name.endsWith('.json')) continue;
      const sidecar = present.has(`${name}.json`) ? `${name}.json` : undefined;
      const path = join(from, name);
      try {
        const ready = await complete(path);
        const accompanied = sidecar === undefined || (await complete(join(from, sidecar)));
        if (ready && accompanied) await take(service, bucket, name, sidecar);
        else left += 1;
      } catch (problem) {
        const before = seen.get(path);
        // Taken away by whoever dropped it.
        if (!before || !existsSync(path)) continue;
        before.retryAt = Date.now() + retryMs;
        if (!before.told)
          given.log(
            `the scan ${path} could not be taken (${problem instanceof Error ? problem.message : problem}), trying again`,
          );
        before.told = true;
      }
    }
    return left;
  };

  const loop = async () => {
    while (!stopped) {
      let left = 0;
      for (const [service, bucket] of given.buckets) left += await look(service, bucket).catch(() => 0);
      waiting = left;
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs).unref());
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
