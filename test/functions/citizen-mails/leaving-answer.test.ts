import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { answerMail } from '../../../functions/citizen-mails/rules/answer-mail.ts';
import {
  answersThatLeave,
  bringsFiles,
  certifiedAnswer,
  formalAnswer,
  leavingAnswer,
  returnedAnswer,
  secondsUntil,
} from '../../../functions/citizen-mails/rules/leaving-answer.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../shared/core/cases/case.ts';
import { textsIn } from '../../../shared/texts/languages.ts';
import { caseAnswerTexts } from '../../../shared/texts/mails/case-answer.ts';
import { ratingTexts } from '../../../shared/texts/rating.ts';
import { caseOpened, code, contactReceived, type EventOf } from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { after, first, second } from '../../fixtures/given-case.ts';

const leavesAt = '2026-09-11T15:00:30.000Z';
const time = Date.parse(leavesAt);
const file = 'f'.repeat(32);
const answered = (more: Partial<EventOf<'Answered'>> = {}): EventOf<'Answered'> => ({
  type: 'Answered',
  by: 'Carla Villa',
  answer: first,
  channel: 'mail',
  leavesAt,
  personal: { message: 'La strada riapre lunedì.', email: 'ada@example.org' },
  ...more,
});
function known(personal: object, ...events: CaseEvent[]): KnownCase {
  const state = after([
    caseOpened(),
    contactReceived({ personal: { email: 'ada@example.org', ...personal } }),
    ...events,
  ]);
  if (state.stage === 'none') throw new Error('there is a case');
  return state;
}
const leaving = (now: number, ...events: CaseEvent[]) => leavingAnswer(known({}, ...events), first, now);
const sent: CaseEvent = { type: 'AnswerSent', answer: first };

describe('an answer whose time has come', () => {
  test('leaves at that instant and not a millisecond before, then knows how many seconds are left', () => {
    expect(leaving(time, answered())).toMatchObject({
      is: 'leaves',
      mail: { to: 'ada@example.org', tellsNothing: false },
    });
    expect(leaving(time - 1, answered())).toEqual({ is: 'early', seconds: 1 });
    expect(leaving(time - 20_000, answered())).toEqual({ is: 'early', seconds: 20 });
  });

  test('is mailed again once it is sent, by the same name, and is settled once it was withheld or came back', () => {
    expect(leaving(time, answered(), sent)).toMatchObject({ is: 'leaves', mail: { to: 'ada@example.org' } });
    const withheld: CaseEvent = { type: 'AnswerWithheld', answer: first, because: 'staff' } as CaseEvent;
    const bounced: CaseEvent = { type: 'AnswerBounced', answer: first, reason: 'mailbox-full' } as CaseEvent;
    for (const over of [[withheld], [sent, bounced]])
      expect(leaving(time, answered(), ...over)).toEqual({ is: 'settled' });
    expect(leavingAnswer(known({}, answered()), second, time)).toEqual({ is: 'settled' });
  });

  test('stands on the page alone where that was chosen, and a letter waits for somebody', () => {
    const onPage = leaving(time, answered({ channel: 'page' }));
    expect(onPage).toMatchObject({ is: 'leaves' });
    expect(onPage).not.toHaveProperty('mail');
    for (const channel of ['letter', 'pec', 'phone'] as const)
      expect(leaving(time, answered({ channel }))).toEqual({ is: 'settled' });
  });

  test('goes to nobody where no address was fixed, or where its words are gone', () => {
    expect(leaving(time, answered({ personal: { message: 'Sì.' } }))).toEqual({ is: 'undeliverable' });
    expect(leaving(time, answered({ personal: { email: 'ada@example.org' } }))).toEqual({ is: 'undeliverable' });
    expect(leaving(time, answered({ personal: { email: 'ada@example.org' } }), sent)).toEqual({ is: 'settled' });
  });

  test('waits for its files to be checked and stays where one is not what it says', () => {
    const withFile = answered({ attachments: [file] });
    const attached: CaseEvent = {
      type: 'AttachmentAttached',
      attachment: file,
      contentType: 'application/pdf',
      bytes: 9,
      sha256: 'b'.repeat(64),
    } as CaseEvent;
    const refused: CaseEvent = { type: 'AttachmentRefused', attachment: file, reason: 'other-type' } as never;
    expect(leaving(time, withFile)).toEqual({ is: 'files-unchecked' });
    expect(leaving(time, withFile, attached)).toMatchObject({ is: 'leaves' });
    expect(leaving(time, withFile, refused)).toEqual({ is: 'file-refused' });
    const two = answered({ attachments: [file, 'e'.repeat(32)] });
    expect(leaving(time, two, attached)).toEqual({ is: 'files-unchecked' });
    expect(leaving(time, two, refused)).toEqual({ is: 'file-refused' });
  });

  test('is not mailed to whoever asked for no mail, and of violence tells nothing', () => {
    for (const safeContact of ['no-mail', 'conversation-only'])
      expect(leavingAnswer(known({ safeContact }, answered()), first, time)).not.toHaveProperty('mail');
    const danger = { level: 'lane', kind: 'violence', heard: ['mi picchia'] };
    expect(leavingAnswer(known({ danger }, answered()), first, time)).toMatchObject({ mail: { tellsNothing: true } });
  });
});

