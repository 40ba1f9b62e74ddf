import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export type Context = Record<string, unknown>;

/**
 * The context of app, tests and stage: cdk.json's, then what the CDK command line adds (`-c name=value`).
 * Only the command line reads cdk.json by itself; without this the feature flags would be off under plain node.
 */
export function readContext(environment: NodeJS.ProcessEnv = process.env): Context {
  const { context } = JSON.parse(readFileSync(resolve(root, 'cdk.json'), 'utf8')) as { context: Context };
  const added = JSON.parse(environment['CDK_CONTEXT_JSON'] ?? '{}') as Context;
  return { ...context, ...added };
}

/** A setting that is a text, or its default when it is absent. */
export function setting(context: Context, name: string): string | undefined {
  const value = context[`sportello:${name}`];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The directories of service definitions, from the repository's root: `sportello:services`, parted by commas. */
export function serviceDirectories(context: Context): string[] {
  return (setting(context, 'services') ?? 'shared/services').split(',').map((part) => resolve(root, part.trim()));
}

/**
 * Whether functions keep environments of their own: they do unless `sportello:reserve` is `false`, for a trial in an
 * account that has a few. Throws Error for what is neither `true` nor `false`.
 */
export function reserves(value: unknown): boolean {
  const told = String(value ?? 'true');
  if (told !== 'true' && told !== 'false') throw new Error(`sportello:reserve is true or false, not ${told}`);
  return told === 'true';
}
