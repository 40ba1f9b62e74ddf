import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { handingOnOf } from '../../../functions/registrar/hand-on.ts';
import { registerContact } from '../../../functions/registrar/register-contact.ts';
import type { CallFacts } from '../../../shared/contracts/arrival.ts';
import type { ContactAccepted } from '../../../shared/contracts/contact.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { isCallBackDue } from '../../../shared/core/cases/decide-call-back.ts';
import { callsOf } from '../../../shared/core/cases/missed-calls.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';
import { deafLists } from '../../fixtures/deaf-lists.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryTurns } from '../../stores/memory-turns.ts';

// Ada calls in vain, again and again, and is answered or leaves a message in between.

const now = new Date('2026-09-11T17:00:00Z');
const phone = '+39 333 1234560';
const due = '2026-09-14T11:00:00Z';
const codeOf = (number: number) => `PC-0000-0000-0000-000${number}`;
const minute = (past: number) => `2026-09-11T16:${String(past).padStart(2, '0')}:00.000Z`;

function call(number: number, outcome: CallFacts['outcome'], past: number, more: object = {}): ContactAccepted {
  const owed = outcome !== 'answered' && outcome !== 'in-progress';
  return {
    contract: 'contact-accepted.v1',
    code: codeOf(number),
    service: 'protezione-civile',
    channel: 'phone',
    receivedAt: minute(past),
    ...(owed && { callBackDueAt: due }),
    call: {
      source: 'room',
      externalId: `${number}`,
      asOf: minute(past),
      startedAt: minute(past),
      outcome,
      ...(outcome === 'answered' && { answeredAt: minute(past) }),
    },
    contact: { kind: 'information', requester: 'citizen', language: 'it', phone, ...more },
  };
}

function center() {
  const register = memoryRegister();
  const turns = memoryTurns();
  const take = (accepted: ContactAccepted) =>
    registerContact({
      register,
      accepted,
      definition: protezioneCivile,
      rules: deafLists,
      now,
      handingOn: handingOnOf('protezione-civile', register, {
        attachments: { leave: async () => undefined },
        protocol: { leave: async () => undefined },
        turns,
        hmac: async () => hmacWith('a secret of the tests'),
        clock: () => now,
      }),
    });
  const stateOf = async (number: number): Promise<KnownCase> => {
    const { state } = await readCase(register, codeOf(number));
    if (state.stage === 'none') throw new Error(`there is no case ${number}`);
    return state;
  };
  const dueIn = async (...numbers: number[]) => {
    const states = await Promise.all(numbers.map(stateOf));
    return numbers.filter((_, place) => isCallBackDue(states[place] as KnownCase));
  };
  return { register, take, stateOf, dueIn };
}

describe('calls in vain of one number', () => {
  test('are one call to make, whatever key was pressed, and count how often they came', async () => {
    const { take, stateOf, dueIn } = center();
    await take(call(1, 'abandoned', 1));
    await take(call(2, 'busy', 2, { kind: 'report' }));
    await take(call(3, 'not-connected', 3));
    expect(await dueIn(1, 2, 3)).toEqual([1]);
    expect(callsOf(await stateOf(1))).toBe(3);
    expect(await stateOf(2)).toMatchObject({ stage: 'closed', joinedTo: codeOf(1), calledBackThere: true });
  });

  test('of other numbers are called back each', async () => {
    const { take, dueIn } = center();
    await take(call(1, 'abandoned', 1));
    await take(call(2, 'abandoned', 2, { phone: '+39 333 9999999' }));
    expect(await dueIn(1, 2)).toEqual([1, 2]);
  });

  test('share the call that was promised, whichever came first', async () => {
    for (const order of [
      [1, 2],
      [2, 1],
    ]) {
      const { take, stateOf, dueIn } = center();
      const told = { 1: call(1, 'abandoned', 1), 2: call(2, 'voicemail', 2, { kind: 'report', message: 'Vorrei' }) };
      for (const number of order) await take(told[number as 1 | 2]);
      expect(await dueIn(1, 2)).toEqual([2]);
      expect(callsOf(await stateOf(2))).toBe(2);
    }
  });

  test('stay where somebody has them in hand, and where they speak of danger', async () => {
    const { register, take, dueIn } = center();
    await take(call(1, 'abandoned', 1));
    const command = { type: 'TakeInCharge', by: 'Carla Villa' } as const;
    await changeCase({ register, caseId: codeOf(1), command, at: now.toISOString() });
    await take(call(2, 'voicemail', 2));
    await take(call(3, 'answered', 3));
    expect(await dueIn(1, 2)).toEqual([1]);
    const other = center();
    const danger = { level: 'lane', kind: 'other', evidence: 'menu: 9', rule: 'menu' } as const;
    await other.take({ ...call(1, 'abandoned', 1), urgent: true, danger });
    await other.take(call(2, 'answered', 2));
    expect(await other.dueIn(1)).toEqual([1]);
    expect(await other.stateOf(1)).toMatchObject({ stage: 'registered', urgent: true });
  });
});

describe('a caller who is answered', () => {
  test('is owed nothing for the calls before, and for a later one again', async () => {
    const { take, stateOf, dueIn } = center();
    await take(call(1, 'abandoned', 1));
    await take(call(2, 'abandoned', 2));
    await take(call(3, 'answered', 5));
    expect(await dueIn(1, 2)).toEqual([]);
    expect(await stateOf(1)).toMatchObject({ stage: 'closed', outcome: 'answered-on-the-phone' });
    await take(call(4, 'abandoned', 9));
    expect(await dueIn(4)).toEqual([4]);
  });

  test('keeps the call that was promised', async () => {
    const { take, dueIn } = center();
    await take(call(1, 'voicemail', 1, { message: 'Richiamatemi.' }));
    await take(call(2, 'answered', 5));
    expect(await dueIn(1)).toEqual([1]);
  });

  test('by whoever took the call down by hand is answered too', async () => {
    const { take, dueIn } = center();
    await take(call(1, 'abandoned', 1));
    const { callBackDueAt: _none, call: _call, ...taken } = call(2, 'abandoned', 6);
    await take({ ...taken, recordedBy: 'Carla Villa', contact: { ...contact, phone } });
    expect(await dueIn(1)).toEqual([]);
  });

  test('is owed nothing in whatever order the records come, and however often', () => {
    const told = [call(1, 'abandoned', 1), call(2, 'diverted', 2), call(3, 'answered', 5), call(3, 'answered', 5)];
    const orders = fc.shuffledSubarray(told, { minLength: told.length });
    return fc.assert(
      fc.asyncProperty(orders, fc.integer({ min: 0, max: 3 }), async (order, again) => {
        const { take, dueIn } = center();
        for (const each of [...order, ...order.slice(0, again)]) await take(each);
        expect(await dueIn(1, 2)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
