import { expect, test } from '@jest/globals';
import { alike, bundleBehind, found, functionBehind, nameBehind, propertiesOfAll, services } from './agreed.ts';
import type { Properties } from './synthesis.ts';

const aliases = propertiesOfAll('AWS::Lambda::Alias');
const groups = propertiesOfAll('AWS::CodeDeploy::DeploymentGroup');
const aliasOf = (value: Properties): string => JSON.stringify(value);

/** What citizens and officers reach, and what registers: they go live by shares, for each service or once. */
const gradual = {
  'intake-citizen-post': services.length,
  'posture-officer-request': 1,
  'registrar-queue-message': services.length,
  'status-citizen-request': services.length,
};

test('what citizens and officers reach, and what registers, is called by an alias that a deployment moves in shares', () => {
  const counts = Map.groupBy(aliases, ({ FunctionName }) => bundleBehind(FunctionName.Ref));
  expect(Object.fromEntries([...counts].map(([bundle, all]) => [bundle, all.length]))).toEqual(gradual);
  for (const { id } of aliases) {
    const policy = (found(id) as unknown as { UpdatePolicy: Properties }).UpdatePolicy['CodeDeployLambdaAliasUpdate'];
    const group = groups.find((one) => one['id'] === policy.DeploymentGroupName.Ref);
    expect([id, group?.['DeploymentConfigName']]).toEqual([id, 'CodeDeployDefault.LambdaCanary10Percent5Minutes']);
  }
  expect(groups).toHaveLength(aliases.length);
});

test('it goes back by itself when its errors, or what its readers notice, sound meanwhile', () => {
  for (const { id, AutoRollbackConfiguration, AlarmConfiguration } of groups) {
    expect([id, AutoRollbackConfiguration]).toEqual([
      id,
      {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM'],
      },
    ]);
    expect([id, AlarmConfiguration.Enabled]).toEqual([id, true]);
    const names = AlarmConfiguration.Alarms.map(({ Name }: Properties) => alike(nameBehind(Name)));
    expect([id, names.length >= 2, names.some((name: string) => name.includes('Errors'))]).toEqual([id, true, true]);
  }
});

test('routes and queues call the alias, never the newest code', () => {
  const integrations = propertiesOfAll('AWS::ApiGatewayV2::Integration').map(({ IntegrationUri }) => IntegrationUri);
  const mappings = propertiesOfAll('AWS::Lambda::EventSourceMapping').map(({ FunctionName }) => FunctionName);
  for (const value of [...integrations, ...mappings]) {
    const id = functionBehind(value) ?? '';
    if (!(bundleBehind(id) in gradual)) continue;
    expect([id, aliasOf(value)]).toEqual([id, expect.stringMatching(/Live/)]);
  }
});

test('CodeDeploy may move these aliases, look at alarms, and nothing else', () => {
  const roles = propertiesOfAll('AWS::IAM::Role').filter(({ AssumeRolePolicyDocument }) =>
    JSON.stringify(AssumeRolePolicyDocument).includes('codedeploy.amazonaws.com'),
  );
  expect(roles).toHaveLength(1 + services.length);
  for (const { id, Policies } of roles) {
    const actions = Policies.flatMap(({ PolicyDocument }: Properties) =>
      PolicyDocument.Statement.flatMap(({ Action }: Properties) => Action),
    );
    expect([id, [...new Set(actions)].sort()]).toEqual([
      id,
      ['cloudwatch:DescribeAlarms', 'lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias'],
    ]);
  }
});
