import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Bundle, buildBundles } from '../../cdk/house/build.ts';
import { type BundleName, handlers } from '../../cdk/house/bundles.ts';
import { readServices } from '../../cdk/house/services.ts';
import { definitions, root } from './synthesis.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const built = (name: string): Promise<Bundle[]> =>
  buildBundles({
    functions: join(root, 'functions'),
    out: join(folder, name),
    services: readServices([definitions]),
    year: 2026,
  });
const bundles = await built('first');

/** Whatever a handler reads from its environment; the values are never reached in these tests. */
const environment = {
  SERVICE: 'familyline',
  AWS_REGION: 'eu-south-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  ...Object.fromEntries(
    ['QUEUE_URL', 'MAIL_QUEUE_URL', 'URGENT_MAIL_QUEUE_URL', 'MAIL_DEAD_LETTER_URL', 'PORTAL_URL'].map((name) => [
      name,
      'https://127.0.0.1:9/none',
    ]),
  ),
  ...Object.fromEntries(
    ['INBOX_TABLE', 'REGISTER_TABLE', 'ROOTS_TABLE', 'SIGHTINGS_TABLE', 'DEAD_LETTERS_TABLE', 'ATTACHMENTS_BUCKET'].map(
      (name) => [name, 'none'],
    ),
  ),
  RECEIPT_SECRET_ID: 'none',
};

/** Loads a file of a bundle in a process of its own, as Lambda would, and says what kind of thing an export is. */
const kindOf = (bundle: string, file: string, expression: string) =>
  execFileSync(
    process.execPath,
    ['--eval', `const loaded = require('./${file}'); console.log(${expression}); process.exit(0)`],
    {
      cwd: join(folder, 'first', bundle),
      env: { ...environment, LAMBDA_TASK_ROOT: join(folder, 'first', bundle) },
      encoding: 'utf8',
    },
  ).trim();

test('every handler that the stacks name is built, and no other', () => {
  expect(bundles.map(({ name }) => name)).toEqual(Object.keys(handlers).sort());
});

describe.each(Object.keys(handlers) as BundleName[])('the bundle %s', (name) => {
  test('starts on Node 24 and exports its handler', () => {
    expect(process.versions.node).toMatch(/^24\./);
    expect(kindOf(name, 'index.js', 'typeof loaded.handler')).toBe('function');
  });

  test('can load the files it keeps for later', () => {
    const { later } = bundles.find((bundle) => bundle.name === name) as Bundle;
    for (const file of later) expect(kindOf(name, file, 'Object.keys(loaded).length > 0')).toBe('true');
  });
});

test('the same sources give the same bytes, so that an unchanged handler is not deployed again', async () => {
  const again = await built('second');
  expect(again).toEqual(bundles);
  const files = readdirSync(join(folder, 'first'), { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== 'meta.json',
  );
  expect(files.length).toBeGreaterThan(3 * bundles.length);
  for (const { parentPath, name } of files) {
    const first = join(parentPath, name);
    expect(readFileSync(first.replace(join(folder, 'first'), join(folder, 'second'))).equals(readFileSync(first))).toBe(
      true,
    );
  }
});

test('what intake loads for a contact stays under 420 KB', () => {
  expect(readFileSync(join(folder, 'first/intake-citizen-post/index.js')).length).toBeLessThanOrEqual(420_000);
});
