import type { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';

// The words of which the firewall's rules are made (edge-stack.ts), as AWS WAF's own statements.

/**
 * A header that may hold a token: three parts in base64url (RFC 7515). Whether it is a good one only the API can say.
 */
const likeToken = '^bearer +[a-z0-9_-]+[.][a-z0-9_-]+[.][a-z0-9_-]+$';

/**
 * Seconds after which a refused address may try again: about what the firewall needs to notice that the flood is over.
 */
export const retryAfterSeconds = 120;

/** The label of a request beyond what its address may make. */
export const flood = 'flood';

/** What CloudWatch is told of a rule; samples would keep paths with receipt codes, and addresses. */
export const visible = (metricName: string) => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});

/** A set of rules that AWS maintains, some of which only count. */
export const managed = (priority: number, name: string, counted: readonly string[]) => ({
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

const asRead = ['URL_DECODE', 'NORMALIZE_PATH'].map((type, priority) => ({ priority, type }));

/** A path as the API will read it: what is written with % or with dots is counted all the same. */
export const path = (regexString: string): CfnWebACL.StatementProperty => ({
  regexMatchStatement: { fieldToMatch: { uriPath: {} }, regexString, textTransformations: asRead },
});

const method = (searchString: string): CfnWebACL.StatementProperty => ({
  byteMatchStatement: {
    fieldToMatch: { method: {} },
    positionalConstraint: 'EXACTLY',
    searchString,
    textTransformations: [{ priority: 0, type: 'NONE' }],
  },
});
export const get = method('GET');
export const post = method('POST');

export const withToken: CfnWebACL.StatementProperty = {
  regexMatchStatement: {
    fieldToMatch: { singleHeader: { Name: 'authorization' } },
    regexString: likeToken,
    textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
  },
};

/** A browser that follows a form or a link. */
export const acceptsPages: CfnWebACL.StatementProperty = {
  byteMatchStatement: {
    fieldToMatch: { singleHeader: { Name: 'accept' } },
    positionalConstraint: 'CONTAINS',
    searchString: 'text/html',
    textTransformations: [{ priority: 0, type: 'LOWERCASE' }],
  },
};

export const isFlood: CfnWebACL.StatementProperty = { labelMatchStatement: { scope: 'LABEL', key: flood } };

export const all = (...statements: CfnWebACL.StatementProperty[]) => ({ andStatement: { statements } });

export const not = (statement: CfnWebACL.StatementProperty) => ({ notStatement: { statement } });

/** Refuses with a body of the firewall and one header. */
export const refused = (responseCode: number, customResponseBodyKey: string, name: string, value: string) => ({
  block: { customResponse: { responseCode, customResponseBodyKey, responseHeaders: [{ name, value }] } },
});

/** Refuses beyond `limit` requests in five minutes, counted by address unless told otherwise. */
export const limited = (
  priority: number,
  name: string,
  limit: number,
  scopeDownStatement: CfnWebACL.StatementProperty,
  counted: Pick<CfnWebACL.RateBasedStatementProperty, 'aggregateKeyType' | 'customKeys'> = {
    aggregateKeyType: 'IP',
  },
): CfnWebACL.RuleProperty => ({
  name,
  priority,
  statement: { rateBasedStatement: { ...counted, limit, evaluationWindowSec: 300, scopeDownStatement } },
  action: refused(429, 'tooMany', 'Retry-After', String(retryAfterSeconds)),
  visibilityConfig: visible(name),
});

export const byTokenAndAddress = {
  aggregateKeyType: 'CUSTOM_KEYS',
  customKeys: [{ ip: {} }, { header: { name: 'authorization', textTransformations: [{ priority: 0, type: 'NONE' }] } }],
};
