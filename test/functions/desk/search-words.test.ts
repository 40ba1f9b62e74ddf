import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Desk } from '../../../functions/desk/desk.ts';
import { searchCases } from '../../../functions/desk/search-cases.ts';
import { SearchView } from '../../../shared/contracts/search.ts';
import { changeCase } from '../../../shared/shell/stores/case-file.ts';
import { indexRegister } from '../../../shared/shell/stores/index-register.ts';
import { memoryCaseIndex } from '../../stores/memory-case-index.ts';
import { memoryReads } from '../../stores/memory-reads.ts';
import { deskOf, openCase } from './desk-of.ts';

let desk: Desk;
let index: ReturnType<typeof memoryCaseIndex>;
beforeEach(() => {
  index = memoryCaseIndex();
  desk = deskOf({ finder: index });
});
const indexed = () => indexRegister(desk.register, index, new Date('2026-11-29T09:59:00.000Z'));
async function ask(body: object, by: Desk = desk): Promise<SearchView> {
  const headers = { 'content-type': 'application/json' };
  const answer = await searchCases(by, { headers, body: JSON.stringify(body), isBase64Encoded: false } as never);
  return SearchView.parse(JSON.parse(JSON.stringify(answer.body)));
}
const codesIn = ({ cases }: SearchView) => cases.map(({ item }) => item.caseId);
const lanes = (...of: string[]): Desk => {
  const shift = { lanes: of, languages: [], skills: [], groups: [], shifts: [] };
  const colleague = { subject: 'operator-1', name: 'Carla Villa', version: 1, shift };
  return { ...desk, shifts: { ...desk.shifts, shifts: async () => [colleague] as never } };
};

describe('a search by words', () => {
  test('finds by words and names in any form, says where they stand, and until when was searched', async () => {
    const ada = await openCase(desk, 'ada', { name: 'Ada', surname: 'Nicolò', message: 'Dove sono le coperte?' });
    await indexed();
    for (const what of ['coperta', 'NICOLO coperte', 'nicolò', 'copert'])
      expect(await ask({ what })).toMatchObject({
        as: 'words',
        index: { state: 'whole' },
        cases: [{ item: { caseId: ada } }],
      });
    expect((await ask({ what: 'nicolo coperte' })).cases[0]?.hits).toEqual(['name', 'words']);
    expect(await ask({ what: 'coperte bianchi' })).toMatchObject({ as: 'words', cases: [], more: false });
    expect((await ask({ what: 'coperte' })).index?.upTo).toBe('2026-11-29T10:00:00.000Z');
  });

  test('finds nothing that is erased, even while the index still knows it', async () => {
    const ada = await openCase(desk, 'ada', { surname: 'Nicolò', message: 'Coperte' });
    await indexed();
    await changeCase({
      register: desk.register,
      caseId: ada,
      command: { type: 'ErasePersonalData', reason: 'asked', upToVersion: 1 },
      at: '2026-11-29T09:30:00.000Z',
    } as never);
    expect(await ask({ what: 'nicolò' })).toMatchObject({ cases: [], elsewhere: 0 });
  });

  test('finds nothing in lanes that are not the reader’s, and tells not even how much', async () => {
    await openCase(desk, 'ada', { surname: 'Nicolò', message: 'Coperte' });
    await indexed();
    expect(await ask({ what: 'nicolò' }, lanes('help-offers'))).toMatchObject({ cases: [], elsewhere: 0, more: false });
    expect((await ask({ what: 'nicolò' }, lanes('information'))).cases).toHaveLength(1);
  });

  test('finds a reserved case for whoever has it alone', async () => {
    const personal = { surname: 'Nicolò', message: 'Mio marito', safeContact: undefined };
    const { safeContact: _none, ...told } = personal;
    const code = await openCase(desk, 'ada', told, [
      { type: 'TakenInCharge', by: 'Carla Villa', subject: 'operator-1' } as never,
    ]);
    const reserved = await openCase(desk, 'eva', {
      surname: 'Nicolò',
      message: 'Mio marito',
      danger: { level: 'notice', kind: 'violence' },
    } as never);
    await indexed();
    expect(codesIn(await ask({ what: 'nicolò' }))).toEqual([code]);
    expect(codesIn(await ask({ what: 'nicolò' }))).not.toContain(reserved);
  });

  test('gives page after page, each case once', async () => {
    const codes = [];
    for (let at = 0; at < 45; at += 1) codes.push(await openCase(desk, `one ${at}`, { message: 'Una frana' }));
    await indexed();
    const found: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 3; page += 1) {
      const view = await ask({ what: 'frana', as: 'words', ...(after !== undefined && { after }) });
      found.push(...codesIn(view));
      expect(view.more).toBe(page < 2);
      after = view.next;
    }
    expect(found.sort()).toEqual(codes.sort());
  });

  test('a word that could begin a code is a word where no code begins so, and can be said to be one', async () => {
    const ada = await openCase(desk, 'ada', { message: 'La casa' });
    await indexed();
    expect(await ask({ what: 'casa' })).toMatchObject({ as: 'words', cases: [{ item: { caseId: ada } }] });
    expect(await ask({ what: ada.slice(3, 7), as: 'words' })).toMatchObject({ as: 'words', cases: [] });
  });

  test('says so where the index is not there or cannot be read, and that older cases may be missing', async () => {
    expect(await ask({ what: 'coperte' })).toMatchObject({ as: 'words', cases: [], index: { state: 'missing' } });
    const broken = { ...desk, finder: { look: () => Promise.reject(new Error('no such module: fts5')) } };
    expect(await ask({ what: 'coperte' }, broken)).toMatchObject({ cases: [], index: { state: 'missing' } });
    await index.take([], { upTo: '2026-11-29T09:00:00.000Z', entries: [] });
    expect(await ask({ what: 'coperte' })).toMatchObject({ index: { state: 'partial' } });
  });

  test('says until when it searched where the list knows of something newer', async () => {
    await indexed();
    const changed = [{ caseId: 'PC-7K3M-9QXT-4DHR-8WZA', version: 2 }];
    const newer = {
      ...desk,
      worklist: { ...desk.worklist, toldSince: async () => ({ changed, more: false }) as never },
    };
    expect((await ask({ what: 'coperte' }, newer)).index?.upTo).toBe('2026-11-29T09:59:00.000Z');
    await index.take([], { entries: ['PC-7K3M-9QXT-4DHR-8WZA.2'] });
    expect((await ask({ what: 'coperte' }, newer)).index?.upTo).toBe('2026-11-29T10:00:00.000Z');
  });

  test('is kept as one read, without what was typed', async () => {
    const reads = memoryReads();
    await ask({ what: 'nicolò coperte' }, { ...desk, reads });
    const kept = await reads.latest('list operator-1', 10);
    expect(kept.map(({ filter }) => JSON.parse(filter ?? '{}').as)).toEqual(['words']);
    expect(JSON.stringify(kept)).not.toMatch(/nicol|copert/i);
  });
});

