import { describe, expect, test } from '@jest/globals';
import { registration } from '../../functions/registrar/rules/case-commands.ts';
import { readAccepted } from '../../shared/core/messages.ts';
import { randomHex, sha256 } from '../../shared/shell/hashing.ts';
import type { DeadLetter } from '../../shared/shell/stores/dead-letters.ts';
import { isLeftInInbox } from '../../shared/shell/stores/inbox.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import { ageText, bringBack, chosen, mailSubject, queueOf } from '../../tools/redrive.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';
import { memoryRegister } from '../stores/memory-register.ts';
import { acceptedOf, codeOf } from './register-of.ts';

const service = 'protezione-civile';
const letterOf = (number: number, more: Partial<DeadLetter> = {}): DeadLetter => ({
  letterId: `letter-${number}`,
  service,
  queue: 'records-protezionecivileContactsDeadLetters',
  reason: 'a sound contact that the register did not take',
  receives: 20,
  sentAt: `2026-11-20T10:00:0${number}.000Z`,
  keptAt: '2026-11-20T11:00:00.000Z',
  body: JSON.stringify(acceptedOf(number)),
  ...more,
});

describe('bringing dead letters back', () => {
  test('removes a kept letter only after its message is in the queue again', async () => {
    const happened: string[] = [];
    const done = await bringBack([letterOf(1), letterOf(2)], {
      send: async (to, body) => void happened.push(`sent ${readAccepted(body, to).code}`),
      remove: async (letterId) => void happened.push(`removed ${letterId}`),
    });
    expect(happened).toEqual([`sent ${codeOf(1)}`, 'removed letter-1', `sent ${codeOf(2)}`, 'removed letter-2']);
    expect(done).toEqual({ back: ['letter-1', 'letter-2'], left: [] });
  });

  test('keeps a letter that could not be sent, says why, and goes on with the others', async () => {
    const kept = new Set(['letter-1', 'letter-2']);
    const done = await bringBack([letterOf(1), letterOf(2)], {
      send: async (_service, body) => {
        if (body.includes(codeOf(1))) throw new Error('the queue is down');
      },
      remove: async (letterId) => void kept.delete(letterId),
    });
    expect([...kept]).toEqual(['letter-1']);
    expect(done).toEqual({ back: ['letter-2'], left: [{ letterId: 'letter-1', because: 'the queue is down' }] });
  });

  test('killed between sending and removing doubles the message, and the register still holds one case', async () => {
    const kept = new Map([['letter-1', letterOf(1)]]);
    const queue: string[] = [];
    const send = async (_service: string, body: string) => void queue.push(body);
    const killed = async () => {
      throw new Error('killed');
    };
    await bringBack([...kept.values()], { send, remove: killed });
    await bringBack([...kept.values()], { send, remove: async (letterId) => void kept.delete(letterId) });
    expect([queue.length, kept.size]).toEqual([2, 0]);
    const register = memoryRegister();
    const outcomes: string[] = [];
    for (const body of queue) {
      const entry = registration({
        accepted: readAccepted(body, service),
        definition: protezioneCivile,
        rules: lifeFirst,
        registeredAt: '2026-11-22T10:00:00.000Z',
        salt: randomHex(),
        sha256,
      });
      outcomes.push(await register.append(entry));
    }
    expect(outcomes).toEqual(['appended', 'taken']);
  });
});

describe('the queue that a dead letter goes back to', () => {
  const environments = {
    intake: { SERVICE: service, INBOX_TABLE: 'inbox', QUEUE_URL: 'contacts' },
    registrar: {
      SERVICE: service,
      REGISTER_TABLE: 'register',
      QUEUE_URL: 'contacts',
      ATTACHMENTS_QUEUE_URL: 'attachments-due',
      PROTOCOL_QUEUE_URL: 'protocol-due',
      RECEIPT_SECRET_ID: 'secret',
      ROOTS_TABLE: 'roots',
    },
    protocol: { SERVICE: service, REGISTER_TABLE: 'register', PROTOCOL_TABLE: 'protocol', QUEUE_URL: 'protocol-due' },
    attachments: { SERVICE: service, ATTACHMENTS_BUCKET: 'attachments', QUEUE_URL: 'attachments-due' },
    mail: { SERVICE: service, MAIL_BUCKET: 'mails', ARRIVED_QUEUE_URL: 'mail-arrived' },
    scans: { SERVICE: service, SCANS_BUCKET: 'scans', ARRIVED_QUEUE_URL: 'scan-arrived' },
    elsewhere: { SERVICE: 'familyline', SCANS_BUCKET: 'scans', ARRIVED_QUEUE_URL: 'another' },
  };

  test('is the one it came from, by what it is', () => {
    const kinds = ['contacts', 'attachments', 'protocol', 'mails', 'scans'] as const;
    expect(kinds.map((kind) => queueOf({ environments }, service, kind))).toEqual([
      'contacts',
      'attachments-due',
      'protocol-due',
      'mail-arrived',
      'scan-arrived',
    ]);
  });

  test('is none where no function of the service reads such messages', () => {
    expect(() => queueOf({ environments }, 'familyline', 'mails')).toThrow('no function of familyline');
  });
});

describe('choosing dead letters', () => {
  test('goes by service and by a part of the queue’s name, oldest first', () => {
    const letters = [letterOf(2), letterOf(1), letterOf(3, { service: 'familyline', queue: 'familylineContacts' })];
    expect(chosen(letters).map(({ letterId }) => letterId)).toEqual(['letter-1', 'letter-2', 'letter-3']);
    expect(chosen(letters, 'familyline')).toHaveLength(1);
    expect(chosen(letters, undefined, 'PROTEZIONE')).toHaveLength(2);
    expect(chosen(letters, 'familyline', 'protezione')).toHaveLength(0);
  });
});

describe('what a list of dead letters shows', () => {
  test('tells ages as people do', () => {
    expect([ageText(-5), ageText(59_999), ageText(3_599_000), ageText(86_399_000), ageText(200_000_000)]).toEqual([
      '0 s',
      '59 s',
      '59 min',
      '23 h',
      '2 d',
    ]);
  });

  test('names the case of a mail, and shows one that cannot be read', () => {
    const mail = { contract: 'mail-due.v1', caseId: codeOf(1), service, to: 'ada@example.org', raw: 'TQ==' };
    expect(mailSubject(JSON.stringify({ ...mail, composedAt: '2026-11-20T10:00:00.000Z' }))).toEqual({
      service,
      caseId: codeOf(1),
    });
    expect(mailSubject('not a mail')).toEqual({ service: 'unknown', caseId: 'unreadable' });
  });
});

describe('the inbox of a service', () => {
  const now = new Date('2026-11-20T10:05:00.000Z');
  const item = (receivedAt: string) => ({ caseId: codeOf(1), message: JSON.stringify(acceptedOf(1, receivedAt)) });

  test('is left to the registrar for five minutes, then swept and brought back', () => {
    const [late, fresh] = [item('2026-11-20T10:00:00.000Z'), item('2026-11-20T10:00:00.001Z')];
    expect([late, fresh].filter((one) => isLeftInInbox(one, now))).toEqual([late]);
  });

  test('gives back what nobody can read, for its reason to be kept with it', () => {
    const unreadable = { caseId: codeOf(1), message: 'none' };
    expect(isLeftInInbox(unreadable, now)).toBe(true);
  });
});
