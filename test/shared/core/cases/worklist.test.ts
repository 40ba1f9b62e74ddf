import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GivenAnswer } from '../../../../shared/contracts/given-text.ts';
import type { WorklistItem } from '../../../../shared/contracts/worklist.ts';
import {
  cursorOf,
  dueKey,
  givenKey,
  givenPage,
  lanesInOrder,
  placeIn,
  placeOf,
  placeOfText,
  type ReadPlace,
  shardOf,
  shards,
  worklistPage,
} from '../../../../shared/core/cases/worklist.ts';

const item = (caseId: string, lane: string, dueAt?: string): WorklistItem => ({
  caseId,
  version: 1,
  lane,
  stage: 'registered',
  kind: 'information',
  channel: 'form',
  urgent: false,
  language: 'it',
  receivedAt: '2026-09-11T10:00:00.000Z',
  ...(dueAt === undefined ? {} : { dueAt }),
  toBeRead: false,
  formal: false,
  contacts: 1,
});

test('who called again is called back an hour sooner for each call, by twelve at most; nothing passes a danger left behind', () => {
  const one = item('PC-A', 'information', '2026-09-14T10:00:00.000Z');
  const called = (calls: number) => ({ ...one, callBack: { dueAt: '2026-09-14T10:00:00.000Z', attempts: 0, calls } });
  expect(dueKey(one)).toBe('2026-09-14T10:00:00.000Z#PC-A');
  expect(dueKey(called(3))).toBe('2026-09-14T08:00:00.000Z#PC-A');
  expect(dueKey(called(99))).toBe('2026-09-13T22:00:00.000Z#PC-A');
  expect(dueKey({ ...one, onTop: true }) < dueKey(called(99))).toBe(true);
});

/** A worklist in memory that counts how much is read of it. */
function listOf(items: WorklistItem[]) {
  const counted = { reads: 0, items: 0 };
  const read: ReadPlace = async (place, after, limit) => {
    const found = items
      .filter(({ lane, caseId }) => placeIn(lane, shardOf(caseId)) === place)
      .sort((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1))
      .filter((one) => after === undefined || dueKey(one) > after)
      .slice(0, limit);
    counted.reads += 1;
    counted.items += found.length;
    return found;
  };
  return { read, counted };
}

const lanes = ['urgent', 'help-requests', 'information'];

/** Every page from the first to the last. */
async function allPages(items: WorklistItem[], limit: number): Promise<WorklistItem[][]> {
  const { read } = listOf(items);
  const pages: WorklistItem[][] = [];
  let cursor: string | undefined;
  do {
    const page = await worklistPage(lanes, cursor === undefined ? undefined : placeOf(cursor), limit, read);
    pages.push(page.items);
    cursor = page.next && cursorOf(page.next);
  } while (cursor !== undefined && pages.length < 1000);
  return pages;
}

describe('the parts of a lane', () => {
  test('a case stands in one of eight, always the same', () => {
    const codes = Array.from({ length: 4000 }, (_, index) => `PC-7K3M-9QXT-${String(index).padStart(4, '0')}-8WZA`);
    const counts = new Map<number, number>();
    for (const code of codes) counts.set(shardOf(code), (counts.get(shardOf(code)) ?? 0) + 1);
    expect([...counts.keys()].sort()).toEqual(Array.from({ length: shards }, (_, shard) => shard));
    for (const count of counts.values()) expect(count).toBeGreaterThan(4000 / shards / 2);
    expect(shardOf('PC-7K3M-9QXT-4DHR-8WZA')).toBe(shardOf('PC-7K3M-9QXT-4DHR-8WZA'));
  });
});

