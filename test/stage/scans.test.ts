import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import type { CaseEvent } from '../../shared/contracts/case-event.ts';
import { CaseStatus } from '../../shared/contracts/case-status.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { bombPdf, letterPdf, tiff, windowsProgram } from '../fixtures/pdfs.ts';
import { bare, nameOf, openStage, root, tableClient, until } from './center.ts';
import { ask } from './citizen.ts';
import { casesOf } from './ledger.ts';

let stage: Stage;
let data: string;
let close: () => Promise<void>;
let s3: S3Client;

beforeAll(async () => {
  // A Friday in the morning, in Rome.
  ({ stage, data, close } = await openStage({ silent: bare, at: new Date('2026-11-27T09:00:00Z') }));
  s3 = new S3Client({
    endpoint: stage.endpoints.s3,
    region: 'eu-south-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' },
  });
}, 240_000);
afterAll(() => close());

const folder = (service: string) => join(data, 'scans', service);
const bucket = (service: string, what: string) => nameOf(stage.names.buckets, service, what);

/** Drops a scan, with its sidecar if there is one, and waits until all that follows is done. */
async function drop(service: string, name: string, bytes: Buffer, sidecar?: object): Promise<void> {
  if (sidecar !== undefined) writeFileSync(join(folder(service), `${name}.json`), JSON.stringify(sidecar));
  writeFileSync(join(folder(service), name), bytes);
  await until(`${name} is taken`, 20_000, () => existsSync(join(folder(service), 'taken', name)));
  await stage.idle(60_000);
}

const codesOf = async (service: string) => [...(await casesOf(stage, service)).keys()];
const eventsOf = async (service: string, code: string): Promise<CaseEvent[]> =>
  ((await casesOf(stage, service)).get(code) ?? []).flatMap((entry) => openEntry(entry));

/** What is in the bucket of scans, sorted. */
async function keysOf(service: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket(service, 'Scans') }));
  return Contents.map(({ Key = '' }) => Key).sort();
}

/** The one case that a drop makes, with its events. */
async function caseOf(service: string, dropped: () => Promise<void>): Promise<{ code: string; events: CaseEvent[] }> {
  const before = new Set(await codesOf(service));
  await dropped();
  const made = (await codesOf(service)).filter((code) => !before.has(code));
  expect(made).toHaveLength(1);
  const code = made[0] as string;
  return { code, events: await eventsOf(service, code) };
}
const find = <Type extends CaseEvent['type']>(events: CaseEvent[], type: Type) =>
  events.find((event): event is Extract<CaseEvent, { type: Type }> => event.type === type);

describe('a fax with its sidecar', () => {
  const fax = letterPdf('Al Dipartimento,', 'chiedo copia del piano comunale.', 'Distinti saluti');
  const sidecar = {
    channel: 'fax',
    receivedAt: '2026-11-26T17:45:00+01:00',
    kind: 'report',
    formal: true,
    sender: 'Comune di Borgoverde',
    senderReference: 'prot. 0001234 del 26/11/2026',
  };
  let code: string;
  let events: CaseEvent[];

  test('dropped in the folder becomes a case that waits to be read, received when the fax was', async () => {
    ({ code, events } = await caseOf('protezione-civile', () =>
      drop('protezione-civile', 'fax 0012.pdf', fax, sidecar),
    ));
    expect(find(events, 'CaseOpened')).toMatchObject({ kind: 'report', formal: true, urgent: false });
    expect(find(events, 'ContactReceived')).toMatchObject({
      channel: 'fax',
      receivedAt: '2026-11-26T16:45:00.000Z',
      paper: { toBeRead: true, pages: 1, textLayer: true, senderReference: 'prot. 0001234 del 26/11/2026' },
      personal: {
        name: 'Comune di Borgoverde',
        message: 'Al Dipartimento,\nchiedo copia del piano comunale.\nDistinti saluti',
      },
    });
  });

  test('is promised an answer from the time of the fax on, and has a protocol number', () => {
    const due = Date.parse(find(events, 'CaseOpened')?.firstAnswerDueAt ?? '');
    expect(due).toBeGreaterThan(Date.parse('2026-11-26T16:45:00Z'));
    // One working day from Thursday evening: before the end of Friday.
    expect(due).toBeLessThan(Date.parse('2026-11-27T18:00:00Z'));
    expect(find(events, 'ProtocolAssigned')).toMatchObject({ contact: code, year: 2026 });
  });

  test('is kept as it came', async () => {
    const attached = find(events, 'AttachmentAttached');
    expect(attached).toMatchObject({
      contentType: 'application/pdf',
      bytes: fax.length,
      personal: { fileName: 'fax 0012.pdf' },
    });
    const kept = await s3.send(
      new GetObjectCommand({
        Bucket: bucket('protezione-civile', 'Attachments'),
        Key: `kept/${attached?.attachment}`,
      }),
    );
    expect(kept.ContentType).toBe('application/pdf');
    expect(Buffer.from((await kept.Body?.transformToByteArray()) ?? []).equals(fax)).toBe(true);
    const document = attached?.attachment;
    expect(await keysOf('protezione-civile')).toEqual([`taken/${document}`, `taken/${document}.json`]);
  });

  test('is on the worklist, and its status is told by its code', async () => {
    const { Item } = await tableClient(stage.endpoints.dynamodb).send(
      new GetItemCommand({
        TableName: nameOf(stage.names.tables, 'protezione-civile', 'Worklist'),
        Key: { caseId: { S: code } },
      }),
    );
    expect(JSON.parse(Item?.['item']?.S ?? '{}')).toMatchObject({ channel: 'fax', toBeRead: true });
    const answer = await ask(stage.url, { path: `/v1/services/protezione-civile/contacts/${code}` });
    expect(answer.status).toBe(200);
    const status = CaseStatus.parse(JSON.parse(answer.text));
    expect(status.stage).toBe('registered');
    expect(JSON.stringify(status)).toContain('2026-11-26T16:45:00.000Z');
  });

  test('scanned twice, under another name and without its sidecar, is the same contact', async () => {
    const before = await codesOf('protezione-civile');
    await drop('protezione-civile', 'fax 0012 (copia).pdf', fax);
    expect(await codesOf('protezione-civile')).toEqual(before);
    expect((await eventsOf('protezione-civile', code)).filter(({ type }) => type === 'ContactReceived')).toHaveLength(
      1,
    );
  });
});

