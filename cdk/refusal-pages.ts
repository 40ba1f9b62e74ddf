import { createHash } from 'node:crypto';
import { CrossStackReferences, ReferenceStrength, RemovalPolicy } from 'aws-cdk-lib';
import { CompositePrincipal, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnFunction, CfnVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** Seconds after which a refused browser may try again, where the API does not say. */
const retryAfterSeconds = 5;

export interface RefusalPagesProps {
  /** What says that nothing has arrived yet. */
  page: string;
  /** What says that it has arrived, where the page of the receipt was refused. */
  received: string;
}

/**
 * The code that CloudFront runs on an answer of the API: where a browser asked for a page and the API itself refused
 * (429 beyond its limit, 503 where no function could be run), its bare JSON becomes the page. What a function of ours
 * answered is HTML already, and is handed on like everything else. It throws nothing: a contact that was kept must not
 * be answered with 502.
 */
export function refusalCode({ page, received }: RefusalPagesProps): string {
  return `
'use strict';
const page = ${JSON.stringify(page)};
const received = ${JSON.stringify(received)};
const first = (headers, name) => ((headers[name] || [])[0] || {}).value || '';
exports.handler = async ({ Records: [{ cf }] }) => {
  const { request, response } = cf;
  const { status, headers } = response;
  if (status !== '429' && status !== '503') return response;
  if (!first(request.headers, 'accept').toLowerCase().includes('text/html')) return response;
  if (first(headers, 'content-type').toLowerCase().startsWith('text/html')) return response;
  const retryAfter = first(headers, 'retry-after') || '${retryAfterSeconds}';
  return {
    status,
    statusDescription: response.statusDescription,
    headers: {
      'content-type': [{ key: 'Content-Type', value: 'text/html; charset=utf-8' }],
      'cache-control': [{ key: 'Cache-Control', value: 'no-store' }],
      'retry-after': [{ key: 'Retry-After', value: retryAfter }],
    },
    bodyEncoding: 'text',
    body: request.uri.endsWith('/contact-receipt') ? received : page,
  };
};
`.trim();
}

/**
 * The one function at the edge (Lambda@Edge, origin response): CloudFront's own functions are not run on an answer of
 * 400 or more, and its error pages would also stand in for what API callers get. It costs what a request costs
 * ($0.60 a million, and a millisecond or two of 128 MB); 1,000 may run at once in each region of the edge, which at
 * such spans is more than the center takes. It may do nothing and writes no log.
 */
export class RefusalPages extends Construct {
  /** ARN of the version that is deployed: CloudFront takes no $LATEST. */
  readonly versionArn: string;

  constructor(scope: Construct, id: string, props: RefusalPagesProps) {
    super(scope, id);
    const role = new Role(this, 'Role', {
      assumedBy: new CompositePrincipal(
        new ServicePrincipal('lambda.amazonaws.com'),
        new ServicePrincipal('edgelambda.amazonaws.com'),
      ),
      description: 'What the pages of refusal at the edge may do: nothing',
    });
    const code = refusalCode(props);
    const answering = new CfnFunction(this, 'Function', {
      description: 'Answers a browser with a page where the API only refuses',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      code: { zipFile: code },
      role: role.roleArn,
      memorySize: 128,
      timeout: 3,
    });
    // A version is of one code: another code has another name here, so that CloudFormation publishes it.
    const digest = createHash('sha256').update(code).digest('hex').slice(0, 8);
    const version = new CfnVersion(this, `Version${digest}`, { functionName: answering.ref });
    // CloudFront keeps copies of the version before for hours, and Lambda deletes none that has copies.
    version.applyRemovalPolicy(RemovalPolicy.RETAIN);
    // Exports end at the region; whoever is in another reads outputs.
    CrossStackReferences.of(version).produce(ReferenceStrength.WEAK);
    this.versionArn = version.ref;
  }
}
