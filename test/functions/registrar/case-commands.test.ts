import { describe, expect, test } from '@jest/globals';
import { furtherCommand, registration, triaged } from '../../../functions/registrar/rules/case-commands.ts';
import type { ContactAccepted } from '../../../shared/contracts/contact.ts';
import { firstBrokenLink, openEntry } from '../../../shared/core/chain.ts';
import { kindOfQueue, type LetterKind, reasonOfDeath } from '../../../shared/core/dead-letters.ts';
import { PoisonMessage, secondsUntilRetry } from '../../../shared/core/failed-message.ts';
import { readAccepted } from '../../../shared/core/messages.ts';
import { contactIn } from '../../../shared/core/protocol.ts';
import { sha256 } from '../../../shared/shell/hashing.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import { contact, protezioneCivile } from '../../fixtures/contacts.ts';

const accepted: ContactAccepted = {
  contract: 'contact-accepted.v1',
  code: 'PC-7K3M-9QXT-4DHR-8WZA',
  service: 'protezione-civile',
  channel: 'form',
  receivedAt: '2026-09-11T15:00:00.000Z',
  firstAnswerDueAt: '2026-09-14T10:00:00.000Z',
  contact,
};
const register = (message: string, kind = contact.kind) =>
  registration({
    accepted: { ...accepted, contact: { ...contact, kind, message } },
    definition: protezioneCivile,
    rules: lifeFirst,
    registeredAt: '2026-09-11T15:00:01.000Z',
    salt: 'aa'.repeat(16),
    sha256,
  });

describe('registering', () => {
  test('says of a canary that it is one, where nobody can take it away unnoticed', () => {
    const given = { definition: protezioneCivile, rules: lifeFirst, registeredAt: accepted.receivedAt, sha256 };
    const entry = registration({ ...given, accepted: { ...accepted, canary: true }, salt: 'aa'.repeat(16) });
    expect(openEntry(entry)[0]).toMatchObject({ type: 'CaseOpened', canary: true });
    const unmarked = { ...entry, events: entry.events.replace(',"canary":true', '') };
    expect(unmarked).not.toEqual(entry);
    expect(firstBrokenLink([unmarked], sha256)).toBeDefined();
  });

  test('writes one entry, chained from the start, with the promise of the receipt', () => {
    const entry = register(contact.message);
    expect(firstBrokenLink([entry], sha256)).toBeUndefined();
    expect(entry.version).toBe(1);
    expect(openEntry(entry)[0]).toMatchObject({
      type: 'CaseOpened',
      lane: 'information',
      urgent: false,
      firstAnswerDueAt: accepted.firstAnswerDueAt,
    });
  });

  test('puts danger to life in the urgent lane and offers of help in their own', () => {
    expect(openEntry(register('Siamo intrappolati sotto le macerie'))[0]).toMatchObject({
      lane: 'urgent',
      urgent: true,
    });
    expect(openEntry(register('Offro coperte e acqua', 'help-offer'))[0]).toMatchObject({
      lane: 'help-offers',
      urgent: false,
    });
  });

  test('leads what is for experts to them at once, by when they owe it; danger to life goes to the desk', () => {
    const forExperts = (message: string) =>
      openEntry(
        registration({
          accepted: {
            ...accepted,
            expertsDueAt: '2026-09-16T10:00:00.000Z',
            contact: { ...contact, experts: 'risks', message },
          },
          definition: protezioneCivile,
          rules: lifeFirst,
          registeredAt: '2026-09-11T15:00:01.000Z',
          salt: 'aa'.repeat(16),
          sha256,
        }),
      );
    expect(forExperts('Che cosa vuol dire allerta arancione?').at(-1)).toEqual({
      type: 'Forwarded',
      by: 'sportello',
      to: 'Esperti dei rischi e dell’allerta',
      ask: expect.stringMatching(/^[0-9a-f]{16}$/),
      dueAt: '2026-09-16T10:00:00.000Z',
    });
    const urgent = forExperts('Siamo intrappolati sotto le macerie').map(({ type }) => type);
    expect(urgent).toEqual(['CaseOpened', 'ContactReceived']);
  });

  test('keeps what danger was heard only in the part that erasure removes', () => {
    const entry = register('Buongiorno. Mio marito mi picchia.');
    expect(openEntry(entry)[1]).toMatchObject({
      personal: { danger: { level: 'lane', kind: 'violence', evidence: 'Mio marito mi picchia' } },
    });
    expect(entry.events).not.toMatch(/violence|picchia/);
    expect(entry.personal).toContain('violence');
    const { personal: _erased, ...left } = entry;
    expect(JSON.stringify(openEntry(left))).not.toContain('violence');
  });

  test('keeps what was heard in what came with the words, which they alone do not tell', () => {
    const danger = { level: 'lane', kind: 'violence', evidence: 'Mi picchia', rule: 'it/violence/lane/1' } as const;
    const entry = registration({
      accepted: { ...accepted, urgent: true, danger, contact: { ...contact, message: 'In allegato la lettera.' } },
      definition: protezioneCivile,
      rules: lifeFirst,
      registeredAt: '2026-09-11T15:00:01.000Z',
      salt: 'aa'.repeat(16),
      sha256,
    });
    expect(openEntry(entry)).toMatchObject([{ lane: 'urgent', urgent: true }, { personal: { danger } }]);
    expect(entry.events).not.toMatch(/violence|picchia/i);
  });

  test('leaves what calls for advice alone in its lane, and says so to whoever works on it', () => {
    const entry = register('Che cosa si deve fare se si sente odore di gas?');
    expect(openEntry(entry)[0]).toMatchObject({ lane: 'information', urgent: false });
    expect(openEntry(entry)[1]).toMatchObject({ personal: { danger: { level: 'advice', kind: 'gas' } } });
  });

  test('keeps the digest of a mail, which the protocol registers as proof, and the names of its documents', () => {
    const mail = { original: 'incoming/1', sha256: 'f'.repeat(64), bytes: 2048 };
    const document = { document: 'a'.repeat(32), contentType: 'application/pdf', bytes: 10, sha256: 'e'.repeat(64) };
    const given: ContactAccepted = {
      ...accepted,
      channel: 'pec',
      mail,
      documents: [
        { ...document, fileName: 'istanza Bianchi.pdf' },
        { ...document, document: 'b'.repeat(32) },
      ],
    };
    const entry = registration({
      accepted: given,
      definition: protezioneCivile,
      rules: lifeFirst,
      registeredAt: '2026-09-11T15:00:01.000Z',
      salt: 'aa'.repeat(16),
      sha256,
    });
    const [, received, named, unnamed] = openEntry(entry);
    expect(received).toMatchObject({ type: 'ContactReceived', channel: 'pec', mail });
    expect(named).toMatchObject({ type: 'AttachmentAttached', personal: { fileName: 'istanza Bianchi.pdf' } });
    expect(unnamed).not.toHaveProperty('personal');
    expect(entry.events).not.toContain('istanza');
    expect(contactIn([entry], accepted.code, protezioneCivile)).toMatchObject({ sha256: mail.sha256 });
    expect(
      furtherCommand(
        { ...given, joins: accepted.code },
        triaged(given, protezioneCivile, lifeFirst),
        protezioneCivile,
        accepted.receivedAt,
      ),
    ).toMatchObject({
      contact: { mail },
      documents: [{ personal: { fileName: 'istanza Bianchi.pdf' } }, {}],
    });
  });

  test('keeps everything personal apart from what the hash covers', () => {
    const { events, personal } = register(contact.message);
    for (const word of ['Ada', 'Bianchi', 'ada.bianchi@example.org', 'piano']) {
      expect(events).not.toContain(word);
      expect(personal).toContain(word);
    }
  });
});

