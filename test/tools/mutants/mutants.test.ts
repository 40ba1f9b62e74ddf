import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { drawn, seeded } from '../../../tools/mutants/draw.ts';
import { readEquivalents, reasonOf } from '../../../tools/mutants/equivalents.ts';
import { fateOf, type Judged } from '../../../tools/mutants/judge.ts';
import { mutationsOf } from '../../../tools/mutants/mutate.ts';
import { withPlanted } from '../../../tools/mutants/planted.ts';
import { importsOf, reaching, relatedTests } from '../../../tools/mutants/related-tests.ts';
import { killRate, report } from '../../../tools/mutants/report.ts';
import type { Workshop } from '../../../tools/mutants/workshop.ts';

const root = join(import.meta.dirname, '../../..');

describe('a draw', () => {
  const source = "f('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'); list.sort(); g(1, 2, 3);";
  const mutations = mutationsOf(source);

  test('is the same for the same seed, and another for another', () => {
    const draw = (seed: number) => drawn(mutations, 6, seeded(seed)).map(({ start }) => start);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  test('takes each change at most once, and no more than there are', () => {
    const all = drawn(mutations, 1000, seeded(3));
    expect(new Set(all).size).toBe(mutations.length);
    expect(all).toHaveLength(mutations.length);
  });
});

describe('the tests that are asked', () => {
  const sources = new Map([
    ['shared/core/a.ts', ''],
    ['shared/core/b.ts', "import { a } from './a.ts';"],
    ['functions/x/work.ts', "const later = await import('../../shared/core/b.ts');"],
    ['test/shared/core/a.test.ts', "import { a } from '../../../shared/core/a.ts';"],
    ['test/far.test.ts', "import { work } from '../functions/x/work.ts';"],
    ['test/shared/core/b.test.ts', "import { b } from '../../../shared/core/b.ts';"],
    ['test/stage/a.test.ts', "import { a } from '../../shared/core/a.ts';"],
    ['test/none.test.ts', "import { c } from '../shared/core/c.ts';"],
  ]);

  test('are those that reach the file by imports, nearest first, without stage and browser', () => {
    expect(relatedTests('shared/core/a.ts', sources).map(({ test: path }) => path)).toEqual([
      'test/shared/core/a.test.ts',
      'test/shared/core/b.test.ts',
      'test/far.test.ts',
    ]);
  });

  test('begin, among those as near, with the ones of its own room', () => {
    const apart = new Map([
      ['shared/core/cases/a.ts', ''],
      ['test/functions/x.test.ts', "import { a } from '../../shared/core/cases/a.ts';"],
      ['test/shared/core/cases/z.test.ts', "import { a } from '../../../../shared/core/cases/a.ts';"],
    ]);
    expect(relatedTests('shared/core/cases/a.ts', apart)[0]?.test).toBe('test/shared/core/cases/z.test.ts');
  });

  test('begin with the one of the same name, rules or not', () => {
    const mirrored = new Map([
      ['functions/x/rules/y.ts', ''],
      ['test/functions/x/y.test.ts', "await import('../../../functions/x/on-thing.ts');"],
      ['functions/x/on-thing.ts', "import { y } from './rules/y.ts';"],
      ['test/other.test.ts', "import { y } from '../functions/x/rules/y.ts';"],
    ]);
    expect(relatedTests('functions/x/rules/y.ts', mirrored)[0]?.test).toBe('test/functions/x/y.test.ts');
  });

  test('what is read anew after a change is the file and all that reaches it', () => {
    const house = new Map([
      ['shared/a.ts', ''],
      ['shared/b.ts', "import './a.ts';"],
      ['test/b.test.ts', "import '../shared/b.ts';"],
      ['shared/c.ts', ''],
    ]);
    expect([...reaching('shared/a.ts', house)]).toEqual([
      ['shared/a.ts', 0],
      ['shared/b.ts', 1],
      ['test/b.test.ts', 2],
    ]);
  });

  test('imports of every spelling count', () => {
    const source =
      "import a from './a.ts';\nexport * from '../b.ts';\nconst c = await import('./c.ts');\nimport 'zod';";
    expect(importsOf('shared/core/x.ts', source)).toEqual(['shared/core/a.ts', 'shared/b.ts', 'shared/core/c.ts']);
  });
});

/** A workshop of one file, whose tests and types fail where the source contains what they look for. */
function workshopOf(source: string, noticed: Record<string, string>) {
  const files = new Map([['a.ts', source]]);
  const asked: string[] = [];
  const judged = (name: string) => {
    asked.push(name);
    const failing = files.get('a.ts')?.includes(noticed[name] ?? 'never') ?? false;
    return { code: failing ? 1 : 0, late: false, output: '', ...(failing && { failed: name }) };
  };
  const workshop: Workshop = {
    files: ['a.ts'],
    read: (file) => files.get(file) ?? '',
    write: (file, text) => void files.set(file, text),
    test: async (tests) => tests.map(judged).find(({ code }) => code !== 0) ?? { code: 0, late: false, output: '' },
    types: async () => judged('types'),
    refresh: () => void asked.push('refresh'),
    close: () => {},
  };
  return { workshop, asked };
}

describe('the fate of a change', () => {
  const tests = { nearest: ['near'], wider: async () => ['wide'], types: true };

  test.each([
    [{ near: 'bad' }, 'nearest', ['near', 'near']],
    [{ wide: 'bad' }, 'wider', ['near', 'wide', 'wide']],
    [{ types: 'bad' }, 'types', ['near', 'wide', 'types']],
    [{}, 'survived', ['near', 'wide', 'types']],
  ] as const)('%j gives %s', async (noticed, fate, order) => {
    const { workshop, asked } = workshopOf('good', noticed);
    expect(await fateOf(workshop, 'a.ts', 'bad', tests)).toBe(fate);
    expect(asked).toEqual(order);
    expect(workshop.read('a.ts')).toBe('good');
  });

  test('the compiler is asked only where it is wanted', async () => {
    const { workshop, asked } = workshopOf('good', { types: 'bad' });
    expect(await fateOf(workshop, 'a.ts', 'bad', { ...tests, types: false })).toBe('survived');
    expect(asked).toEqual(['near', 'wide']);
  });

  test('a test that fails in two processes while nothing is changed is asked no further', async () => {
    const { workshop, asked } = workshopOf('good', { broken: 'd', near: 'bad' });
    const broken = new Set<string>();
    expect(await fateOf(workshop, 'a.ts', 'bad', { ...tests, nearest: ['broken', 'near'] }, broken)).toBe('nearest');
    expect([...broken]).toEqual(['broken']);
    expect(asked.filter((name) => name === 'refresh')).toHaveLength(2);
    expect(asked.slice(-2)).toEqual(['near', 'near']);
  });

  test('a test that fails once for what another change left behind is asked again', async () => {
    const { workshop } = workshopOf('good', {});
    let dirty = true;
    const fate = await fateOf(
      {
        ...workshop,
        test: async ([failed]) => ({ code: dirty ? 1 : 0, late: false, output: '', ...(dirty && { failed }) }),
        refresh: () => {
          dirty = false;
        },
      },
      'a.ts',
      'bad',
      { ...tests, types: false },
    );
    expect(fate).toBe('survived');
  });
});

describe('the report', () => {
  const one = (fate: Judged['fate'], line: number): Judged => ({
    file: 'shared/core/a.ts',
    kind: 'sort',
    line,
    from: '.sort()',
    to: '',
    fate,
  });
  const judged = [one('nearest', 1), one('wider', 2), one('types', 3), one('survived', 4), one('equivalent', 5)];

  test('counts what tests notice, of what changes something', () => {
    expect(killRate(judged)).toBe(0.5);
    expect(killRate([one('equivalent', 1)])).toBe(1);
  });

  test('lists what no test noticed', () => {
    expect(report(judged)).toContain('- shared/core/a.ts:3 sort: .sort() → nothing (types only)');
    expect(report(judged)).toContain('- shared/core/a.ts:4 sort: .sort() → nothing');
    expect(report(judged)).not.toContain('a.ts:5');
    expect(report([one('nearest', 1)])).toContain('Every change was noticed by a test.');
  });
});

describe('a change planted by hand', () => {
  const change = {
    name: 'the table loses its backups',
    file: 'a.ts',
    find: 'backups: true',
    replace: 'backups: false',
  };

  test('is put where its text stands', () => {
    expect(withPlanted('{ backups: true }', change)).toBe('{ backups: false }');
  });

  test.each([['none'], ['backups: true, backups: true']])(
    'is refused where its text is not there once: %s',
    (source) => {
      expect(() => withPlanted(source, change)).toThrow('not once');
    },
  );
});

test('every change of the kept list that changes nothing still stands in its file, with a reason', () => {
  const known = readEquivalents();
  const stale = known.filter(({ file, line, from, to }) => {
    if (!existsSync(join(root, file))) return true;
    const mutations = mutationsOf(readFileSync(join(root, file), 'utf8'));
    return !mutations.some((mutation) => mutation.lineText === line && mutation.from === from && mutation.to === to);
  });
  expect(stale).toEqual([]);
  for (const { file, line, from, to, reason } of known)
    expect(reasonOf(known, file, { lineText: line, from, to })).toBe(reason);
});
