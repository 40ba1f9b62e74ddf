import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { pageBeforeSending } from '../../../functions/intake/form-steps.ts';
import { acceptContact } from '../../../functions/intake/rules/acceptance.ts';
import { contactOfForm, readContact } from '../../../functions/intake/rules/read-contact.ts';
import { ContactAccepted, Receipt } from '../../../shared/contracts/contact.ts';
import { canaryKey } from '../../../shared/core/cases/canary.ts';
import { keyNamed } from '../../../shared/core/cases/key-named.ts';
import { keyOf, readCode } from '../../../shared/core/cases/receipt-code.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { mendAll } from '../../../shared/texts/mend.ts';
import { it } from '../../../shared/texts/portal/it.ts';
import { hmac } from '../../fixtures/case-events.ts';
import { contact, familyLine, protezioneCivile } from '../../fixtures/contacts.ts';

const accept = (changed: Partial<Parameters<typeof acceptContact>[0]> = {}) =>
  acceptContact({
    contact,
    definition: protezioneCivile,
    rules: lifeFirst,
    periods: [],
    key: undefined,
    receivedAt: '2026-09-11T15:00:00.000Z',
    hmac,
    sha256,
    ...changed,
  });

describe('accepting a contact', () => {
  test('gives a receipt and a queue message that keep their contracts and carry one code', () => {
    const { accepted, receipt } = accept();
    expect(ContactAccepted.parse(accepted)).toEqual(accepted);
    expect(Receipt.parse(receipt)).toEqual(receipt);
    expect(accepted.code).toBe(receipt.code);
    expect(readCode(receipt.code, 'PC', hmac)).toBe(receipt.code);
  });

  test('promises the first answer within four working hours: Friday 17:00 becomes Monday 12:00 in Rome', () => {
    expect(accept().receipt.firstAnswerDueAt).toBe('2026-09-14T10:00:00.000Z');
  });

  test('promises the legal term of 30 days for a complaint, and nothing for a story', () => {
    expect(accept({ contact: { ...contact, kind: 'complaint' } }).receipt.firstAnswerDueAt).toMatch(/^2026-10-1/);
    const story = accept({ definition: familyLine, contact: { ...contact, kind: 'story', category: 'other' } });
    expect(story.receipt.firstAnswerDueAt).toBeUndefined();
  });

  test('has experts owe their answer to what is for them by their own target, and danger to life go to the desk', () => {
    const forExperts = { ...contact, category: 'care', experts: 'care' };
    const given = accept({ definition: familyLine, contact: forExperts }).accepted;
    expect(ContactAccepted.parse(given)).toEqual(given);
    // 21 hours of work from Friday at five in the afternoon, of seven hours a day.
    expect(given.expertsDueAt).toBe('2026-09-16T15:00:00.000Z');
    const danger = { ...forExperts, message: 'Mia madre non respira, aiuto' };
    expect(accept({ definition: familyLine, contact: danger }).accepted).not.toHaveProperty('expertsDueAt');
    expect(accept().accepted).not.toHaveProperty('expertsDueAt');
  });

  test('takes only experts of the service, and says so', () => {
    const read = (experts: string) => readContact({ ...contact, category: 'care', experts }, familyLine);
    expect(read('care')).toHaveProperty('contact.experts', 'care');
    expect(read('astrologers')).toEqual({ issues: [{ code: 'custom', path: ['experts'] }] });
  });

  test('promises a call-back to whoever asks for one, in the message and on the receipt, within the hours as declared', () => {
    const asking = { ...contact, phone: '333 1234567' };
    const promised = (callBack: 'any' | 'morning', periods: Parameters<typeof accept>[0] = {}) => {
      const { accepted, receipt } = accept({ contact: { ...asking, callBack }, ...periods });
      expect(ContactAccepted.parse(accepted)).toEqual(accepted);
      expect(Receipt.parse(receipt)).toEqual(receipt);
      expect(accepted.callBackDueAt).toBe(receipt.callBackDueAt);
      return receipt.callBackDueAt;
    };
    expect(promised('any')).toBe('2026-09-14T10:00:00.000Z');
    expect(promised('morning')).toBe('2026-09-14T11:00:00.000Z');
    const nights = {
      periods: [{ from: '2026-09-11T10:00:00Z', to: '2026-09-13T10:00:00Z', hours: 'around-the-clock' as const }],
    };
    expect(promised('any', nights)).toBe('2026-09-11T19:00:00.000Z');
    expect(promised('morning', nights)).toBe('2026-09-12T11:00:00.000Z');
    expect(accept().receipt).not.toHaveProperty('callBackDueAt');
  });

  test('repeats the code for the same words within ten minutes and for the same key at any time', () => {
    const later = '2026-09-11T15:09:59.000Z';
    const muchLater = '2026-09-12T15:00:00.000Z';
    expect(accept({ receivedAt: later }).receipt.code).toBe(accept().receipt.code);
    expect(accept({ receivedAt: muchLater }).receipt.code).not.toBe(accept().receipt.code);
    expect(accept({ key: 'k', receivedAt: muchLater }).receipt.code).toBe(accept({ key: 'k' }).receipt.code);
  });

  test('makes a new case of a changed text behind an old key, and of the same text to another service', () => {
    const other = { ...contact, message: 'Un altro testo.' };
    expect(accept({ key: 'k', contact: other }).receipt.code).not.toBe(accept({ key: 'k' }).receipt.code);
    expect(accept({ definition: familyLine, contact: { ...contact, category: 'other' } }).receipt.code).toMatch(/^FL-/);
  });

  test('puts danger to life before everything', () => {
    expect(accept({ contact: { ...contact, message: 'Mia madre è sotto le macerie, aiuto!' } }).danger).toMatchObject({
      level: 'lane',
      kind: 'trapped',
    });
    expect(accept().danger.level).toBe('none');
  });
});

