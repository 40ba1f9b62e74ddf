import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startStage } from '../../local/stage/stage.ts';
import type { Stage } from '../../local/stage-interface.ts';
import { AttachmentUpload } from '../../shared/contracts/attachment.ts';
import type { ContactBody } from '../../shared/contracts/contact.ts';
import { daysAsideOf } from '../../shared/contracts/service.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { letterPdf } from '../fixtures/pdfs.ts';
import { nameOf, openStage, queueClient, root, silent, tableClient, until } from './center.ts';
import { ask, contactTo, post, send } from './citizen.ts';
import { casesOf } from './ledger.ts';
import { sendMail } from './smtp.ts';

const service = 'protezione-civile';
const ours = 'contact-center@protezionecivile.example';
// A Friday in the morning, in Rome: all of it arrives and is closed on this day.
const arrival = new Date('2026-11-27T09:00:00Z');
const aside = daysAsideOf(protezioneCivile);
const kinds = protezioneCivile.kinds;
/** More than any of it takes on a machine that has more to do. */
const patient = 300_000;

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;

/**
 * Somebody whom nothing else in the center is called like: no chance spelling of a hash or a code is taken for them.
 */
type Person = { name: string; email: string; phone: string; words: string };
const persons = new Map<string, Person>();
function personOf(what: string): Person {
  const number = persons.size + 10;
  const person = {
    name: `Zxqw${number}ova`,
    email: `kjyh${number}@example.org`,
    phone: `+39 333 70717${number}`,
    words: `Parolezwq${number} di prova`,
  };
  persons.set(what, person);
  return person;
}
const codes = new Map<string, string>();

beforeAll(async () => {
  opened = await openStage({ at: arrival });
  stage = opened.stage;
}, 240_000);
afterAll(async () => {
  await stage?.stop();
  await opened?.close();
});

const contactOf = ({ name, email, phone, words }: Person, kind: ContactBody['kind'], more: object = {}) => {
  const { category: _none, ...contact } = contactTo(service, words, { kind, surname: name, email, phone, ...more });
  return contact;
};

/** Uploads a letter with the person's name in it, as the form's page does; its id. */
async function upload({ name, words }: Person): Promise<string> {
  const file = letterPdf(name, words);
  const asked = { fileName: `${name}.pdf`, contentType: 'application/pdf', bytes: file.length };
  const to = AttachmentUpload.parse(
    JSON.parse((await post(stage.url, `/v1/services/${service}/attachments`, asked)).text),
  );
  const form = new FormData();
  for (const [field, value] of Object.entries(to.fields)) form.append(field, value);
  form.append('file', new Blob([new Uint8Array(file)], { type: 'application/pdf' }), asked.fileName);
  expect((await fetch(to.url, { method: 'POST', body: form })).status).toBeLessThan(300);
  return to.attachmentId;
}

async function deliver({ name, email, words }: Person, headers = ''): Promise<void> {
  const message = `From: ${name} <${email}>\r\nTo: ${ours}\r\nSubject: Domanda di ${name}\r\nMessage-ID: <${email}>\r\n${headers}\r\n${words}\r\n`;
  expect(await sendMail(stage.endpoints.smtp as string, { from: email, to: [ours], message })).toMatch(/^250/);
}

/** The one case that an act opens, noted under the person's name. */
async function opening(what: string, act: (person: Person) => Promise<void>): Promise<void> {
  const before = new Set((await casesOf(stage, service)).keys());
  await act(personOf(what));
  await stage.idle(60_000);
  const [code, ...more] = [...(await casesOf(stage, service)).keys()].filter((one) => !before.has(one));
  expect({ what, code: typeof code, more }).toEqual({ what, code: 'string', more: [] });
  codes.set(what, code as string);
}

async function close(what: string): Promise<void> {
  const client = tableClient(stage.endpoints.dynamodb);
  const register = dynamodbRegister(nameOf(stage.names.tables, service, 'Register'), client);
  const at = new Date(stage.clock.now()).toISOString();
  const command = { type: 'Close', reason: 'done' } as const;
  expect(await changeCase({ register, caseId: codes.get(what) as string, command, at })).toHaveProperty('events');
  client.destroy();
}

