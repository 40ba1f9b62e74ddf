import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assignNumbers, type NumberingWork } from '../../../functions/protocol/assign-numbers.ts';
import { cancelNumber } from '../../../functions/protocol/cancel-number.ts';
import { closeDays, readDay, readEntry } from '../../../functions/protocol/read-days.ts';
import { ProtocolDayView, ProtocolEntryView } from '../../../shared/contracts/protocol.ts';
import { closedDay, dayAt, entriesOf, nextBatch, numberText } from '../../../shared/core/protocol.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Protocol } from '../../../shared/shell/stores/protocol.ts';
import { noNumbers, noteNumbers, verifyProtocol } from '../../../tools/verify-protocol.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { caseOf, formalOf, registered, service } from '../../fixtures/formal-cases.ts';
import { chainOf, expectSound } from '../../fixtures/sound-protocol.ts';
import { memoryProtocol } from '../../stores/memory-protocol.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

/** A desk whose clock a test sets; `assign` gives numbers to that many further contacts. */
function center(now: string) {
  let clock = now;
  let which = 0;
  const desk: NumberingWork = {
    register: memoryRegister(),
    protocol: memoryProtocol(),
    definition: protezioneCivile,
    clock: () => new Date(clock),
  };
  return {
    desk,
    at(instant: string) {
      clock = instant;
    },
    async assign(count: number) {
      const contacts = Array.from({ length: count }, () => ++which);
      for (const each of contacts) await registered(desk.register, each);
      expect(await assignNumbers(desk, contacts.map(formalOf))).toEqual(new Map());
    },
    contacts: () => Array.from({ length: which }, (_, index) => caseOf(index + 1)),
  };
}

const rita = { subject: 's-1', name: 'Rita Conti' };
const ugo = { subject: 's-2', name: 'Ugo Neri' };

