import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { WorklistItem } from '../../../../shared/contracts/worklist.ts';
import {
  dueKey,
  placeIn,
  type ReadPlace,
  shardOf,
  type WorklistPlace,
} from '../../../../shared/core/cases/worklist.ts';
import {
  asSeenBy,
  canBeTaken,
  filteredPage,
  isWanted,
  placePage,
  type WorklistFilter,
  waitsFor,
} from '../../../../shared/core/cases/worklist-filter.ts';
import { worklistItem } from '../../../fixtures/worklist-item.ts';

const lanes = ['urgent', 'information'];
const code = (number: number) => `PC-0000-0000-${String(number).padStart(4, '0')}-0000`;

function listOf(items: readonly WorklistItem[]) {
  const counted = { reads: 0 };
  const read: ReadPlace = async (place, after, limit) => {
    counted.reads += 1;
    return items
      .filter(({ lane, caseId }) => placeIn(lane, shardOf(caseId)) === place)
      .sort((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1))
      .filter((one) => after === undefined || dueKey(one) > after)
      .slice(0, limit);
  };
  return { read, counted };
}

/** What a filter shows from the first page to the last. */
async function shown(items: readonly WorklistItem[], filter: WorklistFilter, limit: number): Promise<string[]> {
  const { read } = listOf(items);
  const found: string[] = [];
  let from: WorklistPlace | undefined;
  for (let page = 0; page < 1000; page += 1) {
    const { items: some, next } = await filteredPage(lanes, from, limit, read, filter);
    expect(some.length).toBeLessThanOrEqual(limit);
    found.push(...some.map(({ caseId }) => caseId));
    if (next === undefined) return found;
    from = next;
  }
  throw new Error('the pages never end');
}

