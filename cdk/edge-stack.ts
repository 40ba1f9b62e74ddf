import { Stack, type StackProps } from 'aws-cdk-lib';
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

/**
 * Requests to the API that one address may make in five minutes. Whole towns share an address of a mobile operator, and on
 * the worst day they all write; ten a second for one address is a flood, not a crowd.
 */
const requestsPerAddress = 3_000;

/** Seconds after which a refused address may try again: about what the firewall needs to notice that the flood is over. */
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
  // It refuses bodies over 8 KB; a contact may have 64 KB, and intake itself refuses more with 413.
  'SizeRestrictions_BODY',
  // These read the citizen's free text, where a pasted page, path or link is no attack: pages escape what they show,
  // and nothing here opens a file or a link that a text names.
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  // Voice menus and small institutional systems often send no User-Agent.
  'NoUserAgent_HEADER',
];

/** The firewall before CloudFront. It must live in us-east-1 whatever the region of the rest (docs/adr/0010-edge-stack.md). */
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
    const firewall = new CfnWebACL(this, 'Firewall', {
      description: 'Before the citizen pages and the API of Sportello',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visible('Firewall'),
      customResponseBodies: {
        tooMany: { contentType: 'APPLICATION_JSON', content: JSON.stringify(tooMany) },
      },
      rules: [
        {
          name: 'RatePerAddress',
          priority: 0,
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: requestsPerAddress,
              evaluationWindowSec: 300,
              // Pages come from the cache and cost nothing.
              scopeDownStatement: {
                byteMatchStatement: {
                  fieldToMatch: { uriPath: {} },
                  positionalConstraint: 'STARTS_WITH',
                  searchString: '/v1/',
                  textTransformations: [{ priority: 0, type: 'NONE' }],
                },
              },
            },
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
          visibilityConfig: visible('RatePerAddress'),
        },
        managed(1, 'AWSManagedRulesKnownBadInputsRuleSet', []),
        // No SQL rules: there is no SQL behind, and citizens write apostrophes.
        managed(2, 'AWSManagedRulesCommonRuleSet', countedOnly),
      ],
    });
    this.firewallArn = firewall.attrArn;
  }
}
