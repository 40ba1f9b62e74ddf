import type { Construct } from 'constructs';
import type { NightProps } from './capability.ts';
import { ProtocolNight } from './protocol.ts';
import { RegistrarNight } from './registrar.ts';
import { Retention } from './retention.ts';
import { SearchNight } from './search.ts';
import { StackOfService, type StackOfServiceProps } from './stack-of-service.ts';

/**
 * What one service does by night, away from any request: it closes its days, lets personal data go, and merges its
 * index of words. Apart from what answers by day, because a stack takes 500 resources.
 */
export class NightStack extends StackOfService {
  constructor(scope: Construct, id: string, props: StackOfServiceProps) {
    super(scope, id, props);
    const { part, house } = this;
    const { definition, own, shared } = props;
    const given: NightProps = { house, definition, own, shared };
    new RegistrarNight(part, 'registrar', given);
    new ProtocolNight(part, 'protocol', given);
    new Retention(part, 'retention', given);
    new SearchNight(part, 'search', given);
  }
}
