import type { Clock } from '../clock.ts';
import { awsCall } from '../template/aws-call.ts';
import { filterOf } from '../template/event-pattern.ts';
import type { FunctionPlan, Host } from './host.ts';
import { FunctionThrottled } from './host.ts';

/** One queue that wakes one function, as the template says. */
export type QueueMapping = {
  queueUrl: string;
  queueArn: string;
  plan: FunctionPlan;
  batchSize: number;
  /** Milliseconds to wait for a fuller batch. */
  windowMs: number;
  /** Batches at once at most. */
  concurrency: number;
  reportsFailures: boolean;
  /** Filter patterns as JSON text; empty for all messages. */
  filters: string[];
};

/** A running poller; `stop` lets batches in flight finish and their messages be deleted. */
export type Poller = { readonly busy: boolean; stop(): Promise<void> };

type Message = {
  MessageId: string;
  ReceiptHandle: string;
  Body: string;
  MD5OfBody: string;
  Attributes?: Record<string, string>;
  MessageAttributes?: Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>;
};

/** Lambda closes a batch before its event exceeds 6 MB; ten messages more of 256 KB must still fit. */
const largestEventBytes = 3_500_000;

/**
 * Polls a queue and invokes its function as a Lambda event source mapping does, with several batches at once up to its
 * concurrency. Successes are deleted, failures left to their visibility timeout; a queue that is down is asked again
 * with back-off.
 */
export function pollQueue(
  mapping: QueueMapping,
  given: { host: Host; endpoint: () => string; clock: Clock; log: (line: string) => void },
): Poller {
  const { perReceive, receive, remove } = queueCalls(mapping, given.endpoint);
  const passes = filterOf(mapping.filters);
  const queueName = mapping.queueArn.split(':').at(-1);
  let stopped = false;
  let handling = 0;
  let freed = () => {};
  let downForMs = 0;
  let receivedAt = 0;

  const handle = async (messages: Message[]) => {
    handling += 1;
    try {
      const wanted =
        mapping.filters.length === 0
          ? messages
          : messages.filter((message) => passes({ body: parsed(message.Body), attributes: message.Attributes }));
      const unwanted = wanted.length === messages.length ? [] : messages.filter((message) => !wanted.includes(message));
      let done = wanted;
      if (wanted.length > 0) {
        const event = JSON.stringify({
          Records: wanted.map((message) => record(message, mapping.queueArn, given.clock.offset)),
        });
        const result = await invokePatiently(given.host, mapping.plan, event, () => stopped);
        if (result === 'failed') done = [];
        else if (mapping.reportsFailures) done = successes(wanted, result);
      }
      if (done.length + unwanted.length > 0) await remove([...done, ...unwanted]);
    } catch {
      // The queue is down or the batch was not deleted: its messages come back after their visibility timeout.
    } finally {
      handling -= 1;
      freed();
    }
  };

  const loop = async () => {
    while (!stopped) {
      if (handling >= mapping.concurrency) {
        await new Promise<void>((resolve) => {
          freed = resolve;
        });
        continue;
      }
      let messages: Message[];
      try {
        messages = await receive(10);
        if (downForMs > 0) given.log(`queue ${queueName} answers again`);
        downForMs = 0;
      } catch (problem) {
        if (stopped) return;
        if (downForMs === 0)
          given.log(
            `queue ${queueName} does not answer (${problem instanceof Error ? problem.message : problem}), trying again`,
          );
        downForMs = Math.min(2_000, Math.max(100, downForMs * 2));
        await pause(downForMs);
        continue;
      }
      const sinceLast = performance.now() - receivedAt;
      receivedAt = performance.now();
      if (messages.length === 0) continue;
      if (messages.length < mapping.batchSize && mapping.windowMs > 0) messages = await fill(messages);
      void handle(messages);
      // Messages come fast but not ten at a time: a few milliseconds more make a fuller batch, and far fewer calls.
      if (messages.length < perReceive && sinceLast < 25) await pause(8);
    }
  };

  const fill = async (messages: Message[]) => {
    const until = Date.now() + mapping.windowMs;
    let bytes = size(messages);
    while (messages.length < mapping.batchSize && bytes < largestEventBytes && Date.now() < until && !stopped) {
      const more: Message[] = await receive(0, mapping.batchSize - messages.length).catch(() => []);
      messages = [...messages, ...more];
      bytes += size(more);
      if (more.length === 0) await pause(Math.min(50, Math.max(1, until - Date.now())));
    }
    return messages;
  };

  void loop();
  return {
    get busy() {
      return handling > 0;
    },
    async stop() {
      stopped = true;
      const giveUp = Date.now() + 5_000;
      while (handling > 0 && Date.now() < giveUp) await pause(20);
    },
  };
}