describe('a message from the queue', () => {
  test('that is sound is read; members that a later version adds are no obstacle', () => {
    expect(readAccepted(JSON.stringify({ ...accepted, addedLater: true }), 'protezione-civile').code).toBe(
      accepted.code,
    );
  });

  test.each([
    ['no JSON', '{"code":'],
    ['another contract', JSON.stringify({ ...accepted, contract: 'contact-accepted.v9' })],
    ['a lone surrogate for a code', JSON.stringify({ ...accepted, code: '\ud800' })],
    ['another service', JSON.stringify({ ...accepted, service: 'familyline' })],
  ])('with %s is poison, and the reason is told', (_what, body) => {
    expect(() => readAccepted(body, 'protezione-civile')).toThrow(PoisonMessage);
    expect(reasonOfDeath(body, 'protezione-civile', 20, 'contacts')).toMatch(/not JSON|does not hold|in the queue of/);
  });

  test('comes back soon after a passing failure, slower each time, and its twenty tries outlast five minutes', () => {
    const waits = Array.from({ length: 20 }, (_, tries) => secondsUntilRetry(new Error('down'), tries + 1, 0.999));
    expect(waits[0]).toBeLessThanOrEqual(1);
    expect(waits.reduce((sum, seconds) => sum + seconds, 0)).toBeGreaterThan(300);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60);
    expect(secondsUntilRetry(new PoisonMessage('x'), 3, 0)).toBe(0);
  });

  const about = { service: 'protezione-civile', caseId: accepted.code };
  const arrived = {
    Records: [
      {
        eventVersion: '2.1',
        eventName: 'ObjectCreated:Put',
        eventTime: '2026-11-22T09:00:00.000Z',
        s3: { bucket: { name: 'mails' }, object: { key: 'incoming/1', size: 10, eTag: 'e' } },
      },
    ],
  };
  const sound: [LetterKind, object][] = [
    ['contacts', accepted],
    ['attachments', { contract: 'attachments-offered.v1', ...about }],
    [
      'protocol',
      { contract: 'formal-contact.v1', ...about, contact: accepted.code, receivedAt: '2026-11-22T09:00:00.000Z' },
    ],
    ['mails', arrived],
    ['scans', arrived],
  ];

  test.each(sound)(
    'of the kind %s that is dead though it is sound says so, and one of another kind does not',
    (kind, body) => {
      const reason = (message: object) => reasonOfDeath(JSON.stringify(message), 'protezione-civile', 20, kind);
      expect(reason(body)).toMatch(/in 20 tries; bring it back/);
      for (const [, other] of sound)
        if (other !== body) expect(reason(other)).toMatch(/does not hold|no message of S3/);
    },
  );

  test('of a queue that is none of ours is kept with that reason', () => {
    expect(reasonOfDeath('{}', 'protezione-civile', 20, undefined)).toBe('it comes from a queue that is none of ours');
  });

  test('tells its kind by the name of its queue', () => {
    const named = (what: string) => kindOfQueue(`${what}DeadLetters`);
    expect(['Contacts', 'AttachmentsDue', 'ProtocolDue', 'MailArrived', 'ScanArrived', 'Else'].map(named)).toEqual([
      'contacts',
      'attachments',
      'protocol',
      'mails',
      'scans',
      undefined,
    ]);
  });
});
