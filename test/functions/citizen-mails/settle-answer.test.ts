import { beforeEach, describe, expect, test } from '@jest/globals';
import PostalMime from 'postal-mime';
import { citizenMails } from '../../../functions/citizen-mails/compose-mails.ts';
import { queueAnswers } from '../../../functions/citizen-mails/queue-answers.ts';
import { type AnsweringWork, settleAnswer } from '../../../functions/citizen-mails/settle-answer.ts';
import type { AnswerNews, FormalContact } from '../../../shared/contracts/handed-on.ts';
import { MailDue } from '../../../shared/contracts/mail.ts';
import type { SafeContact } from '../../../shared/contracts/safe-contact.ts';
import { conversationOf } from '../../../shared/core/cases/case-status.ts';
import type { CaseCommand } from '../../../shared/core/cases/commands.ts';
import { openEntry, sealEntry } from '../../../shared/core/chain.ts';
import { outgoingFacts } from '../../../shared/core/protocol.ts';
import { randomHex, sha256 } from '../../../shared/shell/hashing.ts';
import { changeCase, readCase } from '../../../shared/shell/stores/case-file.ts';
import type { Register } from '../../../shared/shell/stores/register.ts';
import { caseOpened, code, contactReceived, hmac } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { memoryRegister } from '../../stores/memory-register.ts';

const answeredAt = new Date('2026-11-29T10:00:00.000Z');
const leavesAt = '2026-11-29T10:00:30.000Z';
const after = new Date('2026-11-29T10:00:31.000Z');
const answer = '3f2b8f6f1f7c41d0';
const due: AnswerNews = { contract: 'answer-news.v1', news: 'due', service: 'protezione-civile', caseId: code, answer };
const words = 'La strada riapre lunedì.\n\nGrazie per averci scritto.';
const note = 'il marito legge la posta: prudenza';

let register: Register;
let sent: MailDue[];
let asked: FormalContact[];
let later: { news: AnswerNews; seconds: number }[];
let work: AnsweringWork;
let mailQueueAnswers: boolean;

const tell = (command: CaseCommand, at = answeredAt) =>
  changeCase({ register, caseId: code, command, at: at.toISOString() });
const stateNow = async () => {
  const { state } = await readCase(register, code);
  if (state.stage === 'none') throw new Error('no case');
  return state;
};

async function givenCase(more: { safeContact?: SafeContact; violence?: boolean; formal?: boolean } = {}) {
  register = memoryRegister();
  const personal = {
    email: 'ada@example.org',
    message: 'Quando riapre la strada?',
    ...(more.safeContact && { safeContact: more.safeContact }),
    ...(more.violence && {
      danger: { level: 'lane' as const, kind: 'violence' as const, heard: ['mi picchia'] },
    }),
  };
  const at = '2026-11-29T09:00:00.000Z';
  const events = [
    caseOpened({ formal: more.formal === true }),
    contactReceived({ receivedAt: at, personal: personal as never }),
  ];
  await register.append(sealEntry({ caseId: code, at, events, previous: undefined, salt: randomHex(), sha256 }));
  sent = [];
  later = [];
  asked = [];
  mailQueueAnswers = true;
  const take = async (mails: readonly string[]) => {
    if (!mailQueueAnswers) throw new Error('the queue refuses');
    sent.push(...mails.map((mail) => MailDue.parse(JSON.parse(mail))));
  };
  work = {
    service: 'protezione-civile',
    register,
    mails: citizenMails({
      definition: protezioneCivile,
      ledgerTable: 'no-ledger',
      actsOfLedger: async () => [],
      register,
      hmac: async () => hmac,
      portalUrl: 'https://sportello.example',
      answersQueue: 'https://queues.example/answers',
      filesBucket: 'kept-files',
    }),
    queues: { urgent: take, ordinary: take },
    askNumber: async (formal) => void asked.push(formal),
    again: async (news, seconds) => void later.push({ news, seconds }),
  };
}
const answered = (more: Partial<CaseCommand<'Answer'>> = {}) =>
  tell({
    type: 'Answer',
    by: 'Carla Villa',
    subject: 'operator-1',
    text: words,
    answer,
    channel: 'mail',
    leavesAt,
    to: 'ada@example.org',
    ...more,
  });
