import {
  CloudFormationClient,
  paginateDescribeStacks,
  paginateListStackResources,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { AwsCenter } from './center.ts';

/** A resource of a stack as CloudFormation lists it. */
export type StackResource = { type: string; logicalId: string; physicalId: string };

/** What must be asked of an account to find a center there. */
export type Account = {
  /** All stacks of the account in the Region, with their outputs. */
  stacks(): Promise<{ name: string; outputs: Record<string, string> }[]>;
  /** What a stack is made of; of a queue, the physical id is its URL. */
  resourcesOf(stack: string): Promise<StackResource[]>;
  /** The variables of a function. */
  environmentOf(functionName: string): Promise<Record<string, string>>;
};

/** Functions asked at the same time: far below the 100 calls a second that Lambda's GetFunctionConfiguration allows. */
const atOnce = 10;

/** Whether a stack is one of an install's: `sportello-test-center` is none of the install `sportello`. */
export function isOfInstall(install: string, stack: string): boolean {
  if (!stack.startsWith(`${install}-`)) return false;
  return /^(records|center|mail-rules|canary|(records|service|contributions|tracing|followers|night)-.+)$/.test(
    stack.slice(install.length + 1),
  );
}

/**
 * The center whose stacks begin with a name: its address from the outputs, its data from the environments of its
 * functions. Throws an Error in words to read when the account has no such center in the Region.
 */
export async function centerOnAws(install: string, region: string, account: Account): Promise<AwsCenter> {
  const known = await account.stacks();
  const own = known.filter(({ name }) => isOfInstall(install, name));
  const portal = own.map(({ outputs }) => outputs['PortalUrl']).find((url) => url !== undefined);
  if (portal === undefined) {
    const installs = known.flatMap(({ name, outputs }) =>
      outputs['PortalUrl'] !== undefined && name.endsWith('-center') ? [name.slice(0, -'-center'.length)] : [],
    );
    const others = installs.length === 0 ? 'no center at all' : `the centers ${installs.join(', ')}`;
    throw new Error(
      `no stack of ${install} has an output PortalUrl: in ${region} this account has ${others}. Name the center with --stack, the Region with AWS_REGION, the account with AWS_PROFILE.`,
    );
  }
  const resources: StackResource[] = [];
  for (const { name } of own) resources.push(...(await account.resourcesOf(name)));
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const functions = ofType('AWS::Lambda::Function').map(({ physicalId }) => physicalId);
  const queues = Object.fromEntries(
    ofType('AWS::SQS::Queue').map(({ logicalId, physicalId }) => [logicalId, physicalId]),
  );
  const environments: AwsCenter['environments'] = {};
  for (let start = 0; start < functions.length; start += atOnce) {
    const some = functions.slice(start, start + atOnce);
    const found = await Promise.all(some.map((name) => account.environmentOf(name)));
    some.forEach((name, index) => {
      environments[name] = found[index] ?? {};
    });
  }
  return {
    kind: 'aws',
    install,
    region,
    url: portal.replace(/\/$/, ''),
    environments,
    names: { queues },
    clockOffset: 0,
  };
}

const outputsOf = ({ Outputs = [] }: Stack): Record<string, string> =>
  Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));

/**
 * An account as the credentials and the Region of the caller reach it: those that the AWS command line would take
 * (environment, profile, single sign-on). Needs cloudformation:DescribeStacks, cloudformation:ListStackResources and
 * lambda:GetFunctionConfiguration.
 */
export function accountOfCaller(): Account & { region(): Promise<string>; close(): void } {
  const cloudFormation = new CloudFormationClient({});
  const lambda = new LambdaClient({});
  return {
    region: async () => await cloudFormation.config.region(),
    async stacks() {
      const found: { name: string; outputs: Record<string, string> }[] = [];
      for await (const { Stacks = [] } of paginateDescribeStacks({ client: cloudFormation }, {}))
        for (const stack of Stacks) found.push({ name: stack.StackName ?? '', outputs: outputsOf(stack) });
      return found;
    },
    async resourcesOf(StackName) {
      const found: StackResource[] = [];
      for await (const { StackResourceSummaries = [] } of paginateListStackResources(
        { client: cloudFormation },
        { StackName },
      ))
        for (const {
          ResourceType: type = '',
          LogicalResourceId: logicalId = '',
          PhysicalResourceId,
        } of StackResourceSummaries)
          if (PhysicalResourceId !== undefined) found.push({ type, logicalId, physicalId: PhysicalResourceId });
      return found;
    },
    async environmentOf(FunctionName) {
      const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      return Environment?.Variables ?? {};
    },
    close() {
      cloudFormation.destroy();
      lambda.destroy();
    },
  };
}

/** The center of the caller's account and Region whose stacks begin with a name; throws as `centerOnAws` does. */
export async function findCenterOnAws(install: string): Promise<AwsCenter> {
  const account = accountOfCaller();
  try {
    const region = await account.region().catch(() => {
      throw new Error('no Region is set: say which with AWS_REGION, or set one in your AWS profile');
    });
    return await centerOnAws(install, region, account);
  } finally {
    account.close();
  }
}