const authorization = async (who: string) => ({ authorization: `Bearer ${await stage.token(who)}` });

test(
  'a center is filled by every channel, and all but one case is closed',
  async () => {
    for (const { kind } of kinds) {
      const person = personOf(kind);
      const attachments = [await upload(person)];
      codes.set(kind, (await send(stage.url, service, contactOf(person, kind, { attachments }))).code);
    }
    const open = personOf('still open');
    codes.set('still open', (await send(stage.url, service, contactOf(open, 'information'))).code);
    await stage.idle(60_000);

    await opening('mail', (person) => deliver(person));
    await opening('scan', async (person) => {
      const folder = join(opened.data, 'scans', service);
      const sidecar = {
        channel: 'letter',
        kind: 'information',
        formal: true,
        sender: person.name,
        receivedAt: '2026-11-26T09:00:00+01:00',
      };
      writeFileSync(join(folder, `${person.name}.pdf.json`), JSON.stringify(sidecar));
      writeFileSync(join(folder, `${person.name}.pdf`), letterPdf(person.name, person.words));
      await until('the scan is taken', 20_000, () => existsSync(join(folder, 'taken', `${person.name}.pdf`)));
    });
    await deliver(personOf('held'), 'X-SES-Spam-Verdict: FAIL\r\n');
    await deliver(personOf('machine'), 'Auto-Submitted: auto-replied\r\n');
    const note = personOf('hand-over note');
    const handOver = { text: `Richiamare ${note.name}, ${note.phone}: ${note.words}`, posture: 'ordinary' };
    expect(
      (await post(stage.url, `/v1/services/${service}/hand-overs`, handOver, await authorization('anna.ferri'))).status,
    ).toBe(201);
    // A letter that names a case which was registered all the same, as when a function ends before it deletes.
    const client = queueClient(stage.endpoints.sqs);
    await client.send(
      new SendMessageCommand({
        QueueUrl: nameOf(stage.names.queues, service, 'ContactsDeadLetters'),
        MessageBody: JSON.stringify({
          code: codes.get('information'),
          contact: { name: persons.get('information')?.name },
        }),
      }),
    );
    client.destroy();
    await stage.idle(60_000);
    for (const what of codes.keys()) if (what !== 'still open') await close(what);
    await stage.idle(60_000);
  },
  patient,
);

/** Everything that tables, buckets and queues of the center hold, by where it is, as text. */
async function everything(): Promise<[where: string, content: string][]> {
  const found: [string, string][] = [];
  const tables = tableClient(stage.endpoints.dynamodb);
  const now = stage.clock.now() / 1000;
  for (const [id, TableName] of Object.entries(stage.names.tables)) {
    let from: Record<string, AttributeValue> | undefined;
    do {
      const page = await tables.send(new ScanCommand({ TableName, ConsistentRead: true, ExclusiveStartKey: from }));
      for (const item of page.Items ?? []) {
        // Gone by itself: DynamoDB takes what has expired away within days, the stage within minutes.
        if (Number(item['expiresAt']?.N ?? Number.POSITIVE_INFINITY) < now) continue;
        found.push([id, JSON.stringify(item)]);
      }
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }
  tables.destroy();
  const s3 = new S3Client({
    endpoint: stage.endpoints.s3,
    region: 'eu-south-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'ONEMACHINE', secretAccessKey: 'one-machine' },
  });
  for (const [id, Bucket] of Object.entries(stage.names.buckets)) {
    const { Contents = [], IsTruncated } = await s3.send(new ListObjectsV2Command({ Bucket }));
    expect(IsTruncated ?? false).toBe(false);
    for (const { Key = '' } of Contents) {
      const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket, Key }));
      found.push([`${id}/${Key}`, `${Key} ${JSON.stringify(Metadata)} ${await Body?.transformToString('latin1')}`]);
    }
  }
  s3.destroy();
  const queues = queueClient(stage.endpoints.sqs);
  for (const [id, QueueUrl] of Object.entries(stage.names.queues)) {
    const { Messages = [] } = await queues.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
    );
    for (const { Body = '' } of Messages) found.push([id, Body]);
  }
  queues.destroy();
  return found;
}

