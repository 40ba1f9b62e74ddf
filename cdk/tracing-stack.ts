import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { Routes } from './api.ts';
import type { CenterStack } from './center-stack.ts';
import { Alarms } from './house/alarm.ts';
import type { RecordsStack } from './records-stack.ts';
import type { ServiceRecords } from './service-records.ts';
import { Tracing } from './tracing.ts';

export interface TracingStackProps extends StackProps {
  definition: ServiceDefinition;
  own: ServiceRecords;
  /** Where its searches are kept. */
  table: Table;
  shared: RecordsStack;
  center: CenterStack;
  /** Folder of the built bundles. */
  bundles: string;
}

/**
 * Whom people look for in the events of one service: functions, and routes of its API, whose stage stands in the
 * service's stack and waits for this one. Apart from what answers requests, because a stack takes 500 resources.
 */
export class TracingStack extends Stack {
  readonly routes: Routes;

  constructor(scope: Construct, id: string, props: TracingStackProps) {
    super(scope, id, props);
    const { definition, own, table, shared, center, bundles } = props;
    const alarms = new Alarms(shared.topics);
    const part = new Construct(this, definition.service);
    const house = { bundles, alarms, unheard: { queue: shared.wakeDeadLetters, key: shared.key } };
    this.routes = new Routes(part, 'routes', {
      http: own.http,
      definition,
      keysTaken: shared.originKeys.taken,
      signIn: center.signIn,
    });
    new Tracing(part, 'tracing', { house, routes: this.routes, definition, own, shared, table });
  }
}
