import { describe, expect, test } from '@jest/globals';
import { backOff, followPlan, type Plan, type Wanted } from '../../../functions/capacity/follow-plan.ts';
import type { PostureLevel } from '../../../shared/contracts/declaration.ts';
import { desiredLimits, sharedThrottle } from '../../../shared/core/capacity-plan.ts';
import { familyLine, protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryPlane } from './memory-plane.ts';

const both = [familyLine, protezioneCivile];
const wanted = (family: PostureLevel, civile: PostureLevel = 'ordinary'): Wanted[] => [
  { service: 'familyline', limits: desiredLimits(familyLine, family) },
  { service: 'protezione-civile', limits: desiredLimits(protezioneCivile, civile) },
];
const plan = (family: PostureLevel, civile: PostureLevel = 'ordinary'): Plan => ({
  wanted: wanted(family, civile),
  rest: { service: 'shared', throttle: sharedThrottle(wanted(family, civile).map(({ limits }) => limits)) },
});
const waits: number[] = [];
const pause = async (milliseconds: number) => void waits.push(milliseconds);

/** What the plane holds when each service has the plan of its level. */
function at(family: PostureLevel, civile: PostureLevel = 'ordinary') {
  const { plane: _plane, state } = memoryPlane(both);
  for (const { service, limits } of wanted(family, civile)) {
    const { intakeRequestsPerSecond: rate, intakeBurst: burst, ...rest } = limits;
    for (const route of Object.keys(state.routes))
      if (route.includes(`/${service}/`)) state.routes[route] = { rate, burst };
    state.numbers[service] = rest;
  }
  const bare = Object.entries(state.numbers).map(
    ([service, { intakeConcurrency, intakeProvisioned, registrarConcurrency }]) => [
      service,
      expect.objectContaining({ intakeConcurrency, intakeProvisioned, registrarConcurrency }),
    ],
  );
  return {
    routes: state.routes,
    numbers: Object.fromEntries(bare),
    rest: sharedThrottle(wanted(family, civile).map(({ limits }) => limits)),
  };
}

describe('capacity', () => {
  test('follows a posture up and down, tells each limit before and after, and then has nothing to do', async () => {
    const { plane, state } = memoryPlane(both);
    const up = await followPlan(plan('emergency'), plane, pause);
    expect(up.left).toEqual([]);
    expect(state).toMatchObject(at('emergency'));
    const { ordinary, emergency } = familyLine.capacity;
    expect(up.told).toContainEqual({
      service: 'familyline',
      applied: true,
      limit: 'intakeConcurrency',
      before: ordinary.intakeConcurrency,
      after: emergency.intakeConcurrency,
    });
    expect(await followPlan(plan('emergency'), plane, pause)).toEqual({ told: [], left: [] });
    await followPlan(plan('ordinary'), plane, pause);
    expect(state).toMatchObject(at('ordinary'));
  });

  test('of an API that is nobody’s follows the plans of all, and governs no function', async () => {
    const { plane, state } = memoryPlane(both);
    const { rest } = plan('emergency');
    const { told } = await followPlan({ wanted: [], rest }, plane, pause);
    expect(told.map(({ service, limit }) => [service, limit])).toEqual([['shared', 'routes']]);
    expect(state.rest).toEqual(rest.throttle);
    expect(state.writes).toHaveLength(1);
  });

  test('does not touch the other service', async () => {
    const { plane, state } = memoryPlane(both);
    await followPlan(plan('emergency'), plane, pause);
    expect(state.writes.filter((write) => write.startsWith('protezione-civile'))).toEqual([]);
    expect(state.writes.length).toBeGreaterThan(3);
  });

  test('mends what a deployment in an emergency undid', async () => {
    const { plane, state, deploy } = memoryPlane(both);
    await followPlan(plan('ordinary', 'emergency'), plane, pause);
    deploy();
    await followPlan(plan('ordinary', 'emergency'), plane, pause);
    expect(state).toMatchObject(at('ordinary', 'emergency'));
  });

  test('killed after any of its calls, is mended by the next run', async () => {
    const { plane: whole, state: counted } = memoryPlane(both);
    await followPlan(plan('emergency', 'alert'), whole, pause);
    for (let survived = 0; survived <= counted.writes.length; survived += 1) {
      let dead = false;
      const { plane, state } = memoryPlane(both, (call) => {
        if (!call.startsWith('read') && state.writes.length >= survived) dead = true;
        if (dead) throw new Error('killed');
      });
      await followPlan(plan('emergency', 'alert'), plane, pause).catch(() => {});
      const { plane: next, state: mended } = memoryPlane(both);
      Object.assign(mended.routes, state.routes);
      Object.assign(mended.numbers, state.numbers);
      mended.rest = state.rest;
      expect((await followPlan(plan('emergency', 'alert'), next, pause)).left).toEqual([]);
      expect(mended).toMatchObject(at('emergency', 'alert'));
    }
  });

  test('tries throttled calls again with growing pauses', async () => {
    let refusals = 0;
    const { plane, state } = memoryPlane(both, (call) => {
      if (call === 'limitRegistrar' && refusals < backOff.length) {
        refusals += 1;
        throw Object.assign(new Error('Rate exceeded'), { name: 'TooManyRequestsException' });
      }
    });
    waits.length = 0;
    expect((await followPlan(plan('emergency'), plane, pause)).left).toEqual([]);
    expect(waits).toEqual(backOff);
    expect(state).toMatchObject(at('emergency'));
  });

  test('carries out all the others when one is refused for good, and says which it was', async () => {
    const { plane, state } = memoryPlane(both, (call) => {
      if (call === 'keepEnvironments') throw new Error('the account has no more');
    });
    const { told, left } = await followPlan(plan('emergency'), plane, pause);
    const { ordinary, emergency } = familyLine.capacity;
    expect(told.filter(({ applied }) => !applied)).toEqual([
      expect.objectContaining({ limit: 'intakeConcurrency', because: 'Error: the account has no more' }),
    ]);
    expect(left).toEqual([
      {
        service: 'familyline',
        what: `intakeConcurrency ${ordinary.intakeConcurrency} instead of ${emergency.intakeConcurrency}`,
      },
    ]);
    expect(state.routes).toEqual(at('emergency').routes);
  });

  test('notices a call that was taken and had no effect', async () => {
    const { plane } = memoryPlane(both);
    const deaf = { ...plane, limitRegistrar: async () => {} };
    const { left } = await followPlan(plan('emergency'), deaf, pause);
    expect(left.map(({ what }) => what)).toEqual([expect.stringMatching(/^registrarConcurrency \d+ instead of \d+$/)]);
  });

  test('of one service goes on when another cannot be read, and what is unreadable is not lowered', async () => {
    const { plane, state } = memoryPlane(both, (call, service) => {
      if (call === 'read' && service === 'familyline') throw new Error('silence');
    });
    state.numbers['familyline'] = { intakeConcurrency: 999, intakeProvisioned: 0, registrarConcurrency: 999 };
    const { left } = await followPlan(plan('ordinary', 'emergency'), plane, pause);
    expect(left).toEqual([{ service: 'familyline', what: 'unreadable, Error: silence' }]);
    expect(state.numbers['familyline'].intakeConcurrency).toBe(999);
    expect(state.numbers['protezione-civile']?.intakeConcurrency).toBe(
      protezioneCivile.capacity.emergency.intakeConcurrency,
    );
  });
});
