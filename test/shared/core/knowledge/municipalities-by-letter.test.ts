import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { municipalitiesOf } from '../../../../shared/core/knowledge/municipalities.ts';
import { municipalitiesByLetter } from '../../../../shared/core/knowledge/municipalities-by-letter.ts';
import { namesLike } from '../../../../shared/core/knowledge/names-like.ts';

const file = new URL('../../../../shared/core/knowledge/municipalities.json', import.meta.url);
const all = municipalitiesOf(JSON.parse(readFileSync(file, 'utf8')));
const byLetter = municipalitiesByLetter(all);

test('every municipality is in the file of a letter, and each file is lean', () => {
  const written = new Set([...byLetter.values()].flat());
  expect(written.size).toBe(new Set(all.map(({ code }) => code)).size);
  for (const [letter, names] of byLetter) {
    expect(letter).toMatch(/^[a-z]$/);
    expect(JSON.stringify(names).length).toBeLessThan(40_000);
  }
});

test('whoever types the beginning of any name, in either language, is given it with its province', () => {
  const like = (typed: string) => namesLike(byLetter.get(typed[0]?.toLowerCase() ?? '') ?? [], typed, 12);
  expect(like('aGLI')).toContain('Agliè (Torino)');
  expect(like('agliè')[0]).toBe('Agliè (Torino)');
  expect(like('bozen').join()).toMatch(/Bolzano/);
  expect(like('a')).toEqual([]);
  expect(like('zzz')).toEqual([]);
});
