import { describe, expect, test } from '@jest/globals';
import { type MutationKind, mutated, mutationsOf, parses } from '../../../tools/mutants/mutate.ts';

/** The source after each change of one kind that it invites. */
const changed = (source: string, kind: MutationKind): string[] =>
  mutationsOf(source)
    .filter((mutation) => mutation.kind === kind)
    .map((mutation) => mutated(source, mutation));

describe('a source is changed', () => {
  test.each<[MutationKind, string, string[]]>([
    ['arith', 'f(a + b);', ['f(a - b);']],
    ['assign-removed', 'x.y = z;', [';']],
    ['boundary', 'f(a < b, c >= d);', ['f(a <= b, c >= d);', 'f(a < b, c > d);']],
    ['call-removed', 'forget(it);', [';']],
    ['call-removed', 'await forget(it);', [';']],
    ['call-removed', 'a = word.trim().toLowerCase();', ['a = word.toLowerCase();', 'a = word.trim();']],
    [
      'constant',
      'f(12, true, list.at(-1));',
      [
        'f((12 + 1), true, list.at(-1));',
        'f(12, false, list.at(-1));',
        'f(12, true, list.at(0));',
        'f(12, true, list.at(-(1 + 1)));',
      ],
    ],
    ['constant', 'list.find(known);', ['list.findLast(known);']],
    ['default', 'f(a ?? b);', ['f(a);']],
    ['default', 'function f(a = b) {}', ['function f(a) {}']],
    ['early-return', 'function f() { if (a) return b; return c; }', ['function f() { ; return c; }']],
    ['early-return', 'function f() { if (a) { g(); throw b; } return c; }', ['function f() { ; return c; }']],
    ['logic', 'f(a && b);', ['f(a || b);']],
    ['negate', 'f(a === b, !c);', ['f(a !== b, !c);', 'f(a === b, c);']],
    ['negate', 'if (ready) f(); else g();', ['if (!(ready)) f(); else g();']],
    ['quantifier', 'list.every(known);', ['list.some(known);']],
    ['regex', 'f(/^a{1,3}$/i);', ['f(/a{1,3}$/i);', 'f(/^a{1,3}/i);', 'f(/^a{1,3}$/);', 'f(/^a{1,4}$/i);']],
    ['return', 'const f = () => a > b;', ['const f = () => true;']],
    ['return', 'function f() { return [a]; }', ['function f() { return []; }']],
    ['return', 'function f() { return g(a); }', ['function f() { return undefined; }']],
    ['sort', 'f([...list].sort(byName));', ['f([...list]);']],
    ['spread-removed', 'f({ ...a, b }, [...c]);', ['f({ ...{}, b }, [...c]);', 'f({ ...a, b }, [...[]]);']],
    ['string', "f('known');", ["f('known~');"]],
  ])('%s: %s', (kind, source, results) => expect(changed(source, kind)).toEqual(results));

  test('as its bytes stand, whatever letters come before, and as often as one asks', () => {
    const source = '// Größe: «più»\nconst è = 1 < 2;';
    expect(changed(source, 'boundary')).toEqual(['// Größe: «più»\nconst è = 1 <= 2;']);
    expect(changed(source, 'boundary')).toEqual(changed(source, 'boundary'));
  });

  test('and says on which line, without its indent', () => {
    const [mutation] = mutationsOf('const a = b;\n  const c = d < e;');
    expect(mutation).toMatchObject({
      kind: 'boundary',
      line: 2,
      lineText: 'const c = d < e;',
      from: ' < ',
      to: ' <= ',
    });
  });
});

describe('nothing is changed', () => {
  test.each([
    ["import { a } from './a.ts';"],
    ["export { a } from './a.ts';"],
    ["type A = 'one' | 'two';"],
    ['type A = { size: 3; every: true };'],
  ])('in %s', (source) => expect(mutationsOf(source)).toEqual([]));

  test('in a sum of texts, which no subtraction makes', () => {
    expect(changed('f(`a` + b);', 'arith')).toEqual([]);
  });
});

test('of what a comparison of two items gives only the sign is looked at, and is changed for no other of its sign', () => {
  expect(changed('list.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));', 'constant')).toEqual([]);
  expect(changed('list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));', 'constant')).toEqual([
    'list.sort((a, b) => (a < b ? -1 : a > b ? 1 : (0 + 1)));',
  ]);
  expect(changed('list.toSorted((a, b) => (a < b ? 2 : 1));', 'constant')).toEqual([
    'list.toSorted((a, b) => (a < b ? (2 + 1) : 1));',
  ]);
  expect(changed('list.map((a) => (a ? -1 : 1));', 'constant')).toHaveLength(2);
});

test('what no compiler reads is known', () => {
  expect(parses('const a = 1;')).toBe(true);
  expect(parses('const a = ;')).toBe(false);
});
