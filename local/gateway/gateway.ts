import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { guarded, problem } from '../door.ts';
import { type FunctionPlan, FunctionThrottled, FunctionTimedOut, type Host } from '../lambda/host.ts';
import type { Properties } from '../template/identity.ts';
import { integratedFunction } from '../template/integration.ts';
import type { Application, Resource } from '../template/template.ts';
import { type Authorizer, jwtAuthorizer } from './authorizer.ts';
import { atEdge } from './edge-answer.ts';
import { edgeCache } from './edge-cache.ts';
import { type Behavior, type Portal, withoutPortal } from './portal.ts';
import { requestEvent } from './request-event.ts';
import { compileRoutes } from './routes.ts';
import { type SharedBucket, type StageThrottling, stageThrottling } from './throttle.ts';

/** Bodies beyond this are refused, as API Gateway does. */
const largestBody = 10 * 1024 * 1024;
/** Request line and headers together, as API Gateway does. */
const largestHead = 10_240;

type RouteTarget = {
  plan: FunctionPlan;
  timeoutMs: number;
  bucket: () => SharedBucket | undefined;
  refused: string | undefined;
  authorize: Authorizer | undefined;
};

/** One HTTP API of the templates, ready to answer. */
export type Api = {
  apiId: string;
  /** The name of its own address on AWS, past the portal. */
  host: string;
  stage: string;
  match: ReturnType<typeof compileRoutes<RouteTarget>>;
  cors: Properties | undefined;
  throttling: StageThrottling;
};

/** A handler beside API and pages, by path prefix. */
export type SideDoor = {
  prefix: string;
  handle: (request: IncomingMessage, response: ServerResponse, path: string, query: string, host: Host) => unknown;
};

/** The HTTP server of the stage. */
export type Gateway = {
  readonly port: number;
  /** Starts answering; before, every request gets 503. */
  open(given: {
    apis: readonly Api[];
    portal: Portal;
    host: Host;
    clock: Clock;
    /** Asks the API for everything: nothing is kept at the edge. */
    uncached: boolean;
    sideDoors: SideDoor[];
    log: (line: string) => void;
  }): void;
  /** Stops accepting and waits up to the given milliseconds for answers under way. */
  close(withinMs: number): Promise<void>;
};

