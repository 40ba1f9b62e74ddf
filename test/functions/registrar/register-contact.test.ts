import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { handingOnOf } from '../../../functions/registrar/hand-on.ts';
import { registerContact } from '../../../functions/registrar/register-contact.ts';
import type { CallFacts } from '../../../shared/contracts/arrival.ts';
import type { ContactAccepted } from '../../../shared/contracts/contact.ts';
import type { Case } from '../../../shared/core/cases/case.ts';
import { openEntry } from '../../../shared/core/chain.ts';
import { hmacWith, randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { changeCase, followCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryTurns } from '../../stores/memory-turns.ts';

const first = 'PC-7K3M-9QXT-4DHR-8WZA';
const second = 'PC-2N8V-QF4T-KX0B-H3YE';
const third = 'PC-0000-1111-2222-3333';
const now = new Date('2026-09-11T16:05:11Z');

const form: ContactAccepted = {
  contract: 'contact-accepted.v1',
  code: first,
  service: 'protezione-civile',
  channel: 'form',
  receivedAt: '2026-09-11T15:00:00.000Z',
  contact,
};

const record = (more: Partial<CallFacts> = {}): CallFacts => ({
  source: 'listening-room',
  externalId: '1757606400.42',
  asOf: '2026-09-11T16:05:10Z',
  outcome: 'answered',
  startedAt: '2026-09-11T16:03:40Z',
  ...more,
});

const call = (code: string, facts: CallFacts, more: Partial<ContactAccepted> = {}): ContactAccepted => ({
  ...form,
  code,
  channel: 'phone',
  receivedAt: facts.startedAt,
  call: facts,
  contact: { kind: 'information', requester: 'citizen', language: 'it', phone: '+39 333 1234567' },
  ...more,
});

/** A center of one service in memory; who is called back is kept as the table of call-backs keeps it. */
function center() {
  const register = memoryRegister();
  const handed: string[] = [];
  const handingOn = handingOnOf('protezione-civile', register, {
    attachments: { leave: async (body) => void handed.push(`attachments of ${JSON.parse(body).caseId}`) },
    protocol: {
      async leave(body) {
        const { contact: code, caseId } = JSON.parse(body);
        handed.push(`formal ${code} in ${caseId}`);
      },
    },
    turns: memoryTurns(),
    hmac: async () => hmacWith('a secret of the tests'),
    clock: () => now,
  });
  const given = { register, definition: protezioneCivile, rules: lifeFirst, now, handingOn };
  return { register, handed, take: (accepted: ContactAccepted) => registerContact({ ...given, accepted }) };
}

type Known = Exclude<Case, { stage: 'none' }>;
async function stateOf(register: Register, code: string): Promise<Known> {
  const { state } = await readCase(register, code);
  if (state.stage === 'none') throw new Error(`there is no case ${code}`);
  return state;
}
const eventsOf = async (register: Register, code: string) =>
  (await register.read(code)).flatMap((entry) => openEntry(entry)).map(({ type }) => type);

describe('a call', () => {
  test('that was answered is a contact of a case that is answered and closed', async () => {
    const { register, take } = center();
    await take(call(first, record()));
    expect(await eventsOf(register, first)).toEqual(['CaseOpened', 'ContactReceived', 'Answered', 'Closed']);
  });

  test('that was abandoned is counted, and nothing is owed', async () => {
    const { register, take } = center();
    await take(call(first, record({ outcome: 'abandoned' })));
    expect(await eventsOf(register, first)).toEqual(['CaseOpened', 'ContactReceived', 'Closed']);
  });

  test('under way is open; its last record closes it, and an older one that comes late changes nothing', async () => {
    const { register, take } = center();
    const early = record({ outcome: 'in-progress', asOf: '2026-09-11T16:03:41Z' });
    await take(call(first, early));
    expect((await stateOf(register, first)).stage).toBe('registered');
    await take(call(first, record()));
    await take(call(first, { ...early, asOf: '2026-09-11T16:03:50Z' }));
    const state = await stateOf(register, first);
    expect(state.stage).toBe('closed');
    expect(state.contacts.map(({ call: known }) => known?.outcome)).toEqual(['answered']);
  });

  test('that turns out to be a voicemail opens its case again, with the call back that is owed', async () => {
    const { register, take } = center();
    await take(call(first, record({ outcome: 'abandoned' })));
    const later = record({ outcome: 'voicemail', asOf: '2026-09-11T16:09:00Z' });
    await take(call(first, later, { callBackDueAt: '2026-09-14T11:00:00Z' }));
    const state = await stateOf(register, first);
    expect(state.stage).toBe('registered');
    expect(state.callBack).toEqual({ dueAt: '2026-09-14T11:00:00Z', attempts: 0, state: 'due' });
  });

  test('in any number of records, in any order and repeated, is one contact that shows the newest', async () => {
    // Of records that say the same of their time, the one that leaves most to do is believed.
    const outcomes = ['in-progress', 'not-connected', 'abandoned', 'answered', 'voicemail'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ minute: fc.nat(50), sequence: fc.nat(3), outcome: fc.constantFrom(...outcomes) }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (given) => {
          const { register, take } = center();
          const records = given.map(({ minute, sequence, outcome }) =>
            record({ asOf: `2026-09-11T16:${String(minute).padStart(2, '0')}:00Z`, sequence, outcome }),
          );
          for (const facts of records) await take(call(first, facts));
          const { contacts } = await stateOf(register, first);
          const places = records.map(
            ({ asOf, sequence = 0, outcome }) => `${asOf} ${sequence} ${outcomes.indexOf(outcome as never)}`,
          );
          const newest = records[places.indexOf(places.toSorted().at(-1) ?? '')];
          expect(contacts).toHaveLength(1);
          expect(contacts[0]?.call).toEqual(newest);
        },
      ),
    );
  });
});

