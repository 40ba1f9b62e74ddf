import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { clientsOf } from '../../tools/center.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: Record<string, string> };
const tools = Object.entries(scripts).flatMap(([name, command]) => {
  const program = /^node ((?:local|tools|simulator|bench)\/\S+)$/.exec(command)?.[1];
  return program === undefined ? [] : [[name, program] as const];
});
const call = (program: string, ...given: string[]) =>
  promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...given], { cwd: root });

describe('the commands of package.json', () => {
  test('are found', () => {
    expect(tools.map(([name]) => name)).toEqual(expect.arrayContaining(['start', 'bench', 'redrive', 'rehearse']));
  });

  test.each(tools)(
    '%s says with --help what it does, and does nothing',
    async (name, program) => {
      const { stdout, stderr } = await call(program, '--help');
      expect(stdout).toContain(name === 'start' ? 'npm start' : `npm run ${name}`);
      expect(stderr).toBe('');
    },
    30_000,
  );

  test('an option that a tool does not know is refused with its help', async () => {
    await expect(call('tools/redrive.ts', '--everything')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/--everything[\s\S]+npm run redrive/),
    });
  }, 30_000);
});

describe('where no center ever was', () => {
  test.each(['verify-register', 'redrive'])(
    '%s says so and does not call it well',
    async (tool) => {
      const empty = mkdtempSync(join(tmpdir(), 'no-center-'));
      try {
        const refused = expect.stringContaining('no center was ever started on');
        await expect(call(`tools/${tool}.ts`, '--data', empty)).rejects.toMatchObject({ code: 1, stderr: refused });
        expect(readdirSync(empty)).toEqual([]);
      } finally {
        rmSync(empty, { recursive: true });
      }
    },
    30_000,
  );
});

describe('the clients of a center', () => {
  test('on this machine reach its emulators', async () => {
    const endpoints = {
      dynamodb: 'http://127.0.0.1:1',
      sqs: '',
      s3: '',
      ses: '',
      secretsmanager: '',
      events: '',
      lambda: '',
      cloudformation: '',
      telephones: '',
    };
    const { dynamodb } = clientsOf({ kind: 'stage', endpoints });
    expect(await dynamodb.config.endpoint?.()).toMatchObject({ hostname: '127.0.0.1', port: 1 });
  });

  test('on AWS have its Region, no endpoint and no credentials of their own', async () => {
    const { dynamodb } = clientsOf({ kind: 'aws', region: 'eu-south-1' });
    expect(await dynamodb.config.region()).toBe('eu-south-1');
    expect(dynamodb.config.endpoint).toBeUndefined();
  });
});
