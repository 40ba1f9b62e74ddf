import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { indexTold } from '../../../functions/search/index-told.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import type { EntryTold } from '../../../shared/contracts/entry-told.ts';
import { askedWords } from '../../../shared/core/cases/searched-words.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { indexRegister } from '../../../shared/shell/stores/index-register.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../fixtures/case-events.ts';
import { memoryCaseIndex } from '../../stores/memory-case-index.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

const service = 'protezione-civile';
const now = new Date('2026-11-28T12:00:00.000Z');

let register: ReturnType<typeof memoryRegister>;
let index: ReturnType<typeof memoryCaseIndex>;
beforeEach(() => {
  register = memoryRegister();
  index = memoryCaseIndex();
});

/** Registers events of a case, an entry each; what the register tells of them. */
async function registered(caseId: string, ...each: CaseEvent[][]): Promise<EntryTold[]> {
  const entries: RegisterEntry[] = [];
  let previous = (await register.read(caseId)).at(-1);
  for (const events of each) {
    const entry = sealEntry({ caseId, at: '2026-11-28T09:00:00.000Z', events, previous, salt: randomHex(), sha256 });
    await register.append(entry);
    previous = entry;
    entries.push(entry);
  }
  return entries.map(({ personal: _words, ...entry }) => ({ contract: 'entry-told.v1', service, ...entry }));
}
const opened = (surname: string, message: string) => [
  caseOpened(),
  contactReceived({ personal: { name: 'Ada', surname, message } }),
];
const erased: CaseEvent[] = [{ type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 }];
const tell = (told: readonly EntryTold[]) => indexTold({ service, register, index }, told, now);
const found = async (typed: string) =>
  (await index.look())?.find(askedWords(typed), undefined, 9).places.map(({ caseId }) => caseId);

describe('the index of words follows the register', () => {
  test('what is told is found by its words and whom it is from, and says which entry is in', async () => {
    await tell(await registered(code, opened('Rossi', 'Le strade sono interrotte')));
    for (const typed of ['rossi', 'strada interrotta', 'Ròssi strade']) expect(await found(typed)).toEqual([code]);
    expect(await found('bianchi')).toEqual([]);
    expect(await index.look()).toMatchObject({ whole: true, latest: [`${code}.1`], upTo: '2026-11-28T12:00:00.000Z' });
  });

  test('where no index is, that of a small register is made at once, whatever was told before', async () => {
    await registered(otherCode, opened('Bianchi', 'Coperte'));
    await tell(await registered(code, opened('Rossi', 'Strade')));
    expect(await found('bianchi')).toEqual([otherCode]);
    expect(await index.state()).toMatchObject({ whole: true });
  });

  test('where a large register has lost its index, what is told is taken in, and the index says that it is not whole', async () => {
    const told = await registered(code, opened('Rossi', 'Strade'));
    const entry = (await register.read(code))[0] as RegisterEntry;
    const large = {
      read: register.read,
      readEntries: register.readEntries,
      async *all() {
        for (let at = 0; at < 1100; at += 1) yield [{ ...entry, caseId: `PC-${at}` }];
      },
    };
    await indexTold({ service, register: large, index }, told, now);
    expect(await index.state()).toMatchObject({ whole: false });
    expect(await found('rossi')).toEqual([code]);
  });

  test('who was erased is forgotten as soon as that is told, while the register still removes the words', async () => {
    await tell(await registered(code, opened('Rossi', 'Strade')));
    await tell(await registered(code, erased));
    expect(await found('rossi')).toEqual([]);
    expect(await found('strade')).toEqual([]);
  });

  test('what is told twice, late or out of order leaves the index as the register is', async () => {
    const first = await registered(code, opened('Rossi', 'Strade'));
    const second = await registered(code, [
      { type: 'MessageAdded', from: 'citizen', personal: { message: 'Ora anche il ponte' } } as CaseEvent,
    ]);
    for (const told of [second, first, second, first]) await tell(told);
    expect(await found('ponte rossi')).toEqual([code]);
  });

  test('new cases are read in one call, however many they are', async () => {
    await tell(await registered('PC-FIRST', opened('Verdi', 'Acqua')));
    const told = [
      ...(await registered(code, opened('Rossi', 'Strade'))),
      ...(await registered(otherCode, opened('Bianchi', 'Coperte'))),
    ];
    const [read, readEntries] = [jest.fn(register.read), jest.fn(register.readEntries)];
    await indexTold({ service, register: { ...register, read, readEntries }, index }, [...told, ...told], now);
    expect(readEntries).toHaveBeenCalledTimes(1);
    expect(read).not.toHaveBeenCalled();
    for (const [surname, caseId] of [
      ['rossi', code],
      ['bianchi', otherCode],
    ] as const)
      expect(await found(surname)).toEqual([caseId]);
  });

  test('the whole register indexed anew finds what following it finds', async () => {
    await tell(await registered(code, opened('Rossi', 'Strade')));
    await tell(await registered(otherCode, opened('Bianchi', 'Strade')));
    await tell(await registered(otherCode, erased));
    const anew = memoryCaseIndex();
    expect(await indexRegister(register, anew, now)).toBe(2);
    for (const typed of ['rossi', 'bianchi', 'strade', 'ada'])
      expect((await anew.look())?.find(askedWords(typed), undefined, 9)).toEqual(
        (await index.look())?.find(askedWords(typed), undefined, 9),
      );
  });
});
