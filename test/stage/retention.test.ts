import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { AttachmentUpload } from '../../shared/contracts/attachment.ts';
import type { ContactBody } from '../../shared/contracts/contact.ts';
import { DeskCase } from '../../shared/contracts/desk.ts';
import { daysAsideOf } from '../../shared/contracts/service.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { letterPdf } from '../fixtures/pdfs.ts';
import { bare, nameOf, openStage, queueClient, root, tableClient, until } from './center.ts';
import { ask, contactTo, post, readAtDesk, send } from './citizen.ts';
import { casesOf } from './ledger.ts';
import { everything, type Person, tracesOf } from './search-center.ts';
import { sendMail } from './smtp.ts';

const service = 'protezione-civile';
const ours = 'contact-center@protezionecivile.example';
// A Friday in the morning, in Rome: all of it arrives and is closed on this day.
const arrival = new Date('2026-11-27T09:00:00Z');
const aside = daysAsideOf(protezioneCivile);
const kinds = protezioneCivile.kinds;
/** More than any of it takes on a machine that has more to do. */
const patient = 600_000;

/** A telephone exchange of the service, with a token. */
const exchange = { [service]: { pbx: { kind: 'bearer', adapter: 'canonical', keys: ['a-token-of-an-exchange'] } } };

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;

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
  opened = await openStage({ silent: bare, at: arrival });
  stage = opened.stage;
}, 240_000);
afterAll(async () => {
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
  await stage.idle(150_000);
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

/** One request of somebody of the desk, on the version of the case that it shows now; its answer. */
async function atDesk(
  what: string,
  path: string,
  body: object,
  { method = 'POST', by = 'carla.villa' } = {},
): Promise<DeskCase> {
  const address = `/v1/desk/${service}/cases/${codes.get(what)}`;
  const headers = await authorization(by);
  const seen = DeskCase.parse(await (await readAtDesk(`${stage.url}${address}`, await stage.token(by))).json());
  const { status, text } = await ask(stage.url, {
    method,
    path: `${address}/${path}`,
    headers: { ...headers, 'content-type': 'application/json', 'if-match': `"${seen.version}"` },
    body: JSON.stringify(body),
  });
  expect({ what, path, body, status, text }).toMatchObject({ status: method === 'PUT' ? 200 : 201 });
  return seen;
}

/** Everything of a person that the desk may write down about a case. */
async function workOn(what: string, { name, phone, email, words }: Person): Promise<void> {
  const said = `${name}, ${phone}: ${words}`;
  const act = (body: object, by?: string) => atDesk(what, 'acts', body, by === undefined ? {} : { by });
  await act({ act: 'take' });
  await act({ act: 'note', text: said });
  await act({
    act: 'pause',
    clock: 'first-answer',
    reason: 'appointment',
    until: '2026-12-01T09:00:00Z',
    note: said,
  });
  await act({ act: 'forward', to: 'geologi', question: said });
  const asks = (await atDesk(what, 'acts', { act: 'note', text: 'ora si attende' })).desk.asks;
  await act({ act: 'answer-ask', ask: asks[0]?.ask, text: said }, 'bruno.neri');
  await act({ act: 'refer', to: 'Comune di Borgo', email: 'protocollo@comune.example', text: said, shares: [] });
  await act({ act: 'resort', category: 'roads-and-traffic', place: { address: `Via ${name}` }, reason: said });
  await act({ act: 'was-none', reason: said });
  await act({ act: 'ask-citizen', question: said });
  const told = await post(stage.url, `/v1/services/${service}/contacts/${codes.get(what)}/messages`, {
    secondFact: email,
    message: said,
  });
  expect(told.status).toBe(201);
  await act({ act: 'answer', channel: 'phone', text: said });
  for (const purpose of ['answer', 'note'])
    await atDesk(what, `draft?of=${purpose}`, { text: said }, { method: 'PUT' });
}

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
    await stage.idle(150_000);

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
    await opening('call', async (person) => {
      writeFileSync(join(opened.data, 'call-keys.json'), JSON.stringify(exchange), { mode: 0o600 });
      const record = {
        externalId: 'one-call',
        caller: person.phone,
        startedAt: '2026-11-27T08:50:00Z',
        endedAt: '2026-11-27T08:51:00Z',
        outcome: 'voicemail',
        menuChoices: ['2'],
        transcript: `Sono ${person.name}. ${person.words}`,
      };
      const headers = { authorization: 'Bearer a-token-of-an-exchange' };
      expect((await post(stage.url, `/v1/services/${service}/calls/pbx`, record, headers)).status).toBe(202);
    });
    await atDesk('scan', 'readings', {
      kind: 'information',
      name: persons.get('scan')?.name,
      message: persons.get('scan')?.words,
    });
    const worked = personOf('worked on');
    codes.set('worked on', (await send(stage.url, service, contactOf(worked, 'information'))).code);
    await stage.idle(150_000);
    await workOn('worked on', worked);
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
    await stage.idle(150_000);
    for (const what of codes.keys()) if (what !== 'still open') await close(what);
    await stage.idle(150_000);
  },
  patient,
);

