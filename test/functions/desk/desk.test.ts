import { beforeEach, describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { actOf } from '../../../functions/desk/acts.ts';
import type { Desk } from '../../../functions/desk/desk.ts';
import { joinCase } from '../../../functions/desk/join-case.ts';
import { readDocument } from '../../../functions/desk/read-document.ts';
import { recordAttempt } from '../../../functions/desk/record-attempt.ts';
import { recordContact } from '../../../functions/desk/record-contact.ts';
import { showCase } from '../../../functions/desk/show-case.ts';
import { showChanges } from '../../../functions/desk/show-changes.ts';
import { showWorklist } from '../../../functions/desk/show-worklist.ts';
import { listAll, listCases } from '../../../functions/worklist/list-cases.ts';
import { routeKey, routes } from '../../../shared/contracts/api/routes.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import { ActProblem } from '../../../shared/contracts/officer-view.ts';
import { WorklistChanges, WorklistView } from '../../../shared/contracts/worklist.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { openEntry, sealEntry } from '../../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import type { Reply } from '../../../shared/shell/http/answering.ts';
import { Refusal } from '../../../shared/shell/http/problems.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseOpened, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { memoryRegister } from '../../stores/memory-register.ts';
import { deskOf } from './desk-of.ts';

const now = new Date('2026-09-12T10:00:00.000Z');
const at = '2026-09-11T15:00:01.000Z';
const code = (name: string) => mintCode('PC', name, hmac);

let register: Register;
let desk: Desk;
beforeEach(() => {
  register = memoryRegister();
  desk = deskOf({ register, now });
});

/** A case in the register: opened by a form or a scan, then whatever else is told. */
async function given(
  name: string,
  about: { words?: string; email?: string; scan?: true } = {},
  ...more: CaseEvent[][]
) {
  const { words = 'Una frana sulla strada provinciale.', email = 'ada@example.org', scan } = about;
  const first: CaseEvent[] = [
    caseOpened({ firstAnswerDueAt: '2026-09-14T10:00:00.000Z' }),
    scan
      ? contactReceived({ channel: 'letter', contact: code(name), receivedAt: at, paper: { toBeRead: true } })
      : contactReceived({ receivedAt: at, personal: { email, message: words } }),
  ];
  let previous: Parameters<typeof sealEntry>[0]['previous'];
  for (const events of [first, ...more]) {
    const entry = sealEntry({ caseId: code(name), at, events, previous, salt: randomHex(), sha256 });
    await register.append(entry);
    previous = entry;
  }
  await listAll({ register, worklist: desk.worklist, hmac });
  return code(name);
}

const event = (
  more: { code?: string; body?: unknown; version?: number; query?: Record<string, string>; text?: string } = {},
): APIGatewayProxyEventV2 =>
  ({
    headers: {
      'content-type': 'application/json',
      ...(more.version === undefined ? {} : { 'if-match': `"${more.version}"` }),
    },
    // As API Gateway gives it: decoded.
    pathParameters: { code: more.code ?? '' },
    queryStringParameters: more.query,
    isBase64Encoded: false,
    body: more.text ?? JSON.stringify(more.body ?? {}),
  }) as unknown as APIGatewayProxyEventV2;

const caseOf = ({ body }: Reply) => DeskCase.parse(JSON.parse(JSON.stringify(body)));
async function refusalOf(act: Promise<Reply>) {
  const refused = await act.then(
    () => undefined,
    (error) => error,
  );
  if (!(refused instanceof Refusal)) throw new Error(`not refused: ${refused}`);
  const problem = refused.problem(textsIn.it);
  expect(ActProblem.parse(JSON.parse(JSON.stringify(problem)))).toEqual(problem);
  return { name: refused.problemName, ...problem };
}
const eventsOf = async (caseId: string) => (await register.read(caseId)).flatMap(openEntry).map(({ type }) => type);

describe('changes of the worklist', () => {
  const asked = async (since?: string, mark?: string) =>
    showChanges(desk, {
      ...event({ ...(since !== undefined && { query: { since } }) }),
      headers: mark === undefined ? {} : { 'if-none-match': `W/"${mark}"` },
    });
  const view = ({ body }: Reply) => WorklistChanges.parse(JSON.parse(JSON.stringify(body)));

  test('are told by code and version with the counts of the lanes, and as 304 while nothing is new', async () => {
    const first = view(await asked());
    expect(first).toMatchObject({ changed: [], missed: false, next: now.toISOString() });
    expect(first.lanes.map(({ open }) => open).some((open) => open > 0)).toBe(false);
    expect(await asked(first.next, first.mark)).toMatchObject({ status: 304, body: '' });
    const caseId = await given('a');
    await listCases({
      entries: await register.read(caseId),
      register,
      worklist: desk.worklist,
      hmac,
      at: '2026-09-12T10:00:02.000Z',
    });
    desk.now = new Date('2026-09-12T10:00:20.000Z');
    const reply = await asked(first.next, first.mark);
    const then = view(reply);
    expect(reply.headers?.['ETag']).toBe(`"${then.mark}"`);
    expect(then).toMatchObject({ next: '2026-09-12T10:00:02.000Z', changed: [{ caseId, version: 1, open: true }] });
    expect(then.lanes).toContainEqual({ lane: then.changed[0]?.lane, open: 1, more: false });
    expect(JSON.stringify(then)).not.toMatch(/frana|ada@/);
    expect((await asked(then.next, then.mark)).status).toBe(304);
  });

  test('are to be read anew after an hour, and an instant that is none is refused', async () => {
    expect(view(await asked('2026-09-12T08:00:00.000Z'))).toMatchObject({ missed: true, next: now.toISOString() });
    expect(await refusalOf(asked('yesterday'))).toMatchObject({ name: 'invalid', errors: [{ pointer: '#/since' }] });
  });
});

describe('a case that several have open', () => {
  const carla = { subject: 'operator-1', name: 'Carla Villa' };
  const dora = { subject: 'operator-2', name: 'Dora Neri' };
  const asks = async (officer: typeof carla, query: Record<string, string>) => {
    const { body } = await showChanges({ ...desk, officer }, { ...event({ query }), headers: {} });
    return WorklistChanges.parse(JSON.parse(JSON.stringify(body))).company;
  };

  test('tells each of the others and what they do there, and nothing where no case is named', async () => {
    expect(await asks(carla, { case: code('a') })).toEqual([]);
    expect(await asks(dora, { case: code('a'), doing: 'writes' })).toEqual([{ name: 'Carla Villa', doing: 'reads' }]);
    expect(await asks(carla, { case: code('a') })).toEqual([{ name: 'Dora Neri', doing: 'writes' }]);
    expect(await asks(carla, { case: code('b') })).toEqual([]);
    expect(await asks(carla, {})).toBeUndefined();
    desk.now = new Date(now.getTime() + 31_000);
    expect(await asks(carla, { case: code('a') })).toEqual([]);
  });

  test('is named by its code', async () => {
    expect(await refusalOf(asks(carla, { case: 'x' }) as never)).toMatchObject({ errors: [{ pointer: '#/case' }] });
    const wrong = asks(carla, { case: code('a'), doing: 'sleeps' });
    expect(await refusalOf(wrong as never)).toMatchObject({ errors: [{ pointer: '#/doing' }] });
  });

  test('is no reason for the list to stand still', async () => {
    desk.shifts = { ...desk.shifts, company: () => Promise.reject(new Error('away')) };
    expect(await asks(carla, { case: code('a') })).toBeUndefined();
  });
});

describe('the worklist', () => {
  test('is shown a page at a time, as its contract says', async () => {
    for (const name of ['a', 'b', 'c']) await given(name);
    const first = WorklistView.parse((await showWorklist(desk, event({ query: { limit: '2' } }))).body);
    expect(first.items).toHaveLength(2);
    const query = { limit: '2', cursor: first.next ?? '' };
    const second = WorklistView.parse((await showWorklist(desk, event({ query }))).body);
    expect([...first.items, ...second.items].map(({ caseId }) => caseId).sort()).toEqual(
      ['a', 'b', 'c'].map(code).sort(),
    );
    expect(second.next).toBeUndefined();
    const empty = await showWorklist(desk, event({ query: { lane: 'urgent' } }));
    expect(empty.body).toEqual({ service: 'protezione-civile', lane: 'urgent', items: [] });
  });

  test('says what is wrong with what was asked', async () => {
    const refused = await refusalOf(showWorklist(desk, event({ query: { lane: 'x', limit: '0' } })));
    expect(refused).toMatchObject({ name: 'invalid', errors: [{ pointer: '#/lane' }, { pointer: '#/limit' }] });
  });
});

describe('a case', () => {
  test('is shown by its code as somebody dictates it, with its version, and other cases of the same person', async () => {
    const caseId = await given('a');
    await given('b', { words: 'Ancora quella frana sulla strada provinciale!' });
    await given('c', { email: 'eva@example.org' });
    const reply = await showCase(desk, event({ code: caseId.toLowerCase().replaceAll('-', ' ') }));
    expect(reply).toMatchObject({ status: 200, headers: { ETag: '"1"' } });
    const shown = caseOf(reply);
    expect(shown).toMatchObject({ code: caseId, contacts: [{ email: 'ada@example.org' }] });
    expect(shown.suggestions.map((one) => one.caseId)).toEqual([code('b')]);
  });

  test('is found only under a genuine code, and once it is registered', async () => {
    for (const wrong of ['PC-0000-0000-0000-0000', '', '%', '%25', 'constructor'])
      expect((await refusalOf(showCase(desk, event({ code: wrong })))).name).toBe('wrong-code');
    expect((await refusalOf(showCase(desk, event({ code: code('nobody') })))).name).toBe('conflict');
  });
});

describe('an act on a case', () => {
  const asked: CaseEvent[] = [
    { type: 'CallBackAsked', contact: 'PC-7K3M-9QXT-4DHR-8WZA', dueAt: '2026-09-14T08:00:00.000Z' },
  ];
  const attempt = (caseId: string, version: number | undefined, outcome = 'no-answer') =>
    recordAttempt(desk, event({ code: caseId, ...(version === undefined ? {} : { version }), body: { outcome } }));

  test('names the version it saw: without one, or with an old one, it is not done', async () => {
    const caseId = await given('a', {}, asked);
    expect((await refusalOf(attempt(caseId, undefined))).name).toBe('precondition-required');
    for (const version of [0, 1, 3, 9]) {
      expect(await refusalOf(attempt(caseId, version))).toMatchObject({
        name: 'changed-meanwhile',
        expectedVersion: version,
        version: 2,
      });
    }
    expect(await eventsOf(caseId)).toHaveLength(3);
  });

  test('keeps who did it by the subject of their token too: a name may be another’s', async () => {
    const caseId = await given('a', {}, asked);
    await attempt(caseId, 2);
    const [tried] = (await register.read(caseId)).flatMap(openEntry).filter(({ type }) => type === 'CallBackTried');
    expect(tried).toMatchObject({ by: 'Carla Villa', subject: 'operator-1' });
    desk = { ...desk, officer: { subject: 'operator-9', name: 'Carla Villa' } };
    expect((await refusalOf(attempt(caseId, 2))).name).toBe('changed-meanwhile');
  });

  test('sent again because its answer was lost is the same act; somebody else’s is told of it', async () => {
    const caseId = await given('a', {}, asked);
    const done = await attempt(caseId, 2);
    expect(done).toMatchObject({ status: 201, headers: { ETag: '"3"' } });
    expect(caseOf(await attempt(caseId, 2)).callBack?.attempts).toHaveLength(1);
    expect((await refusalOf(attempt(caseId, 2, 'busy'))).name).toBe('changed-meanwhile');
    desk = { ...desk, officer: { subject: 'operator-2', name: 'Dora Neri' } };
    expect((await refusalOf(attempt(caseId, 2))).name).toBe('changed-meanwhile');
  });

  test('that lost a race is told so; one whose own write came through is not', async () => {
    const caseId = await given('a', {}, asked);
    let rival = true;
    const racing: Register = {
      ...register,
      async append(entry) {
        if (!rival) return register.append(entry);
        rival = false;
        const other = sealEntry({
          caseId,
          at,
          events: [{ type: 'TakenInCharge', by: 'b' }],
          previous: { version: entry.version - 1, hash: entry.prevHash },
          salt: randomHex(),
          sha256,
        });
        await register.append(other);
        return register.append(entry);
      },
    };
    desk = { ...desk, register: racing };
    expect((await refusalOf(attempt(caseId, 2))).name).toBe('changed-meanwhile');
    const forgetful: Register = {
      ...register,
      async append(entry) {
        await register.append(entry);
        return 'taken';
      },
    };
    desk = { ...desk, register: forgetful };
    expect((await attempt(caseId, 3)).status).toBe(201);
  });

  test('to call back that reaches nobody for the third time gives the call-back up', async () => {
    const caseId = await given('a', {}, asked);
    await attempt(caseId, 2);
    await attempt(caseId, 3, 'busy');
    const third = caseOf(await attempt(caseId, 4));
    expect(third.callBack).toMatchObject({ state: 'given-up', attempts: [{}, {}, { outcome: 'no-answer' }] });
    expect(await refusalOf(attempt(caseId, 5))).toMatchObject({ name: 'act-refused', refused: 'no-call-back' });
  });
});

describe('a reading', () => {
  const body = { kind: 'report', subject: 'Frana', message: 'Una frana sulla strada.', name: 'Ada' };
  const reading = (caseId: string, version: number, given: unknown = body) =>
    readDocument(desk, event({ code: caseId, version, body: given }));

  test('gives a scan its words and its lane', async () => {
    const caseId = await given('a', { scan: true });
    const read = caseOf(await reading(caseId, 1));
    expect(read).toMatchObject({ toBeRead: false, kind: 'report', lane: 'help-requests', version: 2 });
    expect(read.readings).toMatchObject([{ by: 'Carla Villa', name: 'Ada', message: 'Una frana sulla strada.' }]);
    expect(caseOf(await reading(caseId, 1)).version).toBe(2);
  });

  test('is of something that waits to be read, and names what the service has', async () => {
    const form = await given('a');
    expect(await refusalOf(reading(form, 1))).toMatchObject({ name: 'act-refused', refused: 'nothing-to-read' });
    const scan = await given('b', { scan: true });
    expect(await refusalOf(reading(scan, 1, { ...body, kind: 'story' }))).toMatchObject({
      name: 'invalid',
      errors: [{ pointer: '#/kind' }],
    });
    expect(await refusalOf(reading(scan, 1, { ...body, message: ' ', stranger: 1 }))).toMatchObject({
      name: 'invalid',
    });
  });
});

describe('a correction', () => {
  const typed = { kind: 'report', subject: 'Frana', message: 'Una frana sulla starda.', email: 'stranger@example.org' };
  const right = { kind: 'report', subject: 'Frana', message: 'Una frana sulla strada.', email: 'ada@example.org' };
  const send = (caseId: string, version: number, body: unknown) =>
    readDocument(desk, event({ code: caseId, version, body }));

  test('of a reading takes its place, keeps it on record, and can be sent again', async () => {
    const caseId = await given('a', { scan: true });
    await send(caseId, 1, typed);
    const mended = caseOf(await send(caseId, 2, { ...right, corrects: true }));
    expect(mended.readings).toMatchObject([
      { message: 'Una frana sulla starda.', replaced: true },
      { message: 'Una frana sulla strada.', email: 'ada@example.org', contact: caseId },
    ]);
    expect(mended.messages).toMatchObject([{ text: 'Una frana sulla strada.' }]);
    expect(caseOf(await send(caseId, 2, { ...right, corrects: true })).version).toBe(3);
    expect((await refusalOf(send(caseId, 2, { ...typed, corrects: true }))).name).toBe('changed-meanwhile');
  });

  test('joins the case no longer to whoever was mistyped', async () => {
    const stranger = await given('s', { email: 'stranger@example.org' });
    const caseId = await given('a', { scan: true });
    const suggested = async () => {
      await listAll({ register, worklist: desk.worklist, hmac });
      return caseOf(await showCase(desk, event({ code: stranger }))).suggestions.map((one) => one.caseId);
    };
    await send(caseId, 1, { ...typed, kind: 'information' });
    expect(await suggested()).toEqual([caseId]);
    await send(caseId, 2, { ...right, kind: 'information', corrects: true });
    expect(await suggested()).toEqual([]);
  });

  test('is of what was typed: a reading that is only to come, or a citizen’s own words, are not corrected', async () => {
    const [scan, form] = [await given('a', { scan: true }), await given('b')];
    for (const caseId of [scan, form])
      expect(await refusalOf(send(caseId, 1, { ...right, corrects: true }))).toMatchObject({
        name: 'act-refused',
        refused: 'nothing-to-correct',
      });
    await send(scan, 1, typed);
    expect(await refusalOf(send(scan, 2, right))).toMatchObject({ refused: 'nothing-to-read' });
  });

  test('names its contact where several can be meant', async () => {
    const second = code('second');
    const caseId = await given('a', { scan: true }, [
      contactReceived({ channel: 'letter', contact: second, receivedAt: at, paper: { toBeRead: true } }),
    ]);
    expect(await refusalOf(send(caseId, 2, typed))).toMatchObject({
      name: 'invalid',
      errors: [{ pointer: '#/contact', detail: expect.stringContaining(second) }],
    });
    const one = caseOf(await send(caseId, 2, { ...typed, contact: second }));
    expect([one.toBeRead, one.contacts.map(({ toBeRead }) => toBeRead)]).toEqual([true, [true, false]]);
    // One is left, so it is meant.
    expect(caseOf(await send(caseId, 3, right)).toBeRead).toBe(false);
    expect(await refusalOf(send(caseId, 4, { ...right, corrects: true, contact: code('x') }))).toMatchObject({
      refused: 'nothing-to-correct',
    });
  });
});

describe('a join', () => {
  const join = (caseId: string, version: number, other: string, reason = 'La stessa frana') =>
    joinCase(desk, event({ code: caseId, version, body: { caseId: other, reason } }));

  test('tells the case that stays, and closes the other', async () => {
    const [stays, goes] = [await given('a'), await given('b')];
    const joined = caseOf(await join(stays, 1, goes));
    expect(joined).toMatchObject({ joined: [goes], version: 2, stage: 'registered', suggestions: [] });
    // One person tried twice; a third attempt is by letter, and nobody has read yet of whom.
    expect(joined.counted).toEqual({ attempts: 2, persons: 1 });
    const other = await given('e', { scan: true });
    expect(caseOf(await join(stays, 2, other)).counted).toEqual({ attempts: 3, persons: 2 });
    expect(caseOf(await showCase(desk, event({ code: goes })))).toMatchObject({ joinedTo: stays, stage: 'closed' });
  });

  test('can be sent again, and finished where it stopped half-way', async () => {
    const [stays, goes] = [await given('a'), await given('b')];
    await join(stays, 1, goes);
    await join(stays, 1, goes);
    expect((await eventsOf(stays)).filter((type) => type === 'CaseJoined')).toHaveLength(1);
    expect((await eventsOf(goes)).filter((type) => type === 'JoinedTo')).toHaveLength(1);

    const half = await given('c', {}, [{ type: 'CaseJoined', caseId: code('d'), by: 'Carla Villa' }]);
    const other = await given('d');
    await join(half, 2, other);
    expect(await eventsOf(half)).toHaveLength(3);
    expect(caseOf(await showCase(desk, event({ code: other })))).toMatchObject({ joinedTo: half });
  });

  test('that would leave nobody in charge is refused', async () => {
    const [one, two, three] = [await given('a'), await given('b'), await given('c')];
    await join(one, 1, two);
    expect(await refusalOf(join(two, 2, one))).toMatchObject({ refused: 'joined-elsewhere' });
    expect(await refusalOf(join(three, 1, two))).toMatchObject({ refused: 'joined-elsewhere' });
    expect(await refusalOf(join(three, 1, code('nobody')))).toMatchObject({ refused: 'unknown-case' });
    const done = await given('d', {}, [{ type: 'Closed', reason: 'x' }]);
    expect(await refusalOf(join(done, 2, three))).toMatchObject({ refused: 'closed' });
    for (const wrong of [three, 'PC-0000-0000-0000-0000', 'x'])
      expect(await refusalOf(join(three, 1, wrong))).toMatchObject({
        name: 'invalid',
        errors: [{ pointer: '#/caseId' }],
      });
    expect(await eventsOf(three)).toHaveLength(2);
  });

  test('is told when somebody else acted meanwhile, and then touches neither case', async () => {
    const [one, two] = [await given('a', {}, [{ type: 'TakenInCharge', by: 'b' }]), await given('b')];
    expect((await refusalOf(join(one, 1, two))).name).toBe('changed-meanwhile');
    expect(await eventsOf(two)).toHaveLength(2);
  });
});

test('a contact that staff record is refused with every wrong member by name', async () => {
  const body = {
    channel: 'letter',
    receivedAt: '2026-09-20T10:00:00Z',
    kind: 'story',
    message: 'x',
    joins: 'PC-0000-0000-0000-0000',
  };
  expect(await refusalOf(recordContact(desk, event({ body })))).toMatchObject({
    name: 'invalid',
    errors: [{ pointer: '#/receivedAt' }, { pointer: '#/kind' }, { pointer: '#/joins' }],
  });
  expect((await refusalOf(recordContact(desk, event({ text: '{' })))).name).toBe('malformed-body');
});

describe('a route of the desk', () => {
  const service = 'protezione-civile';
  const keys = Object.values(routes)
    .filter(({ by }) => by === 'desk-staff-request')
    .map((route) => routeKey(route, service));

  test('has an act of its own', () => {
    expect(keys).toContain('POST /v1/desk/protezione-civile/cases/{code}/joins');
    expect(new Set(keys.map((key) => actOf(service, key).act)).size).toBe(keys.length);
    expect(actOf(service, 'GET /v1/desk/protezione-civile/cases/{code}').act).toBe(showCase);
  });

  test('that is none, or of another service, is answered as an unknown path', () => {
    for (const key of [
      'GET /v1/desk/protezione-civile/joins',
      'POST /v1/desk/protezione-civile/worklist',
      'GET /v1/desk/familyline/worklist',
      '$default',
    ])
      expect(() => actOf(service, key)).toThrow(expect.objectContaining({ problemName: 'unknown-path' }));
  });
});