describe('a later record of a call', () => {
  const early = record({ outcome: 'in-progress', asOf: '2026-09-11T16:03:41Z' });
  const unnamed = { contact: { kind: 'information', requester: 'citizen', language: 'it' } } as const;
  const words = 'Sono bloccata in casa dall’acqua, aiuto';
  const written = { contact: { ...unnamed.contact, message: words } };
  const lanesOf = async (register: Register) => (await stateOf(register, first)).lane;

  test('may be the first to name the caller, even when it is older than what is known', async () => {
    for (const records of [
      [call(first, early, unnamed), call(first, record({ outcome: 'voicemail' }))],
      [call(first, record({ outcome: 'voicemail' }), unnamed), call(first, early)],
    ]) {
      const { register, take } = center();
      for (const each of records) await take(each);
      const state = await stateOf(register, first);
      expect(state.contactPoints).toEqual({ phone: '+39 333 1234567' });
      expect(state.contacts.map(({ call: known }) => known?.outcome)).toEqual(['voicemail']);
    }
  });

  test('brings the words that a machine wrote down, once, and danger to life in them raises the case', async () => {
    const { register, take } = center();
    await take(call(first, early));
    expect(await lanesOf(register)).toBe('information');
    const voicemail = record({ outcome: 'voicemail' });
    await take(call(first, voicemail, written));
    await take(call(first, { ...voicemail, sequence: 9 }, written));
    const { messages, lane, urgent } = await stateOf(register, first);
    expect(messages.map(({ text }) => text)).toEqual([words]);
    expect({ lane, urgent }).toEqual({ lane: 'urgent', urgent: true });
  });

  test.each([
    ['in the order in which they were made', [0, 1, 2]],
    ['the last one first', [2, 1, 0]],
    ['the middle one last', [0, 2, 1]],
  ])(
    'says what the call is by the choice it brings, all records together what is known of it: %s',
    async (_how, order) => {
      const { register, take } = center();
      const told = [
        call(first, record({ outcome: 'in-progress', asOf: '2026-09-11T16:03:41Z', dialled: '800840840' })),
        call(
          first,
          record({
            outcome: 'in-progress',
            asOf: '2026-09-11T16:03:50Z',
            menuChoices: ['4'],
            queue: 'offers',
            language: 'en',
          }),
        ),
        call(first, record({ outcome: 'voicemail', menuChoices: ['2'], language: 'de' }), {
          firstAnswerDueAt: '2026-09-14T11:00:00Z',
          callBackDueAt: '2026-09-14T11:00:00Z',
          contact: { ...unnamed.contact, kind: 'report' },
        }),
      ];
      for (const place of order) await take(told[place] as ContactAccepted);
      const state = await stateOf(register, first);
      expect(state).toMatchObject({ kind: 'report', lane: 'help-requests', language: 'de' });
      expect(state.contacts[0]?.call).toEqual(
        record({ outcome: 'voicemail', dialled: '800840840', queue: 'offers', menuChoices: ['2'], language: 'de' }),
      );
      expect(state.contacts[0]?.records).toHaveLength(3);
      expect(state).toMatchObject({ firstAnswerDueAt: '2026-09-14T11:00:00Z', callBack: { state: 'due' } });
    },
  );

  test('says nothing of the kind any more once somebody works on the case, nor takes it out of the urgent lane', async () => {
    const { register, take } = center();
    const chosen = record({ outcome: 'voicemail', menuChoices: ['4'], asOf: '2026-09-11T16:08:00Z' });
    await take(call(first, record({ outcome: 'voicemail' }), written));
    await take(call(first, chosen));
    expect(await stateOf(register, first)).toMatchObject({ kind: 'help-offer', lane: 'urgent', urgent: true });
    const change = { register, caseId: first, at: now.toISOString(), salt: randomHex, sha256 };
    await changeCase({ ...change, command: { type: 'TakeInCharge', by: 'Carla Villa' } });
    await take(call(first, { ...chosen, menuChoices: ['5'], asOf: '2026-09-11T16:09:00Z' }));
    await take(call(first, record({ outcome: 'answered', asOf: '2026-09-11T16:10:00Z' })));
    const { kind, stage, contacts } = await stateOf(register, first);
    expect({ kind, stage, heard: contacts[0]?.call }).toMatchObject({
      kind: 'help-offer',
      stage: 'taken-in-charge',
      heard: { menuChoices: ['5'], outcome: 'answered' },
    });
  });

  test.each(['answered', 'abandoned'] as const)('that was %s leaves a danger to life open', async (outcome) => {
    const told = center();
    await told.take(call(first, early, written));
    await told.take(call(first, record({ outcome })));
    expect(await stateOf(told.register, first)).toMatchObject({ stage: 'registered', lane: 'urgent' });
    const atOnce = center();
    await atOnce.take(call(first, record({ outcome }), written));
    expect(await stateOf(atOnce.register, first)).toMatchObject({ stage: 'registered', lane: 'urgent' });
  });

  test.each(['answered', 'abandoned'] as const)(
    'with the key of danger to life raises a case, or opens it again, after it was %s',
    async (outcome) => {
      const byKey = {
        urgent: true,
        danger: { level: 'lane', kind: 'other', evidence: 'menu: 9', rule: 'menu' },
      } as const;
      const { register, take } = center();
      await take(call(first, early));
      await take(call(first, record({ outcome })));
      expect(await stateOf(register, first)).toMatchObject({ stage: 'closed', urgent: false });
      const later = call(first, record({ outcome, menuChoices: ['9'], sequence: 9 }), byKey);
      await take(later);
      expect(await stateOf(register, first)).toMatchObject({ stage: 'registered', lane: 'urgent' });
      // What the desk shows as the reason: the key, once, however often the record comes.
      await take(later);
      const told = (await register.read(first))
        .flatMap(openEntry)
        .flatMap((event) => ('personal' in event && event.personal?.danger) || []);
      expect(told).toEqual([byKey.danger]);
    },
  );

  test('that writes down danger to life opens a call again that was answered and closed', async () => {
    const { register, take } = center();
    await take(call(first, record()));
    expect(await stateOf(register, first)).toMatchObject({ stage: 'closed', urgent: false });
    await take(call(first, record({ sequence: 9 }), written));
    expect(await stateOf(register, first)).toMatchObject({ stage: 'registered', lane: 'urgent' });
  });

  test('of an answered call says what it was about, though the call is over', async () => {
    const { register, take } = center();
    await take(call(first, early));
    await take(call(first, record({ menuChoices: ['5'] })));
    expect(await stateOf(register, first)).toMatchObject({ kind: 'complaint', lane: 'complaints', stage: 'closed' });
  });

  test('may tell of an earlier beginning: the call was received then', async () => {
    const { register, take } = center();
    const transferred = record({
      outcome: 'in-progress',
      startedAt: '2026-09-11T16:04:40Z',
      asOf: '2026-09-11T16:04:41Z',
    });
    await take(call(first, transferred));
    await take(call(first, early));
    const { receivedAt, history } = await stateOf(register, first);
    expect([receivedAt, history[0]?.at]).toEqual(['2026-09-11T16:03:40Z', '2026-09-11T16:03:40Z']);
  });

  test('that corrects the number or the recording is believed; an older one is not', async () => {
    const { register, take } = center();
    const by = (phone: string, recording: string) => ({ contact: { ...unnamed.contact, phone, recording } });
    await take(call(first, early, by('+39 333 1234567', 'first.wav')));
    await take(call(first, record({ outcome: 'voicemail' }), by('+39 333 7654321', 'second.wav')));
    await take(call(first, { ...early, asOf: '2026-09-11T16:03:42Z' }, by('+39 333 1111111', 'third.wav')));
    const { contactPoints, contacts } = await stateOf(register, first);
    expect([contactPoints.phone, contacts[0]?.recording]).toEqual(['+39 333 7654321', 'second.wav']);
    expect(JSON.stringify(contacts[0]?.records)).not.toContain('wav');
  });

  test('that is sent again brings nothing back of what was erased', async () => {
    const { register, take } = center();
    const voicemail = record({ outcome: 'voicemail' });
    await take(call(first, voicemail, written));
    await changeCase({
      register,
      caseId: first,
      command: { type: 'ErasePersonalData', reason: 'asked', upToVersion: 1 },
      at: now.toISOString(),
      salt: randomHex,
      sha256,
    });
    await take(call(first, voicemail, written));
    await take(call(first, { ...voicemail, sequence: 9 }));
    const { messages, contactPoints } = await stateOf(register, first);
    expect({ messages, contactPoints }).toEqual({ messages: [], contactPoints: {} });
  });
});

