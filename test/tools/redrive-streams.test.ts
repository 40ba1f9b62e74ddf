import { describe, expect, test } from '@jest/globals';
import { giveUpNotice } from '../../local/lambda/stream-record.ts';
import { batchOf, handOver, itemsOf, type streamEvent } from '../../tools/redrive-streams.ts';

const entry = (caseId: string, version: number, at: string) => ({
  caseId: { S: caseId },
  version: { N: String(version) },
  at: { S: at },
});
const batch = {
  functionName: 'worklist-case-event',
  table: 'records-Register',
  size: 2,
  from: Date.parse('2026-11-20T10:00:00Z'),
  to: Date.parse('2026-11-20T10:01:00Z'),
};
/** A message as Lambda's guide shows it for a batch of a DynamoDB stream that was given up. */
const given = {
  requestContext: {
    requestId: 'c9b8fa9f-5a7f-xmpl-af9c-0c604cde93a5',
    functionArn: 'arn:aws:lambda:eu-south-1:123456789012:function:worklist-case-event',
    condition: 'RetryAttemptsExhausted',
    approximateInvokeCount: 1,
  },
  version: '1.0',
  timestamp: '2026-11-20T11:00:00.000Z',
  DDBStreamBatchInfo: {
    shardId: 'shardId-00000001573689847184-864758bb',
    startSequenceNumber: '800000000003126276362',
    endSequenceNumber: '800000000003126276362',
    approximateArrivalOfFirstRecord: '2026-11-20T10:00:00Z',
    approximateArrivalOfLastRecord: '2026-11-20T10:01:00Z',
    batchSize: 2,
    streamArn: 'arn:aws:dynamodb:eu-south-1:123456789012:table/records-Register/stream/2026-11-14T00:04:06.388',
  },
};

describe('a batch that a stream gave up', () => {
  test('is known by its function, its table and its time', () => {
    expect(batchOf(JSON.stringify(given))).toEqual(batch);
    const version = { ...given.requestContext, functionArn: `${given.requestContext.functionArn}:7` };
    expect(batchOf(JSON.stringify({ ...given, requestContext: version }))?.functionName).toBe('worklist-case-event');
  });

  test('is known in the stage’s own words too', () => {
    const now = Date.now();
    const item = { addedAt: now - 5_000, seq: 1, keys: {}, eventName: 'INSERT' as const, image: undefined };
    const plan = { arn: given.requestContext.functionArn };
    const { streamArn } = given.DDBStreamBatchInfo;
    const mapping = { plan, streamArn } as unknown as Parameters<typeof giveUpNotice>[0];
    const told = batchOf(JSON.stringify(giveUpNotice(mapping, [item], 3, now)));
    expect(told).toMatchObject({ functionName: batch.functionName, table: batch.table, size: 1 });
    expect(told?.from).toBeLessThanOrEqual(now);
  });

  test.each(['', '{}', 'not JSON', JSON.stringify({ ...given, DDBStreamBatchInfo: {} })])('%j is none', (body) => {
    expect(batchOf(body)).toBeUndefined();
  });

  test('is read from its table by its time, oldest first, and no entry of another time with it', () => {
    const items = [
      entry('B', 2, '2026-11-20T10:00:30.000Z'),
      entry('B', 1, '2026-11-20T10:00:30.000Z'),
      entry('A', 1, '2026-11-20T09:59:55.000Z'),
      entry('before', 1, '2026-11-20T09:59:00.000Z'),
      entry('after', 1, '2026-11-20T10:02:00.000Z'),
    ];
    expect(itemsOf(items, batch).map(({ caseId, version }) => `${caseId?.S} ${version?.N}`)).toEqual([
      'A 1',
      'B 1',
      'B 2',
    ]);
  });

  test('of an inbox is all that lies in it: its items have no time of their own', () => {
    expect(itemsOf([{ caseId: { S: 'A' }, message: { S: '{}' } }], batch)).toHaveLength(1);
  });
});

describe('handing a batch over', () => {
  async function* read() {
    yield [entry('A', 1, '2026-11-20T10:00:10.000Z')];
  }
  const clients = (answer: object) => {
    const invoked: { FunctionName: string; event: ReturnType<typeof streamEvent> }[] = [];
    const lambda = {
      async send({ input }: { input: { FunctionName: string; Payload: Uint8Array } }) {
        invoked.push({
          FunctionName: input.FunctionName,
          event: JSON.parse(Buffer.from(input.Payload).toString('utf8')),
        });
        return answer;
      },
    };
    return { invoked, clients: { read, lambda } as unknown as Parameters<typeof handOver>[1] };
  };
  const taken = { Payload: Buffer.from('{"batchItemFailures":[]}') };

  test('gives the function its items as new ones', async () => {
    const { invoked, clients: both } = clients(taken);
    expect(await handOver(batch, both)).toBe(1);
    expect(invoked.map(({ FunctionName }) => FunctionName)).toEqual([batch.functionName]);
    expect(invoked[0]?.event.Records).toMatchObject([
      { eventName: 'INSERT', dynamodb: { NewImage: { caseId: { S: 'A' } } } },
    ]);
  });

  test.each([
    ['breaks', { FunctionError: 'Unhandled', Payload: Buffer.from('{"errorMessage":"x"}') }],
    ['names one that failed', { Payload: Buffer.from('{"batchItemFailures":[{"itemIdentifier":"1"}]}') }],
  ])('a function that %s leaves the batch where it is', async (_what, answer) => {
    await expect(handOver(batch, clients(answer).clients)).rejects.toThrow('does not take it yet');
  });
});