describe('an Idempotency-Key', () => {
  const uuid = { key: '8e03978e-40d5' };

  test.each<[string | undefined, ReturnType<typeof keyOf>]>([
    [undefined, undefined],
    ['', undefined],
    ['""', undefined],
    ['"8e03978e-40d5"', uuid],
    ['8e03978e-40d5', uuid],
    ['istanza 1 1', { key: 'istanza 1 1' }],
    [' "8e03978e-40d5";x=1; y="a;b", "8e03978e-40d5"', uuid],
    ['8e03978e-40d5, 8e03978e-40d5', uuid],
    ['"a\\"b\\\\c"', { key: 'a"b\\c' }],
    ['"a,b"', { key: 'a,b' }],
    [`"${'k'.repeat(300)}"`, { key: 'k'.repeat(255) }],
  ])('%j is read as %j', (header, read) => {
    expect(keyOf(header)).toEqual(read);
  });

  test.each(['"', '"a', 'a"', '"a" "b"', '"a", "b"', '"a\\b"', '"chiave-è"', ',', '"a",', '"a";;', 'x'.repeat(9000)])(
    '%j is no key, and is told',
    (header) => {
      expect(keyOf(header)).toBe('unreadable');
    },
  );

  test('is read in time that grows with its length', () => {
    fc.assert(fc.property(fc.string({ maxLength: 500 }), (header) => expect(() => keyOf(header)).not.toThrow()));
  });

  test('of a page goes before none, and after the header of a script', () => {
    expect(keyNamed(undefined, { submission: 'served-2' })).toEqual({ key: 'form|served-2' });
    expect(keyNamed('"mine"', { submission: 'served-2' })).toEqual({ key: 'mine' });
    expect(keyNamed(undefined, { submission: 'x'.repeat(65) })).toBeUndefined();
    expect(keyNamed('"', { submission: 'served-2' })).toBe('unreadable');
  });
});

describe('the check step', () => {
  const form = { ...contact, language: 'it', privacyAccepted: 'true', step: 'summary' };
  const step = (sent: Record<string, unknown>, now: string) => {
    const content = contactOfForm(sent);
    const reading = readContact(content, protezioneCivile);
    return pageBeforeSending(sent, reading, content, protezioneCivile, { rules: lifeFirst, now: new Date(now) });
  };
  const carried = (page: ReturnType<typeof step>) => /name="submission" value="([^"]+)"/.exec(page?.body ?? '')?.[1];

  test('carries one key for both presses, though a ten-minute mark lies between them', () => {
    const submission = carried(step(form, '2026-09-11T14:49:50.000Z'));
    const press = (receivedAt: string) => {
      const named = keyNamed(undefined, { submission });
      if (named === undefined || named === 'unreadable') throw new Error('the page carries a key');
      return accept({ key: named.key, receivedAt }).receipt.code;
    };
    expect(press('2026-09-11T14:49:59.400Z')).toBe(press('2026-09-11T14:50:00.400Z'));
  });

  test('keeps the key of a form that brings one, also through a change', () => {
    const sent = { ...form, submission: '0f7c' };
    expect(carried(step(sent, '2026-09-11T14:49:50.000Z'))).toBe('0f7c');
    expect(carried(step({ ...sent, step: 'edit' }, '2026-09-11T15:09:50.000Z'))).toBe('0f7c');
  });

  test('is kept by the citizen’s own browser only, so that going back shows it', () => {
    expect(step(form, '2026-09-11T14:49:50.000Z')?.headers['Cache-Control']).toBe('private, max-age=600');
  });
});

