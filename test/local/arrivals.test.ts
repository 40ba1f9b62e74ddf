import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { startStage } from '../../local/stage/stage.ts';
import type { Stage } from '../../local/stage-interface.ts';
import { awsCall } from '../../local/template/aws-call.ts';
import { writeApplication } from './fixtures/application.ts';
import { arrivalsTemplates, witness } from './fixtures/arrivals.ts';

type Told = { eventName: string; eventTime: string; s3: { object: { key: string; size: number; eTag: string } } };
type Notice = { Event?: string; Records?: Told[] };

const folder = mkdtempSync(join(tmpdir(), 'sportello-arrivals-'));
const witnessed = {
  batches: join(folder, 'batches'),
  stream: join(folder, 'stream'),
  invoked: join(folder, 'invoked'),
};
const data = join(folder, 'data');
let templates: string;
let stage: Stage;
let s3: S3Client;

const start = async () => {
  stage = await startStage({ port: 0, data, templates });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  s3 = new S3Client({ endpoint: stage.endpoints.s3, region: 'eu-south-1', forcePathStyle: true, credentials });
};
beforeAll(async () => {
  templates = writeApplication(arrivalsTemplates(witnessed), { witness });
  await start();
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  rmSync(templates, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}, 120_000);

/** Takes every notice out of the queue. */
async function notices(): Promise<Notice[]> {
  const all: Notice[] = [];
  for (;;) {
    const { Messages = [] } = await awsCall<{ Messages?: { Body: string; ReceiptHandle: string }[] }>(
      'sqs',
      stage.endpoints.sqs,
      'ReceiveMessage',
      { QueueUrl: stage.names.queues['Told'], MaxNumberOfMessages: 10 },
    );
    if (Messages.length === 0) return all;
    for (const { Body, ReceiptHandle } of Messages) {
      all.push(JSON.parse(Body));
      await awsCall('sqs', stage.endpoints.sqs, 'DeleteMessage', {
        QueueUrl: stage.names.queues['Told'],
        ReceiptHandle,
      });
    }
  }
}
const toldIn = (heard: Notice[]) =>
  heard.flatMap(({ Records = [] }) =>
    Records.map(({ eventName, s3: { object } }) => ({
      eventName,
      key: decodeURIComponent(object.key.replaceAll('+', ' ')),
      size: object.size,
      eTag: object.eTag,
    })),
  );
const put = (Key: string, Body: string | Buffer) => s3.send(new PutObjectCommand({ Bucket: 'arrivals', Key, Body }));
const textOf = async (Key: string) =>
  (await s3.send(new GetObjectCommand({ Bucket: 'arrivals', Key }))).Body?.transformToString() as Promise<string>;
const keysUnder = async (Prefix: string) =>
  ((await s3.send(new ListObjectsV2Command({ Bucket: 'arrivals', Prefix }))).Contents ?? []).map(({ Key }) => Key);
const until = async <Found>(look: () => Found | undefined | Promise<Found | undefined>): Promise<Found> => {
  for (const giveUpAt = Date.now() + 15_000; ; ) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error('nothing came within 15 s');
    await pause(30);
  }
};
const linesOf = (file: string) =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
    : [];

describe('a bucket that tells a queue of new objects', () => {
  test('is named with what it cannot tell', () => {
    expect(stage.notHonoured).toEqual([
      'AWS::SES::ReceiptRule.Rule.Actions.SNSAction of SilentRule',
      'AWS::S3::Bucket.NotificationConfiguration of Arrivals: s3:ObjectRemoved:* is not told, only new objects are',
    ]);
  });

  test('sends a test event first, as S3 does', async () => {
    expect(await notices()).toEqual([expect.objectContaining({ Event: 's3:TestEvent', Bucket: 'arrivals' })]);
  });

  test('tells each way an object comes to be, before the writer is answered, and only under its prefix', async () => {
    const { ETag } = await put('incoming/perché + no?.pdf', 'a scan');
    await put('outside/other.pdf', 'none of its business');
    await s3.send(
      new CopyObjectCommand({ Bucket: 'arrivals', Key: 'incoming/copy', CopySource: 'arrivals/outside/other.pdf' }),
    );
    const upload = { Bucket: 'arrivals', Key: 'incoming/parts' };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(upload));
    const part = await s3.send(new UploadPartCommand({ ...upload, UploadId, PartNumber: 1, Body: 'part' }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag: part.ETag }] };
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, UploadId, MultipartUpload }));
    expect(toldIn(await notices())).toEqual([
      {
        eventName: 'ObjectCreated:Put',
        key: 'incoming/perché + no?.pdf',
        size: 6,
        eTag: ETag?.replaceAll('"', ''),
      },
      expect.objectContaining({ eventName: 'ObjectCreated:Copy', key: 'incoming/copy', size: 20 }),
      expect.objectContaining({ eventName: 'ObjectCreated:CompleteMultipartUpload', key: 'incoming/parts', size: 4 }),
    ]);
  });

  test('takes an object of 40 MB in one call', async () => {
    await put('incoming/large', Buffer.alloc(40 * 1024 * 1024, 1));
    expect(toldIn(await notices())).toMatchObject([{ key: 'incoming/large', size: 41_943_040 }]);
  }, 60_000);

  test('has told of every object that is there after it was killed in the middle', async () => {
    const writing = Array.from({ length: 300 }, (_, index) => put(`incoming/kill-${index}`, `body ${index}`));
    const outcomes = Promise.allSettled(writing);
    await Promise.race(writing);
    await stage.emulator('queues').stop();
    await stage.emulator('queues').start();
    await outcomes;
    const there = await keysUnder('incoming/kill-');
    const told = new Set(toldIn(await notices()).map(({ key }) => key));
    expect(there.length).toBeGreaterThan(0);
    expect(there.filter((key) => !told.has(String(key)))).toEqual([]);
  }, 60_000);
});

