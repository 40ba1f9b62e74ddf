import { CrossStackReferences, ReferenceStrength, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import type { ServiceDefinition } from '../shared/contracts/service.ts';
import { refusedPage } from '../web/pages/refused-page.ts';
import { EdgeWatch } from './edge-watch.ts';
import {
  acceptsPages,
  all,
  byTokenAndAddress,
  flood,
  get,
  isFlood,
  limited,
  managed,
  not,
  path,
  post,
  refused,
  retryAfterSeconds,
  visible,
  withToken,
} from './firewall-words.ts';
import type { AlarmAddresses } from './house/alarm-topic.ts';
import { RefusalPages } from './refusal-pages.ts';

/**
 * Requests to the API that one address may make in five minutes. Whole towns share an address of a mobile operator, and
 * on
 * the worst day they all write; ten a second for one address is a flood, not a crowd.
 */
const requestsPerAddress = 3_000;
/**
 * Requests about calls that one address may make in five minutes. All calls of a service come through one exchange:
 * 12,000 an hour
 * were made to one line in a day of 2020, and each asks for the menu and is told of in about three records: 4,000 in
 * five minutes.
 */
const requestsPerExchange = 30_000;
/**
 * What telephone exchanges ask and post for each call. Asking for a dictated code is not in it: nobody may guess
 * faster.
 */
const ofExchanges = '^/v1/services/[a-z0-9-]+/(?:calls(?:/[a-z0-9-]+)?|voice-menu)$';

/**
 * What every open page asks each minute, and the cache answers: 600 open pages behind one address of a mobile operator
 * would use up what it may ask.
 */
const ofOpenPages = '^/v1/services(?:/[a-z0-9-]+(?:/hours)?)?$';

/** What only signed-in staff may ask. */
const ofStaff = '^/v1/(?:desk/|services/[^/]+/(?:declarations|event-pages|proposals|hand-overs)(?:/|$))';
/** What duty officers declare, decide and leave one another. */
const ofOfficers = '^/v1/services/[^/]+/(?:declarations|proposals/[^/]+/decisions|hand-overs)$';
/**
 * Requests of staff that one address may make in five minutes: an office of fifty whose worklists look every ten
 * seconds.
 */
const requestsOfStaff = 3_000;
/**
 * Acts of officers that one token may make in five minutes from one address. Counted by token too: who floods from an
 * officer's own network has not the officer's token, and fills a count of their own.
 */
const actsPerOfficer = 100;
/** Acts that one address may try in five minutes whatever the tokens: invented ones are each counted by themselves. */
const actsPerAddress = 1_000;

const tooMany = {
  type: 'about:blank',
  title: 'Too many requests',
  status: 429,
  detail:
    'Troppe richieste da questo indirizzo: riprova tra due minuti. In pericolo chiama 112, 115 o 118. / Too many requests from this address: try again in two minutes. In danger call 112, 115 or 118.',
};

const signIn = {
  type: 'about:blank',
  title: 'Unauthorized',
  status: 401,
  detail: 'Accedi prima: questo indirizzo è per il personale. / Sign in first: this address is for staff.',
};

/** Rules of AWS's common set that only count, because they would refuse what citizens may honestly send. */
const countedOnly = [
  // It refuses bodies over 8 KB; a contact may have 64 KB, call records 256 KB, and more is refused with 413.
  'SizeRestrictions_BODY',
  // These read the citizen's free text, where a pasted page, path or link is no attack: pages escape what they show,
  // and nothing here opens a file or a link that a text names.
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  // Voice menus and small institutional systems often send no User-Agent.
  'NoUserAgent_HEADER',
];

export interface EdgeStackProps extends StackProps {
  services: readonly ServiceDefinition[];
  alarmAddresses: AlarmAddresses;
  /** US dollars a month that the account is meant to cost. */
  monthlyBudget: number;
}

/**
 * What stands before the center at the edge: the firewall, and what turns a bare refusal into a page. It must live in
 * us-east-1 whatever the region of the rest (docs/adr/0010-edge-stack.md).
 */
export class EdgeStack extends Stack {
  readonly firewallArn: string;
  /** The version of the function that answers a browser with a page where the API only refuses. */
  readonly refusalPagesArn: string;

  constructor(scope: Construct, id: string, props: EdgeStackProps) {
    super(scope, id, props);
    const page = refusedPage(props.services);
    const received = refusedPage(props.services, { received: true });
    this.refusalPagesArn = new RefusalPages(this, 'RefusalPages', { page, received }).versionArn;
    const firewall = new CfnWebACL(this, 'Firewall', {
      description: 'Before the citizen pages and the API of Sportello',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible('Firewall'),
      customResponseBodies: {
        tooMany: { contentType: 'APPLICATION_JSON', content: JSON.stringify(tooMany) },
        tooManyPage: { contentType: 'TEXT_HTML', content: page },
        signIn: { contentType: 'APPLICATION_JSON', content: JSON.stringify(signIn) },
      },
      rules: [
        // First, so that whoever has no token is counted nowhere beside those who have one.
        {
          name: 'StaffWithoutToken',
          priority: 0,
          statement: all(path(ofStaff), not(withToken)),
          action: refused(401, 'signIn', 'WWW-Authenticate', 'Bearer'),
          visibilityConfig: visible('StaffWithoutToken'),
        },
        limited(1, 'ActsPerOfficer', actsPerOfficer, all(post, path(ofOfficers)), byTokenAndAddress),
        limited(2, 'ActsPerAddress', actsPerAddress, all(post, path(ofOfficers))),
        limited(3, 'StaffPerAddress', requestsOfStaff, all(path(ofStaff), not(all(post, path(ofOfficers))))),
        // Pages come from the cache and cost nothing. It only marks: whoever reads a page is refused with one.
        {
          ...limited(
            4,
            'RatePerAddress',
            requestsPerAddress,
            all(path('^/v1/'), not(path(ofExchanges)), not(path(ofStaff)), not(all(get, path(ofOpenPages)))),
          ),
          action: { count: {} },
          ruleLabels: [{ name: flood }],
        },
        {
          name: 'FloodOfPages',
          priority: 5,
          statement: all(isFlood, acceptsPages),
          action: refused(429, 'tooManyPage', 'Retry-After', String(retryAfterSeconds)),
          visibilityConfig: visible('FloodOfPages'),
        },
        {
          name: 'Flood',
          priority: 6,
          statement: isFlood,
          action: refused(429, 'tooMany', 'Retry-After', String(retryAfterSeconds)),
          visibilityConfig: visible('Flood'),
        },
        limited(7, 'RatePerExchange', requestsPerExchange, path(ofExchanges)),
        managed(8, 'AWSManagedRulesKnownBadInputsRuleSet', []),
        // No SQL rules: there is no SQL behind, and citizens write apostrophes.
        managed(9, 'AWSManagedRulesCommonRuleSet', countedOnly),
      ],
    });
    this.firewallArn = firewall.attrArn;
    new EdgeWatch(this, 'Watch', { ...props, firewall: 'Firewall' });
    // Exports end at the region; whoever is in another reads outputs.
    CrossStackReferences.of(firewall).produce(ReferenceStrength.WEAK);
  }
}
