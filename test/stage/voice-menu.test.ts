import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import askedMenu from '../../events/lambda/connect-flow-menu.json' with { type: 'json' };
import askedStatus from '../../events/lambda/connect-flow-status.json' with { type: 'json' };
import type { Stage } from '../../local/stage-interface.ts';
import { Problem } from '../../shared/contracts/problem.ts';
import { VoiceMenu, VoiceStatus } from '../../shared/contracts/voice-menu.ts';
import { attemptsAllowed } from '../../shared/core/cases/call-back.ts';
import { openEntry } from '../../shared/core/chain.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import { changeCase } from '../../shared/shell/stores/case-file.ts';
import { dynamodbRegister } from '../../shared/shell/stores/dynamodb-register.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { voiceTexts } from '../../shared/texts/voice/voice.ts';
import { bare, nameOf, openStage, tableClient, until } from './center.ts';
import { ask, contactTo, formTo, post, send, submit } from './citizen.ts';
import { casesOf } from './ledger.ts';
import { readMail } from './mailbox.ts';

/** Saturday 12 September 2026, 10:00 in Rome: both services are shut, and open again on Monday. */
const at = new Date('2026-09-12T08:00:00Z');
const service = 'protezione-civile';
const menuPath = `/v1/services/${service}/voice-menu`;
const notice = { it: 'Ponte chiuso al km 3.', en: 'Bridge shut at km 3.', de: 'Brücke bei km 3 gesperrt.' };

let opened: Awaited<ReturnType<typeof openStage>>;
let stage: Stage;
beforeAll(async () => {
  opened = await openStage({ silent: bare, at });
  stage = opened.stage;
});
afterAll(async () => {
  await opened?.close();
});

const menu = async (query = ''): Promise<VoiceMenu> => {
  const { status, text } = await ask(stage.url, { path: `${menuPath}${query}` });
  if (status !== 200) throw new Error(`the menu was answered ${status}: ${text}`);
  return VoiceMenu.parse(JSON.parse(text));
};
const flow = async (event: unknown) =>
  (await stage.invoke(nameOf(stage.names.functions, service, 'voicemenuConnectFlowFunction'), event)) as Record<
    string,
    string
  >;
const said = ({ prompts }: VoiceMenu, wanted: string) => prompts.find(({ id }) => id === wanted)?.text;

describe('on a Saturday with nothing declared', () => {
  test('a telephone exchange hears that the service is shut, until when, and that it may offer a call-back', async () => {
    const now = await menu();
    expect(now).toMatchObject({
      open: false,
      posture: 'ordinary',
      nextChangeAt: '2026-09-14T07:00:00.000Z',
      callBackOffered: true,
      callBackDueAt: '2026-09-14T11:00:00.000Z',
    });
    expect(now.prompts[0]).toMatchObject({ id: 'life-first', text: expect.stringContaining('l’uno uno due') });
    expect(said(now, 'hours')).toContain('riapre lunedì quattordici settembre alle nove');
    expect((await menu('?language=de')).options.at(-1)?.text).toBe('Um dies noch einmal zu hören, drücken Sie Raute.');
  });

  test('a language that is not ours is refused, saying which are', async () => {
    const { status, text } = await ask(stage.url, { path: `${menuPath}?language=fr` });
    expect(status).toBe(422);
    expect(Problem.parse(JSON.parse(text)).errors).toEqual([
      { detail: 'language is it, en or de', pointer: '#/language' },
    ]);
    expect((await ask(stage.url, { path: menuPath, method: 'POST', body: '{}' })).status).toBe(405);
    expect((await ask(stage.url, { path: '/v1/services/nowhere/voice-menu' })).status).toBe(404);
  });

  test('a flow of Amazon Connect reads the same, in the language of its contact, and the same again when it asks twice', async () => {
    const [once, twice] = [await flow(askedMenu), await flow(askedMenu)];
    expect(once).toMatchObject({ ask: 'menu', languageCode: 'de-DE', open: 'false', callBackOffered: 'true' });
    const { asOf: _first, ...first } = once;
    const { asOf: _second, ...second } = twice;
    expect(second).toEqual(first);
    const now = await menu('?language=de');
    expect(once['prompts']).toBe(now.prompts.map(({ text }) => text).join(' '));
    expect(await flow('not what Amazon Connect sends')).toMatchObject({ ask: 'menu', languageCode: 'it-IT' });
  });
});

