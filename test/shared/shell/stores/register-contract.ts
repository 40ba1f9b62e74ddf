import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CaseEvent, RegisterEntry } from '../../../../shared/contracts/case-event.ts';
import { firstBrokenLink, openEntry, sealEntry } from '../../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../../shared/shell/hashing.ts';
import { addCitizenMessage, changeCase, readCase } from '../../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../../shared/shell/stores/register.ts';
import { caseOpened, contactReceived, hmac } from '../../../fixtures/case-events.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';

const opened: CaseEvent[] = [
  caseOpened({ kind: 'report', lane: 'help-requests', retentionDays: 730 }),
  contactReceived({ personal: { name: 'Ada', email: 'ada@example.org', message: 'Una frana sulla strada.' } }),
];

/** What every register must do, whatever it is made of; `open` gives an empty one, `close` puts it away. */
export function registerContract(
  what: string,
  open: () => Promise<Register>,
  close: () => Promise<void> = async () => {},
) {
  describe(what, () => {
    let register: Register;
    beforeAll(async () => {
      register = await open();
    });
    afterAll(close);

    const at = '2026-09-11T15:00:01.000Z';
    const first = (caseId: string) =>
      sealEntry({ caseId, at, events: opened, previous: undefined, salt: randomHex(), sha256 });

    test('gives back what was appended, oldest first', async () => {
      const one = first('PC-ORDER');
      const two = sealEntry({
        caseId: 'PC-ORDER',
        at,
        events: [{ type: 'Closed', reason: 'done' }],
        previous: one,
        salt: randomHex(),
        sha256,
      });
      expect(await register.append(one)).toBe('appended');
      expect(await register.append(two)).toBe('appended');
      expect(await register.read('PC-ORDER')).toEqual([one, two]);
    });

    test('knows nothing of a case that nobody appended', async () => {
      expect(await register.read('PC-NOBODY')).toEqual([]);
    });

    test('gives entries of several cases by their versions, each once, and nothing of what is not there', async () => {
      const [first, second] = await register.read('PC-ORDER');
      const named = [
        { caseId: 'PC-ORDER', version: 2 },
        { caseId: 'PC-NOBODY', version: 1 },
        { caseId: 'PC-ORDER', version: 1 },
        { caseId: 'PC-ORDER', version: 3 },
        { caseId: 'PC-ORDER', version: 2 },
      ];
      const read = await register.readEntries(named);
      expect(read.sort((one, other) => one.version - other.version)).toEqual([first, second]);
      expect(await register.readEntries([])).toEqual([]);
    });

    test('takes a version once: whoever comes second is told, and what stands is not touched', async () => {
      const stands = first('PC-TWICE');
      await register.append(stands);
      expect(await register.append(first('PC-TWICE'))).toBe('taken');
      expect(await register.read('PC-TWICE')).toEqual([stands]);
    });

    test('lets one of many simultaneous writers win', async () => {
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => register.append(first('PC-RACE'))));
      expect(outcomes.filter((outcome) => outcome === 'appended')).toHaveLength(1);
      expect(await register.read('PC-RACE')).toHaveLength(1);
    });

    test('erases the personal part of an entry for good, and the chain still holds', async () => {
      const entry = first('PC-ERASE');
      await register.append(entry);
      await register.erasePersonal('PC-ERASE', 1);
      const entries = await register.read('PC-ERASE');
      expect(firstBrokenLink(entries, sha256)).toBeUndefined();
      expect(JSON.stringify(entries)).not.toContain('Ada');
      expect(entries.flatMap(openEntry)).toHaveLength(2);
    });

    test('gives every entry when all are asked for', async () => {
      const all: RegisterEntry[] = [];
      for await (const page of register.all()) all.push(...page);
      expect(new Set(all.map(({ caseId }) => caseId))).toEqual(
        new Set(['PC-ORDER', 'PC-TWICE', 'PC-RACE', 'PC-ERASE']),
      );
    });

    const following = { definition: protezioneCivile, periods: [], hmac };
    test('gives every entry once in parts, and each case whole in one of them', async () => {
      const partsOf = new Map<string, Set<number>>();
      let count = 0;
      for (const number of [0, 1, 2, 3])
        for await (const page of register.all({ number, of: 4 }))
          for (const { caseId } of page) {
            partsOf.set(caseId, (partsOf.get(caseId) ?? new Set()).add(number));
            count += 1;
          }
      expect(count).toBe(5);
      expect([...partsOf.values()].map(({ size }) => size)).toEqual([1, 1, 1, 1]);
    });

    test('adds the message of one page that is sent twice at once only once', async () => {
      await register.append(first('PC-PRESS'));
      const press = () =>
        addCitizenMessage(register, 'PC-PRESS', { text: 'Aggiungo la via.', after: 1 }, new Date(at), following);
      const [one, other] = await Promise.all([press(), press()]);
      expect(one.messages).toHaveLength(2);
      expect(other.messages).toHaveLength(2);
    });

    test('keeps both of two messages added at once, one after the other in the chain', async () => {
      await register.append(first('PC-BOTH'));
      const add = (text: string) =>
        changeCase({
          register,
          caseId: 'PC-BOTH',
          command: { type: 'AddMessage', from: 'citizen', text },
          at,
          salt: randomHex,
          sha256,
        });
      await Promise.all([add('uno'), add('due')]);
      const { state } = await readCase(register, 'PC-BOTH');
      const texts = state.stage === 'none' ? [] : state.messages.map(({ text }) => text);
      expect(texts.sort()).toEqual(['Una frana sulla strada.', 'due', 'uno']);
      expect(firstBrokenLink(await register.read('PC-BOTH'), sha256)).toBeUndefined();
    });

    test('does not add a message again when the answer to its write was lost', async () => {
      await register.append(first('PC-LOST'));
      let lost = true;
      const forgetful: Register = {
        ...register,
        async append(entry) {
          const outcome = await register.append(entry);
          if (!lost) return outcome;
          lost = false;
          return 'taken';
        },
      };
      await changeCase({
        register: forgetful,
        caseId: 'PC-LOST',
        command: { type: 'AddMessage', from: 'citizen', text: 'una volta' },
        at,
        salt: randomHex,
        sha256,
      });
      expect(await register.read('PC-LOST')).toHaveLength(2);
    });

    test('acts on the version that was seen and on no other, and takes the same act again for done', async () => {
      await register.append(first('PC-SEEN'));
      const act = (by: string, seen: number) =>
        changeCase({ register, caseId: 'PC-SEEN', command: { type: 'TakeInCharge', by }, at, seen });
      expect(await act('Carla Villa', 1)).toMatchObject({ version: 2, events: [{ type: 'TakenInCharge' }] });
      expect(await act('Carla Villa', 1)).toMatchObject({ version: 2, events: [{ type: 'TakenInCharge' }] });
      expect(await act('Dino Riva', 1)).toEqual({ refused: 'conflict', version: 2 });
      expect(await act('Dino Riva', 7)).toEqual({ refused: 'conflict', version: 2 });
      expect(await register.read('PC-SEEN')).toHaveLength(2);
    });
  });
}
