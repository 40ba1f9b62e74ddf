import type { IncomingMessage } from 'node:http';
import { account } from '../template/identity.ts';

/** What the gateway knows of a request beside its head and body. */
export type RequestFacts = {
  routeKey: string;
  parameters: Record<string, string> | undefined;
  /** Path with percent-encodings resolved. */
  path: string;
  query: string;
  apiId: string;
  stage: string;
  requestId: string;
  /** Stage time, ms. */
  now: number;
  /** Claims of a judged token; undefined on routes without an authorizer. */
  claims?: Record<string, string> | undefined;
  /** Headers that the distribution sets, whatever the sender set; names in lower case. */
  originHeaders?: [string, string][];
};

/** An address of the network that AWS sets aside for CloudFront. */
const addressOfCloudFront = '130.176.0.1';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const textual = /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml)))/i;

/**
 * The event that API Gateway sends for payload format 2.0: names in lower case, repeated headers joined, cookies apart,
 * bodies that are not text in base64.
 */
export function requestEvent(request: IncomingMessage, body: Buffer, facts: RequestFacts): object {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  const raw = request.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] as string).toLowerCase();
    const value = raw[index + 1] as string;
    if (name === 'cookie') cookies.push(...value.split(/; */).filter(Boolean));
    else if (!hopByHop.has(name)) headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  const address = (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
  headers['x-forwarded-for'] = headers['x-forwarded-for'] ? `${headers['x-forwarded-for']}, ${address}` : address;
  // Through the portal it is CloudFront that asks, and that is written behind the viewer.
  if ((facts.originHeaders ?? []).length > 0) headers['x-forwarded-for'] += `, ${addressOfCloudFront}`;
  headers['x-forwarded-port'] = String(request.socket.localPort ?? 443);
  headers['x-forwarded-proto'] = 'http';
  headers['x-amzn-trace-id'] =
    `Root=1-${Math.floor(facts.now / 1000).toString(16)}-${facts.requestId.replaceAll('-', '').slice(0, 24)}`;
  for (const [name, value] of facts.originHeaders ?? []) headers[name] = value;
  if (body.length > 0) headers['content-length'] = String(body.length);
  const host = headers['host'] ?? '';
  const text = body.length > 0 ? textOf(body, headers['content-type'] ?? 'text/plain') : undefined;
  return {
    version: '2.0',
    routeKey: facts.routeKey,
    rawPath: facts.path,
    rawQueryString: facts.query,
    ...(cookies.length > 0 ? { cookies } : {}),
    headers,
    ...(facts.query ? { queryStringParameters: queryOf(facts.query) } : {}),
    requestContext: {
      accountId: account,
      apiId: facts.apiId,
      ...(facts.claims ? { authorizer: { jwt: { claims: facts.claims, scopes: null } } } : {}),
      domainName: host,
      domainPrefix: host.split(/[.:]/)[0],
      http: {
        method: request.method,
        path: facts.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: address,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: facts.requestId,
      routeKey: facts.routeKey,
      stage: facts.stage,
      time: commonLogTime(facts.now),
      timeEpoch: facts.now,
    },
    ...(facts.parameters ? { pathParameters: facts.parameters } : {}),
    ...(body.length > 0 ? { body: text ?? body.toString('base64') } : {}),
    isBase64Encoded: body.length > 0 && text === undefined,
  };
}

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'proxy-connection',
  'expect',
]);

/** The body as text when its content type is a text and its bytes are UTF-8; undefined when it goes as base64. */
function textOf(body: Buffer, contentType: string): string | undefined {
  if (!textual.test(contentType)) return undefined;
  const text = body.toString('utf8');
  return text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(body) ? undefined : text;
}

function queryOf(query: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = parameters[name] === undefined ? value : `${parameters[name]},${value}`;
  }
  return parameters;
}

function commonLogTime(now: number): string {
  const date = new Date(now);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} +0000`;
}
