import { describe, expect, test } from '@jest/globals';
import { randomHex, sha256 } from '../../../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../../../shared/shell/stores/case-file.ts';
import { eraseCase, eraseTogether } from '../../../../shared/shell/stores/erase-case.ts';
import type { Register } from '../../../../shared/shell/stores/register.ts';
import { type FoundItem, verifyRegister } from '../../../../tools/verify-register.ts';
import { memoryLeftBehind } from '../../../stores/memory-left-behind.ts';
import { memoryRegister } from '../../../stores/memory-register.ts';
import { codeOf, firstEntryOf } from '../../../tools/register-of.ts';

const caseId = codeOf(1);
const common = { caseId, salt: randomHex, sha256 };
const erase = (register: Register, at = '2026-11-22T10:00:00.000Z') =>
  eraseCase({ register, ...common, at, reason: 'asked for by the citizen', left: memoryLeftBehind().left });

async function registerWithTwoMessages(): Promise<Register> {
  const register = memoryRegister();
  await register.append(firstEntryOf(1));
  const at = '2026-11-21T10:00:00.000Z';
  await changeCase({
    register,
    ...common,
    at,
    command: { type: 'AddMessage', from: 'citizen', text: 'il mio nome è Ada' },
  });
  return register;
}

const verdictOf = (register: Register) =>
  verifyRegister({
    items: (async function* () {
      for await (const page of register.all()) yield page.map((entry): FoundItem => ({ entry }));
    })(),
    roots: [],
    sha256,
  });

describe('an erasure', () => {
  test('takes every personal part, tells of itself, and the chain holds', async () => {
    const register = await registerWithTwoMessages();
    expect(await erase(register)).toEqual({
      versions: [1, 2],
      attachments: [],
      mails: [],
      held: 0,
      letters: 0,
      drafts: 0,
      toldBy: 3,
    });
    expect(JSON.stringify(await register.read(caseId))).not.toMatch(/Ada|Bianchi|example\.org/);
    expect(await verdictOf(register)).toMatchObject({ entries: 3, erased: 2, unfinished: 0, findings: [] });
    expect((await readCase(register, caseId)).state).toMatchObject({ messages: [], contactPoints: {} });
  });

  test('killed half-way shows as unfinished, and goes on when it is called again, without a second entry', async () => {
    const register = await registerWithTwoMessages();
    const failing: Register = {
      ...register,
      erasePersonal: async (id, version) => {
        if (version === 2) throw new Error('killed');
        await register.erasePersonal(id, version);
      },
    };
    await expect(erase(failing)).rejects.toThrow('killed');
    expect(await verdictOf(register)).toMatchObject({ erased: 1, unfinished: 1, findings: [] });
    expect(await erase(register)).toEqual({
      versions: [2],
      attachments: [],
      mails: [],
      held: 0,
      letters: 0,
      drafts: 0,
      toldBy: 3,
    });
    expect(await verdictOf(register)).toMatchObject({ entries: 3, erased: 2, unfinished: 0, findings: [] });
  });

  test('asked for twice changes nothing the second time', async () => {
    const register = await registerWithTwoMessages();
    await erase(register);
    expect(await erase(register)).toEqual({
      versions: [],
      attachments: [],
      mails: [],
      held: 0,
      letters: 0,
      drafts: 0,
      toldBy: 3,
    });
    expect(await register.read(caseId)).toHaveLength(3);
  });

  test('of a case that wrote again since covers the new words with an entry of its own', async () => {
    const register = await registerWithTwoMessages();
    await erase(register);
    const at = '2026-11-22T11:00:00.000Z';
    await changeCase({
      register,
      ...common,
      at,
      command: { type: 'AddMessage', from: 'citizen', text: 'sono ancora Ada' },
    });
    expect(await erase(register, '2026-11-22T12:00:00.000Z')).toEqual({
      versions: [4],
      attachments: [],
      mails: [],
      held: 0,
      letters: 0,
      drafts: 0,
      toldBy: 5,
    });
    expect(await verdictOf(register)).toMatchObject({ erased: 3, unfinished: 0, findings: [] });
  });

  test('of a case that came by mail names its files and the whole mail, once each', async () => {
    const register = memoryRegister();
    const document = { document: '0'.repeat(32), contentType: 'application/pdf', bytes: 9, sha256: 'a'.repeat(64) };
    const mail = { original: 'incoming/7f3a', sha256: 'b'.repeat(64), bytes: 2048 };
    await register.append(firstEntryOf(1, undefined, { channel: 'email', mail, documents: [document] }));
    expect(await erase(register)).toMatchObject({ attachments: [document.document], mails: [mail.original] });
    expect(await erase(register)).toMatchObject({ versions: [], mails: [mail.original] });
  });

  test.each([1, 2])('by the code of either of two joined cases reaches both (%i)', async (asked) => {
    const register = memoryRegister();
    const [first, second] = [codeOf(1), codeOf(2)];
    for (const number of [1, 2]) await register.append(firstEntryOf(number));
    const at = '2026-11-21T10:00:00.000Z';
    const join = { type: 'JoinTo', caseId: first, by: 'a', reason: 'the same' } as const;
    await changeCase({ register, ...common, caseId: second, at, command: join });
    await changeCase({
      register,
      ...common,
      caseId: first,
      at,
      command: { type: 'JoinCase', caseId: second, by: 'a' },
    });
    const { left } = memoryLeftBehind();
    const erased = await eraseTogether({ register, ...common, caseId: codeOf(asked), at, reason: 'asked for', left });
    expect([...erased.keys()].sort()).toEqual([first, second]);
    expect(JSON.stringify([await register.read(first), await register.read(second)])).not.toMatch(/Ada|Bianchi/);
  });

  test('of an unknown case is refused', async () => {
    await expect(erase(memoryRegister())).rejects.toThrow(`there is no case ${caseId}`);
  });
});
