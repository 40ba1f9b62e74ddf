import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { checkDocument } from '../../functions/knowledge/rules/check-document.ts';
import { choosing, knownEntries, tableOfDifference } from '../../tools/import-network.ts';
import { differenceOf, type KnownEntry, slugOf, territoryOf, titleOf } from '../../tools/network/difference.ts';
import { readIndex } from '../../tools/network/read-ipa.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/indicepa/${name}`, import.meta.url), 'utf8');
const added = {
  service: 'familyline',
  themes: ['casa', 'fisco'],
  owner: 'redazione',
  today: '2026-11-30',
  reviewBy: '2027-11-30',
};
const ofLazio = choosing('12', []);
const index = readIndex(fixture('enti.csv')).rows;
/** What an editor would find after a difference was written. */
const written = (known: readonly KnownEntry[], at = index, isChosen = ofLazio): KnownEntry[] => {
  const { added: fresh, changed } = differenceOf(at, known, isChosen, added);
  const replaced = new Map(changed.map(({ id, document }) => [id, document]));
  return [...known.map(({ id, document }) => ({ id, document: replaced.get(id) ?? document })), ...fresh];
};

describe('a file of IndicePA', () => {
  test('is read the same as CSV and as JSON; codes get their zeros back, and PEC is what is called so', () => {
    expect(readIndex(fixture('enti.json')).rows).toEqual(index);
    expect(index).toHaveLength(6);
    expect(index[0]).toEqual({
      ipa: 'c_zz01',
      name: 'COMUNE DI BORGOVERDE SUL FIUME',
      seat: '058091',
      website: 'https://www.comune.borgoverde.example/',
      pec: 'comune.borgoverde@pec.example',
    });
    expect(index[2]).toEqual({ ipa: 'c_zz03', name: 'COMUNE DI PONTEALTO', seat: '001001' });
    expect(index[5]).not.toHaveProperty('website');
  });

  test('of the older format is read too, and a file that is another says so', () => {
    expect(readIndex(fixture('amministrazioni.txt')).rows).toEqual([
      {
        ipa: 'c_zz01',
        name: 'Comune di Borgoverde sul Fiume',
        website: 'https://www.comune.borgoverde.example/',
        pec: 'comune.borgoverde@pec.example',
      },
    ]);
    expect(() => readIndex('a,b\n1,2\n')).toThrow('this is no file of IndicePA');
    expect(() => readIndex('{"records":[]}')).toThrow('this is no file of IndicePA');
  });

  test('brings no name and no address of a person', () => {
    const all = JSON.stringify(differenceOf(index, [], ofLazio, added));
    for (const word of ['Inventato', 'mario', 'Sindaco']) expect(all).not.toContain(word);
  });
});