describe('cases like one', () => {
  const message = 'Il tombino di piazza Garibaldi è ostruito e il sottopasso si allaga';

  test('are those of other persons that share its rare words, with the words as this one has them', async () => {
    const one = await openCase(desk, 'one', { email: 'a@example.org', message });
    const other = await openCase(desk, 'other', { email: 'b@example.org', message: 'Tombini ostruiti nel sottopasso' });
    await openCase(desk, 'same person', { email: 'a@example.org', message });
    await openCase(desk, 'something else', { email: 'c@example.org', message: 'Dove sono le coperte?' });
    await indexed();
    const view = await ask({ like: one });
    expect(codesIn(view)).toEqual([other]);
    expect(view.cases[0]?.shared?.sort()).toEqual(['ostruito', 'sottopasso', 'tombino']);
  });

  test('are never a danger to life, nor are there any of one, and none of lanes that are not the reader’s', async () => {
    const one = await openCase(desk, 'one', { email: 'a@example.org', message });
    const urgent = await openCase(desk, 'other', { email: 'b@example.org', message }, [
      { type: 'UrgencyRaised' } as never,
    ]);
    await indexed();
    expect(codesIn(await ask({ like: one }))).toEqual([]);
    expect(codesIn(await ask({ like: urgent }))).toEqual([]);
    const third = await openCase(desk, 'third', { email: 'd@example.org', message });
    await indexed();
    expect(codesIn(await ask({ like: one }))).toEqual([third]);
  });

  test('are shown to whoever may read the case alone', async () => {
    const one = await openCase(desk, 'one', { email: 'a@example.org', message });
    await indexed();
    await expect(ask({ like: one }, lanes('help-offers'))).rejects.toMatchObject({ name: 'Refusal' });
    await expect(ask({ like: 'PC-7K3M-9QXT-4DHR-8WZA' })).rejects.toMatchObject({ name: 'Refusal' });
  });
});

test('a body names what is searched for or a case, and not both', async () => {
  for (const body of [{}, { what: 'coperte', like: 'PC-7K3M-9QXT-4DHR-8WZA' }, { as: 'words' }])
    await expect(ask(body)).rejects.toMatchObject({ name: 'Refusal' });
});
