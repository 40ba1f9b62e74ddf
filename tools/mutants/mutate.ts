import { parseSync } from '@swc/core';

/** The fifteen ways in which a source is changed. */
export const mutationKinds = [
  'arith',
  'assign-removed',
  'boundary',
  'call-removed',
  'constant',
  'default',
  'early-return',
  'logic',
  'negate',
  'quantifier',
  'regex',
  'return',
  'sort',
  'spread-removed',
  'string',
] as const;

export type MutationKind = (typeof mutationKinds)[number];

/**
 * One change of one source: `from` stands at bytes `start` to `end`, on `line` (from 1), whose text without indent is
 * `lineText`.
 */
export type Mutation = {
  kind: MutationKind;
  start: number;
  end: number;
  line: number;
  lineText: string;
  from: string;
  to: string;
};

type Span = { start: number; end: number };
type Node = { type: string; span?: Span } & Record<string, unknown>;
type Edit = { kind: MutationKind; span: Span; to: string };
/** What a rule is given: the text of a node or of a stretch between two positions, as the source has it. */
type Source = { text: (span: Span) => string };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** The node inside brackets, casts and non-null marks. */
function bare(value: unknown): Node | undefined {
  if (!isNode(value)) return undefined;
  const wraps = ['ParenthesisExpression', 'TsAsExpression', 'TsConstAssertion', 'TsNonNullExpression'];
  return wraps.includes(value.type) ? bare(value['expression']) : value;
}

const spanOf = (value: unknown): Span | undefined =>
  isNode(value)
    ? (value.span ?? spanOf(value['expression']))
    : (value as { expression?: Node } | undefined)?.expression?.span;

const isText = (value: unknown): boolean => ['StringLiteral', 'TemplateLiteral'].includes(bare(value)?.type ?? '');

const arithmetic: Record<string, string> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' };
const boundaries: Record<string, string> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };
const logics: Record<string, string> = { '&&': '||', '||': '&&' };
const equalities: Record<string, string> = { '===': '!==', '!==': '===' };
const otherMethods: Record<string, string> = { find: 'findLast', findLast: 'find', findIndex: 'findLastIndex' };
const quantifiers: Record<string, string> = { every: 'some', some: 'every' };
/** Methods whose result may stand for what they are called on. */
const passing = [
  'trim',
  'toLowerCase',
  'toUpperCase',
  'normalize',
  'slice',
  'filter',
  'replace',
  'replaceAll',
  'reverse',
];
const sorts = ['sort', 'toSorted'];
const comparisons = ['===', '!==', '<', '<=', '>', '>=', '&&', '||'];

/** An operator between two operands, changed for another. */
function operator(node: Node, source: Source): Edit[] {
  const [left, right] = [spanOf(node['left']), spanOf(node['right'])];
  if (left === undefined || right === undefined) return [];
  const sign = String(node['operator']);
  const between = { start: left.end, end: right.start };
  const swapped = (kind: MutationKind, to: string | undefined): Edit[] =>
    to === undefined ? [] : [{ kind, span: between, to: source.text(between).replace(sign, () => to) }];
  const sum = isText(node['left']) || isText(node['right']) ? undefined : arithmetic[sign];
  const alone: Edit[] =
    sign === '??' && node.span !== undefined
      ? [{ kind: 'default', span: { start: left.end, end: right.end }, to: '' }]
      : [];
  return [
    ...swapped('arith', sum),
    ...swapped('boundary', boundaries[sign]),
    ...swapped('logic', logics[sign]),
    ...swapped('negate', equalities[sign]),
    ...alone,
  ];
}

/** A method called on something: another method, other arguments, or no call at all. */
function call(node: Node, source: Source): Edit[] {
  const callee = bare(node['callee']);
  const member = callee?.type === 'OptionalChainingExpression' ? (callee['base'] as Node) : callee;
  if (member?.type !== 'MemberExpression' || node.span === undefined) return [];
  const property = member['property'] as Node;
  const object = spanOf(member['object']);
  if (property.type !== 'Identifier' || property.span === undefined || object === undefined) return [];
  const name = String(property['value']);
  const without = { start: object.end, end: node.span.end };
  const [argument] = (node['arguments'] as { expression: Node }[]).map(({ expression }) => spanOf(expression));
  const edits: Edit[] = [];
  if (sorts.includes(name)) edits.push({ kind: 'sort', span: without, to: '' });
  if (passing.includes(name)) edits.push({ kind: 'call-removed', span: without, to: '' });
  const quantifier = quantifiers[name];
  if (quantifier !== undefined) edits.push({ kind: 'quantifier', span: property.span, to: quantifier });
  const other = otherMethods[name];
  if (other !== undefined) edits.push({ kind: 'constant', span: property.span, to: other });
  if (name === 'at' && argument !== undefined)
    edits.push({ kind: 'constant', span: argument, to: source.text(argument) === '-1' ? '0' : '-1' });
  return edits;
}