/** Listens; throws the socket's error (EADDRINUSE, EACCES) when it cannot. */
export async function listenGateway(port: number, host: string): Promise<Gateway> {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    problem(response, 503, 'Starting', 'The center is starting: try again in a few seconds.', { 'retry-after': '2' });
  let closing = false;
  const server: Server = createServer(
    { maxHeaderSize: largestHead, keepAliveTimeout: 65_000, headersTimeout: 15_000, requestTimeout: 60_000 },
    (request, response) => {
      if (closing) response.setHeader('connection', 'close');
      answer(request, response);
    },
  );
  server.on('clientError', (failure: NodeJS.ErrnoException, socket: Socket) => {
    if (failure.code === 'ECONNRESET' || !socket.writable) return socket.destroy();
    const tooLarge = failure.code === 'HPE_HEADER_OVERFLOW';
    const late = failure.code === 'ERR_HTTP_REQUEST_TIMEOUT';
    const [status, title, detail] = tooLarge
      ? [431, 'Request Header Fields Too Large', `Request line and headers may be ${largestHead} bytes.`]
      : late
        ? [408, 'Request Timeout', 'The request did not arrive in time.']
        : [400, 'Bad Request', 'This is not an HTTP request that can be read.'];
    const body = JSON.stringify({ type: 'about:blank', title, status, detail });
    socket.end(
      `HTTP/1.1 ${status} ${title}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    open(given) {
      answer = createAnswer(given);
    },
    async close(withinMs) {
      closing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const force = setTimeout(() => server.closeAllConnections(), withinMs);
      await closed;
      clearTimeout(force);
    },
  };
}

/**
 * What answers one request. Long because it is the order in which API Gateway judges a call: route, token, rate, size,
 * function, each with a refusal of its own.
 */
function createAnswer(
  given: Parameters<Gateway['open']>[0],
): (request: IncomingMessage, response: ServerResponse) => void {
  const { apis, portal, host, clock, uncached, sideDoors, log } = given;
  const edge = edgeCache(clock.now);

  const call = async (
    request: IncomingMessage,
    response: ServerResponse,
    { api, behavior }: { api: Api | undefined; behavior: Behavior },
    path: string,
    query: string,
  ) => {
    if (!api) return problem(response, 404, 'Not Found', 'The templates have no HTTP API.');
    const method = request.method ?? 'GET';
    if (api.cors && corsAnswered(api.cors, request, response)) return;
    let segments: string[];
    try {
      segments = path
        .split('/')
        .slice(1)
        .map((segment) => (segment.includes('%') ? decodeURIComponent(segment) : segment));
    } catch {
      return problem(
        response,
        400,
        'Bad Request',
        'The path is not readable: a % is not followed by the hexadecimal digits of UTF-8 text.',
      );
    }
    const found = api.match(method, segments);
    if (!found) return problem(response, 404, 'Not Found', `There is nothing at ${method} ${path}.`);
    const { target } = found.route;
    if (target.refused) return problem(response, 501, 'Not Implemented', target.refused);
    const judged = await target.authorize?.(request.headers.authorization);
    if (judged && 'refused' in judged) {
      log(`${found.route.key} refused: ${judged.refused}`);
      return problem(response, 401, 'Unauthorized', `Sign in first: ${judged.refused}.`, {
        'www-authenticate': judged.challenge,
      });
    }
    // After the token is judged: those who have none take nothing of what staff may ask. On AWS the firewall sees to it.
    const waitMs = target.bucket()?.take(performance.now(), request.socket.remoteAddress ?? '') ?? 0;
    if (waitMs > 0) {
      const seconds = String(Math.max(1, Math.ceil(waitMs / 1000)));
      return refuse(request, response, behavior, {
        status: 429,
        title: 'Too Many Requests',
        detail: `Too many requests at once: try again in ${seconds} s.`,
        headers: { 'retry-after': seconds },
      });
    }
    const body = await readBody(request, response);
    if (!body) return;
    const now = clock.now();
    const event = requestEvent(request, body, {
      routeKey: found.route.key,
      parameters: found.parameters,
      path: `/${segments.join('/')}`,
      query,
      apiId: api.apiId,
      stage: api.stage,
      requestId: randomUUID(),
      now,
      claims: judged?.claims,
      originHeaders: behavior.originHeaders,
    });
    let timer: NodeJS.Timeout | undefined;
    try {
      const running = host.invoke(target.plan, JSON.stringify(event));
      const result =
        target.plan.timeoutMs <= target.timeoutMs
          ? await running
          : await Promise.race([
              running,
              new Promise<never>((_resolve, reject) => {
                timer = setTimeout(
                  () => reject(new FunctionTimedOut('Gateway', 'integration timeout')),
                  target.timeoutMs,
                );
              }),
            ]);
      write(response, behavior, result, method);
    } catch (failure) {
      if (failure instanceof FunctionThrottled || failure instanceof FunctionTimedOut) {
        return await refuse(request, response, behavior, {
          status: 503,
          title: 'Service Unavailable',
          detail: 'The service is busy: try again in a few seconds.',
          headers: { 'retry-after': '2' },
        });
      }
      log(`${target.plan.logicalId} failed: ${failure instanceof Error ? failure.message : failure}`);
      problem(
        response,
        500,
        'Internal Server Error',
        'The service failed. Your request may not have been taken: try again.',
      );
    } finally {
      clearTimeout(timer);
    }
  };

  return guarded(
    (request, response) => {
      const url = request.url ?? '/';
      const mark = url.indexOf('?');
      const path = mark < 0 ? url : url.slice(0, mark);
      const query = mark < 0 ? '' : url.slice(mark + 1);
      if (!path.startsWith('/')) return problem(response, 400, 'Bad Request', 'The request line must name a path.');
      for (const door of sideDoors) {
        if (path === door.prefix || path.startsWith(`${door.prefix}/`))
          return door.handle(request, response, path, query, host);
      }
      // As on AWS: whoever asks by the API's own name goes past the portal, and gets none of the headers it adds.
      const asked = apis.find(({ host: own }) => own === request.headers.host);
      const behavior = asked ? withoutPortal : portal.behavior(path);
      if (!behavior.toApi) return portal.serve(behavior, request, response, path, query);
      const api = asked ?? apis.find(({ host: own }) => behavior.apiHost === undefined || behavior.apiHost === own);
      const { cache: rules } = behavior;
      if (rules === undefined || uncached || hasBody(request))
        return call(request, response, { api, behavior }, path, query);
      return atEdge(edge, request, response, { rules, path, query }, (unseen) =>
        call(request, unseen, { api, behavior }, path, query),
      );
    },
    (line) => log(`the gateway ${line}`),
  );
}

/** Refuses in the API's own name: as a problem, or as what the distribution makes of it for a browser. */
async function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  behavior: Behavior,
  refusal: { status: number; title: string; detail: string; headers: Record<string, string> },
): Promise<void> {
  const { status, title, detail, headers } = refusal;
  const page = await behavior.onRefusal?.(request, refusal);
  if (page === undefined) return problem(response, status, title, detail, headers);
  for (const [name, value] of behavior.headers) response.setHeader(name, value);
  request.resume();
  response.writeHead(page.status, { ...page.headers, 'content-length': Buffer.byteLength(page.body) });
  response.end(request.method === 'HEAD' ? undefined : page.body);
}

/** Writes what a function answered, as format 2.0 reads it: with a status code as given, otherwise 200 and JSON. */
function write(response: ServerResponse, behavior: Behavior, result: string | undefined, method: string): void {
  const answer = result === undefined ? undefined : JSON.parse(result);
  const shaped: Properties =
    typeof answer === 'object' && answer !== null && 'statusCode' in answer
      ? answer
      : {
          statusCode: 200,
          headers: { 'content-type': 'application/json' },
          body: typeof answer === 'string' ? answer : (result ?? ''),
        };
  response.statusCode = Number(shaped['statusCode']);
  const given: Properties = shaped['headers'] ?? {};
  for (const name of Object.keys(given)) response.setHeader(name, String(given[name]));
  if (shaped['cookies']) response.setHeader('set-cookie', shaped['cookies']);
  for (const [name, value] of behavior.headers) response.setHeader(name, value);
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/plain;charset=utf-8');
  const body = shaped['isBase64Encoded']
    ? Buffer.from(String(shaped['body'] ?? ''), 'base64')
    : String(shaped['body'] ?? '');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(method === 'HEAD' ? undefined : body);
}

const hasBody = ({ headers }: IncomingMessage) =>
  headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;

/** The whole body, or undefined after a 413 or when the client has gone. */
function readBody(request: IncomingMessage, response: ServerResponse): Promise<Buffer | undefined> {
  if (request.method === 'GET' && !hasBody(request)) {
    return Promise.resolve(Buffer.alloc(0));
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const tooLarge = () => {
      request.removeAllListeners('data');
      request.resume();
      problem(response, 413, 'Content Too Large', `A request may be ${largestBody} bytes.`, { connection: 'close' });
      resolve(undefined);
    };
    if (Number(request.headers['content-length'] ?? 0) > largestBody) return tooLarge();
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestBody) return tooLarge();
      chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('error', () => resolve(undefined));
    request.on('close', () => resolve(undefined));
  });
}

function corsAnswered(cors: Properties, request: IncomingMessage, response: ServerResponse): boolean {
  const origin = request.headers.origin;
  if (!origin) return false;
  const origins: string[] = cors['AllowOrigins'] ?? [];
  if (!origins.includes('*') && !origins.includes(origin)) return false;
  response.setHeader('access-control-allow-origin', origins.includes('*') ? '*' : origin);
  if (cors['ExposeHeaders']) response.setHeader('access-control-expose-headers', cors['ExposeHeaders'].join(','));
  if (cors['AllowCredentials']) response.setHeader('access-control-allow-credentials', 'true');
  if (request.method !== 'OPTIONS' || !request.headers['access-control-request-method']) return false;
  response.setHeader('access-control-allow-methods', (cors['AllowMethods'] ?? []).join(','));
  response.setHeader('access-control-allow-headers', (cors['AllowHeaders'] ?? []).join(','));
  if (cors['MaxAge'] !== undefined) response.setHeader('access-control-max-age', String(cors['MaxAge']));
  response.statusCode = 204;
  response.end();
  return true;
}

/**
 * Compiles the HTTP APIs of the templates; `unthrottled` lifts their limits, `localize` turns an issuer's public
 * address into that of this machine.
 */
export const readApis = (
  application: Application,
  plans: Map<string, FunctionPlan>,
  unthrottled: boolean,
  localize: (value: string) => string,
  log: (line: string) => void,
): Api[] =>
  application
    .ofType('AWS::ApiGatewayV2::Api')
    .map((api) => readApi(application, api, plans, unthrottled, localize, log));

function readApi(
  application: Application,
  api: Resource,
  plans: Map<string, FunctionPlan>,
  unthrottled: boolean,
  localize: (value: string) => string,
  log: (line: string) => void,
): Api {
  const stage = application.ofType('AWS::ApiGatewayV2::Stage').find((entry) => entry.properties['ApiId'] === api.ref);
  const throttling = stageThrottling(stage?.properties ?? {}, unthrottled);
  const routes: { key: string; target: RouteTarget }[] = [];
  for (const route of application.ofType('AWS::ApiGatewayV2::Route')) {
    if (route.properties['ApiId'] !== api.ref) continue;
    const key = String(route.properties['RouteKey']);
    const integration = application.find(String(route.properties['Target']).replace(/^integrations\//, ''));
    const functionArn = integration ? integratedFunction(integration) : '';
    const plan = plans.get(functionArn);
    if (!plan || integration?.properties['IntegrationType'] !== 'AWS_PROXY') {
      log(
        `not honoured on one machine: the integration of ${key} (${integration?.properties['IntegrationType']} ${functionArn})`,
      );
      continue;
    }
    const authorization = route.properties['AuthorizationType'] ?? 'NONE';
    const authorize =
      authorization === 'JWT'
        ? jwtAuthorizer(application.find(String(route.properties['AuthorizerId'])), localize)
        : undefined;
    const refused =
      authorization === 'NONE' || authorize
        ? undefined
        : `The stage does not check this ${authorization} authorizer, so it does not open ${key}.`;
    if (refused) log(`not honoured on one machine: the ${authorization} authorizer of ${key}; the route answers 501`);
    routes.push({
      key,
      target: {
        plan,
        timeoutMs: Number(integration.properties['TimeoutInMillis'] ?? 30_000),
        bucket: () => throttling.bucketOf(key),
        refused,
        authorize,
      },
    });
  }
  return {
    apiId: api.ref,
    host: new URL(String(api.attribute('ApiEndpoint'))).host,
    stage: String(stage?.properties['StageName'] ?? '$default'),
    match: compileRoutes(routes),
    cors: api.properties['CorsConfiguration'],
    throttling,
  };
}
