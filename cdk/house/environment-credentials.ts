import type { Plugin } from 'esbuild';

/**
 * What the SDK's clients ask for credentials, and nothing else: Lambda puts those of the function's role into these
 * variables when it makes an environment, which ends before they do
 * (docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html).
 */
const provider = `
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY)
    throw new Error('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set: a bundle takes its credentials from there');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
};
`;

/**
 * Leaves out of a bundle the SDK's other ways to credentials (profiles, SSO, containers, instances), which no function
 * goes and every cold start would load.
 */
export const environmentCredentials: Plugin = {
  name: 'environment-credentials',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
      path: 'environment-credentials',
      namespace: 'credentials',
    }));
    onLoad({ filter: /.*/, namespace: 'credentials' }, () => ({ contents: provider, loader: 'js' }));
  },
};
