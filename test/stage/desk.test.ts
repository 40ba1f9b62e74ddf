import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { Conversation } from '../../shared/contracts/case-status.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { ActProblem } from '../../shared/contracts/officer-view.ts';
import { Problem } from '../../shared/contracts/problem.ts';
import { type WorklistItem, WorklistView } from '../../shared/contracts/worklist.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { eraseCase } from '../../shared/shell/stores/erase-case.ts';
import { letterPdf } from '../fixtures/pdfs.ts';
import { memoryLeftBehind } from '../stores/memory-left-behind.ts';
import { nameOf, openStage, tableClient, until } from './center.ts';
import { byPhone, contactTo, readAtDesk, send } from './citizen.ts';

let stage: Stage;
let data: string;
let close: () => Promise<void>;

beforeAll(async () => {
  // A Friday in the morning, in Rome.
  ({ stage, data, close } = await openStage({ at: new Date('2026-11-27T09:00:00Z') }));
}, 240_000);
afterAll(() => close?.());

const service = 'protezione-civile';
const personsTable = () => nameOf(stage.names.tables, service, 'Persons');
const operator = 'carla.villa';

async function asked(
  path: string,
  {
    by = operator as string | null,
    body,
    version,
    key,
    of = service,
  }: { by?: string | null; body?: unknown; version?: number; key?: string; of?: string } = {},
) {
  const headers: Record<string, string> = {
    ...(by === null ? {} : { authorization: `Bearer ${await stage.token(by)}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
  };
  const answer = await fetch(`${stage.url}/v1/desk/${of}/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, content: JSON.parse(await answer.text()) };
}

/** Every item of the worklist, page by page. */
async function wholeList(lane?: string, limit = 3): Promise<WorklistItem[]> {
  const items: WorklistItem[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: String(limit),
      ...(lane === undefined ? {} : { lane }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    const { status, content } = await asked(`worklist?${query}`);
    expect(status).toBe(200);
    const page = WorklistView.parse(content);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}
const listed = (code: string) =>
  until(`${code} is on the worklist`, 20_000, async () => (await wholeList()).find(({ caseId }) => caseId === code));
async function shown(code: string, by = operator): Promise<DeskCase> {
  const answer = await readAtDesk(`${stage.url}/v1/desk/${service}/cases/${code}`, await stage.token(by));
  const { ok, headers } = answer;
  const content: unknown = await answer.json();
  expect({ ok, content }).toMatchObject({ ok: true });
  const whole = DeskCase.parse(content);
  expect(headers.get('etag')).toBe(`"${whole.version}"`);
  return whole;
}

describe('what a citizen wrote', () => {
  const words = 'Una frana ha chiuso la strada provinciale per Borgoverde.';
  let code: string;

  test('is on the worklist in its lane, due when the receipt says', async () => {
    const contact = contactTo(service, words, {
      kind: 'report',
      category: 'roads-and-traffic',
      phone: '+39 333 7654321',
    });
    const receipt = await send(stage.url, service, contact);
    code = receipt.code;
    expect(await listed(code)).toMatchObject({
      lane: 'help-requests',
      kind: 'report',
      channel: 'form',
      stage: 'registered',
      dueAt: receipt.firstAnswerDueAt,
      receivedAt: receipt.receivedAt,
    });
  });

  test('is shown whole to whoever works on it, and the log says who looked, not what was said', async () => {
    const whole = await shown(code);
    expect(whole.contacts).toMatchObject([{ name: 'Ada', surname: 'Bianchi', message: words }]);
    const [clerk = ''] = Object.keys(stage.names.functions).filter((id) =>
      /^protezioneciviledeskStaffRequest/.test(id),
    );
    const file = join(data, 'logs', `${clerk}.log`);
    const log = await until('who looked is logged', 10_000, () => {
      const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
      return text.includes(sha256(code).slice(0, 16)) && text;
    });
    expect(log).toMatch(/"act":"read"/);
    for (const personal of ['Bianchi', 'frana', 'example.org', '7654321', code]) expect(log).not.toContain(personal);
  });

  test('a second contact of the same person on the same thing is suggested, and joined when an operator says so', async () => {
    const again = contactTo(service, 'La strada provinciale per Borgoverde è ancora chiusa per la frana!', {
      kind: 'complaint',
      category: 'other',
    });
    const second = await send(stage.url, service, again);
    const stranger = await send(stage.url, service, contactTo(service, words, { email: 'eva.neri@example.org' }));
    await listed(stranger.code);
    await listed(second.code);
    const whole = await shown(code);
    expect(whole.suggestions).toMatchObject([
      { caseId: second.code, reasons: ['same-words'], counted: { attempts: 1, persons: 1 } },
    ]);
    const join = { caseId: second.code, reason: 'La stessa frana, segnalata due volte.' };
    const joined = await asked(`cases/${code}/joins`, { body: join, version: whole.version });
    expect(joined.status).toBe(201);
    expect(DeskCase.parse(joined.content)).toMatchObject({
      joined: [second.code],
      suggestions: [],
      counted: { attempts: 2, persons: 1 },
    });
    // The same act again is the same act; another one on the old version is told of it.
    expect((await asked(`cases/${code}/joins`, { body: join, version: whole.version })).status).toBe(201);
    const other = { caseId: stranger.code, reason: 'x' };
    const late = await asked(`cases/${code}/joins`, { body: other, version: whole.version });
    expect(late.status).toBe(412);
    expect(ActProblem.parse(late.content)).toMatchObject({
      expectedVersion: whole.version,
      version: whole.version + 1,
    });
    expect(await shown(second.code)).toMatchObject({ stage: 'closed', joinedTo: code });
    await until('the joined case is off the list', 20_000, async () =>
      (await wholeList()).every(({ caseId }) => caseId !== second.code),
    );
    expect(await listed(code)).toMatchObject({ version: whole.version + 1 });
  });
});

describe('a letter that staff record by hand', () => {
  const at = '2026-11-16T10:00:00+01:00';
  const letter = {
    channel: 'letter',
    receivedAt: at,
    kind: 'complaint',
    name: 'Bruna',
    surname: 'Sala',
    phone: '06 6820',
    subject: 'Numero verde',
    message: 'Il 12 novembre nessuno ha risposto al numero verde.',
    senderReference: 'racc. 1234',
  };

  test('gets the receipt of every contact, and clocks that run from when it came', async () => {
    const first = await asked('contacts', { body: letter });
    expect(first.status).toBe(202);
    // Thirty days from the 16th, to the end of the last one in Rome.
    expect(first.content).toMatchObject({
      receivedAt: '2026-11-16T09:00:00.000Z',
      firstAnswerDueAt: '2026-12-16T22:59:59.999Z',
    });
    expect((await asked('contacts', { body: letter })).content.code).toBe(first.content.code);
    expect((await asked('contacts', { body: letter, key: 'a second copy' })).content.code).not.toBe(first.content.code);
    expect(await listed(first.content.code)).toMatchObject({
      lane: 'complaints',
      channel: 'letter',
      receivedAt: '2026-11-16T09:00:00.000Z',
    });
    expect((await shown(first.content.code)).contacts).toMatchObject([
      { recordedBy: 'Carla Villa', paper: { senderReference: 'racc. 1234' }, surname: 'Sala' },
    ]);
  });

  test('is refused when it is too old without a reason, or from tomorrow', async () => {
    for (const [receivedAt, pointer] of [
      ['2026-10-01T10:00:00+02:00', '#/lateBecause'],
      ['2026-11-28T10:00:00+01:00', '#/receivedAt'],
      ['2025-10-01T10:00:00+02:00', '#/receivedAt'],
    ]) {
      const { status, content } = await asked('contacts', { body: { ...letter, receivedAt } });
      expect({ status, pointers: Problem.parse(content).errors?.map((wrong) => wrong.pointer) }).toEqual({
        status: 422,
        pointers: [pointer],
      });
    }
    const late = { ...letter, receivedAt: '2026-10-01T10:00:00+02:00', lateBecause: 'Ritrovata in un armadio.' };
    expect((await asked('contacts', { body: late })).status).toBe(202);
  });

  test('that is signed gets a protocol number like every instance', async () => {
    const signed = { ...letter, formal: true, message: 'Chiedo copia degli atti.' };
    const { content } = await asked('contacts', { body: signed });
    const item = await until('the letter has its number', 30_000, async () => {
      const found = (await wholeList()).find(({ caseId }) => caseId === content.code);
      return found?.protocol !== undefined && found;
    });
    expect(item).toMatchObject({ formal: true, protocol: expect.stringMatching(/^2026-\d{7}$/) });
    expect((await shown(content.code)).protocol).toMatchObject([{ number: item.protocol, contact: content.code }]);
  });

  test('joins the case whose code it names', async () => {
    const opened = await send(stage.url, service, byPhone(contactTo(service, 'Quando riapre il ponte?')));
    await listed(opened.code);
    const naming = { ...letter, joins: opened.code.toLowerCase(), message: 'In merito alla mia richiesta: il ponte?' };
    // Whoever holds the receipt follows the case: a contact within it has no state of its own.
    expect(await asked('contacts', { body: naming })).toMatchObject({ status: 202, content: { code: opened.code } });
    const joined = await until('the letter is in the case', 20_000, async () => {
      const whole = await shown(opened.code);
      return whole.contacts.length === 2 && whole;
    });
    expect(joined).toMatchObject({
      contacts: [{ channel: 'form' }, { channel: 'letter' }],
      counted: { attempts: 2, persons: 2 },
    });
    // The list follows the register's stream, a moment after the case itself.
    await until('the list counts both', 20_000, async () => (await listed(opened.code)).contacts === 2);
  });

  test('is told to call for rescue when it speaks of danger to life, and goes to the urgent lane', async () => {
    const danger = {
      ...letter,
      channel: 'in-person',
      message: 'Mio padre è intrappolato sotto le macerie, fate presto!',
    };
    const { status, content } = await asked('contacts', { body: { ...danger, receivedAt: '2026-11-27T09:00:00Z' } });
    expect({ status, content }).toMatchObject({
      status: 202,
      content: { advice: { emergencyNumbers: ['112', '115', '118'] } },
    });
    await listed(content.code);
    const [first] = await wholeList();
    expect(first).toMatchObject({ caseId: content.code, lane: 'urgent' });
  });
});

describe('a scan', () => {
  test('is downloaded, read and filed by what it says', async () => {
    const folder = join(data, 'scans', service);
    writeFileSync(join(folder, 'lettera.pdf'), letterPdf('Gentile Dipartimento,', 'segnalo una buca.'));
    const scanned = await until('the scan is on the worklist', 60_000, async () =>
      (await wholeList()).find(({ toBeRead }) => toBeRead),
    );
    expect(readdirSync(join(folder, 'taken'))).toContain('lettera.pdf');
    const code = scanned.caseId;
    const whole = await shown(code);
    const [document] = whole.documents;
    expect(document).toMatchObject({ state: 'attached', contentType: 'application/pdf' });
    const file = await fetch(document?.address ?? '');
    expect(file.status).toBe(200);
    expect(
      Buffer.from(await file.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="${code}-1.pdf"`);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    const address = new URL(document?.address ?? '');
    expect(address.searchParams.get('X-Amz-Expires')).toBe('300');
    // Only as it was signed: not another document, not for longer, not shown as a page, and not without a signature.
    const { pathname, origin } = address;
    const others = [
      address.href.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000'),
      address.href.replace('=attachment', '=inline'),
      address.href.replace(pathname, `${pathname.slice(0, -1)}${pathname.endsWith('0') ? '1' : '0'}`),
      address.href.replace(/X-Amz-Signature=[^&]*/, `X-Amz-Signature=${'0'.repeat(64)}`),
      `${origin}${pathname}`,
    ];
    for (const other of others) expect((await fetch(other)).status).toBe(403);

    const reading = {
      kind: 'report',
      category: 'roads-and-traffic',
      surname: 'Bianchi',
      email: 'ada.bianchi@example.org',
      subject: 'Buca',
      message: 'Segnalo una buca sulla strada.',
    };
    expect((await asked(`cases/${code}/readings`, { body: reading })).status).toBe(428);
    expect((await asked(`cases/${code}/readings`, { body: reading, version: whole.version + 5 })).status).toBe(412);
    expect(
      (await asked(`cases/${code}/readings`, { body: { ...reading, kind: 'story' }, version: whole.version })).status,
    ).toBe(422);
    const read = await asked(`cases/${code}/readings`, { body: reading, version: whole.version });
    expect(read.status).toBe(201);
    expect(DeskCase.parse(read.content)).toMatchObject({ toBeRead: false, kind: 'report', lane: 'help-requests' });
    const again = await asked(`cases/${code}/readings`, {
      body: { ...reading, subject: 'x' },
      version: whole.version + 1,
    });
    expect({ status: again.status, refused: ActProblem.parse(again.content).refused }).toEqual({
      status: 409,
      refused: 'nothing-to-read',
    });
    await until('the case is listed as read', 20_000, async () =>
      (await wholeList('help-requests')).some(({ caseId, toBeRead }) => caseId === code && !toBeRead),
    );
    // Whose it is is known now: other cases of the same person are suggested, and it is suggested there.
    expect((await shown(code)).suggestions.length).toBeGreaterThan(0);

    // The address was somebody else's: what was mistyped stays on record, and joins, shows and reaches nothing any more.
    const persons = () => tableClient(stage.endpoints.dynamodb).send(new ScanCommand({ TableName: personsTable() }));
    const before = ((await persons()).Items ?? []).filter((item) => item['caseId']?.S === code);
    expect(before).toHaveLength(1);
    const mended = { ...reading, language: 'de', email: 'ada.bianchini@example.org', contact: code, corrects: true };
    const corrected = await asked(`cases/${code}/readings`, { body: mended, version: whole.version + 1 });
    expect(corrected.status).toBe(201);
    expect(DeskCase.parse(corrected.content)).toMatchObject({
      language: 'de',
      readings: [
        { email: 'ada.bianchi@example.org', replaced: true },
        { email: 'ada.bianchini@example.org', by: 'Carla Villa' },
      ],
      suggestions: [],
    });
    await until('the list knows the right person only', 20_000, async () => {
      const { Items = [] } = await persons();
      const now = Items.filter((item) => item['caseId']?.S === code);
      return now.length === 1 && now[0]?.['person']?.S !== before[0]?.['person']?.S;
    });
    // Whoever wrote on paper has the receipt as soon as it is known where to write to; the right one too, once that is mended.
    await until('both addresses were written to', 20_000, async () => {
      const receipts = (await stage.mails()).filter(({ raw }) => raw.includes(`${code}.receipt-`));
      const to = receipts.flatMap((mail) => mail.to).sort();
      return to.length === 2 && to.join().includes('ada.bianchi@') && to.join().includes('ada.bianchini@');
    });
    const conversation = (secondFact: string) =>
      fetch(`${stage.url}/v1/services/${service}/contacts/${code}/conversation`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ secondFact }),
      });
    expect((await conversation('ada.bianchi@example.org')).status).toBe(403);
    const opened = await conversation('ada.bianchini@example.org');
    expect(Conversation.parse(await opened.json()).messages.map(({ text }) => text)).toEqual([reading.message]);
  });

  test('and what was recorded by hand is corrected by whoever typed it wrong', async () => {
    const visit = {
      channel: 'in-person',
      receivedAt: '2026-11-27T08:30:00Z',
      kind: 'information',
      surname: 'Riva',
      message: 'Chiede del bando.',
    };
    const { content } = await asked('contacts', { body: visit });
    const { code } = content as { code: string };
    await listed(code);
    const body = { kind: 'complaint', surname: 'Rivi', message: 'Si lamenta del bando.', corrects: true };
    const corrected = await asked(`cases/${code}/readings`, { body, version: 1 });
    expect(corrected.status).toBe(201);
    expect(DeskCase.parse(corrected.content)).toMatchObject({
      kind: 'complaint',
      lane: 'complaints',
      contacts: [{ surname: 'Riva', recordedBy: 'Carla Villa' }],
      readings: [{ contact: code, surname: 'Rivi' }],
    });
    await until('it is in its lane', 20_000, async () =>
      (await wholeList('complaints')).some(({ caseId }) => caseId === code),
    );
  });

  test('that turns out to be a formal instance gets its protocol number once it is read', async () => {
    const folder = join(data, 'scans', service);
    writeFileSync(join(folder, 'istanza.pdf'), letterPdf('Il sottoscritto', 'chiede l’accesso agli atti.'));
    const scanned = await until('the second scan is on the worklist', 60_000, async () =>
      (await wholeList()).find(({ toBeRead }) => toBeRead),
    );
    expect(scanned).toMatchObject({ formal: false });
    const reading = {
      kind: 'instance',
      surname: 'Sala',
      message: 'Chiede l’accesso agli atti.',
      subject: 'Accesso agli atti',
    };
    const read = await asked(`cases/${scanned.caseId}/readings`, { body: reading, version: scanned.version });
    expect(read.status).toBe(201);
    const numbered = await until('it has its number', 30_000, async () => {
      const item = (await wholeList('instances')).find(({ caseId }) => caseId === scanned.caseId);
      return item?.protocol !== undefined && item;
    });
    expect(numbered).toMatchObject({ formal: true, protocol: expect.stringMatching(/^2026-\d{7}$/) });
  });
});

test('three attempts to call back that reach nobody end it, and the case stays for its answer', async () => {
  const contact = { ...byPhone(contactTo(service, 'Richiamatemi per il bando.')), callBack: 'any' as const };
  const { code } = await send(stage.url, service, contact);
  const due = await listed(code);
  expect(due.callBack).toMatchObject({ attempts: 0 });
  let version = due.version;
  for (const outcome of ['no-answer', 'busy', 'no-answer']) {
    const { status, content } = await asked(`cases/${code}/call-attempts`, {
      body: { outcome, note: 'Ancora niente.' },
      version,
    });
    expect(status).toBe(201);
    version = content.version;
  }
  expect(await shown(code)).toMatchObject({
    callBack: { state: 'given-up', attempts: [{ by: 'Carla Villa' }, {}, {}] },
  });
  const fourth = await asked(`cases/${code}/call-attempts`, { body: { outcome: 'reached' }, version });
  expect(fourth.status).toBe(409);
  await until('the call-back is off the list, the case is not', 20_000, async () => {
    const item = (await wholeList()).find(({ caseId }) => caseId === code);
    return item !== undefined && item.callBack === undefined;
  });
});

test('the list is paged: every open case once, whatever the size of the page', async () => {
  const one = await wholeList(undefined, 1);
  expect(one.length).toBeGreaterThan(5);
  expect(await wholeList(undefined, 4)).toEqual(one);
  expect(await wholeList(undefined, 100)).toEqual(one);
  expect(new Set(one.map(({ caseId }) => caseId)).size).toBe(one.length);
  for (const query of ['limit=0', 'limit=101', 'lane=x', 'cursor=x'])
    expect((await asked(`worklist?${query}`)).status).toBe(422);
});

test('operators and supervisors write, duty officers look on, others and strangers do neither', async () => {
  const { code } = await send(stage.url, service, byPhone(contactTo(service, 'Per chi è questa?')));
  await listed(code);
  const body = { outcome: 'reached' };
  for (const [by, reading, writing] of [
    [operator, 200, 409],
    ['bruno.neri', 200, 409],
    ['anna.ferri', 200, 403],
    ['dario.conti', 403, 403],
    [null, 401, 401],
  ] as const) {
    expect((await asked('worklist', { by })).status).toBe(reading);
    // It waits for operators: a duty officer who looks on says why.
    expect((await asked(`cases/${code}`, { by })).status).toBe(by === 'anna.ferri' ? 403 : reading);
    const why = { reason: 'Lo chiede il capo turno.' };
    const opened = await asked(`cases/${code}/openings`, { by, body: why });
    expect(opened.status).toBe(reading === 200 ? 201 : reading);
    expect((await asked(`cases/${code}`, { by })).status).toBe(reading);
    expect((await asked(`cases/${code}/call-attempts`, { by, body, version: 1 })).status).toBe(writing);
    if (writing !== 409) expect((await asked('contacts', { by, body: {} })).status).toBe(writing);
  }
  expect((await asked('worklist', { by: 'dario.conti', of: 'familyline' })).status).toBe(200);
  expect((await asked('cases/PC-0000-0000-0000-0000')).status).toBe(404);
  // A code of this service is none of the other's.
  expect((await asked(`cases/${code}`, { of: 'familyline' })).status).toBe(404);
});

describe('what is kept of persons', () => {
  const email = 'gina.testa@example.org';
  const client = () => tableClient(stage.endpoints.dynamodb);
  const table = (what: string) => nameOf(stage.names.tables, service, what);
  const kept = async () => {
    const { Items = [] } = await client().send(new ScanCommand({ TableName: table('Persons') }));
    return Items;
  };

  test('is nobody’s name, and is gone with the erasure of a case', async () => {
    const before = (await kept()).length;
    const contact = contactTo(service, 'Chi risponde dei danni alla mia casa?', { email });
    const { code } = await send(stage.url, service, contact);
    await listed(code);
    expect(await kept()).toHaveLength(before + 1);
    expect(JSON.stringify(await kept())).not.toContain('gina');
    const register = dynamodbRegister(table('Register'), client());
    const at = new Date(stage.clock.now()).toISOString();
    await eraseCase({
      register,
      caseId: code,
      reason: 'asked for',
      at,
      salt: randomHex,
      sha256,
      left: memoryLeftBehind().left,
    });
    await until('the person is forgotten', 20_000, async () => (await kept()).length === before);
    expect((await wholeList()).map(({ caseId }) => caseId)).not.toContain(code);
    const erased = await shown(code);
    expect(erased).toMatchObject({ erased: true, suggestions: [], messages: [] });
    expect(JSON.stringify(erased)).not.toContain('Testa');
  });

  test('and the list itself are made again from the register when somebody asks for it', async () => {
    const before = await wholeList();
    const lost = before[0]?.caseId ?? '';
    await client().send(new DeleteItemCommand({ TableName: table('Worklist'), Key: { caseId: { S: lost } } }));
    expect(await wholeList()).toEqual(before.slice(1));
    const [lister = ''] = Object.keys(stage.names.functions).filter((id) =>
      /^protezionecivileworklistCaseEvent/.test(id),
    );
    expect(await stage.invoke(lister, { list: 'all' })).toEqual({ cases: expect.any(Number) });
    expect(await wholeList()).toEqual(before);
  });
});

test('nothing was refused for want of a permission', () => {
  expect(stage.refused()).toEqual([]);
});
