import { Stack, type StackProps } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import type { FollowingProps } from './capability.ts';
import type { CenterStack } from './center-stack.ts';
import { CitizenMails } from './citizen-mails.ts';
import { Followers } from './followers.ts';
import { Alarms } from './house/alarm.ts';
import type { RecordsStack } from './records-stack.ts';
import { Search } from './search.ts';
import type { ServiceRecords } from './service-records.ts';
import { Statistics } from './statistics.ts';
import { Worklist } from './worklist.ts';

export interface FollowersStackProps extends StackProps {
  definition: ServiceDefinition;
  own: ServiceRecords;
  shared: RecordsStack;
  center: CenterStack;
  /** Folder of the built bundles. */
  bundles: string;
}

/**
 * What follows the register of one service, away from any request: the worklist, the mails to citizens, the figures of
 * its charter, the index of words, and whoever comes. Apart from what answers, because a stack takes 500 resources.
 */
export class FollowersStack extends Stack {
  constructor(scope: Construct, id: string, props: FollowersStackProps) {
    super(scope, id, props);
    const { definition, own, shared, center, bundles } = props;
    const alarms = new Alarms(shared.topics);
    const part = new Construct(this, definition.service);
    const house = { bundles, alarms, unheard: { queue: shared.wakeDeadLetters, key: shared.key } };
    const given: FollowingProps = { house, definition, own, shared, portalUrl: center.portalUrl };
    new Followers(part, 'followers', given);
    new Worklist(part, 'worklist', given);
    new CitizenMails(part, 'citizen-mails', given);
    new Statistics(part, 'statistics', given);
    new Search(part, 'search', given);
  }
}