test('a scanned letter without a sidecar is a letter that arrived now, for each service', async () => {
  const { events } = await caseOf('familyline', () => drop('familyline', 'busta.tif', tiff));
  const received = find(events, 'ContactReceived');
  expect(received).toMatchObject({ channel: 'letter', paper: { toBeRead: true, textLayer: false } });
  expect(Date.parse(received?.receivedAt ?? '')).toBeGreaterThanOrEqual(Date.parse('2026-11-27T09:00:00Z'));
  expect(find(events, 'AttachmentAttached')).toMatchObject({ contentType: 'image/tiff' });
});

test('a letter whose own words speak of danger is in the urgent lane before anybody has read it', async () => {
  const letter = letterPdf('Aiuto, mia madre e intrappolata in casa', "e l'acqua sta salendo.");
  const { events } = await caseOf('protezione-civile', () => drop('protezione-civile', 'urgente.pdf', letter));
  expect(find(events, 'CaseOpened')).toMatchObject({ urgent: true, lane: 'urgent' });
});

test('a program under the name of a letter is set aside and makes no case', async () => {
  const before = await codesOf('familyline');
  await drop('familyline', 'lettera.pdf', windowsProgram);
  expect(await codesOf('familyline')).toEqual(before);
  const aside = (await keysOf('familyline')).filter((key) => !key.startsWith('taken/'));
  expect(aside).toEqual([expect.stringMatching(/^refused\/[0-9a-f]{32}\/lettera\.pdf$/)]);
});

test('a PDF that would take all memory becomes a case without its words, and the next scan is taken as usual', async () => {
  const { events } = await caseOf('familyline', () => drop('familyline', 'enorme.pdf', bombPdf()));
  expect(find(events, 'ContactReceived')).toMatchObject({ paper: { toBeRead: true, textLayer: false } });
  await caseOf('familyline', () => drop('familyline', 'dopo.pdf', letterPdf('dopo')));
}, 120_000);

test('a scan put into the bucket by any other program is taken too', async () => {
  await caseOf('familyline', async () => {
    const Bucket = bucket('familyline', 'Scans');
    await s3.send(new PutObjectCommand({ Bucket, Key: 'incoming/2026/11/da scanner.pdf', Body: letterPdf('scanner') }));
    await stage.idle(60_000);
  });
});

test('a fax server may write what it knows of a fax a moment after the fax', async () => {
  const { events } = await caseOf('familyline', async () => {
    const Bucket = bucket('familyline', 'Scans');
    const Key = 'incoming/fax0001.pdf';
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: letterPdf('prima il fax') }));
    const Body = JSON.stringify({ channel: 'fax', sender: 'Consultorio di Borgoverde' });
    await s3.send(new PutObjectCommand({ Bucket, Key: `${Key}.json`, Body }));
    await stage.idle(60_000);
  });
  expect(find(events, 'ContactReceived')).toMatchObject({
    channel: 'fax',
    personal: { name: 'Consultorio di Borgoverde' },
  });
});

test('an erased case leaves nothing of its scan behind', async () => {
  const { code } = await caseOf('familyline', () =>
    drop('familyline', 'Rossi Mario.pdf', letterPdf('da cancellare'), { channel: 'fax', sender: 'Mario Rossi' }),
  );
  const before = await keysOf('familyline');
  const options = ['--data', data, '--service', 'familyline', '--code', code, '--reason', 'asked for'];
  await promisify(execFile)(process.execPath, [join(root, 'tools/erase.ts'), ...options]);
  expect(before.length - (await keysOf('familyline')).length).toBe(2);
  expect(JSON.stringify([await eventsOf('familyline', code), await keysOf('familyline')])).not.toMatch(
    /Rossi|cancellare/,
  );
}, 60_000);

test('the roles allow all of that and nothing was refused', () => {
  expect(stage.refused()).toEqual([]);
});
