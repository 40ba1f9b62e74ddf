import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { GivenAnswer } from '../../../../shared/contracts/given-text.ts';
import type { WorklistItem } from '../../../../shared/contracts/worklist.ts';
import {
  dueKey,
  givenPage,
  laneToTake,
  placeIn,
  placeOfDay,
  placeOfEvent,
  placeOfHousehold,
  placeOfIncident,
  placeOfOwner,
  shardOf,
  worklistPage,
} from '../../../../shared/core/cases/worklist.ts';
import type { Listing } from '../../../../shared/shell/stores/listing.ts';
import type { Worklist } from '../../../../shared/shell/stores/worklist.ts';
import { worklistItem } from '../../../fixtures/worklist-item.ts';

const listing = (caseId: string, more: Partial<WorklistItem> = {}, about: Partial<Listing> = {}): Listing => ({
  item: worklistItem(caseId, more),
  open: true,
  persons: [],
  keptUntil: 2_000_000_000,
  ...about,
});
const code = (number: number) => `PC-0000-0000-${String(number).padStart(4, '0')}-0000`;
const person = (digit: string) => digit.repeat(64);

/** What every worklist must do, whatever it is made of; `open` gives an empty one, `close` puts it away. */
export function worklistContract(
  what: string,
  open: () => Promise<Worklist>,
  close: () => Promise<void> = async () => {},
) {
  describe(what, () => {
    let worklist: Worklist;
    beforeAll(async () => {
      worklist = await open();
    });
    afterAll(close);

    const shown = async (lane: string) =>
      (await worklistPage([lane], undefined, 100, worklist.readPlace)).items.map(({ caseId }) => caseId);

    test('gives the open cases of a part of a lane in order of their due keys, from one on, as many as asked', async () => {
      const place = placeIn('urgent', 0);
      const items = Array.from({ length: 400 }, (_, number) => code(number))
        .filter((caseId) => shardOf(caseId) === 0)
        .slice(0, 12)
        .map((caseId, index) =>
          listing(caseId, { lane: 'urgent', dueAt: `2026-09-12T0${9 - (index % 10)}:00:00.000Z` }),
        );
      await worklist.keep(items);
      const expected = items.map(({ item }) => item).sort((one, other) => (dueKey(one) < dueKey(other) ? -1 : 1));
      expect(await worklist.readPlace(place, undefined, 100)).toEqual(expected);
      expect(await worklist.readPlace(place, undefined, 5)).toEqual(expected.slice(0, 5));
      const fifth = dueKey(expected[4] as WorklistItem);
      expect(await worklist.readPlace(place, fifth, 3)).toEqual(expected.slice(5, 8));
      expect(await worklist.readPlace(placeIn('urgent', 1), undefined, 100)).toEqual([]);
    });

    test('gives the answered cases of a week in the order that was drawn, as many as asked, and none that left it', async () => {
      const week = '2026-W36';
      const sampled = (number: number, drawnBy: string, more: object = {}) => ({
        code: code(number),
        week,
        kind: 'information' as const,
        answeredAt: '2026-09-02T10:00:00.000Z',
        by: 'Carla Villa',
        drawnBy,
        ...more,
      });
      const keep = (number: number, about: Partial<Listing>) =>
        worklist.keep([listing(code(number), { stage: 'answered' }, { open: false, ...about })]);
      const drawn = [sampled(7001, 'c'), sampled(7002, 'a'), sampled(7003, 'b')];
      for (const [place, one] of drawn.entries()) await keep(7001 + place, { answeredIn: [one] });
      const codes = async (limit: number) => (await worklist.sampleOf(week, limit)).map((one) => one.code);
      expect(await codes(10)).toEqual([7002, 7003, 7001].map(code));
      expect(await codes(2)).toEqual([7002, 7003].map(code));
      expect(await worklist.sampleOf('2026-W37', 10)).toEqual([]);
      await keep(7003, { answeredIn: [sampled(7003, 'b', { right: false })] });
      expect((await worklist.sampleOf(week, 10))[1]).toMatchObject({
        code: code(7003),
        right: false,
        by: 'Carla Villa',
      });
      await keep(7002, { leftWeeks: [week] });
      expect(await codes(10)).toEqual([7003, 7001].map(code));
    });

    test('gives what came on a day as it stands now, and nothing that is part of another', async () => {
      const day = '2026-09-15';
      const on = async () => {
        const parts = await Promise.all(
          Array.from({ length: 8 }, (_, shard) => worklist.arrivedIn(placeOfDay(day, shard), 100)),
        );
        return parts.flat().filter(({ answered }) => answered).length * 10 + parts.flat().length;
      };
      const keep = (number: number, answered: boolean, counts = true, of = day) =>
        worklist.keep([listing(code(number), {}, { arrived: { day: of, lane: 'information', answered, counts } })]);
      await keep(8101, false);
      await keep(8102, true);
      await keep(8103, false, true, '2026-09-16');
      expect(await on()).toBe(12);
      await keep(8101, true);
      expect(await on()).toBe(22);
      await keep(8102, true, false);
      expect(await on()).toBe(11);
    });

    test('gives the answers in which a text was given, the first given first, page by page, and none that left it', async () => {
      const text = 'article/terremoto@3';
      const given = (number: number, at: string, more: Partial<GivenAnswer> = {}): GivenAnswer => ({
        code: code(number),
        answer: 'aaaaaaaaaaaaaaaa',
        text,
        at,
        version: 1,
        kind: 'information',
        language: 'it',
        channel: 'mail',
        ...more,
      });
      const rows = [
        given(8001, '2026-09-14T10:00:00.000Z', { region: '11' }),
        given(8002, '2026-09-14T08:00:00.000Z'),
        given(8003, '2026-09-14T09:00:00.000Z', { told: 'sent', version: 4 }),
      ];
      const keep = (one: GivenAnswer, about: Partial<Listing> = {}) =>
        worklist.keep([listing(one.code, { stage: 'answered' }, { open: false, given: [one], ...about })]);
      for (const one of rows) await keep(one);
      await keep(given(8004, '2026-09-14T07:00:00.000Z', { text: 'article/terremoto@2' }));
      const [first, ...rest] = [rows[1], rows[2], rows[0]];
      const page = await givenPage(text, undefined, 1, worklist.givenIn);
      expect(page.given).toEqual([first]);
      expect((await givenPage(text, page.next, 10, worklist.givenIn)).given).toEqual(rest);
      await worklist.keep([
        listing(code(8003), { stage: 'answered' }, { open: false, ungiven: [{ text, answer: 'aaaaaaaaaaaaaaaa' }] }),
      ]);
      expect((await givenPage(text, undefined, 10, worklist.givenIn)).given).toEqual([rows[1], rows[0]]);
    });

    test('gives of what can be taken in a lane only that: no row that somebody has, that waits for others or is closed', async () => {
      const [free, leased, held, waits, closed] = [3001, 3002, 3003, 3004, 3005].map(code) as [
        string,
        string,
        string,
        string,
        string,
      ];
      const lane = 'taking';
      const has = (until?: string) => ({
        owner: { name: 'Dora', subject: 'dora', since: '2026-09-12T08:00:00.000Z', ...(until && { until }) },
      });
      await worklist.keep([
        listing(free, { lane }),
        listing(leased, { lane, ...has('2026-09-12T09:05:00.000Z') }),
        listing(held, { lane, ...has() }),
        listing(waits, { lane, stage: 'waiting-for-you' }),
        listing(closed, { lane }, { open: false }),
      ]);
      expect((await shown(laneToTake(lane))).sort()).toEqual([free, leased]);
      await worklist.keep([listing(free, { lane, ...has() }), listing(waits, { lane, stage: 'registered' })]);
      expect((await shown(laneToTake(lane))).sort()).toEqual([leased, waits]);
      await worklist.keep([listing(leased, { lane: 'elsewhere' })]);
      expect(await shown(laneToTake(lane))).toEqual([waits]);
      expect(await shown(laneToTake('elsewhere'))).toEqual([leased]);
    });

    test('keeps many cases at once, each with its persons', async () => {
      const many = Array.from({ length: 60 }, (_, number) =>
        listing(code(1000 + number), { lane: 'many' }, { persons: [person('a'), person((number % 8).toString())] }),
      );
      await worklist.keep(many);
      expect(await shown('many')).toHaveLength(60);
      expect((await worklist.personsOf(code(1001))).sort()).toEqual([person('1'), person('a')]);
      expect(await worklist.casesOf(person('a'), 100)).toHaveLength(60);
    });

    test('takes a case off the list when it is done, and puts it on again', async () => {
      const one = listing(code(1), { lane: 'ideas' });
      await worklist.keep([one]);
      expect(await shown('ideas')).toEqual([code(1)]);
      await worklist.keep([listing(code(1), { lane: 'ideas', version: 2, stage: 'closed' }, { open: false })]);
      expect(await shown('ideas')).toEqual([]);
      await worklist.keep([listing(code(1), { lane: 'ideas', version: 3 })]);
      expect(await shown('ideas')).toEqual([code(1)]);
    });

    test('moves a case from one lane to another', async () => {
      await worklist.keep([listing(code(2), { lane: 'before' })]);
      await worklist.keep([listing(code(2), { lane: 'after', version: 2 })]);
      expect(await shown('before')).toEqual([]);
      expect(await shown('after')).toEqual([code(2)]);
    });

    test('keeps the same case as often as it is told, once', async () => {
      const one = listing(code(3), { lane: 'twice' }, { persons: [person('b'), person('b')] });
      await worklist.keep([one]);
      await worklist.keep([one]);
      expect(await shown('twice')).toEqual([code(3)]);
      expect(await worklist.casesOf(person('b'), 10)).toEqual([code(3)]);
    });

    test('gives the latest cases of a person first, and only as many as asked', async () => {
      const at = (day: number) => `2026-09-${10 + day}T08:00:00.000Z`;
      for (const day of [2, 0, 1])
        await worklist.keep([listing(code(10 + day), { receivedAt: at(day) }, { persons: [person('c')] })]);
      expect(await worklist.casesOf(person('c'), 10)).toEqual([code(12), code(11), code(10)]);
      expect(await worklist.casesOf(person('c'), 2)).toEqual([code(12), code(11)]);
      expect(await worklist.casesOf(person('d'), 2)).toEqual([]);
    });

    test('forgets a person of a case and nobody else', async () => {
      const [one, two] = [
        listing(code(20), {}, { persons: [person('e'), person('f')] }),
        listing(code(21), {}, { persons: [person('e')] }),
      ];
      await worklist.keep([one, two]);
      await worklist.keep(
        [{ ...one, persons: [] }],
        [
          { item: one.item, person: person('e') },
          { item: one.item, person: person('f') },
        ],
      );
      expect(await worklist.casesOf(person('e'), 10)).toEqual([code(21)]);
      expect(await worklist.casesOf(person('f'), 10)).toEqual([]);
      expect(await worklist.personsOf(code(20))).toEqual([]);
    });

    test('keeps what somebody has under their subject too, until they have it no more or it is done with', async () => {
      const mine = async () =>
        (await worklist.readPlace(placeOfOwner('carla'), undefined, 10)).map(({ caseId }) => caseId);
      const owner = { name: 'Carla Villa', subject: 'carla', since: '2026-09-12T08:00:00.000Z' };
      await worklist.keep([listing(code(40), { owner }), listing(code(41), { owner })]);
      expect((await mine()).sort()).toEqual([code(40), code(41)]);
      const bruno = { ...owner, subject: 'bruno' };
      await worklist.keep([listing(code(40), { owner: bruno, version: 2 }, { hadIt: ['carla'] })]);
      await worklist.keep([listing(code(41), { owner, version: 2 }, { open: false, hadIt: ['carla'] })]);
      expect(await mine()).toEqual([]);
      expect(await worklist.readPlace(placeOfOwner('bruno'), undefined, 10)).toHaveLength(1);
    });

    test('keeps the cases of an incident together, closed ones too, until one is of it no more', async () => {
      const incident = '00000000000000a1';
      const other = '00000000000000a2';
      const codes = async (of: string) =>
        (await worklist.readPlace(placeOfIncident(of), undefined, 10)).map(({ caseId }) => caseId).sort();
      const [one, two, three] = [code(70), code(71), code(72)];
      const inIncident = true;
      await worklist.keep([one, two, three].map((caseId) => listing(caseId, { incident }, { inIncident })));
      await worklist.keep([listing(two, { incident, version: 2, stage: 'closed' }, { open: false, inIncident })]);
      expect(await codes(incident)).toEqual([one, two, three]);
      await worklist.keep([listing(one, { incident: other, version: 2 }, { inIncident, leftIncidents: [incident] })]);
      await worklist.keep([listing(three, { version: 2 }, { leftIncidents: [incident] })]);
      expect([await codes(incident), await codes(other)]).toEqual([[two], [one]]);
    });

    test('keeps the cases of a household together and those of an event by what is owed, until one leaves', async () => {
      const [first, second] = ['00000000000000c1', '00000000000000c2'];
      const event = 'sisma-2026';
      const codes = async (place: string) =>
        (await worklist.readPlace(place, undefined, 10)).map(({ caseId }) => caseId);
      const of = (household: string, dueAt?: string) => ({
        household: { household, event, ...(dueAt !== undefined && { owed: { of: 'visit' as const, dueAt } }) },
      });
      const [one, two, three] = [code(73), code(74), code(75)];
      await worklist.keep([
        listing(one, of(first)),
        listing(two, { ...of(first, '2027-02-01T10:00:00.000Z'), stage: 'closed' }, { open: false }),
        listing(three, of(second, '2027-01-01T10:00:00.000Z')),
      ]);
      expect(await codes(placeOfEvent(event))).toEqual([three, two, one]);
      expect(await codes(placeOfHousehold(first))).toEqual([two, one]);
      const left = (household: string) => ({ leftHouseholds: [{ household, event }] });
      await worklist.keep([listing(two, { version: 2 }, left(first))]);
      await worklist.keep([listing(three, { ...of(first), version: 2 }, left(second))]);
      expect((await codes(placeOfEvent(event))).sort()).toEqual([one, three].sort());
      expect((await codes(placeOfHousehold(first))).sort()).toEqual([one, three].sort());
      expect(await codes(placeOfHousehold(second))).toEqual([]);
    });

    test('gives what waits for a time once the time is over, the longest over first, until it waits for none', async () => {
      const at = (minute: number) => `2026-09-12T08:0${minute}:00.000Z`;
      const waiting = (number: number, minute: number) => listing(code(number), { nextByTime: at(minute) });
      await worklist.keep([waiting(60, 3), waiting(61, 1), waiting(62, 2)]);
      expect(await worklist.dueByTime(at(3), 10)).toEqual([code(61), code(62)]);
      expect(await worklist.dueByTime(at(9), 1)).toEqual([code(61)]);
      await worklist.keep([listing(code(61), {}, { waitedForTime: true }), waiting(62, 8)]);
      // Answered, and an administration still owes something.
      await worklist.keep([listing(code(60), { nextByTime: at(3) }, { open: false })]);
      expect(await worklist.dueByTime(at(8), 10)).toEqual([code(60)]);
      await worklist.keep([listing(code(60), {}, { open: false, waitedForTime: true })]);
      expect(await worklist.dueByTime(at(8), 10)).toEqual([]);
      expect(await worklist.dueByTime(at(9), 10)).toEqual([code(62)]);
    });

    test('counts the open cases of a part of a lane, as far as it is asked to', async () => {
      const place = placeIn('counted', shardOf(code(1)));
      const same = Array.from({ length: 400 }, (_, number) => code(2000 + number))
        .filter((caseId) => placeIn('counted', shardOf(caseId)) === place)
        .slice(0, 4);
      await worklist.keep(same.map((caseId, index) => listing(caseId, { lane: 'counted' }, { open: index > 0 })));
      expect(await worklist.countPlace(place, 50)).toBe(3);
      expect(await worklist.countPlace(place, 2)).toBe(2);
      expect(await worklist.countPlace(placeIn('counted-by-nobody', 0), 2)).toBe(0);
    });

    test('tells what changed since an instant, in order, and nothing to whoever has seen it', async () => {
      const changed = (number: number) => ({
        caseId: code(number),
        version: 1,
        lane: 'told',
        urgent: false,
        open: true,
        waits: false,
      });
      const kept = (at: string, ...numbers: number[]) =>
        worklist.keep(
          numbers.map((number) => listing(code(number), { lane: 'told' })),
          [],
          at,
        );
      expect(await worklist.toldSince('2026-09-12T08:00:00.000Z')).toEqual({ changed: [], more: false });
      await kept('2026-09-12T08:00:02.000Z', 32);
      await kept('2026-09-12T08:00:01.000Z', 30, 31);
      await kept('2026-09-12T08:00:03.000Z');
      const told = await worklist.toldSince('2026-09-12T08:00:00.000Z');
      expect(told.changed.map(({ caseId }) => caseId)).toEqual([code(30), code(31), code(32)]);
      expect(told).toMatchObject({ last: '2026-09-12T08:00:02.000Z', more: false });
      expect((await worklist.toldSince('2026-09-12T08:00:02.000Z')).changed).toEqual([changed(32)]);
      expect(await worklist.toldSince('2026-09-12T08:00:02.001Z')).toEqual({ changed: [], more: false });
      expect(await shown('told')).toHaveLength(3);
    });

    test('knows no persons of a case that it never had', async () => {
      expect(await worklist.personsOf(code(99))).toEqual([]);
    });

    test('has nothing to do when there is nothing to keep', async () => {
      await expect(worklist.keep([])).resolves.toBeUndefined();
    });
  });
}
