import { describe, expect, test } from '@jest/globals';
import { assignNumbers, type NumberingWork } from '../../functions/protocol/assign-numbers.ts';
import { cancelNumber } from '../../functions/protocol/cancel-number.ts';
import { closeDays } from '../../functions/protocol/read-days.ts';
import { sealDays } from '../../functions/protocol/seal-days.ts';
import type { ProtocolBatch } from '../../shared/contracts/protocol.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import type { Protocol } from '../../shared/shell/stores/protocol.ts';
import type { Register } from '../../shared/shell/stores/register.ts';
import { noNumbers, noteNumbers, verifyProtocol } from '../../tools/verify-protocol.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { memoryRoots } from '../fixtures/day-roots.ts';
import { caseOf, formalOf, registered, service } from '../fixtures/formal-cases.ts';
import { memoryProtocol } from '../stores/memory-protocol.ts';
import { memoryRegister } from '../stores/memory-register.ts';

const rita = { subject: 's-1', name: 'Rita Conti' };

/** Three days over the turn of the year with five numbers, one of them cancelled, all closed. */
async function sound(): Promise<{ register: Register; protocol: Protocol }> {
  let now = '2026-12-30T09:00:00.000Z';
  const desk: NumberingWork = {
    register: memoryRegister(),
    protocol: memoryProtocol(),
    definition: protezioneCivile,
    clock: () => new Date(now),
  };
  const assign = async (...contacts: number[]) => {
    for (const which of contacts) await registered(desk.register, which);
    await assignNumbers(desk, contacts.map(formalOf));
  };
  await assign(1, 2);
  now = '2026-12-31T10:00:00.000Z';
  await assign(3);
  await cancelNumber(desk, { year: 2026, number: 2 }, { reason: 'registrata due volte', by: rita });
  now = '2027-01-01T10:00:00.000Z';
  await assign(4);
  await assign(5);
  now = '2027-01-02T23:05:00.000Z';
  await closeDays(desk);
  return { register: desk.register, protocol: desk.protocol };
}

async function verdictOf(
  { register, protocol }: { register: Register; protocol: Protocol },
  asOf = '2027-01-03T12:00:00.000Z',
) {
  const numbers = noNumbers();
  for await (const entries of register.all()) for (const entry of entries) noteNumbers(numbers, entry);
  return verifyProtocol({ service, protocol, numbers, asOf, sha256 });
}

/** The same protocol with some batches changed or gone. */
const altered = (protocol: Protocol, change: (batch: ProtocolBatch) => ProtocolBatch | undefined): Protocol => ({
  ...protocol,
  async *batches(year, from) {
    for await (const page of protocol.batches(year, from)) yield page.flatMap((batch) => change(batch) ?? []);
  },
});

describe('a sound protocol', () => {
  test('holds, and is counted: numbers, cancellations, closed days', async () => {
    const verdict = await verdictOf(await sound());
    expect(verdict).toMatchObject({ numbers: 5, cancelled: 1, days: 4, untold: 0, findings: [] });
    expect(verdict.lastRoot).toMatch(/^[0-9a-f]{64}$/);
  });

  test('holds before it has begun', async () => {
    expect(await verdictOf({ register: memoryRegister(), protocol: memoryProtocol() })).toMatchObject({
      numbers: 0,
      days: 0,
      findings: [],
    });
  });

  test('holds while the cases of its last batch have not heard of their numbers', async () => {
    const { register, protocol } = await sound();
    await registered(register, 6);
    const deaf: Register = { ...register, append: () => Promise.reject(new Error('down')) };
    const clock = () => new Date('2027-01-03T09:00:00.000Z');
    await assignNumbers({ register: deaf, protocol, definition: protezioneCivile, clock }, [formalOf(6)]);
    expect(await verdictOf({ register, protocol })).toMatchObject({ numbers: 6, untold: 1, findings: [] });
  });

  test('holds though numbers were given while the register was being read', async () => {
    const { register, protocol } = await sound();
    const before = memoryRegister();
    expect(await verdictOf({ register: before, protocol }, '2026-12-30T00:00:00.000Z')).toMatchObject({
      untold: 5,
      findings: [],
    });
    expect((await verdictOf({ register, protocol }, '2026-12-30T00:00:00.000Z')).untold).toBe(0);
  });
});

