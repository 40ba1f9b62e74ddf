import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { callTimeouts } from './timeouts.ts';

const secrets = new SecretsManagerClient({ maxAttempts: 3, requestHandler: callTimeouts });
const known = new Map<string, Promise<string>>();

/** The text of a secret, asked once per container and never per request; a failed call is asked again at the next use. */
export function readSecret(secretId: string): Promise<string> {
  const reading =
    known.get(secretId) ??
    secrets.send(new GetSecretValueCommand({ SecretId: secretId })).then(({ SecretString }) => {
      if (!SecretString) throw new Error(`secret ${secretId} is empty`);
      return SecretString;
    });
  known.set(secretId, reading);
  reading.catch(() => known.delete(secretId));
  return reading;
}