describe('reading a contact', () => {
  const pointers = (content: unknown) => {
    const reading = readContact(content, protezioneCivile);
    return 'issues' in reading
      ? mendAll(reading.issues, content, it).map(({ pointer }) => pointer.replace(/^#/, ''))
      : [];
  };

  test('names every wrong member at once', () => {
    expect(
      pointers({
        kind: 'gossip',
        name: '',
        email: 'nobody',
        message: 'x'.repeat(4001),
        privacyAccepted: false,
        colour: 'red',
      }).sort(),
    ).toEqual(['/colour', '/email', '/kind', '/message', '/name', '/privacyAccepted']);
  });

  test('asks for an e-mail or a phone, one of which is enough', () => {
    const { email: _none, ...unreachable } = contact;
    expect(pointers(unreachable)).toEqual(['/email']);
    expect(pointers({ ...unreachable, phone: '333 1234567' })).toEqual([]);
  });

  test('refuses a kind or a category that this service does not have', () => {
    expect(pointers({ ...contact, kind: 'story' })).toEqual(['/kind']);
    expect(pointers({ ...contact, category: 'astrology' })).toEqual(['/category']);
  });

  test('says of every wrong member what to mend', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 3 }), (content) => {
        const reading = readContact(content, protezioneCivile);
        expect('issues' in reading).toBe(true);
        if (!('issues' in reading)) return;
        const errors = mendAll(reading.issues, content, it);
        expect(errors.length).toBeGreaterThan(0);
        for (const { detail } of errors) expect(detail.length).toBeGreaterThan(10);
      }),
    );
  });

  test('counts a line’s end once, however it is sent', () => {
    const lines = (end: string) => ({ ...contact, message: `a${end}`.repeat(2000).slice(0, -end.length) });
    const [form, json] = [readContact(lines('\r\n'), protezioneCivile), readContact(lines('\n'), protezioneCivile)];
    expect(form).toEqual(json);
    expect(form).toHaveProperty('contact');
  });

  test.each([
    ['message', '\u200b\u3164'],
    ['name', '\u2800'],
  ])('refuses a %s that shows nothing', (member, unseen) => {
    expect(pointers({ ...contact, [member]: unseen })).toEqual([`/${member}`]);
  });

  test('takes an e-mail address with blanks around it', () => {
    expect(readContact({ ...contact, email: ' ada@example.org ' }, protezioneCivile)).toMatchObject({
      contact: { email: 'ada@example.org' },
    });
  });

  test.each([
    ['44,4123', 44.4123],
    ['-7.5', -7.5],
    ['0x2A', '0x2A'],
    ['1e1', '1e1'],
  ])('reads the degrees %s of a form as %s', (latitude, read) => {
    expect(contactOfForm({ place: { latitude } })).toEqual({ place: { latitude: read } });
  });

  test('takes a form as it takes JSON', () => {
    const form = {
      ...contact,
      step: 'send',
      privacyAccepted: 'true',
      attachments: 'a'.repeat(32),
      place: { municipality: 'Norcia', latitude: '42.79', longitude: '13.09' },
    };
    expect(readContact(contactOfForm(form), protezioneCivile)).toEqual({
      contact: {
        ...contact,
        attachments: ['a'.repeat(32)],
        place: { municipality: 'Norcia', latitude: 42.79, longitude: 13.09 },
      },
    });
  });
});

describe('a canary', () => {
  const receivedAt = '2026-09-11T15:00:00.000Z';
  const key = canaryKey('protezione-civile', Date.parse(receivedAt), hmac);

  test('is marked in the message, and gets a receipt like any contact', () => {
    const { accepted, receipt } = accept({ key });
    expect(ContactAccepted.parse(accepted)).toEqual(accepted);
    expect(accepted.canary).toBe(true);
    expect(receipt).toEqual({ ...accept({ key: 'any' }).receipt, code: receipt.code });
  });

  test('is none where it speaks of danger, whoever sent it', () => {
    const message = 'Ci sono persone sotto le macerie';
    expect(accept({ key, contact: { ...contact, message } }).accepted).not.toHaveProperty('canary');
  });

  test('is none by a key that is another service’s, old or made up', () => {
    const others = [
      canaryKey('familyline', Date.parse(receivedAt), hmac),
      canaryKey('protezione-civile', Date.parse(receivedAt) - 3_600_000, hmac),
      `canary-${Date.parse(receivedAt)}-${'0'.repeat(32)}`,
    ];
    for (const other of others) expect(accept({ key: other }).accepted).not.toHaveProperty('canary');
  });
});

describe('a call-back without a phone', () => {
  const { phone: _none, ...unreachable } = { ...contact, phone: undefined, callBack: 'any' };

  test.each([
    ['of a contact that is right otherwise', unreachable],
    ['of a contact that is wrong elsewhere too', { ...unreachable, name: '' }],
    ['of a contact whose phone is empty', { ...unreachable, email: undefined }],
  ])('%s is refused at the phone, saying why', (_what, content) => {
    const reading = readContact(JSON.parse(JSON.stringify(content)), protezioneCivile);
    if (!('issues' in reading)) throw new Error('it was taken');
    const wrong = mendAll(reading.issues, content, it);
    expect(wrong).toContainEqual({ detail: it.problems.phoneForCallBack, pointer: '/phone' });
  });

  test('with another word than those offered is refused at the choice', () => {
    const content = { ...contact, phone: '333 1234567', callBack: 'tonight' };
    const reading = readContact(content, protezioneCivile);
    if (!('issues' in reading)) throw new Error('it was taken');
    expect(mendAll(reading.issues, content, it)).toEqual([
      { detail: it.fields.callBack.invalid, pointer: '/callBack' },
    ]);
  });

  test('left open on the form is none', () => {
    const reading = readContact(contactOfForm({ ...contact, privacyAccepted: 'true' }), protezioneCivile);
    expect(reading).toHaveProperty('contact');
  });
});
