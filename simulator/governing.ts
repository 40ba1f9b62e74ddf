import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '../local/faults.ts';
import type { Stage } from '../local/stage-interface.ts';
import type { PostureLevel } from '../shared/contracts/declaration.ts';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { CapacityLimits } from '../shared/contracts/service-capacity.ts';
import { desiredLimits } from '../shared/core/capacity-plan.ts';

/** Limits as calls read them back: of mail and of ready environments there is nothing to read on one machine. */
export type ReadLimits = Omit<CapacityLimits, 'mailsPerSecond' | 'intakeProvisioned'>;

/** The limits that a plan sets and that can be read back. */
export function readable(definition: ServiceDefinition, level: PostureLevel, step: 0 | 1 = 0): ReadLimits {
  const { mailsPerSecond: _mails, intakeProvisioned: _ready, ...plan } = desiredLimits(definition, level, step);
  return plan;
}

/** Route of a service's contacts. */
export const contactsOf = (service: string) => `POST /v1/services/${service}/contacts`;

/** What is asked of a running center; one that runs as a process of its own answers the same at `/_stage`. */
export type Center = Pick<Stage, 'url' | 'endpoints' | 'environments'>;

/**
 * The hands of a duty officer and of whoever runs the center: acts, limits, schedules, faults. Long because it is a
 * list of short calls, all to the one center.
 */