const queuing = (leave: (news: string, seconds: number) => Promise<void>) => ({
  service: 'protezione-civile',
  register,
  leave,
  askNumber: async (formal: FormalContact) => void asked.push(formal),
  checkFiles: async ({ caseId }: { caseId: string }) => void checking.push(caseId),
});
/** Cases whose files were given to be checked. */
const checking: string[] = [];
const mailOf = ({ raw }: MailDue) => Buffer.from(raw, 'base64').toString();

beforeEach(async () => givenCase());

describe('an answer', () => {
  test('waits in the queue for its thirty seconds', async () => {
    await answered();
    const entries = await register.read(code);
    const left: [AnswerNews, number][] = [];
    const leave = async (news: string, seconds: number) => void left.push([JSON.parse(news), seconds]);
    await queueAnswers(entries, queuing(leave), answeredAt);
    expect(left).toEqual([[due, 30]]);
  });

  test('of a letter, a PEC or a call waits for nobody’s clock', async () => {
    await answered({ channel: 'letter', leavesAt: undefined as never });
    const left: string[] = [];
    await queueAnswers(
      await register.read(code),
      queuing(async (one) => void left.push(one)),
      after,
    );
    expect(left).toEqual([]);
  });

  test('leaves by mail and stands on the page once its time has come', async () => {
    await answered();
    await settleAnswer(work, due, after);
    const state = await stateNow();
    expect(state).toMatchObject({ stage: 'answered', answers: [{ answer, state: 'sent' }] });
    expect(state.messages.at(-1)).toMatchObject({ from: 'desk', text: words });
    expect(sent).toMatchObject([{ to: 'ada@example.org', caseId: code, answer: { id: answer } }]);
    expect(mailOf(sent[0] as MailDue)).toContain('La strada riapre luned');
    expect(mailOf(sent[0] as MailDue)).toMatch(new RegExp(`^Message-ID:\\s+<${code}\\.answer-${answer}@`, 'im'));
    expect(mailOf(sent[0] as MailDue)).not.toMatch(/^Auto-Submitted/im);
  });

  test('comes back to its queue where it was taken early', async () => {
    await answered();
    await settleAnswer(work, due, new Date('2026-11-29T10:00:10.200Z'));
    expect(later).toEqual([{ news: due, seconds: 20 }]);
    expect(sent).toEqual([]);
  });

  test('is mailed by whoever finds it marked as sent, should the one who marked it have died before', async () => {
    await answered();
    let reads = 0;
    const rival: Register = {
      ...register,
      read: async (caseId) => {
        reads += 1;
        // Between this one's look and its act another one marks the answer, and dies.
        if (reads === 2) await tell({ type: 'MarkAnswerSent', answer }, after);
        return register.read(caseId);
      },
    };
    await settleAnswer({ ...work, register: rival }, due, after);
    expect(sent).toHaveLength(1);
    expect((await stateNow()).answers).toMatchObject([{ state: 'sent' }]);
  });

  test('that was withheld never leaves', async () => {
    await answered();
    await tell({ type: 'WithholdAnswer', by: 'Carla Villa', answer, because: 'staff' });
    await settleAnswer(work, due, after);
    expect(sent).toEqual([]);
    expect(await stateNow()).toMatchObject({ stage: 'registered', answers: [{ state: 'withheld' }] });
  });

  test('stays where its citizen writes in the meantime', async () => {
    await answered();
    await tell({ type: 'AddMessage', from: 'citizen', text: 'Aspettate, è riaperta.' });
    await settleAnswer(work, due, after);
    expect(sent).toEqual([]);
    expect(await stateNow()).toMatchObject({ answers: [{ state: 'withheld' }] });
  });

  test('cannot be withheld any more once it has left', async () => {
    await answered();
    await settleAnswer(work, due, after);
    const withheld = await tell({ type: 'WithholdAnswer', by: 'Carla Villa', answer, because: 'staff' }, after);
    expect(withheld).toEqual({ refused: 'already-sent' });
  });

  test('whose mail could not be queued is mailed when it comes again, under the same Message-ID', async () => {
    await answered();
    mailQueueAnswers = false;
    await expect(settleAnswer(work, due, after)).rejects.toThrow();
    mailQueueAnswers = true;
    await settleAnswer(work, due, after);
    expect(sent).toHaveLength(1);
    expect((await stateNow()).answers).toMatchObject([{ state: 'sent' }]);
  });

  test('goes to the address that it was given for, whatever the case says later', async () => {
    await answered({ to: 'ada.bianchi@example.org' });
    await settleAnswer(work, due, after);
    expect(sent).toMatchObject([{ to: 'ada.bianchi@example.org' }]);
  });

  test('without an address is brought back to the desk, not lost', async () => {
    await answered({ to: undefined as never });
    await settleAnswer(work, due, after);
    expect(sent).toEqual([]);
    expect((await stateNow()).answers).toMatchObject([{ state: 'withheld' }]);
  });

  test.each<SafeContact>(['no-mail', 'conversation-only'])(
    'is not mailed to somebody who asked for %s',
    async (safe) => {
      await givenCase({ safeContact: safe });
      await answered();
      await settleAnswer(work, due, after);
      expect(sent).toEqual([]);
      expect((await stateNow()).answers).toMatchObject([{ state: 'sent' }]);
    },
  );

  test('of violence tells nothing in its mail', async () => {
    await givenCase({ violence: true });
    await answered();
    await settleAnswer(work, due, after);
    expect(sent).toHaveLength(1);
    expect(mailOf(sent[0] as MailDue)).not.toMatch(/strada|Grazie/);
  });
});

