import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import type { FormalContact } from '../../shared/contracts/handed-on.ts';
import type { ProtocolBatch } from '../../shared/contracts/protocol.ts';
import { sealEntry } from '../../shared/core/chain.ts';
import { brokenBatch, entriesOf, numberText, yearAt } from '../../shared/core/protocol.ts';
import { assignNumbers, type Desk, headOf } from '../../shared/shell/assigning.ts';
import { readCase } from '../../shared/shell/case-file.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { memoryProtocol } from '../../shared/shell/memory-protocol.ts';
import { memoryRegister } from '../../shared/shell/memory-register.ts';
import type { Protocol } from '../../shared/shell/protocol.ts';
import type { Register } from '../../shared/shell/register.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';

const { service } = protezioneCivile;
const receivedAt = '2026-12-31T22:58:00.000Z';
const caseOf = (which: number) => `PC-0000-0000-${String(which).padStart(4, '0')}-0000`;

/** The message that a formal contact leaves, told apart by a number. */
const formal = (which: number): FormalContact => ({
  contract: 'formal-contact.v1',
  service,
  caseId: caseOf(which),
  contact: caseOf(which),
  receivedAt,
});

async function registered(register: Register, which: number): Promise<void> {
  const events: CaseEvent[] = [
    {
      type: 'CaseOpened',
      service,
      kind: 'instance',
      requester: 'citizen',
      language: 'it',
      lane: 'instances',
      urgent: false,
      competence: 'own',
      formal: true,
      retentionDays: 3650,
    },
    {
      type: 'ContactReceived',
      channel: 'form',
      receivedAt,
      attachments: [],
      personal: { name: 'Ada', subject: `Istanza ${which}` },
    },
  ];
  const caseId = caseOf(which);
  await register.append(sealEntry({ caseId, at: receivedAt, events, previous: undefined, salt: randomHex(), sha256 }));
}

/** The whole chain of a protocol, from where it begins. */
async function chainOf(protocol: Protocol): Promise<ProtocolBatch[]> {
  const batches: ProtocolBatch[] = [];
  for (let year: number | undefined = 0; year !== undefined; year = batches.at(-1)?.continuesIn) {
    const before = batches.length;
    for await (const page of protocol.batches(year, 1)) batches.push(...page);
    if (batches.length === before) break;
  }
  return batches;
}

/** What must hold whatever happened: the chain, no gap, no double, and every case knows exactly its own number. */
async function expectSound(register: Register, protocol: Protocol, contacts: number[]): Promise<void> {
  const batches = await chainOf(protocol);
  for (const [index, batch] of batches.entries())
    expect(brokenBatch(batches[index - 1], batch, sha256)).toBeUndefined();
  const entries = batches.flatMap(entriesOf);
  const byYear = Map.groupBy(entries, ({ at }) => yearAt(at));
  for (const [year, ofYear] of byYear)
    expect(ofYear.map(({ number }) => number)).toEqual(ofYear.map((_, index) => numberText(year, index + 1)));
  expect(entries.map(({ contact }) => contact).sort()).toEqual(contacts.map(caseOf).sort());
  for (const { caseId, contact, number, at } of entries) {
    const { state } = await readCase(register, caseId);
    if (state.stage === 'none') throw new Error(`no case ${caseId}`);
    expect(
      state.protocol.map((known) => [known.contact, numberText(known.year, known.number), known.assignedAt]),
    ).toEqual([[contact, number, at]]);
  }
}

const deskOf = (register: Register, protocol: Protocol, clock = () => new Date('2026-11-22T09:00:00.000Z')): Desk => ({
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
    expect(await assignNumbers(desk, [formal(1), formal(2), formal(1)])).toEqual(new Map());
    expect(await assignNumbers(desk, [formal(2)])).toEqual(new Map());
    expect(await assignNumbers(deskOf(register, protocol), [formal(3), formal(1)])).toEqual(new Map());
    await expectSound(register, protocol, all);
    expect((await chainOf(protocol)).map(({ first, last }) => last - first + 1)).toEqual([0, 2, 1]);
  });

  test('gives more than a hundred in one go', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    const all = Array.from({ length: 250 }, (_, index) => index);
    for (const which of all) await registered(register, which);
    expect(await assignNumbers(deskOf(register, protocol), all.map(formal))).toEqual(new Map());
    await expectSound(register, protocol, all);
  });

  test('lets only the contact come back that the register does not know', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    await registered(register, 1);
    const failed = await assignNumbers(deskOf(register, protocol), [formal(1), formal(9)]);
    expect([...failed.keys()]).toEqual([caseOf(9)]);
    await expectSound(register, protocol, [1]);
  });

  test('a case that could not be told is told before the next number is given', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    for (const which of [1, 2]) await registered(register, which);
    const deaf: Register = {
      ...register,
      append: () => Promise.reject(new Error('the register does not answer')),
    };
    const failed = await assignNumbers(deskOf(deaf, protocol), [formal(1)]);
    expect([...failed.keys()]).toEqual([caseOf(1)]);
    expect(await assignNumbers(deskOf(register, protocol), [formal(2)])).toEqual(new Map());
    await expectSound(register, protocol, [1, 2]);
  });

  test('nobody is given a number while the cases of the last batch cannot be told theirs', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    for (const which of [1, 2]) await registered(register, which);
    const deaf: Register = { ...register, append: () => Promise.reject(new Error('the register does not answer')) };
    await assignNumbers(deskOf(deaf, protocol), [formal(1)]);
    await expect(assignNumbers(deskOf(deaf, protocol), [formal(2)])).rejects.toThrow('does not answer');
    expect((await chainOf(protocol)).flatMap(entriesOf)).toHaveLength(1);
  });

  test('goes on for the others when the register has lost the case of a number', async () => {
    const [register, protocol] = [memoryRegister(), memoryProtocol()];
    await registered(register, 1);
    await assignNumbers(deskOf(register, protocol), [formal(1)]);
    const restored = memoryRegister();
    await registered(restored, 2);
    expect(await assignNumbers(deskOf(restored, protocol), [formal(2)])).toEqual(new Map());
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
    await assignNumbers(deskOf(register, protocol), [formal(1)]);
    expect(await headOf(counted, new Date('2026-11-22T10:00:00.000Z'))).toMatchObject({ year: 2026, batch: 1 });
    expect(asked.splice(0)).toEqual([2026]);
    expect(await headOf(counted, new Date('2027-01-01T10:00:00.000Z'))).toMatchObject({ year: 2026, batch: 1 });
    expect(asked.splice(0)).toEqual([2027, 0, 2026]);
    await assignNumbers(
      deskOf(register, protocol, () => new Date('2027-01-01T10:00:00.000Z')),
      [formal(2)],
    );
    // A clock that runs behind follows to where the others are.
    expect(await headOf(counted, new Date('2026-12-31T10:00:00.000Z'))).toMatchObject({ year: 2027, batch: 1 });
    expect(asked).toEqual([2026, 2027]);
  });
});

////////// Whatever happens

/** What becomes of one call to a table: it is made, fails before or after it was made, or the worker dies before or after. */
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
            for (const delivered of deliveries) await assignNumbers(desk, delivered.map(formal)).catch(() => {});
          };
          await Promise.race([work(), death]);
        });
        await scheduler.waitFor(Promise.all(runs));
        // What was not done comes back, as a queue brings it back.
        expect(
          await assignNumbers(
            deskOf(register, protocol, () => new Date(pass())),
            all.map(formal),
          ),
        ).toEqual(new Map());
        await expectSound(register, protocol, all);
      },
    ),
    { numRuns: 400 },
  );
}, 120_000);
