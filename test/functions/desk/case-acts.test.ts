import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { actOnCase } from '../../../functions/desk/case-acts.ts';
import type { Desk } from '../../../functions/desk/desk.ts';
import { joinCase } from '../../../functions/desk/join-case.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import { ActProblem } from '../../../shared/contracts/officer-view.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { firstBrokenLink, openEntries, sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import type { Reply } from '../../../shared/shell/http/answering.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { memoryJudgedCounts } from '../../stores/memory-judged-counts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { memoryShifts } from '../../stores/memory-shifts.ts';
import { memoryWorklist } from '../../stores/memory-worklist.ts';

const at = '2026-11-30T09:00:00.000Z';
const now = new Date('2026-11-30T10:00:00.000Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const code = (name: string) => mintCode('PC', name, hmac);
const carla = { subject: 'operator-1', name: 'Carla Villa' };
const dario = { subject: 'operator-2', name: 'Dario Sala' };

let desk: Desk;
beforeEach(() => {
  const nowhere = { leave: async () => {} };
  desk = {
    definition: protezioneCivile,
    register: memoryRegister(),
    worklist: memoryWorklist(),
    shifts: memoryShifts(),
    judgedCounts: memoryJudgedCounts(),
    rules: lifeFirst,
    hmac,
    periods: async () => [],
    contacts: { service: 'protezione-civile', queue: nowhere, inbox: { keep: nowhere.leave } },
    protocolQueue: nowhere,
    attachmentsBucket: '',
    uploads: { bytesOf: async () => undefined, kept: async () => undefined },
    officer: carla,
    roles: rolesOf('operator'),
    chance: 0,
    now,
  } as unknown as Desk;
});

async function given(name: string, ...more: CaseEvent[][]) {
  let previous: Parameters<typeof sealEntry>[0]['previous'];
  const first = [
    caseOpened({ firstAnswerDueAt: '2026-12-02T10:00:00.000Z' }),
    contactReceived({ receivedAt: at, personal: { email: 'ada@example.org', message: 'Dove trovo il piano?' } }),
  ];
  for (const events of [first, ...more]) {
    const entry = sealEntry({ caseId: code(name), at, events, previous, salt: randomHex(), sha256 });
    await desk.register.append(entry);
    previous = entry;
  }
  return code(name);
}

const request = (caseId: string, version: number, body: object) =>
  ({
    headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
    pathParameters: { code: caseId },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  }) as unknown as APIGatewayProxyEventV2;
const acting = (caseId: string, version: number, body: object, who = carla, roles = rolesOf('operator')) =>
  actOnCase({ ...desk, officer: who, roles }, request(caseId, version, body));
const read = ({ body }: Reply) => DeskCase.parse(JSON.parse(JSON.stringify(body)));
const deskOf = async (act: Promise<Reply>) => read(await act).desk;
async function refused(act: Promise<Reply>) {
  const error = await act.then(
    () => undefined,
    (thrown) => thrown,
  );
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${error}`);
  return { name: error.problemName, ...ActProblem.parse(JSON.parse(JSON.stringify(error.problem(textsIn.it)))) };
}
const events = async (caseId: string) => openEntries(await desk.register.read(caseId)).flatMap((told) => told.events);

describe('who has a case', () => {
  test('is whoever took it first: the second is refused by name, and may take it over with a reason', async () => {
    const caseId = await given('a');
    expect(await deskOf(acting(caseId, 1, { act: 'take' }))).toMatchObject({
      state: 'held',
      owner: { by: 'Carla Villa', subject: 'operator-1', until: '2026-11-30T10:30:00.000Z' },
    });
    expect(await refused(acting(caseId, 2, { act: 'take' }, dario))).toMatchObject({
      name: 'act-refused',
      refused: 'held-by-another',
    });
    expect(await refused(acting(caseId, 2, { act: 'close', outcome: 'answered' }, dario))).toMatchObject({
      refused: 'held-by-another',
    });
    const over = await deskOf(acting(caseId, 2, { act: 'take-over', reason: 'Carla ha finito il turno.' }, dario));
    expect(over.owner).toMatchObject({ subject: 'operator-2' });
    expect((await events(caseId)).at(-1)).toMatchObject({ over: { subject: 'operator-1' } });
  });

  test('acts on what was seen: a stale version is told who changed what, and the same act sent again is one', async () => {
    const caseId = await given('a');
    await acting(caseId, 1, { act: 'take' });
    desk.now = later(1);
    await acting(caseId, 1, { act: 'take' });
    expect(await desk.register.read(caseId)).toHaveLength(2);
    expect(await refused(acting(caseId, 1, { act: 'take' }, dario))).toMatchObject({
      name: 'changed-meanwhile',
      refused: 'conflict',
      version: 2,
      changes: [{ change: 'TakenInCharge', by: 'Carla Villa', at: now.toISOString() }],
    });
  });

  test('gives it back or on; a supervisor gives what another has', async () => {
    const caseId = await given('a');
    await acting(caseId, 1, { act: 'take' });
    expect(await refused(acting(caseId, 2, { act: 'release' }, dario))).toMatchObject({ refused: 'not-yours' });
    const to = { subject: 'operator-3', name: 'Elsa Neri' };
    await expect(acting(caseId, 2, { act: 'give', to })).rejects.toMatchObject({
      problemName: 'invalid',
      errors: [{ pointer: '/to/subject' }],
    });
    const until = later(3600).toISOString();
    const presence = { presence: 'present', since: now.toISOString(), until } as const;
    await desk.shifts.setPresence({ ...to, presence });
    expect(await refused(acting(caseId, 2, { act: 'give', to }, dario))).toMatchObject({ refused: 'not-yours' });
    // The name is the one that the desk knows, whatever was sent.
    const named = { ...to, name: 'Chiunque' };
    const given3 = await deskOf(acting(caseId, 2, { act: 'give', to: named }, dario, rolesOf('supervisor')));
    expect(given3.owner).toMatchObject({
      by: 'Elsa Neri',
      given: 'Dario Sala',
      subject: 'operator-3',
      until: '2026-11-30T10:30:00.000Z',
    });
    const free = await deskOf(acting(caseId, 3, { act: 'release' }, to));
    expect(free).toMatchObject({ state: 'free' });
    expect(free.owner).toBeUndefined();
  });
});

describe('a case on its way to an answer', () => {
  test('is forwarded, answered by the expert, answered by mail to the address it has, withheld, and closed', async () => {
    const caseId = await given('a');
    await acting(caseId, 1, { act: 'take' });
    const asked = await deskOf(acting(caseId, 2, { act: 'forward', to: 'geologi', question: 'Si può rientrare?' }));
    expect(asked).toMatchObject({ state: 'waiting', waitsFor: 'expert', asks: [{ to: 'geologi', state: 'open' }] });
    expect(asked.asks[0]?.dueAt).toBeDefined();
    const ask = asked.asks[0]?.ask;
    const elsa = { subject: 'expert-1', name: 'Elsa Neri' };
    const replied = await deskOf(acting(caseId, 3, { act: 'answer-ask', ask, text: 'No.' }, elsa, rolesOf('expert')));
    expect(replied).toMatchObject({ state: 'held', asks: [{ state: 'answered', answered: { text: 'No.' } }] });
    const answering = { act: 'answer', text: 'Non ancora.', channel: 'mail', from: ask };
    const answered = read(await acting(caseId, 4, answering));
    expect(answered.desk.answers).toMatchObject([
      { state: 'to-leave', to: 'ada@example.org', leavesAt: '2026-11-30T10:00:30.000Z', final: true },
    ]);
    expect(answered.messages.map(({ from }) => from)).toEqual(['citizen']);
    expect(await refused(acting(caseId, 5, { act: 'close', outcome: 'answered' }))).toMatchObject({
      refused: 'answer-unsent',
    });
    const answer = answered.desk.answers[0]?.answer;
    expect((await deskOf(acting(caseId, 5, { act: 'withhold', answer }))).answers).toMatchObject([
      { state: 'withheld' },
    ]);
    const done = await deskOf(acting(caseId, 6, { act: 'close', outcome: 'citizen-silent' }));
    expect(done).toMatchObject({ state: 'closed', outcome: 'citizen-silent' });
    const all = await events(caseId);
    expect(all.filter((event) => 'by' in event && !('subject' in event))).toEqual([]);
    expect(firstBrokenLink(await desk.register.read(caseId), sha256)).toBeUndefined();
  });

  test('is answered at first contact on the phone: out with the act', async () => {
    const caseId = await given('a');
    const answered = read(await acting(caseId, 1, { act: 'answer', text: 'È sul sito.', channel: 'phone' }));
    expect(answered).toMatchObject({ stage: 'answered', desk: { state: 'answered', answers: [{ state: 'sent' }] } });
    const closing = { act: 'close', outcome: 'answered-on-the-phone', firstContact: true };
    expect(read(await acting(caseId, 2, closing))).toMatchObject({ stage: 'closed' });
  });

  test('names the member that is wrong: no mail address, a term that is over, a lane that there is not', async () => {
    const caseId = await given('a');
    expect(await refused(acting(caseId, 1, { act: 'resort', lane: 'nowhere', reason: 'x' }))).toMatchObject({
      errors: [{ pointer: '#/lane' }],
    });
    const pausing = {
      act: 'pause',
      clock: 'legal-term',
      reason: 'documents-awaited',
      until: '2027-02-01T00:00:00.000Z',
    };
    expect(await refused(acting(caseId, 1, pausing))).toMatchObject({ refused: 'paused-too-long' });
    const asking = { act: 'ask-citizen', question: 'Dove?', until: at };
    expect(await refused(acting(caseId, 1, asking))).toMatchObject({ errors: [{ pointer: '#/until' }] });
  });
});

describe('danger to life', () => {
  const danger = { level: 'lane', kind: 'water', evidence: 'L’acqua sale', rule: 'it/water/lane/1' } as const;

  test('is handed over before its case is closed or grouped, or two persons agree that there was none', async () => {
    const caseId = await given('a', [{ type: 'UrgencyRaised' }]);
    const closing = { act: 'close', outcome: 'abuse' };
    for (const act of [closing, { act: 'group' }]) {
      expect(await refused(acting(caseId, 2, act))).toMatchObject({ refused: 'danger-not-handed-over' });
    }
    await acting(caseId, 2, { act: 'was-none', reason: 'Uno scherzo.' });
    expect(await refused(acting(caseId, 3, closing))).toMatchObject({ refused: 'danger-not-handed-over' });
    expect(await refused(acting(caseId, 3, { act: 'not-danger' }))).toMatchObject({ refused: 'needs-another-person' });
    expect((await deskOf(acting(caseId, 3, { act: 'not-danger' }, dario))).dangerOpen).toBe(false);
    expect(read(await acting(caseId, 4, closing)).stage).toBe('closed');
  });

  test('that is heard anew after it was handed over is to be handed over anew', async () => {
    const caseId = await given('a', [{ type: 'UrgencyRaised' }]);
    const told = { act: 'hand-to-rescue', to: '115', at, spokeTo: 'Capo turno' };
    expect((await deskOf(acting(caseId, 2, told))).dangerOpen).toBe(false);
    const entries = await desk.register.read(caseId);
    const again: CaseEvent[] = [
      { type: 'MessageAdded', from: 'citizen', personal: { message: 'L’acqua sale', danger } },
    ];
    await desk.register.append(
      sealEntry({ caseId, at, events: again, previous: entries.at(-1), salt: randomHex(), sha256 }),
    );
    expect(await refused(acting(caseId, 4, { act: 'close', outcome: 'abuse' }))).toMatchObject({
      refused: 'danger-not-handed-over',
    });
  });
});

describe('cases that belong together, or do not', () => {
  test('are not joined away while a danger to life was not handed over: neither case is changed', async () => {
    const [stays, goes] = [await given('a'), await given('b', [{ type: 'UrgencyRaised' }])];
    const join = request(stays, 1, { caseId: goes, reason: 'la stessa frana' });
    expect(await refused(joinCase(desk, join))).toMatchObject({ refused: 'danger-not-handed-over' });
    expect((await events(stays)).map(({ type }) => type)).not.toContain('CaseJoined');
    await acting(goes, 2, { act: 'hand-to-rescue', to: '115', at, spokeTo: 'Capo turno' });
    await joinCase(desk, join);
    expect((await events(goes)).map(({ type }) => type).slice(-2)).toEqual(['JoinedTo', 'Closed']);
  });

  test('are joined and taken apart again: the one that was closed is open', async () => {
    const [stays, goes] = [await given('a'), await given('b')];
    await joinCase(desk, request(stays, 1, { caseId: goes, reason: 'la stessa frana' }));
    const apart = read(await acting(stays, 2, { act: 'unjoin', caseId: goes, reason: 'due frane' }));
    expect(apart.joined).toEqual([]);
    const other = (await events(goes)).map(({ type }) => type);
    expect(other.slice(-2)).toEqual(['Unjoined', 'Reopened']);
    expect(await refused(acting(stays, 3, { act: 'unjoin', caseId: goes, reason: 'x' }))).toMatchObject({
      refused: 'not-joined',
    });
  });

  test('are split: the contact goes on under its own code with its words, and follows the case it came from', async () => {
    const contact = code('second');
    const second = contactReceived({ contact, receivedAt: at, personal: { message: 'Un’altra casa.' } });
    const caseId = await given('a', [second]);
    const split = { act: 'split', contact, reason: 'un’altra casa' };
    expect((await deskOf(acting(caseId, 2, split))).splitOff).toMatchObject([{ contact, to: contact }]);
    expect(await events(contact)).toMatchObject([
      { type: 'CaseOpened', follows: caseId },
      { type: 'ContactReceived', personal: { message: 'Un’altra casa.' } },
    ]);
    await acting(caseId, 2, split);
    expect(await desk.register.read(contact)).toHaveLength(1);
  });
});

test('a role that may not do it is refused before the case is read', async () => {
  const caseId = await given('a');
  const closing = acting(caseId, 1, { act: 'close', outcome: 'abuse' }, carla, rolesOf('expert'));
  expect(await refused(closing)).toMatchObject({ name: 'not-allowed' });
});

test('the pages that an answer used are counted once each, by month; an answer that cannot be counted stands', async () => {
  const counted: object[] = [];
  desk = { ...desk, readerCounts: { add: async (one) => void counted.push(one) } };
  const caseId = await given('counted');
  const articles = ['article/agibilita@3', 'article/agibilita@4', 'guide/casa-danneggiata@1', 'other'];
  const answer = { act: 'answer', text: 'È sul sito.', channel: 'phone', articles };
  expect((await acting(caseId, 1, answer)).status).toBe(201);
  expect(counted).toEqual([
    { of: 'article/agibilita', month: '2026-11', what: 'answered' },
    { of: 'guide/casa-danneggiata', month: '2026-11', what: 'answered' },
  ]);
  const refusing = async () => {
    throw new Error('the table does not answer');
  };
  desk = { ...desk, readerCounts: { add: refusing } };
  const other = await given('not-counted');
  expect((await acting(other, 1, answer)).status).toBe(201);
});
