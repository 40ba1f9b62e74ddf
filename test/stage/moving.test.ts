import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Stage } from '../../local/stage-interface.ts';
import { CallerView } from '../../shared/contracts/caller.ts';
import type { RegisterEntry } from '../../shared/contracts/case-event.ts';
import { CaseStatus, Conversation } from '../../shared/contracts/case-status.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { dynamodbFigures } from '../../shared/shell/stores/figures.ts';
import { nameOf, openStage, ownFolder, root, tableClient, until } from './center.ts';
import { ask, contactTo, post, send } from './citizen.ts';
import { exceptWakes, readMail } from './mailbox.ts';
import { sendMail } from './smtp.ts';

const service = 'protezione-civile';
const patient = 400_000;
const phone = '+39 333 7654321';

const folder = ownFolder('moving');
const out = join(folder.path, 'export');
let there: Awaited<ReturnType<typeof openStage>>;
let here: Awaited<ReturnType<typeof openStage>>;
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
  folder.remove();
});

const tool = (name: string, ...given: string[]) => [
  '--disable-warning=ExperimentalWarning',
  join(root, `tools/${name}.ts`),
  ...given,
];
const run = (name: string, ...given: string[]) =>
  promisify(execFile)(process.execPath, tool(name, ...given), { cwd: root });

/** Starts a tool and kills it (SIGKILL) once it has noted that it is under way. */
async function killed(hasBegun: () => boolean, name: string, ...given: string[]): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, tool(name, ...given), { cwd: root, stdio: 'ignore' });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await until(`${name} is under way`, 60_000, hasBegun);
  child.kill('SIGKILL');
  await ended;
}

async function registerOf(stage: Stage): Promise<RegisterEntry[]> {
  const client = tableClient(stage.endpoints.dynamodb);
  const entries: RegisterEntry[] = [];
  for await (const page of dynamodbRegister(nameOf(stage.names.tables, service, 'Register'), client).all())
    entries.push(...page);
  client.destroy();
  return entries.sort((one, other) =>
    `${one.caseId} ${1000 + one.version}` < `${other.caseId} ${1000 + other.version}` ? -1 : 1,
  );
}
/** What was counted of the service in this month and the one before: both, should a month end meanwhile. */
async function figuresOf(stage: Stage) {
  const client = tableClient(stage.endpoints.dynamodb);
  const figures = dynamodbFigures(nameOf(stage.names.tables, service, 'Figures'), service, client);
  const { shown } = await figures.counts();
  const [now, before] = [new Date(), new Date(Date.now() - 28 * 86_400_000)].map((day) =>
    day.toISOString().slice(0, 7),
  );
  const counted = await Promise.all([...new Set([before, now])].map((month) => figures.month(shown, month ?? '')));
  client.destroy();
  return counted;
}
const statusOf = async (stage: Stage, code: string) =>
  CaseStatus.parse(JSON.parse((await ask(stage.url, { path: `/v1/services/${service}/contacts/${code}` })).text));
const numberOf = (stage: Stage, code: string) =>
  until('it has a protocol number', 60_000, async () => (await statusOf(stage, code)).protocol?.[0]?.number);
const conversationOf = async (stage: Stage, code: string, secondFact: string) =>
  Conversation.parse(
    JSON.parse((await post(stage.url, `/v1/services/${service}/contacts/${code}/conversation`, { secondFact })).text),
  );
const instance = (words: string) => contactTo(service, words, { kind: 'instance', subject: words });