describe('a caller who asks to be called back', () => {
  const asks = record({ outcome: 'call-back-asked' });
  const due = { callBackDueAt: '2026-09-14T11:00:00Z' };

  test('twice about the same subject is called back once: the second call has its case, which joins the first', async () => {
    const { register, take } = center();
    await take(call(first, asks, due));
    await take(call(second, { ...asks, externalId: '1757606500.43' }, due));
    expect((await stateOf(register, first)).joined).toEqual([second]);
    expect(await stateOf(register, second)).toMatchObject({ stage: 'closed', joinedTo: first });
    expect(await stateOf(register, second)).not.toHaveProperty('callBack');
  });

  test.each([
    ['then hung up', ['voicemail', 'abandoned']],
    ['then hung up, which was heard of first', ['abandoned', 'voicemail']],
  ] as const)('and %s is owed a call all the same', async (_how, order) => {
    const { register, take } = center();
    const told = {
      voicemail: call(first, record({ outcome: 'voicemail', asOf: '2026-09-11T16:04:00Z' }), due),
      abandoned: call(first, record({ outcome: 'abandoned' })),
    };
    for (const outcome of order) await take(told[outcome]);
    expect(await stateOf(register, first)).toMatchObject({ stage: 'registered', callBack: { state: 'due' } });
  });

  test('and is reached by the exchange itself is owed none: the attempt is on record and the case answered', async () => {
    const { register, take } = center();
    await take(call(first, asks, due));
    const reached = record({ outcome: 'answered', asOf: '2026-09-11T17:00:00Z' });
    await take(call(first, reached));
    await take(call(first, asks, due));
    expect((await eventsOf(register, first)).slice(2)).toEqual([
      'CallBackAsked',
      'CallUpdated',
      'CallBackTried',
      'Answered',
      'Closed',
    ]);
    expect((await stateOf(register, first)).callBack).toMatchObject({ state: 'reached', attempts: 1 });
  });

  test('before anything says who it is has one turn all the same once a later record does', async () => {
    const { register, take } = center();
    await take(call(first, asks, due));
    const nobody = { kind: 'information', requester: 'citizen', language: 'it' } as const;
    const other = { ...asks, externalId: 'recorded' };
    await take(call(second, other, { ...due, contact: nobody }));
    expect((await stateOf(register, second)).callBack).toMatchObject({ state: 'due' });
    await take(call(second, { ...other, outcome: 'in-progress', asOf: '2026-09-11T16:03:50Z' }));
    const joined = await stateOf(register, second);
    expect([joined.joinedTo, joined.callBack]).toEqual([first, undefined]);
    expect((await stateOf(register, first)).callBack).toMatchObject({ state: 'due' });
  });

  test('is in one turn though the records that ask and that name the caller are registered at the same moment', async () => {
    const { register, take } = center();
    await take(call(first, asks, due));
    const nobody = { kind: 'information', requester: 'citizen', language: 'it' } as const;
    const other = { ...asks, externalId: 'recorded' };
    const late = call(second, other, { ...due, contact: nobody });
    const named = call(
      second,
      record({ outcome: 'in-progress', asOf: '2026-09-11T16:03:50Z', externalId: 'recorded' }),
    );
    await Promise.all([take(late), take(named)]);
    expect((await stateOf(register, second)).joinedTo).toBe(first);
  });

  test('in a record that does not name the caller is known by the earlier one that did, and by what was chosen in it', async () => {
    const { register, take } = center();
    const chosen = { menuChoices: ['2'] };
    await take(
      call(first, { ...asks, ...chosen }, { ...due, contact: { ...call(first, asks).contact, kind: 'report' } }),
    );
    const ringing = { outcome: 'in-progress', asOf: '2026-09-11T16:03:50Z', externalId: 'named' } as const;
    const kind = { contact: { ...call(first, asks).contact, kind: 'report' } } as const;
    await take(call(second, record({ ...ringing, ...chosen }), kind));
    const nobody = { kind: 'information', requester: 'citizen', language: 'it' } as const;
    await take(call(second, { ...asks, externalId: 'named' }, { ...due, contact: nobody }));
    expect((await stateOf(register, second)).joinedTo).toBe(first);
  });

  test('in a call whose first record had opened a case of its own: that case joins the one in charge', async () => {
    const { register, take } = center();
    await take(call(first, asks, due));
    const other = { ...asks, externalId: '1757606500.43' };
    await take(call(second, { ...other, outcome: 'in-progress', asOf: '2026-09-11T16:04:00Z' }));
    await take(call(second, other, due));
    expect(await stateOf(register, second)).toMatchObject({ stage: 'closed', joinedTo: first });
    expect((await stateOf(register, first)).joined).toEqual([second]);
  });

  test('whose message is delivered again is still called back once', async () => {
    const { register, take } = center();
    for (const code of [first, second, second, first]) {
      await take(call(code, { ...asks, externalId: code }, due));
    }
    expect((await stateOf(register, first)).joined).toEqual([second]);
    expect((await eventsOf(register, first)).filter((type) => type === 'CallBackAsked')).toHaveLength(1);
  });
});

