import { describe, expect, test } from '@jest/globals';
import {
  heardUntil,
  nextRing,
  peace,
  unheard,
  wakeView,
  withAnswer,
  withEnd,
} from '../../../functions/wakes/rules/next-ring.ts';
import { spokenCall } from '../../../functions/wakes/rules/spoken-call.ts';
import type { Ring, Waiting, Wake } from '../../../shared/contracts/wake.ts';
import { type Duty, patience } from '../../../shared/core/posture/call-out.ts';

/** Sunday, 3:36 in Rome. */
const start = Date.parse('2026-11-29T02:36:00Z');
const at = (ms: number) => new Date(start + ms).toISOString();
const person = (name: string): Duty => ({ name, email: `${name}@example.org`, shift: 'night', phone: '+390655501234' });
const roster = [person('marco'), person('sara')];
const waiting: Waiting = { urgent: 1, more: false, oldest: at(0), proposals: 0 };
const ring = (latest: Wake | undefined, ms: number, of: Waiting = waiting) =>
  nextRing({ service: 'protezione-civile', latest, waiting: of, roster, now: at(ms), secret: '0'.repeat(32) });
const wakeOf = (step: ReturnType<typeof ring>): Wake => {
  if (step.step !== 'ring') throw new Error(`nobody was rung: ${step.step}`);
  return step.wake;
};
const first = wakeOf(ring(undefined, 0));
const answered = withAnswer(first, 'marco', at(60_000)) as Wake;

describe('an occasion to wake somebody', () => {
  test('counts every change of it, so that of two who change it at once one is late', () => {
    const second = wakeOf(ring(first, patience));
    expect([first.revision, second.revision, withEnd(second, at(0)).revision, answered.revision]).toEqual([1, 2, 3, 2]);
  });

  test('is another one after an answer or an end, by a later number, and remembers until when all was heard', () => {
    const next = wakeOf(ring(answered, peace, { ...waiting, urgent: 2 }));
    expect(next.occasion).toBeGreaterThan(first.occasion);
    expect(next).toMatchObject({ heardUntil: at(60_000), openedAt: at(peace), rings: [{ name: 'marco' }] });
    // At the same instant, or by a clock that was set back, still a later one.
    const ended = withEnd(first, at(patience));
    expect(wakeOf(ring({ ...ended, occasion: start + 10 * patience }, patience)).occasion).toBe(
      start + 10 * patience + 1,
    );
    expect(first).not.toHaveProperty('heardUntil');
    expect(heardUntil({ ...next, acknowledged: { at: at(2 * peace), by: 'sara' } })).toBe(at(2 * peace));
    expect([heardUntil(next), heardUntil(first), heardUntil(undefined)]).toEqual([at(60_000), undefined, undefined]);
  });

  test('keeps its last two hundred rings', () => {
    const rings = Array.from({ length: 200 }, (_none, place) => ({ name: `${place}`, email: 'x', at: at(place) }));
    const { rings: kept } = wakeOf(ring({ ...first, rings }, patience + 300));
    expect(kept).toHaveLength(200);
    expect([kept[0]?.name, kept.at(-1)?.name]).toEqual(['1', 'marco']);
  });

  test('is answered once, and not after its end', () => {
    expect(withAnswer(answered, 'sara', at(0))).toBeUndefined();
    expect(withAnswer(withEnd(first, at(0)), 'sara', at(0))).toBeUndefined();
  });

  test('is over where nothing waits any more, and nothing begins where nothing waited', () => {
    const nothing: Waiting = { urgent: 0, more: false, proposals: 0 };
    expect(ring(first, 0, nothing)).toEqual({ step: 'close' });
    expect(ring(undefined, 0, nothing)).toEqual({ step: 'wait' });
    expect(ring(answered, 0, nothing)).toEqual({ step: 'wait' });
    for (const some of [{ proposals: 1 }, { urgent: 1, proposals: 1 }])
      expect(ring(first, patience, { ...nothing, ...some }).step).toBe('ring');
  });

  test('tells whoever was rung what waits and whether it is still theirs to hear', () => {
    expect(wakeView(first)).toEqual({
      ...{ service: 'protezione-civile', since: at(0), urgent: 1, oldest: at(0), proposals: 0, state: 'open' },
    });
    expect(wakeView(withEnd(first, at(1))).state).toBe('over');
    expect(wakeView(answered)).toMatchObject({
      state: 'acknowledged',
      acknowledgedAt: at(60_000),
      acknowledgedBy: 'marco',
    });
  });
});

describe('what was not heard of yet', () => {
  test('is left for eight minutes to whoever has answered', () => expect(peace).toBe(480_000));

  const left = (latest: Wake | undefined, ms: number, urgent: number[], proposals: number[] = [], more = false) =>
    unheard({ urgent: urgent.map(at), more, proposals: proposals.map(at) }, { latest, open: false, now: at(ms) });

  test('is what came after the last answer: a proposal at once, a case once there was time to read', () => {
    const heard = 60_000;
    expect(left(answered, heard + peace - 1, [heard + 1], [heard, heard + 1])).toMatchObject({
      urgent: 0,
      proposals: 1,
    });
    expect(left(answered, heard + peace, [heard, heard + 1])).toEqual({
      ...{ urgent: 1, more: false, oldest: at(heard + 1), proposals: 0 },
    });
  });

  test('is counted from the oldest case, and says that there are more only where there are any', () => {
    expect(left(undefined, 10, [5, 3, 9], [], true)).toEqual({ urgent: 3, more: true, oldest: at(3), proposals: 0 });
    expect(left(undefined, 10, [5], [], true)).toMatchObject({ urgent: 1, more: true });
    expect(left(undefined, 10, [], [1], true)).toEqual({ urgent: 0, more: false, proposals: 1 });
  });
});

test('a spoken call shows a number and leads on only where there is one', () => {
  const order: Ring = {
    ...{ service: 'protezione-civile', to: '+390655501234', language: 'it', words: 'Un caso urgente.', way: 'voice' },
    ...{ answerAddress: 'https://x.example/heard', at: at(0), until: at(patience), id: 'one' },
  } as unknown as Ring;
  expect(spokenCall(order, undefined).data).toEqual({
    ...{
      service: 'protezione-civile',
      to: '+390655501234',
      language: 'it',
      text: 'Un caso urgente.',
      until: at(patience),
    },
    answer: { digit: '1', address: 'https://x.example/heard' },
  });
  expect(spokenCall({ ...order, more: true } as never, '+3906').data).toMatchObject({ from: '+3906', more: true });
  expect(spokenCall(order, undefined)).toMatchObject({ type: 'staff.call', timestamp: at(0) });
});