describe('a service that moves to another installation', () => {
  let [code, formal, replyTo, mailed]: string[] = [];
  let before: RegisterEntry[] = [];
  let counted: Awaited<ReturnType<typeof figuresOf>>;

  beforeAll(async () => {
    there = await openStage();
    closing.push(there.close);
    const { stage } = there;
    ({ code } = await send(stage.url, service, contactTo(service, 'Quando riapre la strada?', { phone })));
    ({ code: formal } = await send(stage.url, service, instance('Un contributo')));
    expect(await numberOf(stage, formal)).toMatch(/-0000001$/);
    const receipt = await until('the receipt', 60_000, async () =>
      (await stage.mails()).map(readMail).find(({ text }) => text.includes(code as string)),
    );
    replyTo = /[^<\s]+@[^>\s]+/.exec(receipt.headers.get('reply-to') ?? '')?.[0] ?? '';
    const boundary = 'b';
    const message = [
      'From: Bruna <bruna@example.org>',
      `To: <${replyTo.replace(/\+[^@]*/, '')}>`,
      'Subject: La foto della frana',
      'Message-ID: <moving-1@example.org>',
      'MIME-Version: 1.0',
      `Content-Type: multipart/mixed; boundary=${boundary}`,
      '',
      `--${boundary}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Ecco la foto.',
      `--${boundary}`,
      'Content-Type: image/png; name=frana.png',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename=frana.png',
      '',
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      `--${boundary}--`,
      '',
    ].join('\n');
    expect(
      await sendMail(`${stage.endpoints.smtp}`, {
        from: 'bruna@example.org',
        to: [replyTo.replace(/\+[^@]*/, '')],
        message,
      }),
    ).toMatch(/^250/);
    mailed = await until(
      'the mail is a case',
      60_000,
      async () => (await registerOf(stage)).find(({ personal }) => personal?.includes('Ecco la foto'))?.caseId,
    );
    await stage.idle(180_000);
    before = await registerOf(stage);
    counted = await figuresOf(stage);
    expect(Object.keys(Object.assign({}, ...counted)).length).toBeGreaterThan(10);
  }, patient);

  test(
    'leaves whole, though it is killed on its way and goes on',
    async () => {
      await run('import', '--make-key', join(folder.path, 'receiver'));
      const given = ['--service', service, '--to', out, '--for', join(folder.path, 'receiver.public.pem')];
      const more = [...given, '--batch', '1', '--data', there.data];
      await killed(() => existsSync(join(out, 'tables/register.jsonl')), 'export', ...more);
      expect(existsSync(join(out, 'manifest.json'))).toBe(false);
      const { stdout } = await run('export', ...more);
      expect(stdout).toContain(
        `${service}: ${new Set(before.map(({ caseId }) => caseId)).size} cases in ${before.length}`,
      );
      expect(readFileSync(join(out, 'receipt-secret.json'), 'utf8')).toContain('x25519-hkdf-sha256-aes-256-gcm');
      await expect(run('export', ...more)).rejects.toThrow('holds a whole export');
      // Nothing of the first installation is left but the folder.
      await closing.pop()?.();
    },
    patient,
  );

  test(
    'arrives as it left, though that is killed too, and nobody is written to once more',
    async () => {
      here = await openStage();
      closing.push(here.close);
      const given = ['--from', out, '--key', join(folder.path, 'receiver.pem'), '--batch', '1', '--data', here.data];
      await killed(() => Object.keys(importFile()?.files ?? {}).length > 0, 'import', ...given);
      expect(importFile()?.done).toBeUndefined();
      const { stdout } = await run('import', ...given);
      expect(stdout).toContain('the same as were exported');
      expect(stdout).toContain('The register holds, and the protocol, the ledger and who read what');
      expect(await registerOf(here.stage)).toEqual(before);
      await here.stage.idle(180_000);
      expect(exceptWakes(await here.stage.mails())).toEqual([]);
      // Told of everything once more, nothing is counted once more.
      expect(await figuresOf(here.stage)).toEqual(counted);
      await expect(run('import', ...given)).rejects.toThrow('was imported there already');
    },
    patient,
  );

  const importFile = (): { files: Record<string, number>; done?: true } | undefined => {
    const name = readdir().find((file) => /^import-.*\.json$/.test(file));
    return name === undefined ? undefined : JSON.parse(readFileSync(join(out, name), 'utf8'));
  };
  const readdir = () => (existsSync(out) ? readdirSync(out) : []);

  test(
    'answers there: old codes, second facts, persons and reply addresses work, the next protocol number follows',
    async () => {
      // The functions know the new secret once they are started anew.
      const { stage, data } = here;
      await stage.stop();
      const again = await openStage({ data });
      closing.push(again.close);
      const next = again.stage;
      expect(await statusOf(next, code as string)).toMatchObject({ stage: 'registered' });
      const { messages } = await conversationOf(next, code as string, 'ada.bianchi@example.org');
      expect(messages.map(({ text }) => text).join()).toContain('Quando riapre la strada?');
      const authorization = `Bearer ${await next.token('carla.villa')}`;
      const called = await post(next.url, `/v1/desk/${service}/callers`, { phone }, { authorization });
      expect(CallerView.parse(JSON.parse(called.text)).cases.map(({ item }) => item.caseId)).toEqual([code]);
      const message =
        'From: Ada <ada.bianchi@example.org>\nTo: us\nSubject: Re\nMessage-ID: <moving-2@x>\n\nAggiungo una cosa.\n';
      expect(
        await sendMail(`${next.endpoints.smtp}`, { from: 'ada.bianchi@example.org', to: [replyTo as string], message }),
      ).toMatch(/^250/);
      await until('the mail joined its case', 60_000, async () =>
        JSON.stringify(await conversationOf(next, code as string, phone)).includes('Aggiungo una cosa'),
      );
      const later = await send(next.url, service, instance('Un altro contributo'));
      expect(await numberOf(next, later.code)).toMatch(/-0000002$/);
      const kept = await ask(next.url, { path: `/v1/desk/${service}/cases/${mailed}`, headers: { authorization } });
      const [document] = JSON.parse(kept.text).documents;
      const file = await fetch(document.address);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);
    },
    patient,
  );
});