describe('mail that comes in', () => {
  const message = (text: string) => `From: Ada <ada@example.org>\r\nSubject: prova\r\n\r\n${text}\r\n`;
  const mail = async (to: string | string[], raw: string | Buffer) => {
    const { hostname, port } = new URL(stage.endpoints.smtp as string);
    const transport = createTransport({ host: hostname, port: Number(port), ignoreTLS: true, name: 'mx.example.org' });
    try {
      return await transport.sendMail({ envelope: { from: 'ada@example.org', to }, raw });
    } finally {
      transport.close();
    }
  };
  const newKey = async (prefix: string, send: () => Promise<unknown>) => {
    const before = new Set(await keysUnder(prefix));
    await send();
    const [key, ...more] = (await keysUnder(prefix)).filter((each) => !before.has(each));
    expect(more).toEqual([]);
    return key as string;
  };

  test.each([
    ['the address of a rule', 'ufficio@example.it'],
    ['the address with a label, in capitals', 'UFFICIO+r.7kq@example.it'],
    ['a subdomain of a rule', 'anyone@a.sub.example.it'],
  ])('for %s is kept whole, with the headers of SES, before it is taken', async (_what, to) => {
    const key = await newKey('incoming/', () => mail(to, message('.\r\n..due punti\r\nfine')));
    const kept = await textOf(key);
    expect(kept.endsWith(message('.\r\n..due punti\r\nfine'))).toBe(true);
    const head = kept.slice(0, kept.indexOf('From: Ada'));
    expect(head.startsWith('Return-Path: <ada@example.org>\r\nReceived: from mx.example.org')).toBe(true);
    expect(head).toContain(` for ${to};\r\n`);
    expect(head).toContain('X-SES-Spam-Verdict: PASS\r\nX-SES-Virus-Verdict: PASS\r\n');
    expect(toldIn(await notices()).map((told) => told.key)).toContain(key);
  });

  test('for two addresses of one rule is one object', async () => {
    await newKey('incoming/', () => mail(['ufficio@example.it', 'other@a.sub.example.it'], message('due')));
  });

  test('for a rule without scanning has no verdicts', async () => {
    const key = await newKey('elsewhere/', () => mail('chiunque@mail.example.it', message('x')));
    expect(await textOf(key)).not.toContain('Verdict');
  });

  test.each([
    ['nobody', 'nobody@example.it'],
    ['a domain that is only the end of a name', 'a@xsub.example.it'],
    ['a domain whose subdomains alone are meant', 'a@sub.example.it'],
    ['a rule that is off', 'a@off.example.it'],
    ['a rule that keeps nothing', 'a@silent.example.it'],
  ])('for %s is refused', async (_what, to) => {
    await expect(mail(to, message('x'))).rejects.toMatchObject({ responseCode: 550 });
  });

  test.each([
    ['spam', ['XJS*C4JDBQADN1.NSBN3*2IDNEN*', 'GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X'].join(''), 'Spam'],
    ['a virus', ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''), 'Virus'],
    [
      'a virus in a file',
      Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))
        .toString('base64')
        .replace(/.{60}/g, '$&\r\n'),
      'Virus',
    ],
  ])('with the test text of %s fails that scan and is kept all the same', async (_what, text, verdict) => {
    const key = await newKey('incoming/', () => mail('ufficio@example.it', message(text)));
    const other = verdict === 'Spam' ? 'Virus' : 'Spam';
    expect(await textOf(key)).toContain(`X-SES-${verdict}-Verdict: FAIL`);
    expect(await textOf(key)).toContain(`X-SES-${other}-Verdict: PASS`);
  });

  test('of 30 MB is kept, of more than 40 MB refused', async () => {
    const large = Buffer.concat([Buffer.from(message('')), Buffer.alloc(30 * 1024 * 1024, 'abcdefg\r\n')]);
    await newKey('incoming/', () => mail('ufficio@example.it', large));
    const tooLarge = Buffer.concat([large, large]);
    await expect(mail('ufficio@example.it', tooLarge)).rejects.toMatchObject({ responseCode: 552 });
  }, 60_000);

  test('is not taken while it cannot be kept', async () => {
    await stage.emulator('queues').stop();
    await expect(mail('ufficio@example.it', message('later'))).rejects.toMatchObject({ responseCode: 451 });
    await stage.emulator('queues').start();
    await newKey('incoming/', () => mail('ufficio@example.it', message('later')));
  }, 120_000);
});