describe('a protocol that was tampered with', () => {
  test('is found out where a batch was changed, taken out, or put in anew', async () => {
    const { register, protocol } = await sound();
    const findings = async (change: (batch: ProtocolBatch) => ProtocolBatch | undefined) =>
      (await verdictOf({ register, protocol: altered(protocol, change) })).findings;
    const second = (batch: ProtocolBatch) => batch.year === 2026 && batch.batch === 2;
    expect(
      await findings((batch) =>
        second(batch) ? { ...batch, entries: batch.entries.replace('Istanza 3', 'Istanza 9') } : batch,
      ),
    ).toEqual(['protocol 2026, batch 2: its content is not what its hash was made of']);
    expect(await findings((batch) => (second(batch) ? undefined : batch))).toEqual([
      'protocol 2026, batch 3: the batch before it is missing',
    ]);
    expect(await findings((batch) => (batch.year === 0 ? undefined : batch))).toContain(
      'protocol 2026-0000001: a case has it and the protocol does not',
    );
  });

  test('is found out where a case lost its number, or has one that the protocol does not have', async () => {
    const { register, protocol } = await sound();
    const forgetful: Register = {
      ...register,
      async *all() {
        for await (const entries of register.all())
          yield entries.filter(({ caseId, version }) => caseId !== caseOf(1) || version === 1);
      },
    };
    expect((await verdictOf({ register: forgetful, protocol })).findings).toEqual([
      'protocol 2026-0000001: its case does not know it',
    ]);
    await registered(register, 7);
    const command = {
      type: 'AssignProtocol',
      contact: caseOf(7),
      year: 2026,
      number: 77,
      assignedAt: '2026-12-30T09:00:00.000Z',
    } as const;
    await changeCase({ register, caseId: caseOf(7), command, at: '2026-12-30T09:00:00.000Z', salt: randomHex, sha256 });
    expect((await verdictOf({ register, protocol })).findings).toEqual([
      'protocol 2026-0000077: a case has it and the protocol does not',
    ]);
  });

  test('is found out where a cancellation is gone, was changed, or is not in the case', async () => {
    const { register, protocol } = await sound();
    const gone: Protocol = { ...protocol, cancellations: async () => [] };
    expect((await verdictOf({ register, protocol: gone })).findings).toEqual([
      'protocol 2026-0000002: its case says that it is cancelled, the protocol does not',
      'protocol, day 2026-12-31: it is not what was closed under its root',
    ]);
    const changed: Protocol = {
      ...protocol,
      cancellations: async (...range) =>
        (await protocol.cancellations(...range)).map((each) => ({ ...each, reason: 'un altro motivo' })),
    };
    expect((await verdictOf({ register, protocol: changed })).findings).toEqual([
      'protocol, day 2026-12-31: it is not what was closed under its root',
    ]);
    await protocol.cancel({ number: '2026-0000001', reason: 'x', by: rita, at: '2027-01-03T09:00:00.000Z' });
    await protocol.cancel({ number: '2026-0000099', reason: 'x', by: rita, at: '2027-01-03T09:00:00.000Z' });
    expect((await verdictOf({ register, protocol })).findings).toEqual([
      'protocol 2026-0000001: its case does not know that it is cancelled; send the cancellation again',
      'protocol 2026-0000099: it is cancelled and was never given',
    ]);
  });

  test('is found out where a day was closed otherwise, or not at all', async () => {
    const { register, protocol } = await sound();
    const other: Protocol = {
      ...protocol,
      day: async (day) => {
        const kept = await protocol.day(day);
        return kept && day === '2026-12-31' ? { ...kept, root: 'e'.repeat(64) } : kept;
      },
    };
    expect((await verdictOf({ register, protocol: other })).findings).toEqual([
      'protocol, day 2026-12-31: it is not what was closed under its root',
      'protocol, day 2027-01-01: it is not what was closed under its root',
    ]);
    for (const told of [{ count: 2 }, { last: '2026-0000009' }, { cancelled: [] }]) {
      const retold: Protocol = {
        ...protocol,
        day: async (day) => {
          const kept = await protocol.day(day);
          return kept && day === '2026-12-31' ? { ...kept, ...told } : kept;
        },
      };
      expect({ told, findings: (await verdictOf({ register, protocol: retold })).findings }).toEqual({
        told,
        findings: ['protocol, day 2026-12-31: it is not what was closed under its root'],
      });
    }
    const missing: Protocol = {
      ...protocol,
      day: async (day) => (day === '2026-12-31' ? undefined : protocol.day(day)),
    };
    expect((await verdictOf({ register, protocol: missing })).findings[0]).toBe(
      'protocol, day 2026-12-31: it was not closed, and a later day was',
    );
  });
});

describe('the roots of a protocol', () => {
  const closing = { definition: protezioneCivile, clock: () => new Date('2027-01-02T23:05:00.000Z') };

  async function sealed() {
    const { register, protocol } = await sound();
    const roots = memoryRoots();
    await sealDays({ register, protocol, ...closing }, roots);
    const verify = async (found: Protocol) => {
      const numbers = noNumbers();
      for await (const entries of register.all()) for (const entry of entries) noteNumbers(numbers, entry);
      const asOf = '2026-01-01T00:00:00.000Z';
      return (await verifyProtocol({ service, protocol: found, numbers, asOf, roots: roots.kept, sha256 })).findings;
    };
    return { protocol, roots, verify };
  }

  test('seal each closed day with its batches and cancellations', async () => {
    const { protocol, roots, verify } = await sealed();
    expect(roots.kept.map(({ day, log, entries }) => [day, log, entries])).toEqual([
      ['2026-12-30', 'protocol', 1],
      ['2026-12-31', 'protocol', 2],
      ['2027-01-01', 'protocol', 2],
      ['2027-01-02', 'protocol', 0],
    ]);
    expect(await verify(protocol)).toEqual([]);
  });

  test('tell that the last batch is gone with the registers of the last days, though the chain that is left holds', async () => {
    const { protocol, verify } = await sealed();
    const cut: Protocol = {
      ...altered(protocol, (batch) => (batch.year === 2027 && batch.batch > 1 ? undefined : batch)),
      lastDay: async (year) => (year === 2027 ? undefined : protocol.lastDay(year)),
    };
    expect(await verify(cut)).toContain(
      'protocol, day 2027-01-01: 2 batches and cancellations were sealed under its root and 1 are there',
    );
  });

  test('tell that a cancellation is gone', async () => {
    const { protocol, verify } = await sealed();
    expect(await verify({ ...protocol, cancellations: async () => [] })).toContain(
      'protocol, day 2026-12-31: 2 batches and cancellations were sealed under its root and 1 are there',
    );
  });
});
