import { describe, expect, test } from '@jest/globals';
import { receiptMail } from '../../../functions/citizen-mails/rules/receipt-mail.ts';
import { languages } from '../../../shared/contracts/text.ts';
import { replyAddress } from '../../../shared/core/cases/reply-address.ts';
import { hmacWith } from '../../../shared/shell/hashing.ts';
import { mimeOf } from '../../../shared/shell/mime.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { arrive } from '../mail-in/arrive.ts';

const caseId = 'PC-7K3M-9QXT-4DHR-8WZA';
const address = replyAddress('contact-center@protezionecivile.example', caseId, hmacWith('any'));
const receipt = (language: (typeof languages)[number], replyTo?: string, name = 'Ada') =>
  receiptMail(
    {
      caseId,
      to: 'ada@example.org',
      name,
      language,
      kind: 'information',
      urgent: false,
      words: '',
      receivedAt: '2026-09-14T08:00:00.000Z',
      firstAnswerDueAt: undefined,
      callBackDueAt: undefined,
    },
    { definition: protezioneCivile, texts: textsIn[language], portalUrl: 'https://portal.example', replyTo },
  );

describe('a receipt', () => {
  test.each(languages)('in %s says that it can be answered, and where, when the service reads mail', (language) => {
    const mail = receipt(language, address);
    expect(mail.headers['Reply-To']).toBe(address);
    expect(mail.text).toContain(textsIn[language].mail.answerHere);
    expect(mail.text).not.toContain(textsIn[language].mail.doNotReply);
  });

  test.each(languages)('in %s asks not to be answered when nobody would read it', (language) => {
    const mail = receipt(language);
    expect(mail.headers['Reply-To']).toBeUndefined();
    expect(mail.text).toContain(textsIn[language].mail.doNotReply);
  });

  test.each(languages)('in %s greets somebody whose name is unknown without a hole', (language) => {
    expect(receipt(language, address, '').text.split('\n')[0]).toMatch(/^\S+( \S+)*,$/);
    expect(receipt(language, address, '').text.split('\n')[0]).not.toMatch(/ ,$/);
  });

  test('that comes back to us is known as our own, and never answered', async () => {
    const bytes = await mimeOf(receipt('it', address), new Date('2026-09-14T08:00:01Z'));
    const { verdict, accepted } = await arrive(bytes);
    expect(verdict).toEqual({ is: 'recorded', because: 'loop' });
    expect(accepted.contact.email).toBeUndefined();
  });

  test('that is quoted whole in an answer raises no alarm by its own words', async () => {
    for (const language of languages) {
      const quoted = receipt(language, address).text.replace(/^/gm, '> ');
      const mail = `From: ada@example.org\r\nSubject: Re: ricevuta\r\nMessage-ID: <q@example.org>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nGrazie.\r\n\r\n${quoted}\r\n`;
      const { accepted } = await arrive(new TextEncoder().encode(mail));
      expect(accepted.urgent).toBe(false);
      expect(accepted.contact.message).toBe('Grazie.');
    }
  });
});
