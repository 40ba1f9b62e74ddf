import { join } from 'node:path/posix';
import { parseSync } from '@swc/core';

/** One source file: the files of the house that it imports, and its functions. */
export type SourceFile = { lines: number; imports: string[]; functions: { name: string; lines: number }[] };

/** Every source file by its path from the root. */
export type House = ReadonlyMap<string, SourceFile>;

/** Reads sources given by path; imports of what is not among them (packages, data) are left out. */
export function readHouse(texts: Readonly<Record<string, string>>): House {
  const paths = new Set(Object.keys(texts));
  return new Map(
    Object.entries(texts).map(([path, text]) => {
      const { imports, functions } = readSource(text, path.endsWith('.tsx'));
      const named = imports.filter((name) => name.startsWith('.')).map((name) => join(path, '..', name));
      const known = [...new Set(named)].filter((each) => paths.has(each));
      return [path, { lines: text.split('\n').length - 1, imports: known, functions }];
    }),
  );
}

type Node = { type?: string; span?: { start: number; end: number } } & Record<string, unknown>;

const functionTypes = new Set(['ArrowFunctionExpression', 'ClassMethod', 'Constructor', 'FunctionDeclaration']);
functionTypes.add('FunctionExpression').add('MethodProperty').add('PrivateMethod');

/** What a source imports, as written, and its functions, nested ones too. */
function readSource(text: string, tsx: boolean): { imports: string[]; functions: SourceFile['functions'] } {
  const bytes = Buffer.from(text);
  const imports: string[] = [];
  const functions: SourceFile['functions'] = [];
  // A span counts the bytes of the file from 1.
  const linesBetween = (from: number, to: number) =>
    bytes.subarray(from - 1, to - 1).filter((each) => each === 10).length;
  const visit = (node: Node, name: string | undefined): void => {
    const { type = '', span } = node;
    const source = (node['source'] as Node | null | undefined)?.['value'];
    if (typeof source === 'string') imports.push(source);
    if (type === 'CallExpression' && (node['callee'] as Node).type === 'Import') {
      const [first] = node['arguments'] as { expression: Node }[];
      if (first?.expression.type === 'StringLiteral') imports.push(String(first.expression['value']));
    }
    const own = ((node['identifier'] ?? node['id'] ?? node['key']) as Node | null | undefined)?.['value'];
    const called = typeof own === 'string' ? own : name;
    if (functionTypes.has(type) && span) {
      const at = `${called ?? 'a function'}, line ${linesBetween(1, span.start) + 1}`;
      functions.push({ name: at, lines: linesBetween(span.start, span.end) + 1 });
    }
    // A name is that of the variable or member, and not of the functions inside its function.
    const passed = functionTypes.has(type) ? undefined : called;
    for (const value of Object.values(node)) {
      for (const each of Array.isArray(value) ? value : [value])
        if (typeof each === 'object' && each !== null) visit(each as Node, passed);
    }
  };
  visit(parseSync(text, { syntax: 'typescript', tsx, target: 'es2024' }) as unknown as Node, undefined);
  return { imports, functions };
}
