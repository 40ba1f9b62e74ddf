import { expect, test } from '@jest/globals';
import { followPlan } from '../../../functions/capacity/follow-plan.ts';
import { withoutShares } from '../../../functions/capacity/without-shares.ts';
import { desiredLimits } from '../../../shared/core/capacity-plan.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryPlane } from './memory-plane.ts';

const { service } = protezioneCivile;

test('in a trial account routes and batches follow a declaration, and no environments are asked for', async () => {
  const { plane, state } = memoryPlane([protezioneCivile]);
  const limits = desiredLimits(protezioneCivile, 'emergency');
  const wanted = [{ service, limits }];
  const rest = { service, throttle: { rate: 1, burst: 1 } };
  const outcome = await followPlan({ wanted, rest }, withoutShares(plane, wanted, [service]), async () => undefined);
  expect(outcome.left).toEqual([]);
  expect(state.writes).toContain(`${service} limitRegistrar`);
  expect(state.writes.filter((write) => /Environments/.test(write))).toEqual([]);
  expect(state.numbers[service]?.intakeConcurrency).toBe(protezioneCivile.capacity.ordinary.intakeConcurrency);
});

test('where environments are kept they follow as before', async () => {
  const { plane, state } = memoryPlane([protezioneCivile]);
  const wanted = [{ service, limits: desiredLimits(protezioneCivile, 'emergency') }];
  const rest = { service, throttle: { rate: 1, burst: 1 } };
  await followPlan({ wanted, rest }, withoutShares(plane, wanted, []), async () => undefined);
  expect(state.writes).toContain(`${service} keepEnvironments`);
});