/** The calls to the queue of a mapping; `perReceive` messages come at once at most. */
function queueCalls(mapping: QueueMapping, endpoint: () => string) {
  const perReceive = Math.min(10, mapping.batchSize);
  const call = <Answer>(action: string, input: unknown, timeoutMs?: number) =>
    awsCall<Answer>('sqs', endpoint(), action, input, timeoutMs);

  const receive = async (waitSeconds: number, most = perReceive) => {
    const answer = await call<{ Messages?: Message[] }>(
      'ReceiveMessage',
      {
        QueueUrl: mapping.queueUrl,
        MaxNumberOfMessages: Math.min(perReceive, most),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      },
      waitSeconds * 1000 + 5_000,
    );
    return answer.Messages ?? [];
  };

  const remove = async (messages: Message[]) => {
    for (let start = 0; start < messages.length; start += 10) {
      const Entries = messages
        .slice(start, start + 10)
        .map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle }));
      await call('DeleteMessageBatch', { QueueUrl: mapping.queueUrl, Entries });
    }
  };

  return { perReceive, receive, remove };
}

/** Invokes a function, again and again while it is throttled, ten times at most. */
async function invokePatiently(
  host: Host,
  plan: FunctionPlan,
  event: string,
  stopped: () => boolean,
): Promise<string | undefined | 'failed'> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    try {
      return await host.invoke(plan, event);
    } catch (problem) {
      if (!(problem instanceof FunctionThrottled) || stopped()) return 'failed';
      await pause(100 * 2 ** Math.min(attempt, 4));
    }
  }
  return 'failed';
}

const size = (messages: Message[]) => messages.reduce((sum, message) => sum + message.Body.length, 0);

/** Messages that the function did not name in batchItemFailures; none when its answer is not understood, as on AWS. */
function successes(messages: Message[], result: string | undefined): Message[] {
  if (result === undefined || result === 'null') return messages;
  let failures: { itemIdentifier?: string }[];
  try {
    failures = JSON.parse(result)?.batchItemFailures ?? [];
  } catch {
    return [];
  }
  if (failures.length === 0) return messages;
  const failed = new Set(failures.map((failure) => failure.itemIdentifier));
  const known = messages.filter((message) => failed.has(message.MessageId)).length;
  return known === failed.size ? messages.filter((message) => !failed.has(message.MessageId)) : [];
}

function record(message: Message, queueArn: string, clockOffset: number): object {
  const attributes = { ...message.Attributes };
  for (const name of ['SentTimestamp', 'ApproximateFirstReceiveTimestamp']) {
    if (attributes[name] !== undefined) attributes[name] = String(Number(attributes[name]) + clockOffset);
  }
  const messageAttributes: Record<string, object> = {};
  for (const [name, attribute] of Object.entries(message.MessageAttributes ?? {})) {
    messageAttributes[name] = {
      dataType: attribute.DataType,
      stringValue: attribute.StringValue,
      binaryValue: attribute.BinaryValue,
      stringListValues: [],
      binaryListValues: [],
    };
  }
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes,
    messageAttributes,
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: 'eu-south-1',
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
