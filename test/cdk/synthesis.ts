import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
}

export type StackName = 'records' | 'channels' | 'center' | 'edge';
export const stackNames: StackName[] = ['records', 'channels', 'center', 'edge'];
export type Templates = Record<StackName, Template>;

/** Installations that synthesize.ts makes: ours, and what changes with a service, a domain or an issuer. */
export type Installation = 'agreed' | 'third-service' | 'own-domain' | 'own-issuer';

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

/** Our installation by itself, and the others together: most tests ask for ours alone. */
const synthesized = (which: 'agreed' | 'others') =>
  madeOnce(`templates-${which}`, sources, async (folder) => {
    await run(process.execPath, [join(root, 'test/cdk/synthesize.ts'), folder, which]);
  });

/** Reads a file that synthesize.ts left; the first who asks waits for the synthesis, the others read what it left. */
export async function readSynthesis(file: string): Promise<string> {
  return readFileSync(join(await synthesized(file.startsWith('agreed/') ? 'agreed' : 'others'), file), 'utf8');
}

/** The templates of an installation as CloudFormation would get them. */
export async function templates(installation: Installation = 'agreed'): Promise<Templates> {
  const read = async (name: StackName) => JSON.parse(await readSynthesis(`${installation}/${name}.json`)) as Template;
  return {
    records: await read('records'),
    channels: await read('channels'),
    center: await read('center'),
    edge: await read('edge'),
  };
}

/** Every resource of a type in these templates, as `[logical id, resource]`. */
export function resourcesOf(type: string, ...all: Template[]): [string, Resource][] {
  return all.flatMap(({ Resources }) => Object.entries(Resources).filter(([, { Type }]) => Type === type));
}

/** The logical id that a value stands for, followed through the outputs of the other stacks. */
export function idBehind(
  value: unknown,
  stacks: Pick<Record<StackName, Template>, 'records' | 'channels' | 'edge'>,
): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const intrinsic = value as Record<string, unknown>;
  if (typeof intrinsic['Ref'] === 'string') return intrinsic['Ref'];
  const attribute = intrinsic['Fn::GetAtt'];
  if (Array.isArray(attribute)) return String(attribute[0]);
  const output = intrinsic['Fn::GetStackOutput'] as { StackName: string; OutputName: string } | undefined;
  if (!output) return undefined;
  const name = output.StackName.slice(output.StackName.lastIndexOf('-') + 1) as keyof typeof stacks;
  return idBehind(stacks[name].Outputs[output.OutputName]?.Value, stacks);
}
