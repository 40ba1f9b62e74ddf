import type { PostureLevel } from '../contracts/declaration.ts';
import { postureLevels } from '../contracts/declaration.ts';
import type { ServiceDefinition } from '../contracts/service.ts';
import type { CapacityLimits } from '../contracts/service-capacity.ts';

/** Requests a second and at once that a route lets pass. */
export type Throttle = { rate: number; burst: number };

/** The limits of one service as they are; undefined where none is set. */
export type ActualLimits = {
  /** By route key, such as `POST /v1/services/familyline/contacts`: every route that the plan limits. */
  routes: Readonly<Record<string, Throttle | undefined>>;
  /** Environments kept for intake, which nobody else can take. */
  intakeConcurrency: number | undefined;
  /** Environments of intake that wait ready; 0 when none is asked for. */
  intakeProvisioned: number;
  /** Batches of the registrar at once. */
  registrarConcurrency: number | undefined;
};

/** One limit that is not what the plan says. */
export type Change =
  | { limit: 'routes'; routes: string[]; before: (Throttle | undefined)[]; after: Throttle }
  | { limit: Exclude<keyof ActualLimits, 'routes'>; before: number | undefined; after: number };

/**
 * The limits that a posture asks for. `step` is what the service's own load adds: 1 takes the plan of the next higher
 * posture, and nothing goes beyond the emergency's.
 */
export function desiredLimits({ capacity }: ServiceDefinition, level: PostureLevel, step: 0 | 1 = 0): CapacityLimits {
  const place = Math.min(postureLevels.indexOf(level) + step, postureLevels.length - 1);
  return capacity[postureLevels[place] as PostureLevel];
}

/**
 * What all services together leave to requests that belong to none: as much as theirs, requests a second and at once.
 */
export function sharedThrottle(plans: readonly CapacityLimits[]): Throttle {
  return {
    rate: plans.reduce((sum, { intakeRequestsPerSecond }) => sum + intakeRequestsPerSecond, 0),
    burst: plans.reduce((sum, { intakeBurst }) => sum + intakeBurst, 0),
  };
}

/** Mails a second that the plans of all services allow together; the account's own quota may be lower. */
export function mailRate(plans: readonly CapacityLimits[]): number {
  return plans.reduce((sum, { mailsPerSecond }) => sum + mailsPerSecond, 0);
}

/**
 * The changes that make the limits those of the plan, in the order in which to make them: what is widened opens from
 * the inside to the outside (environments, ready ones, registrar, routes), what is narrowed closes from the outside in.
 */
export function difference(desired: CapacityLimits, actual: ActualLimits): Change[] {
  const { intakeRequestsPerSecond: rate, intakeBurst: burst } = desired;
  const wrong = Object.keys(actual.routes)
    .filter((route) => actual.routes[route]?.rate !== rate || actual.routes[route]?.burst !== burst)
    .sort();
  const narrower = wrong.filter((route) => (actual.routes[route]?.rate ?? Number.POSITIVE_INFINITY) > rate);
  const wider = wrong.filter((route) => !narrower.includes(route));
  const onRoutes = (routes: string[]): Change[] =>
    routes.length === 0
      ? []
      : [{ limit: 'routes', routes, before: routes.map((route) => actual.routes[route]), after: { rate, burst } }];
  const number = (limit: Exclude<keyof ActualLimits, 'routes'>): Change[] =>
    actual[limit] === desired[limit] ? [] : [{ limit, before: actual[limit], after: desired[limit] }];
  // Ready environments are part of those kept: never more ready ones than kept ones, at no moment.
  const environments =
    desired.intakeConcurrency >= (actual.intakeConcurrency ?? 0)
      ? [...number('intakeConcurrency'), ...number('intakeProvisioned')]
      : [...number('intakeProvisioned'), ...number('intakeConcurrency')];
  return [...onRoutes(narrower), ...environments, ...number('registrarConcurrency'), ...onRoutes(wider)];
}
