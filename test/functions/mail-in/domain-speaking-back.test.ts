import { expect, test } from '@jest/globals';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { domainSpeakingBack } from '../../../functions/mail-in/rules/sort-mail.ts';

const domainOf = async (from: string, head: string, words = 'Grazie.') =>
  domainSpeakingBack(
    (await openMail(Buffer.from(`From: <${from}>\nMessage-ID: <one@example.org>\n${head}\n\n${words}`))).mail,
  );

test.each([
  ['what answers a mail', 'Subject: R: abbiamo ricevuto la tua richiesta'],
  ['what answers a mail by its thread alone', 'Subject: Ticket 4711\nIn-Reply-To: <PC.receipt@service.example>'],
])('%s is counted with its whole domain, from whichever mailbox', async (_what, head) => {
  for (const from of ['support+1@helpdesk.example', 'ticket-2@HELPDESK.example'])
    expect(await domainOf(from, head)).toBe('helpdesk.example');
});

test('what begins anew is counted with nobody', async () => {
  expect(await domainOf('ada@comune.example', 'Subject: Domanda', 'Quando riapre la strada?')).toBeUndefined();
});

test.each(['gmail.com', 'libero.it', 'pec.it', 'legalmail.it'])(
  'neighbours at %s share nothing but the domain',
  async (domain) => {
    expect(await domainOf(`ada@${domain}`, 'Subject: R: la tua richiesta')).toBeUndefined();
  },
);
