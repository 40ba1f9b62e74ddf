import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Identity, identify, type Properties } from './identity.ts';
import { createResolver, type RawTemplate, type Resolver } from './intrinsics.ts';

/** One resource with its identity resolved; `properties` are resolved on first reading. */
export type Resource = {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
  readonly ref: string;
  readonly arn: string;
  readonly properties: Properties;
  attribute(name: string): unknown;
};

/** Where the addresses in the templates lead on this machine. */
export type Origins = {
  /** Base URL of the queue emulator, such as `http://127.0.0.1:40001`. */
  sqs: string;
  /** Base URL of the gateway. */
  gateway: string;
};

/** All stacks of a synthesized application, resolved. */
export type Application = {
  readonly folder: string;
  readonly resources: Resource[];
  /** What each stack puts out, by its name and the output's. */
  readonly outputs: Record<string, Record<string, string>>;
  ofType(...types: string[]): Resource[];
  /** The resource whose arn, ref or physical name is given. */
  find(identity: string): Resource | undefined;
  /** Folder or file of an asset by its key `<hash>.zip`. */
  asset(key: string): string | undefined;
  /** Sentences on what could not be resolved. */
  readonly problems: string[];
};

/** Parses every `*.template.json` in the folder; throws when there is none or one is not JSON. */
export function readTemplates(folder: string): Record<string, RawTemplate> {
  if (!existsSync(folder))
    throw new Error(`there are no templates: ${folder} does not exist (npm run synth writes it)`);
  const files = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  if (files.length === 0) throw new Error(`there are no templates in ${folder} (npm run synth writes them)`);
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.template.json'.length),
      JSON.parse(readFileSync(join(folder, file), 'utf8')) as RawTemplate,
    ]),
  );
}

/** Resolves all stacks of a folder for this machine. */
export function loadApplication(folder: string, origins: Origins): Application {
  return resolveApplication(readTemplates(folder), readAssets(folder), origins, folder);
}

/** Asset sources by object key, from every `*.assets.json` in the folder. */
export function readAssets(folder: string): Map<string, string> {
  const assets = new Map<string, string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.assets.json'))) {
    const manifest = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    for (const [hash, entry] of Object.entries<Properties>(manifest.files ?? {})) {
      const path = entry['source']?.path;
      if (typeof path !== 'string') continue;
      const place = join(folder, path);
      assets.set(hash, place);
      for (const destination of Object.values<Properties>(entry['destinations'] ?? {})) {
        if (typeof destination['objectKey'] === 'string') assets.set(destination['objectKey'], place);
      }
    }
  }
  return assets;
}

/** Resolves parsed templates for this machine. */
export function resolveApplication(
  templates: Record<string, RawTemplate>,
  assets: Map<string, string>,
  origins: Origins,
  folder = '',
): Application {
  const problems = new Set<string>();
  const byKey = new Map<string, Resource>();
  const resolver = createResolver(templates, (key) => byKey.get(key), problems);
  for (const [stack, template] of Object.entries(templates)) {
    for (const [logicalId, raw] of Object.entries(template.Resources ?? {}))
      byKey.set(`${stack}/${logicalId}`, readResource(stack, logicalId, raw, resolver, origins));
  }
  for (const [stack, template] of Object.entries(templates)) {
    for (const [logicalId, { Condition }] of Object.entries(template.Resources ?? {}))
      if (Condition && !resolver.holds(stack, Condition)) byKey.delete(`${stack}/${logicalId}`);
  }
  const resources = [...byKey.values()];
  // Reading each of them now brings out every problem before anything starts.
  for (const resource of resources) void resource.properties;
  const byIdentity = indexOf(resources);
  const outputs = Object.entries(templates).map(([stack, { Outputs = {} }]) => [
    stack,
    Object.fromEntries(
      Object.entries(Outputs).map(([name, { Value }]) => [name, String(resolver.resolve(stack, Value) ?? '')]),
    ),
  ]);
  return {
    folder,
    resources,
    outputs: Object.fromEntries(outputs),
    ofType: (...types) => resources.filter((resource) => types.includes(resource.type)),
    find: (identity) => byIdentity.get(identity),
    asset: (key) => assets.get(key) ?? assets.get(key.replace(/\.[a-z]+$/, '')),
    problems: [...problems],
  };
}

function readResource(
  stack: string,
  logicalId: string,
  { Type: type, Properties: raw = {} }: { Type: string; Properties?: Properties },
  resolver: Resolver,
  origins: Origins,
): Resource {
  const resolve = (value: unknown) => resolver.resolve(stack, value);
  let properties: Properties | undefined;
  let identity: Identity | undefined;
  // On first use: a name may refer to a resource that is read later.
  const known = () => {
    identity ??= identify({ stack, logicalId, type, raw, resolve, sqs: origins.sqs });
    return identity;
  };
  return {
    stack,
    logicalId,
    type,
    get name() {
      return known().name;
    },
    get ref() {
      return known().ref;
    },
    get arn() {
      return known().arn;
    },
    get properties() {
      properties ??= resolve(raw) as Properties;
      return properties;
    },
    attribute(name) {
      const given = known().attributes[name];
      if (given !== undefined) return given;
      if (name.endsWith('Arn')) return known().arn;
      if (name.endsWith('Id') || name === 'Ref') return known().ref;
      return name in raw ? resolve(raw[name]) : `${known().name}.${name}`;
    },
  };
}

function indexOf(resources: readonly Resource[]): Map<string, Resource> {
  const byIdentity = new Map<string, Resource>();
  for (const resource of resources) {
    // An alias stands for its function.
    if (resource.type === 'AWS::Lambda::Alias' || resource.type === 'AWS::Lambda::Version') continue;
    for (const identity of [resource.logicalId, resource.name, resource.ref, resource.arn]) {
      if (!byIdentity.has(identity)) byIdentity.set(identity, resource);
    }
    if (resource.type === 'AWS::DynamoDB::Table') byIdentity.set(String(resource.attribute('StreamArn')), resource);
  }
  return byIdentity;
}

/** Replaces the public addresses of API and portal, which exist only on AWS, by the gateway of this machine. */
export function localAddresses(application: Application, origins: Origins): (value: string) => string {
  const publics: string[] = [];
  for (const resource of application.ofType('AWS::CloudFront::Distribution')) {
    publics.push(`https://${resource.attribute('DomainName')}`);
    for (const alias of resource.properties['DistributionConfig']?.Aliases ?? []) publics.push(`https://${alias}`);
  }
  for (const resource of application.ofType('AWS::ApiGatewayV2::Api'))
    publics.push(String(resource.attribute('ApiEndpoint')));
  return (value) => publics.reduce((result, address) => result.replaceAll(address, origins.gateway), value);
}
