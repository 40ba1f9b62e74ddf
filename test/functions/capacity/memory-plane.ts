import type { ControlPlane } from '../../../functions/capacity/follow-plan.ts';
import type { ServiceDefinition } from '../../../shared/contracts/service.ts';
import type { Throttle } from '../../../shared/core/capacity-plan.ts';

type ServiceNumbers = {
  intakeConcurrency: number | undefined;
  intakeProvisioned: number;
  registrarConcurrency: number | undefined;
};

/** A control plane in memory, as a deployment of the template leaves it; `before` hears of each call and may throw. */
export function memoryPlane(
  services: readonly ServiceDefinition[],
  before: (call: string, service: string) => void = () => {},
) {
  const routes: Record<string, Throttle> = {};
  const numbers: Record<string, ServiceNumbers> = {};
  const state = { routes, numbers, rest: undefined as Throttle | undefined, writes: [] as string[] };
  const deploy = () => {
    for (const { service, capacity } of services) {
      const { intakeRequestsPerSecond: rate, intakeBurst: burst, ...rest } = capacity.ordinary;
      for (const route of ['contacts', 'attachments'])
        routes[`POST /v1/services/${service}/${route}`] = { rate, burst };
      numbers[service] = rest;
    }
  };
  deploy();
  const numbersOf = (service: string) => numbers[service] as ServiceNumbers;
  const write = (call: string, service: string) => {
    before(call, service);
    state.writes.push(`${service} ${call}`);
  };
  const plane: ControlPlane = {
    async readRoutes() {
      before('readRoutes', '');
      return { routes: structuredClone(routes), rest: state.rest };
    },
    async limitRoutes(changed) {
      write('limitRoutes', Object.keys(changed)[0]?.split('/')[3] ?? '');
      Object.assign(routes, changed);
    },
    async limitRest(throttle) {
      write('limitRest', 'shared');
      state.rest = throttle;
    },
    async read(service) {
      before('read', service);
      const { intakeConcurrency, intakeProvisioned, registrarConcurrency } = numbersOf(service);
      return { intakeConcurrency, intakeProvisioned, registrarConcurrency };
    },
    async keepEnvironments(service, environments) {
      write('keepEnvironments', service);
      numbersOf(service).intakeConcurrency = environments;
    },
    async readyEnvironments(service, environments) {
      write('readyEnvironments', service);
      numbersOf(service).intakeProvisioned = environments;
    },
    async limitRegistrar(service, batches) {
      write('limitRegistrar', service);
      numbersOf(service).registrarConcurrency = batches;
    },
  };
  return { plane, state, deploy };
}
