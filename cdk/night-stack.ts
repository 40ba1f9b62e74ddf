import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { NightProps } from './capability.ts';
import { Alarms } from './house/alarm.ts';
import { ProtocolNight } from './protocol.ts';
import type { RecordsStack } from './records-stack.ts';
import { RegistrarNight } from './registrar.ts';
import { Retention } from './retention.ts';
import { SearchNight } from './search.ts';
import type { ServiceRecords } from './service-records.ts';

export interface NightStackProps extends StackProps {
  definition: ServiceDefinition;
  own: ServiceRecords;
  shared: RecordsStack;
  /** Folder of the built bundles. */
  bundles: string;
}

/**
 * What one service does by night, away from any request: it closes its days, lets personal data go, and merges its
 * index of words. Apart from what
 * answers by day, because a stack takes 500 resources.
 */
export class NightStack extends Stack {
  constructor(scope: Construct, id: string, props: NightStackProps) {
    super(scope, id, props);
    const { definition, own, shared, bundles } = props;
    const alarms = new Alarms(shared.topics);
    const part = new Construct(this, definition.service);
    const house = { bundles, alarms, unheard: { queue: shared.wakeDeadLetters, key: shared.key } };
    const given: NightProps = { house, definition, own, shared };
    new RegistrarNight(part, 'registrar', given);
    new ProtocolNight(part, 'protocol', given);
    new Retention(part, 'retention', given);
    new SearchNight(part, 'search', given);
  }
}