describe('a contact that belongs to a case', () => {
  const reply: ContactAccepted = {
    ...form,
    code: third,
    channel: 'email',
    joins: first,
    contact: { kind: 'information', requester: 'citizen', language: 'it', message: 'Grazie, e la mappa?' },
  };

  test('joins it once, however often it is delivered', async () => {
    const { register, take } = center();
    await take(form);
    await take(reply);
    await take(reply);
    const state = await stateOf(register, first);
    expect(state.contacts).toHaveLength(2);
    expect(state.messages.map(({ text }) => text)).toContain('Grazie, e la mappa?');
    expect(state.receivedAt).toBe(form.receivedAt);
    expect(await register.read(third)).toEqual([]);
  });

  test('opens a closed case again', async () => {
    const { register, take } = center();
    await take({ ...form, channel: 'phone', call: record() });
    await take(reply);
    expect((await stateOf(register, first)).stage).toBe('registered');
  });

  test('that is not there is heard in a case of its own, and stays there when the other turns up', async () => {
    const { register, take } = center();
    await take(reply);
    expect((await stateOf(register, third)).stage).toBe('registered');
    await take(form);
    await take(reply);
    expect((await stateOf(register, first)).contacts).toHaveLength(1);
  });

  test('and speaks of danger to life moves it to the urgent lane', async () => {
    const { register, take } = center();
    await take(form);
    await take({ ...reply, contact: { ...reply.contact, message: 'Siamo intrappolati sotto le macerie' } });
    expect(await stateOf(register, first)).toMatchObject({ urgent: true, lane: 'urgent' });
  });
});