describe('an answer that comes back', () => {
  const returned = (more: object = {}): AnswerNews => ({
    contract: 'answer-news.v1',
    news: 'returned',
    service: 'protezione-civile',
    caseId: code,
    reason: 'mailbox-unknown',
    ...more,
  });
  beforeEach(async () => {
    await answered();
    await settleAnswer(work, due, after);
  });

  test.each([
    ['by name', { answer }],
    ['as the last one that was mailed', {}],
  ])('brings its case back to the desk, known %s', async (_how, more) => {
    await settleAnswer(work, returned(more), after);
    expect(await stateNow()).toMatchObject({ stage: 'registered', answers: [{ state: 'bounced' }] });
  });

  test('twice is one', async () => {
    await settleAnswer(work, returned(), after);
    await settleAnswer(work, returned({ answer }), after);
    expect((await register.read(code)).length).toBe(4);
  });

  test('opens its case again where that was closed', async () => {
    await tell({ type: 'Close', by: 'Carla Villa', outcome: 'answered', reason: 'answered' }, after);
    await settleAnswer(work, returned({ answer }), after);
    expect((await stateNow()).stage).toBe('registered');
  });

  test('is not mailed again by a message that comes late', async () => {
    await settleAnswer(work, returned(), after);
    await settleAnswer(work, due, after);
    expect(sent).toHaveLength(1);
  });
});

test('no mail to a citizen holds a word of what staff noted', async () => {
  await tell({ type: 'AddNote', by: 'Carla Villa', subject: 'operator-1', text: note });
  await answered();
  await settleAnswer(work, due, after);
  const all = sent.map(mailOf).join('\n');
  expect(all).toContain('La strada riapre');
  expect(all).not.toMatch(/marito|prudenza/);
  const { messages } = await stateNow();
  expect(JSON.stringify(messages)).not.toMatch(/marito|prudenza/);
});