describe('a filter', () => {
  test('shows from page to page each case that it wants once, in the order of the list, and no other', async () => {
    const one = fc.record({
      lane: fc.constantFrom(...lanes),
      channel: fc.constantFrom('form', 'phone', 'email' as const),
      language: fc.constantFrom('it', 'de' as const),
      day: fc.integer({ min: 10, max: 28 }),
    });
    const cases = fc
      .array(one, { maxLength: 300 })
      .map((many) =>
        many.map(({ day, ...more }, number) =>
          worklistItem(code(number), { ...more, dueAt: `2026-09-${day}T08:00:00.000Z` } as Partial<WorklistItem>),
        ),
      );
    const filters = fc.constantFrom<WorklistFilter>(
      {},
      { channel: 'phone' },
      { channel: 'phone', language: 'de' },
      { overdueAt: '2026-09-15T00:00:00.000Z' },
      { kind: 'story' },
    );
    await fc.assert(
      fc.asyncProperty(cases, filters, fc.integer({ min: 1, max: 100 }), async (items, filter, limit) => {
        const order = lanes.flatMap((lane) =>
          items.filter((item) => item.lane === lane).sort((a, b) => (dueKey(a) < dueKey(b) ? -1 : 1)),
        );
        expect(await shown(items, filter, limit)).toEqual(
          order.filter((item) => isWanted(item, filter)).map(({ caseId }) => caseId),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('by who is to be called back leaves out what waits for the desk otherwise', () => {
    const wanted = (item: WorklistItem) => isWanted(item, { waitsFor: 'call-back' });
    const callBack = { dueAt: '2026-09-15T08:00:00.000Z', attempts: 1 };
    expect([wanted(worklistItem(code(1), { callBack })), wanted(worklistItem(code(2)))]).toEqual([true, false]);
  });

  test('by region leaves out what lies elsewhere and what tells no region', () => {
    const wanted = (more: Partial<WorklistItem>) => isWanted(worklistItem(code(1), more), { region: '12' });
    expect([wanted({ region: '12' }), wanted({ region: '08' }), wanted({})]).toEqual([true, false, false]);
  });

  test('costs the same however many cases of no interest stand before, and goes on from where it stopped', async () => {
    const items = Array.from({ length: 3000 }, (_, number) => worklistItem(code(number)));
    const { read, counted } = listOf([
      ...items,
      worklistItem(code(3001), { channel: 'pec', dueAt: '2030-01-01T00:00:00.000Z' }),
    ]);
    const page = await filteredPage(lanes, undefined, 50, read, { channel: 'pec' });
    expect(page).toMatchObject({ items: [], next: { lane: 'information' } });
    expect(counted.reads).toBeLessThan(100);
    // Eight times a hundred are looked at for one page.
    const passed = items.toSorted((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1))[799];
    expect(page.next).toEqual({ lane: 'information', after: dueKey(passed as WorklistItem) });
  });
});

describe('a case waits for', () => {
  test.each([
    ['registered', 'desk'],
    ['taken-in-charge', 'desk'],
    ['waiting-for-you', 'citizen'],
    ['forwarded', 'expert'],
    ['referred', 'administration'],
  ] as const)('whoever its stage %s names: %s', (stage, whom) => {
    expect(waitsFor(worklistItem(code(1), { stage }))).toBe(whom);
  });

  test('the desk where a call is owed or a scan is to be read, whatever else it waits for', () => {
    const callBack = { dueAt: '2026-09-12T08:00:00.000Z', attempts: 0 };
    expect(waitsFor(worklistItem(code(1), { stage: 'referred', callBack }))).toBe('desk');
    expect(waitsFor(worklistItem(code(1), { stage: 'waiting-for-you', toBeRead: true }))).toBe('desk');
  });

  test('the desk where an expert is late', () => {
    expect(waitsFor(worklistItem(code(1), { stage: 'forwarded', expertLate: true }))).toBe('desk');
  });
});

describe('a case can be taken', () => {
  const owner = { name: 'Dario Sala', since: '2026-09-11T15:00:00.000Z' };

  test('where it waits for the desk and nobody has it, or only for a time', () => {
    expect(canBeTaken(worklistItem(code(1)))).toBe(true);
    expect(canBeTaken(worklistItem(code(1), { owner }))).toBe(false);
    expect(canBeTaken(worklistItem(code(1), { owner: { ...owner, until: owner.since } }))).toBe(true);
    expect(canBeTaken(worklistItem(code(1), { stage: 'referred' }))).toBe(false);
  });
});

describe('the words of a case in a list', () => {
  const said = { words: 'Una frana.' };
  const owner = { subject: 'anna', name: 'Anna', since: '2026-09-11T15:00:00.000Z' };
  const sees = (more: Partial<WorklistItem>, among?: readonly string[], who = 'bruno') =>
    asSeenBy(worklistItem(code(1), { said, ...more }), who, among).said;

  test('are for whoever works in its lane; danger to life is for everybody', () => {
    expect(sees({})).toEqual(said);
    expect(sees({}, ['information'])).toEqual(said);
    expect(sees({}, ['complaints'])).toBeUndefined();
    expect(sees({ lane: 'urgent' }, ['complaints'])).toEqual(said);
  });

  test('of a reserved one are its owner’s alone, in whatever lane', () => {
    expect(sees({ reserved: true, lane: 'urgent' })).toBeUndefined();
    expect(sees({ reserved: true, owner })).toBeUndefined();
    expect(sees({ reserved: true, owner }, ['complaints'], 'anna')).toEqual(said);
  });

  test('that somebody does not see leave all else of the row', () => {
    const item = worklistItem(code(1), { said, reserved: true });
    const { said: _words, ...rest } = item;
    expect(asSeenBy(item, 'bruno')).toEqual(rest);
  });
});

test('a page of one place has what is due first first, and goes on behind the last that was looked at', async () => {
  const items = Array.from({ length: 5 }, (_, number) =>
    worklistItem(code(number), {
      dueAt: `2026-09-1${number}T08:00:00.000Z`,
      ...(number % 2 === 1 && { language: 'de' }),
    }),
  );
  const read = async (place: string, after: string | undefined, limit: number) =>
    place === '@anna' ? items.filter((item) => after === undefined || dueKey(item) > after).slice(0, limit) : [];
  const numbers = (page: { items: readonly WorklistItem[] }) => page.items.map((item) => items.indexOf(item));
  const first = await placePage('@anna', undefined, 3, read, {});
  expect(numbers(first)).toEqual([0, 1, 2]);
  expect(first.next).toEqual({ lane: '@anna', after: dueKey(items[2] as WorklistItem) });
  const second = await placePage('@anna', first.next, 3, read, {});
  expect([numbers(second), second.next]).toEqual([[3, 4], undefined]);
  expect((await placePage('@anna', undefined, 5, read, {})).next).toBeUndefined();
  const german = await placePage('@anna', undefined, 3, read, { language: 'de' });
  expect([numbers(german), german.next]).toEqual([[1], first.next]);
  expect(await placePage('@bruno', undefined, 3, read, {})).toEqual({ items: [] });
});

test('what is overdue should have been done before that instant, and has a time', () => {
  const wanted = (dueAt: string | undefined) =>
    isWanted(worklistItem(code(1), { ...(dueAt !== undefined && { dueAt }) }), {
      overdueAt: '2026-09-14T10:00:00.000Z',
    });
  expect([wanted('2026-09-14T09:59:59.999Z'), wanted('2026-09-14T10:00:00.000Z'), wanted(undefined)]).toEqual([
    true,
    false,
    false,
  ]);
});
