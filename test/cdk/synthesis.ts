import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { madeOnce, root } from './made-once.ts';

export const definitions = join(root, 'shared/services');

// biome-ignore lint/suspicious/noExplicitAny: a template's properties have the shape of their resource type
export type Properties = Record<string, any>;

export interface Resource {
  Type: string;
  Properties: Properties;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface Template {
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
  Parameters?: Record<string, unknown>;
}

/** The templates of an installation, by the name of the stack without the installation's: `center`, `records-museums`. */
export type Templates = Record<'records' | 'center' | 'edge' | 'mail-rules', Template> & Record<string, Template>;

/** Installations that synthesize.ts makes: ours, and what changes with a service, a domain or an issuer. */
export type Installation = 'agreed' | 'twelve' | 'new-code' | 'third-service' | 'own-domain' | 'own-issuer';

const run = promisify(execFile);

/** All that a template is made of. */
const sources = [
  'cdk',
  'cdk.json',
  'package-lock.json',
  'shared/contracts',
  'shared/core',
  'shared/services',
  'test/cdk/stubs.ts',
  'test/cdk/synthesize.ts',
];

const alone = ['agreed', 'twelve', 'new-code'];

/** Some installations by themselves, and the others together: most tests ask for ours alone. */
const synthesized = (which: string) =>
  madeOnce(`templates-${which}`, sources, async (folder) => {
    await run(process.execPath, [join(root, 'test/cdk/synthesize.ts'), folder, which]);
  });

/** The folder that synthesize.ts left of an installation; the first who asks waits for it, the others find it. */
async function folderOf(installation: string): Promise<string> {
  return join(await synthesized(alone.includes(installation) ? installation : 'others'), installation);
}

/** Reads a file that synthesize.ts left. */
export async function readSynthesis(file: string): Promise<string> {
  const [installation = '', ...path] = file.split('/');
  return readFileSync(join(await folderOf(installation), ...path), 'utf8');
}

/** The templates of an installation as CloudFormation would get them. */
export async function templates(installation: Installation = 'agreed'): Promise<Templates> {
  const folder = join(await folderOf(installation), 'templates');
  const names = readdirSync(folder).map((file) => file.replace('.json', ''));
  const read = names.sort().map((name) => [name, JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))]);
  return Object.fromEntries(read) as Templates;
}

/** Every resource of a type in these templates, as `[logical id, resource]`. */
export function resourcesOf(type: string, ...all: Template[]): [string, Resource][] {
  return all.flatMap(({ Resources }) => Object.entries(Resources).filter(([, { Type }]) => Type === type));
}

/** The logical id that a value stands for, followed through the exports and outputs of the other stacks. */
export function idBehind(value: unknown, stacks: Templates): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const intrinsic = value as Record<string, unknown>;
  if (typeof intrinsic['Ref'] === 'string') return intrinsic['Ref'];
  const attribute = intrinsic['Fn::GetAtt'];
  if (Array.isArray(attribute)) return String(attribute[0]);
  const imported = intrinsic['Fn::ImportValue'];
  const read = intrinsic['Fn::GetStackOutput'] as { StackName: string; OutputName: string } | undefined;
  const [stack, output] =
    typeof imported === 'string' ? imported.split(':') : read ? [read.StackName, read.OutputName] : [];
  if (stack === undefined || output === undefined) return undefined;
  return idBehind(stacks[stack.replace(/^sportello-/, '')]?.Outputs[output]?.Value, stacks);
}