/**
 * Where a comparison of two items gives 1 or -1 by a condition: of such a number only the sign is looked at, so that
 * another of its sign changes nothing.
 */
function signsIn(node: Node): Span[] {
  const name = (bare(node['callee'])?.['property'] as Node | undefined)?.['value'];
  if (node.type !== 'CallExpression' || !sorts.includes(String(name))) return [];
  const signs: Span[] = [];
  walk(node['arguments'], (inner) => {
    if (inner.type !== 'ConditionalExpression') return;
    for (const branch of [inner['consequent'], inner['alternate']]) {
      const given = bare(branch);
      const number = given?.['operator'] === '-' ? bare(given['argument']) : given;
      if (number?.type === 'NumericLiteral' && number['value'] === 1 && number.span) signs.push(number.span);
    }
  });
  return signs;
}

/** A statement that is nothing but a call or an assignment, taken away. */
function statement(node: Node): Edit[] {
  const inner = bare(node['expression']);
  const act = inner?.type === 'AwaitExpression' ? bare(inner['argument']) : inner;
  if (node.span === undefined || act === undefined) return [];
  if (act.type === 'AssignmentExpression') return [{ kind: 'assign-removed', span: node.span, to: ';' }];
  return ['CallExpression', 'OptionalChainingExpression'].includes(act.type)
    ? [{ kind: 'call-removed', span: node.span, to: ';' }]
    : [];
}

/** Whether a statement leaves the block it stands in. */
function leaves(value: unknown): boolean {
  if (!isNode(value)) return false;
  if (value.type === 'BlockStatement') return leaves((value['stmts'] as Node[]).at(-1));
  return ['ReturnStatement', 'ThrowStatement', 'ContinueStatement', 'BreakStatement'].includes(value.type);
}

/** A condition turned round, and the early way out behind it taken away. */
function condition(node: Node, source: Source): Edit[] {
  const test = spanOf(node['test']);
  const edits: Edit[] = [];
  if (test !== undefined && !comparisons.includes(String(bare(node['test'])?.['operator'])))
    edits.push({ kind: 'negate', span: test, to: `!(${source.text(test)})` });
  if (
    node.type === 'IfStatement' &&
    !isNode(node['alternate']) &&
    leaves(node['consequent']) &&
    node.span !== undefined
  )
    edits.push({ kind: 'early-return', span: node.span, to: ';' });
  return edits;
}

/** What is given back, changed for nothing, for an empty list or for true. */
function given(value: unknown, span: Span | undefined): Edit[] {
  const result = bare(value);
  if (result === undefined || span === undefined) return [];
  if (result.type === 'BinaryExpression' && comparisons.includes(String(result['operator'])))
    return [{ kind: 'return', span, to: 'true' }];
  if (result.type === 'ArrayExpression' && (result['elements'] as unknown[]).length > 0)
    return [{ kind: 'return', span, to: '[]' }];
  return ['CallExpression', 'ObjectExpression', 'NumericLiteral', 'StringLiteral', 'Identifier'].includes(result.type)
    ? [{ kind: 'return', span, to: 'undefined' }]
    : [];
}

/** A pattern without an anchor, without its flags, or with one repetition more. */
function pattern(node: Node): Edit[] {
  const [body, flags] = [String(node['pattern']), String(node['flags'])];
  const spelt = [
    ...(body.startsWith('^') ? [`/${body.slice(1)}/${flags}`] : []),
    ...(body.endsWith('$') && !body.endsWith('\\$') ? [`/${body.slice(0, -1)}/${flags}`] : []),
    ...[...flags].filter((flag) => 'gi'.includes(flag)).map((flag) => `/${body}/${flags.replace(flag, '')}`),
    ...[...body.matchAll(/\{(\d+)\}|\{\d+,(\d+)\}/g)].slice(0, 1).map((match) => {
      const bound = match[2] ?? match[1] ?? '';
      const more = match[0].replace(new RegExp(`${bound}\\}$`), `${Number(bound) + 1}}`);
      return `/${body.slice(0, match.index)}${more}${body.slice(match.index + match[0].length)}/${flags}`;
    }),
  ];
  return node.span === undefined ? [] : spelt.map((to) => ({ kind: 'regex', span: node.span as Span, to }));
}