describe('a page of the worklist', () => {
  test('shows the urgent lane first, then the others in their order, each by due time', async () => {
    const items = [
      item('A', 'information', '2026-09-12T08:00:00.000Z'),
      item('B', 'urgent', '2026-09-13T08:00:00.000Z'),
      item('C', 'help-requests', '2026-09-12T09:00:00.000Z'),
      item('D', 'urgent', '2026-09-12T07:00:00.000Z'),
      item('E', 'help-requests'),
    ];
    const { items: shown } = await worklistPage(lanes, undefined, 10, listOf(items).read);
    expect(shown.map(({ caseId }) => caseId)).toEqual(['D', 'B', 'E', 'C', 'A']);
  });

  test('together with those that follow shows every case once and in order, whatever the limit', async () => {
    const one = fc.record({
      lane: fc.constantFrom(...lanes),
      due: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 60 }), fc.integer({ min: 1, max: 20 }), async (cases, limit) => {
        const items = cases.map(({ lane, due }, index) =>
          item(`PC-${index}`, lane, due === undefined ? undefined : `2026-09-12T08:00:0${due}.000Z`),
        );
        const pages = await allPages(items, limit);
        const expected = lanes.flatMap((lane) =>
          items.filter((one) => one.lane === lane).sort((a, b) => (dueKey(a) < dueKey(b) ? -1 : 1)),
        );
        expect(pages.flat()).toEqual(expected);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
      }),
    );
  });

  test('reads eight bounded parts of a lane, however many cases wait in it', async () => {
    const items = Array.from({ length: 2000 }, (_, index) =>
      item(`PC-${index}`, 'urgent', new Date(1_790_000_000_000 + index * 1000).toISOString()),
    );
    const { read, counted } = listOf(items);
    const page = await worklistPage(lanes, undefined, 20, read);
    expect(page.items.map(({ caseId }) => caseId)).toEqual(items.slice(0, 20).map(({ caseId }) => caseId));
    expect(counted.reads).toBe(shards);
    expect(counted.items).toBeLessThanOrEqual(shards * 8);
  });

  test('is whole where one part of the lane holds all that is due first, and reads on in that one alone', async () => {
    const all = Array.from({ length: 2000 }, (_, index) => `PC-${index}`);
    const inFirst = all.filter((caseId) => shardOf(caseId) === 0).slice(0, 60);
    const others = all.filter((caseId) => shardOf(caseId) !== 0);
    const due = (from: number) => (caseId: string, index: number) =>
      item(caseId, 'urgent', new Date(from + index * 1000).toISOString());
    const first = inFirst.map(due(1_790_000_000_000));
    const { read, counted } = listOf([...first, ...others.map(due(1_800_000_000_000))]);
    const page = await worklistPage(lanes, undefined, 50, read);
    expect(page.items).toEqual(first.slice(0, 50));
    expect(page.next).toEqual({ lane: 'urgent', after: dueKey(first[49] as WorklistItem) });
    expect(counted.reads).toBe(shards + 1);
  });

  test('is that of a list read whole, wherever its parts end', async () => {
    const shares = fc.array(fc.record({ shard: fc.nat(shards - 1), due: fc.nat(50) }), { maxLength: 300 });
    const inShard = Map.groupBy(
      Array.from({ length: 4000 }, (_, index) => `PC-${index}`),
      shardOf,
    );
    await fc.assert(
      fc.asyncProperty(shares, fc.integer({ min: 1, max: 60 }), async (cases, limit) => {
        const items = cases.map(({ shard, due }, index) =>
          item(inShard.get(shard)?.[index] ?? '', 'urgent', new Date(1_790_000_000_000 + due * 1000).toISOString()),
        );
        const whole = items.toSorted((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1));
        const page = await worklistPage(['urgent'], undefined, limit, listOf(items).read);
        expect(page.items).toEqual(whole.slice(0, limit));
        expect(page.next !== undefined).toBe(whole.length > limit);
      }),
    );
  });

  test('goes on where a case has left the list meanwhile, without a gap', async () => {
    const items = Array.from({ length: 6 }, (_, index) =>
      item(`PC-${index}`, 'urgent', `2026-09-12T08:00:0${index}.000Z`),
    );
    const first = await worklistPage(lanes, undefined, 3, listOf(items).read);
    const second = await worklistPage(
      lanes,
      first.next,
      3,
      listOf(items.filter(({ caseId }) => caseId !== 'PC-2')).read,
    );
    expect([...first.items, ...second.items].map(({ caseId }) => caseId)).toEqual(items.map(({ caseId }) => caseId));
  });

  test('shows nothing of a lane that the service does not have', async () => {
    const { read } = listOf([item('A', 'urgent')]);
    expect(await worklistPage(lanes, { lane: 'ideas' }, 10, read)).toEqual({ items: [] });
  });
});

