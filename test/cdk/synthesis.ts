import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ComposedApp, type Composition, composeApp } from '../../cdk/app.ts';
import { handlers } from '../../cdk/house/bundles.ts';
import { readContext } from '../../cdk/house/context.ts';
import { readServices } from '../../cdk/house/services.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
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

/** Stands for the bundles and the pages where their contents do not matter. */
export function stubs(names: readonly string[] = Object.keys(handlers)): { bundles: string; pages: string } {
  const folder = temporaryFolder();
  for (const name of names) {
    mkdirSync(join(folder, 'functions', name), { recursive: true });
    writeFileSync(join(folder, 'functions', name, 'index.js'), 'exports.handler = async () => undefined;\n');
  }
  mkdirSync(join(folder, 'portal'));
  for (const page of ['index.html', '404.html'])
    writeFileSync(join(folder, 'portal', page), '<!doctype html><title>Sportello</title>\n');
  return { bundles: join(folder, 'functions'), pages: join(folder, 'portal') };
}

/** Composes the real app over stub bundles, in a folder of its own. */
export function composed(changes: Partial<Composition> = {}): ComposedApp {
  return composeApp({
    services: readServices([definitions]),
    context: readContext({}),
    outdir: temporaryFolder(),
    ...stubs(),
    ...changes,
  });
}

export type StackName = 'records' | 'channels' | 'center' | 'edge';
export const stackNames: StackName[] = ['records', 'channels', 'center', 'edge'];

/** The templates as CloudFormation would get them; throws when cdk-nag has a finding that nobody gave a reason for. */
export function templates({ app }: ComposedApp): Record<StackName, Template> {
  const assembly = app.synth();
  const read = (name: StackName) => {
    const { templateFullPath } = assembly.getStackByName(`sportello-${name}`);
    return JSON.parse(readFileSync(templateFullPath, 'utf8')) as Template;
  };
  return { records: read('records'), channels: read('channels'), center: read('center'), edge: read('edge') };
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
