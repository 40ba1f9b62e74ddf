import type { Construct } from 'constructs';
import type { FollowingProps } from './capability.ts';
import type { CenterStack } from './center-stack.ts';
import { CitizenMails } from './citizen-mails.ts';
import { Followers } from './followers.ts';
import { Search } from './search.ts';
import { StackOfService, type StackOfServiceProps } from './stack-of-service.ts';
import { Statistics } from './statistics.ts';
import { Worklist } from './worklist.ts';

export interface FollowersStackProps extends StackOfServiceProps {
  center: CenterStack;
}

/**
 * What follows the register of one service, away from any request: the worklist, the mails to citizens, the figures of
 * its charter, the index of words, and whoever comes. Apart from what answers, because a stack takes 500 resources.
 */
export class FollowersStack extends StackOfService {
  constructor(scope: Construct, id: string, props: FollowersStackProps) {
    super(scope, id, props);
    const { part, house } = this;
    const { definition, own, shared, center } = props;
    const given: FollowingProps = { house, definition, own, shared, portalUrl: center.portalUrl };
    new Followers(part, 'followers', given);
    new Worklist(part, 'worklist', given);
    new CitizenMails(part, 'citizen-mails', given);
    new Statistics(part, 'statistics', given);
    new Search(part, 'search', given);
  }
}
