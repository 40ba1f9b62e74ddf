import { describe, expect, test } from '@jest/globals';
import { noticeParagraphs } from '../../../functions/citizen-mails/rules/citizen-mail.ts';
import { expertMail, expertNews } from '../../../functions/citizen-mails/rules/expert-mail.ts';
import { protocolMail, protocolNews } from '../../../functions/citizen-mails/rules/protocol-mail.ts';
import {
  nameToGreet,
  type ReceiptFacts,
  receiptDue,
  receiptMail,
} from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { PreparedService } from '../../../shared/contracts/service.ts';
import { sealEntry } from '../../../shared/core/chain.ts';
import type { Declared } from '../../../shared/core/posture/declared.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { wordsIn } from '../../../shared/texts/words/words.ts';
import { caseOpened, code, contactReceived } from '../../fixtures/case-events.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { after, first } from '../../fixtures/given-case.ts';

const at = '2026-09-12T08:00:00.000Z';
const frame = { definition: familyLine, texts: textsIn.it, portalUrl: 'https://portal.example' };
const facts: ReceiptFacts = {
  ...{ caseId: code, to: 'ada@example.org', name: 'Ada', language: 'it', kind: 'information', urgent: false },
  ...{ words: '', receivedAt: at, firstAnswerDueAt: undefined, callBackDueAt: undefined },
};
const text = (more: Partial<ReceiptFacts> = {}, other: object = {}) =>
  receiptMail({ ...facts, ...more }, { ...frame, ...other }).text;

describe('a receipt', () => {
  const { mail } = textsIn.it;

  test('says what was asked for, when it came, by when it is answered, and how to follow it', () => {
    const told = text({ firstAnswerDueAt: '2026-09-14T10:00:00.000Z' });
    for (const words of ['Ada', code, 'sabato 12 settembre 2026', '10:00', 'lunedì 14 settembre 2026', '12:00'])
      expect(told).toContain(words);
    expect(told).toContain(familyLine.kinds.find(({ kind }) => kind === 'information')?.name.it ?? 'no such kind');
    expect(told).toContain('https://portal.example/it/familyline/status/');
    expect(text()).toContain(mail.noDue);
    expect(told).not.toContain(mail.noDue);
  });

  test('names where the term is from, who answers for it and what to do if nobody does, as far as the service says', () => {
    const office = { it: 'Ufficio relazioni', en: 'Office', de: 'Amt' };
    const source = { it: 'Legge 241/1990', en: 'Law', de: 'Gesetz' };
    const remedy = { it: 'Il TAR', en: 'Court', de: 'Gericht' };
    const dutied = (duty: object): PreparedService => ({
      ...familyLine,
      kinds: familyLine.kinds.map((kind) => ({ ...kind, duty: { ...kind.duty, ...duty } as never })),
    });
    const { duty } = wordsIn.it;
    const told = text({}, { definition: dutied({ office, source, remedy }) });
    for (const line of [
      `${duty.source}: Legge 241/1990`,
      `${duty.office}: Ufficio relazioni`,
      `${duty.remedy}: Il TAR`,
    ])
      expect(told).toContain(line);
    expect(text({}, { definition: dutied({ office: undefined, source, remedy: undefined }) })).not.toMatch(
      new RegExp(`${duty.office}|${duty.remedy}`),
    );
  });

  test('says where nobody reads what is urgent now, and nothing of it else', () => {
    const { nobodyReads } = wordsIn.it;
    expect(text({}, { readsUrgentNow: false })).toContain(nobodyReads);
    expect(text({}, { readsUrgentNow: true })).not.toContain(nobodyReads);
    expect(text()).not.toContain(nobodyReads);
  });

  test('can be answered where the service reads mail, and says so', () => {
    expect(text({}, { replyTo: 'x@example.org' })).toContain(mail.answerHere);
    expect(text()).toContain(mail.doNotReply);
  });

  test('after a reading is another mail than the first', () => {
    const ids = [undefined, 2, 3].map(
      (version) => receiptMail({ ...facts, ...(version && { version }) }, frame).messageId,
    );
    expect(new Set(ids).size).toBe(3);
  });

  test('breaks no line and begins no header by a name', () => {
    expect(text({ name: 'Ada\nBcc: x@example.org' })).not.toContain('Bcc');
  });
});

describe('who is due a receipt', () => {
  const due = (personal: object, ...more: CaseEvent[]) =>
    receiptDue(code, [caseOpened(), contactReceived({ personal }), ...more]);

  test('is whoever gave an address and did not ask for no mail', () => {
    expect(due({ email: 'ada@example.org', name: 'Ada' })).toMatchObject({
      to: 'ada@example.org',
      name: 'Ada',
      onPage: true,
      canary: false,
    });
    expect(due({ email: 'ada@example.org' })).toMatchObject({ name: '' });
    expect(due({ phone: '333 1234567' })).toBeUndefined();
    for (const safeContact of ['no-mail', 'conversation-only'])
      expect(due({ email: 'ada@example.org', safeContact })).toBeUndefined();
    expect(receiptDue(code, [contactReceived({ personal: { email: 'ada@example.org' } })])).toBeUndefined();
  });

  test('has seen it on the page only where the form itself took it in', () => {
    const of = (more: object) =>
      receiptDue(code, [caseOpened(), contactReceived({ personal: { email: 'ada@example.org' }, ...more })])?.onPage;
    expect([of({}), of({ channel: 'email' }), of({ recordedBy: 'Carla Villa' })]).toEqual([true, false, false]);
  });
});