describe('when an officer declares an emergency around the clock', () => {
  test('callers hear of it within two seconds, and that nobody is closed any more', async () => {
    const token = await stage.token('anna.ferri');
    const act = {
      act: 'declare',
      reason: 'Piena del fiume',
      area: { kind: 'national' },
      level: 'emergency',
      hours: 'around-the-clock',
      notice,
    };
    // Both containers know what held before: that is what they have to find out of.
    await Promise.all([menu(), flow(askedMenu)]);
    const declared = await post(stage.url, `/v1/services/${service}/declarations`, act, {
      authorization: `Bearer ${token}`,
      'if-match': '"0"',
    });
    expect(declared.status).toBe(201);
    await until('the menu tells of the emergency', 20_000, async () => (await menu()).open);
    await until('the flow tells of it too', 20_000, async () => (await flow(askedMenu))['open'] === 'true');

    const now = await menu();
    expect(now).toMatchObject({ open: true, posture: 'emergency', callBackOffered: false });
    expect(now.prompts.map(({ id }) => id)).toEqual(['life-first', 'notice', 'hours', 'privacy']);
    expect(said(now, 'notice')).toBe('Ponte chiuso al chilometro tre.');
    expect(said(now, 'hours')).toContain('Rispondiamo giorno e notte');
    expect((await ask(stage.url, { path: '/v1/services/familyline/voice-menu' })).text).toContain('"open":false');
  });

  test('a wait above the charter’s offers a call-back, whether the exchange or past calls tell it', async () => {
    expect(await menu('?expected-wait=180')).toMatchObject({ expectedWaitSeconds: 180, callBackOffered: false });
    const long = await menu('?expected-wait=400');
    expect(long).toMatchObject({ expectedWaitSeconds: 400, callBackOffered: true });
    expect(said(long, 'wait')).toBe('Attesa prevista, circa sette minuti. È più di quanto promettiamo.');
    expect(await menu('?expected-wait=-1')).not.toHaveProperty('expectedWaitSeconds');

    const client = tableClient(stage.endpoints.dynamodb);
    const [table] = Object.entries(stage.names.tables).flatMap(([id, name]) => (id.startsWith('Waits') ? [name] : []));
    const noted = new Date(stage.clock.now()).toISOString();
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: {
          service: { S: service },
          at: { S: noted },
          wait: { S: JSON.stringify({ at: noted, seconds: 600 }) },
        },
      }),
    );
    client.destroy();
    // Each function keeps what it knows of the wait for five seconds.
    const menuTold = await until('the menu knows the wait', 10_000, async () => {
      const told = await menu();
      return told.expectedWaitSeconds === 600 && told;
    });
    expect(menuTold).toMatchObject({ callBackOffered: true });
    expect(await menu('?expected-wait=20')).toMatchObject({ expectedWaitSeconds: 20, callBackOffered: false });
    const flowTold = await until('the flow knows the wait', 10_000, async () => {
      const told = await flow(askedMenu);
      return told['expectedWaitSeconds'] === '600' && told;
    });
    expect(flowTold).toMatchObject({ callBackOffered: 'true' });
  });
});

describe('a dictated code', () => {
  test('is told its stage in words and read back, and is in no log', async () => {
    const { code } = await send(stage.url, service, contactTo(service, 'Chi risponde?'));
    const asked = { code: code.toLowerCase().replaceAll('-', ' '), language: 'en' };
    const status = async () => {
      const { status: answered, text } = await post(stage.url, `${menuPath}/status`, asked);
      if (answered !== 200) throw new Error(`the status was answered ${answered}: ${text}`);
      return VoiceStatus.parse(JSON.parse(text));
    };
    const registered = await until('registered', 30_000, async () => {
      const now = await status();
      return now.stage === 'registered' && now;
    });
    expect(registered.prompt).toMatch(/^The request is registered and waits for an operator\. The first answer comes/);
    expect(registered.spokenCode).toMatch(/^P for Papa, C for Charlie\./);
    const { Details } = askedStatus;
    const byFlow = { ...askedStatus, Details: { ...Details, Parameters: { ...Details.Parameters, code: asked.code } } };
    expect(await flow(byFlow)).toMatchObject({ found: 'true', stage: 'registered', prompt: registered.prompt });
    const logged = readdirSync(join(opened.data, 'logs'))
      .filter((file) => /voicemenu/i.test(file))
      .map((file) => readFileSync(join(opened.data, 'logs', file), 'utf8'))
      .join('');
    expect(logged).toContain('connect-flow');
    for (const spelled of [code, asked.code]) expect(logged).not.toContain(spelled);
  });

  test('that was mistyped is 404 to an exchange and words to a flow', async () => {
    const { status, text } = await post(stage.url, `${menuPath}/status`, { code: 'PC-0000-0000-0000-0000' });
    expect([status, Problem.parse(JSON.parse(text)).type]).toEqual([404, 'urn:sportello:problem:wrong-code']);
    expect(await flow(askedStatus)).toMatchObject({ found: 'false', prompt: expect.stringMatching(/^We cannot find/) });
    expect((await post(stage.url, `${menuPath}/status`, { language: 'it' })).status).toBe(422);
  });
});

