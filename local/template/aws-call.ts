import { Agent, type IncomingHttpHeaders, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 256, scheduling: 'lifo' });

const targets = {
  sqs: { prefix: 'AmazonSQS', contentType: 'application/x-amz-json-1.0' },
  dynamodb: { prefix: 'DynamoDB_20120810', contentType: 'application/x-amz-json-1.0' },
} as const;

/** With what the functions of this machine sign. */
export const stageCredentials = { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' } as const;

/** The authorization header that the emulators ask for and do not check. */
export const dummyAuthorization = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=stage/20260101/eu-south-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;

/** What a call to AWS is answered: AWS's error name beside the body where it is refused. */
export type CallAnswer = { status: number; body: Record<string, unknown>; error?: string };

/** A refusal by an emulator: `code` is AWS's error name. */
export class CallRefused extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
    this.status = status;
  }
}

/**
 * One JSON call to an emulator over a kept connection; much leaner than the SDK. Throws CallRefused on an AWS error
 * and the socket's error when the emulator is down. A connection that died while idle is tried once more.
 */
export async function awsCall<Answer = Record<string, unknown>>(
  service: keyof typeof targets,
  endpoint: string,
  action: string,
  input: unknown,
  timeoutMs = 10_000,
): Promise<Answer> {
  const { prefix, contentType } = targets[service];
  const answer = await send({
    endpoint,
    method: 'POST',
    path: '/',
    headers: {
      'content-type': contentType,
      'x-amz-target': `${prefix}.${action}`,
      'x-amz-date': '20260101T000000Z',
      authorization: dummyAuthorization(service),
    },
    body: JSON.stringify(input),
    timeoutMs,
  });
  const parsed = answer.body === '' ? {} : JSON.parse(answer.body);
  if (answer.status >= 300) {
    const code =
      String(parsed.__type ?? parsed.code ?? `HTTP ${answer.status}`)
        .split('#')
        .at(-1) ?? '';
    throw new CallRefused(code, answer.status, String(parsed.message ?? parsed.Message ?? ''));
  }
  return parsed as Answer;
}

/** One HTTP exchange with an emulator; the body comes back as text, the names of headers in lower case. */
export function send(call: {
  endpoint: string;
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  timeoutMs?: number;
}): Promise<{ status: number; headers: IncomingHttpHeaders; body: string }> {
  const { hostname, port } = new URL(call.endpoint);
  const once = () =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: string; reused: boolean }>((resolve, reject) => {
      const exchange = request(
        {
          agent,
          hostname,
          port,
          method: call.method,
          path: call.path,
          headers: { ...call.headers, 'content-length': Buffer.byteLength(call.body ?? '') },
          timeout: call.timeoutMs ?? 10_000,
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: Buffer.concat(chunks).toString(),
              reused: exchange.reusedSocket,
            }),
          );
          response.on('error', reject);
        },
      );
      exchange.on('timeout', () => exchange.destroy(new Error(`no answer from ${call.endpoint}`)));
      exchange.on('error', (problem) => reject(Object.assign(problem, { reused: exchange.reusedSocket })));
      exchange.end(call.body);
    });
  return once().catch((problem) => {
    if (problem?.reused && (problem.code === 'ECONNRESET' || problem.code === 'EPIPE')) return once();
    throw problem;
  });
}