describe('a name of many parts is greeted', () => {
  test.each(['Ada', 'Ada B.', 'Ada – no'.slice(0, 3), 'D’Angiò', 'Anna  Maria', 'a b c d e f'])('%s', (name) => {
    expect(nameToGreet(` ${name} `)).toBe(name);
  });
  test.each(['', 'a b c d e f g', 'Ada   Bianchi', '-Ada', 'Ada-', `${'Ada '.repeat(15)}x`, 'x'.repeat(61)])(
    'not %s',
    (name) => {
      expect(nameToGreet(name)).toBe('');
    },
  );
  test('of sixty letters, not of more', () => expect(nameToGreet('x'.repeat(60))).toHaveLength(60));
});

describe('the notices in a mail', () => {
  const area = (name: string, more: object = {}) => ({
    area: { kind: 'zones' as const, zones: [name] },
    level: 'alert' as const,
    notice: { it: `Avviso ${name}.`, en: '', de: '' },
    endsAt: '2026-09-13T01:00:00.000Z',
    ...more,
  });
  const told = (areas: object[]) =>
    noticeParagraphs({ ...frame, declared: { posture: 'emergency', periods: [], areas } as unknown as Declared }, 'it');

  test('are five at most, emergencies before alerts', () => {
    const many = [
      ...Array.from({ length: 6 }, (_none, at) => area(`Stranger-${at}`)),
      area('Emil-B1', { level: 'emergency' }),
    ];
    const notices = told(many);
    expect(notices).toHaveLength(5);
    expect(notices[0]?.text).toContain('Avviso Emil-B1.');
    expect(notices[1]?.text).toContain('Avviso Stranger-0.');
  });

  test('are followed by the word of the hour, which must not be missed', () => {
    const word = { text: { it: 'Restate ai piani alti.' } };
    const notices = told([area('Emil-B1', { event: { word } }), area('Tosc-A1', { event: {} })]);
    expect(notices.map(({ text: words, strong }) => [/piani alti/.test(words), strong === true])).toEqual([
      [false, false],
      [true, true],
      [false, false],
    ]);
  });
});

describe('a group of experts', () => {
  const group = familyLine.experts?.[0] as { name: { it: string }; email?: string } & Record<string, unknown>;
  const forwarded: CaseEvent = {
    type: 'Forwarded',
    ask: first,
    to: group?.name.it ?? '',
    by: 'Carla',
    dueAt: '2026-09-14T10:00:00.000Z',
  };
  const mailed = { ...familyLine, experts: [{ ...group, email: 'esperti@example.org' }] } as unknown as PreparedService;
  const news = (...events: CaseEvent[]) => {
    const state = after([caseOpened(), contactReceived(), ...events]);
    if (state.stage === 'none') throw new Error('there is a case');
    return expertNews(state, events.slice(-1), mailed);
  };

  test('with a mailbox is told of a question, and that it is late, while it is open', () => {
    expect(news(forwarded)).toMatchObject([{ email: 'esperti@example.org', what: 'asked' }]);
    expect(news(forwarded, { type: 'AskOverdue', ask: first })).toMatchObject([{ what: 'late' }]);
    expect(news({ ...forwarded, to: 'Nobody' })).toEqual([]);
    expect(
      news(forwarded, { type: 'AskWithdrawn', ask: first } as CaseEvent, { type: 'AskOverdue', ask: first }),
    ).toEqual([]);
    expect(news(forwarded, { type: 'Closed', reason: 'answered' })).toEqual([]);
  });

  test('reads until when, and where; by two mails of two names', () => {
    const [asked] = news(forwarded);
    if (asked === undefined) throw new Error('there is news');
    const mail = expertMail(asked, code, { ...frame, replyTo: 'x@example.org' });
    expect(mail.text).toMatch(/lunedì 14 settembre 2026.*12:00/);
    expect(mail.text).toContain(`https://portal.example/console/#/familyline/case/${code}`);
    expect(mail.headers).not.toHaveProperty('Reply-To');
    expect(expertMail({ ...asked, what: 'late' }, code, frame).messageId).not.toBe(mail.messageId);
    const { dueAt: _term, ...endless } = asked.ask;
    expect(expertMail({ ...asked, ask: endless }, code, frame).text).not.toContain('settembre');
  });
});

test('a protocol number must not be missed in the mail that tells it', () => {
  const { html } = protocolMail(
    { caseId: code, to: 'ada@example.org', language: 'it', number: '2026-0000042', assignedAt: at },
    frame,
  );
  expect(html).toMatch(/<strong>[^<]*2026-0000042/);
});

test('nobody is told of a number by an entry that the case does not have', () => {
  const events = [caseOpened(), contactReceived({ personal: { email: 'ada@example.org' } })];
  const entry = sealEntry({ caseId: code, at, events, previous: undefined, salt: 'ab'.repeat(16), sha256 });
  expect(protocolNews([entry], 7, familyLine)).toEqual([]);
});
