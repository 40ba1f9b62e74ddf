import { DefaultStackSynthesizer, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { CenterStack } from './center-stack.ts';
import { waive, waiveObjects } from './house/waiver.ts';
import { wakeByDeployment } from './house/wake.ts';
import { consoleSettings } from './portal.ts';

export interface PagesStackProps extends StackProps {
  center: CenterStack;
  /** The stacks whose routes the pages call. */
  after: readonly Stack[];
  /** Folder of the built pages, `dist/portal`. */
  pages: string;
}

/**
 * The pages of citizens and staff, brought last of all that answers: a new page never asks an older API for what it does
 * not know yet. A deployment that stops at a service leaves the pages of before, which the newer API still answers.
 */
export class PagesStack extends Stack {
  constructor(scope: Construct, id: string, { center, after, pages, ...props }: PagesStackProps) {
    super(scope, id, props);
    const { portal, hours } = center;
    const { issuer, clientId } = portal.signIn;
    const copied = {
      destinationBucket: portal.pages as IBucket,
      distribution: portal.distribution,
      distributionPaths: ['/*'],
      memoryLimit: 512,
      logGroup: new LogGroup(this, 'PagesDeploymentLog', {
        retention: RetentionDays.THREE_MONTHS,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    };
    const assets = new BucketDeployment(this, 'AssetsDeployment', {
      ...copied,
      sources: [Source.asset(pages)],
      exclude: ['*'],
      include: ['assets/*'],
      // Long enough to spare the origin in a rush; a deployment empties the cache of CloudFront anyway.
      cacheControl: [CacheControl.setPublic(), CacheControl.maxAge(Duration.minutes(5))],
    });
    const deployment = new BucketDeployment(this, 'PagesDeployment', {
      ...copied,
      sources: [Source.asset(pages), Source.jsonData(consoleSettings, { issuer, clientId })],
      exclude: ['assets/*'],
      // Pages say what is declared: nobody may keep one longer than five seconds (functions/hours/portal-pages.ts).
      cacheControl: [
        CacheControl.setPublic(),
        CacheControl.maxAge(Duration.seconds(0)),
        CacheControl.sMaxAge(Duration.seconds(5)),
      ],
    });
    // Before the pages that name them.
    deployment.node.addDependency(assets);
    for (const stack of after) this.addStackDependency(stack);
    waiveDeployment(deployment, portal.pages);
    wakeByDeployment(this, 'DeploymentRule', hours.postureChange, 'New pages do not say yet what is declared');
  }
}

/**
 * The CDK's own copying function, a singleton of the stack: what it may do is AWS's to say, so it is accepted as it is.
 */
function waiveDeployment(deployment: BucketDeployment, pages: Bucket): void {
  const copier = deployment.handlerRole.node.scope;
  if (!copier) throw new Error('the CDK no longer says which function copies the pages');
  const stack = Stack.of(deployment);
  const assets = `arn:aws:s3:::cdk-${DefaultStackSynthesizer.DEFAULT_QUALIFIER}-assets-<AWS::AccountId>-${stack.region}`;
  const findings = [
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map((action) => `IAM5[Action::s3:${action}]`),
    `IAM5[Resource::${assets}/*]`,
    // cloudfront:CreateInvalidation
    'IAM5[Resource::*]',
  ];
  waive(copier, 'L1', 'Its Python is the CDK’s choice, and is raised with the CDK.');
  const reason = 'The CDK’s own function, which copies the built pages at deployment; no citizen reaches it.';
  for (const finding of findings) waive(copier, finding, reason);
  waiveObjects(copier, pages as IBucket, '*', reason);
}
