import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import { atDoor } from '../door.ts';
import type { InvocationAnswer } from '../lambda/invoke.ts';
import type { CallAnswer } from '../template/aws-call.ts';
import type { Properties } from '../template/identity.ts';
import type { Application } from '../template/template.ts';
import { envelope } from './envelope.ts';
import { openOutbox } from './outbox.ts';
import { openSecrets } from './secrets.ts';
import type { Target } from './target.ts';

/**
 * Secrets, events, and calls that change limits and schedules: services small enough for the stage to answer itself.
 */
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

/** Answers calls that are known by method and path; undefined for one that it does not know. */
export type Governor = (
  method: string,
  path: string,
  query: URLSearchParams,
  input: Properties,
) => CallAnswer | undefined;

/** What the control server hands calls to. */
export type ControlSetting = {
  application: Application;
  data: string;
  /** Parts of the logical ids of rules that take no event. */
  silent: readonly string[];
  clock: Clock;
  log: (line: string) => void;
  /** Resolves when a target has taken a payload for good. */
  deliver: (target: Target, payload: string) => Promise<void>;
  /** Asked one after the other; more may be added later. */
  governors: readonly Governor[];
  /** Invokes a function by name or arn as Lambda's own API does; undefined when there is no such function. */
  invoke: (name: string, payload: string, type: string) => Promise<InvocationAnswer | undefined>;
  /** Answers a call of CloudFormation's query protocol, which is a form. */
  stacks: (form: string) => { status: number; xml: string };
};

/** Answers Secrets Manager, EventBridge, CloudFormation and Lambda's invocations on a free port of 127.0.0.1. */
export async function startControl(setting: ControlSetting): Promise<Control> {
  const { application, data, log } = setting;
  const outbox = openOutbox(setting);
  const secrets = openSecrets(application, data);
  const answers: Record<string, (input: Properties) => CallAnswer> = {
    'secretsmanager.GetSecretValue': (input) => secretValue(secrets.find(String(input['SecretId']))),
    'secretsmanager.PutSecretValue': (input) => {
      const id = String(input['SecretId']);
      secrets.put(id, String(input['SecretString']));
      return secretValue(secrets.find(id));
    },
    'AWSEvents.PutEvents': (input) => putEvents(input, setting.clock, outbox.put),
  };
  const answer = (request: IncomingMessage, body: string): CallAnswer => {
    try {
      const input: Properties = JSON.parse(body || '{}');
      const { method = 'GET', url = '/' } = request;
      const named = request.headers['x-amz-target'];
      const known =
        named === undefined ? byPath(setting.governors, method, url, input) : answers[String(named)]?.(input);
      if (known) return known;
      const call = String(named ?? `${method} ${url}`);
      log(`not honoured on one machine: the call ${call}`);
      const message = `${call} is not answered on one machine`;
      return { status: 400, body: { __type: 'UnknownOperationException', message } };
    } catch (problem) {
      log(`a control call failed: ${problem}`);
      return { status: 400, body: { __type: 'SerializationException', message: String(problem) } };
    }
  };

  const server = createServer(
    atDoor((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url?.split('?')[0] ?? '')?.[1];
        if (request.method === 'POST' && invoked !== undefined) {
          const type = String(request.headers['x-amz-invocation-type'] ?? 'RequestResponse');
          void answerInvocation(setting.invoke, invoked, body, type, response);
        } else if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
          const { status, xml } = setting.stacks(body);
          response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
        } else send(response, answer(request, body));
      });
    }),
  );
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    secret: (id) => secrets.find(id)?.value,
    putEvent: outbox.put,
    start: outbox.start,
    get idle() {
      return outbox.idle;
    },
    async stop() {
      outbox.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function byPath(
  governors: readonly Governor[],
  method: string,
  url: string,
  input: Properties,
): CallAnswer | undefined {
  const [path = '/', query = ''] = url.split('?');
  for (const governor of governors) {
    const answer = governor(method, path, new URLSearchParams(query), input);
    if (answer) return answer;
  }
  return undefined;
}

function send(response: ServerResponse, { status, body, error }: CallAnswer): void {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    ...(error === undefined ? {} : { 'x-amzn-errortype': error }),
  });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

function secretValue(secret: ReturnType<ReturnType<typeof openSecrets>['find']>): CallAnswer {
  if (!secret) {
    const Message = "Secrets Manager can't find the specified secret.";
    return { status: 400, body: { __type: 'ResourceNotFoundException', Message } };
  }
  const body = {
    ARN: secret.resource.arn,
    Name: secret.resource.name,
    SecretString: secret.value,
    VersionId: '00000000-0000-0000-0000-000000000001',
    VersionStages: ['AWSCURRENT'],
    CreatedDate: 0,
  };
  return { status: 200, body };
}

function putEvents(input: Properties, clock: Clock, put: (event: Record<string, unknown>) => void): CallAnswer {
  const Entries = (input['Entries'] as Properties[]).map((entry) => {
    let detail: unknown;
    try {
      detail = JSON.parse(entry['Detail'] ?? '');
    } catch {
      return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
    }
    const { DetailType, Source: source, Resources: resources = [], EventBusName: busName } = entry;
    const event = { ...envelope(clock.now()), 'detail-type': DetailType, source, resources, detail };
    put({ ...event, busName });
    return { EventId: event.id };
  });
  return { status: 200, body: { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries } };
}

async function answerInvocation(
  invoke: ControlSetting['invoke'],
  name: string,
  payload: string,
  type: string,
  response: ServerResponse,
): Promise<void> {
  const reply = (status: number, headers: Record<string, string>, body: string) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(body);
  };
  const refuse = (status: number, error: string, message: string) =>
    reply(status, { 'x-amzn-errortype': error }, JSON.stringify({ Type: 'User', Message: message, message }));
  try {
    JSON.parse(payload || '{}');
    const named = decodeURIComponent(name);
    const answer = await invoke(named, payload || '{}', type);
    if (!answer) return refuse(404, 'ResourceNotFoundException', `Function not found: ${named}`);
    if (answer.status === 429) return refuse(429, 'TooManyRequestsException', 'Rate Exceeded.');
    const failed = answer.functionError ? { 'x-amz-function-error': answer.functionError } : {};
    reply(answer.status, { 'x-amz-executed-version': '$LATEST', ...failed }, answer.payload);
  } catch (problem) {
    refuse(400, 'InvalidRequestContentException', `Could not parse request body into json: ${problem}`);
  }
}
