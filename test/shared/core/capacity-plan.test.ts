import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { routesOf } from '../../../functions/capacity/follow-plan.ts';
import { postureLevels } from '../../../shared/contracts/declaration.ts';
import type { CapacityLimits } from '../../../shared/contracts/service-capacity.ts';
import {
  type ActualLimits,
  type Change,
  desiredLimits,
  difference,
  mailRate,
  sharedThrottle,
} from '../../../shared/core/capacity-plan.ts';
import { familyLine, protezioneCivile } from '../../fixtures/contacts.ts';

const contacts = 'POST /v1/services/familyline/contacts';
const upTo = (max: number) => fc.integer({ min: 1, max });

const limits: fc.Arbitrary<CapacityLimits> = fc.record({
  intakeRequestsPerSecond: upTo(10_000),
  intakeBurst: upTo(5_000),
  intakeConcurrency: upTo(1_000),
  intakeProvisioned: fc.integer({ min: 0, max: 1_000 }),
  registrarConcurrency: upTo(1_000),
  mailsPerSecond: upTo(1_000),
});
const throttle = fc.option(fc.record({ rate: upTo(10_000), burst: upTo(5_000) }), { nil: undefined });
const actual: fc.Arbitrary<ActualLimits> = fc.record({
  routes: fc.dictionary(fc.constantFrom(contacts, 'POST /v1/services/familyline/attachments', 'GET /a'), throttle),
  intakeConcurrency: fc.option(upTo(1_000), { nil: undefined }),
  intakeProvisioned: fc.integer({ min: 0, max: 1_000 }),
  registrarConcurrency: fc.option(upTo(1_000), { nil: undefined }),
});

/** The limits after a change is carried out. */
const after = (present: ActualLimits, change: Change): ActualLimits =>
  change.limit === 'routes'
    ? { ...present, routes: { ...present.routes, ...Object.fromEntries(change.routes.map((r) => [r, change.after])) } }
    : { ...present, [change.limit]: change.after };

describe('the limits of a posture', () => {
  test('are those that the definition names for it', () => {
    for (const level of postureLevels) expect(desiredLimits(familyLine, level)).toBe(familyLine.capacity[level]);
  });

  test('are those of the next higher posture under load, and never beyond the emergency', () => {
    const { alert, emergency } = familyLine.capacity;
    expect(desiredLimits(familyLine, 'ordinary', 1)).toBe(alert);
    expect(desiredLimits(familyLine, 'alert', 1)).toBe(emergency);
    expect(desiredLimits(familyLine, 'emergency', 1)).toBe(emergency);
  });

  test('are never lower in a higher posture', () => {
    for (const service of [familyLine, protezioneCivile])
      for (const [place, level] of postureLevels.entries())
        for (const step of [0, 1] as const)
          for (const [limit, value] of Object.entries(desiredLimits(service, level, step))) {
            const lower = desiredLimits(service, postureLevels[Math.max(0, place - 1)] ?? 'ordinary', 0);
            expect({ limit, holds: value >= lower[limit as keyof CapacityLimits] }).toEqual({ limit, holds: true });
          }
  });

  test('of all services add up: for what belongs to none of them, and for mail', () => {
    const plans = [familyLine.capacity.ordinary, protezioneCivile.capacity.emergency];
    expect(sharedThrottle(plans)).toEqual({
      rate:
        familyLine.capacity.ordinary.intakeRequestsPerSecond +
        protezioneCivile.capacity.emergency.intakeRequestsPerSecond,
      burst: familyLine.capacity.ordinary.intakeBurst + protezioneCivile.capacity.emergency.intakeBurst,
    });
    expect(mailRate(plans)).toBe(
      familyLine.capacity.ordinary.mailsPerSecond + protezioneCivile.capacity.emergency.mailsPerSecond,
    );
  });
});

describe('the difference between plan and limits', () => {
  test('carried out, leaves every limit as the plan says', () => {
    fc.assert(
      fc.property(limits, actual, (desired, present) => {
        const { intakeRequestsPerSecond: rate, intakeBurst: burst, mailsPerSecond: _own, ...environments } = desired;
        const made = difference(desired, present).reduce(after, present);
        expect(made).toEqual({
          ...environments,
          routes: Object.fromEntries(Object.keys(present.routes).map((route) => [route, { rate, burst }])),
        });
        expect(difference(desired, made)).toEqual([]);
      }),
    );
  });

  test('finds a route of which only the rate, or only the burst, is wrong', () => {
    const { intakeRequestsPerSecond: rate, intakeBurst: burst, ...environments } = familyLine.capacity.ordinary;
    for (const wrong of [
      { rate, burst: burst + 1 },
      { rate: rate + 1, burst },
    ])
      expect(
        difference(familyLine.capacity.ordinary, {
          ...environments,
          routes: { [contacts]: wrong, 'GET /a': { rate, burst } },
        }),
      ).toEqual([{ limit: 'routes', routes: [contacts], before: [wrong], after: { rate, burst } }]);
  });

  test('changes nothing that is already right', () => {
    fc.assert(
      fc.property(limits, actual, (desired, present) => {
        for (const change of difference(desired, present))
          if (change.limit !== 'routes') expect(change.before).not.toBe(change.after);
          else for (const before of change.before) expect(before).not.toEqual(change.after);
      }),
    );
  });

  test('never has more environments ready than kept, at no moment, where plan and limits are sound', () => {
    const sound = (one: { intakeConcurrency: number | undefined; intakeProvisioned: number }) =>
      one.intakeProvisioned <= (one.intakeConcurrency ?? 0);
    fc.assert(
      fc.property(limits.filter(sound), actual.filter(sound), (desired, present) => {
        let now = present;
        for (const change of difference(desired, present)) {
          now = after(now, change);
          expect(sound(now)).toBe(true);
        }
      }),
    );
  });

  test('opens the routes last and closes them first', () => {
    const { ordinary, emergency } = familyLine.capacity;
    const at = ({ intakeRequestsPerSecond: rate, intakeBurst: burst, ...rest }: CapacityLimits): ActualLimits => ({
      ...rest,
      routes: { [contacts]: { rate, burst } },
    });
    expect(difference(emergency, at(ordinary)).map(({ limit }) => limit)).toEqual([
      'intakeConcurrency',
      'intakeProvisioned',
      'registrarConcurrency',
      'routes',
    ]);
    expect(difference(ordinary, at(emergency)).map(({ limit }) => limit)).toEqual([
      'routes',
      'intakeProvisioned',
      'intakeConcurrency',
      'registrarConcurrency',
    ]);
  });

  test('names routes of its own service only, and its contacts even when they have lost their limit', () => {
    const throttles = {
      'POST /v1/services/familyline/attachments': { rate: 1, burst: 1 },
      'POST /v1/services/protezione-civile/contacts': { rate: 1, burst: 1 },
      'GET /v1/services/{service}/hours': { rate: 1, burst: 1 },
    };
    expect(Object.keys(routesOf('familyline', throttles)).sort()).toEqual([
      'POST /v1/services/familyline/attachments',
      contacts,
    ]);
  });
});