describe('a scan in its folder', () => {
  const scans = () => join(data, 'scans/ufficio');
  const taken = (name: string) => until(() => (existsSync(join(scans(), 'taken', name)) ? true : undefined));

  test('goes to the bucket after its sidecar, and then to the taken ones', async () => {
    await notices();
    writeFileSync(join(scans(), 'lettera è.pdf.json'), '{"channel":"letter"}');
    writeFileSync(join(scans(), 'lettera è.pdf'), 'a letter');
    await taken('lettera è.pdf');
    expect(readdirSync(scans())).toEqual(['taken']);
    expect(readdirSync(join(scans(), 'taken')).sort()).toEqual(['lettera è.pdf', 'lettera è.pdf.json']);
    expect(toldIn(await notices()).map(({ key }) => key)).toEqual([
      'incoming/lettera è.pdf.json',
      'incoming/lettera è.pdf',
    ]);
  }, 20_000);

  test('is left alone while it grows, and while its name says that it does', async () => {
    const growing = join(scans(), 'growing.tif');
    const piece = 'piece ';
    writeFileSync(join(scans(), 'other.tif.part'), 'unfinished');
    for (let pieces = 1; pieces <= 4; pieces += 1) {
      writeFileSync(growing, piece.repeat(pieces));
      await pause(500);
    }
    expect(existsSync(growing)).toBe(true);
    await taken('growing.tif');
    expect(await textOf('incoming/growing.tif')).toBe(piece.repeat(4));
    renameSync(join(scans(), 'other.tif.part'), join(scans(), 'other.tif'));
    await taken('other.tif');
  }, 20_000);

  test('of a name that was there before takes nobody’s place', async () => {
    writeFileSync(join(scans(), 'scan.pdf'), 'first');
    await taken('scan.pdf');
    writeFileSync(join(scans(), 'scan.pdf'), 'second');
    await taken('2-scan.pdf');
    const keys = await keysUnder('incoming/scan');
    expect(keys).toHaveLength(2);
    expect((await Promise.all(keys.map((key) => textOf(String(key))))).sort()).toEqual(['first', 'second']);
  }, 20_000);

  test('that came while the stage was down is taken when it runs again', async () => {
    await stage.stop();
    writeFileSync(join(scans(), 'by night.pdf'), 'a fax');
    await start();
    await taken('by night.pdf');
    expect(toldIn(await notices()).map(({ key }) => key)).toContain('incoming/by night.pdf');
  }, 40_000);
});

describe('a table', () => {
  const dynamodb = <Answer>(action: string, input: object) =>
    awsCall<Answer>('dynamodb', stage.endpoints.dynamodb, action, input);
  const item = (id: string, due: string) => ({ id: { S: id }, place: { S: 'general#3' }, due: { S: due } });

  test('is asked by its index, in the order of the second key', async () => {
    for (const [id, due] of [
      ['late', '2026-12-03'],
      ['early', '2026-12-01'],
    ] as const)
      await dynamodb('PutItem', { TableName: 'Indexed', Item: item(id, due) });
    const { Items } = await dynamodb<{ Items: { id: { S: string } }[] }>('Query', {
      TableName: 'Indexed',
      IndexName: 'byDue',
      KeyConditionExpression: 'place = :place',
      ExpressionAttributeValues: { ':place': { S: 'general#3' } },
    });
    expect(Items.map(({ id }) => id.S)).toEqual(['early', 'late']);
  });

  test('written in batches tells its stream what came, changed and went', async () => {
    await stage.idle(10_000);
    rmSync(witnessed.stream, { force: true });
    const batch = (requests: object[]) =>
      dynamodb('BatchWriteItem', {
        RequestItems: { Indexed: requests, Plain: [{ PutRequest: { Item: { id: { S: 'beside' } } } }] },
      });
    await batch([
      { PutRequest: { Item: item('new', '2026-12-02') } },
      { PutRequest: { Item: item('early', '2026-12-09') } },
      { DeleteRequest: { Key: { id: { S: 'late' } } } },
      { DeleteRequest: { Key: { id: { S: 'never there' } } } },
    ]);
    await expect(batch([{ PutRequest: { Item: { wrong: { S: 'no key' } } } }])).rejects.toThrow(/Validation/);
    await stage.idle(10_000);
    type Line = { Records: { eventName: string; dynamodb: { Keys: { id: { S: string } }; NewImage?: object } }[] };
    const heard = linesOf(witnessed.stream).flatMap(({ Records }: Line) =>
      Records.map((record) => [record.eventName, record.dynamodb.Keys.id.S, record.dynamodb.NewImage !== undefined]),
    );
    expect(heard.sort()).toEqual([
      ['INSERT', 'new', true],
      ['MODIFY', 'early', true],
      ['REMOVE', 'late', false],
    ]);
    const { Item } = await dynamodb<{ Item?: object }>('GetItem', { TableName: 'Plain', Key: { id: { S: 'beside' } } });
    expect(Item).toEqual({ id: { S: 'beside' } });
  }, 120_000);
});

