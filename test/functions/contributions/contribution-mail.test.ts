import { describe, expect, test } from '@jest/globals';
import { contributionMail } from '../../../functions/contributions/rules/contribution-mail.ts';
import type { Contribution, Given, Owed } from '../../../shared/core/contributions/contribution.ts';
import { contributionsIn } from '../../../shared/texts/contributions/contributions.ts';
import { familyLine } from '../../fixtures/contacts.ts';
import { givenIdea } from '../../fixtures/contributions.ts';

const link = 'https://portal.example/it/familyline/your-contribution/';
const mail = (owed: Owed, more: Partial<Contribution> = {}) =>
  contributionMail(givenIdea(more), owed, { definition: familyLine, link });
const { code } = givenIdea();
const { mails, reasons, outcomes } = contributionsIn.it;
const said = { reason: 'hard-to-understand' as const, words: 'Quale nido?' };
const outcome = { outcome: 'not-taken-up' as const, words: 'Non c’è spazio.', at: '2026-12-01T09:00:00.000Z' };
const everything: Owed[] = ['received', 'published', 'declined', 'sent-back', 'taken-down', 'outcome'];

describe('the mail to an author', () => {
  test.each(everything)(
    'when it is %s: says where to look and how to stop the mails, and repeats no word given',
    (owed) => {
      const written = mail(owed, { said, outcome });
      expect(written).toMatchObject({ to: 'ada@example.org', subject: expect.stringContaining(familyLine.name.it) });
      for (const told of [mails[owed].text, link, mails.stop, familyLine.emergencyStatement.it])
        expect(written?.text).toContain(told);
      expect(JSON.stringify(written)).not.toMatch(/passeggin|Ada\b/);
    },
  );

  test('has the code where its author needs it: to follow, to withdraw, to change the words', () => {
    const withCode = everything.filter((owed) => mail(owed, { said, outcome })?.text.includes(code));
    expect(withCode).toEqual(['received', 'published', 'sent-back']);
  });

  test('gives the reason, and the moderator’s words, where something is not or no longer published', () => {
    const withReason = everything.filter((owed) => mail(owed, { said, outcome })?.text.includes(reasons[said.reason]));
    expect(withReason).toEqual(['declined', 'sent-back', 'taken-down']);
    expect(mail('declined', { said })?.text).toContain('Quale nido?');
    expect(mail('declined', { said: { reason: 'offensive' } })?.text).toContain(reasons.offensive);
    expect(mail('declined')?.text).toContain(mails.declined.text);
  });

  test('gives the outcome of an idea with its words, and only in the mail about it', () => {
    const told = mail('outcome', { outcome })?.text;
    expect(told).toContain(outcomes['not-taken-up']);
    expect(told).toContain('Non c’è spazio.');
    expect(mail('outcome', { outcome: { outcome: 'done', at: outcome.at } })?.text).toContain(outcomes.done);
    expect(mail('published', { outcome })?.text).not.toContain(outcomes['not-taken-up']);
  });

  test('of two acts are two mails, of one act the same one', () => {
    const ids = [mail('published'), mail('published'), mail('published', { version: 2 }), mail('declined')];
    expect(new Set(ids.map((one) => one?.messageId)).size).toBe(3);
  });
});

describe('nobody is written to', () => {
  const { given, consents } = givenIdea() as Contribution & { given: Given };
  const { email: _none, ...unreachable } = given;
  const { given: _gone, ...erased } = givenIdea();

  test.each<[string, Partial<Contribution>]>([
    ['who did not consent to it', { consents: { ...consents, contact: false } }],
    ['who gave no address', { given: unreachable }],
    ['who asked for no mail', { given: { ...given, safeContact: 'no-mail' } }],
    ['who asked for the conversation alone', { given: { ...given, safeContact: 'conversation-only' } }],
  ])('%s', (_who, more) => expect(mail('published', more)).toBeUndefined());

  test('whose words are erased', () => {
    expect(contributionMail(erased, 'taken-down', { definition: familyLine, link })).toBeUndefined();
  });

  test('but who said only not to be called', () => {
    expect(mail('published', { given: { ...given, safeContact: 'no-phone' } })).toBeDefined();
  });
});
