import { expect, test } from '@jest/globals';
import { sweepInbox } from '../../../functions/registrar/sweep-inbox.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { acceptedOf, codeOf } from '../../tools/register-of.ts';

const receivedAt = '2026-11-20T10:00:00.000Z';
const item = (number: number, at = receivedAt) => ({
  caseId: codeOf(number),
  message: JSON.stringify(acceptedOf(number, at)),
});

function swept(items: ReturnType<typeof item>[]) {
  const inbox = new Map(items.map((one) => [one.caseId, one]));
  const register = memoryRegister();
  const handingOn = {
    attachments: async () => {},
    formal: async () => {},
    turnOf: async () => ({ caseId: undefined }) as never,
    numberTurnOf: async () => ({ caseId: undefined }) as never,
    noteServed: async () => undefined,
    servedAt: async () => undefined,
  };
  const work = { register, definition: protezioneCivile, rules: lifeFirst, handingOn };
  const sweep = (now: string) =>
    sweepInbox({ ...work, items: [...inbox.values()], clear: async (key) => void inbox.delete(key) }, new Date(now));
  return { inbox, register, sweep };
}

test('what the stream did not tell for five minutes is registered and cleared, what came just now is left to it', async () => {
  const { inbox, register, sweep } = swept([item(1), item(2, '2026-11-20T10:04:00.000Z')]);
  expect(await sweep('2026-11-20T10:05:00.000Z')).toBe(1);
  expect([...inbox.keys()]).toEqual([codeOf(2)]);
  expect(await register.read(codeOf(1))).not.toEqual([]);
  expect(await register.read(codeOf(2))).toEqual([]);
});

test('swept twice it is one case', async () => {
  const { inbox, register, sweep } = swept([item(1)]);
  await sweep('2026-11-20T10:05:00.000Z');
  const entries = await register.read(codeOf(1));
  inbox.set(codeOf(1), item(1));
  await sweep('2026-11-20T10:10:00.000Z');
  expect(await register.read(codeOf(1))).toEqual(entries);
});

test('one that cannot be read stays, stops no other, and is told by an error', async () => {
  const { inbox, register, sweep } = swept([{ caseId: 'spoiled', message: 'none' }, item(1)]);
  await expect(sweep('2026-11-20T10:05:00.000Z')).rejects.toThrow('1 contacts stay in the inbox');
  expect([...inbox.keys()]).toEqual(['spoiled']);
  expect(await register.read(codeOf(1))).not.toEqual([]);
});
