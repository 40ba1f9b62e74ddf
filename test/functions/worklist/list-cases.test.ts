import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { listAll, listCases } from '../../../functions/worklist/list-cases.ts';
import type { CaseEvent, RegisterEntry } from '../../../shared/contracts/case-event.ts';
import { worklistPage } from '../../../shared/core/cases/worklist.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { personOf } from '../../../shared/shell/stores/worklist.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';

const instant = (second: number) => new Date(1_789_000_000_000 + second * 1000).toISOString();
const codes = ['PC-0000-0000-0000-0001', 'PC-0000-0000-0000-0002', 'PC-0000-0000-0000-0003'];
const emails = ['ada@example.org', 'eva@example.org'];

const openedBy = (email: string | undefined): CaseEvent[] => [
  caseOpened({ kind: 'report', lane: 'help-requests', firstAnswerDueAt: instant(5000), retentionDays: 730 }),
  contactReceived({ receivedAt: instant(0), personal: { message: 'x', ...(email === undefined ? {} : { email }) } }),
];

const further = fc.constantFrom<CaseEvent>(
  { type: 'TakenInCharge', by: 'a' },
  { type: 'Answered', by: 'a' },
  { type: 'Closed', reason: 'done' },
  { type: 'Reopened', reason: 'x' },
  { type: 'MessageAdded', from: 'citizen', personal: { message: 'y' } },
  { type: 'CallBackAsked', contact: 'PC-0000-0000-0000-0001', dueAt: instant(4000) },
  { type: 'CallBackGivenUp', attempts: 3 },
  { type: 'UrgencyRaised' },
  { type: 'PersonalDataErased', reason: 'x', upToVersion: 1 },
  contactReceived({
    channel: 'phone',
    contact: 'PC-0000-0000-0000-0009',
    receivedAt: instant(9),
    personal: { email: 'eva@example.org' },
  }),
  contactReceived({
    channel: 'in-person',
    contact: 'PC-0000-0000-0000-0008',
    receivedAt: instant(9),
    recordedBy: 'a',
    personal: { email: 'eva@example.org' },
  }),
  ...emails.map(
    (email): CaseEvent => ({
      type: 'DocumentRead',
      contact: 'PC-0000-0000-0000-0008',
      by: 'a',
      corrects: true,
      personal: { email },
    }),
  ),
);

/** Cases as the register has them: every entry of every case, in order. */
const histories = fc
  .array(
    fc.record({
      email: fc.option(fc.constantFrom(...emails), { nil: undefined }),
      later: fc.array(further, { maxLength: 6 }),
    }),
    {
      minLength: 1,
      maxLength: codes.length,
    },
  )
  .map((cases) =>
    cases.map(({ email, later }, number) => {
      const entries: RegisterEntry[] = [];
      for (const events of [openedBy(email), ...later.map((event) => [event])])
        entries.push(
          sealEntry({
            caseId: codes[number] as string,
            at: instant(entries.length),
            events,
            previous: entries.at(-1),
            salt: '0'.repeat(32),
            sha256,
          }),
        );
      return entries;
    }),
  );

/** What a worklist holds, whole. */
async function heldBy(worklist: ReturnType<typeof memoryWorklist>) {
  const { items } = await worklistPage(['urgent', 'help-requests'], undefined, 100, worklist.readPlace);
  const persons = await Promise.all(
    emails.map(async (email) => (await worklist.casesOf(personOf(`email|${email}`, hmac), 100)).sort()),
  );
  return { items, persons, kept: await Promise.all(codes.map((code) => worklist.personsOf(code))) };
}

async function registerOf(cases: RegisterEntry[][]): Promise<Register> {
  const register = memoryRegister();
  for (const entry of cases.flat()) await register.append(entry);
  return register;
}

