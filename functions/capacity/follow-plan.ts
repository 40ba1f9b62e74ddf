import type { CapacityLimits } from '../../shared/contracts/service-capacity.ts';
import { type ActualLimits, type Change, difference, type Throttle } from '../../shared/core/capacity-plan.ts';
import { outcomeOf, type RunOutcome, reasonOf, retrying, type Trying } from '../../shared/shell/retrying.ts';

// Step 3 of the officer's line: called by on-posture-change for what the bus tells; then the platform's limits are the
// plan's.

/** What sets and reads limits; throws what the platform throws. */
export type ControlPlane = {
  /** Every route with a limit of its own, and the limit of the rest. */
  readRoutes(): Promise<{ routes: Readonly<Record<string, Throttle>>; rest: Throttle | undefined }>;
  /** Sets the limits of these routes and leaves all others alone. */
  limitRoutes(routes: Readonly<Record<string, Throttle>>): Promise<void>;
  limitRest(throttle: Throttle): Promise<void>;
  read(service: string): Promise<Omit<ActualLimits, 'routes'>>;
  keepEnvironments(service: string, environments: number): Promise<void>;
  /** 0 asks for none. */
  readyEnvironments(service: string, environments: number): Promise<void>;
  limitRegistrar(service: string, batches: number): Promise<void>;
};

/** What a service is to have. */
export type Wanted = { service: string; limits: CapacityLimits };

/** What an API is to have: the services that it serves, and what its other routes let pass, under whose name. */
export type Plan = { wanted: readonly Wanted[]; rest: { service: string; throttle: Throttle } };

/** The line of one limit: `applied` when the call was taken, otherwise why it was not. */
export type Told = { service: string; applied: boolean; because?: string } & Change;

/** What a run did, and what is still not as it should be after reading back, by service. */
export type Outcome = RunOutcome<Told>;

/** Milliseconds before the second, third and fourth try of a call that was refused. */
export const backOff = [250, 750, 2000];

/**
 * Makes the limits of each service those that are wanted: reads, changes what differs, reads back. Each limit is tried
 * up to four times and on its own, so that one that is refused keeps none of the others; whatever a run leaves, the
 * next run finds and mends.
 */
export async function followPlan(
  { wanted, rest }: Plan,
  plane: ControlPlane,
  pause: (milliseconds: number) => Promise<void>,
): Promise<Outcome> {
  const trying = retrying(backOff, pause);
  const told: Told[] = [];
  const present = await trying(() => plane.readRoutes());

  const makeRest = async (): Promise<void> => {
    const before = [present.rest];
    const { service, throttle } = rest;
    if (same(present.rest, throttle)) return;
    const change: Change = { limit: 'routes', routes: ['$default'], before, after: throttle };
    told.push({ service, ...change, ...(await outcomeOf(trying(() => plane.limitRest(throttle)))) });
  };
  const unread: { service: string; what: string }[] = [];
  const make = async ({ service, limits }: Wanted): Promise<void> => {
    let actual: ActualLimits;
    try {
      actual = { ...(await trying(() => plane.read(service))), routes: routesOf(service, present.routes) };
    } catch (error) {
      unread.push({ service, what: `unreadable, ${reasonOf(error)}` });
      return;
    }
    for (const change of difference(limits, actual)) {
      told.push({ service, ...change, ...(await outcomeOf(trying(() => carryOut(plane, service, change)))) });
    }
  };
  await Promise.all([...wanted.map(make), makeRest()]);
  if (told.length === 0) return { told, left: unread };
  return { told, left: [...unread, ...(await leftOver({ wanted, rest }, plane, trying, unread))] };
}

async function leftOver(
  { wanted, rest }: Plan,
  plane: ControlPlane,
  trying: Trying,
  unread: readonly { service: string }[],
): Promise<Outcome['left']> {
  const back = await trying(() => plane.readRoutes());
  const left = same(back.rest, rest.throttle) ? [] : [{ service: rest.service, what: 'routes $default' }];
  const readable = wanted.filter(({ service }) => !unread.some((one) => one.service === service));
  const each = await Promise.all(
    readable.map(async ({ service, limits }) => {
      try {
        const actual = { ...(await trying(() => plane.read(service))), routes: routesOf(service, back.routes) };
        return difference(limits, actual).map((change) => ({ service, what: inWords(change) }));
      } catch (error) {
        return [{ service, what: `unreadable, ${reasonOf(error)}` }];
      }
    }),
  );
  return [...left, ...each.flat()];
}

/** The routes of a service that have limits; its contacts are always among them. */
export function routesOf(
  service: string,
  routes: Readonly<Record<string, Throttle>>,
): Readonly<Record<string, Throttle | undefined>> {
  const own = Object.entries(routes).filter(([route]) => route.includes(` /v1/services/${service}/`));
  return { [`POST /v1/services/${service}/contacts`]: undefined, ...Object.fromEntries(own) };
}

function carryOut(plane: ControlPlane, service: string, change: Change): Promise<void> {
  switch (change.limit) {
    case 'routes':
      return plane.limitRoutes(Object.fromEntries(change.routes.map((route) => [route, change.after])));
    case 'intakeConcurrency':
      return plane.keepEnvironments(service, change.after);
    case 'intakeProvisioned':
      return plane.readyEnvironments(service, change.after);
    case 'registrarConcurrency':
      return plane.limitRegistrar(service, change.after);
  }
}

function same(one: Throttle | undefined, other: Throttle): boolean {
  return one?.rate === other.rate && one.burst === other.burst;
}

function inWords(change: Change): string {
  return change.limit === 'routes'
    ? `routes ${change.routes.join(', ')}`
    : `${change.limit} ${change.before} instead of ${change.after}`;
}