describe('what others must do', () => {
  test('is handed on for offered attachments and formal contacts only, again with each delivery', async () => {
    const { handed, take } = center();
    await take(form);
    expect(handed).toEqual([]);
    const offered = { ...form, contact: { ...contact, attachments: ['0'.repeat(32)] } };
    await take(offered);
    await take({ ...form, code: second, channel: 'pec' });
    await take({ ...form, code: second, channel: 'pec' });
    expect(handed).toEqual([
      `attachments of ${first}`,
      `formal ${second} in ${second}`,
      `formal ${second} in ${second}`,
    ]);
  });
});

describe('a receipt whose case joined another', () => {
  test('leads to the case that goes on, and tells its own apart', async () => {
    const { register, take } = center();
    const asks = record({ outcome: 'call-back-asked' });
    await take(call(first, asks, { callBackDueAt: '2026-09-14T11:00:00Z' }));
    await take(call(second, { ...asks, externalId: 'x' }, { callBackDueAt: '2026-09-14T11:00:00Z' }));
    const { caseId, state, own } = await followCase(register, second);
    expect(caseId).toBe(first);
    expect(state.stage).toBe('registered');
    expect(own.stage).toBe('closed');
  });

  test('is itself where nothing was joined, and where the other case is not there', async () => {
    const { register, take } = center();
    await take(form);
    expect((await followCase(register, first)).caseId).toBe(first);
    const change = { register, caseId: first, at: now.toISOString(), salt: () => '00'.repeat(16), sha256 };
    await changeCase({
      ...change,
      command: { type: 'JoinTo', caseId: third, by: 'Carla Villa', reason: 'one matter' },
    });
    expect((await followCase(register, first)).caseId).toBe(first);
    expect((await followCase(register, third)).own.stage).toBe('none');
  });
});

