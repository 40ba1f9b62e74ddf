import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Hmac } from '../core/cases/receipt-code.ts';
import { hmacWith } from './hashing.ts';
import { callTimeouts } from './timeouts.ts';

const secrets = new SecretsManagerClient({ maxAttempts: 3, requestHandler: callTimeouts });
const known = new Map<string, Promise<string>>();

/** The text of a secret as it is now; throws when there is none. */
export async function askSecret(secretId: string): Promise<string> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!SecretString) throw new Error(`secret ${secretId} is empty`);
  return SecretString;
}

/**
 * The text of a secret, asked once per container and never per request; a failed call is asked again at the next use.
 */
export function readSecret(secretId: string): Promise<string> {
  const reading = known.get(secretId) ?? askSecret(secretId);
  known.set(secretId, reading);
  reading.catch(() => known.delete(secretId));
  return reading;
}

/** The keyed hash under a secret that is asked once per container. */
export const hmacOf = async (secretId: string): Promise<Hmac> => hmacWith(await readSecret(secretId));
