import { expect, test } from '@jest/globals';
import { agreed, edge, everything } from './agreed.ts';
import { awsLimits, fullest, type Limit } from './aws-limits.ts';
import { resourcesOf, type Templates, templates } from './synthesis.ts';

const installations = { 'with ours': agreed, 'with twelve services': await templates('twelve') };
const each = Object.entries(installations).flatMap(([how, made]) =>
  awsLimits.map((limit): [string, string, Limit, Templates] => [limit.name, how, limit, made]),
);

test.each(each)('%s are within what AWS allows %s', (_name, _how, limit, made) => {
  const measured = limit.measure(made);
  expect(measured.length).toBeGreaterThan(0);
  expect(measured.filter(({ value }) => value > limit.limit)).toEqual([]);
  expect(fullest(limit, made).value).toBeGreaterThan(0);
});

test('no stack is fuller than 60% of what CloudFormation takes, with two services or with twelve', () => {
  const ofStacks = awsLimits.filter(({ name }) => / of a stack$/.test(name));
  expect(ofStacks.map(({ name }) => name)).toEqual([
    'resources of a stack',
    'outputs of a stack',
    'parameters of a stack',
    'template of a stack',
  ]);
  for (const made of Object.values(installations))
    for (const limit of ofStacks)
      expect(limit.measure(made).filter(({ value }) => value > 0.6 * limit.limit)).toEqual([]);
});

test('a limit is found to be passed where it is', () => {
  const [widget] = awsLimits.filter(({ name }) => name === 'alarms in a widget');
  const body = JSON.stringify({ widgets: [{ type: 'alarm', properties: { alarms: Array(124).fill('a') } }] });
  const center = {
    Resources: { One: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: body } } },
    Outputs: {},
  };
  expect(fullest(widget as Limit, { ...agreed, center } as Templates)).toEqual({ what: 'One, widget 1', value: 124 });
});

const topics = resourcesOf('AWS::SNS::Topic', ...everything);

test.each(topics)(
  'an alarm reaches whoever is subscribed: %s lets CloudWatch publish, and its key lets it encrypt',
  (topicId, topic) => {
    const allows = (statements: { Effect: string; Action: string | string[]; Principal: unknown }[], action: string) =>
      statements.some(
        ({ Effect, Action, Principal }) =>
          Effect === 'Allow' &&
          [Action].flat().includes(action) &&
          [(Principal as { Service?: string | string[] }).Service].flat().includes('cloudwatch.amazonaws.com'),
      );
    const policies = resourcesOf('AWS::SNS::TopicPolicy', ...everything).filter(([, { Properties }]) =>
      JSON.stringify(Properties['Topics']).includes(topicId),
    );
    expect(policies.some(([, { Properties }]) => allows(Properties['PolicyDocument'].Statement, 'sns:Publish'))).toBe(
      true,
    );
    // At the edge it has no key: it tells of what was refused and spent.
    if (resourcesOf('AWS::SNS::Topic', edge).some(([id]) => id === topicId)) return;
    const keyId = topic?.Properties['KmsMasterKeyId']['Fn::GetAtt'][0];
    const [, key] = resourcesOf('AWS::KMS::Key', ...everything).find(([id]) => id === keyId) ?? [];
    for (const action of ['kms:Decrypt', 'kms:GenerateDataKey'])
      expect(allows(key?.Properties['KeyPolicy'].Statement, action)).toBe(true);
    expect(Object.values(agreed.records.Outputs).map(({ Value }) => Value)).toContainEqual({ Ref: topicId });
  },
);

test('what events could not be delivered is encrypted by a key that EventBridge may use without naming an account', () => {
  const statements = resourcesOf('AWS::KMS::Key', ...everything).flatMap(
    ([, { Properties }]) => Properties['KeyPolicy'].Statement,
  );
  const ofEvents = statements.filter(({ Principal }) => Principal.Service === 'events.amazonaws.com');
  expect(ofEvents.length).toBeGreaterThan(0);
  for (const { Condition } of ofEvents) expect(Condition).toBeUndefined();
});

test('a first deployment that fails leaves nothing behind that stands in the way of the second', () => {
  const kept = everything.flatMap(({ Resources }) =>
    Object.entries(Resources).filter(
      // A version of a function has no name that another try would want.
      ([, { Type, DeletionPolicy }]) => (DeletionPolicy ?? 'Delete') !== 'Delete' && Type !== 'AWS::Lambda::Version',
    ),
  );
  expect(kept.length).toBeGreaterThan(20);
  for (const [id, { DeletionPolicy, UpdateReplacePolicy }] of kept)
    expect({ id, DeletionPolicy, UpdateReplacePolicy }).toEqual({
      id,
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
});