test('a data folder whose table lacks a new index is named, before every list is empty', async () => {
  const older = arrivalsTemplates(witnessed);
  const { GlobalSecondaryIndexes: _indexes, ...without } = older.records.Resources.Indexed.Properties;
  const AttributeDefinitions = [{ AttributeName: 'id', AttributeType: 'S' }];
  Object.assign(older.records.Resources.Indexed, { Properties: { ...without, AttributeDefinitions } });
  const olderTemplates = writeApplication(older, { witness });
  const place = join(folder, 'older');
  await (await startStage({ port: 0, data: place, templates: olderTemplates })).stop();
  await expect(startStage({ port: 0, data: place, templates })).rejects.toThrow(
    /has no index byDue\. Start with --fresh/,
  );
  rmSync(olderTemplates, { recursive: true });
}, 60_000);

test('a queue with a window wakes its function with more than ten messages at once', async () => {
  const Entries = (from: number) =>
    Array.from({ length: 10 }, (_, index) => ({ Id: String(index), MessageBody: String(from + index) }));
  for (let from = 0; from < 60; from += 10)
    await awsCall('sqs', stage.endpoints.sqs, 'SendMessageBatch', {
      QueueUrl: stage.names.queues['Many'],
      Entries: Entries(from),
    });
  const bodies = () =>
    linesOf(witnessed.batches).flatMap(({ Records }: { Records: { body: string }[] }) =>
      Records.map(({ body }) => body),
    );
  await until(() => (bodies().length >= 60 ? true : undefined));
  expect(
    bodies()
      .map(Number)
      .sort((a, b) => a - b),
  ).toEqual(Array.from({ length: 60 }, (_, index) => index));
  const sizes = linesOf(witnessed.batches).map(({ Records }: { Records: unknown[] }) => Records.length);
  expect(Math.max(...sizes)).toBeGreaterThan(10);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
}, 20_000);

describe('a function that is invoked by Lambda’s own API', () => {
  const lambda = () =>
    new LambdaClient({
      endpoint: stage.endpoints.lambda,
      region: 'eu-south-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
  const invoke = async (payload: object, more: object = {}) => {
    const answer = await lambda().send(
      new InvokeCommand({ FunctionName: 'center-Invoked', Payload: JSON.stringify(payload), ...more }),
    );
    return {
      ...answer,
      payload: answer.Payload?.length ? JSON.parse(Buffer.from(answer.Payload).toString()) : undefined,
    };
  };

  test('answers its caller, who may name it by its alias', async () => {
    const event = { Details: { ContactData: { ContactId: 'x' } } };
    expect(
      await invoke(event, { FunctionName: `${'arn:aws:lambda:eu-south-1:000000000000:function:center-Invoked'}:live` }),
    ).toMatchObject({
      StatusCode: 200,
      payload: { heard: event },
    });
  });

  test('tells its caller that it failed', async () => {
    expect(await invoke({ fail: true })).toMatchObject({
      StatusCode: 200,
      FunctionError: 'Unhandled',
      payload: { errorType: 'TypeError', errorMessage: 'on purpose' },
    });
  });

  test('runs when nobody waits', async () => {
    expect((await invoke({ event: 'later' }, { InvocationType: 'Event' })).StatusCode).toBe(202);
    await until(() => linesOf(witnessed.invoked).find(({ event }: { event?: string }) => event === 'later'));
  });

  test('is not found under a name that nobody has', async () => {
    await expect(invoke({}, { FunctionName: 'nobody' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