describe('a cursor', () => {
  test('is one word that leads back to its place', () => {
    fc.assert(
      fc.property(fc.constantFrom(...lanes), fc.option(fc.integer(), { nil: undefined }), (lane, number) => {
        const place = { lane, ...(number === undefined ? {} : { after: `2026-09-12T08:00:00.000Z#PC-${number}` }) };
        expect(cursorOf(place)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(placeOf(cursorOf(place))).toEqual(place);
      }),
    );
  });

  test('can stand in an address as it is, also where its place spells characters that cannot', () => {
    // In plain base64 these have a plus, a slash or padding.
    for (const lane of ['n>~', 'n?~', '>>>', '???', 'ü', 'a', 'ab']) {
      expect(cursorOf({ lane })).toMatch(/^[A-Za-z0-9_-]+$/);
    }
    for (const lane of ['n>~', 'n?~', '>>>', '???', 'a', 'ab']) expect(placeOf(cursorOf({ lane }))).toEqual({ lane });
  });

  test('that was never one leads nowhere', () => {
    for (const word of ['', 'x', '!', btoa('{}'), btoa('[]'), btoa('[1]'), btoa('["a",2]'), btoa('null')])
      expect(placeOf(word)).toBeUndefined();
    fc.assert(fc.property(fc.string(), (word) => expect([undefined, 'object']).toContain(placeOf(word) && 'object')));
  });
});

test('the urgent lane comes first, wherever a service names it', () => {
  expect(lanesInOrder([{ lane: 'information' }, { lane: 'urgent' }, { lane: 'help-offers' }])).toEqual([
    'urgent',
    'information',
    'help-offers',
  ]);
});

test('a page that holds all that a lane has is the last one', async () => {
  const three = ['PC-A', 'PC-B', 'PC-C'].map((caseId) => item(caseId, 'information'));
  expect((await allPages(three, 3)).map(({ length }) => length)).toEqual([3]);
  expect((await allPages(three, 2)).map(({ length }) => length)).toEqual([2, 1]);
});

describe('the answers in which a text was given', () => {
  const one = (code: string, minute: number) =>
    ({ code, answer: 'a'.repeat(16), at: `2026-09-11T10:0${minute}:00.000Z` }) as GivenAnswer;
  // Each stands in another part than the one before it.
  const all = [one('PC-C', 3), one('PC-A', 1), one('PC-D', 1), one('PC-B', 2)];
  const read = async (place: string, after: string | undefined, limit: number) =>
    all
      .filter((_, at) => place === placeOfText('t', at))
      .filter((given) => after === undefined || givenKey(given) > after)
      .slice(0, limit);
  const codes = ({ given }: { given: readonly GivenAnswer[] }) => given.map(({ code }) => code);

  test('are told the first given first, whatever part they stand in, and go on behind the last', async () => {
    const first = await givenPage('t', undefined, 3, read);
    expect(codes(first)).toEqual(['PC-A', 'PC-D', 'PC-B']);
    expect(first.next).toBe(givenKey(all[3] as GivenAnswer));
    expect(await givenPage('t', first.next, 3, read)).toEqual({ given: [all[0]] });
    expect((await givenPage('t', undefined, 4, read)).next).toBeUndefined();
    expect(await givenPage('other', undefined, 3, read)).toEqual({ given: [] });
  });
});
