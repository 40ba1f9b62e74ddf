import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assignNumbers, headOf, type NumberingWork } from '../../../functions/protocol/assign-numbers.ts';
import { entriesOf } from '../../../shared/core/protocol.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Protocol } from '../../../shared/shell/stores/protocol.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { caseOf, formalOf, registered } from '../../fixtures/formal-cases.ts';
import { chainOf, expectSound } from '../../fixtures/sound-protocol.ts';
import { memoryProtocol } from '../../stores/memory-protocol.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

const deskOf = (
  register: Register,
  protocol: Protocol,
  clock = () => new Date('2026-11-22T09:00:00.000Z'),
): NumberingWork => ({
  register,
  protocol,
  definition: protezioneCivile,
  clock,
});

describe('assigning numbers', () => {
  test('gives each contact one number, whether it is told once or many times', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    const all = [1, 2, 3];
    for (const which of all) await registered(register, which);
    const desk = deskOf(register, protocol);
    expect(await assignNumbers(desk, [formalOf(1), formalOf(2), formalOf(1)])).toEqual(new Map());
    expect(await assignNumbers(desk, [formalOf(2)])).toEqual(new Map());
    expect(await assignNumbers(deskOf(register, protocol), [formalOf(3), formalOf(1)])).toEqual(new Map());
    await expectSound(register, protocol, all.map(caseOf));
    expect((await chainOf(protocol)).map(({ first, last }) => last - first + 1)).toEqual([0, 2, 1]);
  });

  test('gives an answer that goes out a number of its own, once, and its case knows it', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    await registered(register, 1);
    const answer = '3f2b8f6f1f7c41d0';
    const given = { by: 'Carla Villa', text: 'Accolta.', answer, channel: 'letter' } as const;
    await changeCase({
      register,
      caseId: caseOf(1),
      command: { type: 'Answer', ...given },
      at: '2026-11-22T08:59:00.000Z',
    });
    const outgoing = { ...formalOf(1), answer };
    const desk = deskOf(register, protocol);
    expect(await assignNumbers(desk, [formalOf(1), outgoing, outgoing])).toEqual(new Map());
    expect(await assignNumbers(deskOf(register, protocol), [outgoing])).toEqual(new Map());
    const entries = (await chainOf(protocol)).flatMap(entriesOf);
    expect(entries).toMatchObject([
      { number: '2026-0000001', sender: { name: 'Ada' } },
      { number: '2026-0000002', answer, recipient: 'Ada Bianchi', subject: 'Risposta: Istanza 1', channel: 'letter' },
    ]);
    expect(entries[1]?.sender).toEqual({ name: protezioneCivile.administration.it });
    expect((await readCase(register, caseOf(1))).state).toMatchObject({
      protocol: [{ number: 1 }],
      answers: [{ protocol: { year: 2026, number: 2 } }],
    });
  });

  test('gives more than a hundred in one go', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    const all = Array.from({ length: 250 }, (_, index) => index);
    for (const which of all) await registered(register, which);
    expect(await assignNumbers(deskOf(register, protocol), all.map(formalOf))).toEqual(new Map());
    await expectSound(register, protocol, all.map(caseOf));
  });

  test('lets only the contact come back that the register does not know', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    await registered(register, 1);
    const failed = await assignNumbers(deskOf(register, protocol), [formalOf(1), formalOf(9)]);
    expect([...failed.keys()]).toEqual([caseOf(9)]);
    await expectSound(register, protocol, [1].map(caseOf));
  });

  test('a case that could not be told is told before the next number is given', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    for (const which of [1, 2]) await registered(register, which);
    const deaf: Register = {
      ...register,
      append: () => Promise.reject(new Error('the register does not answer')),
    };
    const failed = await assignNumbers(deskOf(deaf, protocol), [formalOf(1)]);
    expect([...failed.keys()]).toEqual([caseOf(1)]);
    expect(await assignNumbers(deskOf(register, protocol), [formalOf(2)])).toEqual(new Map());
    await expectSound(register, protocol, [1, 2].map(caseOf));
  });

  test('nobody is given a number while the cases of the last batch cannot be told theirs', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    for (const which of [1, 2]) await registered(register, which);
    const deaf: Register = { ...register, append: () => Promise.reject(new Error('the register does not answer')) };
    await assignNumbers(deskOf(deaf, protocol), [formalOf(1)]);
    await expect(assignNumbers(deskOf(deaf, protocol), [formalOf(2)])).rejects.toThrow('does not answer');
    expect((await chainOf(protocol)).flatMap(entriesOf)).toHaveLength(1);
  });

  test('goes on for the others when the register has lost the case of a number', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    await registered(register, 1);
    await assignNumbers(deskOf(register, protocol), [formalOf(1)]);
    const restored = memoryRegister();
    await registered(restored, 2);
    expect(await assignNumbers(deskOf(restored, protocol), [formalOf(2)])).toEqual(new Map());
    expect((await chainOf(protocol)).flatMap(entriesOf).map(({ number }) => number)).toEqual([
      '2026-0000001',
      '2026-0000002',
    ]);
  });

  test('reads one batch to find the last one, but in the first days of a year', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    for (const which of [1, 2]) await registered(register, which);
    const asked: number[] = [];
    const counted: Protocol = {
      ...protocol,
      last(year) {
        asked.push(year);
        return protocol.last(year);
      },
    };
    await assignNumbers(deskOf(register, protocol), [formalOf(1)]);
    expect(await headOf(counted, new Date('2026-11-22T10:00:00.000Z'))).toMatchObject({ year: 2026, batch: 1 });
    expect(asked.splice(0)).toEqual([2026]);
    expect(await headOf(counted, new Date('2027-01-01T10:00:00.000Z'))).toMatchObject({ year: 2026, batch: 1 });
    expect(asked.splice(0)).toEqual([2027, 0, 2026]);
    await assignNumbers(
      deskOf(register, protocol, () => new Date('2027-01-01T10:00:00.000Z')),
      [formalOf(2)],
    );
    // A clock that runs behind follows to where the others are.
    expect(await headOf(counted, new Date('2026-12-31T10:00:00.000Z'))).toMatchObject({ year: 2027, batch: 1 });
    expect(asked).toEqual([2026, 2027]);
  });
});

