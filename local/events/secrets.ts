import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { StageProblem } from '../stage-problem.ts';
import type { Properties } from '../template/identity.ts';
import type { Application, Resource } from '../template/template.ts';
import { callKeysSecret } from './call-keys.ts';

/** The secrets of the templates. */
export type Secrets = {
  /** The resource and the value of a secret by arn or name; undefined when there is none. */
  find(id: string): { resource: Resource; value: string } | undefined;
  /** Gives a secret another value, on disk before it is answered; tells whether there is such a secret. */
  put(id: string, value: string): boolean;
};

/**
 * Opens the secrets of a data folder: each is generated once and kept there; keys of telephone exchanges have their own
 * file.
 */
export function openSecrets(application: Application, data: string): Secrets {
  // At once: a file that is damaged is told at the start, not to the first citizen.
  const generated = generateMissing(application, `${data}/secrets.json`);
  return {
    find(id) {
      const resource = application.find(id);
      if (resource?.type !== 'AWS::SecretsManager::Secret') return undefined;
      const keys = callKeysSecret(data, resource);
      if (keys !== undefined) return { resource, value: keys };
      const value = generated[resource.name];
      return value === undefined ? undefined : { resource, value };
    },
    put(id, value) {
      const resource = application.find(id);
      if (resource?.type !== 'AWS::SecretsManager::Secret' || generated[resource.name] === undefined) return false;
      generated[resource.name] = value;
      keepSecrets(`${data}/secrets.json`, generated);
      return true;
    },
  };
}

/** The values of all secrets by name, the new ones written to the file. */
function generateMissing(application: Application, file: string): Record<string, string> {
  const values = existsSync(file) ? readSecrets(file) : {};
  const missing = application
    .ofType('AWS::SecretsManager::Secret')
    .filter((resource) => values[resource.name] === undefined);
  if (missing.length === 0) return values;
  for (const { name, properties } of missing)
    values[name] = properties['SecretString'] ?? generateSecret(properties['GenerateSecretString'] ?? {});
  keepSecrets(file, values);
  return values;
}

function keepSecrets(file: string, values: Record<string, string>): void {
  writeFileSync(`${file}.new`, JSON.stringify(values, null, 2), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

/** The secrets that a file keeps. Throws StageProblem with the file's name where it cannot be read. */
function readSecrets(file: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new StageProblem(
      `${file} cannot be read. Without it no receipt that was given is known. Put it back from a copy, or begin anew with --fresh.`,
    );
  }
}

/** A random secret as Secrets Manager generates it from its options. */
export function generateSecret(options: Properties): string {
  const classes: [string, unknown][] = [
    ['abcdefghijklmnopqrstuvwxyz', options['ExcludeLowercase']],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZ', options['ExcludeUppercase']],
    ['0123456789', options['ExcludeNumbers']],
    ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~', options['ExcludePunctuation']],
    [' ', !options['IncludeSpace']],
  ];
  const excluded = String(options['ExcludeCharacters'] ?? '');
  const kinds = classes
    .filter(([, without]) => !without)
    .map(([characters]) => [...characters].filter((character) => !excluded.includes(character)));
  const all = kinds.flat();
  const length = Number(options['PasswordLength'] ?? 32);
  let password: string[];
  do {
    password = Array.from({ length }, () => all[randomInt(all.length)] ?? '');
  } while (
    options['RequireEachIncludedType'] !== false &&
    length >= kinds.length &&
    !kinds.every((kind) => password.some((character) => kind.includes(character)))
  );
  const key = options['GenerateStringKey'];
  if (typeof key !== 'string') return password.join('') || randomBytes(16).toString('hex');
  return JSON.stringify({ ...JSON.parse(options['SecretStringTemplate'] ?? '{}'), [key]: password.join('') });
}
