import { describe, expect, test } from '@jest/globals';
import { type ReceiptFacts, receiptMail } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import { hearDanger } from '../../../shared/core/danger/hear-danger.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { familyLine } from '../../fixtures/contacts.ts';

const facts = (words: string, more: Partial<ReceiptFacts> = {}): ReceiptFacts => ({
  caseId: 'FL-0000-0000-0000-0000',
  to: 'ada@example.org',
  name: 'Ada',
  language: 'it',
  kind: 'information',
  urgent: false,
  words,
  receivedAt: '2026-11-28T02:36:00.000Z',
  firstAnswerDueAt: undefined,
  callBackDueAt: undefined,
  ...more,
});
const mailOf = (given: ReceiptFacts, language: 'it' | 'en' | 'de' = 'it') =>
  receiptMail(
    { ...given, language },
    { definition: familyLine, texts: textsIn[language], portalUrl: 'https://portal.example' },
  );

describe('the receipt of a kind that the service takes no more', () => {
  test('still names it, by the word of the register', () => {
    expect(mailOf(facts('Una domanda.', { kind: 'help-offer' })).text).toContain('help-offer');
  });
});

describe('the receipt of somebody who writes of violence', () => {
  const violent = 'Mio marito mi sta picchiando, ho paura';

  test('tells nothing of it: every byte that leaves is one that a calm request could have', () => {
    expect(hearDanger(violent, lifeFirst)).toMatchObject({ level: 'lane', kind: 'violence' });
    for (const language of ['it', 'en', 'de'] as const) {
      const quiet = mailOf(facts(violent, { urgent: true }), language);
      const calm = mailOf(facts('Quando apre lo sportello?'), language);
      expect({ from: quiet.from, subject: quiet.subject, to: quiet.to }).toEqual({
        from: calm.from,
        subject: calm.subject,
        to: calm.to,
      });
      const lines = new Set(calm.text.split('\n'));
      expect(quiet.text.split('\n').filter((line) => !lines.has(line))).toEqual([]);
      expect(`${quiet.text}${quiet.html}`).not.toMatch(/1522|violen|gewalt|picchia|marito|stalking/i);
    }
  });

  test('that stands in a file alone tells nothing either, though another danger stands in the words', () => {
    const danger = { level: 'advice', kind: 'violence', evidence: 'Mi picchia', rule: 'it/violence/lane/1' } as const;
    const words = 'L’acqua sta salendo in cantina e siamo bloccati';
    for (const said of ['Vedi allegato', words]) {
      const quiet = mailOf(facts(said, { urgent: true, danger }));
      expect(quiet.text).toBe(mailOf(facts(violent, { urgent: true })).text);
    }
  });

  test('is no longer than a calm one, but for the kind that it leaves out', () => {
    expect(mailOf(facts(violent)).text.length).toBeLessThan(mailOf(facts('Buongiorno')).text.length);
  });
});

test('the receipt of any other danger says whom to call and what to do', () => {
  const { text } = mailOf(facts('L’acqua sta salendo in cantina e siamo bloccati'));
  expect(text).toContain(textsIn.it.lifeFirst.text);
  expect(text).toMatch(/ascensore|bocca/);
  expect(mailOf(facts('', { urgent: true })).text).toContain(textsIn.it.lifeFirst.text);
  expect(mailOf(facts('Buongiorno')).text).not.toContain(textsIn.it.lifeFirst.text);
});