////////// Whatever happens

/**
 * What becomes of one call to a table: it is made, fails before or after it was made, or the worker dies before or
 * after.
 */
type Fate = 'made' | 'fails' | 'answer lost' | 'dies before' | 'dies after';

/** A worker's view of the tables: each call waits its turn, and meets its fate. */
function throughFates(given: {
  register: Register;
  protocol: Protocol;
  turn: () => Promise<unknown>;
  nextFate: () => Fate;
  die: () => void;
}): { register: Register; protocol: Protocol } {
  const { register, protocol, turn, nextFate, die } = given;
  let dead = false;
  const forever = new Promise<never>(() => {});
  const fated = async <Answer>(call: () => Promise<Answer>): Promise<Answer> => {
    await turn();
    if (dead) return forever;
    const fate = nextFate();
    if (fate === 'fails') throw new Error('no answer');
    if (fate === 'made' || fate === 'answer lost' || fate === 'dies after') {
      const answer = await call();
      if (fate === 'made') return answer;
      if (fate === 'answer lost') throw new Error('no answer');
    }
    dead = true;
    die();
    return forever;
  };
  return {
    register: {
      ...register,
      read: (caseId) => fated(() => register.read(caseId)),
      append: (entry) => fated(() => register.append(entry)),
    },
    protocol: {
      ...protocol,
      last: (year) => fated(() => protocol.last(year)),
      append: (batch) => fated(() => protocol.append(batch)),
    },
  };
}

test('whatever order the calls of several workers come in, whichever fail or kill, at the turn of the year too: no gap, no double', async () => {
  const fate: fc.Arbitrary<Fate> = fc.oneof(
    { weight: 30, arbitrary: fc.constant<Fate>('made') },
    { weight: 1, arbitrary: fc.constantFrom<Fate>('fails', 'answer lost', 'dies before', 'dies after') },
  );
  const delivery = fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 8 });
  const worker = fc.record({
    deliveries: fc.array(delivery, { minLength: 1, maxLength: 4 }),
    skew: fc.integer({ min: -90_000, max: 90_000 }),
    fates: fc.infiniteStream(fate),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(worker, { minLength: 1, maxLength: 3 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 8000 })),
      async (scheduler, workers, pace) => {
        const [register, protocol] = [memoryRegister(), memoryProtocol()];
        const all = [0, 1, 2, 3, 4, 5, 6, 7];
        for (const which of all) await registered(register, which);
        // Calls move time on; a minute before midnight of the last day of the year it begins.
        let now = Date.parse('2026-12-31T22:59:00.000Z');
        const pass = () => {
          now += pace.next().value as number;
          return now;
        };
        const runs = workers.map(async ({ deliveries, skew, fates }) => {
          let died: () => void = () => {};
          const death = new Promise<void>((done) => {
            died = done;
          });
          const work = async () => {
            const tables = throughFates({
              register,
              protocol,
              turn: () => scheduler.schedule(Promise.resolve()),
              nextFate: () => fates.next().value as Fate,
              die: () => died(),
            });
            const desk = deskOf(tables.register, tables.protocol, () => new Date(pass() + skew));
            for (const delivered of deliveries) await assignNumbers(desk, delivered.map(formalOf)).catch(() => {});
          };
          await Promise.race([work(), death]);
        });
        await scheduler.waitFor(Promise.all(runs));
        // What was not done comes back, as a queue brings it back.
        expect(
          await assignNumbers(
            deskOf(register, protocol, () => new Date(pass())),
            all.map(formalOf),
          ),
        ).toEqual(new Map());
        await expectSound(register, protocol, all.map(caseOf));
      },
    ),
    { numRuns: 400 },
  );
}, 120_000);