test('an answer by mail or on the page leaves by itself; what has no time, no name or a stamp does not', () => {
  const events = [
    answered(),
    answered({ answer: second, channel: 'page' }),
    answered({ channel: 'letter' }),
    answered({ channel: 'pec' }),
    answered({ leavesAt: undefined as never }),
    answered({ answer: undefined as never }),
    { type: 'Closed', reason: 'answered' } as const,
  ];
  expect(answersThatLeave(events)).toEqual([
    { answer: first, leavesAt },
    { answer: second, leavesAt },
  ]);
  const { channel: _page, ...unsaid } = answered();
  expect(answersThatLeave([unsaid])).toHaveLength(1);
});

test('only an answer with files asks for a check', () => {
  expect(bringsFiles([answered()])).toBe(false);
  expect(bringsFiles([answered({ attachments: [] })])).toBe(false);
  expect(bringsFiles([sent, answered({ attachments: [file] })])).toBe(true);
  expect(bringsFiles([contactReceived({ attachments: [] })])).toBe(false);
});

test('the protocol is asked for an outgoing number with the answer’s name and instant', () => {
  expect(formalAnswer('protezione-civile', code, { answer: first, at: leavesAt })).toEqual({
    contract: 'formal-contact.v1',
    service: 'protezione-civile',
    caseId: code,
    contact: code,
    receivedAt: leavesAt,
    answer: first,
  });
});

test('a queue keeps a message a quarter of an hour at most, never back in time, and never short of the instant', () => {
  expect(secondsUntil(leavesAt, time - 900_001)).toBe(900);
  expect(secondsUntil(leavesAt, time + 5_000)).toBe(0);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 900_000 }), (left) => {
      const seconds = secondsUntil(leavesAt, time - left);
      expect(Number.isInteger(seconds)).toBe(true);
      expect(seconds * 1000).toBeGreaterThanOrEqual(left);
      expect(seconds * 1000 - left).toBeLessThan(1000);
    }),
  );
});

describe('a mail that came back', () => {
  const both = [answered(), answered({ answer: second }), sent, { type: 'AnswerSent', answer: second } as const];

  test('is the answer that it names, and none where the case has no such answer', () => {
    expect(returnedAnswer(known({}, ...both), first)).toBe(first);
    expect(returnedAnswer(known({}, ...both), 'c'.repeat(16))).toBeUndefined();
  });

  test('is the last one that was mailed where it names none', () => {
    expect(returnedAnswer(known({}, ...both), undefined)).toBe(second);
    const onPage = answered({ answer: second, channel: 'page' });
    expect(returnedAnswer(known({}, answered(), onPage, sent, both[3] as CaseEvent), undefined)).toBe(first);
    expect(returnedAnswer(known({}, answered(), sent, answered({ answer: second })), undefined)).toBe(first);
    expect(returnedAnswer(known({}), undefined)).toBeUndefined();
  });
});

