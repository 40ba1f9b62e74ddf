import { describe, expect, test } from '@jest/globals';
import type { Line } from '../../tools/count-house/lines.ts';
import { readHouse } from '../../tools/count-house/read-house.ts';
import { countHouse } from '../../tools/count-house.ts';

const line: Line = { whose: 'a caller’s', steps: [['functions/door/on-ring.ts', 'functions/bell/on-ring.ts']] };
const count = (texts: Record<string, string>) => countHouse(readHouse(texts), [line]);
const door = { 'functions/door/on-ring.ts': "import { open } from './open-door.ts';\nexport const handler = open;\n" };
const long = (lines: number) => `{\n${'  work();\n'.repeat(lines - 2)}}`;

describe('the house, counted', () => {
  test('in order has nothing to count', () => {
    const counted = count({
      ...door,
      'functions/door/open-door.ts': "import { lock } from '../../shared/shell/lock.ts';\nexport const open = lock;\n",
      'shared/shell/lock.ts': 'export const lock = 1;\n',
    });
    expect(Object.values(counted).flat()).toEqual([]);
  });

  test('names the arrows that should not be, however they are written', () => {
    const counted = count({
      ...door,
      'functions/door/open-door.ts': "export { bell as open } from '../bell/ring.ts';\n",
      'functions/bell/ring.ts': "import type { X } from '../../web/page.tsx';\nexport const bell = 1;\n",
      'shared/core/post.ts': "const later = () => import('../../functions/bell/ring.ts');\n",
      'web/page.tsx': "import '../functions/bell/ring.ts';\nexport const Page = () => <p>ciao</p>;\n",
      'cdk/bell.ts': "import { bell } from '../functions/bell/ring.ts';\n",
      'local/stage/stage.ts': "import { post } from '../../shared/core/post.ts';\n",
    });
    expect(counted).toMatchObject({
      'arrows capability → capability': ['functions/door/open-door.ts → functions/bell/ring.ts'],
      'arrows shared → outside': ['shared/core/post.ts → functions/bell/ring.ts'],
      'arrows web → functions': ['web/page.tsx → functions/bell/ring.ts'],
      'arrows cdk → functions': ['cdk/bell.ts → functions/bell/ring.ts'],
      'arrows local → domain': ['local/stage/stage.ts → shared/core/post.ts'],
      'circles of folders': ['functions/bell ⇄ web'],
    });
  });

  test('counts a climb only where the line passes', () => {
    const climbing = {
      'shared/shell/attic.ts': "import { stair } from '../../functions/door/stair.ts';\nexport const attic = stair;\n",
      'functions/door/stair.ts': 'export const stair = 1;\n',
    };
    const passing = "import { attic } from '../../shared/shell/attic.ts';\nexport const open = attic;\n";
    const climbs = (text: string) =>
      count({ ...door, ...climbing, 'functions/door/open-door.ts': text })['climbs of a caller’s line'];
    expect(climbs('export const open = 1;\n')).toEqual([]);
    expect(climbs(passing)).toEqual(['shared/shell/attic.ts → functions/door/stair.ts']);
  });

  test('a step is found under the name that it had before, and missed when it is in no file', () => {
    const counted = count({ 'functions/bell/on-ring.ts': 'export const handler = 1;\n' });
    expect(counted['climbs of a caller’s line']).toEqual([]);
    expect(() => count({})).toThrow('a caller’s line has no functions/door/on-ring.ts or functions/bell/on-ring.ts');
  });

  test('names functions over 100 lines, nested ones and methods too, and files over 400 but for texts', () => {
    const counted = count({
      ...door,
      'functions/door/open-door.ts': `// è\nexport const open = () => ${long(101)};\nfunction shut() ${long(100)}\n`,
      'shared/core/class.ts': `class Bell {\n  ring() ${long(102)}\n}\n`,
      'shared/core/long.ts': 'export {};\n'.repeat(401),
      'shared/texts/portal/it.ts': 'export {};\n'.repeat(401),
    });
    expect(counted['functions over 100 lines']).toEqual([
      'functions/door/open-door.ts open, line 2: 101',
      'shared/core/class.ts ring, line 2: 102',
    ]);
    expect(counted['files over 400 lines']).toEqual(['shared/core/long.ts: 401']);
  });
});
