import { describe, expect, test } from '@jest/globals';
import { handingOnOf } from '../../../functions/registrar/hand-on.ts';
import { registerContact } from '../../../functions/registrar/register-contact.ts';
import type { CallFacts } from '../../../shared/contracts/arrival.ts';
import type { ContactAccepted } from '../../../shared/contracts/contact.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { hmacWith, keyedDigest } from '../../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryTurns } from '../../stores/memory-turns.ts';

// One person, Ada, who asks to be called back about the same matter in a first and in a second contact.

const [first, second] = ['PC-0000-0000-0000-000A', 'PC-0000-0000-0000-000B'];
const now = new Date('2026-09-11T16:00:00Z');
const due = { callBackDueAt: '2026-09-14T11:00:00Z' };
const phone = '+39 333 1234560';
const hmac = hmacWith('a secret of the tests');

const asks = (code: string, more: Partial<ContactAccepted['contact']> = {}): ContactAccepted => ({
  contract: 'contact-accepted.v1',
  code,
  service: 'protezione-civile',
  channel: 'form',
  receivedAt: now.toISOString(),
  ...due,
  contact: { ...contact, phone, ...more },
});

const told = (code: string, outcome: CallFacts['outcome'], second: number): ContactAccepted => {
  const { callBackDueAt, ...rest } = asks(code);
  const call = {
    source: 'room',
    externalId: code,
    asOf: `2026-09-11T16:00:${String(second).padStart(2, '0')}Z`,
    outcome,
    startedAt: now.toISOString(),
  };
  return {
    ...rest,
    channel: 'phone',
    call,
    ...(outcome === 'voicemail' && { callBackDueAt: due.callBackDueAt }),
    contact: { kind: 'information', requester: 'citizen', language: 'it', phone },
  };
};

function center() {
  const register = memoryRegister();
  const turns = memoryTurns();
  const take = (accepted: ContactAccepted, { through = register }: { through?: Register } = {}) =>
    registerContact({
      register: through,
      accepted,
      definition: protezioneCivile,
      rules: lifeFirst,
      now,
      handingOn: handingOnOf('protezione-civile', through, {
        attachments: { leave: async () => undefined },
        protocol: { leave: async () => undefined },
        turns,
        hmac: async () => hmac,
        clock: () => now,
      }),
    });
  const staff = (caseId: string, command: CaseCommand) =>
    changeCase({ register, caseId, command, at: now.toISOString() });
  const attempt = (caseId: string, outcome: 'reached' | 'no-answer') =>
    staff(caseId, { type: 'RecordCallBackAttempt', by: 'Carla Villa', outcome, attemptsAllowed: 3 });
  const stateOf = async (caseId: string) => {
    const { state } = await readCase(register, caseId);
    if (state.stage === 'none') throw new Error(`there is no case ${caseId}`);
    return state;
  };
  return { register, turns, take, staff, attempt, stateOf };
}

/** The register for a worker that dies with its `last` write: made, but nobody hears of it. */
function dyingAfter(register: Register, last: (types: string[]) => boolean): Register {
  return {
    ...register,
    async append(entry) {
      const outcome = await register.append(entry);
      if (last(openEntry(entry).map(({ type }) => type))) throw new Error('the worker died');
      return outcome;
    },
  };
}

