import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { LedgerEvent } from '../../../../shared/contracts/declaration.ts';
import {
  ledgerFollower,
  longestFirstWait,
  longestWait,
  pauseAfterRefusal,
  rest,
} from '../../../../shared/shell/services/declared.ts';

const act = (number: number) => ({ declaration: `act ${number}` }) as LedgerEvent;
const freshFor = 1000;

let now: number;
let ledger: LedgerEvent[];
/** The readings that were begun: what they asked for, and how to end them. */
let readings: { after: number; answer: () => void; fail: () => void }[];
let impatient: () => void;
/** How long each request that waited was ready to wait. */
let patience: number[];
let pauseOver: () => void;
let known: () => Promise<number>;
let restoreOutput: () => void;
let lines: string[];

beforeEach(() => {
  now = 1_000_000;
  ledger = [act(1)];
  readings = [];
  lines = [];
  impatient = () => {};
  patience = [];
  pauseOver = () => {};
  const output = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    lines.push(String(chunk));
    return true;
  });
  restoreOutput = () => output.mockRestore();
  const keep = ledgerFollower(
    (_service, after = 0) => {
      // A ledger answers what it held when it was asked.
      const held = { events: ledger.slice(after), upTo: ledger.length };
      return new Promise((done, failed) => {
        readings.push({ after, answer: () => done(held), fail: () => failed(new Error('silent')) });
      });
    },
    () => now,
    (milliseconds) => {
      patience.push(milliseconds);
      let end = () => {};
      const over = new Promise<void>((resolve) => {
        end = resolve;
      });
      if (milliseconds === pauseAfterRefusal) pauseOver = end;
      else impatient = end;
      return { over, stop: () => {} };
    },
  );
  known = async () => (await keep('familyline', freshFor)).length;
});
afterEach(() => restoreOutput());

/** Lets everything that waits for no reading go on. */
const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};
async function firstReading() {
  const first = known();
  await settle();
  readings[0]?.answer();
  expect(await first).toBe(1);
}

describe('declarations beside the requests', () => {
  test('are read once for all who wait for the first of them', async () => {
    const waiting = [known(), known(), known()];
    await settle();
    expect(readings).toHaveLength(1);
    readings[0]?.answer();
    expect(await Promise.all(waiting)).toEqual([1, 1, 1]);
  });

  test('cost nothing in the first half of the time that they may be old', async () => {
    await firstReading();
    now += freshFor / 2 - 1;
    expect(await known()).toBe(1);
    expect(readings).toHaveLength(1);
  });

  test('are read again in the second half, and nobody waits for it', async () => {
    await firstReading();
    ledger.push(act(2));
    now += freshFor / 2;
    expect(await Promise.all([known(), known()])).toEqual([1, 1]);
    expect(readings).toHaveLength(2);
    readings[1]?.answer();
    await settle();
    expect(await known()).toBe(2);
    expect(readings).toHaveLength(2);
  });

  test('are asked only for what is new', async () => {
    await firstReading();
    now += freshFor;
    const later = known();
    await settle();
    expect(readings[1]?.after).toBe(1);
    ledger.push(act(2));
    readings[1]?.answer();
    expect(await later).toBe(1);
  });

  test('are waited for once they are as old as they may be', async () => {
    await firstReading();
    ledger.push(act(2));
    now += freshFor;
    const waiting = known();
    await settle();
    readings[1]?.answer();
    expect(await waiting).toBe(2);
  });

  test('are as old as their reading began, not as it ended', async () => {
    const slow = known();
    await settle();
    ledger.push(act(2));
    now += freshFor;
    readings[0]?.answer();
    expect(await slow).toBe(1);
    const next = known();
    await settle();
    readings[1]?.answer();
    expect(await next).toBe(2);
  });

  test('hold as last known when the ledger fails, and it is left alone for a while', async () => {
    await firstReading();
    now += freshFor;
    const waiting = known();
    await settle();
    readings[1]?.fail();
    expect(await waiting).toBe(1);
    expect(lines.join('')).toContain('ledger unreachable');
    now += rest - 1;
    expect(await known()).toBe(1);
    expect(readings).toHaveLength(2);
    now += 1;
    void known();
    await settle();
    expect(readings).toHaveLength(3);
  });

  test('keep one request waiting for a ledger that does not answer, not each', async () => {
    const first = known();
    await settle();
    impatient();
    expect(await first).toBe(0);
    expect(lines.join('')).toContain('ledger late');
    expect(await known()).toBe(0);
    readings[0]?.answer();
    await settle();
    expect(await known()).toBe(1);
  });

  test('are waited for longer by the first request of a container, which would call an emergency ordinary', async () => {
    await firstReading();
    expect(patience).toEqual([longestFirstWait]);
    now += freshFor;
    const later = known();
    await settle();
    readings[1]?.answer();
    await later;
    expect(patience).toEqual([longestFirstWait, longestWait]);
  });

  test('are asked for again by a container that knows nothing while the ledger refuses it', async () => {
    const first = known();
    await settle();
    readings[0]?.fail();
    await settle();
    expect(readings).toHaveLength(1);
    pauseOver();
    await settle();
    readings[1]?.fail();
    await settle();
    pauseOver();
    await settle();
    readings[2]?.answer();
    expect(await first).toBe(1);
    expect(patience).toEqual([longestFirstWait, pauseAfterRefusal, pauseAfterRefusal]);
  });

  test('are not waited for so long a second time, though nothing is known', async () => {
    const first = known();
    await settle();
    readings[0]?.fail();
    await settle();
    impatient();
    expect(await first).toBe(0);
    now += rest;
    const second = known();
    await settle();
    impatient();
    expect(await second).toBe(0);
    expect(patience).toEqual([longestFirstWait, pauseAfterRefusal, longestWait]);
  });

  test('are read anew where a reading slept with its container', async () => {
    await firstReading();
    now += freshFor / 2;
    await known();
    // The container sleeps for an hour with that reading under way, and an emergency is declared.
    now += 3_600_000;
    ledger.push(act(2));
    const woken = known();
    await settle();
    expect(readings).toHaveLength(3);
    readings[2]?.answer();
    expect(await woken).toBe(2);
    readings[1]?.fail();
    await settle();
    expect(await known()).toBe(2);
  });

  test('are not held for known because a reading broke while its container slept', async () => {
    await firstReading();
    now += freshFor / 2;
    await known();
    now += 3_600_000;
    ledger.push(act(2));
    readings[1]?.fail();
    await settle();
    const woken = known();
    await settle();
    readings[2]?.answer();
    expect(await woken).toBe(2);
    expect(lines).toEqual([]);
  });
});