describe('the difference from a network', () => {
  test('adds what was chosen, where its name tells its territory, as entries that keep to the contract', () => {
    const { added: fresh, left, gone } = differenceOf(index, [], ofLazio, added);
    expect(fresh.map(({ id, document }) => [id, document['territory']])).toEqual([
      ['c-zz01', ['058091']],
      ['c-zz02', ['058092']],
      ['p-zz', ['057']],
      ['r-zzz', ['12']],
    ]);
    expect(left).toEqual([
      {
        ipa: 'cons_zz',
        name: 'CONSORZIO TRA COMUNI "VALLE, E MONTE"',
        because: 'the index does not tell its territory',
      },
    ]);
    expect(gone).toEqual([]);
    for (const { id, document } of fresh)
      expect(
        checkDocument(document, { service: 'familyline', kind: 'administration', id, language: 'it' }),
      ).toHaveProperty('document');
  });

  test('shows what changed with old and new, and what the index does not have any more', () => {
    const known = written([]);
    const moved = index
      .filter(({ ipa }) => ipa !== 'p_zz')
      .map((row) => (row.ipa === 'c_zz01' ? { ...row, pec: 'nuova@pec.example' } : row));
    const difference = differenceOf(moved, known, ofLazio, added);
    expect(difference.changed).toMatchObject([
      {
        id: 'c-zz01',
        members: [{ member: 'pec', before: 'comune.borgoverde@pec.example', after: 'nuova@pec.example' }],
      },
    ]);
    expect(difference.gone).toEqual([{ id: 'p-zz', title: 'Provincia di Esempio', ipa: 'p_zz' }]);
    const table = tableOfDifference(difference);
    expect(table).toMatch(/changed +c-zz01 +Comune di Borgoverde sul Fiume +pec: comune\.borgoverde@pec\.example/);
    expect(table).toMatch(/no longer in IPA +p-zz/);
    // It is told, and nothing of it is written.
    expect(written(known, moved).find(({ id }) => id === 'p-zz')).toEqual(known.find(({ id }) => id === 'p-zz'));
  });

  test('is none once it was written, and goes on where it stopped', () => {
    const whole = written([]);
    expect(differenceOf(index, whole, ofLazio, added)).toMatchObject({ added: [], changed: [], gone: [], same: 4 });
    for (let stopped = 0; stopped < whole.length; stopped += 1) expect(written(whole.slice(0, stopped))).toEqual(whole);
  });

  test('leaves what an editor wrote and the index does not tell', () => {
    const known = written([]).map(({ id, document }) => ({ id, document: { ...document, phone: '06 1234567' } }));
    const [first] = written(
      known,
      index.map((row) => ({ ...row, pec: 'nuova@pec.example' })),
    );
    expect(first?.document).toMatchObject({ phone: '06 1234567', pec: 'nuova@pec.example', themes: ['casa', 'fisco'] });
    const silent = index.map(({ pec: _pec, website: _site, ...row }) => row);
    expect(differenceOf(silent, known, ofLazio, added).changed).toEqual([]);
  });

  test('takes no entry that another code has the name of', () => {
    const other = { id: 'c-zz01', document: { ...(written([])[0]?.document ?? {}), ipa: 'altro' } };
    expect(differenceOf(index, [other], ofLazio, added).left[0]).toMatchObject({ ipa: 'c_zz01' });
  });
});

test('who is chosen is chosen by place or by code', () => {
  expect(index.filter(choosing('058', [])).map(({ ipa }) => ipa)).toEqual(['c_zz01', 'c_zz02', 'r_zzz', 'cons_zz']);
  expect(index.filter(choosing(undefined, ['C_ZZ03'])).map(({ ipa }) => ipa)).toEqual(['c_zz03']);
  expect(index.filter(choosing(undefined, []))).toEqual([]);
  expect(() => choosing('99', [])).toThrow('99 is no ISTAT code of a place');
});

test.each([
  ['COMUNE DI SANT’AGATA D’ESEMPIO', 'Comune di Sant’Agata D’Esempio'],
  ['Comune di Borgo', 'Comune di Borgo'],
])('%s is written %s', (written, title) => expect(titleOf(written)).toBe(title));

test('a territory is never guessed', () => {
  expect(territoryOf({ ipa: 'a', name: 'Comune di Borgo' })).toBeUndefined();
  expect(territoryOf({ ipa: 'a', name: 'Comune di Borgo', seat: '999999' })).toBeUndefined();
  expect(territoryOf({ ipa: 'a', name: 'Automobile Club', seat: '058091' })).toBeUndefined();
  expect(slugOf('c_H501')).toBe('c-h501');
});

describe('a center that has no room now', () => {
  const nothing = { service: 'familyline', asOf: '2026-11-30T10:00:00.000Z', oneSuffices: false, contents: [] };
  /** A center that refuses so many calls with 429, then has no contents. */
  async function busyCenter(refusals: number) {
    let calls = 0;
    const server = createServer((_request, response) => {
      calls += 1;
      const isBusy = calls <= refusals;
      response.writeHead(isBusy ? 429 : 200, { 'content-type': 'application/json', 'retry-after': '0' });
      response.end(JSON.stringify(isBusy ? { title: 'Too many requests' } : nothing));
    });
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    const door = {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      token: 'token',
      service: 'familyline',
    };
    const close = () => {
      server.close();
      server.closeAllConnections();
    };
    return { door, calls: () => calls, close };
  }

  test('is asked again after the wait that it names', async () => {
    const center = await busyCenter(5);
    expect(await knownEntries(center.door, [])).toEqual([]);
    expect(center.calls()).toBe(6);
    center.close();
  });

  test('is not asked for ever', async () => {
    const center = await busyCenter(1000);
    await expect(knownEntries(center.door, [])).rejects.toThrow('the center answers 429: Too many requests');
    expect(center.calls()).toBe(30);
    center.close();
  });
});
