import { describe, expect, test } from '@jest/globals';
import { answerReceipt } from '../../../functions/mail-in/rules/answer-receipt.ts';
import { openMail } from '../../../functions/mail-in/rules/open-mail.ts';
import { certifiedReceipt } from '../../fixtures/certified-receipt.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { adasCase, given, message } from './arrive.ts';

const from = protezioneCivile.mail.addresses?.find(({ channel }) => channel === 'pec')?.address ?? '';
const to = 'ada@pec.example.org';
const answer = '3f2b8f6f1f7c41d0';
const messageId = `<${adasCase}.answer-${answer}@${given.domain}>`;
const about = { from, to, subject: `Contact center ${adasCase}`, messageId };
const read = async (mail: string) => answerReceipt(await openMail(Buffer.from(mail)), { ...given, from });
const withoutId = (more = {}) => {
  const { messageId: _other, ...rest } = { ...about, ...more };
  return certifiedReceipt({ says: 'accettazione', ...rest });
};

describe('a provider’s receipt about an answer of ours', () => {
  test.each([
    ['accettazione', 'accepted'],
    ['avvenuta-consegna', 'delivered'],
    ['errore-consegna', 'undelivered'],
  ] as const)('%s names it by its own Message-ID', async (says, told) => {
    expect(await read(certifiedReceipt({ ...about, says }))).toMatchObject({
      caseId: adasCase,
      answer,
      says: told,
      identifier: 'opec1.20261130@pec.example',
    });
  });

  test('that it did not arrive says why, as far as the provider knows', async () => {
    const because = async (error: string) =>
      (await read(certifiedReceipt({ ...about, says: 'errore-consegna', error })))?.reason;
    expect([await because('no-dest'), await because('no-dominio'), await because('virus')]).toEqual([
      'mailbox-unknown',
      'mailbox-unknown',
      'other',
    ]);
  });

  test('says nothing new where delivery is late, or the message was not even taken', async () => {
    for (const says of ['preavviso-errore-consegna', 'non-accettazione'] as const)
      expect(await read(certifiedReceipt({ ...about, says }))).toBeUndefined();
  });

  test('that knows the code alone is one of a message from our own certified address, and says to whom', async () => {
    expect(await read(withoutId())).toMatchObject({ caseId: adasCase, to, says: 'accepted' });
    expect(await read(withoutId({ from: 'somebody@pec.example.org' }))).toBeUndefined();
    expect(await read(withoutId({ to: 'a b' }))).toBeUndefined();
    expect(await read(withoutId({ subject: 'Altro' }))).toBeUndefined();
  });

  test('of another mail of ours, of a code that was never given, or of no receipt at all, is none', async () => {
    const of = (id: string) => read(certifiedReceipt({ ...about, subject: 'x', says: 'accettazione', messageId: id }));
    expect(await of(`<${adasCase}.receipt@${given.domain}>`)).toBeUndefined();
    expect(await of(`<PC-0000-0000-0000-0000.answer-${answer}@${given.domain}>`)).toBeUndefined();
    expect(await of(`<${adasCase}.answer-${answer}@elsewhere.example>`)).toBeUndefined();
    expect(answerReceipt(await openMail(message('bounce')), { ...given, from })).toBeUndefined();
  });
});
