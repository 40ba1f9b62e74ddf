import { describe, expect, test } from '@jest/globals';
import type { Context, SQSEvent } from 'aws-lambda';
import fc from 'fast-check';
import { readTold } from '../../../functions/citizen-mails/read-told.ts';
import { passOnEntries } from '../../../functions/followers/pass-on-entries.ts';
import { callsOf, type Told } from '../../../functions/followers/rules/calls.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { followingRegister } from '../../../shared/shell/queues/followed-queue.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

const service = 'protezione-civile';
const code = (number: number) => `PC-0000-0000-0000-000${number}`;
const instant = '2026-11-29T10:00:00.000Z';

const opened = (caseId: string, message = 'Ho sete') =>
  sealEntry({
    caseId,
    at: instant,
    events: [caseOpened(), contactReceived({ personal: { message, email: 'ada@example.org' } })],
    previous: undefined,
    salt: '0'.repeat(32),
    sha256,
  });
const then = (previous: ReturnType<typeof opened>) =>
  sealEntry({
    caseId: previous.caseId,
    at: instant,
    events: [{ type: 'UrgencyRaised' }],
    previous,
    salt: '1'.repeat(32),
    sha256,
  });

/** A queue as SQS keeps an order: known names are taken and not kept again; `refuses` says which call it refuses. */
function orderedQueue(refuses: (call: number) => boolean = () => false) {
  const kept: Told[] = [];
  let calls = 0;
  return {
    kept,
    async leave(messages: readonly Told[]) {
      calls += 1;
      if (refuses(calls)) throw new Error('the queue refuses');
      for (const message of messages) if (!kept.some(({ name }) => name === message.name)) kept.push(message);
    },
  };
}

describe('messages parted into calls', () => {
  const messages = fc.array(
    fc.record({
      group: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'),
      name: fc.uuid(),
      body: fc.string({ maxLength: 40 }),
    }),
    { maxLength: 60 },
  );

  test('stay in order, ten at most, and no case twice in one call', () => {
    fc.assert(
      fc.property(messages, (all) => {
        const calls = callsOf(all);
        expect(calls.flat()).toEqual(all);
        for (const call of calls) {
          expect(call.length).toBeLessThanOrEqual(10);
          expect(new Set(call.map(({ group }) => group)).size).toBe(call.length);
        }
      }),
    );
  });

  test('weigh no more than SQS takes at once, and a message alone is as heavy as DynamoDB lets an entry be', () => {
    const heavy = (group: string) => ({ group, name: group, body: 'x'.repeat(400_000) });
    expect(callsOf(['a', 'b', 'c', 'd'].map(heavy)).map((call) => call.length)).toEqual([2, 2]);
  });
});

describe('entries of a register, passed on', () => {
  const [one, other] = [opened(code(1)), opened(code(2))];
  const entries = [one, then(one), other];

  test('reach each follower in the order of their case, and nobody’s words with them', async () => {
    const queues = [orderedQueue(), orderedQueue()];
    await passOnEntries(
      service,
      entries,
      queues.map(({ leave }) => leave),
    );
    for (const { kept } of queues) {
      expect(kept.map(({ name }) => name)).toEqual([`${code(1)}.1`, `${code(1)}.2`, `${code(2)}.1`]);
      expect(kept.map(({ group }) => group)).toEqual([code(1), code(1), code(2)]);
      expect(JSON.stringify(kept)).not.toMatch(/sete|ada@example/);
      const { personal: _apart, ...chained } = one;
      expect(JSON.parse(kept[0]?.body ?? '')).toEqual({ contract: 'entry-told.v1', service, ...chained });
    }
  });

  test('come once and in order to a queue that refused, and to the others, when they are told again', async () => {
    const queues = [orderedQueue((call) => call === 2), orderedQueue()];
    const leave = queues.map((queue) => queue.leave);
    await expect(passOnEntries(service, entries, leave)).rejects.toThrow('the queue refuses');
    expect(queues.map(({ kept }) => kept.length)).toEqual([1, 3]);
    await passOnEntries(service, entries, leave);
    for (const { kept } of queues)
      expect(kept.map(({ name }) => name)).toEqual([`${code(1)}.1`, `${code(1)}.2`, `${code(2)}.1`]);
  });
});

/** What Lambda hands a follower of what its queue holds. */
const batchOf = (kept: readonly Told[]): SQSEvent => ({
  Records: kept.map(({ group, name, body }) => ({
    messageId: name,
    receiptHandle: name,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '0',
      SenderId: 'x',
      ApproximateFirstReceiveTimestamp: '0',
      MessageGroupId: group,
      MessageDeduplicationId: name,
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-south-1:000000000000:followed.fifo',
    awsRegion: 'eu-south-1',
  })),
});

describe('a follower', () => {
  test('gets all of a batch at once, and where that fails all of the case that fails comes back, and no other', async () => {
    const queue = orderedQueue();
    const [one, other] = [opened(code(1)), opened(code(2))];
    await passOnEntries(service, [one, then(one), other], [queue.leave]);
    const seen: string[][] = [];
    const handler = followingRegister('test', service, async (told) => {
      seen.push(told.map(({ caseId, version }) => `${caseId.slice(-1)}.${version}`));
      if (told.some(({ caseId, version }) => caseId === code(1) && version === 2)) throw new Error('not yet');
    });
    expect(await handler(batchOf(queue.kept), {} as Context)).toEqual({
      batchItemFailures: [{ itemIdentifier: `${code(1)}.1` }, { itemIdentifier: `${code(1)}.2` }],
    });
    expect(seen).toEqual([['1.1', '1.2', '2.1'], ['1.1', '1.2'], ['2.1']]);
  });

  test('takes nothing of another service', async () => {
    const queue = orderedQueue();
    await passOnEntries('familyline', [opened(code(1))], [queue.leave]);
    const handler = followingRegister('test', service, async () => undefined);
    expect((await handler(batchOf(queue.kept), {} as Context)).batchItemFailures).toHaveLength(1);
  });
});

describe('what a register told, read again', () => {
  test('is each entry as it is kept now: what was erased meanwhile is gone', async () => {
    const register = memoryRegister();
    const one = opened(code(1));
    for (const entry of [one, then(one)]) await register.append(entry);
    const [, second] = await readTold(register, [one, then(one)]);
    expect(second?.version).toBe(2);
    await register.erasePersonal(code(1), 1);
    expect((await readTold(register, [one]))[0]?.personal).toBeUndefined();
  });

  test('fails where the register does not have it, so that it comes back', async () => {
    await expect(readTold(memoryRegister(), [opened(code(1))])).rejects.toThrow('does not have version 1');
  });
});
