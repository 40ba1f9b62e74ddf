import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Bundle, buildBundles } from '../../cdk/house/build.ts';
import { type BundleName, handlers } from '../../cdk/house/bundles.ts';
import { readServices } from '../../cdk/house/services.ts';
import { composed, definitions, resourcesOf, root, templates } from './synthesis.ts';
import { temporaryFolder } from './temporary-folder.ts';

const folder = temporaryFolder();
const services = readServices([definitions]);
const built = (name: string): Promise<Bundle[]> =>
  buildBundles({
    functions: join(root, 'functions'),
    out: join(folder, name),
    services,
    year: 2026,
  });
const bundles = await built('first');

/** The variables that the stacks give each handler, by its source; found through the role made for it. */
const variables = new Map<string, string[]>();
const { center, channels } = templates(composed({ services: services.slice(0, 1) }));
for (const stack of [center, channels])
  for (const [, { Properties }] of resourcesOf('AWS::Lambda::Function', stack)) {
    const role = stack.Resources[Properties['Role']['Fn::GetAtt'][0]]?.Properties['Description'] as string | undefined;
    const source = /^What (\S+) may do$/.exec(role ?? '')?.[1];
    if (source) variables.set(source, Object.keys(Properties['Environment']?.Variables ?? {}));
  }

const value = (name: string) =>
  name === 'SERVICE' ? services[0]?.service : name.endsWith('_URL') ? 'https://127.0.0.1:9/none' : 'none';

/** What Lambda sets by itself, and what the stacks add: no variable more, no value that leads anywhere. */
const environmentOf = (bundle: BundleName) => ({
  AWS_REGION: 'eu-south-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  LAMBDA_TASK_ROOT: join(folder, 'first', bundle),
  ...Object.fromEntries((variables.get(handlers[bundle]) ?? []).map((name) => [name, value(name)])),
});

/** Loads a file of a bundle in a process of its own, as Lambda would, and says what kind of thing an export is. */
const kindOf = (bundle: BundleName, file: string, expression: string) =>
  execFileSync(
    process.execPath,
    ['--eval', `const loaded = require('./${file}'); console.log(${expression}); process.exit(0)`],
    {
      cwd: join(folder, 'first', bundle),
      env: environmentOf(bundle),
      encoding: 'utf8',
    },
  ).trim();

test('every handler that the stacks name is built, and no other', () => {
  expect(bundles.map(({ name }) => name)).toEqual(Object.keys(handlers).sort());
});

describe.each(Object.keys(handlers) as BundleName[])('the bundle %s', (name) => {
  test('starts on Node 24 with what the stacks give it, and exports its handler', () => {
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
}, 60_000);

test('what intake loads for a contact stays under 420 KB', () => {
  expect(readFileSync(join(folder, 'first/intake-citizen-post/index.js')).length).toBeLessThanOrEqual(420_000);
});