describe('a call-back that was promised', () => {
  test('and made is not undone by a message that comes once more: the case stays with whoever works on it', async () => {
    const { take, staff, attempt, stateOf } = center();
    await take(asks(first));
    await staff(first, { type: 'TakeInCharge', by: 'Carla Villa' });
    await attempt(first, 'reached');
    await take(asks(second));
    await take(asks(first));
    expect(await stateOf(first)).toMatchObject({ stage: 'taken-in-charge', callBack: { state: 'reached' } });
    expect(await stateOf(first)).not.toHaveProperty('joinedTo');
    expect(await stateOf(second)).toMatchObject({ stage: 'registered', callBack: { state: 'due' } });
  });

  test('stays due though the worker dies after opening its case and the other call is given up meanwhile', async () => {
    const { register, take, attempt, stateOf } = center();
    await take(asks(first));
    const through = dyingAfter(register, (types) => types.includes('CaseOpened'));
    await expect(take(asks(second), { through })).rejects.toThrow('the worker died');
    for (let call = 0; call < 3; call += 1) await attempt(first, 'no-answer');
    await take(asks(second));
    expect(await stateOf(second)).toMatchObject({ stage: 'registered', callBack: { state: 'due' } });
  });

  test('is asked for by a case that an earlier version opened without it', async () => {
    const { take, attempt, stateOf } = center();
    await take(asks(first));
    const { callBackDueAt: _promised, ...withoutCallBack } = asks(second);
    await take(withoutCallBack);
    for (let call = 0; call < 3; call += 1) await attempt(first, 'no-answer');
    await take(asks(second));
    expect(await stateOf(second)).toMatchObject({ stage: 'registered', callBack: { state: 'due' } });
  });

  test('is known on both sides though the worker dies with the join and the other is reached meanwhile', async () => {
    const { register, take, attempt, stateOf } = center();
    await take(asks(first));
    const through = dyingAfter(register, (types) => types.includes('JoinedTo'));
    await expect(take(asks(second), { through })).rejects.toThrow('the worker died');
    await attempt(first, 'reached');
    await take(asks(second));
    expect((await stateOf(first)).joined).toEqual([second]);
    expect(await stateOf(second)).toMatchObject({ stage: 'closed', joinedTo: first });
  });

  test('stays due though the worker dies half-way into the join and the other is reached meanwhile', async () => {
    const { register, take, attempt, stateOf } = center();
    await take(asks(first));
    const through = dyingAfter(register, (types) => types.includes('CaseJoined'));
    await expect(take(asks(second), { through })).rejects.toThrow('the worker died');
    await attempt(first, 'reached');
    await take(asks(second));
    expect(await stateOf(second)).toMatchObject({ stage: 'registered', callBack: { state: 'due' } });
  });

  test('is one for a caller though the case that asked first was closed when its voicemail came', async () => {
    const { register, take, stateOf } = center();
    await take(told(first, 'abandoned', 1));
    // The first call's voicemail is on its way: its worker rests before it writes.
    let goOn = () => {};
    const resting = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const through: Register = {
      ...register,
      async append(entry) {
        if (openEntry(entry).some(({ type }) => type === 'CallUpdated')) await resting;
        return register.append(entry);
      },
    };
    const late = take(told(first, 'voicemail', 2), { through });
    await take(told(second, 'voicemail', 3));
    goOn();
    await late;
    const owed = [await stateOf(first), await stateOf(second)].filter(({ callBack }) => callBack?.state === 'due');
    expect(owed).toHaveLength(1);
  });

  test('is not looked for at a case that has the turn and owes no call: the next message takes the turn, and settles', async () => {
    const { turns, take, stateOf } = center();
    const { callBackDueAt: _asked, ...asksNothing } = asks(first);
    await take(asksNothing);
    const asker = keyedDigest(`call-back|3331234560|information|earthquakes`, hmac);
    await turns.take({ asker, caseId: first, now });
    await take(asks(second));
    expect(await stateOf(second)).toMatchObject({ stage: 'registered', callBack: { state: 'due' } });
    expect(await turns.holderOf(asker)).toBe(second);
  });
});

describe('a case that somebody must see', () => {
  test('because it speaks of danger to life is not closed for a call that is due elsewhere', async () => {
    const { take, stateOf } = center();
    await take(asks(first));
    await take(asks(second, { message: 'Siamo intrappolati sotto le macerie' }));
    expect(await stateOf(second)).toMatchObject({ stage: 'registered', lane: 'urgent', callBack: { state: 'due' } });
  });

  test('because somebody has it in hand stays there when a record names its caller', async () => {
    const { take, staff, stateOf } = center();
    await take(asks(first, { category: undefined }));
    const { phone: _later, ...nameless } = told(second, 'voicemail', 2).contact;
    await take({ ...told(second, 'voicemail', 2), contact: nameless });
    await staff(second, { type: 'TakeInCharge', by: 'Carla Villa' });
    await take(told(second, 'in-progress', 1));
    expect(await stateOf(second)).toMatchObject({ stage: 'taken-in-charge', callBack: { state: 'due' } });
  });

  test('because danger to life is heard late in a call opens again, though its call is made elsewhere', async () => {
    const { take, stateOf } = center();
    await take(asks(first, { category: undefined }));
    await take(told(second, 'voicemail', 2));
    expect(await stateOf(second)).toMatchObject({ stage: 'closed', joinedTo: first });
    const record = told(second, 'voicemail', 3);
    await take({ ...record, contact: { ...record.contact, message: 'Siamo intrappolati sotto le macerie' } });
    expect(await stateOf(second)).toMatchObject({ stage: 'registered', lane: 'urgent' });
  });
});
