import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { Api, Routes } from './api.ts';
import type { House } from './house/function.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';

/** What a capability is given to build its share of one service, in that service's own stack. */
export interface ServiceProps {
  house: House;
  /** The API of this service: `answer` gives a function its routes. */
  api: Api;
  definition: ServiceDefinition;
  /** What must survive of this service. */
  own: ServiceRecords;
  /** What must survive of all services. */
  shared: RecordsStack;
  /** The bus that tells what is declared. */
  bus: IEventBus;
  /** Address of the citizen pages, without a slash at the end. */
  portalUrl: string;
}

/** What a capability is given whose routes stand in a stack apart. */
export type ApartProps = Omit<ServiceProps, 'api' | 'bus'> & { routes: Routes };

/** What a capability is given to follow the register, away from any request. */
export type FollowingProps = Omit<ServiceProps, 'api' | 'bus'>;

/** What a capability is given for what it does by night, when nobody calls. */
export type NightProps = Pick<ServiceProps, 'house' | 'definition' | 'own' | 'shared'>;