describe('the mail with an answer', () => {
  const frame = { definition: protezioneCivile, texts: textsIn.it, portalUrl: 'https://p.example', replyTo: 'x@y.z' };
  const written = (more: object = {}, answer: object = {}) =>
    answerMail(
      {
        caseId: code,
        to: 'ada@example.org',
        language: 'it',
        answer: { answer: first, text: 'Prima riga.\n\n \n\n\nSeconda.  ', final: true, ...answer },
        tellsNothing: false,
        ...more,
      },
      frame,
    );
  const texts = caseAnswerTexts.it;

  test('has its paragraphs, the code, its number and the names of its files, and can be answered', () => {
    const mail = written(
      {
        files: [
          { file, name: 'mappa.pdf' },
          { file, name: 'orari.pdf' },
        ],
      },
      { protocol: { year: 2026, number: 42 } },
    );
    expect(mail.text.split('\n\n').slice(0, 5)).toEqual([
      'Prima riga.',
      'Seconda.',
      texts.files(['mappa.pdf', 'orari.pdf']),
      `${texts.code}: ${code}`,
      `${texts.protocol}: 2026-0000042`,
    ]);
    expect(mail.text).toContain(textsIn.it.mail.answerHere);
    expect(mail.text).toContain(protezioneCivile.emergencyStatement.it);
    expect(mail.text).toContain('800 840 840');
    expect(mail.headers).not.toHaveProperty('Auto-Submitted');
    expect(mail.headers).toHaveProperty('Reply-To', 'x@y.z');
    expect(mail.messageId).toMatch(`<${code}.answer-${first}@`);
    expect(written().text).not.toMatch(/In allegato|Protocollo/);
  });

  test('asks how it went only where it ends what was owed', () => {
    const asks = ratingTexts.it.inMail;
    expect(written().text).toContain(asks);
    expect(written({}, { final: false }).text).not.toContain(asks);
    expect(written().subject).not.toBe(written({}, { final: false }).subject);
  });

  test('of what nobody may read along tells that there is news, and where', () => {
    const mail = written(
      { tellsNothing: true, files: [{ file, name: 'denuncia.pdf' }] },
      { protocol: { year: 2026, number: 42 } },
    );
    expect(mail.subject).toBe(texts.neutralSubject(protezioneCivile.name.it, code));
    expect(mail.text).toContain(texts.neutral);
    expect(mail.text).toContain('https://p.example/it/protezione-civile/status/');
    for (const told of ['riga', 'denuncia', '0000042', ratingTexts.it.inMail, textsIn.it.mail.answerHere, texts.onPage])
      expect(mail.text).not.toContain(told);
  });
});

describe('an answer that waits for a supervisor', () => {
  const held = answered({ held: true } as never);
  const cleared: CaseEvent = { type: 'AnswerCleared', by: 'Dario Sala', answer: first, leavesAt } as CaseEvent;

  test('leaves by no event of its own, and from then on by the one that clears it', () => {
    expect(answersThatLeave([held])).toEqual([]);
    expect(answersThatLeave([cleared])).toEqual([{ answer: first, leavesAt }]);
    expect(leaving(time, held)).toEqual({ is: 'settled' });
    expect(leaving(time, held, cleared)).toMatchObject({ is: 'leaves' });
  });
});

describe('a receipt of certified mail', () => {
  const pec = (answer: string, to: string): CaseEvent => {
    const { leavesAt: _byHand, ...rest } = answered({ answer, channel: 'pec', personal: { message: 'x', email: to } });
    return rest;
  };
  const about = (events: CaseEvent[], given: Parameters<typeof certifiedAnswer>[1]) =>
    certifiedAnswer(known({}, ...events), given);
  const delivered = { says: 'delivered' };

  test('is about the answer that it names, where that went by certified mail', () => {
    expect(about([pec(first, 'a@pec.example')], { ...delivered, answer: first })).toBe(first);
    expect(about([pec(first, 'a@pec.example')], { ...delivered, answer: second })).toBeUndefined();
    expect(about([answered()], { ...delivered, answer: first })).toBeUndefined();
  });

  test('is about the only one to the address it names, in whatever letters, and about none where there are two', () => {
    const both = [pec(first, 'A@pec.example'), pec(second, 'b@pec.example')];
    expect(about(both, { ...delivered, to: 'a@pec.example' })).toBe(first);
    expect(about(both, { ...delivered, to: 'c@pec.example' })).toBeUndefined();
    expect(
      about([pec(first, 'a@pec.example'), pec(second, 'a@pec.example')], { ...delivered, to: 'a@pec.example' }),
    ).toBe(undefined);
  });

  test('that it came back may be about one that was sent; any other is news of one that has not left', () => {
    const gone = [pec(first, 'a@pec.example'), sent];
    expect(about(gone, { says: 'undelivered', to: 'a@pec.example' })).toBe(first);
    expect(about(gone, { ...delivered, to: 'a@pec.example' })).toBeUndefined();
    expect(about([pec(first, 'a@pec.example')], { says: 'undelivered', to: 'a@pec.example' })).toBe(first);
  });
});