describe('a contact to a case that was closed', () => {
  const day = 86_400_000;
  /** A center whose first case was closed so many days ago, by somebody who must not be mailed. */
  async function closedFor(days: number, safe: Partial<ContactAccepted['contact']> = {}) {
    const { register, take } = center();
    await take({ ...form, contact: { ...form.contact, ...safe } });
    const at = new Date(now.getTime() - days * day).toISOString();
    const told = { type: 'HandToRescue', by: 'Carla Villa', to: '112', at, spokeTo: 'la centrale' } as const;
    await changeCase({ register, caseId: first, command: told, at });
    await changeCase({ register, caseId: first, command: { type: 'Close', reason: 'answered' }, at });
    return { register, take };
  }
  const reply = (code: string, more: Partial<ContactAccepted> = {}): ContactAccepted => ({
    ...form,
    code,
    channel: 'email',
    joins: first,
    receivedAt: now.toISOString(),
    contact: { kind: 'information', requester: 'citizen', language: 'it', message: 'E adesso?' },
    ...more,
  });

  test('until thirty days ago opens it again', async () => {
    const { register, take } = await closedFor(30);
    await take(reply(second));
    expect((await stateOf(register, first)).stage).toBe('registered');
    expect(await register.read(second)).toEqual([]);
  });

  test('before that opens one that follows it: each names the other, and the older code leads on', async () => {
    const { register, take } = await closedFor(31, { safeContact: 'no-mail' });
    await take(reply(second));
    await take(reply(second));
    expect(await stateOf(register, first)).toMatchObject({ stage: 'closed', followedBy: second });
    expect(await stateOf(register, second)).toMatchObject({
      stage: 'registered',
      follows: first,
      messages: [{ text: 'E adesso?' }],
      // Where the citizen is reached, and how that is safe, goes on.
      contactPoints: { email: contact.email },
      safe: { [second]: 'no-mail' },
    });
    const followed = await followCase(register, first);
    expect(followed).toMatchObject({ caseId: second, before: [{ followedBy: second }] });
    await take(reply(third));
    expect(await register.read(third)).toEqual([]);
    expect((await stateOf(register, second)).contacts).toHaveLength(2);
  });

  test('is urgent where it speaks of danger, whenever the one before was closed', async () => {
    const { register, take } = await closedFor(400);
    const danger = { ...reply(second).contact, message: 'c’è gente sotto le macerie' };
    await take(reply(second, { contact: danger }));
    expect(await stateOf(register, second)).toMatchObject({ urgent: true, lane: 'urgent', follows: first });
  });

  test('tells nothing where the one before told of violence', async () => {
    const { register, take } = await closedFor(40, { message: 'mio marito mi picchia' });
    await take(reply(second));
    expect(await stateOf(register, second)).toMatchObject({ tellsViolence: true });
  });

  test('is in one case alone, whatever the order and however often each comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(second, third), { minLength: 1, maxLength: 6 }), async (codes) => {
        const { register, take } = await closedFor(31);
        for (const code of codes) await take(reply(code));
        const opened = await Promise.all([second, third].map((code) => register.read(code)));
        expect(opened.filter((entries) => entries.length > 0)).toHaveLength(1);
        const next = (await stateOf(register, first)).followedBy ?? '';
        const kept = (await stateOf(register, next)).contacts.map(({ contact: code }) => code);
        expect(new Set(kept)).toEqual(new Set(codes));
        expect(kept).toHaveLength(new Set(codes).size);
      }),
      { numRuns: 20 },
    );
  });
});