describe('the worklist', () => {
  test('comes to the same however the stream is cut into batches and replayed, as if all were told at once', async () => {
    await fc.assert(
      fc.asyncProperty(
        histories,
        fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat({ max: 100 }), { maxLength: 4 }),
        async (cases, steps, replays) => {
          const register = await registerOf(cases);
          // One stream: cases mixed as `steps` says, each in its own order.
          const left = cases.map((entries) => [...entries]);
          const stream: RegisterEntry[] = [];
          for (let step = 0; left.some((entries) => entries.length > 0); step += 1) {
            const waiting = left.filter((entries) => entries.length > 0);
            stream.push(waiting[(steps[step % steps.length] as number) % waiting.length]?.shift() as RegisterEntry);
          }
          const worklist = memoryWorklist();
          const told = async (from: number) => {
            for (let start = from, cut = 0; start < stream.length; cut += 1) {
              const size = 1 + (steps[cut % steps.length] as number);
              await listCases({ entries: stream.slice(start, start + size), register, worklist, hmac });
              start += size;
            }
          };
          await told(0);
          // What a stream tells again, it tells to its end.
          for (const replay of replays) await told(replay % stream.length);

          const atOnce = memoryWorklist();
          for (const entries of cases) await listCases({ entries, register, worklist: atOnce, hmac });
          expect(await heldBy(worklist)).toEqual(await heldBy(atOnce));
        },
      ),
    );
  });

  test('can be made again from the register alone', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (cases) => {
        const register = await registerOf(cases);
        // Pages as no register promises them: one entry each, the last ones first.
        const scattered: Register = {
          ...register,
          async *all() {
            for (const entry of cases.flat().reverse()) yield [entry];
          },
        };
        const [again, atOnce] = [memoryWorklist(), memoryWorklist()];
        expect(await listAll({ register: scattered, worklist: again, hmac })).toBe(cases.length);
        for (const entries of cases) await listCases({ entries, register, worklist: atOnce, hmac });
        expect(await heldBy(again)).toEqual(await heldBy(atOnce));
      }),
    );
  });

  test('lists new cases without a look at the register, and any other by what the register says now', async () => {
    const cases = [[openedBy('ada@example.org')], [openedBy(undefined), [{ type: 'Answered', by: 'a' } as const]]];
    const entries = cases.map((events, number) => {
      const sealed: RegisterEntry[] = [];
      for (const one of events)
        sealed.push(
          sealEntry({
            caseId: codes[number] as string,
            at: instant(0),
            events: one,
            previous: sealed.at(-1),
            salt: '0',
            sha256,
          }),
        );
      return sealed;
    });
    const register = await registerOf(entries);
    const read: string[] = [];
    const watched: Register = {
      ...register,
      read(caseId) {
        read.push(caseId);
        return register.read(caseId);
      },
    };
    await listCases({ entries: entries.flat(), register: watched, worklist: memoryWorklist(), hmac });
    expect(read).toEqual([codes[1]]);
  });

  test('forgets a case whose personal data was erased, and its persons: nobody can answer it', async () => {
    const code = codes[0] as string;
    const register = memoryRegister();
    const worklist = memoryWorklist();
    const first = sealEntry({
      caseId: code,
      at: instant(0),
      events: openedBy('ada@example.org'),
      previous: undefined,
      salt: '0',
      sha256,
    });
    await register.append(first);
    await listCases({ entries: [first], register, worklist, hmac });
    const ada = personOf('email|ada@example.org', hmac);
    expect(await worklist.casesOf(ada, 10)).toEqual([code]);
    expect(ada).toMatch(/^[0-9a-f]{64}$/);

    const erasure: CaseEvent[] = [{ type: 'PersonalDataErased', reason: 'asked for', upToVersion: 1 }];
    const second = sealEntry({ caseId: code, at: instant(1), events: erasure, previous: first, salt: '0', sha256 });
    await register.append(second);
    // The parts themselves go only afterwards: until then they are in the register, and must not come back from there.
    await listCases({ entries: [second], register, worklist, hmac });
    expect(await worklist.casesOf(ada, 10)).toEqual([]);
    expect(await worklist.personsOf(code)).toEqual([]);
    const { items } = await worklistPage(['help-requests'], undefined, 10, worklist.readPlace);
    expect(items).toEqual([]);
  });
});
