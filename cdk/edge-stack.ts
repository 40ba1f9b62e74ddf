import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

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
 * Seconds after which a refused address may try again: about what the firewall needs to notice that the flood is over.
 */
const retryAfterSeconds = 120;

const tooMany = {
  type: 'about:blank',
  title: 'Too many requests',
  status: 429,
  detail:
    'Troppe richieste da questo indirizzo: riprova tra due minuti. In pericolo chiama 112, 115 o 118. / Too many requests from this address: try again in two minutes. In danger call 112, 115 or 118.',
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

/**
 * The firewall before CloudFront. It must live in us-east-1 whatever the region of the rest (docs/adr/0010-edge-
 * stack.md).
 */
export class EdgeStack extends Stack {
  readonly firewallArn: string;

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);
    const visible = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      metricName,
      // Samples would keep paths with receipt codes, and addresses.
      sampledRequestsEnabled: false,
    });
    const managed = (priority: number, name: string, counted: readonly string[]) => ({
      name,
      priority,
      statement: {
        managedRuleGroupStatement: {
          vendorName: 'AWS',
          name,
          ruleActionOverrides: counted.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
        },
      },
      overrideAction: { none: {} },
      visibilityConfig: visible(name),
    });
    const asIs = [{ priority: 0, type: 'NONE' }];
    const isOfExchanges = {
      regexMatchStatement: { fieldToMatch: { uriPath: {} }, regexString: ofExchanges, textTransformations: asIs },
    };
    const ratePerAddress = (
      priority: number,
      name: string,
      limit: number,
      scopeDownStatement: CfnWebACL.StatementProperty,
    ): CfnWebACL.RuleProperty => ({
      name,
      priority,
      statement: {
        rateBasedStatement: { aggregateKeyType: 'IP', limit, evaluationWindowSec: 300, scopeDownStatement },
      },
      action: {
        block: {
          customResponse: {
            responseCode: 429,
            customResponseBodyKey: 'tooMany',
            responseHeaders: [{ name: 'Retry-After', value: String(retryAfterSeconds) }],
          },
        },
      },
      visibilityConfig: visible(name),
    });
    const firewall = new CfnWebACL(this, 'Firewall', {
      description: 'Before the citizen pages and the API of Sportello',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible('Firewall'),
      customResponseBodies: {
        tooMany: { contentType: 'APPLICATION_JSON', content: JSON.stringify(tooMany) },
      },
      rules: [
        // Pages come from the cache and cost nothing.
        ratePerAddress(0, 'RatePerAddress', requestsPerAddress, {
          andStatement: {
            statements: [
              {
                byteMatchStatement: {
                  fieldToMatch: { uriPath: {} },
                  positionalConstraint: 'STARTS_WITH',
                  searchString: '/v1/',
                  textTransformations: asIs,
                },
              },
              { notStatement: { statement: isOfExchanges } },
            ],
          },
        }),
        ratePerAddress(1, 'RatePerExchange', requestsPerExchange, isOfExchanges),
        managed(2, 'AWSManagedRulesKnownBadInputsRuleSet', []),
        // No SQL rules: there is no SQL behind, and citizens write apostrophes.
        managed(3, 'AWSManagedRulesCommonRuleSet', countedOnly),
      ],
    });
    this.firewallArn = firewall.attrArn;
  }
}
