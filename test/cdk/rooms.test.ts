import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { handlers } from '../../cdk/house/bundles.ts';
import { root } from './made-once.ts';

const capabilities = readdirSync(join(root, 'functions'));
const constructs = readdirSync(join(root, 'cdk')).filter((file) => file.endsWith('.ts'));
const source = (file: string) => readFileSync(join(root, 'cdk', file), 'utf8');

/** The bundles that a file of cdk/ names. */
const bundlesIn = (file: string) => {
  const names = [...source(file).matchAll(/'([a-z-]+)'/g)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => name in handlers))];
};

test('each capability has a file of its name in cdk/, which builds its functions and no others', () => {
  for (const capability of capabilities) {
    const own = Object.entries(handlers)
      .filter(([, handler]) => handler.startsWith(`functions/${capability}/`))
      .map(([name]) => name);
    expect({ capability, built: bundlesIn(`${capability}.ts`).sort() }).toEqual({ capability, built: own.sort() });
  }
});

test('a function is built nowhere else', () => {
  for (const file of constructs.filter((name) => !capabilities.includes(name.replace('.ts', ''))))
    expect({ file, built: bundlesIn(file) }).toEqual({ file, built: [] });
});

test('a bundle is called after its capability and what wakes it', () => {
  for (const [name, handler] of Object.entries(handlers)) {
    const [, capability, waking] = /^functions\/([^/]+)\/on-([^/]+)\.ts$/.exec(handler) ?? [];
    expect(name).toBe(`${capability}-${waking}`);
    expect({ handler, written: existsSync(join(root, handler)) }).toEqual({ handler, written: true });
  }
});

/**
 * What cdk/ reads besides: the page that the firewall answers with from the template, and the lists that a bundle is
 * made with.
 */
const readBesides = ['web/pages/refused-page.ts', 'shared/texts/danger/lists.ts'];

test('cdk/ reads contracts and services, and imports nothing of a function, a rule or a page', () => {
  const files = [...constructs, ...readdirSync(join(root, 'cdk/house')).map((file) => `house/${file}`)];
  expect(files.length).toBeGreaterThan(30);
  for (const file of files) {
    const outside = [...source(file).matchAll(/from '((?:\.\.\/)+(?:functions|web|tools|local|shared)\/[^']*)'/g)]
      .map(([, path = '']) => path.replaceAll('../', ''))
      .filter((path) => !/^shared\/(contracts|core)\//.test(path) && !readBesides.includes(path));
    expect({ file, outside }).toEqual({ file, outside: [] });
  }
});
