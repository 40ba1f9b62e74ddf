import { beforeEach, describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import { showAnswerToSend } from '../../../functions/desk/answer-to-send.ts';
import { actOnCase } from '../../../functions/desk/case-acts.ts';
import type { Desk, DeskRequest } from '../../../functions/desk/desk.ts';
import { showTemplates } from '../../../functions/desk/show-templates.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import { rolesOf } from '../../fixtures/staff.ts';
import { deskOf, openCase } from './desk-of.ts';

const answer = '3f2b8f6f1f7c41d0';
const at = '2026-11-29T09:30:00.000Z';
let desk: Desk;
let code: string;

const tell = (command: CaseCommand) => changeCase({ register: desk.register, caseId: code, command, at });
const stateNow = async () => {
  const { state } = await readCase(desk.register, code);
  if (state.stage === 'none') throw new Error('no case');
  return state;
};
const versionNow = async () => (await desk.register.read(code)).length;
const asking = (body?: object, version?: number): DeskRequest =>
  ({
    headers: {
      'content-type': 'application/json',
      ...(version !== undefined && { 'if-match': `"${version}"` }),
    },
    pathParameters: { code, answer },
    isBase64Encoded: false,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }) as unknown as DeskRequest;
const answered = (more: Partial<CaseCommand<'Answer'>>) =>
  tell({ type: 'Answer', by: 'Carla Villa', text: 'La strada <riapre>.\n\nCordiali saluti', answer, ...more });

beforeEach(async () => {
  desk = deskOf();
  code = await openCase(desk, 'ada', {
    name: 'Ada',
    surname: 'Bianchi',
    phone: '3331234567',
    message: 'Quando riapre la strada?',
    place: { address: 'Via Roma 1', municipality: 'Accumoli' },
  });
});

describe('a letter', () => {
  beforeEach(async () => {
    await answered({ channel: 'letter' });
  });

  test('is a page to print: for whom, which words, which code, and no script', async () => {
    const { status, body } = await showAnswerToSend(desk, asking());
    expect(status).toBe(200);
    for (const part of ['Ada Bianchi', 'Via Roma 1', 'Accumoli', 'Cordiali saluti', code, 'size: A4'])
      expect(body).toContain(part);
    expect(body).toContain('La strada &#60;riapre&#62;.');
    expect(body).not.toMatch(/<script|https?:/);
  });

  test('is to be sent until somebody says that it was posted; then it stands on the page', async () => {
    expect((await stateNow()).answers).toMatchObject([{ state: 'to-leave' }]);
    const { status } = await actOnCase(
      desk,
      asking({ act: 'record-dispatch', answer, outcome: 'sent', reference: 'RA 1' }, await versionNow()),
    );
    expect(status).toBe(201);
    const { answers, messages, stage } = await stateNow();
    expect(answers).toMatchObject([{ state: 'sent' }]);
    expect(stage).toBe('answered');
    expect(messages.at(-1)).toMatchObject({ from: 'desk' });
  });

  test('that the post brought back brings its case back', async () => {
    await actOnCase(desk, asking({ act: 'record-dispatch', answer, outcome: 'sent' }, await versionNow()));
    await actOnCase(desk, asking({ act: 'record-dispatch', answer, outcome: 'returned-by-post' }, await versionNow()));
    expect(await stateNow()).toMatchObject({ stage: 'registered', answers: [{ state: 'bounced' }] });
  });

  test('that was withheld is not printed', async () => {
    await tell({ type: 'WithholdAnswer', by: 'Carla Villa', answer, because: 'staff' });
    await expect(showAnswerToSend(desk, asking())).rejects.toMatchObject({ problemName: 'act-refused' });
  });

  test('is not said to be posted by an expert', async () => {
    desk = { ...desk, roles: rolesOf('expert') };
    await expect(actOnCase(desk, asking({ act: 'record-dispatch', answer, outcome: 'sent' }, 2))).rejects.toMatchObject(
      {
        problemName: 'not-allowed',
      },
    );
  });
});

test('a certified mail is a file with a Message-ID that the provider’s receipt will name', async () => {
  await answered({ channel: 'pec', to: 'comune@pec.example' });
  const { headers, body } = await showAnswerToSend(desk, asking());
  expect(headers).toMatchObject({ 'Content-Type': 'message/rfc822' });
  expect(body).toMatch(/^To: comune@pec\.example\r?$/m);
  expect(body).toMatch(/^From: .*<protezionecivile@pec\.governo\.it>/m);
  expect(String(body).replaceAll(/\r\n\s/g, ' ')).toContain(`<${code}.answer-${answer}@`);
});

test('what leaves by itself, and what is not there, is no answer to send by hand', async () => {
  await expect(showAnswerToSend(desk, asking())).rejects.toMatchObject({ problemName: 'not-found' });
  await answered({ channel: 'mail', leavesAt: at, to: 'ada@example.org' });
  await expect(showAnswerToSend(desk, asking())).rejects.toMatchObject({ problemName: 'act-refused' });
});

test.each(['letter', 'pec'] as const)('no %s and no template holds a word of what staff noted', async (channel) => {
  await tell({ type: 'AddNote', by: 'Carla Villa', text: 'il marito legge la posta: prudenza' });
  await answered({ channel, to: 'ada@example.org' });
  const { body } = await showAnswerToSend(desk, asking());
  const templates = await showTemplates(desk, asking());
  expect(`${body}${JSON.stringify(templates.body)}`).not.toMatch(/marito|prudenza/);
});

test('an answer with a variable that nobody filled in is refused, and each is named', async () => {
  const body = { act: 'answer', channel: 'letter', text: 'Gentile {{name}}, se ne occupa {{office}}.' };
  await expect(actOnCase(desk, asking(body, await versionNow()))).rejects.toMatchObject({
    problemName: 'invalid',
    errors: [
      { pointer: '/text', detail: expect.stringContaining('{{name}}') },
      { pointer: '/text', detail: expect.stringContaining('{{office}}') },
    ],
  });
  expect((await stateNow()).answers).toEqual([]);
});

describe('an answer with files', () => {
  const file = 'ab'.repeat(16);
  const give = async (body: object) =>
    actOnCase(desk, asking({ act: 'answer', text: 'Ecco il modulo.', ...body }, await versionNow()));
  const checked = { attachment: file, contentType: 'application/pdf', bytes: 1000, sha256: 'c'.repeat(64) };

  test('takes what was uploaded, and says what is too much, what is not there, and what cannot be spoken', async () => {
    let bytes: number | undefined = 4_194_305;
    desk = { ...desk, uploads: { ...desk.uploads, bytesOf: async () => bytes } };
    const refused = (detail: string, pointer: string) => ({
      problemName: 'invalid',
      errors: [{ pointer, detail }],
    });
    await expect(give({ channel: 'page', attachments: [file] })).rejects.toMatchObject(
      refused('must have 4 MB together at most, and has 4.1 MB', '/attachments'),
    );
    bytes = undefined;
    await expect(give({ channel: 'page', attachments: [file] })).rejects.toMatchObject(
      refused('must be a file that was uploaded', '/attachments/0'),
    );
    await expect(give({ channel: 'phone', attachments: [file] })).rejects.toMatchObject(
      refused('must be empty: what was said has no files', '/attachments'),
    );
    bytes = 4_194_304;
    expect((await give({ channel: 'page', attachments: [file] })).status).toBe(201);
    expect(await stateNow()).toMatchObject({ answers: [{ attachments: [file] }], attachments: { offered: [file] } });
  });

  test.each(['letter', 'pec'] as const)(
    'by %s is fetched once its files are checked, and carries them',
    async (way) => {
      await answered({ channel: way, to: 'comune@pec.example', attachments: [file] });
      await expect(showAnswerToSend(desk, asking())).rejects.toMatchObject({ problemName: 'act-refused' });
      await tell({ type: 'AttachAttachment', checked: { ...checked, personal: { fileName: 'modulo.pdf' } } });
      desk = { ...desk, uploads: { ...desk.uploads, kept: async () => Buffer.from('%PDF-1.7 modulo') } };
      const { body } = await showAnswerToSend(desk, asking());
      expect(body).toContain('Allegati: modulo.pdf');
      if (way === 'letter') return;
      const { attachments } = await PostalMime.parse(String(body));
      expect(attachments).toMatchObject([{ filename: 'modulo.pdf', mimeType: 'application/pdf' }]);
      expect(Buffer.from(attachments[0]?.content as ArrayBuffer).toString()).toBe('%PDF-1.7 modulo');
    },
  );

  test('whose file was refused or erased is not fetched', async () => {
    await answered({ channel: 'pec', to: 'comune@pec.example', attachments: [file] });
    await tell({ type: 'AttachAttachment', checked });
    await expect(showAnswerToSend(desk, asking())).rejects.toMatchObject({ problemName: 'erased' });
  });
});
