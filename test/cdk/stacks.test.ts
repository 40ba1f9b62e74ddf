import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { agreed, everything, records, recordsStacks, services } from './agreed.ts';
import { root } from './made-once.ts';
import { readSynthesis, resourcesOf } from './synthesis.ts';

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
  expect(JSON.parse(await readSynthesis('agreed/settings.json'))).toEqual({ terminationProtection: true });
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
  // None of these properties replaces its resource (CloudFormation's reference of resource types, "Update requires").
  expect([...new Set(fed)].sort()).toEqual([
    'AWS::ApiGatewayV2::Authorizer.JwtConfiguration',
    'AWS::CloudFront::Distribution.DistributionConfig',
    'AWS::Lambda::Function.Environment',
  ]);
});

test('the stacks of a service read nothing of another service', () => {
  for (const { service } of services)
    for (const name of [`records-${service}`, `service-${service}`])
      for (const other of services.filter((one) => one.service !== service))
        expect({ name, of: JSON.stringify(agreed[name]).includes(other.service) }).toEqual({ name, of: false });
});
