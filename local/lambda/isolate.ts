import { appendFile, appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import http, { type ClientRequest, type RequestOptions } from 'node:http';
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { Readable } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { type ArmedFault, meet } from '../faults.ts';
import { type CalledService, callOf, serviceOf } from './called-action.ts';
import { allows, type Statement } from './permission.ts';

/**
 * One environment of one function: a worker thread with its own variables and clock, in which calls to AWS are counted
 * and judged by the function's role before the bundle is loaded.
 */
export type IsolateData = {
  bundle: string;
  handler: string;
  functionName: string;
  functionArn: string;
  memoryMb: number;
  clockOffset: number;
  /** Nobody waits for its answer: it gets the processor after those that somebody waits for. */
  background: boolean;
  logFile: string;
  /** Emulators by `host:port`; one that answers two services is told apart by the request. */
  services: Record<string, CalledService>;
  statements: Statement[];
  /** What its calls meet on purpose. */
  faults: ArmedFault[];
};

/** From the stage: an event as JSON, with its request id and the milliseconds it may take. */
export type Invocation = { id: number; requestId: string; event: string; timeoutMs: number };

/** To the stage. */
export type IsolateMessage =
  | { type: 'ready' }
  | { type: 'result'; id: number; result: string | undefined }
  | { type: 'error'; id: number; errorType: string; message: string; trace: string }
  | { type: 'counts'; counts: Record<string, number> }
  | { type: 'refused'; what: string };

const port = parentPort;
if (!port) throw new Error('isolate.ts runs as a worker of the stage');
const data = workerData as IsolateData;
const tell = (message: IsolateMessage) => port.postMessage(message);

// On Linux this is the priority of this thread alone; on AWS an environment has a processor of its own.
if (data.background) setPriority(19);
shiftClock(data.clockOffset);
captureOutput(data.logFile);
const counts = new Map<string, number>();
let faults = data.faults;
watchCalls();

type Handler = (event: unknown, context: object) => unknown;
const [file, exportName] = data.handler.split('.') as [string, string];
const bundle = createRequire(import.meta.url)(`${data.bundle}/${file}.js`) as Record<string, Handler>;
const handler = bundle[exportName];
if (typeof handler !== 'function') throw new Error(`${data.functionName}: ${data.handler} is not a function`);

type Order = { type: 'counts' } | { type: 'faults'; faults: ArmedFault[] };
port.on('message', (message: Invocation | Order) => {
  if ('type' in message) {
    if (message.type === 'faults') {
      faults = message.faults;
      return;
    }
    tell({ type: 'counts', counts: Object.fromEntries(counts) });
    counts.clear();
    return;
  }
  void invoke(message);
});
tell({ type: 'ready' });

async function invoke(call: Invocation): Promise<void> {
  const endsAt = performance.now() + call.timeoutMs;
  const context = {
    awsRequestId: call.requestId,
    functionName: data.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: data.functionArn,
    memoryLimitInMB: String(data.memoryMb),
    logGroupName: `/aws/lambda/${data.functionName}`,
    logStreamName: 'one-machine',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, endsAt - performance.now()),
  };
  try {
    const result = await (handler as Handler)(JSON.parse(call.event), context);
    tell({ type: 'result', id: call.id, result: JSON.stringify(result) });
  } catch (problem) {
    const error = problem instanceof Error ? problem : new Error(String(problem));
    process.stdout.write(
      `${JSON.stringify({ errorType: error.name, errorMessage: error.message, stack: error.stack?.split('\n'), requestId: call.requestId })}\n`,
    );
    tell({ type: 'error', id: call.id, errorType: error.name, message: error.message, trace: error.stack ?? '' });
  }
}

/** Date that shows the stage's clock; instants given explicitly are left alone. */
function shiftClock(offset: number): void {
  if (offset === 0) return;
  const Real = Date;
  function StageDate(this: unknown, ...given: []): unknown {
    const moved = given.length === 0 ? ([Real.now() + offset] as unknown as []) : given;
    if (!new.target) return new Real(Real.now() + offset).toString();
    return Reflect.construct(Real, moved, new.target === StageDate ? Real : new.target);
  }
  StageDate.prototype = Real.prototype;
  StageDate.now = () => Real.now() + offset;
  StageDate.parse = Real.parse;
  StageDate.UTC = Real.UTC;
  Real.prototype.constructor = StageDate as unknown as DateConstructor;
  // biome-ignore lint/suspicious/noGlobalAssign: the bundle must see the stage's clock wherever it looks
  Date = StageDate as unknown as DateConstructor;
}

