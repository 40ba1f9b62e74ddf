import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Endpoints } from '../local/stage-interface.ts';
import { findCenterOnAws } from './center-on-aws.ts';

/** What the tools know of any center. */
export type CenterFacts = {
  /** Base URL of portal and API, no slash at the end. */
  url: string;
  /** Environment of each function as the template resolves it, by logical id (this machine) or name (AWS). */
  environments: Record<string, Record<string, string>>;
  /** Queues by logical id: their URLs. On this machine also the names of functions. */
  names: { queues: Record<string, string>; functions?: Record<string, string> };
  /** Milliseconds by which its clock is ahead of the machine's. */
  clockOffset: number;
};

/** A center on this machine: its data folder, and the emulators that take any credentials. */
export type StageCenter = CenterFacts & { kind: 'stage'; data: string; endpoints: Endpoints };

/** A center on AWS: how its stacks begin, and its Region; credentials are those that the AWS command line would find. */
export type AwsCenter = CenterFacts & { kind: 'aws'; install: string; region: string };

/** A running center as the tools see it: where it answers, and its functions' environments, which name all its data. */
export type Center = StageCenter | AwsCenter;

/** Where the data of one service is kept: table names, queue URL, bucket name, secret id. */
export type ServiceData = {
  register: string;
  roots: string;
  contacts: string;
  attachments: string;
  receiptSecret: string;
};

/** The services of a center, sorted. */
export function servicesOf({ environments }: Pick<CenterFacts, 'environments'>): string[] {
  const named = Object.values(environments).flatMap(({ SERVICE, REGISTER_TABLE }) =>
    SERVICE !== undefined && REGISTER_TABLE !== undefined ? [SERVICE] : [],
  );
  return [...new Set(named)].sort();
}

/** The value that the functions of one service, or of all, have in a variable; throws when none has it. */
export function variableOf(
  { environments }: Pick<CenterFacts, 'environments'>,
  name: string,
  service?: string,
): string {
  const value = Object.values(environments)
    .filter(({ SERVICE }) => service === undefined || SERVICE === service)
    .map((environment) => environment[name])
    .find((found) => found !== undefined);
  if (value === undefined) {
    throw new Error(`no function${service === undefined ? '' : ` of ${service}`} has the variable ${name}`);
  }
  return value;
}

/** Where the data of a service is kept; throws an Error that names the services when there is no such one. */
export function dataOf(center: Pick<CenterFacts, 'environments'>, service: string): ServiceData {
  const known = servicesOf(center);
  if (!known.includes(service)) throw new Error(`there is no service ${service}; there are ${known.join(', ')}`);
  const intake = Object.values(center.environments).find(
    (own) => own['SERVICE'] === service && own['INBOX_TABLE'] !== undefined && own['QUEUE_URL'] !== undefined,
  );
  if (intake === undefined) throw new Error(`${service} has no intake`);
  return {
    register: variableOf(center, 'REGISTER_TABLE', service),
    contacts: intake['QUEUE_URL'] as string,
    roots: variableOf(center, 'ROOTS_TABLE', service),
    attachments: variableOf(center, 'ATTACHMENTS_BUCKET', service),
    receiptSecret: variableOf(center, 'RECEIPT_SECRET_ID', service),
  };
}

/** AWS clients that reach the data of a center. */
export function clientsOf(center: Pick<StageCenter, 'kind' | 'endpoints'> | Pick<AwsCenter, 'kind' | 'region'>) {
  if (center.kind === 'aws') {
    const { region } = center;
    return {
      dynamodb: new DynamoDBClient({ region }),
      sqs: new SQSClient({ region }),
      lambda: new LambdaClient({ region }),
      s3: new S3Client({ region }),
      secrets: new SecretsManagerClient({ region }),
    };
  }
  const { endpoints } = center;
  const common = { region: 'eu-south-1', credentials: { accessKeyId: 'stage', secretAccessKey: 'stage' } };
  return {
    dynamodb: new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb }),
    sqs: new SQSClient({ ...common, endpoint: endpoints.sqs }),
    lambda: new LambdaClient({ ...common, endpoint: endpoints.lambda }),
    s3: new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true }),
    secrets: new SecretsManagerClient({ ...common, endpoint: endpoints.secretsmanager }),
  };
}

/** The center that runs on a data folder, or undefined when none answers there. */
export async function findCenter(data: string): Promise<StageCenter | undefined> {
  try {
    const { pid, ...noted } = JSON.parse(readFileSync(join(data, 'stage.json'), 'utf8')) as StageCenter & {
      pid: number;
    };
    const response = await fetch(`${noted.url}/_stage`, { signal: AbortSignal.timeout(5_000) });
    const answer = (await response.json()) as { pid?: number };
    // Another program may listen where a killed stage did.
    return answer.pid === pid ? { ...noted, kind: 'stage', data } : undefined;
  } catch {
    return undefined;
  }
}

/** Starts a center on a data folder in a process of its own; `stop` lets it finish what is under way. */
export async function startCenter(
  data: string,
  options: readonly string[] = [],
): Promise<{ center: StageCenter; pid: number; stop(): Promise<void> }> {
  const program = fileURLToPath(new URL('../local/stage/start.ts', import.meta.url));
  const child = spawn(process.execPath, [...process.execArgv, program, '--port', '0', '--data', data, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const hear = (chunk: Buffer) => {
    words = `${words}${chunk}`.slice(-4000);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const running = () => child.exitCode === null && child.signalCode === null;
  const stop = async () => {
    if (running()) child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(force);
  };
  while (running()) {
    const center = await findCenter(data);
    if (center !== undefined) return { center, pid: child.pid as number, stop };
    await Promise.race([ended, pause(150)]);
  }
  throw new Error(`no stage could be started on ${data}:\n${words.trim()}`);
}

/** The options by which every tool is told which center it works with. */
export const placeOptions = { data: { type: 'string' }, stack: { type: 'string' } } as const;

/** What the help of every tool says of `placeOptions`. */
export const placeHelp = `  --stack NAME    the center on AWS whose stacks begin with NAME (sportello), with your own credentials and Region
  --data DIR      data folder of the center (.sportello); one that does not run is started for the while`;

/**
 * Works with a center: on AWS the one whose stacks begin with `stack`; on this machine that of a data folder
 * (`.sportello` when undefined), which runs there or is started for the while. Throws where no center ever was, unless
 * the tool `mayBegin` one: to say of an empty folder that all is well would be worse than to say nothing.
 */
export async function withCenter(
  { data: folder, stack }: { data?: string | undefined; stack?: string | undefined },
  work: (center: Center) => Promise<void>,
  { mayBegin = false }: { mayBegin?: boolean } = {},
): Promise<void> {
  if (stack !== undefined && folder !== undefined)
    throw new Error('--stack names a center on AWS and --data one on this machine: give one of them');
  if (stack !== undefined) return work(await findCenterOnAws(stack));
  const data = resolve(folder ?? '.sportello');
  const found = await findCenter(data);
  if (found !== undefined) return work(found);
  // The stage keeps its secrets from its first start on.
  if (!mayBegin && !existsSync(join(data, 'secrets.json')))
    throw new Error(`no center was ever started on ${data}: name its folder with --data, or start one with npm start`);
  console.error(`No stage runs on ${data}: starting one for the while.`);
  const started = await startCenter(data);
  try {
    await work(started.center);
  } finally {
    await started.stop();
    console.error('The stage is stopped again.');
  }
}
