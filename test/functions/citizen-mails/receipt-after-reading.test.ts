import { describe, expect, test } from '@jest/globals';
import { receiptAfterReading, receiptMail } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import { codeOfOurId } from '../../../functions/mail-in/rules/named-codes.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseOpened, code, contactReceived, hmac, otherCode as other } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const at = '2026-09-11T15:00:01.000Z';
const opened: CaseEvent = caseOpened({ firstAnswerDueAt: '2026-09-14T10:00:00.000Z' });
const scan = (contact: string): CaseEvent =>
  contactReceived({ channel: 'letter', contact, receivedAt: '2026-09-09T15:00:00.000Z', paper: { toBeRead: true } });
const read = (email: string | undefined, more: object = {}): CaseEvent => ({
  type: 'DocumentRead',
  contact: code,
  by: 'Carla Villa',
  sorted: { kind: 'complaint', lane: 'complaints', formal: false, firstAnswerDueAt: '2026-10-09T21:59:59.999Z' },
  ...more,
  personal: { name: 'Ada', message: 'x', ...(email === undefined ? {} : { email }) },
});
/** The receipts that a case makes due, entry by entry. */
const due = (...entries: CaseEvent[][]) => {
  const told = entries.map((events, place) => ({ version: place + 1, at, events }));
  return told.map(({ version }) => receiptAfterReading(code, told, version));
};

describe('whoever wrote on paper', () => {
  test('gets the receipt once somebody has read where to write, with kind and promise as they then are', () => {
    const [scanned, facts] = due([opened, scan(code)], [read('ada@example.org')]);
    expect(scanned).toBeUndefined();
    expect(facts).toEqual({
      caseId: code,
      to: 'ada@example.org',
      name: 'Ada',
      language: 'it',
      kind: 'complaint',
      urgent: false,
      words: 'x',
      receivedAt: '2026-09-09T15:00:00.000Z',
      firstAnswerDueAt: '2026-10-09T21:59:59.999Z',
      callBackDueAt: undefined,
      version: 2,
    });
    const mail =
      facts &&
      receiptMail(facts, { definition: protezioneCivile, texts: textsIn.it, portalUrl: 'https://portal.example' });
    expect(mail?.text).toContain(code);
    // An answer to it is known by its Message-ID.
    const [, id = '', domain = ''] = /^<(.+@(.+))>$/.exec(mail?.messageId ?? '') ?? [];
    const genuine = mintCode('PC', 'a letter', hmac);
    expect(codeOfOurId(id.replace(code, genuine), domain, 'PC', hmac)).toBe(genuine);
  });

  test('gets it at the right address when the first was mistyped, and once at each', () => {
    const corrected = read('ada@example.org', { corrects: true });
    const told = due([opened, scan(code)], [read('stranger@example.org')], [corrected], [corrected]);
    expect(told.map((facts) => facts?.to)).toEqual([undefined, 'stranger@example.org', 'ada@example.org', undefined]);
  });

  test('gets none where no address is told, where another contact of the case is read, nor once it is erased', () => {
    expect(due([opened, scan(code)], [read(undefined)])[1]).toBeUndefined();
    expect(due([opened, scan(code)], [scan(other)], [read('eva@example.org', { contact: other })])[2]).toBeUndefined();
    const { personal: _erased, ...bare } = read('ada@example.org') as Extract<CaseEvent, { type: 'DocumentRead' }>;
    expect(due([opened, scan(code)], [bare])[1]).toBeUndefined();
  });

  test('has what was heard in what staff typed, and nothing more where nothing was heard', () => {
    const danger = { level: 'lane', kind: 'fire', evidence: 'brucia', rule: 'it/fire/1' } as const;
    const typed = read('ada@example.org') as Extract<CaseEvent, { type: 'DocumentRead' }>;
    const [, facts] = due([opened, scan(code)], [{ ...typed, personal: { ...typed.personal, danger } } as CaseEvent]);
    expect(facts?.danger).toEqual(danger);
    const [, calm] = due([opened, scan(code)], [{ ...typed, personal: { email: 'ada@example.org' } } as CaseEvent]);
    expect(calm).toMatchObject({ name: '', words: '' });
    expect(calm).not.toHaveProperty('danger');
  });

  test('gets none where they asked for no mail', () => {
    const typed = read('ada@example.org') as Extract<CaseEvent, { type: 'DocumentRead' }>;
    const careful = { ...typed, personal: { ...typed.personal, safeContact: 'no-mail' } } as unknown as CaseEvent;
    expect(due([opened, scan(code)], [careful])[1]).toBeUndefined();
  });
});