export function governing(center: () => Center) {
  /** One call to what stands for API Gateway, Lambda, Scheduler and EventBridge. */
  async function control(path: string, given: { method?: string; body?: unknown; target?: string } = {}) {
    const answer = await fetch(`${center().endpoints.events}${path}`, {
      method: given.method ?? 'GET',
      headers: given.target === undefined ? {} : { 'x-amz-target': given.target },
      ...(given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: answers of AWS are read as any client reads them
    return (await answer.json()) as any;
  }

  /** The logical id of the one function that starts so. */
  function idOf(start: string): string {
    const found = Object.keys(center().environments).filter((id) => id.startsWith(start));
    if (found.length !== 1) throw new Error(`${found.length} functions start with ${start}`);
    return found[0] as string;
  }
  const environmentOf = (start: string) => center().environments[idOf(start)] ?? {};
  /** The function by which the limits of a service follow its posture. */
  const followerOf = (service: string) => `${service.replaceAll('-', '')}capacityPostureChange`;
  const stagePath = (service: string) => `/v2/apis/${environmentOf(followerOf(service))['API_ID']}/stages/$default`;

  /** The names under which capacity governs a service. */
  function targetOf(service: string): { intake: string; registrarSource: string } {
    const targets = JSON.parse(environmentOf(followerOf(service))['CAPACITY_TARGETS'] ?? '[]');
    return targets.find((target: { service: string }) => target.service === service);
  }

  /** The limits of a service as the platform has them. */
  async function limitsOf(service: string): Promise<ReadLimits> {
    const { intake, registrarSource } = targetOf(service);
    const [{ routeSettings }, kept, source] = await Promise.all([
      control(stagePath(service)),
      control(`/2019-09-30/functions/${intake}/concurrency`),
      control(`/2015-03-31/event-source-mappings/${registrarSource}`),
    ]);
    return {
      intakeRequestsPerSecond: routeSettings[contactsOf(service)].throttlingRateLimit,
      intakeBurst: routeSettings[contactsOf(service)].throttlingBurstLimit,
      intakeConcurrency: kept.ReservedConcurrentExecutions,
      registrarConcurrency: source.ScalingConfig.MaximumConcurrency,
    };
  }

  /**
   * Milliseconds since `since` (of `performance.now()`) until the limits of a service, read back, are those of a plan.
   */
  async function limitsBecome(service: string, plan: ReadLimits, since: number, withinMs = 10_000): Promise<number> {
    const wanted = JSON.stringify(plan);
    const giveUpAt = performance.now() + withinMs;
    while (JSON.stringify(await limitsOf(service)) !== wanted) {
      if (performance.now() > giveUpAt)
        throw new Error(`not within ${withinMs / 1000} s: the limits of ${service} follow`);
      await pause(25);
    }
    return Math.round(performance.now() - since);
  }

  /** The schedules that follow the posture, with their state. */
  async function schedules(): Promise<Record<string, string>> {
    const { Schedules } = await control('/schedules?ScheduleGroup=sportello-posture');
    return Object.fromEntries(Schedules.map(({ Name, State }: Record<string, string>) => [Name, State]));
  }

  /** Puts an event on the account's own bus. */
  const news = (event: { source: string; name: string; detail: object; resources?: string[] }) =>
    control('/', {
      method: 'POST',
      target: 'AWSEvents.PutEvents',
      body: {
        Entries: [
          {
            Source: event.source,
            DetailType: event.name,
            Detail: JSON.stringify(event.detail),
            ...(event.resources === undefined ? {} : { Resources: event.resources }),
          },
        ],
      },
    });

  /** What CloudFormation says when a stack was deployed, such as `center` or `service-familyline`. */
  const sayDeployed = (stack: string) =>
    news({
      source: 'aws.cloudformation',
      name: 'CloudFormation Stack Status Change',
      detail: {
        'stack-id': `arn:aws:cloudformation:eu-south-1:000000000000:stack/sportello-${stack}/00000000-0000-0000-0000-000000000000`,
        'status-details': { status: 'UPDATE_COMPLETE' },
      },
    });

  async function tokenOf(userName: string): Promise<string> {
    const answer = await fetch(`${center().url}/_stage/tokens/${userName}`, { method: 'POST' });
    return ((await answer.json()) as { token: string }).token;
  }

  /** A duty officer's act, on the version that the ledger has: the declaration, and when the officer confirmed it. */
  async function act(
    officer: string,
    service: string,
    body: Record<string, unknown>,
  ): Promise<{ declaration: string; confirmed: number; answered: number }> {
    const authorization = `Bearer ${await tokenOf(officer)}`;
    const address = `${center().url}/v1/services/${service}/declarations`;
    const { version } = (await (await fetch(address, { headers: { authorization } })).json()) as { version: number };
    const confirmed = performance.now();
    const answer = await fetch(address, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', 'if-match': `"${version}"` },
      body: JSON.stringify(body),
    });
    const text = await answer.text();
    if (answer.status !== 201) throw new Error(`the act was answered ${answer.status}: ${text}`);
    return { declaration: JSON.parse(text).acts[0].declaration, confirmed, answered: performance.now() };
  }

  /** Lets functions meet these faults, in place of all others. */
  async function meet(...faults: Fault[]): Promise<void> {
    const answer = await fetch(`${center().url}/_stage/faults`, { method: 'PUT', body: JSON.stringify(faults) });
    if (answer.status !== 200) throw new Error(`the faults were answered ${answer.status}: ${await answer.text()}`);
  }

  /** How many calls met the faults in force, by fault. */
  async function met(): Promise<number[]> {
    const answer = await fetch(`${center().url}/_stage/faults`);
    return ((await answer.json()) as { met: number }[]).map((fault) => fault.met);
  }

  return {
    control,
    idOf,
    followerOf,
    environmentOf,
    stagePath,
    targetOf,
    limitsOf,
    limitsBecome,
    schedules,
    news,
    sayDeployed,
    tokenOf,
    act,
    meet,
    met,
  };
}

/** An emergency of the whole country, open around the clock; what an officer sends. */
export const emergency = (more: Record<string, unknown> = {}) => ({
  act: 'declare',
  reason: 'Prova',
  area: { kind: 'national' },
  level: 'emergency',
  hours: 'around-the-clock',
  notice: { it: 'Emergenza di prova.', en: 'Trial emergency.', de: 'Notfall zur Probe.' },
  ...more,
});

/** The end of a declaration; what an officer sends. */
export const standDown = (declaration: string) => ({ act: 'stand-down', declaration, reason: 'Fine della prova' });
