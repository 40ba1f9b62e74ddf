import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { compare, judgements, promisesIn, publicPromises } from '../../tools/promises.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const judged = judgements();
const { unlisted, stale } = compare(publicPromises(), judged);

describe('docs/promises.json', () => {
  // Who wrote or changed such a sentence adds it: `npm run promises` prints it as the file wants it.
  test('judges every sentence of public texts, README and docs that promises by its words (npm run promises lists them)', () => {
    expect(unlisted.map(({ file, sentence }) => `${file}: ${sentence}`)).toEqual([]);
  });

  test('judges none that stands nowhere any more', () => {
    expect(stale).toEqual([]);
  });

  test('judges none twice', () => {
    const all = judged.flatMap(({ sentences }) => sentences);
    expect(all.filter((sentence, index) => all.indexOf(sentence) !== index)).toEqual([]);
  });

  test.each(judged)('says one of: a test, an intention, no promise ($#)', (group) => {
    const said = [group.test, group.intention, group.noPromise].filter((one) => one !== undefined);
    expect({ said: said.length, named: (group.name === undefined) === (group.test === undefined) }).toEqual({
      said: 1,
      named: true,
    });
    expect(said[0]?.trim()).not.toBe('');
    expect(group.sentences.length).toBeGreaterThan(0);
  });

  const held = judged.flatMap(({ test: file, name }) => (file === undefined ? [] : [[file, name ?? ''] as const]));
  test.each(held)('names in %s a test that is there: %s', (file, name) => {
    expect(existsSync(root + file)).toBe(true);
    expect(name.length).toBeGreaterThan(8);
    expect(readFileSync(root + file, 'utf8')).toContain(name);
  });
});

describe('a sentence that promises', () => {
  test('is found in a text, a definition and a document, with what is put in as three dots', () => {
    const source =
      "// entro\nexport const it = { due: (when: string) => `Entro \u0024{when}.`, other: 'Mai prima. Sempre.' };";
    expect(promisesIn('it.ts', source).map(({ sentence }) => sentence)).toEqual(['Entro ….', 'Mai prima.']);
    expect(promisesIn('x.json', '{"a":{"de":"Wir antworten nie. Gut."}}')).toEqual([
      { file: 'x.json', sentence: 'Wir antworten nie.' },
    ]);
    const page = 'It never\nlies. It is.\n\n```sh\nonly --this\n```\n\n- Only here.\n- There: an append-only log.\n';
    expect(promisesIn('x.md', page).map(({ sentence }) => sentence)).toEqual(['It never lies.', '- Only here.']);
  });

  test('is unlisted until it is judged, and stale once it is gone', () => {
    const found = [{ file: 'x.md', sentence: 'It never lies.' }];
    const list = [{ noPromise: 'why', sentences: ['It never slept.'] }];
    expect(compare(found, list)).toEqual({ unlisted: found, stale: ['It never slept.'] });
    expect(compare(found, [{ intention: 'why', sentences: ['It never lies.'] }])).toEqual({ unlisted: [], stale: [] });
  });
});
