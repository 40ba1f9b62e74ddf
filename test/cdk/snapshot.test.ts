import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readSynthesis, stackNames, type Template, templates } from './synthesis.ts';

const all = await templates();

/** Asset hashes, and the hash that a function's version carries, change with every line of code. */
const steady = (template: Template) =>
  JSON.parse(
    JSON.stringify(template)
      .replaceAll(/[0-9a-f]{64}/g, '<hash>')
      .replaceAll(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<hash>'),
  );

test.each(stackNames)('the template of the %s stack is the one we agreed on', (name) => {
  expect(steady(all[name])).toMatchSnapshot();
});

test('nothing that holds what citizens entrusted to us changes its logical id', () => {
  const file = join(dirname(fileURLToPath(import.meta.url)), 'frozen-logical-ids.json');
  const frozen = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const stateful = /^AWS::(DynamoDB::Table|SQS::Queue|S3::Bucket|KMS::Key|SecretsManager::Secret|Cognito::UserPool)$/;
  const now = Object.fromEntries(
    Object.entries(all.records.Resources)
      .filter(([, { Type }]) => stateful.test(Type))
      .map(([id, { Type }]) => [id, Type]),
  );
  // A new one is added to the list by hand; one that is missing here would be an empty one in its place.
  expect(now).toEqual(frozen);
});

test('the records stack cannot be deleted by mistake', async () => {
  expect(JSON.parse(await readSynthesis('agreed/settings.json'))).toEqual({ terminationProtection: true });
});
