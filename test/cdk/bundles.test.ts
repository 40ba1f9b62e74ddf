import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { type Bundle, buildBundles } from '../../cdk/house/build.ts';
import { type BundleName, handlers } from '../../cdk/house/bundles.ts';
import { readServices } from '../../cdk/house/services.ts';
import { madeOnce, root } from './made-once.ts';
import { definitions, resourcesOf, templates } from './synthesis.ts';
import { temporaryFolder } from './temporary-folder.ts';

const services = readServices([definitions]);
const build = (out: string): Promise<Bundle[]> =>
  buildBundles({ functions: join(root, 'functions'), out, services, year: 2026 });

/** The bundles, built once for as long as nothing that goes into them changes. */
const kept = await madeOnce(
  'bundles',
  ['functions', 'shared', 'web', 'cdk/house', 'package-lock.json'],
  async (folder) => {
    const bundles = await build(join(folder, 'functions'));
    writeFileSync(join(folder, 'bundles.json'), JSON.stringify(bundles));
  },
);
const folder = join(kept, 'functions');
const bundles = JSON.parse(readFileSync(join(kept, 'bundles.json'), 'utf8')) as Bundle[];

/** The variables that the stacks give each handler, by its source; found through the role made for it. */
const variables = new Map<string, string[]>();
for (const stack of Object.values(await templates()))
  for (const [, { Properties }] of resourcesOf('AWS::Lambda::Function', stack)) {
    const role = stack.Resources[Properties['Role']['Fn::GetAtt'][0]]?.Properties['Description'] as string | undefined;
    const source = /^What (\S+) may do$/.exec(role ?? '')?.[1];
    if (source) variables.set(source, Object.keys(Properties['Environment']?.Variables ?? {}));
  }

/** Variables that hold a list as JSON: one for each service. */
const listed = new Set(['EXCHANGE_KEYS', 'FOLLOWER_QUEUES', 'SHIFTS_TABLES', 'WORKLIST_TABLES']);

const value = (name: string) => {
  // One that takes in all that a service may take in.
  if (name === 'SERVICE') return services.find(({ contributions, tracing }) => contributions && tracing)?.service;
  if (listed.has(name)) return '{}';
  return name.endsWith('_URL') ? 'https://127.0.0.1:9/none' : 'none';
};

/** What Lambda sets by itself, and what the stacks add: no variable more, no value that leads anywhere. */
const environmentOf = (bundle: BundleName) => ({
  AWS_REGION: 'eu-south-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  LAMBDA_TASK_ROOT: join(folder, bundle),
  ...Object.fromEntries((variables.get(handlers[bundle]) ?? []).map((name) => [name, value(name)])),
});

/** Loads these files of a bundle in one process of its own, as Lambda would, and says what each exports. */
async function exportsOf(bundle: BundleName, files: readonly string[]): Promise<Record<string, string[]>> {
  const load = `const kinds = {};
    for (const file of ${JSON.stringify(files)})
      kinds[file] = Object.entries(require('./' + file)).map(([name, value]) => name + ': ' + typeof value);
    console.log(JSON.stringify(kinds)); process.exit(0)`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', load], {
    cwd: join(folder, bundle),
    env: environmentOf(bundle),
  });
  return JSON.parse(stdout) as Record<string, string[]>;
}

test('every handler that the stacks name is built, and no other', () => {
  expect(bundles.map(({ name }) => name)).toEqual(Object.keys(handlers).sort());
});

describe.each(Object.keys(handlers) as BundleName[])('the bundle %s', (name) => {
  test('starts on Node 24 with what the stacks give it, exports its handler, and can load what it keeps for later', async () => {
    expect(process.versions.node).toMatch(/^24\./);
    const { later } = bundles.find((bundle) => bundle.name === name) as Bundle;
    const exported = await exportsOf(name, ['index.js', ...later]);
    expect(exported['index.js']).toContain('handler: function');
    for (const file of later) expect({ file, empty: exported[file]?.length === 0 }).toEqual({ file, empty: false });
  });
});

test('the same sources give the same bytes, so that an unchanged handler is not deployed again', async () => {
  const second = join(temporaryFolder(), 'functions');
  expect(await build(second)).toEqual(bundles);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && entry.name !== 'meta.json',
  );
  expect(files.length).toBeGreaterThan(3 * bundles.length);
  for (const { parentPath, name } of files) {
    const first = join(parentPath, name);
    const same = readFileSync(first.replace(folder, second)).equals(readFileSync(first));
    expect({ first, same }).toEqual({ first, same: true });
  }
}, 180_000);

test('what intake loads for a contact stays under 290 KB', () => {
  expect(readFileSync(join(folder, 'intake-citizen-post/index.js')).length).toBeLessThanOrEqual(290 * 1024);
});

test('no bundle carries other ways to credentials than the variables that Lambda sets', () => {
  const { inputs } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as { inputs: object };
  expect(Object.keys(inputs).filter((file) => /credential-provider|token-providers|nested-clients/.test(file))).toEqual(
    [],
  );
});

test('nothing that runs has trained weights: bundles are made of code, and of the lists of danger as they were read', () => {
  const { inputs } = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as { inputs: object };
  const ours = Object.keys(inputs).filter((file) => !file.includes('node_modules/'));
  expect(ours).toContain('shared/texts/danger/lists.ts');
  const data = ours.filter((file) => !/\.tsx?$/.test(file) || /second-ear/.test(file));
  expect(data.sort()).toEqual([
    'credentials:environment-credentials',
    'shared/core/knowledge/municipalities.json',
    'shared/core/knowledge/territory.json',
    'shared/core/posture/alert-zones.json',
    'shared/core/posture/provinces.json',
  ]);
  const files = bundles.flatMap(({ name }) => readdirSync(join(folder, name), { recursive: true }) as string[]);
  expect(
    files.filter(
      (file) =>
        !/^(?:services|answer-templates|training|contributions|[^/]+\.js|package\.json|(?:services|answer-templates|training|contributions)\/[^/]+\.json)$/.test(
          file,
        ),
    ),
  ).toEqual([]);
});