describe('a call-back', () => {
  const phone = '+39 333 1234567';

  test('asked on the form is on the receipt, in the register, and after three calls without an answer a mail follows', async () => {
    const wish = contactTo(service, 'Richiamatemi', { callBack: 'morning', phone, email: 'call.me@example.org' });
    const receipt = await send(stage.url, service, wish);
    // A Saturday, open because of what is declared: its morning has hours to go.
    expect(receipt.callBackDueAt).toBe('2026-09-12T11:00:00.000Z');
    const { code } = receipt;
    const eventsOf = async () => ((await casesOf(stage, service)).get(code) ?? []).flatMap((entry) => openEntry(entry));
    await until('registered', 30_000, async () => (await eventsOf()).length > 0);
    expect((await eventsOf()).find(({ type }) => type === 'CallBackAsked')).toEqual({
      type: 'CallBackAsked',
      contact: code,
      dueAt: receipt.callBackDueAt,
    });

    const client = tableClient(stage.endpoints.dynamodb);
    const register = dynamodbRegister(nameOf(stage.names.tables, service, 'Register'), client);
    for (let attempt = 1; attempt <= attemptsAllowed; attempt += 1) {
      const command = {
        type: 'RecordCallBackAttempt',
        by: 'Carla Villa',
        outcome: 'no-answer',
        attemptsAllowed,
      } as const;
      const change = { register, caseId: code, command, at: new Date(stage.clock.now()).toISOString() };
      expect(await changeCase({ ...change, salt: randomHex, sha256 })).not.toHaveProperty('refused');
    }
    client.destroy();
    expect((await eventsOf()).at(-1)).toEqual({ type: 'CallBackGivenUp', attempts: 3 });
    const mail = await until('the mail after the third call', 90_000, async () => {
      const found = (await stage.mails()).find(({ raw }) => raw.includes(`<${code}.call-back-`));
      return found && readMail(found);
    });
    expect(mail.headers.get('to')).toBe('call.me@example.org');
    expect(mail.text).toContain(textsIn.it.mail.callBackTried);
    expect(mail.text).not.toContain('333');
    // Whoever has a telephone only hears of it where the request stands.
    const { text } = await post(stage.url, `${menuPath}/status`, { code });
    expect(VoiceStatus.parse(JSON.parse(text)).prompt).toContain(voiceTexts.it.calledInVain);
  });

  test('without a phone is refused at the phone, in JSON and on the form of a browser without script', async () => {
    const wish = contactTo(service, 'Richiamatemi senza numero', { callBack: 'any' });
    const { status, text } = await post(stage.url, `/v1/services/${service}/contacts`, wish);
    expect([status, Problem.parse(JSON.parse(text)).errors]).toEqual([
      422,
      [{ detail: textsIn.it.problems.phoneForCallBack, pointer: '#/phone' }],
    ]);
  });

  test('is asked on the form without script: refused without a number, then on the summary and the receipt', async () => {
    const texts = textsIn.it;
    const { text: page } = await ask(stage.url, { path: `/it/${service}/contact/`, headers: { accept: 'text/html' } });
    const filled = {
      kind: 'information',
      message: 'Richiamatemi, per favore',
      name: 'Ada',
      email: 'ada.by.form@example.org',
      callBack: 'afternoon',
      privacyAccepted: 'true',
    };
    const refused = await submit(stage.url, formTo(page, /\/contacts$/), filled, 'summary');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(texts.problems.phoneForCallBack);
    const summary = await submit(stage.url, formTo(refused.text, /\/contacts$/), { phone }, 'summary');
    expect([summary.status, summary.text.includes(texts.callBackTimes.afternoon)]).toEqual([200, true]);
    const receipt = await submit(stage.url, formTo(summary.text, /\/contacts$/), {}, 'send');
    expect(receipt.status).toBe(200);
    expect(receipt.text).toMatch(new RegExp(`${texts.receipt.callBackDueAt}</dt><dd>[^<]*20:00`));
  });
});
