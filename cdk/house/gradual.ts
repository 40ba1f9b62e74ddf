import { Stack } from 'aws-cdk-lib';
import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, type IVersion } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { HouseFunction } from './function.ts';
import { waive } from './waiver.ts';

/** The version of a function that citizens and staff reach. */
export const liveAlias = 'live';

export interface LiveProps {
  /** While one of them sounds, nothing new goes live, and what is going live goes back; beside the function's errors. */
  alarms: readonly IAlarm[];
  /** Environments of it that wait ready; none unless told. */
  provisioned?: number;
}

/**
 * The alias of a function by which it is called: a deployment gives the new version every tenth call for five minutes,
 * then all of them, and goes back by itself when an alarm sounds meanwhile.
 */
export function liveVersion(scope: Construct, id: string, woken: HouseFunction, props: LiveProps): Alias {
  const live = new Alias(scope, id, {
    aliasName: liveAlias,
    version: woken.lambda.currentVersion as IVersion,
    ...(props.provisioned !== undefined &&
      props.provisioned > 0 && { provisionedConcurrentExecutions: props.provisioned }),
  });
  const deployments = deploymentsOf(Stack.of(scope));
  deployments.letChange(live);
  new LambdaDeploymentGroup(scope, `${id}Shares`, {
    application: deployments.application,
    role: deployments.role.withoutPolicyUpdates(),
    alias: live,
    deploymentConfig: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    alarms: [woken.errors, ...props.alarms],
    autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
  });
  return live;
}

/** What CodeDeploy needs once in a stack: an application, and a role that may move the aliases of this stack alone. */
class Deployments extends Construct {
  readonly application: LambdaApplication;
  readonly role: Role;
  private readonly rights = new PolicyDocument({ minimize: true });

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.application = new LambdaApplication(this, 'Application');
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
      description: 'Gives new versions of functions a share of the calls, then all, or takes them back',
      inlinePolicies: { own: this.rights },
    });
    this.rights.addStatements(new PolicyStatement({ actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }));
    waive(
      this.role,
      'IAM5[Resource::*]',
      'CloudWatch knows no resource here: cloudwatch:DescribeAlarms is asked of the account.',
    );
  }

  letChange(live: Alias): void {
    this.rights.addStatements(
      new PolicyStatement({
        actions: ['lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias'],
        resources: [live.lambda.functionArn, live.functionArn],
      }),
    );
  }
}

function deploymentsOf(stack: Stack): Deployments {
  const name = 'deployments';
  return (stack.node.tryFindChild(name) as Deployments | undefined) ?? new Deployments(stack, name);
}
