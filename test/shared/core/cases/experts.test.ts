import { expect, test } from '@jest/globals';
import { expertsNamed, expertsOn } from '../../../../shared/core/cases/experts.ts';

const group = (id: string, name: string, ...themes: string[]) => ({
  group: id,
  name: { it: name, en: `${name} en`, de: `${name} de` },
  themes,
});
const experts = [group('roads', 'Strade', 'roads', 'bridges'), group('water', 'Acque', 'water')] as never;

test('experts are found by a theme that is theirs, and by their identifier or a name in any language', () => {
  expect(expertsOn({ experts }, 'bridges')?.group).toBe('roads');
  expect(expertsOn({ experts }, 'water')?.group).toBe('water');
  expect(expertsOn({ experts }, 'fire')).toBeUndefined();
  for (const named of ['water', 'Acque', 'Acque en', 'Acque de'])
    expect(expertsNamed({ experts }, named)?.group).toBe('water');
  expect(expertsNamed({ experts }, 'acque')).toBeUndefined();
  expect(expertsOn({}, 'water') ?? expertsNamed({}, 'water')).toBeUndefined();
});
