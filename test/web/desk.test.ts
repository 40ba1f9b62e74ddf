import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { recordedContact, wrongIn } from '../../functions/desk/rules/recorded-contact.ts';
import { attachmentTypes, maximumAttachmentBytes } from '../../shared/contracts/attachment.ts';
import { maximumAttachments } from '../../shared/contracts/contact.ts';
import { DeskCase, DocumentReading, RecordedContact, recordedChannels } from '../../shared/contracts/desk.ts';
import { kinds } from '../../shared/contracts/kind.ts';
import { languages } from '../../shared/contracts/text.ts';
import { WorklistView } from '../../shared/contracts/worklist.ts';
import { spellingOf } from '../../shared/core/cases/receipt-code.ts';
import { sha256 } from '../../shared/shell/hashing.ts';
import { lifeFirst } from '../../shared/texts/danger/lists.ts';
import {
  type Change,
  changesBetween,
  hasOnlyLeft,
  laterMessages,
  phonesOf,
  textInScan,
  waitsToLeave,
} from '../../web/console/desk/case-changes.ts';
import {
  backDays,
  type ContactDraft,
  contactOf,
  filesTaken,
  hourOf,
  needsReason,
  newContactDraft,
  receivedAtOf,
  wrongInContact,
  wrongInFile,
} from '../../web/console/desk/contact-draft.ts';
import { typedNumber, writtenNumber } from '../../web/console/desk/protocol-numbers.ts';
import { nothingTyped, readingIn, typedFrom, wrongFields, wrongInTyped } from '../../web/console/desk/typed-words.ts';
import { badgesOf, byLane, dueWhat, readPages, urgentFirst } from '../../web/console/desk/worklist-pages.ts';
import { dayWord, dueIn } from '../../web/console/kit/due.ts';
import { deskTexts } from '../../web/console/kit/texts.ts';
import { troubleOf, troubles } from '../../web/console/kit/trouble.ts';
import { Refused } from '../../web/console/session/api.ts';
import { draftsOf } from '../../web/console/session/kept-drafts.ts';
import { hmac } from '../fixtures/case-events.ts';
import { protezioneCivile } from '../fixtures/contacts.ts';