/** The same center so many days later, after its night. */
async function nightAfter(days: number): Promise<void> {
  stage = await opened.restartedAt(arrival.getTime() + days * 86_400_000 + 3_600_000);
  // First what is over, then the index of words, once it was told.
  for (const which of [/retentionNight/i, /searchNight/i]) {
    const nights = Object.keys(stage.names.functions).filter((id) => which.test(id));
    expect(nights).toHaveLength(2);
    for (const night of nights) await stage.invoke(night, {});
    await stage.idle(150_000);
  }
}

/** The names of tables and buckets that still know somebody, by who it is; nobody else. */
async function known(): Promise<Record<string, string[]>> {
  const all = await everything(stage);
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
      ['call', 730],
      ['worked on', 365],
    ].flatMap(([what, end]) => (Number(end) > days ? [String(what)] : [])),
    ...(aside.held > days ? ['held'] : []),
    ...(aside.discarded > days ? ['machine'] : []),
    ...(180 > days ? ['hand-over note'] : []),
    'still open',
  ].sort();

/** Tables that hold what names a person, in the open: each must be seen to have held it before it is seen to be empty. */
const namingPersons = [
  'own Register',
  'own Worklist',
  'own Drafts',
  'own HeldMails',
  'own Protocol',
  'DeadLetters',
  'HandOvers',
];
/** Every other table, and why the search finds nobody there at any time. */
const namingNobody: Record<string, string> = {
  'own Persons': 'keyed digests of addresses and numbers',
  'own CallBacks': 'keyed digests of numbers, for as long as a call is due',
  'own LeafRuns': 'hashes of a day',
  'own Inbox': 'messages that the queue refused, gone once they are registered',
  'own Contents': 'what editors write, and who of them; a question of somebody without names, as they allowed',
  'own ContentDrafts': 'what editors type of contents before they write it',
  'own Catalogue': 'what of it is published',
  'own Contributions': 'stories and ideas, with an end of their own; what a center comes with is made up',
  'own Tracing': 'whom people look for in a declared event, with an end of their own; none was opened here',
  'own FollowUps': 'who agreed to be asked once, with an end of its own',
  'own ReaderCounts': 'counts of pages and of what was searched for in vain',
  'own Figures': 'counts by month, and what each case adds to them: no words, no names',
  'own Reads': 'who of staff read which case, and why',
  'own Shifts': 'who of staff works when',
  Canaries: 'what a request on trial met last',
  Sightings: 'codes that were asked for, and counts by keyed digest',
  Roots: 'hashes of a day',
  Ledger: 'acts of officers',
  Proposals: 'what bulletins propose',
  Capacity: 'steps of a plan',
  CallOuts: 'staff who are called out',
  Wakes: 'staff who are woken, and for which case',
  Waits: 'how long callers wait',
  Judged: 'counts of judgements',
};
const owner = /^(protezionecivile|familyline)/;
const alike = (place: string) => place.replace(/[0-9A-F]{8}(\/.*)?$/, '').replace(owner, 'own ');

test('every table of the template is one that was judged: whether it names persons', () => {
  const tables = new Set(Object.keys(stage.names.tables).map(alike));
  expect([...tables].sort()).toEqual([...namingPersons, ...Object.keys(namingNobody)].sort());
});

test(
  'on the first night nothing goes, and everybody is found by the search that later finds nobody, in every place that names persons',
  async () => {
    await nightAfter(1);
    const found = await known();
    expect(Object.keys(found).sort()).toEqual([...persons.keys()].sort());
    const tables = new Set(Object.keys(stage.names.tables).map(alike));
    const places = new Set(Object.values(found).flat().map(alike));
    expect([...places].filter((place) => tables.has(place)).sort()).toEqual(namingPersons.toSorted());
    for (const bucket of ['Attachments', 'Mails', 'Scans', 'Words']) expect(places).toContain(`own ${bucket}`);
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
    const all = await everything(stage);
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
    expect(stdout).toContain('The register holds, and the protocol, the ledger and who read what');
  },
  patient,
);
