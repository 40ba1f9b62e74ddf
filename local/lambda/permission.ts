import type { Properties } from '../template/identity.ts';
import type { Application, Resource } from '../template/template.ts';

/**
 * A statement of a role, reduced to what can be judged here. Conditions are left to AWS: a conditional Allow counts, a
 * conditional Deny does not.
 */
export type Statement = {
  effect: 'Allow' | 'Deny';
  actions: string[];
  notActions: boolean;
  resources: string[];
  notResources: boolean;
};

/** What the managed policies allow that the CDK attaches by name. */
const managed: Record<string, string[]> = {
  AWSLambdaBasicExecutionRole: ['logs:*'],
  AWSXRayDaemonWriteAccess: ['xray:*'],
  CloudWatchLambdaInsightsExecutionRolePolicy: ['logs:*'],
  AWSLambdaSQSQueueExecutionRole: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'logs:*'],
  AWSLambdaDynamoDBExecutionRole: [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
    'logs:*',
  ],
  AWSLambdaVPCAccessExecutionRole: ['logs:*', 'ec2:*'],
};

/** All statements that a role has: inline, from AWS::IAM::Policy and from managed policies in the templates. */
export function statementsOf(application: Application, role: Resource | undefined): Statement[] {
  if (!role) return [];
  const documents: Properties[] = (role.properties['Policies'] ?? []).map(
    (policy: Properties) => policy['PolicyDocument'],
  );
  for (const policy of application.ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')) {
    const attached = (policy.properties['Roles'] ?? []).includes(role.name);
    const named = (role.properties['ManagedPolicyArns'] ?? []).includes(policy.arn);
    if (attached || named) documents.push(policy.properties['PolicyDocument']);
  }
  const statements = documents.flatMap((document) => [document?.['Statement'] ?? []].flat().map(statement));
  for (const arn of role.properties['ManagedPolicyArns'] ?? []) {
    const actions = managed[String(arn).split('/').at(-1) ?? ''];
    if (actions)
      statements.push({ effect: 'Allow', actions, notActions: false, resources: ['*'], notResources: false });
  }
  return statements.filter((entry): entry is Statement => entry !== undefined);
}

function statement(raw: Properties): Statement | undefined {
  if (raw['Effect'] === 'Deny' && raw['Condition']) return undefined;
  return {
    effect: raw['Effect'] === 'Deny' ? 'Deny' : 'Allow',
    actions: [raw['Action'] ?? raw['NotAction'] ?? []].flat().map(String),
    notActions: raw['NotAction'] !== undefined,
    resources: [raw['Resource'] ?? raw['NotResource'] ?? '*'].flat().map(String),
    notResources: raw['NotResource'] !== undefined,
  };
}

/** Tells whether statements allow `service:Action` on an arn; with arn undefined any resource will do. */
export function allows(statements: readonly Statement[], action: string, arn?: string): boolean {
  let allowed = false;
  for (const entry of statements) {
    const onAction =
      entry.actions.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) !== entry.notActions;
    if (!onAction) continue;
    const onResource =
      arn === undefined || entry.resources.some((pattern) => matches(pattern, arn)) !== entry.notResources;
    if (!onResource) continue;
    if (entry.effect === 'Deny') {
      if (arn !== undefined || entry.resources.includes('*')) return false;
      continue;
    }
    allowed = true;
  }
  return allowed;
}

/** Wildcard match of IAM: `*` any run of characters, `?` one character. */
export function matches(pattern: string, value: string): boolean {
  if (pattern === '*' || pattern === value) return true;
  if (!pattern.includes('*') && !pattern.includes('?')) return false;
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(value);
}
