import { agreed, alike, functions, nameOf, type Statement, serviceIn, statements } from './agreed.ts';
import { idBehind, type Properties } from './synthesis.ts';

/** What may be done with each resource: its name, and the actions in their order, parted by blanks. */
export type Grants = Record<string, string>;

/** What every function may do: write its own log, and tell X-Ray of its runs. */
const ofEach = new Set([
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
]);

/** A resource as a person names it: `Ledger`, `familylineRegister`, `familylineMails/incoming/*`, `*`. */
export function resourceNamed(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const id = idBehind(resource, agreed);
  if (id?.startsWith('AWS::')) return `<${id.slice(5)}>`;
  if (id !== undefined) return nameOf(id);
  const { 'Fn::Join': join } = resource as { 'Fn::Join'?: [string, unknown[]] };
  if (join === undefined) throw new Error(`a resource that no statement names so far: ${JSON.stringify(resource)}`);
  return join[1].map(resourceNamed).join(join[0]);
}

const pairsOf = ({ actions, resources }: Statement) =>
  resources.flatMap((resource) => actions.map((action) => [resourceNamed(resource), action] as const));

/** Every action and resource that the role of a function names, but for its own log and X-Ray. */
export function pairsOfFunction(id: string): [resource: string, action: string][] {
  const [, { Properties }] = functions.find(([known]) => known === id) as [string, { Properties: Properties }];
  const role = Properties['Role']['Fn::GetAtt'][0];
  return statements
    .filter((statement) => statement.id === role)
    .flatMap(pairsOf)
    .filter(([, action]) => !ofEach.has(action))
    .map(([resource, action]) => [resource, action]);
}

/**
 * What a function may do, as it reads for every service alike: `own` is of the function's service, `each` of every one.
 */
export function grantsOf(id: string): Grants {
  const service = serviceIn(id);
  const actions = new Map<string, Set<string>>();
  for (const [resource, action] of pairsOfFunction(id)) {
    const name =
      service === undefined
        ? alike(resource).replace(/^own /, 'each ')
        : alike(resource).replace(new RegExp(`(?<=[:/])${service}`), 'own ');
    actions.set(name, (actions.get(name) ?? new Set()).add(action));
  }
  return Object.fromEntries(
    [...actions]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, all]) => [name, [...all].sort().join(' ')]),
  );
}