describe('an answer to an instance', () => {
  const number = { year: 2026, number: 43, assignedAt: after.toISOString() };
  const numbered = () => tell({ type: 'AssignAnswerProtocol', answer, ...number }, after);
  beforeEach(async () => givenCase({ formal: true }));

  test('leaves with its outgoing protocol number, and not before it has one', async () => {
    await answered();
    await settleAnswer(work, due, after);
    expect(sent).toEqual([]);
    expect(asked).toEqual([
      {
        contract: 'formal-contact.v1',
        service: 'protezione-civile',
        caseId: code,
        contact: code,
        receivedAt: answeredAt.toISOString(),
        answer,
      },
    ]);
    expect(later).toHaveLength(1);
    await numbered();
    await settleAnswer(work, due, after);
    expect(mailOf(sent[0] as MailDue)).toContain('2026-0000043');
    const state = await stateNow();
    expect(state.answers).toMatchObject([{ state: 'sent', protocol: { year: 2026, number: 43 } }]);
    expect(conversationOf(code, 'protezione-civile', state).messages.at(-1)).toMatchObject({
      from: 'desk',
      protocol: '2026-0000043',
    });
  });

  test('that was withheld before the protocol was asked has none; one that has its number leaves', async () => {
    await answered();
    expect(outgoingFacts(await register.read(code), { caseId: code, answer }, protezioneCivile)).toMatchObject({
      unnumbered: { answer, contact: code, recipient: 'ada@example.org', channel: 'email' },
    });
    await numbered();
    const staff = {
      type: 'WithholdAnswer',
      by: 'Carla Villa',
      subject: 'operator-1',
      answer,
      because: 'staff',
    } as const;
    expect(await tell(staff)).toEqual({ refused: 'already-sent' });
    await tell({ type: 'AddMessage', from: 'citizen', text: 'Ancora una cosa.' });
    expect((await stateNow()).answers).toMatchObject([{ state: 'to-leave' }]);
    await givenCase({ formal: true });
    await answered();
    await tell(staff);
    expect(outgoingFacts(await register.read(code), { caseId: code, answer }, protezioneCivile)).toEqual({
      withheld: true,
    });
  });

  test('by letter or certified mail asks for its number at once, and is sent by nobody before it has it', async () => {
    await answered({ channel: 'pec', leavesAt: undefined as never, to: 'ada@pec.example' });
    await queueAnswers(
      await register.read(code),
      queuing(async () => undefined),
      answeredAt,
    );
    expect(asked).toMatchObject([{ answer }]);
    const sentByHand = { type: 'MarkAnswerSent', by: 'Carla Villa', answer, messageId: 'opec1.2026' } as const;
    expect(await tell(sentByHand)).toEqual({ refused: 'not-numbered' });
    await numbered();
    await tell(sentByHand);
    expect((await stateNow()).answers).toMatchObject([{ state: 'sent' }]);
  });

  test('keeps its number where a supervisor cancels it', async () => {
    await answered();
    await numbered();
    await tell({ type: 'CancelProtocol', year: 2026, number: 43, by: 'Sara Neri', reason: 'Sbagliata' });
    expect((await stateNow()).answers).toMatchObject([{ protocol: { number: 43 }, cancelled: true }]);
  });
});

describe('an answer with files', () => {
  const file = 'ab'.repeat(16);
  const checked = { attachment: file, contentType: 'application/pdf', bytes: 1000, sha256: 'c'.repeat(64) };
  const attach = () =>
    tell({ type: 'AttachAttachment', checked: { ...checked, personal: { fileName: 'modulo.pdf' } } });

  beforeEach(async () => {
    checking.length = 0;
    await answered({ attachments: [file], articles: ['article/strade@3'] });
  });

  test('has them checked as it is given, and waits until they are', async () => {
    await queueAnswers(
      await register.read(code),
      queuing(async () => undefined),
      answeredAt,
    );
    expect(checking).toEqual([code]);
    await settleAnswer(work, due, after);
    expect(later).toEqual([{ news: due, seconds: 3 }]);
    expect(sent).toEqual([]);
  });

  test('leaves with them, by name, and its conversation shows them', async () => {
    await attach();
    await settleAnswer(work, due, after);
    expect(sent).toMatchObject([
      { files: { bucket: 'kept-files', kept: [{ document: file, name: 'modulo.pdf', bytes: 1000 }] } },
    ]);
    expect(mailOf(sent[0] as MailDue)).toContain('In allegato: modulo.pdf');
    const state = await stateNow();
    const address = { address: 'https://files.example/a', addressEndsAt: leavesAt };
    const conversation = conversationOf(code, 'protezione-civile', state, new Map([[file, address]]));
    expect(conversation.messages.at(-1)?.files).toEqual([
      { name: 'modulo.pdf', contentType: 'application/pdf', bytes: 1000, ...address },
    ]);
    // They did not come with the request.
    expect(conversation.files).toBeUndefined();
    expect(state.answers[0]).toMatchObject({ articles: ['article/strade@3'] });
  });

  test('does not leave with one that is not what it says', async () => {
    await tell({ type: 'RefuseAttachment', attachment: file, reason: 'type-differs-from-content' });
    await settleAnswer(work, due, after);
    expect((await stateNow()).answers).toMatchObject([{ state: 'withheld', because: 'file-refused' }]);
    expect(sent).toEqual([]);
  });

  test('sends none where nothing may be told', async () => {
    await givenCase({ violence: true });
    await answered({ attachments: [file] });
    await attach();
    await settleAnswer(work, due, after);
    expect(sent).toHaveLength(1);
    expect(sent[0]).not.toHaveProperty('files');
  });

  test('has no name of a file left once the personal data are erased', async () => {
    await attach();
    await settleAnswer(work, due, after);
    await tell({ type: 'ErasePersonalData', reason: 'asked', upToVersion: 9 });
    const state = await stateNow();
    expect(state.attachments).toMatchObject({ offered: [file], about: {} });
    expect(JSON.stringify(state)).not.toContain('modulo');
  });
});

