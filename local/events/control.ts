import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { matchesPattern, type Pattern } from '../event-pattern.ts';
import { type Application, account, type Properties, type Resource, region } from '../template/template.ts';
import { callKeysSecret } from './call-keys.ts';
import type { CallAnswer } from './scheduler.ts';

/** A destination of a rule or schedule, as the template writes it. */
export type Target = {
  Arn: string;
  EventBridgeParameters?: { DetailType: string; Source: string };
  Input?: string;
  InputPath?: string;
  InputTransformer?: { InputPathsMap?: Record<string, string>; InputTemplate: string };
};

/** What Lambda answers to an invocation: the result or the error as JSON, or nothing where nobody waits. */
export type InvocationAnswer = { status: number; functionError?: string; payload: string };

/** Secrets and events: the services small enough to be answered by the stage itself. */
export type Control = {
  readonly endpoint: string;
  /** Value of a secret by arn or name; undefined when there is none. */
  secret(id: string): string | undefined;
  /** Accepts an event as PutEvents does, and delivers it. */
  putEvent(event: Record<string, unknown>): void;
  /** Starts delivering what an earlier run left. */
  start(): void;
  readonly idle: boolean;
  stop(): Promise<void>;
};

/** Answers Secrets Manager and EventBridge on a free port of 127.0.0.1. `deliver` resolves when a target has taken an event for good. */
export async function startControl(given: {
  application: () => Application;
  data: string;
  clock: Clock;
  log: (line: string) => void;
  deliver: (target: Target, payload: string) => Promise<void>;
  /** Answers calls that are known by their path: limits, schedules. */
  governed: (method: string, path: string, query: URLSearchParams, input: Properties) => CallAnswer | undefined;
  /** Invokes a function by name or arn as Lambda's own API does; undefined when there is no such function. */
  invoke: (name: string, payload: string, type: string) => Promise<InvocationAnswer | undefined>;
}): Promise<Control> {
  const secrets = new Map<string, string>();
  const outbox = new DatabaseSync(`${given.data}/events.db`);
  outbox.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS undelivered (id INTEGER PRIMARY KEY, rule TEXT, target INTEGER, event TEXT)',
  );
  const keep = outbox.prepare('INSERT INTO undelivered (rule, target, event) VALUES (?, ?, ?)');
  const forget = outbox.prepare('DELETE FROM undelivered WHERE id = ?');
  const left = outbox.prepare('SELECT id, rule, target, event FROM undelivered');
  let delivering = 0;
  let stopped = false;

  const attempt = async (id: number | bigint, rule: Resource, index: number, event: string) => {
    const target = rule.properties['Targets']?.[index] as Target | undefined;
    delivering += 1;
    for (let tries = 0; target && !stopped; tries += 1) {
      try {
        await given.deliver(target, payloadFor(target, JSON.parse(event)));
        break;
      } catch (problem) {
        if (tries === 0)
          given.log(
            `${rule.logicalId} could not deliver an event (${problem instanceof Error ? problem.message : problem}), trying again`,
          );
        await new Promise((resolve) => setTimeout(resolve, Math.min(60_000, 250 * 2 ** tries)).unref());
      }
    }
    delivering -= 1;
    if (!stopped) forget.run(id);
  };

  const putEvent = (event: Record<string, unknown>) => {
    for (const rule of given.application().ofType('AWS::Events::Rule')) {
      const { EventPattern: pattern, State: state, EventBusName: bus } = rule.properties;
      if (!pattern || state === 'DISABLED') continue;
      if (busName(bus) !== busName(event['busName'])) continue;
      const { busName: _bus, ...sent } = event;
      if (!matchesPattern(pattern as Pattern, sent)) continue;
      for (const index of (rule.properties['Targets'] ?? []).keys()) {
        const { lastInsertRowid } = keep.run(rule.logicalId, index, JSON.stringify(sent));
        void attempt(lastInsertRowid, rule, index, JSON.stringify(sent));
      }
    }
  };

  const answer = (target: string, input: Properties): { status: number; body: unknown } => {
    if (target === 'secretsmanager.GetSecretValue') {
      const value = secret(String(input['SecretId']));
      const resource = secretResource(String(input['SecretId']));
      if (value === undefined || !resource) {
        return {
          status: 400,
          body: { __type: 'ResourceNotFoundException', Message: "Secrets Manager can't find the specified secret." },
        };
      }
      return {
        status: 200,
        body: {
          ARN: resource.arn,
          Name: resource.name,
          SecretString: value,
          VersionId: '00000000-0000-0000-0000-000000000001',
          VersionStages: ['AWSCURRENT'],
          CreatedDate: 0,
        },
      };
    }
    if (target === 'AWSEvents.PutEvents') {
      const Entries = (input['Entries'] as Properties[]).map((entry) => {
        const id = randomUUID();
        let detail: unknown;
        try {
          detail = JSON.parse(entry['Detail'] ?? '');
        } catch {
          return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
        }
        putEvent({
          version: '0',
          id,
          'detail-type': entry['DetailType'],
          source: entry['Source'],
          account,
          time: new Date(given.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
          region,
          resources: entry['Resources'] ?? [],
          detail,
          busName: entry['EventBusName'],
        });
        return { EventId: id };
      });
      return {
        status: 200,
        body: { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries },
      };
    }
    given.log(`not honoured on one machine: the call ${target}`);
    return {
      status: 400,
      body: { __type: 'UnknownOperationException', message: `${target} is not answered on one machine` },
    };
  };

  const invocation = async (name: string, payload: string, type: string, response: ServerResponse) => {
    const send = (status: number, headers: Record<string, string>, body: string) => {
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(body);
    };
    const refuse = (status: number, error: string, message: string) =>
      send(status, { 'x-amzn-errortype': error }, JSON.stringify({ Type: 'User', Message: message, message }));
    try {
      JSON.parse(payload || '{}');
      const named = decodeURIComponent(name);
      const answer = await given.invoke(named, payload || '{}', type);
      if (!answer) return refuse(404, 'ResourceNotFoundException', `Function not found: ${named}`);
      if (answer.status === 429) return refuse(429, 'TooManyRequestsException', 'Rate Exceeded.');
      send(
        answer.status,
        {
          'x-amz-executed-version': '$LATEST',
          ...(answer.functionError ? { 'x-amz-function-error': answer.functionError } : {}),
        },
        answer.payload,
      );
    } catch (problem) {
      refuse(400, 'InvalidRequestContentException', `Could not parse request body into json: ${problem}`);
    }
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url?.split('?')[0] ?? '')?.[1];
      if (request.method === 'POST' && invoked !== undefined) {
        const type = String(request.headers['x-amz-invocation-type'] ?? 'RequestResponse');
        void invocation(invoked, Buffer.concat(chunks).toString(), type, response);
        return;
      }
      let result: { status: number; body: unknown; error?: string };
      try {
        const input = JSON.parse(Buffer.concat(chunks).toString() || '{}');
        const [path = '/', query = ''] = (request.url ?? '/').split('?');
        const governed =
          request.headers['x-amz-target'] === undefined
            ? given.governed(request.method ?? 'GET', path, new URLSearchParams(query), input)
            : undefined;
        result =
          governed ?? answer(String(request.headers['x-amz-target'] ?? `${request.method} ${request.url}`), input);
      } catch (problem) {
        given.log(`a control call failed: ${problem}`);
        result = { status: 400, body: { __type: 'SerializationException', message: String(problem) } };
      }
      response.writeHead(result.status, {
        'content-type': 'application/x-amz-json-1.1',
        ...(result.error === undefined ? {} : { 'x-amzn-errortype': result.error }),
      });
      response.end(result.status === 204 ? undefined : JSON.stringify(result.body));
    });
  });
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const secretResource = (id: string) => {
    const found = given.application().find(id);
    return found?.type === 'AWS::SecretsManager::Secret' ? found : undefined;
  };
  const secret = (id: string) => {
    const resource = secretResource(id);
    if (!resource) return undefined;
    const keys = callKeysSecret(given.data, resource);
    if (keys !== undefined) return keys;
    if (secrets.size === 0) loadSecrets();
    return secrets.get(resource.name);
  };
  const loadSecrets = () => {
    const file = `${given.data}/secrets.json`;
    const kept: Record<string, string> = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
    let changed = false;
    for (const resource of given.application().ofType('AWS::SecretsManager::Secret')) {
      if (kept[resource.name] === undefined) {
        kept[resource.name] =
          resource.properties['SecretString'] ?? generateSecret(resource.properties['GenerateSecretString'] ?? {});
        changed = true;
      }
      secrets.set(resource.name, kept[resource.name] ?? '');
    }
    if (!changed) return;
    writeFileSync(`${file}.new`, JSON.stringify(kept, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret,
    putEvent,
    start() {
      for (const row of left.all() as { id: number; rule: string; target: number; event: string }[]) {
        const rule = given.application().find(row.rule);
        if (rule?.type === 'AWS::Events::Rule') void attempt(row.id, rule, row.target, row.event);
        else forget.run(row.id);
      }
    },
    get idle() {
      return delivering === 0;
    },
    async stop() {
      stopped = true;
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      outbox.close();
    },
  };
}

/** A random secret as Secrets Manager generates it from its options. */
export function generateSecret(options: Properties): string {
  const classes: [string, unknown][] = [
    ['abcdefghijklmnopqrstuvwxyz', options['ExcludeLowercase']],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', options['ExcludeUppercase']],
    ['0123456789', options['ExcludeNumbers']],
    ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', options['ExcludePunctuation']],
    [' ', !options['IncludeSpace']],
  ];
  const excluded = String(options['ExcludeCharacters'] ?? '');
  const kinds = classes
    .filter(([, without]) => !without)
    .map(([characters]) => [...characters].filter((character) => !excluded.includes(character)));
  const all = kinds.flat();
  const length = Number(options['PasswordLength'] ?? 32);
  let password: string[];
  do {
    password = Array.from({ length }, () => all[randomInt(all.length)] ?? '');
  } while (
    options['RequireEachIncludedType'] !== false &&
    length >= kinds.length &&
    !kinds.every((kind) => password.some((character) => kind.includes(character)))
  );
  const key = options['GenerateStringKey'];
  if (typeof key !== 'string') return password.join('') || randomBytes(16).toString('hex');
  return JSON.stringify({ ...JSON.parse(options['SecretStringTemplate'] ?? '{}'), [key]: password.join('') });
}

/** What a target receives of an event: the whole, a part, a constant or a transformation. */
export function payloadFor(target: Target, event: Record<string, unknown>): string {
  if (target.Input !== undefined) return target.Input;
  if (target.InputPath !== undefined) return JSON.stringify(at(event, target.InputPath));
  if (target.InputTransformer) {
    const values = Object.fromEntries(
      Object.entries(target.InputTransformer.InputPathsMap ?? {}).map(([name, path]) => [name, at(event, path)]),
    );
    return target.InputTransformer.InputTemplate.replace(
      /"<([^<>]+)>"|<([^<>]+)>/g,
      (whole, quoted?: string, bare?: string) => {
        const name = quoted ?? bare ?? '';
        if (!(name in values)) return whole;
        const value = values[name];
        if (quoted !== undefined) return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value));
        return typeof value === 'string' ? value : JSON.stringify(value ?? null);
      },
    );
  }
  return JSON.stringify(event);
}

function at(event: unknown, path: string): unknown {
  return path
    .replace(/^\$\.?/, '')
    .split('.')
    .filter(Boolean)
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], event);
}

function busName(bus: unknown): string {
  return typeof bus === 'string' && bus !== '' ? (bus.split('/').at(-1) ?? 'default') : 'default';
}
