import { beforeEach, describe, expect, test } from '@jest/globals';
import { actOnCase } from '../../../functions/desk/case-acts.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { eventsOfHouseholds } from '../../../functions/desk/rules/household-views.ts';
import { showHousehold, showHouseholds } from '../../../functions/desk/show-households.ts';
import { listAll } from '../../../functions/worklist/list-cases.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import { HouseholdsView, HouseholdView } from '../../../shared/contracts/household.ts';
import type { Refusal } from '../../../shared/shell/http/problems.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { openQuake, quake } from '../../fixtures/tracing.ts';
import { memoryReads } from '../../stores/memory-reads.ts';
import { deskOf, openCase } from './desk-of.ts';

const name = { it: 'Rieti', en: 'Rieti', de: 'Rieti' };
const events = [
  { event: 'sisma-2026', name, declaredAt: '2026-11-01T04:00:00.000Z' },
  { event: 'sisma-2016', name, declaredAt: '2016-08-24T02:00:00.000Z' },
];
let desk: Desk;
let reads: ReturnType<typeof memoryReads>;
let codes: string[];
beforeEach(async () => {
  reads = memoryReads();
  desk = deskOf({ events: async () => events, reads });
  codes = [];
  for (const who of ['ada', 'bea', 'carlo']) codes.push(await openCase(desk, who, { name: who, message: 'Ha crepe' }));
});

const asked = (more: object): DeskRequest =>
  ({ headers: { 'content-type': 'application/json' }, isBase64Encoded: false, ...more }) as unknown as DeskRequest;
const parsed = (body: unknown) => JSON.parse(JSON.stringify(body));
async function act(code: string, body: object): Promise<DeskCase> {
  const version = (await desk.register.read(code)).length;
  const headers = { 'content-type': 'application/json', 'if-match': `"${version}"` };
  const request = asked({ headers, pathParameters: { code }, body: JSON.stringify(body) });
  const answer = await actOnCase(desk, request);
  await listAll({ register: desk.register, worklist: desk.worklist, hmac: desk.hmac });
  return DeskCase.parse(parsed(answer.body));
}
const page = async (query: Record<string, string> = {}) =>
  HouseholdsView.parse(parsed((await showHouseholds(desk, asked({ queryStringParameters: query }))).body));
const shown = async (household: string) =>
  HouseholdView.parse(parsed((await showHousehold(desk, asked({ pathParameters: { household } }))).body));
const refusalOf = (answer: Promise<unknown>) =>
  answer.then(
    () => undefined,
    (refusal: Refusal) => [refusal.problemName, JSON.stringify(refusal)],
  );

const [one, two] = [() => codes[0] ?? '', () => codes[1] ?? ''];
const made = { act: 'join-household', event: 'sisma-2026', called: 'Famiglia Rossi, Accumoli', asked: 'in-person' };
const visitBy = (dueAt: string) => ({ act: 'promise-household', of: 'visit', dueAt, text: `Torniamo: ${dueAt}` });
async function household(code = one(), more: object = {}) {
  return (await act(code, { ...made, ...more })).desk.household?.household ?? '';
}

describe('the page of a household', () => {
  test('is over all the cases whose people agree, each with who asked them, when and how', async () => {
    const id = await household();
    await act(two(), { act: 'join-household', household: id, asked: 'phone' });
    const { cases, called, event } = await shown(id);
    expect([called, event]).toEqual(['Famiglia Rossi, Accumoli', 'sisma-2026']);
    expect(cases.map(({ code, asked: how }) => [code, how]).sort()).toEqual(
      [
        [one(), 'in-person'],
        [two(), 'phone'],
      ].sort(),
    );
    expect(cases.every(({ by, agreedAt }) => by === 'Carla Villa' && agreedAt === desk.now.toISOString())).toBe(true);
  });

  test('says what was done and what is owed next, over all its cases, overdue first', async () => {
    const id = await household();
    await act(two(), { act: 'join-household', household: id, asked: 'phone' });
    await act(one(), visitBy('2026-12-20T22:59:00.000Z'));
    await act(two(), visitBy('2026-12-03T22:59:00.000Z'));
    const on = '2026-11-28T10:00:00.000Z';
    const again = { outcome: 'to-inspect-again', text: 'Da rivedere.', againBy: '2026-12-10T22:59:00.000Z' };
    await act(two(), { act: 'inspect-household', on, ...again });
    expect((await shown(id)).owed.map(({ dueAt, of }) => [dueAt.slice(0, 10), of])).toEqual([
      ['2026-12-03', 'visit'],
      ['2026-12-10', 'inspection'],
      ['2026-12-20', 'visit'],
    ]);
    desk = { ...desk, now: new Date('2026-12-05T09:00:00.000Z') };
    const { owed } = await shown(id);
    expect(owed.map(({ overdue }) => overdue)).toEqual([true, false, false]);
    const late = owed[0]?.promise;
    await act(two(), { act: 'visit-household', on: '2026-12-05T08:00:00.000Z', text: 'Vista.', keeps: late });
    const after = await shown(id);
    expect(after.owed.map(({ overdue }) => overdue)).toEqual([false, false]);
    expect(after.happened).toMatchObject([
      { what: 'promise', kept: true, promised: 'Torniamo: 2026-12-03T22:59:00.000Z' },
      { what: 'visit', text: 'Vista.', code: two() },
      { what: 'inspection', outcome: 'to-inspect-again', on },
    ]);
  });

  test('loses a case whose person agrees no more, with all that was noted in it, and is gone with the last', async () => {
    const id = await household();
    await act(two(), { act: 'join-household', household: id, asked: 'phone' });
    await act(two(), visitBy('2026-12-03T22:59:00.000Z'));
    await act(two(), { act: 'leave-household', reason: 'Non vuole più.' });
    expect(JSON.stringify(await shown(id))).not.toContain(two());
    expect((await shown(id)).owed).toEqual([]);
    await act(one(), { act: 'leave-household', reason: 'Nemmeno lui.' });
    expect(await refusalOf(shown(id))).toMatchObject(['not-found', expect.anything()]);
    expect((await page()).households).toEqual([]);
    expect(await refusalOf(act(two(), { act: 'join-household', household: id, asked: 'phone' }))).toMatchObject([
      'invalid',
      expect.stringContaining('/household'),
    ]);
  });

  test('shows nothing that left it a moment ago, whatever the list still says', async () => {
    const id = await household();
    const { worklist } = desk;
    const stale = await worklist.readPlace(`+${id}`, undefined, 10);
    await act(one(), { act: 'leave-household', reason: 'Non vuole più.' });
    desk = { ...desk, worklist: { ...worklist, readPlace: async () => stale } };
    expect(await refusalOf(shown(id))).toMatchObject(['not-found', expect.anything()]);
  });

  test('is read only once that is kept of each case, and by whoever works on cases', async () => {
    const id = await household();
    await act(two(), { act: 'join-household', household: id, asked: 'phone' });
    await shown(id);
    const kept = reads.all().filter(({ ground }) => ground === 'household');
    expect(kept.map(({ of }) => of).sort()).toEqual([one(), two()].sort());
    desk = { ...desk, reads: { ...reads, keep: () => Promise.reject(new Error('no table')) } };
    await expect(shown(id)).rejects.toThrow('no table');
    desk = { ...desk, reads, roles: rolesOf('dutyOfficer') };
    for (const answer of [page(), shown(id)]) expect((await refusalOf(answer))?.[0]).toBe('not-allowed');
  });
});

