import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { agreed, center, channels, edge, records } from './agreed.ts';
import { root } from './made-once.ts';
import { readSynthesis, resourcesOf, stackNames } from './synthesis.ts';

test('what must survive is not in the stack that may be deployed again', () => {
  const kept = [
    'AWS::DynamoDB::Table',
    'AWS::SQS::Queue',
    'AWS::KMS::Key',
    'AWS::SecretsManager::Secret',
    'AWS::Cognito::UserPool',
  ];
  for (const type of kept) expect(resourcesOf(type, channels, center, edge)).toEqual([]);
  for (const type of kept)
    for (const [id, { DeletionPolicy }] of resourcesOf(type, records))
      expect({ id, DeletionPolicy }).toEqual({ id, DeletionPolicy: 'RetainExceptOnCreate' });
  for (const name of stackNames) expect([name, Object.keys(agreed[name].Resources).length < 480]).toEqual([name, true]);
});

test('nothing that holds what citizens entrusted to us changes its logical id', () => {
  const frozen = JSON.parse(readFileSync(join(root, 'test/cdk/frozen-logical-ids.json'), 'utf8'));
  const stateful = /^AWS::(DynamoDB::Table|SQS::Queue|S3::Bucket|KMS::Key|SecretsManager::Secret|Cognito::UserPool)$/;
  const now = Object.fromEntries(
    Object.entries(records.Resources)
      .filter(([, { Type }]) => stateful.test(Type))
      .map(([id, { Type }]) => [id, Type]),
  );
  // A new one is added to the list by hand; one that is missing here would be an empty one in its place.
  expect(now).toEqual(frozen);
});

test('the records stack cannot be deleted by mistake', async () => {
  expect(JSON.parse(await readSynthesis('agreed/settings.json'))).toEqual({ terminationProtection: true });
});
