import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { agreed, everything, records, recordsStacks, services } from './agreed.ts';
import { root } from './made-once.ts';
import { idBehind, readSynthesis, resourcesOf, type Template } from './synthesis.ts';

test('what must survive is in no stack that may be deployed again', () => {
  const kept = [
    'AWS::DynamoDB::Table',
    'AWS::SQS::Queue',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::Cognito::UserPool',
  ];
  const others = everything.filter((template) => !records.includes(template));
  expect(others.length).toBeGreaterThan(4);
  for (const type of kept) expect(resourcesOf(type, ...others)).toEqual([]);
  for (const type of kept)
    for (const [id, { DeletionPolicy }] of resourcesOf(type, ...records))
      expect({ id, DeletionPolicy }).toEqual({ id, DeletionPolicy: 'RetainExceptOnCreate' });
});

test('nothing that holds what citizens entrusted to us changes its logical id', () => {
  const frozen = JSON.parse(readFileSync(join(root, 'test/cdk/frozen-logical-ids.json'), 'utf8'));
  // An API is its address, which CloudFront is told.
  const stateful =
    /^AWS::(ApiGatewayV2::Api|DynamoDB::Table|SQS::Queue|S3::Bucket|KMS::Key|SecretsManager::Secret|Cognito::UserPool)$/;
  const now = Object.fromEntries(
    recordsStacks.map((name) => [
      name,
      Object.fromEntries(
        Object.entries(agreed[name]?.Resources ?? {})
          .filter(([, { Type }]) => stateful.test(Type))
          .map(([id, { Type }]) => [id, Type]),
      ),
    ]),
  );
  // A new one is added to the list by hand; one that is missing here would be an empty one in its place.
  expect(now).toEqual(frozen);
});

test('no stack of records can be deleted by mistake', async () => {
  expect(JSON.parse(await readSynthesis('agreed/settings.json'))).toMatchObject({ terminationProtection: true });
});

test('pages are deployed after everything they ask, and the alarms of capabilities after all that has alarms', async () => {
  const { after }: { after: Record<string, string[]> } = JSON.parse(await readSynthesis('agreed/settings.json'));
  const answering = Object.keys(agreed).filter((name) => /^(center|service-.+|contributions-.+)$/.test(name));
  expect(answering.length).toBeGreaterThanOrEqual(1 + 2 * services.length);
  expect(after['sportello-pages']).toEqual(expect.arrayContaining(answering.map((name) => `sportello-${name}`)));
  const alarmed = Object.entries(agreed).filter(
    ([name, template]) =>
      name !== 'watch' && name !== 'edge' && resourcesOf('AWS::CloudWatch::Alarm', template).length > 0,
  );
  expect(after['sportello-watch']).toEqual(expect.arrayContaining(alarmed.map(([name]) => `sportello-${name}`)));
});

test('whatever is deployed with the pages copies them and tells those who write into them', () => {
  const functions = resourcesOf('AWS::Lambda::Function', agreed.center);
  const [, rule] = resourcesOf('AWS::Events::Rule', agreed['pages'] as Template)[0] ?? [];
  const told = idBehind(rule?.Properties['Targets'][0].Arn, agreed);
  expect(functions.map(([id]) => id)).toContain(told);
  expect(told).toMatch(/^hoursPostureChange/);
  expect(rule?.Properties['EventPattern'].detail['stack-id']).toEqual([{ Ref: 'AWS::StackId' }]);
});

/** Every value that CloudFormation would read from another stack's outputs, by the property that it feeds. */
function readFrom(value: unknown, path: string[]): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Fn::GetStackOutput' in value) return [path.slice(0, 2).join('.')];
  return Object.entries(value).flatMap(([name, each]) => readFrom(each, [...path, name]));
}

test('only what may change without replacing anything is read weakly: keys before the API, names of pages and sign-in', () => {
  const fed = everything.flatMap(({ Resources }) =>
    Object.values(Resources).flatMap(({ Type, Properties }) => readFrom(Properties, [Type])),
  );
  // None of these properties replaces its resource (CloudFormation's reference of resource types, "Update requires"); the
  // copier of pages is told anew, and copies once more.
  expect([...new Set(fed)].sort()).toEqual([
    'AWS::ApiGatewayV2::Authorizer.JwtConfiguration',
    'AWS::CloudFront::Distribution.DistributionConfig',
    'AWS::Lambda::Function.Environment',
    'Custom::CDKBucketDeployment.DistributionId',
    'Custom::CDKBucketDeployment.SourceMarkers',
  ]);
});

test('the stacks of a service read nothing of another service', () => {
  for (const { service } of services)
    for (const name of [`records-${service}`, `service-${service}`])
      for (const other of services.filter((one) => one.service !== service))
        expect({ name, of: JSON.stringify(agreed[name]).includes(other.service) }).toEqual({ name, of: false });
});
