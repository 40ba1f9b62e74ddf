import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { environmentCredentials } from '../../../cdk/house/environment-credentials.ts';
import { root } from '../made-once.ts';

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
type Environment = Record<string, string | undefined>;

const built = await build({
  stdin: {
    contents: `export { defaultProvider } from '@aws-sdk/credential-provider-node';`,
    resolveDir: root,
  },
  bundle: true,
  write: false,
  format: 'cjs',
  platform: 'node',
  metafile: true,
  plugins: [environmentCredentials],
});
const code = built.outputFiles[0]?.text ?? '';

/** What a client in a bundle is given where Lambda sets these variables. */
function given(env: Environment): Promise<Credentials> {
  const module = { exports: {} as { defaultProvider: () => () => Promise<Credentials> } };
  new Function('module', 'process', code)(module, { env });
  return module.exports.defaultProvider()();
}

test('a client of a bundle has the credentials of its function’s role, with the token of its session', async () => {
  const role = { AWS_ACCESS_KEY_ID: 'ASIA', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'session' };
  expect(await given(role)).toEqual({ accessKeyId: 'ASIA', secretAccessKey: 'secret', sessionToken: 'session' });
  expect(await given({ ...role, AWS_SESSION_TOKEN: undefined })).toEqual({
    accessKeyId: 'ASIA',
    secretAccessKey: 'secret',
  });
});

test.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])('without %s it says what is missing', async (left) => {
  const { [left]: _left, ...env } = { AWS_ACCESS_KEY_ID: 'ASIA', AWS_SECRET_ACCESS_KEY: 'secret' } as Environment;
  await expect(given(env)).rejects.toThrow(/AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set/);
});

test('nothing else of the SDK comes with them', () => {
  expect(Object.keys(built.metafile.inputs)).toHaveLength(2);
});
