import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { Api } from './api.ts';
import type { House } from './house/function.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';

/** What a capability of the channels stack is given to build its share of one service; its routes come later. */
export interface ServiceChannelProps {
  house: House;
  definition: ServiceDefinition;
  /** What must survive of this service. */
  own: ServiceRecords;
  /** What must survive of all services. */
  shared: RecordsStack;
}

/** What a capability of the center stack is given to build its share of one service. */
export interface ServiceCenterProps extends ServiceChannelProps {
  api: Api;
}

/** A part of one service that answers requests, and says which. */
export interface Routed {
  routes(api: Api): void;
}
