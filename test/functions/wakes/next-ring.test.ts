import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  nextRing,
  operatorsFirst,
  peace,
  unheard,
  wakeView,
  withAnswer,
  withEnd,
} from '../../../functions/wakes/rules/next-ring.ts';
import { Wake } from '../../../shared/contracts/wake.ts';
import { type Duty, patience } from '../../../shared/core/posture/call-out.ts';

const minute = 60_000;
/** Sunday, 3:36 in Rome. */
const start = Date.parse('2026-11-29T02:36:00Z');
const at = (ms: number) => new Date(ms).toISOString();
const secret = '0123456789abcdef0123456789abcdef';
const person = (name: string, shift: Duty['shift'] = 'night'): Duty => ({
  name,
  email: `${name.toLowerCase()}@example.org`,
  shift,
  phone: '+390655501234',
});
const roster = [person('Dora', 'day'), person('Marco'), person('Sara'), person('Ugo')];
const service = 'protezione-civile';

type World = { latest: Wake | undefined; rings: { name: string; at: number }[] };

/** One minute's look at what waits, as the function takes it. */
function look(
  world: World,
  now: number,
  given: { urgent?: number[]; proposals?: number[]; open?: boolean; people?: Duty[] },
) {
  const { urgent = [], proposals = [], open = false, people = roster } = given;
  const waiting = unheard(
    { urgent: urgent.map(at), more: false, proposals: proposals.map(at) },
    { latest: world.latest, open, now: at(now) },
  );
  const next = nextRing({ service, latest: world.latest, waiting, roster: people, now: at(now), secret });
  if (next.step === 'close' && world.latest) world.latest = withEnd(world.latest, at(now));
  if (next.step === 'ring') {
    world.latest = Wake.parse(next.wake);
    world.rings.push({ name: next.duty.name, at: now });
  }
  return next;
}
const answer = (world: World, by: string, now: number) => {
  const answered = world.latest && withAnswer(world.latest, by, at(now));
  if (answered) world.latest = answered;
  return answered;
};
const empty = (): World => ({ latest: undefined, rings: [] });

describe('an urgent case while the service is shut', () => {
  test('rings the first of the shift at once, the next three minutes later, and round the shift again until somebody has heard', () => {
    const world = empty();
    for (let now = start; now < start + 13 * minute; now += minute) look(world, now, { urgent: [start] });
    expect(world.rings.map(({ name, at }) => [name, (at - start) / minute])).toEqual([
      ['Marco', 0],
      ['Sara', 3],
      ['Ugo', 6],
      ['Marco', 9],
      ['Sara', 12],
    ]);
  });

  test('counts as unanswered once the whole shift was rung', () => {
    const world = empty();
    const unanswered = [0, 3, 6, 9].map((minutes) => {
      const next = look(world, start + minutes * minute, { urgent: [start] });
      return next.step === 'ring' && next.unanswered;
    });
    expect(unanswered).toEqual([false, false, false, true]);
  });

  test('rings nobody any more once it is acknowledged, and the first answer holds', () => {
    const world = empty();
    look(world, start, { urgent: [start] });
    expect(answer(world, 'Marco', start + minute)?.acknowledged?.by).toBe('Marco');
    expect(answer(world, 'Sara', start + 2 * minute)).toBeUndefined();
    for (let now = start + minute; now < start + 60 * minute; now += minute) look(world, now, { urgent: [start] });
    expect(world.rings).toHaveLength(1);
    expect(world.latest && wakeView(world.latest)).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'Marco' });
  });

  test('ends by itself when somebody took it up at a desk', () => {
    const world = empty();
    look(world, start, { urgent: [start] });
    expect(look(world, start + minute, {}).step).toBe('close');
    expect(look(world, start + 2 * minute, {}).step).toBe('wait');
    expect(world.latest && wakeView(world.latest).state).toBe('over');
  });

  test('wakes nobody where the service names nobody for the night', () => {
    expect(look(empty(), start, { urgent: [start], people: [person('Dora', 'day')] }).step).toBe('nobody');
    expect(look(empty(), start, { urgent: [start], people: [] }).step).toBe('nobody');
  });
});

test('while it is open an urgent case is left to the operators for five minutes, and then rings', () => {
  const noon = Date.parse('2026-11-27T11:00:00Z');
  const world = empty();
  for (let now = noon; now < noon + operatorsFirst; now += minute)
    expect(look(world, now, { urgent: [noon], open: true }).step).toBe('wait');
  expect(look(world, noon + operatorsFirst, { urgent: [noon], open: true })).toMatchObject({
    step: 'ring',
    duty: { name: 'Dora' },
  });
});