test('the addresses in an answer can be clicked in its mail, and its lines stay lines', async () => {
  await answered({ text: 'Vedi <qui>:\nhttps://sportello.example/it/protezione-civile/articles/strade/.' });
  await settleAnswer(work, due, after);
  const { raw } = sent[0] as MailDue;
  const { html } = await PostalMime.parse(Buffer.from(raw, 'base64'));
  const link = 'https://sportello.example/it/protezione-civile/articles/strade/';
  expect(html).toContain(`<p>Vedi &#60;qui&#62;:<br><a href="${link}">${link}</a>.</p>`);
});

describe('an answer by certified mail', () => {
  const to = 'ada@pec.example.org';
  const identifier = 'opec1.20261130@pec.example';
  const receipt = (more: object): AnswerNews =>
    ({
      contract: 'answer-news.v1',
      news: 'receipt',
      service: 'protezione-civile',
      caseId: code,
      says: 'accepted',
      identifier,
      ...more,
    }) as AnswerNews;
  const byPec = (more: Partial<CaseCommand<'Answer'>> = {}) =>
    answered({ channel: 'pec', leavesAt: undefined as never, to, ...more });
  const states = async () => (await stateNow()).answers.map(({ state }) => state);
  const told = (more: object) => settleAnswer(work, receipt(more), after);

  test('is sent once its provider has taken it, and once only whatever comes after', async () => {
    await byPec();
    await told({ answer });
    await told({ answer });
    await told({ answer, says: 'delivered' });
    const events = (await register.read(code)).flatMap(openEntry).filter(({ type }) => type === 'AnswerSent');
    expect(events).toMatchObject([{ answer, messageId: identifier }]);
    expect((await stateNow()).stage).toBe('answered');
  });

  test('that lies in its mailbox was sent, also where the first receipt was lost', async () => {
    await byPec();
    await told({ answer, says: 'delivered' });
    expect(await states()).toEqual(['sent']);
  });

  test('is known by whom it goes to where it is the only one of its case that does', async () => {
    await byPec();
    await told({ to: 'somebody@pec.example.org' });
    expect(await states()).toEqual(['to-leave']);
    await byPec({ answer: 'aaaabbbbccccdddd' });
    await told({ to });
    expect(await states()).toEqual(['to-leave', 'to-leave']);
    await told({ answer: 'aaaabbbbccccdddd' });
    await told({ to });
    expect(await states()).toEqual(['sent', 'sent']);
  });

  test('that could not be delivered brings its case back', async () => {
    await byPec();
    await told({ answer });
    await told({ answer, says: 'undelivered', reason: 'mailbox-unknown' });
    expect(await states()).toEqual(['bounced']);
    await told({ answer });
    expect(await states()).toEqual(['bounced']);
  });

  test('is none of those that leave by mail or were never given', async () => {
    await answered();
    await told({ answer });
    await told({ answer: 'aaaabbbbccccdddd' });
    await settleAnswer(work, { ...receipt({ answer }), caseId: 'PC-0000-0000-0000-0000' } as AnswerNews, after);
    expect(await states()).toEqual(['to-leave']);
  });
});
