import { DynamoDBClient, type QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { leafOfEntry, leavesOf, noteLeaf } from '../../../../shared/core/day-leaves.ts';
import { dayPart, dayPartOf, partsOfADay } from '../../../../shared/core/day-part.ts';
import { dynamodbDayLeaves } from '../../../../shared/shell/stores/day-leaves.ts';
import { dynamodbRegister } from '../../../../shared/shell/stores/dynamodb-register.ts';
import { openDynalite, registerTable } from './dynalite.ts';

let opened: Awaited<ReturnType<typeof openDynalite>>;
beforeAll(async () => {
  opened = await openDynalite([registerTable]);
});
afterAll(() => opened.close());

const entry = (caseId: string, version: number, at: string) => ({
  caseId,
  version,
  at,
  events: '{"events":[]}',
  prevHash: '0'.repeat(64),
  hash: (caseId.length * 1000 + version).toString(16).padStart(64, '0'),
});

const textsOf = async (leaves: AsyncIterable<string>) => {
  const texts: string[] = [];
  for await (const text of leaves) texts.push(text);
  return texts;
};

test('a day has the leaves of the entries of that day in Rome, in the order of the tree, whatever order they came in', async () => {
  const register = dynamodbRegister('register', opened.client);
  const leaves = new Map<string, string[]>();
  // Half past eleven and half past midnight in Rome.
  const instants = ['2026-11-26T22:30:00.000Z', '2026-11-26T23:30:00.000Z', '2026-11-27T11:00:00.000Z'];
  const codes = ['PC-ZZZZ', 'PC-0000', 'PC-7K3M', 'PC-7K3N', 'PC-A111'];
  for (const caseId of codes)
    for (const version of [11, 2, 1]) {
      const one = entry(caseId, version, instants[(version + caseId.length + codes.indexOf(caseId)) % 3] as string);
      await register.append(one);
      noteLeaf(leaves, one.at, leafOfEntry(one));
    }
  const store = dynamodbDayLeaves('register', opened.client);
  for (const day of ['2026-11-26', '2026-11-27']) {
    expect(leavesOf(leaves, day).length).toBeGreaterThan(2);
    expect(await textsOf(store.of(day))).toEqual(leavesOf(leaves, day));
  }
  expect(await textsOf(store.of('2026-11-28'))).toEqual([]);
  expect(await store.firstDay()).toBe('2026-11-26');
});

test('every code stands in one of the parts, and parts are in the order of codes', () => {
  const at = '2026-11-27T11:00:00.000Z';
  const code = fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}$/).map((own) => `PC-${own}`);
  fc.assert(
    fc.property(code, code, (one, other) => {
      const [first, second] = [one, other].sort() as [string, string];
      const place = (caseId: string) =>
        partsOfADay.findIndex((part) => dayPart('2026-11-27', part) === dayPartOf({ caseId, at }));
      expect(place(first)).toBeGreaterThanOrEqual(0);
      expect(place(first)).toBeLessThanOrEqual(place(second));
    }),
  );
});

/** A table of one part with very many entries, made as they are asked for; it hears how far the reader has come. */
class Long extends DynamoDBClient {
  pages = 0;
  given = 0;
  /** Entries that were given before the reader had taken all of the page before. */
  ahead = 0;
  taken = () => 0;
  private readonly count: number;
  constructor(count: number) {
    super({ region: 'eu-south-1' });
    this.count = count;
  }
  override send = (async ({ input }: QueryCommand) => {
    if (input.ExpressionAttributeValues?.[':dayPart']?.S !== dayPart('2026-11-27', '5')) return { Items: [] };
    // The last case of a page is kept until it is known whether the next page begins with it.
    this.ahead = Math.max(this.ahead, this.given - this.taken());
    const from = Number(input.ExclusiveStartKey?.['caseId']?.S?.slice(4) ?? 0);
    const to = Math.min(from + 4000, this.count);
    this.pages += 1;
    this.given = to;
    const Items = Array.from({ length: to - from }, (_none, index) => ({
      caseId: { S: `PC-5${String(from + index).padStart(8, '0')}` },
      version: { N: '1' },
      hash: { S: '0'.repeat(64) },
    }));
    return { Items, ...(to < this.count && { LastEvaluatedKey: { caseId: { S: `PC-5${to}` } } }) };
  }) as unknown as DynamoDBClient['send'];
}

describe('a day of very many entries', () => {
  test('is read a page at a time: the next is asked for when all of the last was taken', async () => {
    const client = new Long(40_000);
    let taken = 0;
    client.taken = () => taken;
    for await (const _text of dynamodbDayLeaves('register', client).of('2026-11-27')) taken += 1;
    expect({ taken, pages: client.pages, ahead: client.ahead }).toEqual({ taken: 40_000, pages: 10, ahead: 1 });
  });
});