/** Saturday 12 September 2026, 10:00 in Rome. */
const now = Date.parse('2026-09-12T08:00:00.000Z');
const example = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../events/${name}.example.json`, import.meta.url), 'utf8'));
const deskCase = DeskCase.parse(example('desk-case.v1'));
const worklist = WorklistView.parse(example('worklist.v1'));
const [urgentItem, paperItem] = worklist.items as [WorklistView['items'][number], WorklistView['items'][number]];

describe('a due time', () => {
  test.each([
    ['2026-09-12T08:00:00.000Z', { late: false, days: 0, hours: 0, minutes: 0 }],
    ['2026-09-12T10:05:59.000Z', { late: false, days: 0, hours: 2, minutes: 5 }],
    ['2026-09-14T11:00:00.000Z', { late: false, days: 2, hours: 3, minutes: 0 }],
    ['2026-09-12T07:59:30.000Z', { late: true, days: 0, hours: 0, minutes: 0 }],
    ['2026-09-11T06:50:00.000Z', { late: true, days: 1, hours: 1, minutes: 10 }],
  ])('%s is told by what is left of it, or how late it is', (instant, due) => {
    expect(dueIn(instant, now)).toEqual(due);
  });

  test.each([
    ['2026-09-11T22:00:00.000Z', 'today'],
    ['2026-09-11T21:59:59.000Z', 'yesterday'],
    ['2026-09-12T22:00:00.000Z', 'tomorrow'],
    ['2026-09-13T22:00:00.000Z', undefined],
    ['2026-09-10T21:59:59.000Z', undefined],
  ])('%s falls on the day of Rome, not of UTC', (instant, word) => {
    expect(dayWord(instant, now)).toBe(word);
  });

  test.each(languages)('that is over says so in words, in %s', (language) => {
    const { due } = deskTexts[language];
    const span = due.span({ days: 0, hours: 3, minutes: 10 });
    expect(due.late(span)).toMatch(/ritardo|[Ll]ate|[Vv]erspätet/);
    expect(due.late(span)).toContain(span);
    expect(due.left(span)).not.toMatch(/ritardo|[Ll]ate|[Vv]erspätet/);
  });
});

describe('the worklist', () => {
  const item = (caseId: string) => ({ ...urgentItem, caseId });
  const paged =
    (...pages: string[][]) =>
    async (cursor: string | undefined): Promise<WorklistView> => {
      const index = Number(cursor ?? 0);
      return {
        service: 'protezione-civile',
        items: (pages[index] ?? []).map(item),
        ...(index + 1 < pages.length ? { next: String(index + 1) } : {}),
      };
    };
  const shown = async (pages: number, ...all: string[][]) => {
    const { items, more } = await readPages(paged(...all), pages);
    return [items.map(({ caseId }) => caseId), more];
  };

  test('shows as many pages as were asked for, and says whether there are more', async () => {
    expect(await shown(1, ['a', 'b'], ['c'])).toEqual([['a', 'b'], true]);
    expect(await shown(2, ['a', 'b'], ['c'])).toEqual([['a', 'b', 'c'], false]);
    expect(await shown(5, ['a'])).toEqual([['a'], false]);
  });

  test('shows a case once that moved to a later page while it was read', async () => {
    expect(await shown(2, ['a', 'b'], ['b', 'c'])).toEqual([['a', 'b', 'c'], false]);
  });

  test('keeps the lanes in the order in which they came', () => {
    const items = ['urgent', 'urgent', 'information', 'complaints'].map((lane) => ({ ...urgentItem, lane }));
    expect([...byLane(items).keys()]).toEqual(['urgent', 'information', 'complaints']);
  });

  test('says in words what a case asks for: danger first, then what is to be done', () => {
    const words = badgesOf({ ...paperItem, urgent: true, language: 'de' }).map(({ what }) => what);
    expect(words).toEqual(['danger', 'toBeRead', 'callBack', 'protocol', 'contacts', 'language']);
    expect(badgesOf(paperItem)).toContainEqual({ what: 'callBack', attempts: 1 });
    expect(badgesOf({ ...urgentItem, urgent: false })).toEqual([]);
    expect(badgesOf({ ...urgentItem, formal: true }).map(({ what }) => what)).toEqual(['danger', 'formal']);
  });

  test('says whether the call back or the answer is due', () => {
    expect(dueWhat(paperItem)).toBe('callBack');
    expect(dueWhat({ dueAt: '2026-09-15T15:59:00.000Z', callBack: paperItem.callBack })).toBe('answer');
    expect(dueWhat(urgentItem)).toBe('answer');
  });

  test('puts held mails that speak of danger before the others, in the order in which they came', () => {
    const mails = [false, true, false, true].map((urgent, index) => ({ urgent, index }));
    expect(urgentFirst(mails).map(({ index }) => index)).toEqual([1, 3, 0, 2]);
  });
});

describe('a contact recorded by hand', () => {
  const draft: ContactDraft = {
    ...newContactDraft(now, 'key-1'),
    kind: 'complaint',
    message: 'Il 7 settembre lo sportello era chiuso.',
  };
  const on = (day: string, hour = '') => ({ ...draft, day, hour });
  const wrong = (changed: Partial<ContactDraft>) =>
    wrongInContact({ ...draft, ...changed }, protezioneCivile.codePrefix, now);
  const parsed = (of: ContactDraft) => RecordedContact.parse(contactOf(of, now));

  test('came at noon of its day where nobody knows the hour, and never later than now', () => {
    expect(receivedAtOf(on('2026-09-10'), now)).toBe('2026-09-10T10:00:00.000Z');
    expect(receivedAtOf(on('2026-09-10', '16:30'), now)).toBe('2026-09-10T14:30:00.000Z');
    expect(receivedAtOf(on('2026-09-12'), now)).toBe('2026-09-12T08:00:00.000Z');
    expect(receivedAtOf(on(''), now)).toBeUndefined();
  });

  test('a call or a visit of today came now unless somebody says the hour; one of another day has none', () => {
    const afternoon = Date.parse('2026-09-12T14:04:30.000Z');
    for (const channel of ['phone', 'in-person'] as const) {
      const today = { ...on('2026-09-12'), channel };
      expect(hourOf(today, afternoon)).toBe('16:04');
      expect(receivedAtOf(today, afternoon)).toBe('2026-09-12T14:04:30.000Z');
      expect(hourOf({ ...today, hour: '09:00' }, afternoon)).toBe('09:00');
      expect(hourOf({ ...on('2026-09-10'), channel }, afternoon)).toBe('');
      expect(receivedAtOf({ ...on('2026-09-10'), channel }, afternoon)).toBe('2026-09-10T10:00:00.000Z');
    }
    const letter = { ...on('2026-09-12'), channel: 'letter' } as const;
    expect(hourOf(letter, afternoon)).toBe('');
    expect(receivedAtOf(letter, afternoon)).toBe('2026-09-12T10:00:00.000Z');
  });

  test('says what is missing or wrong, field by field', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ kind: '', message: ' ', email: 'ada@', phone: '12' })).toEqual([
      'kind',
      'message',
      'email',
      'phone',
    ]);
    expect(wrong({ day: '' })).toEqual(['receivedAt']);
    expect(wrong({ day: '2026-09-13' })).toEqual(['receivedFuture']);
    expect(wrong({ day: '2025-09-11' })).toEqual(['receivedFar']);
    expect(wrong({ day: '2026-08-01' })).toEqual(['lateBecause']);
    expect(wrong({ day: '2026-08-01', lateBecause: 'Era in un’altra stanza' })).toEqual([]);
    expect(wrong({ callBack: 'morning' })).toEqual(['phoneNeeded']);
    expect(wrong({ pages: '0' })).toEqual(['pages']);
    expect(wrong({ pages: '0', channel: 'in-person' })).toEqual([]);
    expect(wrong({ joins: 'PC-123' })).toEqual(['joins']);
  });

  test('says how the person may be reached, and promises no call to whom a call would endanger', () => {
    const asking = { ...draft, phone: '+39 333 123 4567', callBack: 'morning' } as const;
    expect(parsed(asking)).toMatchObject({ callBack: 'morning' });
    expect(parsed(asking)).not.toHaveProperty('safeContact');
    expect(parsed({ ...asking, safeContact: 'no-mail' })).toMatchObject({
      callBack: 'morning',
      safeContact: 'no-mail',
    });
    for (const safeContact of ['no-phone', 'conversation-only'] as const) {
      expect(parsed({ ...asking, safeContact })).toMatchObject({ safeContact });
      expect(parsed({ ...asking, safeContact })).not.toHaveProperty('callBack');
      expect(wrong({ ...asking, phone: '', safeContact })).toEqual([]);
    }
  });

  test('is taken by the desk whenever the form finds nothing wrong, however it is filled in', () => {
    const some = fc.constantFrom('', ' ', 'Ada', 'Rossi-Müller');
    const drafts = fc.record({
      channel: fc.constantFrom(...recordedChannels),
      back: fc.oneof(fc.integer({ min: 0, max: backDays.freely }), fc.integer({ min: -2, max: backDays.most + 2 })),
      hour: fc.constantFrom('', '00:00', '09:59', '10:00', '23:59'),
      lateBecause: fc.constantFrom('', 'Era in un’altra stanza'),
      kind: fc.constantFrom('' as const, 'complaint' as const, 'information' as const),
      name: some,
      subject: some,
      email: fc.constantFrom('', 'ada@example.org', 'ada@', 'ada example'),
      phone: fc.constantFrom('', '+39 333 123 4567', '12', '06/123.456', 'x'),
      message: fc.constantFrom('', '  ', 'Era chiuso.\nPerché?'),
      safeContact: fc.constantFrom('' as const, 'any' as const, 'no-mail' as const, 'no-phone' as const),
      pages: fc.constantFrom('', '1', '10000', '10001', '-1', 'due'),
      formal: fc.boolean(),
      joins: fc.constantFrom('', 'pc 7k3m 9qxt 4dhr 8wza', 'PC-7K3M'),
      callBack: fc.constantFrom('none' as const, 'any' as const, 'afternoon' as const),
    });
    let taken = 0;
    fc.assert(
      fc.property(drafts, ({ back, ...given }) => {
        const day = new Date(now - back * 86_400_000).toISOString().slice(0, 10);
        const filled = { ...draft, ...given, day };
        if (wrongInContact(filled, 'PC', now).length > 0) return;
        taken += 1;
        expect(wrongIn(parsed(filled), protezioneCivile, new Date(now))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    // About sixty of three thousand: never so few by chance.
    expect(taken).toBeGreaterThan(10);
  });

  test('may be back-dated exactly as far as the desk takes it', () => {
    const at = (ago: number, lateBecause: string) => {
      const wall = new Date(now - ago + 2 * 3_600_000).toISOString();
      return { ...draft, day: wall.slice(0, 10), hour: wall.slice(11, 16), lateBecause };
    };
    const minute = 60_000;
    for (const edge of [backDays.freely, backDays.most].map((days) => days * 86_400_000)) {
      for (const ago of [edge - minute, edge, edge + minute]) {
        for (const lateBecause of ['', 'Era in un’altra stanza']) {
          const filled = at(ago, lateBecause);
          const found = wrongIn(parsed(filled), protezioneCivile, new Date(now)).length;
          expect([ago, lateBecause, wrongInContact(filled, 'PC', now).length]).toEqual([ago, lateBecause, found]);
        }
      }
    }
    expect(needsReason(at(backDays.freely * 86_400_000, ''), now)).toBe(false);
  });

  test('carries its files, of the types, the sizes and the number that the center takes', () => {
    const files = [{ id: 'a'.repeat(32), name: 'frana.jpg' }];
    expect(parsed({ ...draft, files })).toMatchObject({ attachments: ['a'.repeat(32)] });
    expect(parsed({ ...draft, files: [] }).attachments).toBeUndefined();
    expect(filesTaken).toEqual({
      types: [...attachmentTypes],
      bytes: maximumAttachmentBytes,
      most: maximumAttachments,
    });
    const wrong = (type: string, size: number) => wrongInFile({ type, size });
    expect([wrong('application/pdf', 1), wrong('image/png', filesTaken.bytes)]).toEqual([undefined, undefined]);
    expect([wrong('', 1), wrong('image/tiff', 1), wrong('image/png', 0)]).toEqual([
      'wrongType',
      'wrongType',
      'wrongSize',
    ]);
    expect(wrong('image/jpeg', filesTaken.bytes + 1)).toBe('wrongSize');
  });

  test('carries only what its channel can have', () => {
    const full = {
      ...draft,
      pages: '2',
      senderReference: 'prot. 12',
      formal: true,
      address: ' Via Roma 1 ',
      municipality: '',
      requester: 'company' as const,
    };
    expect(parsed(full)).toMatchObject({
      pages: 2,
      senderReference: 'prot. 12',
      formal: true,
      place: { address: 'Via Roma 1' },
      requester: 'company',
    });
    const spoken = parsed({ ...full, channel: 'phone' });
    expect(Object.keys(spoken)).not.toEqual(expect.arrayContaining(['pages']));
    expect([spoken.pages, spoken.senderReference, spoken.formal]).toEqual([undefined, undefined, undefined]);
  });

  test('pressed twice is one contact; a text that was changed in between is another', () => {
    const code = (of: ContactDraft) =>
      recordedContact({
        recorded: parsed(of),
        joins: undefined,
        recordedBy: { subject: 'carla-1', name: 'Carla Villa' },
        definition: protezioneCivile,
        rules: lifeFirst,
        periods: [],
        key: of.key,
        now: new Date(now),
        hmac,
        sha256,
      }).receipt.code;
    const yesterday = on('2026-09-11');
    expect(code(yesterday)).toBe(code({ ...yesterday }));
    expect(code({ ...yesterday, message: 'Altro' })).not.toBe(code(yesterday));
    expect(code({ ...yesterday, key: 'key-2' })).not.toBe(code(yesterday));
  });
});

describe('what is typed of a scan', () => {
  test('is a reading that the desk takes, without empty members', () => {
    const typed = {
      ...nothingTyped,
      message: ' Chiedo notizie. ',
      name: 'Ada',
      surname: ' ',
      kind: 'complaint' as const,
    };
    expect(DocumentReading.parse(readingIn(typed, deskCase.code, false))).toEqual({
      contact: deskCase.code,
      language: 'it',
      kind: 'complaint',
      name: 'Ada',
      message: 'Chiedo notizie.',
    });
    expect(wrongInTyped(nothingTyped, false)).toEqual(['message']);
  });

  test('leads what the center finds wrong to its field, and keeps what no field stands for', () => {
    const found = [
      { pointer: '#/email', detail: 'wrong' },
      { pointer: '#/place/address', detail: 'too long' },
    ];
    expect(wrongFields(found, ['email', 'phone'])).toEqual({ known: ['email'], rest: [found[1]] });
  });

  test('may begin with the text that the scan carried itself, as long as it waits to be read', () => {
    const [first] = deskCase.contacts as [DeskCase['contacts'][number]];
    const scan = { ...first, message: 'Testo', paper: { toBeRead: true, textLayer: true } };
    expect(textInScan(scan)).toBe('Testo');
    expect(textInScan({ ...scan, paper: { toBeRead: true } })).toBeUndefined();
  });

  test('is there again to be corrected, whole, and sent as a correction', () => {
    const [first] = deskCase.contacts as [DeskCase['contacts'][number]];
    const reading = {
      at: '2026-09-11T16:00:00.000Z',
      by: 'Carla Villa',
      name: 'Ada',
      message: 'Una buca.',
      place: { municipality: 'Norcia' },
      reference: 'prot. 12',
    };
    const again = typedFrom(reading, { kind: 'report', category: 'law', language: 'de' }, first);
    expect(DocumentReading.parse(readingIn(again, deskCase.code, true))).toEqual({
      contact: deskCase.code,
      corrects: true,
      kind: 'report',
      category: 'law',
      language: 'de',
      name: 'Ada',
      message: 'Una buca.',
      place: { municipality: 'Norcia' },
      senderReference: 'prot. 12',
    });
  });
});

describe('a case that changed while somebody acted', () => {
  const later = (more: Partial<DeskCase>): DeskCase => ({ ...deskCase, version: deskCase.version + 1, ...more });
  const changes = (more: Partial<DeskCase>): Change[] => changesBetween(deskCase, later(more));
  const at = '2026-09-11T16:00:00.000Z';
  const [contact] = deskCase.contacts as [DeskCase['contacts'][number]];

  test('tells nothing of the same version, and something of any other', () => {
    expect(changesBetween(deskCase, { ...deskCase, stage: 'closed' })).toEqual([]);
    expect(changes({})).toEqual([{ what: 'other' }]);
  });

  test('is no news where one’s own answer has only left', () => {
    const answer = {
      answer: 'a'.repeat(16),
      by: 'Carla Villa',
      subject: 'carla',
      at,
      channel: 'mail',
      final: true,
      state: 'to-leave',
      attachments: [] as string[],
      text: 'Riapre lunedì.',
    } as const;
    const withAnswers = (version: number, ...answers: DeskCase['desk']['answers']): DeskCase => ({
      ...deskCase,
      version,
      desk: { ...deskCase.desk, answers },
    });
    const before = withAnswers(5, answer);
    const sent = { ...answer, state: 'sent', sentAt: at } as const;
    expect(waitsToLeave(before, { subject: 'carla', name: 'Carla Villa' })).toBe(true);
    expect(waitsToLeave(before, { subject: 'dina', name: 'Dina Lodi' })).toBe(false);
    expect(hasOnlyLeft(before, { ...withAnswers(6, sent), stage: 'answered' })).toBe(true);
    // Something else happened besides, or the answer was held back.
    expect(hasOnlyLeft(before, withAnswers(7, sent))).toBe(false);
    expect(hasOnlyLeft(before, withAnswers(6, { ...answer, state: 'withheld' }))).toBe(false);
  });

  test('tells each thing that happened, danger first', () => {
    const { callBack } = deskCase as { callBack: NonNullable<DeskCase['callBack']> };
    const happened = changes({
      urgent: true,
      stage: 'answered',
      contacts: [...deskCase.contacts, { ...contact, channel: 'email', receivedAt: at }],
      readings: [{ at, by: 'Carla Villa' }],
      messages: [...deskCase.messages, { from: 'desk', at, text: 'Buongiorno' }],
      documents: [...deskCase.documents, { document: 'a'.repeat(32), state: 'attached', fileName: 'due.pdf' }],
      protocol: [
        ...deskCase.protocol.map((one) => ({ ...one, cancelled: true })),
        { number: '2026-0000043', contact: contact.contact, assignedAt: at, cancelled: false },
      ],
      callBack: { ...callBack, attempts: [...callBack.attempts, { at, by: 'Bruno Neri', outcome: 'busy' }] },
      joined: ['PC-2B5N-QXT9-4DHR-8WZB'],
    });
    expect(happened).toEqual([
      { what: 'urgent' },
      { what: 'stage', stage: 'answered' },
      { what: 'contact', channel: 'email', at },
      { what: 'reading', by: 'Carla Villa', at },
      { what: 'attempt', by: 'Bruno Neri', at, outcome: 'busy' },
      { what: 'message', at },
      { what: 'document', name: 'due.pdf' },
      { what: 'protocol', number: '2026-0000043' },
      { what: 'cancelled', number: '2026-0000042' },
      { what: 'joined', code: 'PC-2B5N-QXT9-4DHR-8WZB' },
    ]);
    expect(changes({ joinedTo: 'PC-2B5N-QXT9-4DHR-8WZB' })).toEqual([
      { what: 'joinedTo', code: 'PC-2B5N-QXT9-4DHR-8WZB' },
    ]);
  });

  test('names the colleague of each act', () => {
    const { owner: _before, ...desk } = deskCase.desk;
    const doer = { by: 'Bruno Neri', subject: 'op-2', at };
    const now = { ...desk, owner: { by: 'Bruno Neri', since: at }, notes: [...desk.notes, doer] };
    expect(changes({ desk: { ...now, rescue: undefined } as DeskCase['desk'] })).toEqual([
      { what: 'owner', by: 'Bruno Neri', at },
      { what: 'note', by: 'Bruno Neri', at },
    ]);
  });

  test('has in its conversation only what contacts and readings do not say already', () => {
    expect(laterMessages(deskCase)).toEqual([]);
    const again = { from: 'citizen' as const, at, text: contact.message ?? '' };
    expect(laterMessages({ ...deskCase, messages: [...deskCase.messages, again] })).toEqual([again]);
    const answer = { ...again, from: 'desk' as const };
    expect(laterMessages({ ...deskCase, messages: [answer, ...deskCase.messages] })).toEqual([answer]);
  });

  test('says and calls nothing that was mistyped and corrected', () => {
    const by = 'Carla Villa';
    const scan = { ...contact, contact: 'PC-2B5N-QXT9-4DHR-8WZB', message: 'Testo', paper: { toBeRead: true } };
    const { phone: _none, ...silent } = scan;
    const readings = [
      { at, by, contact: scan.contact, message: 'Testo storto', phone: '06 1', replaced: true },
      { at, by, contact: scan.contact, message: 'Testo dritto', phone: '06 2' },
    ];
    const messages = ['Testo dritto', 'Testo'].map((text) => ({ from: 'citizen' as const, at, text }));
    const mended = { ...deskCase, contacts: [silent], readings, messages };
    expect(phonesOf(mended)).toEqual(['06 2']);
    expect(laterMessages(mended).map(({ text }) => text)).toEqual(['Testo']);
    const byHand = { ...mended, contacts: [{ ...scan, recordedBy: by, phone: '06 3' }] };
    expect(phonesOf(byHand)).toEqual(['06 2']);
  });

  test('names each number under which its persons can be called once, the latest first', () => {
    expect(phonesOf(deskCase)).toEqual(['333 1234567', '+39 333 1234567']);
    expect(phonesOf({ ...deskCase, contacts: [contact, contact] })).toEqual(['+39 333 1234567']);
  });
});

describe('codes and numbers as people say them', () => {
  test('a dictated code has one spelling, whoever checks it', () => {
    expect(spellingOf(' pc 7k3m-9qxt.4dhr 8wza', 'PC')).toBe('PC-7K3M-9QXT-4DHR-8WZA');
    expect(spellingOf('PC-OOII-9QXT-4DHR-8WZL', 'PC')).toBe('PC-0011-9QXT-4DHR-8WZ1');
    for (const wrong of ['', 'FL-7K3M-9QXT-4DHR-8WZA', 'PC-7K3M-9QXT-4DHR-8WZ', 'PC-7K3M-9QXT-4DHR-8WZU'])
      expect(spellingOf(wrong, 'PC')).toBeUndefined();
  });

  test.each([
    ['123/2026', '2026-0000123'],
    [' 0000123 / 2026 ', '2026-0000123'],
    ['2026-123', '2026-0000123'],
    ['2026-0000123', '2026-0000123'],
  ])('the protocol number %s is read', (typed, number) => {
    expect(typedNumber(typed)).toBe(number);
    expect(writtenNumber(number)).toBe('0000123/2026');
  });

  test.each(['', '123', '0/2026', '2026-09-12', '123/26'])('%j is no protocol number', (typed) => {
    expect(typedNumber(typed)).toBeUndefined();
  });
});

describe('what went wrong', () => {
  test.each([
    [401, 'signed-out'],
    [403, 'not-allowed'],
    [404, 'not-found'],
    [409, 'not-possible'],
    [412, 'changed'],
    [413, 'too-large'],
    [422, 'invalid'],
    [429, 'busy'],
    [500, 'other'],
    [503, 'busy'],
  ])('status %i is %s', (status, what) => {
    expect(troubleOf(new Refused(status, {})).what).toBe(what);
  });

  test('keeps the reason of a refusal and every wrong member; no answer at all is another thing', () => {
    const errors = [{ pointer: '#/email', detail: 'wrong' }];
    expect(troubleOf(new Refused(409, { refused: 'already-decided' }))).toEqual({
      what: 'not-possible',
      refused: 'already-decided',
    });
    expect(troubleOf(new Refused(422, { errors })).wrong).toEqual(errors);
    expect(troubleOf(new TypeError('fetch failed'))).toEqual({ what: 'offline' });
  });

  test.each(languages)('has a sentence for each, in %s', (language) => {
    const { trouble } = deskTexts[language];
    for (const what of troubles) {
      const said = what === 'not-allowed' ? trouble['not-allowed']('chi') : trouble[what];
      expect(said.length).toBeGreaterThan(15);
    }
  });
});

describe('what is being written', () => {
  const storage = () => {
    const kept = new Map<string, string>();
    return {
      kept,
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    };
  };

  test('is there again for whoever wrote it', () => {
    const tab = storage();
    draftsOf('carla', tab).keep('contact.x', { name: 'Ada' });
    expect(draftsOf('carla', tab).find('contact.x')).toEqual({ name: 'Ada' });
    draftsOf('carla', tab).drop('contact.x');
    expect(draftsOf('carla', tab).find('contact.x')).toBeUndefined();
  });

  test('is never shown to another person at the same desk, and is gone then', () => {
    const tab = storage();
    draftsOf('carla', tab).keep('contact.x', { name: 'Ada' });
    expect(draftsOf('bruno', tab).find('contact.x')).toBeUndefined();
    expect([...tab.kept]).toEqual([]);
  });

  test('that cannot be read is as good as nothing', () => {
    const tab = storage();
    tab.setItem('sportello.desk.contact.x', '{');
    expect(draftsOf('carla', tab).find('contact.x')).toBeUndefined();
  });
});

test.each(languages)('every kind, channel and reason has a name of its own in %s', (language) => {
  const texts = deskTexts[language];
  for (const names of [texts.kinds, texts.channels, texts.stages, texts.heldMails.because]) {
    const all = Object.values(names);
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((name) => name.trim() !== '')).toBe(true);
  }
  expect(Object.keys(texts.kinds).sort()).toEqual([...kinds].sort());
});

test.each(languages)('danger to life names every number to call in %s', (language) => {
  const { danger } = deskTexts[language];
  const numbers = protezioneCivile.emergencyNumbers.map(({ number }) => number);
  for (const number of numbers) {
    expect(danger.advice(numbers)).toContain(number);
    expect(danger.list(numbers)).toContain(number);
  }
});
