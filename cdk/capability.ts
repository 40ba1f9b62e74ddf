import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { Api } from './api.ts';
import type { House } from './house/function.ts';
import type { RecordsStack, ServiceRecords } from './records-stack.ts';

/** What a capability is given to build its share of one service. */
export interface ServiceCenterProps {
  house: House;
  api: Api;
  definition: ServiceDefinition;
  /** What must survive of this service. */
  own: ServiceRecords;
  /** What must survive of all services. */
  shared: RecordsStack;
}

/** Path of a service's routes. */
export const pathOf = ({ service }: ServiceDefinition, rest: string) => `/v1/services/${service}/${rest}`;