/** Sends what the bundle prints to the function's log file, which keeps at most two files of 8 MB. */
function captureOutput(logFile: string): void {
  let waiting = '';
  let timer: NodeJS.Timeout | undefined;
  const flush = (now: boolean) => {
    timer = undefined;
    if (waiting === '') return;
    const text = waiting;
    waiting = '';
    if (now) appendFileSync(logFile, text);
    else {
      if (existsSync(logFile) && statSync(logFile).size > 8_000_000) renameSync(logFile, `${logFile}.1`);
      appendFile(logFile, text, () => {});
    }
  };
  const write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
    waiting += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    if (waiting.length > 1_000_000)
      waiting = `${waiting.slice(0, 500_000)}\n(more than 1 MB of output at once was cut)\n`;
    if (!timer) timer = setTimeout(flush, 100, false).unref();
    const after = typeof encoding === 'function' ? encoding : done;
    if (typeof after === 'function') after();
    return true;
  };
  process.stdout.write = write as typeof process.stdout.write;
  process.stderr.write = write as typeof process.stderr.write;
  process.on('exit', () => flush(true));
}

/** Counts every call to an emulator and answers it as AWS would when the role does not allow it. */
function watchCalls(): void {
  const original = http.request;
  const verdicts = new Map<string, boolean>();
  const allowed = (action: string, arn: string | undefined) => {
    const key = `${action} ${arn}`;
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      verdict = allows(data.statements, action, arn);
      if (verdicts.size < 10_000) verdicts.set(key, verdict);
    }
    return verdict;
  };
  http.request = ((...given: Parameters<typeof original>) => {
    const options = given[0] as RequestOptions;
    const place =
      typeof options === 'object' ? data.services[`${options.hostname ?? options.host}:${options.port}`] : undefined;
    if (!place) return original(...given);
    const service = serviceOf(place, options);
    const call = original(...given);
    const end = call.end.bind(call) as (...all: unknown[]) => ClientRequest;
    call.end = ((...last: unknown[]) => {
      const body = typeof last[0] === 'string' || last[0] instanceof Uint8Array ? last[0] : undefined;
      const { name, needs } = callOf(service, options, body);
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const missing = needs.find((need) => !allowed(need.action, need.arn));
      const fault = missing === undefined && faults.length > 0 ? meet(faults, name) : undefined;
      if (fault === 'end') process.exit(1);
      if (fault === 'throttle') {
        answerInstead(call, service, throttled(service), 'Rate exceeded');
        return call;
      }
      if (!missing) return end(...last);
      const what = `${missing.action}${missing.arn ? ` on ${missing.arn}` : ''}`;
      tell({ type: 'refused', what });
      answerInstead(call, service, denied(service), `User: ${data.functionArn} is not authorized to perform: ${what}`);
      return call;
    }) as typeof call.end;
    return call;
  }) as typeof original;
}

const denied = (service: CalledService) => ({
  status: ['s3', 'ses', 'sqs'].includes(service) ? 403 : 400,
  code: ['dynamodb', 'secretsmanager', 'events'].includes(service) ? 'AccessDeniedException' : 'AccessDenied',
});

/** How each service says that it is called too often. */
const throttled = (service: CalledService) => {
  if (service === 'lambda' || service === 'apigateway') return { status: 429, code: 'TooManyRequestsException' };
  if (service === 's3') return { status: 503, code: 'SlowDown' };
  if (service === 'ses') return { status: 400, code: 'Throttling' };
  return { status: service === 'scheduler' ? 429 : 400, code: 'ThrottlingException' };
};

/** Answers a call as AWS would refuse it; it never leaves. */
function answerInstead(
  call: ClientRequest,
  service: CalledService,
  { status, code }: { status: number; code: string },
  message: string,
): void {
  const isXml = service === 's3' || service === 'ses';
  const body = isXml
    ? `<?xml version="1.0"?>${service === 's3' ? '' : '<ErrorResponse>'}<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>${service === 's3' ? '' : '</ErrorResponse>'}`
    : JSON.stringify({ __type: code, message });
  const answer = Object.assign(Readable.from([Buffer.from(body)]), {
    statusCode: status,
    statusMessage: code,
    headers: {
      'content-type': isXml ? 'text/xml' : 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
      'x-amzn-errortype': code,
    },
    rawHeaders: [],
  });
  setImmediate(() => {
    call.on('error', () => {});
    call.emit('response', answer);
    call.destroy();
  });
}