function spreads(node: Node): Edit[] {
  const members = (node['elements'] ?? node['properties'] ?? []) as (
    | { spread?: Span; expression?: Node }
    | Node
    | null
  )[];
  return members.flatMap((member) => {
    const spread = member?.['spread'] as Span | undefined;
    const inner = spanOf(member?.['expression'] ?? (member as Node | null)?.['arguments']);
    if (spread === undefined || spread === null || inner === undefined) return [];
    const empty = node.type === 'ArrayExpression' ? '...[]' : '...{}';
    return [{ kind: 'spread-removed', span: { start: spread.start, end: inner.end }, to: empty }];
  });
}

/** The changes that one node invites. */
function editsOf(node: Node, source: Source): Edit[] {
  const { span } = node;
  switch (node.type) {
    case 'BinaryExpression':
      return operator(node, source);
    case 'CallExpression':
      return call(node, source);
    case 'ExpressionStatement':
      return statement(node);
    case 'IfStatement':
    case 'ConditionalExpression':
      return condition(node, source);
    case 'ReturnStatement':
      return given(node['argument'], spanOf(node['argument']));
    case 'ArrowFunctionExpression':
      return bare(node['body'])?.type === 'BinaryExpression' ? given(node['body'], spanOf(node['body'])) : [];
    case 'ArrayExpression':
    case 'ObjectExpression':
      return spreads(node);
    case 'RegExpLiteral':
      return pattern(node);
    case 'AssignmentPattern': {
      const [left, right] = [spanOf(node['left']), spanOf(node['right'])];
      return left && right ? [{ kind: 'default', span: { start: left.end, end: right.end }, to: '' }] : [];
    }
    case 'UnaryExpression': {
      const inner = spanOf(node['argument']);
      return node['operator'] === '!' && inner && span ? [{ kind: 'negate', span, to: source.text(inner) }] : [];
    }
    case 'NumericLiteral':
      return span ? [{ kind: 'constant', span, to: `(${source.text(span)} + 1)` }] : [];
    case 'BooleanLiteral':
      return span ? [{ kind: 'constant', span, to: String(!node['value']) }] : [];
    case 'StringLiteral':
      return span && source.text(span).length > 2
        ? [{ kind: 'string', span, to: `${source.text(span).slice(0, -1)}~${source.text(span).at(-1)}` }]
        : [];
    default:
      return [];
  }
}

/** Nothing of a type or of an import is changed: the compiler takes them away before anything runs. */
const erased = (type: string): boolean =>
  /^Import|^Export(?:All|Named)/.test(type) ||
  (type.startsWith('Ts') && !/^Ts(?:As|Satisfies|NonNull)Expression$|^TsConstAssertion$/.test(type));

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isNode(value)) {
    if (erased(value.type)) return;
    visit(value);
  }
  for (const [key, item] of Object.entries(value)) if (key !== 'span' && key !== 'typeAnnotation') walk(item, visit);
}

/**
 * Every change that the source of a TypeScript module invites, in the order of the text; throws where it cannot be
 * parsed.
 */
export function mutationsOf(source: string): Mutation[] {
  const bytes = Buffer.from(source);
  // swc counts bytes from 1.
  const text = ({ start, end }: Span) => bytes.subarray(start - 1, end - 1).toString();
  const edits: Edit[] = [];
  const signs = new Set<number>();
  walk(parseSync(source, { syntax: 'typescript', target: 'es2024' }).body, (node) => {
    edits.push(...editsOf(node, { text }));
    for (const { start } of signsIn(node)) signs.add(start);
  });
  const lines = source.split('\n');
  return edits
    .filter(({ kind, span }) => kind !== 'constant' || !signs.has(span.start))
    .map(({ kind, span, to }) => {
      const line = text({ start: 1, end: span.start }).split('\n').length;
      const lineText = (lines[line - 1] ?? '').trim();
      return { kind, start: span.start - 1, end: span.end - 1, line, lineText, from: text(span), to };
    })
    .filter(({ from, to }) => from !== to)
    .sort((one, other) => one.start - other.start || one.end - other.end);
}

/** The source with one change in it. */
export function mutated(source: string, { start, end, to }: Pick<Mutation, 'start' | 'end' | 'to'>): string {
  const bytes = Buffer.from(source);
  return `${bytes.subarray(0, start).toString()}${to}${bytes.subarray(end).toString()}`;
}

/** Whether a source is a module at all: a change may leave something that no compiler reads. */
export function parses(source: string): boolean {
  try {
    parseSync(source, { syntax: 'typescript', target: 'es2024' });
    return true;
  } catch {
    return false;
  }
}