test('a proposal rings at once also while it is open, and also after an answer to something else', () => {
  const world = empty();
  look(world, start, { urgent: [start] });
  answer(world, 'Marco', start + minute);
  const next = look(world, start + 2 * minute, { urgent: [start], proposals: [start + 90_000] });
  expect(next).toMatchObject({ step: 'ring', duty: { name: 'Marco' }, wake: { waiting: { urgent: 0, proposals: 1 } } });
  expect(look(empty(), start, { proposals: [start], open: true }).step).toBe('ring');
});

test('a flood rings once, says how many wait and since when, and what comes after the answer rings within ten minutes', () => {
  const world = empty();
  const flood = Array.from({ length: 10_000 }, (_, index) => start + index * 10);
  const next = look(world, start + 2 * minute, { urgent: flood });
  expect(next).toMatchObject({ step: 'ring', wake: { waiting: { urgent: 10_000, oldest: at(start) } } });
  answer(world, 'Marco', start + 3 * minute);
  const later = start + 3 * minute + 1;
  const rings: number[] = [];
  for (let now = start + 4 * minute; now < start + 20 * minute; now += minute)
    if (look(world, now, { urgent: [...flood, later] }).step === 'ring') rings.push(now);
  expect(rings[0]).toBe(start + 3 * minute + peace);
  expect((rings[0] ?? 0) + minute - later).toBeLessThanOrEqual(10 * minute);
});

describe('whatever comes and whoever answers', () => {
  const acts = fc.array(
    fc.record({
      minutes: fc.integer({ min: 0, max: 5 }),
      act: fc.constantFrom('case', 'proposal', 'answer', 'read', 'look'),
    }),
    { minLength: 1, maxLength: 60 },
  );

  test('two names are never rung within three minutes without an answer between them, and nobody is passed over', () => {
    fc.assert(
      fc.property(acts, (given) => {
        const world = empty();
        let [now, answeredAt] = [start, 0];
        let [urgent, proposals]: [number[], number[]] = [[], []];
        for (const { minutes, act } of given) {
          for (let passed = 0; passed <= minutes; passed += 1) {
            const last = world.rings.at(-1);
            const next = look(world, now, { urgent, proposals });
            if (next.step === 'ring' && last !== undefined) {
              const apart = now - last.at;
              if (apart < patience && answeredAt < last.at) return false;
            }
            if (next.step === 'ring') {
              // Of those on shift none was rung twice more often than another in one occasion.
              const counts = ['Marco', 'Sara', 'Ugo'].map(
                (name) => next.wake.rings.filter((ring) => ring.name === name).length,
              );
              if (Math.max(...counts) - Math.min(...counts) > 1) return false;
            }
            now += minute;
          }
          if (act === 'case') urgent = [...urgent, now];
          if (act === 'proposal') proposals = [...proposals, now];
          if (act === 'read') [urgent, proposals] = [[], []];
          if (act === 'answer' && answer(world, 'Sara', now)) answeredAt = now;
        }
        return true;
      }),
    );
  });

  test('what waits is heard of, or somebody is being rung for it, within ten minutes', () => {
    fc.assert(
      fc.property(acts, (given) => {
        const world = empty();
        let now = start;
        let urgent: number[] = [];
        const rungOrAnswered: number[] = [];
        for (const { minutes, act } of given) {
          for (let passed = 0; passed <= minutes; passed += 1) {
            if (look(world, now, { urgent }).step === 'ring') rungOrAnswered.push(now);
            const overdue = urgent.filter((came) => now - came > 10 * minute);
            if (overdue.some((came) => !rungOrAnswered.some((when) => when >= came))) return false;
            now += minute;
          }
          if (act === 'case') urgent = [...urgent, now];
          if (act === 'read') urgent = [];
          if (act === 'answer' && answer(world, 'Sara', now)) rungOrAnswered.push(now);
        }
        return true;
      }),
    );
  });
});

describe('what has not been heard of', () => {
  const waits = (open: boolean, after: number) =>
    unheard(
      { urgent: [at(start + 1), at(start)], more: true, proposals: [] },
      { latest: undefined, open, now: at(start + after) },
    );

  test('names its oldest case, and none while the operators have it to themselves', () => {
    expect(waits(false, 0)).toEqual({ urgent: 2, more: true, oldest: at(start), proposals: 0 });
    expect(waits(true, operatorsFirst - 1)).toEqual({ urgent: 0, more: false, proposals: 0 });
    expect(waits(true, operatorsFirst)).toMatchObject({ urgent: 2, oldest: at(start) });
  });
});
