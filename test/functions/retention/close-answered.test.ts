import { beforeEach, expect, test } from '@jest/globals';
import { closeAnswered } from '../../../functions/retention/close-answered.ts';
import { type CaseTrace, casesToClose, noteEntry } from '../../../functions/retention/rules/due-cases.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { caseOpened, code, contactReceived } from '../../fixtures/case-events.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

const answeredAt = Date.parse('2026-11-20T10:00:00.000Z');
const after = (days: number) => new Date(answeredAt + days * 86_400_000);
const answer = 'a'.repeat(16);
const answered: CaseEvent = {
  type: 'Answered',
  by: 'Carla Villa',
  answer,
  channel: 'mail',
  personal: { message: 'Ecco.' },
};
const sent: CaseEvent = { type: 'AnswerSent', answer };
const written: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'E allora?' } };

let register: Register;
beforeEach(() => {
  register = memoryRegister();
});

async function given(...more: CaseEvent[][]) {
  let previous: Parameters<typeof sealEntry>[0]['previous'];
  for (const events of [[caseOpened(), contactReceived()], ...more]) {
    const at = after(0).toISOString();
    const entry = sealEntry({ caseId: code, at, events, previous, salt: randomHex(), sha256 });
    await register.append(entry);
    previous = entry;
  }
}
async function night(days: number) {
  const traces = new Map<string, CaseTrace>();
  for await (const entries of register.all()) for (const entry of entries) noteEntry(traces, entry);
  const due = casesToClose(traces, 10, after(days).getTime());
  return { due, closed: await closeAnswered(register, due, after(days)) };
}

test('a case is closed by itself ten days after its answer was sent, and not before', async () => {
  await given([answered], [sent]);
  expect(await night(9.9)).toEqual({ due: [], closed: 0 });
  expect(await night(10)).toEqual({ due: [code], closed: 1 });
  expect((await readCase(register, code)).state).toMatchObject({ stage: 'closed', outcome: 'answered' });
  expect(await night(11)).toEqual({ due: [], closed: 0 });
});

test.each([
  ['whose answer has not left', [[answered]]],
  ['that had an interim answer', [[{ ...answered, final: false }], [{ ...sent, interim: true }]]],
  ['whose citizen wrote again', [[answered], [sent], [written]]],
  ['whose answer came back', [[answered], [sent], [{ type: 'AnswerBounced', answer, reason: 'mailbox-full' }]]],
] as [string, CaseEvent[][]][])('a case %s stays open', async (_name, more) => {
  await given(...more);
  expect(await night(99)).toEqual({ due: [], closed: 0 });
});

test('a case that was due stays open where its citizen has spoken meanwhile, or a danger is not settled', async () => {
  await given([answered], [sent], [written]);
  expect(await closeAnswered(register, [code], after(10))).toBe(0);
  register = memoryRegister();
  await given([{ type: 'UrgencyRaised' }], [answered], [sent]);
  expect(await night(10)).toEqual({ due: [code], closed: 0 });
});
