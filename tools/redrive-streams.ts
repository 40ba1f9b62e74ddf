import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { everyPage } from '../shared/shell/stores/dynamodb.ts';
import { type Center, clientsOf } from './center.ts';
import { textTable } from './command.ts';
import { takeSetAside } from './set-aside.ts';

type Item = Record<string, AttributeValue>;

/**
 * What Lambda leaves in a queue of a stream batch that it gave up: no contents, only whose and of when (Lambda guide,
 * DynamoDB streams).
 */
const GivenUp = z.object({
  requestContext: z.object({ functionArn: z.string() }),
  DDBStreamBatchInfo: z.object({
    streamArn: z.string(),
    batchSize: z.number(),
    approximateArrivalOfFirstRecord: z.string(),
    approximateArrivalOfLastRecord: z.string(),
  }),
});

/**
 * A batch that a stream gave up: the function that did not take it, the table, and when its items were written (ms).
 */
export type Batch = { functionName: string; table: string; size: number; from: number; to: number };

/** The batch that a message tells of, or undefined for a message that is none. */
export function batchOf(body: string): Batch | undefined {
  try {
    const { requestContext, DDBStreamBatchInfo: told } = GivenUp.parse(JSON.parse(body));
    const [, , , , , resource = ''] = told.streamArn.split(':');
    const [, table = ''] = resource.split('/');
    const [from, to] = [told.approximateArrivalOfFirstRecord, told.approximateArrivalOfLastRecord].map(Date.parse);
    if (from === undefined || to === undefined || Number.isNaN(from + to) || table === '') return undefined;
    // arn:aws:lambda:Region:account:function:name, and a version after it or not.
    const functionName = requestContext.functionArn.split(':')[6] ?? '';
    return { functionName, table, size: told.batchSize, from, to };
  } catch {
    return undefined;
  }
}

/** An entry has its instant before it is written and arrives whole seconds later: this much is read on either side. */
const margin = { before: 30_000, after: 2_000 };

/**
 * The items of a batch as its table still has them, in the order of their instants; a few that were written beside them
 * come too, because an arrival is told to the second. Items without an instant (an inbox's) are all of it.
 */
export function itemsOf(items: readonly Item[], { from, to }: Pick<Batch, 'from' | 'to'>): Item[] {
  const atOf = (item: Item) => item['at']?.S ?? '';
  return items
    .filter((item) => {
      const at = Date.parse(atOf(item));
      return Number.isNaN(at) || (at >= from - margin.before && at <= to + margin.after);
    })
    .toSorted((one, other) => atOf(one).localeCompare(atOf(other)) || version(one) - version(other));
}
const version = (item: Item) => Number(item['version']?.N ?? 0);

/** The event that a function gets for new items of a table, as its stream would give it. */
export const streamEvent = (items: readonly Item[]) => ({
  Records: items.map((NewImage, index) => ({
    eventID: `redrive-${index}`,
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: { SequenceNumber: String(index + 1), NewImage, StreamViewType: 'NEW_IMAGE' },
  })),
});

/** Items that one call takes: what the streams hand over at most. */
const together = 50;

/** Hands a batch to its function again; throws an Error when it is not taken, and then it stays where it is. */
export async function handOver(
  batch: Batch,
  { read, lambda }: { read: (table: string) => AsyncIterable<Item[]>; lambda: Pick<LambdaClient, 'send'> },
): Promise<number> {
  const found: Item[] = [];
  for await (const page of read(batch.table)) found.push(...page);
  const items = itemsOf(found, batch);
  for (let start = 0; start < items.length; start += together) {
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({
        FunctionName: batch.functionName,
        Payload: Buffer.from(JSON.stringify(streamEvent(items.slice(start, start + together)))),
      }),
    );
    const answer = Payload === undefined ? '' : Buffer.from(Payload).toString('utf8');
    if (FunctionError !== undefined || /"itemIdentifier":/.test(answer))
      throw new Error(`${batch.functionName} does not take it yet: ${answer.slice(0, 200)}`);
  }
  return items.length;
}

/** The queue of what streams gave up, in this center; undefined where none has such a name. */
const queueOfStreams = ({ names }: Pick<Center, 'names'>): string | undefined =>
  Object.entries(names.queues).find(([logicalId]) => logicalId.startsWith('StreamDeadLetters'))?.[1];

/**
 * Hands everything that streams gave up to its function again: lines of the worklist, mails to citizens, acts of
 * officers, inbox items. What is taken is removed; what is not stays, is named, and ends the tool with exit code 1.
 */
export async function redriveStreams(center: Center, dryRun: boolean): Promise<void> {
  const { sqs, lambda, dynamodb } = clientsOf(center);
  const read = (table: string) => everyPage({ TableName: table, ConsistentRead: true }, dynamodb);
  const queue = queueOfStreams(center);
  const messages = queue === undefined ? [] : await takeSetAside(sqs, queue, dryRun ? 1 : 600);
  if (messages.length === 0) return console.log('No stream gave anything up.');
  const given = messages.map((message) => ({ ...message, batch: batchOf(message.body) }));
  const rows = given.map(({ id, batch, sentAt }) => [
    id,
    batch?.functionName ?? 'unreadable',
    batch?.table ?? '',
    String(batch?.size ?? ''),
    sentAt,
  ]);
  console.log(textTable(['given up', 'function', 'table', 'items', 'since'], rows));
  if (dryRun) return;
  for (const { id, handle, batch } of given) {
    try {
      if (batch === undefined) throw new Error('it names no batch of a stream');
      const count = await handOver(batch, { read, lambda });
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: handle }));
      console.log(`${id}: ${count} items were handed to ${batch.functionName} again.`);
    } catch (error) {
      console.error(`${id} stays where it is: ${error instanceof Error ? error.message : error}`);
      process.exitCode = 1;
    }
  }
}
