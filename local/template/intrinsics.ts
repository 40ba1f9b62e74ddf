import { account, type Properties, region } from './identity.ts';

/** A parsed template, as CloudFormation reads it. */
export type RawTemplate = {
  Resources?: Record<string, { Type: string; Properties?: Properties; Condition?: string }>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
};

/** What the functions of a template ask of its resources: Ref and attributes, by `stack/logicalId`. */
export type Referent = { ref: unknown; attribute(name: string): unknown };

/** Resolves values of the templates. */
export type Resolver = {
  /** A value of a stack without functions; undefined for AWS::NoValue. */
  resolve(stack: string, value: unknown): unknown;
  /** Whether a condition holds: by its name, or as written. */
  holds(stack: string, condition: unknown): boolean;
};

type Intrinsic = (stack: string, operand: Properties[string]) => unknown;

/**
 * A resolver of all stacks of an application. It has the functions that our templates use, and those that deployment
 * guards and strong references between stacks will (If, Equals, Select, Split, ImportValue); any other becomes a
 * sentence in `problems`, never a silent gap.
 */
export function createResolver(
  templates: Record<string, RawTemplate>,
  find: (key: string) => Referent | undefined,
  problems: Set<string>,
): Resolver {
  const lacking = (sentence: string): string => {
    problems.add(sentence);
    return '';
  };

  const resolve = (stack: string, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((entry) => resolve(stack, entry)).filter((entry) => entry !== undefined);
    const [only, ...more] = Object.keys(value);
    if (only !== undefined && more.length === 0 && (only === 'Ref' || only.startsWith('Fn::'))) {
      const known = intrinsics[only];
      return known ? known(stack, (value as Properties)[only]) : lacking(`intrinsic ${only} in ${stack} is not known`);
    }
    const resolved = Object.entries(value).map(([key, entry]) => [key, resolve(stack, entry)] as const);
    return Object.fromEntries(resolved.filter(([, entry]) => entry !== undefined));
  };

  const text = (stack: string, value: unknown): string => {
    const resolved = resolve(stack, value);
    return typeof resolved === 'object' && resolved !== null ? JSON.stringify(resolved) : String(resolved ?? '');
  };

  const reference = (stack: string, name: string): unknown => {
    const pseudo = pseudoParameters(stack);
    if (name in pseudo) return pseudo[name];
    const parameter = templates[stack]?.Parameters?.[name];
    if (parameter) return parameterOf(`${stack}/${name}`, parameter, lacking);
    return find(`${stack}/${name}`)?.ref ?? lacking(`Ref ${name} in ${stack} names nothing`);
  };

  const attribute = (stack: string, dotted: string): unknown => {
    const dot = dotted.indexOf('.');
    const resource = find(`${stack}/${dotted.slice(0, dot)}`);
    return resource ? resource.attribute(dotted.slice(dot + 1)) : lacking(`GetAtt ${dotted} in ${stack} names nothing`);
  };

  const holds = (stack: string, value: unknown): boolean => {
    if (typeof value === 'string') return holds(stack, templates[stack]?.Conditions?.[value]);
    if (typeof value !== 'object' || value === null) return Boolean(value);
    const [key, operand] = (Object.entries(value)[0] ?? []) as [string, Properties[string]];
    switch (key) {
      case 'Condition':
        return holds(stack, operand);
      case 'Fn::Equals':
        return text(stack, operand[0]) === text(stack, operand[1]);
      case 'Fn::Not':
        return !holds(stack, operand[0]);
      case 'Fn::Contains':
        return ((resolve(stack, operand[0]) ?? []) as unknown[]).includes(resolve(stack, operand[1]));
    }
    lacking(`condition function ${key} in ${stack} is not known`);
    return false;
  };

  const substitute: Intrinsic = (stack, operand) => {
    const [template, variables] = Array.isArray(operand) ? operand : [operand, {}];
    return String(template).replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, inner: string) => {
      if (literal) return `\${${inner}}`;
      const key = inner.trim();
      if (key in variables) return text(stack, variables[key]);
      return text(stack, key.includes('.') ? attribute(stack, key) : reference(stack, key));
    });
  };

  const intrinsics: Record<string, Intrinsic> = {
    Ref: reference,
    'Fn::GetAtt': (stack, operand) =>
      attribute(stack, Array.isArray(operand) ? `${operand[0]}.${text(stack, operand[1])}` : operand),
    'Fn::Join': (stack, operand) =>
      (resolve(stack, operand[1]) as unknown[]).map((part) => text(stack, part)).join(operand[0]),
    'Fn::Sub': substitute,
    'Fn::Select': (stack, operand) => (resolve(stack, operand[1]) as unknown[])[Number(resolve(stack, operand[0]))],
    'Fn::Split': (stack, operand) => text(stack, operand[1]).split(operand[0]),
    'Fn::If': (stack, operand) => resolve(stack, holds(stack, operand[0]) ? operand[1] : operand[2]),
    'Fn::ImportValue': (stack, operand) => {
      const name = text(stack, operand);
      const found = exportOf(templates, (exporter, each) => text(exporter, each) === name);
      return found ? resolve(found.stack, found.value) : lacking(`import ${name} in ${stack} is exported by no stack`);
    },
    'Fn::GetStackOutput': (stack, operand) => {
      const [other, name] = [text(stack, operand.StackName), text(stack, operand.OutputName)];
      const output = templates[other]?.Outputs?.[name];
      return output ? resolve(other, output.Value) : lacking(`output ${other}.${name} read by ${stack} does not exist`);
    },
  };

  return { resolve, holds };
}

/** The value of a parameter is its default; one that has none, or that AWS would look up, is lacking here. */
function parameterOf(
  place: string,
  { Type, Default }: { Type: string; Default?: unknown },
  lacking: (sentence: string) => string,
): unknown {
  const inSsm = Type.startsWith('AWS::SSM::Parameter::Value');
  if (inSsm && !String(Default).startsWith('/cdk-bootstrap/'))
    lacking(`SSM parameter ${Default} of ${place} is not in the templates`);
  if (!inSsm && Default === undefined) lacking(`parameter ${place} has no default`);
  return Default ?? '';
}

/** The output whose name of export is the one that is sought, with its stack. */
function exportOf(
  templates: Record<string, RawTemplate>,
  isSought: (stack: string, name: unknown) => boolean,
): { stack: string; value: unknown } | undefined {
  for (const [stack, { Outputs = {} }] of Object.entries(templates)) {
    for (const { Export, Value } of Object.values(Outputs))
      if (Export && isSought(stack, Export.Name)) return { stack, value: Value };
  }
  return undefined;
}

function pseudoParameters(stack: string): Record<string, unknown> {
  return {
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::StackName': stack,
    'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack}/00000000-0000-0000-0000-000000000000`,
    'AWS::NoValue': undefined,
  };
}
