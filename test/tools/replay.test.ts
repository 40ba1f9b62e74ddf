import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readContact } from '../../functions/intake/rules/read-contact.ts';
import { maximumMessageLength } from '../../shared/contracts/contact.ts';
import { receiptCodeOf } from '../../tools/mailed-codes.ts';
import {
  contactOf,
  cut,
  keyOfLine,
  type Outcome,
  type Registered,
  readRequests,
  tallyOf,
  tallyTable,
  waitOf,
} from '../../tools/replay.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { codeOf } from './register-of.ts';

const request = fc.record({
  receivedAt: fc.constant('2016-08-25T20:00:00+02:00'),
  kind: fc.constantFrom('need' as const, 'offer' as const, 'report' as const),
  text: fc.string({ minLength: 1, maxLength: 6000, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
  details: fc.option(fc.string({ maxLength: 600 })),
  place: fc.option(fc.string({ maxLength: 300, unit: 'grapheme' })),
});

describe('a request of the past as a contact', () => {
  test('is one that intake takes, whatever was written', () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 1, max: 100_000 }), (past, line) => {
        expect(readContact(contactOf(past, line), protezioneCivile)).toHaveProperty('contact');
      }),
    );
  });

  test('is the same for the same line, and its address is nobody’s', () => {
    const past = { receivedAt: '2016-08-25T20:00:00+02:00', kind: 'need' as const, text: 'Acqua', place: 'Amatrice' };
    expect(contactOf(past, 7)).toEqual(contactOf(past, 7));
    expect(contactOf(past, 7)).toMatchObject({
      kind: 'intervention',
      email: 'citizen-0007@example.org',
      language: 'it',
      place: { municipality: 'Amatrice' },
    });
  });

  test('keeps a long text to its limit, shows that it was longer, and breaks no character', () => {
    const long = contactOf({ receivedAt: '2016-08-25T20:00:00Z', kind: 'report', text: '🏚'.repeat(3000) }, 1).message;
    expect(long.length).toBeLessThanOrEqual(maximumMessageLength);
    expect(long.endsWith(' […]')).toBe(true);
    expect(long.isWellFormed()).toBe(true);
    expect(cut('breve', 5)).toBe('breve');
  });

  test('has a key of its own in its file, wherever the file lies', () => {
    expect(keyOfLine('/a/x.jsonl', 3)).toBe(keyOfLine('/b/x.jsonl', 3));
    expect(new Set([keyOfLine('x', 3), keyOfLine('x', 4), keyOfLine('y', 3)]).size).toBe(3);
  });
});

describe('a file of requests', () => {
  test('is read with the numbers of its lines, blank ones aside', () => {
    const line = '{"receivedAt":"2016-08-25T20:00:00+02:00","kind":"offer","text":"Tende","details":null,"place":null}';
    expect(readRequests(`${line}\n\n${line}\n`).map((read) => read.line)).toEqual([1, 3]);
  });

  test('is refused with the number of the first line that is wrong', () => {
    expect(() => readRequests('{}\n')).toThrow(/line 1 is not a request/);
    expect(() => readRequests('\n{')).toThrow(/line 2 is not JSON/);
  });
});

describe('waiting for a service that says later', () => {
  test('lasts as long as Retry-After says in seconds, and a second when it says nothing that can be read', () => {
    expect([waitOf('5'), waitOf(null), waitOf('Sun, 06 Nov 1994 08:49:37 GMT'), waitOf('100000')]).toEqual([
      5000, 1000, 1000, 60_000,
    ]);
  });
});

describe('the count of a replay', () => {
  const receipt = (line: number, number: number): Outcome => ({
    line,
    code: codeOf(number),
    receivedAt: `2026-11-20T10:00:0${line}.000Z`,
    tries: 1,
  });
  const registered = (at: string, more: Partial<Registered> = {}): Registered => ({
    at,
    kind: 'report',
    lane: 'help-requests',
    urgent: false,
    ...more,
  });

  test('tells new cases from those that stood, and names what is lost', () => {
    const outcomes: Outcome[] = [
      receipt(1, 1),
      receipt(2, 2),
      receipt(3, 2),
      receipt(4, 3),
      receipt(5, 4),
      { line: 6, refused: '422 …', tries: 1 },
    ];
    const register = new Map([
      [codeOf(1), registered('2026-11-20T10:00:01.500Z')],
      [codeOf(2), registered('2026-11-20T10:00:02.500Z', { lane: 'urgent', urgent: true })],
      [codeOf(3), registered('2026-11-01T10:00:00.000Z', { kind: 'help-offer', lane: 'help-offers' })],
    ]);
    const tally = tallyOf(outcomes, register, new Set([codeOf(1), codeOf(3)]));
    expect(tally).toEqual({
      sent: 6,
      accepted: 5,
      refused: 1,
      registered: 2,
      mails: 1,
      urgent: 1,
      duplicates: 2,
      lost: [codeOf(4)],
      cases: [
        { kind: 'help-offer', lane: 'help-offers', cases: 1, urgent: 0 },
        { kind: 'report', lane: 'help-requests', cases: 1, urgent: 0 },
        { kind: 'report', lane: 'urgent', cases: 1, urgent: 1 },
      ],
    });
    expect(tallyTable(tally)).toMatch(/^registered +2$/m);
    expect(tallyTable(tally)).toMatch(/^report +urgent +1 +1$/m);
  });

  test('of a second run shows no new case', () => {
    const register = new Map([[codeOf(1), registered('2026-11-20T10:00:00.900Z')]]);
    expect(tallyOf([receipt(1, 1)], register, new Set([codeOf(1)]))).toMatchObject({
      registered: 0,
      mails: 0,
      duplicates: 1,
      lost: [],
    });
  });
});

describe('a receipt among the mails', () => {
  test('is known by its Message-ID', () => {
    const call = (raw: string) =>
      new URLSearchParams({
        Action: 'SendRawEmail',
        'RawMessage.Data': Buffer.from(raw).toString('base64'),
      }).toString();
    expect(receiptCodeOf(call(`Message-ID: <${codeOf(1)}.receipt@example.org>\r\n\r\nciao`))).toBe(codeOf(1));
    expect(receiptCodeOf(call('Message-ID: <other@example.org>\r\n\r\nciao'))).toBeUndefined();
  });
});