/** Where something of a person still is: by name, address, number in any spelling, or words. */
function tracesOf({ name, email, phone, words }: Person, all: readonly [string, string][]): string[] {
  const digits = phone.replaceAll(/\D/g, '');
  const [rare = ''] = words.split(' ');
  const looked = [name, email, rare].map((each) => each.toLowerCase());
  return all.flatMap(([where, content]) => {
    const small = content.toLowerCase();
    const spelled = small.replaceAll(/[\s.\-/]/g, '');
    const isThere =
      looked.some((each) => small.includes(each)) || spelled.includes(digits) || spelled.includes(digits.slice(2));
    return isThere ? [where] : [];
  });
}

/** The same center so many days later, after its night. */
async function nightAfter(days: number): Promise<void> {
  await stage.stop();
  stage = await startStage({
    silent,
    port: 0,
    data: opened.data,
    mailRate: 1000,
    at: new Date(arrival.getTime() + days * 86_400_000 + 3_600_000),
  });
  const nights = Object.keys(stage.names.functions).filter((id) => /retentionNight/i.test(id));
  expect(nights).toHaveLength(2);
  for (const night of nights) await stage.invoke(night, {});
  await stage.idle(60_000);
}

/** The names of tables and buckets that still know somebody, by who it is; nobody else. */
async function known(): Promise<Record<string, string[]>> {
  const all = await everything();
  return Object.fromEntries(
    [...persons].flatMap(([what, person]) => {
      const where = tracesOf(person, all).map((place) => place.replace(/[0-9A-F]{8}(\/.*)?$/, ''));
      return where.length > 0 ? [[what, [...new Set(where)].sort()]] : [];
    }),
  );
}

/** What the protocol keeps by law of contacts that have a number. */
const byLaw = ['protezionecivileProtocol'];
const kept = (days: number): string[] =>
  [
    ...[
      ...kinds.map(({ kind, retentionDays }) => [kind, retentionDays] as const),
      ['mail', 365],
      ['scan', 365],
    ].flatMap(([what, end]) => (Number(end) > days ? [String(what)] : [])),
    ...(aside.held > days ? ['held'] : []),
    ...(aside.discarded > days ? ['machine'] : []),
    ...(180 > days ? ['hand-over note'] : []),
    'still open',
  ].sort();

test(
  'on the first night nothing goes, and everybody is found by the search that later finds nobody',
  async () => {
    await nightAfter(1);
    expect(Object.keys(await known()).sort()).toEqual([...persons.keys()].sort());
  },
  patient,
);

const ends = [...new Set([aside.discarded, aside.held, ...kinds.map(({ retentionDays }) => retentionDays)])]
  .filter((days) => days < 36_500)
  .sort((one, other) => one - other);

// The day before is held, kind by kind, by test/functions/retention: each restart costs seconds.
test.each(ends)(
  'what is kept for %i days is gone everywhere a day later, and what is kept longer is all there',
  async (days) => {
    await nightAfter(days + 1);
    const found = await known();
    const whole = Object.entries(found)
      .filter(([, where]) => where.join() !== byLaw.join())
      .map(([what]) => what)
      .sort();
    expect(whole).toEqual(kept(days + 1));
  },
  patient,
);

test(
  'of what had a protocol number sender and subject stay, and not its words',
  async () => {
    const found = await known();
    expect(found['scan']).toEqual(byLaw);
    const all = await everything();
    const protocol = all.filter(([where]) => where.startsWith('protezionecivileProtocol'));
    for (const person of persons.values())
      for (const [, content] of protocol) {
        expect(content).not.toContain(person.words.split(' ')[0]);
      }
  },
  patient,
);

test(
  'the page of an erased case says so, and the open one is as it was',
  async () => {
    const status = async (what: string) =>
      JSON.parse((await ask(stage.url, { path: `/v1/services/${service}/contacts/${codes.get(what)}` })).text).stage;
    expect(await status('information')).toBe('erased');
    expect(await status('still open')).toBe('registered');
  },
  patient,
);

test(
  'and the register verifies',
  async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(root, 'tools/verify-register.ts'),
      '--data',
      opened.data,
    ]);
    expect(stdout).toContain('The register holds, and the protocol and the ledger');
  },
  patient,
);
