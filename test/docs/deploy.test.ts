import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../..', import.meta.url));
const guide = readFileSync(join(root, 'docs/deploy.md'), 'utf8');
const stacks = readdirSync(join(root, 'cdk'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, 'cdk', file), 'utf8'))
  .join('\n');

/** All that a pattern's first group finds, each once. */
const named = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();
const section = (title: string) => guide.split(/^## /m).find((part) => part.startsWith(title)) ?? '';

describe('the deploy guide', () => {
  test('names every setting that the stacks read, and no other', () => {
    const read = named(stacks, /(?:setting|addressesOf)\(context, '([a-z-]+)'\)/g);
    expect(read.length).toBeGreaterThan(10);
    expect(named(guide, /sportello:([a-z-]+)/g)).toEqual(read);
  });

  test('names outputs that the stacks have', () => {
    const outputs = new Set(named(stacks, /new CfnOutput\(this, '(\w+)'/g));
    const told = named(guide, /(?:output|uscita) `(\w+)`/g);
    expect(told.length).toBeGreaterThan(1);
    expect(told.filter((output) => !outputs.has(output))).toEqual([]);
  });

  test('calls tools with options that they have', () => {
    const calls = [...guide.matchAll(/npm run ([a-z-]+) -- --([a-z-]+)/g)];
    expect(calls.length).toBeGreaterThan(2);
    for (const [, tool, option = ''] of calls) {
      const source = ['command', 'center', String(tool)].map((file) =>
        readFileSync(join(root, `tools/${file}.ts`), 'utf8'),
      );
      expect([tool, option, source.join('').includes(option)]).toEqual([tool, option, true]);
    }
  });

  test('says in English, step by step, what it says in Italian', () => {
    const [italian, english] = [section("Dall'account"), section('From the account')];
    const steps = (text: string) => [...text.matchAll(/^(\d+)\. \*\*/gm)].map(([, step]) => Number(step));
    expect(steps(italian)).toEqual(Array.from({ length: 17 }, (_, index) => index + 1));
    expect(steps(english)).toEqual(steps(italian));
    const commands = (text: string) =>
      named(text, /`((?:npm|npx|aws) [^`]+)`/g).map((command) => command.replace(/ --state-reason .*/, ''));
    expect(commands(english)).toEqual(commands(italian));
  });

  test('names each kind of stack', () => {
    const kinds = named(
      ['cdk/app.ts', 'cdk/stacks-of-service.ts'].map((file) => readFileSync(join(root, file), 'utf8')).join('\n'),
      /`\$\{install\}-([a-z-]+?)-?(?:\$\{[^}]*\})?`/g,
    );
    expect(kinds.length).toBeGreaterThan(11);
    for (const kind of kinds.filter((name) => name !== ''))
      expect([kind, guide.includes(`…-${kind}`)]).toEqual([kind, true]);
  });
});
