import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildBundles, root } from '../../cdk/house/build.ts';
import { hearDanger } from '../../shared/core/danger/hear-danger.ts';
import { partsOf } from '../../shared/core/danger/read-lists.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Writes these sources into a folder of their own. */
function sources(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

async function build(files: Record<string, string>) {
  const folder = sources(files);
  const out = join(folder, 'dist');
  const bundles = await buildBundles({ functions: join(folder, 'functions'), out, services: [], year: 2026 });
  const run = (name: string) =>
    execFileSync(
      process.execPath,
      ['--eval', `require('./index.js').handler().then((answer) => console.log(answer))`],
      {
        cwd: join(out, name),
        encoding: 'utf8',
      },
    ).trim();
  return { out, bundles, run };
}

test('a file that is imported when needed stays beside its bundle, and so does what that file imports when needed', async () => {
  const { bundles, run } = await build({
    'functions/intake/on-post.ts': `export const handler = async () => (await import('./page.ts')).page();`,
    'functions/intake/page.ts': `export const page = async () => 'page, ' + (await import('../../pages/foot.ts')).foot;`,
    'pages/foot.ts': `export const foot: string = 'foot';`,
  });
  expect(bundles.map(({ name, later }) => [name, later.length])).toEqual([['intake-post', 2]]);
  expect(run('intake-post')).toBe('page, foot');
});

test('two files of one name, in two folders, do not meet', async () => {
  const { run } = await build({
    'functions/intake/on-post.ts': `export const handler = async () =>
      (await import('./page.ts')).name + ' and ' + (await import('../../pages/page.ts')).name;`,
    'functions/intake/page.ts': `export const name = 'intake';`,
    'pages/page.ts': `export const name = 'pages';`,
  });
  expect(run('intake-post')).toBe('intake and pages');
});

test('a file for later lies only beside the bundles that ask for it', async () => {
  const { out } = await build({
    'functions/intake/on-post.ts': `export const handler = async () => (await import('./page.ts')).page;`,
    'functions/intake/page.ts': `export const page = 1;`,
    'functions/hours/on-get.ts': `export const handler = async () => 2;`,
  });
  const files = (name: string) => readdirSync(join(out, name)).filter((file) => file.endsWith('.js'));
  expect(files('hours-get')).toEqual(['index.js']);
  expect(files('intake-post')).toHaveLength(2);
});

test('pure files beside the handlers make no bundle', async () => {
  const { bundles } = await build({
    'functions/hours/on-get.ts': `import { two } from './two.ts'; export const handler = async () => two;`,
    'functions/hours/two.ts': `export const two = 2;`,
  });
  expect(bundles.map(({ name }) => name)).toEqual(['hours-get']);
});

test('a source that does not compile leaves the bundles of before as they were', async () => {
  const { out, run } = await build({ 'functions/hours/on-get.ts': `export const handler = async () => 'before';` });
  writeFileSync(join(out, '../functions/hours/on-get.ts'), `import './nowhere.ts';`);
  const again = buildBundles({ functions: join(out, '../functions'), out, services: [], year: 2026 });
  await expect(again).rejects.toThrow(/nowhere\.ts/);
  expect(run('hours-get')).toBe('before');
});

test('the weight of what was built is kept', async () => {
  const { out, bundles } = await build({ 'functions/hours/on-get.ts': `export const handler = async () => 2;` });
  const meta = JSON.parse(readFileSync(join(out, 'meta.json'), 'utf8'));
  expect(Object.keys(meta.outputs)).toHaveLength(1);
  expect(bundles[0]?.bytes).toBe(readFileSync(join(out, 'hours-get/index.js')).length);
});

test('a bundle has the lists of danger as they were read, and hears by them what the written ones hear', async () => {
  const from = (file: string) => JSON.stringify(join(root, 'shared', file));
  const { out, run } = await build({
    'functions/intake/on-post.ts': `import { hearDanger } from ${from('core/danger/hear-danger.ts')};
      import { partsOf } from '../../shared/core/danger/read-lists.ts';
import { lifeFirst } from ${from('texts/danger/lists.ts')};
      export const handler = async () => JSON.stringify(hearDanger('Siamo bloccati in cantina', lifeFirst));`,
  });
  expect(JSON.parse(run('intake-post'))).toEqual(hearDanger('Siamo bloccati in cantina', lifeFirst));
  const bundled = readFileSync(join(out, 'intake-post/index.js'), 'utf8');
  const { example } = partsOf(lifeFirst.it.dangers.water.lane[0] as string);
  expect([bundled.includes('prepared'), bundled.includes(example)]).toEqual([true, false]);
});