describe('the households of an event', () => {
  test('stand in the order of what is owed next, the overdue marked and what owes nothing last', async () => {
    await household(one(), { called: 'Nulla' });
    await household(two(), { called: 'Dopo' });
    await household(codes[2], { called: 'Prima' });
    await act(two(), visitBy('2026-12-20T22:59:00.000Z'));
    await act(codes[2] ?? '', visitBy('2026-12-03T22:59:00.000Z'));
    desk = { ...desk, now: new Date('2026-12-05T09:00:00.000Z') };
    const view = await page();
    expect([view.event, view.events.length]).toEqual(['sisma-2026', 2]);
    expect(view.households.map(({ called, owed }) => [called, owed?.overdue])).toEqual([
      ['Prima', true],
      ['Dopo', false],
      ['Nulla', undefined],
    ]);
    expect((await page({ event: 'sisma-2016' })).households).toEqual([]);
    expect((await refusalOf(page({ event: 'nowhere' })))?.[0]).toBe('invalid');
    expect((await refusalOf(page({ cursor: 'WyJ1cmdlbnQiXQ' })))?.[0]).toBe('invalid');
    expect(reads.all().filter(({ filter }) => filter?.includes('households')).length).toBeGreaterThan(0);
  });

  test('are of events that were ever declared, the newest first', async () => {
    const [first] = openQuake;
    if (first?.type !== 'Declared') throw new Error('not declared');
    const before = {
      ...first,
      declaration: 'quake-0',
      at: '2016-08-24T02:00:00.000Z',
      endsAt: '2016-08-25T02:00:00.000Z',
    };
    expect(eventsOfHouseholds([before, ...openQuake]).map(({ event }) => event)).toEqual([quake, 'quake-0']);
    desk = { ...desk, events: async () => [] };
    expect(await page()).toMatchObject({ events: [], households: [] });
    expect((await refusalOf(act(one(), made)))?.[1]).toContain('/event');
  });
});

describe('what is recorded of a household', () => {
  test.each([
    [{ ...made, event: undefined }, '/event'],
    [{ ...made, called: undefined }, '/called'],
    [{ act: 'visit-household', on: '2026-11-29T10:05:00.000Z', text: 'Domani.' }, '/on'],
    [{ act: 'inspect-household', on: '2026-12-29T10:05:00.000Z', outcome: 'usable', text: 'Domani.' }, '/on'],
    [
      { act: 'inspect-household', on: '2026-11-28T10:00:00.000Z', outcome: 'to-inspect-again', text: 'Mah.' },
      '/againBy',
    ],
    [visitBy('2026-11-29T09:00:00.000Z'), '/dueAt'],
  ])('says what is to be mended: %j', async (body, pointer) => {
    if (body.act !== 'join-household') await household();
    expect(await refusalOf(act(one(), body))).toMatchObject(['invalid', expect.stringContaining(pointer)]);
  });

  test('a building that is not to be inspected again has no date for it, and one that is has it ahead', async () => {
    await household();
    const on = '2026-11-28T10:00:00.000Z';
    const inspect = { act: 'inspect-household', on, text: 'Vista.' };
    for (const more of [
      { outcome: 'usable', againBy: '2026-12-10T10:00:00.000Z' },
      { outcome: 'to-inspect-again', againBy: on },
    ])
      expect(await refusalOf(act(one(), { ...inspect, ...more }))).toMatchObject([
        'invalid',
        expect.stringContaining('/againBy'),
      ]);
  });
});