describe('the end of a day', () => {
  test('closes it with its numbers, an empty one as well, and begins where the protocol began', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    await assign(3);
    at('2026-11-20T23:05:00.000Z');
    expect(await closeDays(desk)).toMatchObject([
      { day: '2026-11-20', first: '2026-0000001', last: '2026-0000003', count: 3 },
    ]);
    at('2026-11-21T23:05:00.000Z');
    const [empty] = await closeDays(desk);
    expect(empty).toMatchObject({ day: '2026-11-21', count: 0, cancelled: [] });
    expect(empty?.previousRoot).toBe((await desk.protocol.day('2026-11-20'))?.root);
  });

  test('is kept once, however often it is asked for', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    await assign(1);
    at('2026-11-20T23:05:00.000Z');
    await closeDays(desk);
    const kept = await desk.protocol.day('2026-11-20');
    at('2026-11-20T23:50:00.000Z');
    expect(await closeDays(desk)).toEqual([]);
    expect(await desk.protocol.day('2026-11-20')).toEqual(kept);
  });

  test('makes good the nights in which nobody closed, over the turn of the year too', async () => {
    const { desk, at, assign } = center('2026-12-29T09:00:00.000Z');
    await assign(2);
    at('2026-12-31T22:59:00.000Z');
    await assign(1);
    at('2027-01-01T11:00:00.000Z');
    await assign(4);
    at('2027-01-02T23:05:00.000Z');
    expect((await closeDays(desk)).map(({ day, first, last, count }) => [day, first, last, count])).toEqual([
      ['2026-12-29', '2026-0000001', '2026-0000002', 2],
      ['2026-12-30', undefined, undefined, 0],
      ['2026-12-31', '2026-0000003', '2026-0000003', 1],
      ['2027-01-01', '2027-0000001', '2027-0000004', 4],
      ['2027-01-02', undefined, undefined, 0],
    ]);
  });

  test('begins the protocol where nobody has asked for a number yet', async () => {
    const { desk, at } = center('2026-11-20T23:05:00.000Z');
    expect(await closeDays(desk)).toEqual([]);
    at('2026-11-21T23:05:00.000Z');
    expect(await closeDays(desk)).toMatchObject([{ day: '2026-11-21', count: 0 }]);
  });

  test('gets no further number: who read the clock before midnight and writes after it is refused and takes the new day', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    await assign(1);
    const head = await desk.protocol.last(2026);
    const late = nextBatch({ service, head, waiting: [], now: '2026-11-20T22:59:59.999Z', sha256 });
    at('2026-11-20T23:05:00.000Z');
    const [closed] = await closeDays(desk);
    expect(await desk.protocol.append(late)).toBe('taken');
    at('2026-11-20T22:59:59.999Z');
    await assign(1);
    const entries = (await chainOf(desk.protocol)).flatMap(entriesOf);
    expect(entries.map((entry) => dayAt(entry.at))).toEqual(['2026-11-20', '2026-11-21']);
    expect(await desk.protocol.day('2026-11-20')).toEqual(closed);
  });

  test('is closed once and whole, wherever whoever closes it dies, and though two close at once', async () => {
    const deaths = fc.array(fc.record({ writes: fc.nat(9), writesLast: fc.boolean() }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(deaths, async (lives) => {
        const { desk, at, assign } = center('2026-12-29T09:00:00.000Z');
        await assign(2);
        at('2026-12-31T22:59:59.999Z');
        await assign(1);
        at('2026-12-31T23:00:00.000Z');
        await assign(1);
        await cancelNumber(desk, { year: 2026, number: 2 }, { reason: 'registrata due volte', by: rita });
        at('2027-01-02T23:05:00.000Z');
        const { register, definition, clock } = desk;
        for (const life of lives) {
          let left = life.writes;
          const mortal = async <Kept>(write: () => Promise<Kept>): Promise<Kept> => {
            if (left > 0) {
              left -= 1;
              return write();
            }
            if (life.writesLast) await write();
            throw new Error('killed');
          };
          const protocol: Protocol = {
            ...desk.protocol,
            append: (batch) => mortal(() => desk.protocol.append(batch)),
            keepDay: (day) => mortal(() => desk.protocol.keepDay(day)),
          };
          await closeDays({ register, protocol, definition, clock }).catch((error: Error) =>
            expect(error.message).toBe('killed'),
          );
        }
        const { protocol } = desk;
        await Promise.all([1, 2].map(() => closeDays({ register, protocol, definition, clock })));
        const days = ['2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02'];
        const closed = await Promise.all(days.map((day) => protocol.day(day)));
        expect(closed.map((day) => [day?.count, day?.first, day?.cancelled])).toEqual([
          [2, '2026-0000001', []],
          [0, undefined, []],
          [1, '2026-0000003', []],
          [1, '2027-0000001', ['2026-0000002']],
          [0, undefined, []],
        ]);
        const numbers = noNumbers();
        for await (const entries of register.all()) for (const entry of entries) noteNumbers(numbers, entry);
        const asOf = clock().toISOString();
        expect(await verifyProtocol({ service, protocol, numbers, asOf, sha256 })).toMatchObject({
          days: 5,
          findings: [],
        });
      }),
      { numRuns: 40 },
    );
  });

  test('closed while others assign, it leaves every number in one day and every case with its number', async () => {
    const step = fc.record({
      minutes: fc.integer({ min: 1, max: 1500 }),
      assigned: fc.nat(3),
      closes: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { desk, at, assign, contacts } = center('2026-12-29T09:00:00.000Z');
        let now = Date.parse('2026-12-29T09:00:00.000Z');
        for (const { minutes, assigned, closes } of steps) {
          now += minutes * 60_000;
          at(new Date(now).toISOString());
          if (assigned > 0) await assign(assigned);
          if (closes) await closeDays(desk);
        }
        at(new Date(now + 86_400_000).toISOString());
        await closeDays(desk);
        await expectSound(desk.register, desk.protocol, contacts());
        const batches = (await chainOf(desk.protocol)).filter(({ last, first }) => last >= first);
        let previous: Awaited<ReturnType<typeof desk.protocol.day>>;
        for (const [day, ofDay] of Map.groupBy(batches, (batch) => dayAt(batch.at))) {
          const closed = await desk.protocol.day(day);
          expect(closed?.count).toBe(ofDay.flatMap(entriesOf).length);
          previous = closed;
        }
        if (batches.length > 0) expect(previous?.root).toMatch(/^[0-9a-f]{64}$/);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the register of a day as staff read it', () => {
  test('tells its registrations in order, before it is closed and after', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    await assign(2);
    at('2026-11-20T23:05:00.000Z');
    await closeDays(desk);
    at('2026-11-21T09:00:00.000Z');
    await assign(3);
    const numbers = async (day: string) =>
      (await readDay(desk.protocol, service, day)).entries.map(({ number }) => number);
    expect(await numbers('2026-11-20')).toEqual(['2026-0000001', '2026-0000002']);
    expect(await numbers('2026-11-21')).toEqual(['2026-0000003', '2026-0000004', '2026-0000005']);
    expect(await numbers('2026-11-19')).toEqual([]);
    expect(await numbers('2026-11-22')).toEqual([]);
    expect(await numbers('2025-11-20')).toEqual([]);
    const open = await readDay(desk.protocol, service, '2026-11-21');
    expect(ProtocolDayView.parse(open)).toEqual(open);
    expect(open.closed).toBeUndefined();
    expect((await readDay(desk.protocol, service, '2026-11-20')).closed).toMatchObject({ count: 2 });
  });

  test('comes in pages, none of which misses or repeats a number', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    await assign(1230);
    for (const closed of [false, true]) {
      if (closed) {
        at('2026-11-20T23:05:00.000Z');
        await closeDays(desk);
      }
      const seen: string[] = [];
      const sizes: number[] = [];
      let after: number | undefined;
      do {
        const page = await readDay(desk.protocol, service, '2026-11-20', after);
        seen.push(...page.entries.map(({ number }) => number));
        sizes.push(page.entries.length);
        after = page.next === undefined ? undefined : Number(page.next.slice(5));
      } while (after !== undefined);
      expect(seen).toEqual(Array.from({ length: 1230 }, (_, index) => numberText(2026, index + 1)));
      expect(sizes).toEqual([500, 500, 230]);
    }
  });
});

describe('a number', () => {
  test('is found among batches of any size, also those without numbers', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    const sizes = [1, 100, 7, 250, 1, 1];
    for (const [index, size] of sizes.entries()) {
      await assign(size);
      at(`2026-11-${21 + index}T23:05:00.000Z`);
      await closeDays(desk);
    }
    for (let number = 1; number <= 360; number += 1) {
      const entry = await readEntry(desk.protocol, { year: 2026, number });
      expect(entry).toMatchObject({ number: numberText(2026, number), contact: caseOf(number) });
    }
    for (const number of [0, 361, 999_999_999])
      expect(await readEntry(desk.protocol, { year: 2026, number })).toBeUndefined();
    expect(await readEntry(desk.protocol, { year: 2025, number: 1 })).toBeUndefined();
  });

  test('is cancelled once, with who and why, and the registration stays as it is', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    await assign(2);
    const before = await chainOf(desk.protocol);
    at('2026-11-20T10:00:00.000Z');
    const number = { year: 2026, number: 1 };
    const cancelled = await cancelNumber(desk, number, { reason: 'registrata due volte', by: rita });
    expect(cancelled).toMatchObject({
      number: '2026-0000001',
      contact: caseOf(1),
      cancelled: { reason: 'registrata due volte', by: 'Rita Conti', at: '2026-11-20T10:00:00.000Z' },
    });
    expect(ProtocolEntryView.parse(cancelled)).toEqual(cancelled);
    expect(await readEntry(desk.protocol, number)).toEqual(cancelled);
    expect(await chainOf(desk.protocol)).toEqual(before);
    expect((await readDay(desk.protocol, service, '2026-11-20')).entries.map((entry) => entry.cancelled)).toEqual([
      { reason: 'registrata due volte', by: 'Rita Conti', at: '2026-11-20T10:00:00.000Z' },
      undefined,
    ]);
    const { state } = await readCase(desk.register, caseOf(1));
    expect(state).toMatchObject({ protocol: [{ number: 1, cancelled: true }] });
  });

  test('cancelled by somebody is not cancelled by another, nor for another reason; sent twice it is one act', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    await assign(1);
    const number = { year: 2026, number: 1 };
    const first = await cancelNumber(desk, number, { reason: 'registrata due volte', by: rita });
    at('2026-11-20T11:00:00.000Z');
    expect(await cancelNumber(desk, number, { reason: 'registrata due volte', by: rita })).toEqual(first);
    expect(await cancelNumber(desk, number, { reason: 'altro', by: rita })).toBe('cancelled');
    expect(await cancelNumber(desk, number, { reason: 'registrata due volte', by: ugo })).toBe('cancelled');
    expect(await cancelNumber(desk, { year: 2026, number: 2 }, { reason: 'altro', by: rita })).toBe('unknown');
    expect(await desk.register.read(caseOf(1))).toHaveLength(3);
  });

  test('is cancelled on the case too, though the one who cancelled died between, or the case had not heard of the number', async () => {
    const { desk, at, assign } = center('2026-11-20T09:00:00.000Z');
    await assign(1);
    const number = { year: 2026, number: 1 };
    const act = { reason: 'registrata due volte', by: rita };
    const deaf: NumberingWork = {
      ...desk,
      register: { ...desk.register, read: () => Promise.reject(new Error('down')) },
    };
    await expect(cancelNumber(deaf, number, act)).rejects.toThrow('down');
    at('2026-11-20T11:00:00.000Z');
    await cancelNumber(desk, number, act);
    expect((await readCase(desk.register, caseOf(1))).state).toMatchObject({ protocol: [{ cancelled: true }] });

    await registered(desk.register, 2);
    const silent: NumberingWork = {
      register: { ...desk.register, append: () => Promise.reject(new Error('down')) },
      protocol: desk.protocol,
      definition: desk.definition,
      clock: desk.clock,
    };
    await assignNumbers(silent, [formalOf(2)]);
    await cancelNumber(desk, { year: 2026, number: 2 }, act);
    expect((await readCase(desk.register, caseOf(2))).state).toMatchObject({
      protocol: [{ number: 2, cancelled: true }],
    });
  });

  test('cancelled later is in the register of the day of its cancellation', async () => {
    const { desk, at, assign } = center('2026-12-31T09:00:00.000Z');
    await assign(1);
    at('2027-01-02T09:00:00.000Z');
    await cancelNumber(desk, { year: 2026, number: 1 }, { reason: 'altro ufficio', by: rita });
    at('2027-01-02T23:05:00.000Z');
    const days = await closeDays(desk);
    expect(days.map(({ day, cancelled }) => [day, cancelled])).toEqual([
      ['2026-12-31', []],
      ['2027-01-01', []],
      ['2027-01-02', ['2026-0000001']],
    ]);
    const [cancellation] = await desk.protocol.cancellations(2026, 1, 1);
    const last = days[2];
    expect(last).toEqual(
      closedDay({
        service,
        day: '2027-01-02',
        previous: days[1],
        from: last?.batches.from ?? 0,
        batches: [],
        cancellations: cancellation ? [cancellation] : [],
        closedAt: '2027-01-02T23:05:00.000Z',
        sha256,
      }),
    );
  });
});
