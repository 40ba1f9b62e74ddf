import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startStage } from '../../local/stage/stage.ts';
import { synthesize } from '../../local/stage/synthesize.ts';
import type { Stage, StageOptions } from '../../local/stage-interface.ts';
import { ask } from './citizen.ts';

/** The repository's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A folder that nobody else uses; `remove` takes it away. */
export function ownFolder(name: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `sportello-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Builds bundles, pages and templates as `npm start` does, and only when they are older than their sources; their folder.
 */
export const templates = (): Promise<string> => synthesize(undefined);

/**
 * Synthesizes a center of the definitions in these folders, parted by commas, into a folder below `dist`; where its
 * templates are.
 */
export async function templatesOf(definitions: string, name: string): Promise<string> {
  const out = join(root, 'dist', name);
  const env = {
    ...process.env,
    CDK_OUTDIR: out,
    CDK_CONTEXT_JSON: JSON.stringify({ 'sportello:services': definitions }),
  };
  const child = spawn(process.execPath, [join(root, 'cdk/app.ts')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output = `${output}${chunk}`.slice(-2000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`the templates could not be made:\n${output}`);
  return out;
}

/** Schedules that would send contacts, or the month's digest, among what a test counts. */
export const silent = ['Canary', 'ConsentsDue'];

/**
 * Those, and what writes the shipped articles, guides and stories into a new center: half of what a start costs, for
 * journeys on which nobody reads them.
 */
export const bare = [...silent, 'knowledgeDeployment', 'contributionsDeployment'];

/** A stage inside this process with a folder of its own, for one test file; what a test looks at is never a second old. */
export async function openStage(options: StageOptions = {}): Promise<{
  stage: Stage;
  data: string;
  /** Stops it and starts the same center at an instant of its clock: nobody sleeps for three minutes. */
  restartedAt(at: string | number | Date): Promise<Stage>;
  /** Stops it as it was opened or started last, and takes its folder away. */
  close(): Promise<void>;
}> {
  await templates();
  const folder = ownFolder('stage');
  const given = { port: 0, data: folder.path, mailRate: 1000, uncached: true, silent, ...options };
  const stage = await startStage(given);
  let running = stage;
  return {
    stage,
    data: folder.path,
    async restartedAt(at) {
      await running.stop();
      running = await startStage({ ...given, at: new Date(at) });
      return running;
    },
    async close() {
      await running.stop();
      folder.remove();
    },
  };
}

/** `npm start` as a process of its own. */
export type CenterProcess = {
  readonly pid: number;
  readonly url: string;
  /** SIGTERM, as a machine that shuts down sends it; rejects with what was printed unless the exit code is 0. */
  stop(): Promise<void>;
  /** SIGKILL, then nothing of the process is left. */
  kill(): Promise<void>;
};

/**
 * Starts `local/stage/start.ts`; resolves when it says that it runs, rejects with what it printed when it ends before.
 */
export function startProcess(given: {
  data: string;
  port: number;
  more?: string[];
  silent?: readonly string[];
  onSpawn?: (kill: () => Promise<void>) => void;
}): Promise<CenterProcess> {
  const options = [
    '--data',
    given.data,
    '--port',
    String(given.port),
    '--uncached',
    '--silent',
    (given.silent ?? silent).join(),
    ...(given.more ?? []),
  ];
  const child = spawn(process.execPath, [join(root, 'local/stage/start.ts'), ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<number | null>((done) => child.once('exit', (code) => done(code)));
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  given.onSpawn?.(kill);
  return new Promise((done, failed) => {
    let output = '';
    const keep = (chunk: Buffer) => {
      output = `${output}${chunk}`.slice(-8000);
    };
    const hear = (chunk: Buffer) => {
      keep(chunk);
      const url = /API\s+(http:\/\/\S+)\/v1\/services/.exec(output)?.[1];
      if (url === undefined || !output.includes('Ctrl-C stops it')) return;
      child.stdout.off('data', hear);
      child.stdout.on('data', keep);
      const center = {
        pid: child.pid as number,
        url,
        kill,
        async stop() {
          child.kill('SIGTERM');
          const code = await exited;
          if (code !== 0) throw new Error(`the center ended with ${code}:\n${output}`);
        },
      };
      // What it prints runs ahead of it: once it answers, it also hears a signal.
      ask(url, { path: '/v1/status' }).then(() => done(center), failed);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', keep);
    exited.then((code) => failed(new Error(`the center ended (${code}) before it ran:\n${output}`)));
  });
}

/**
 * Looks again and again until `look` gives something else than undefined or false; throws after `withinMs` with `what`
 * was awaited.
 */
export async function until<Found>(
  what: string,
  withinMs: number,
  look: () => Promise<Found | undefined | false> | Found | undefined | false,
): Promise<Found> {
  const giveUpAt = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > giveUpAt) throw new Error(`not within ${withinMs / 1000} s: ${what}`);
    await pause(50);
  }
}

const credentials = { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' };

/** Clients from outside, for what a test looks up behind the center's back. */
export const tableClient = (endpoint: string) => new DynamoDBClient({ endpoint, region: 'eu-south-1', credentials });
export const queueClient = (endpoint: string) => new SQSClient({ endpoint, region: 'eu-south-1', credentials });

/**
 * The one name in a map of the stage whose logical id starts with the service (dashes left out) and goes on with
 * `what`.
 */
export function nameOf(names: Record<string, string>, service: string, what: string): string {
  const start = `${service.replaceAll('-', '')}${what}`;
  const found = Object.entries(names).filter(
    ([id]) => id.startsWith(start) && /^[0-9A-F]{8}$/.test(id.slice(start.length)),
  );
  if (found.length !== 1) throw new Error(`${found.length} names start with ${start}`);
  return (found[0] as [string, string])[1];
}
