import { setTimeout as pause } from 'node:timers/promises';
import { DeleteItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { CaseStatus } from '../../shared/contracts/case-status.ts';
import { ActProblem } from '../../shared/contracts/officer-view.ts';
import { Problem } from '../../shared/contracts/problem.ts';
import { ProtocolDayView, ProtocolEntryView } from '../../shared/contracts/protocol.ts';
import { kindOfQueue } from '../../shared/core/dead-letters.ts';
import { numberText } from '../../shared/core/protocol.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { dynamodbProtocol } from '../../shared/shell/stores/dynamodb-protocol.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { bringBack, queueOf } from '../../tools/redrive.ts';
import { noNumbers, noteNumbers, verifyProtocol } from '../../tools/verify-protocol.ts';
import { expectSound } from '../fixtures/sound-protocol.ts';
import {
  bare,
  freePort,
  nameOf,
  openStage,
  ownFolder,
  queueClient,
  startProcess,
  tableClient,
  templates,
  until,
} from './center.ts';
import { ask, contactTo, post, send } from './citizen.ts';
import { readMail } from './mailbox.ts';

const service = 'protezione-civile';
const [operator, officer, supervisor] = ['carla.villa', 'anna.ferri', 'bruno.neri'];

const instance = (words: string) => contactTo(service, words, { kind: 'instance', subject: `Istanza: ${words}` });

/** The tables of a stage as the tools read them. */
function tablesOf(stage: Stage) {
  const client = tableClient(stage.endpoints.dynamodb);
  return {
    client,
    register: dynamodbRegister(nameOf(stage.names.tables, service, 'Register'), client),
    protocol: dynamodbProtocol(nameOf(stage.names.tables, service, 'Protocol'), client),
  };
}

async function statusOf(stage: Stage, code: string): Promise<CaseStatus> {
  const { text } = await ask(stage.url, { path: `/v1/services/${service}/contacts/${code}` });
  return CaseStatus.parse(JSON.parse(text));
}
const numbered = (stage: Stage, code: string) =>
  until(`${code} has a protocol number`, 20_000, async () => (await statusOf(stage, code)).protocol?.[0]);

describe('from a formal instance to its number, the register of the day and a cancellation', () => {
  let folder: ReturnType<typeof ownFolder>;
  let stage: Stage;
  let close: () => Promise<void>;
  const open = async (at: string) => {
    ({ stage, close } = await openStage({ silent: bare, data: folder.path, at: new Date(at) }));
  };
  beforeAll(async () => {
    folder = ownFolder('protocol-journey');
    // Half past eleven at night of the last day of the year, in Rome.
    await open('2026-12-31T22:30:00Z');
  }, 240_000);
  afterAll(async () => {
    await close();
    folder.remove();
  });

  async function asked(path: string, by: string | null, body?: unknown) {
    const authorization = by === null ? {} : { authorization: `Bearer ${await stage.token(by)}` };
    const headers = { ...authorization, 'content-type': 'application/json' };
    const { status, text } = await ask(stage.url, {
      path: `/v1/desk/${service}/protocol${path}`,
      headers,
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    return { status, content: JSON.parse(text) };
  }
  const codes: string[] = [];

  test('a citizen sees the number on the status page and in a mail a moment after sending', async () => {
    const { code } = await send(stage.url, service, instance('accesso agli atti'));
    codes.push(code);
    expect(await numbered(stage, code)).toMatchObject({ number: '2026-0000001', cancelled: false });
    const { text } = await ask(stage.url, {
      path: `/v1/services/${service}/contacts/${code}`,
      headers: { accept: 'text/html' },
    });
    expect(text).toMatch(/<dt>Numero di protocollo<\/dt><dd>2026-0000001, /);
    const mail = await until('the mail with the number', 20_000, async () =>
      (await stage.mails()).map(readMail).find((sent) => sent.headers.get('subject')?.includes('2026-0000001')),
    );
    expect(mail.to).toEqual(['ada.bianchi@example.org']);
    expect(mail.text).toContain(code);
  });

  test('who asks for information has a receipt and no number, and the protocol did not hear of it', async () => {
    const { code } = await send(stage.url, service, contactTo(service, 'una domanda'));
    await stage.idle(100_000);
    expect(await statusOf(stage, code)).not.toHaveProperty('protocol');
    const counts = Object.entries(await stage.calls());
    const registrar = counts.find(([id]) => id.startsWith('protezionecivileregistrarQueueMessage'))?.[1];
    expect(registrar).toMatchObject({ 'dynamodb.PutItem': 2, 'sqs.SendMessage': 1 });
  });

  test('the same instance sent again has the same number; others have the next ones', async () => {
    const first = instance('danni da grandine');
    const { code } = await send(stage.url, service, first, 'a-key');
    expect((await send(stage.url, service, first, 'a-key')).code).toBe(code);
    codes.push(code, (await send(stage.url, service, instance('un contributo'))).code);
    await stage.idle(100_000);
    const numbers = await Promise.all(codes.map(async (each) => (await numbered(stage, each)).number));
    expect([...numbers].sort()).toEqual(['2026-0000001', '2026-0000002', '2026-0000003']);
    const { client, register, protocol } = tablesOf(stage);
    await expectSound(register, protocol, codes);
    client.destroy();
  });

  test('staff read the day and each number; nobody else does', async () => {
    for (const who of [operator, officer, supervisor]) {
      const { status, content } = await asked('', who);
      expect({ who, status }).toEqual({ who, status: 200 });
      const day = ProtocolDayView.parse(content);
      expect(day.day).toBe('2026-12-31');
      expect(day.entries.map(({ number }) => number)).toEqual([1, 2, 3].map((number) => numberText(2026, number)));
      expect(day.closed).toBeUndefined();
    }
    const { content } = await asked('/2026-1', operator);
    expect(ProtocolEntryView.parse(content)).toMatchObject({
      number: '2026-0000001',
      contact: codes[0],
      channel: 'form',
      sender: { name: 'Ada', surname: 'Bianchi', email: 'ada.bianchi@example.org' },
      recipient: 'Presidenza del Consiglio dei Ministri – Dipartimento della Protezione Civile',
      subject: 'Istanza: accesso agli atti',
    });
    expect((await asked('', null)).status).toBe(401);
    expect((await asked('', 'dario.conti')).status).toBe(403);
    for (const wrong of ['/2026-0000099', '/2025-1', '/forty-two'])
      expect((await asked(wrong, operator)).status).toBe(404);
    const invalid = await asked('?day=tomorrow', operator);
    expect(invalid.status).toBe(422);
    expect(Problem.parse(invalid.content).errors?.[0]?.pointer).toBe('#/day');
  });

  test('only a supervisor cancels a number, once and for a reason; the citizen sees that it was', async () => {
    const number = (await numbered(stage, codes[1] as string)).number;
    const act = { reason: 'Registrata due volte' };
    expect((await asked(`/${number}/cancellations`, operator, act)).status).toBe(403);
    expect((await asked(`/${number}/cancellations`, officer, act)).status).toBe(403);
    expect((await asked(`/${number}/cancellations`, supervisor, { reason: ' ' })).status).toBe(422);
    expect((await asked('/2026-0000099/cancellations', supervisor, act)).status).toBe(404);
    const { status, content } = await asked(`/${number}/cancellations`, supervisor, act);
    expect(status).toBe(201);
    expect(ProtocolEntryView.parse(content).cancelled).toMatchObject({ reason: act.reason, by: 'Bruno Neri' });
    expect(await asked(`/${number}/cancellations`, supervisor, act)).toEqual({ status, content });
    const again = await asked(`/${number}/cancellations`, supervisor, { reason: 'Un altro motivo' });
    expect(again.status).toBe(409);
    expect(ActProblem.parse(again.content).refused).toBe('cancelled');
    expect((await statusOf(stage, codes[1] as string)).protocol).toMatchObject([{ number, cancelled: true }]);
    const next = await send(stage.url, service, instance('dopo l’annullamento'));
    codes.push(next.code);
    expect((await numbered(stage, next.code)).number).toBe('2026-0000004');
  });

  test('a message that cannot be read goes to the dead letters with its reason, and is brought back once mended', async () => {
    const { code } = await send(stage.url, service, contactTo(service, 'una domanda che era un’istanza'));
    await until('registered', 20_000, async () => (await statusOf(stage, code)).stage === 'registered');
    const message = {
      contract: 'formal-contact.v9',
      service,
      caseId: code,
      contact: code,
      receivedAt: '2026-12-31T22:31:00.000Z',
    };
    const queues = queueClient(stage.endpoints.sqs);
    const QueueUrl = nameOf(stage.names.queues, service, 'ProtocolDue');
    await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
    const { client } = tablesOf(stage);
    const TableName = Object.entries(stage.names.tables).find(([id]) => id.startsWith('DeadLetters'))?.[1];
    const letter = await until('the dead letter is kept', 60_000, async () => {
      const { Items = [] } = await client.send(new ScanCommand({ TableName, ConsistentRead: true }));
      return Items[0];
    });
    expect(letter['reason']?.S).toBe('formal-contact.v1 does not hold at /contract: invalid_value');
    const mended = {
      letterId: letter['letterId']?.S ?? '',
      service: letter['service']?.S ?? '',
      queue: letter['queue']?.S ?? '',
      body: JSON.stringify({ ...message, contract: 'formal-contact.v1' }),
    };
    const kind = kindOfQueue(mended.queue);
    if (kind === undefined) throw new Error(mended.queue);
    const done = await bringBack([mended], {
      async send(of, body) {
        expect(queueOf(stage, of, kind)).toBe(QueueUrl);
        await queues.send(new SendMessageCommand({ QueueUrl, MessageBody: body }));
      },
      async remove(letterId) {
        await client.send(new DeleteItemCommand({ TableName, Key: { letterId: { S: letterId } } }));
      },
    });
    expect(done.back).toHaveLength(1);
    codes.push(code);
    expect((await numbered(stage, code)).number).toBe('2026-0000005');
    queues.destroy();
    client.destroy();
  });

  test('five minutes after midnight the day is closed, and numbers begin anew', async () => {
    await stage.idle(100_000);
    await close();
    await open('2026-12-31T23:05:00Z');
    const dayEnd = Object.keys(stage.names.functions).find((id) => id.startsWith('protezionecivileprotocolDayEnd'));
    await stage.invoke(dayEnd ?? '', {});
    const { content } = await asked('?day=2026-12-31', supervisor);
    const day = ProtocolDayView.parse(content);
    expect(day.closed).toMatchObject({ first: '2026-0000001', last: '2026-0000005', count: 5 });
    expect(day.closed?.cancelled).toHaveLength(1);
    expect(day.entries).toHaveLength(5);
    await stage.invoke(dayEnd ?? '', {});
    expect((await asked('?day=2026-12-31', supervisor)).content).toEqual(content);
    const { code } = await send(stage.url, service, instance('del nuovo anno'));
    codes.push(code);
    expect((await numbered(stage, code)).number).toBe('2027-0000001');
  });

  test('all of it can be proven afterwards', async () => {
    await stage.idle(100_000);
    const { client, register, protocol } = tablesOf(stage);
    const numbers = noNumbers();
    for await (const entries of register.all()) for (const entry of entries) noteNumbers(numbers, entry);
    const asOf = new Date(stage.clock.now()).toISOString();
    const verdict = await verifyProtocol({ service, protocol, numbers, asOf, sha256 });
    expect(verdict).toMatchObject({ numbers: 6, cancelled: 1, days: 1, untold: 0, findings: [] });
    await expectSound(register, protocol, codes);
    client.destroy();
  });
});

test('the center killed again and again while instances come in: each has one number, and none is missing', async () => {
  const folder = ownFolder('protocol-kill');
  const port = await freePort();
  const more = ['--templates', await templates()];
  const start = () => startProcess({ silent: bare, data: folder.path, port, more });
  let center = await start();
  const promised = new Set<string>();
  let stopped = false;
  const write = async (citizen: number) => {
    for (let number = 1; !stopped; number += 1) {
      const words = `istanza ${citizen} ${number}`;
      for (;;) {
        const sent = await post(center.url, `/v1/services/${service}/contacts`, instance(words), {
          'idempotency-key': words,
        }).catch(() => undefined);
        if (sent?.status === 202) {
          promised.add(JSON.parse(sent.text).code);
          break;
        }
        if (stopped) return;
        await pause(100);
      }
    }
  };
  const writers = [1, 2, 3, 4].map(write);
  try {
    for (let round = 0; round < 6; round += 1) {
      const before = promised.size;
      await until('twenty more instances', 60_000, () => promised.size >= before + 20);
      await pause(137 * round);
      await center.kill();
      center = await start();
    }
  } finally {
    stopped = true;
    await Promise.all(writers);
    await center.kill();
  }
  const { stage, close } = await openStage({ silent: bare, data: folder.path });
  try {
    await stage.idle(150_000);
    const { client, register, protocol } = tablesOf(stage);
    const cases: string[] = [];
    for await (const entries of register.all()) cases.push(...entries.map(({ caseId }) => caseId));
    for (const code of promised) expect(cases).toContain(code);
    await expectSound(register, protocol, [...new Set(cases)]);
    expect(promised.size).toBeGreaterThanOrEqual(120);
    client.destroy();
  } finally {
    await close();
    folder.remove();
  }
}, 360_000);
