import { describe, expect, test } from '@jest/globals';
import { callBackMail } from '../../../functions/citizen-mails/rules/call-back-mail.ts';
import { receiptDue, receiptMail } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { type Language, languages } from '../../../shared/contracts/text.ts';
import { initialCase } from '../../../shared/core/cases/case.ts';
import { evolveCase } from '../../../shared/core/cases/evolve.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseOpened, contactReceived } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const caseId = 'PC-7K3M-9QXT-4DHR-8WZA';
const at = '2026-09-14T08:00:00.000Z';
const opening = (language: Language, personal: { email?: string; phone?: string; name?: string }): CaseEvent[] => [
  caseOpened({ language, firstAnswerDueAt: '2026-09-14T12:00:00.000Z' }),
  contactReceived({ receivedAt: at, personal }),
  { type: 'CallBackAsked', contact: caseId, dueAt: '2026-09-14T11:00:00.000Z' },
];
const stateOf = (events: CaseEvent[]) => events.reduce((state, event) => evolveCase(state, event, at), initialCase());
const frameIn = (language: Language) => ({
  definition: protezioneCivile,
  texts: textsIn[language],
  portalUrl: 'https://portal.example',
});
const mailFor = (events: CaseEvent[], language: Language = 'it') =>
  callBackMail({ caseId, version: 4, state: stateOf(events) }, frameIn(language));
const reachable = { name: 'Ada', email: 'ada@example.org', phone: '333 1234567' };

describe('the message after three calls that reached nobody', () => {
  test.each(languages)('in %s: says so, how to come back, and whom to call in danger', (language) => {
    const mail = mailFor(opening(language, reachable), language);
    const { mail: words } = textsIn[language];
    expect(mail).toMatchObject({
      to: 'ada@example.org',
      messageId: `<${caseId}.call-back-4@protezionecivile.example>`,
    });
    expect(mail?.subject).toContain(caseId);
    for (const text of [
      words.callBackTried,
      words.callBackOpen,
      caseId,
      '800 840 840',
      `https://portal.example/${language}/protezione-civile/`,
      protezioneCivile.emergencyStatement[language],
    ]) {
      expect(mail?.text).toContain(text);
    }
    expect(mail?.headers).toMatchObject({ 'Auto-Submitted': 'auto-generated', 'Content-Language': language });
    expect(mail?.text).not.toContain('333');
  });

  test('goes nowhere when no e-mail is known: the register alone tells', () => {
    expect(mailFor(opening('it', { phone: '333 1234567' }))).toBeUndefined();
    expect(mailFor([])).toBeUndefined();
  });

  test('does not say that a closed case stays open', () => {
    const mail = mailFor([...opening('it', reachable), { type: 'Closed', reason: 'answered' }]);
    expect(mail?.text).not.toContain(textsIn.it.mail.callBackOpen);
  });
});

test('a receipt tells by when the citizen is called back, and only to those who asked', () => {
  const textFor = (events: CaseEvent[]) => {
    const facts = receiptDue(caseId, events);
    return facts && receiptMail(facts, frameIn('it')).text;
  };
  const events = opening('it', reachable);
  expect(textFor(events)).toMatch(/Ti richiamiamo al telefono entro: lunedì 14 settembre 2026.*13:00\./);
  expect(textFor(events.slice(0, 2))).not.toContain('richiamiamo');
});
