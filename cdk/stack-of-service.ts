import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { Routes } from './api.ts';
import type { ApartProps } from './capability.ts';
import type { CenterStack } from './center-stack.ts';
import { Alarms } from './house/alarm.ts';
import type { House } from './house/function.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';

export interface StackOfServiceProps extends StackProps {
  definition: ServiceDefinition;
  /** What must survive of this service. */
  own: ServiceRecords;
  /** What must survive of all services. */
  shared: RecordsStack;
  /** Folder of the built bundles. */
  bundles: string;
}

/** A stack of what runs for one service: its functions share alarms and the queue of wake-ups that none took. */
export class StackOfService extends Stack {
  /** What stands in it is named after the service. */
  protected readonly part: Construct;
  protected readonly house: House;
  protected readonly alarms: Alarms;

  constructor(scope: Construct, id: string, props: StackOfServiceProps) {
    super(scope, id, props);
    const { definition, shared, bundles } = props;
    this.alarms = new Alarms(shared.topics);
    this.part = new Construct(this, definition.service);
    this.house = { bundles, alarms: this.alarms, unheard: { queue: shared.wakeDeadLetters, key: shared.key } };
  }
}

export interface ApartStackProps extends StackOfServiceProps {
  center: CenterStack;
  /** Makes the capability that stands in it. */
  build: (part: Construct, given: ApartProps) => void;
}

/**
 * A capability of one service with its routes, away from what answers requests, because a stack takes 500 resources: the
 * stage of the API stands in the service's own stack and waits for this one.
 */
export class ApartStack extends StackOfService {
  readonly routes: Routes;

  constructor(scope: Construct, id: string, props: ApartStackProps) {
    super(scope, id, props);
    const { part, house } = this;
    const { definition, own, shared, center, build } = props;
    this.routes = new Routes(part, 'routes', {
      http: own.http,
      definition,
      keysTaken: shared.originKeys.taken,
      signIn: center.signIn,
    });
    build(part, { house, routes: this.routes, definition, own, shared, portalUrl: center.portalUrl });
  }
}
