import { describe, expect, test } from '@jest/globals';
import { type CaseRead, caseRead, pointsIn, suggestionsFor } from '../../../functions/desk/rules/case-view.ts';
import { readingCommand } from '../../../functions/desk/rules/document-reading.ts';
import type { CaseEvent } from '../../../shared/contracts/case-event.ts';
import { DeskCase } from '../../../shared/contracts/desk.ts';
import { caseStatus, conversationOf } from '../../../shared/core/cases/case-status.ts';
import { caseOf } from '../../../shared/core/cases/evolve.ts';
import { mintCode } from '../../../shared/core/cases/receipt-code.ts';
import { lifeFirst } from '../../../shared/texts/danger/lists.ts';
import {
  caseOpened,
  code,
  contactReceived,
  type EventOf,
  hmac,
  otherCode as other,
  thirdCode as third,
} from '../../fixtures/case-events.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

const at = '2026-09-11T15:00:01.000Z';
const later = '2026-09-12T15:00:01.000Z';
const document = '3f1c9a7e5b2d4086a1c3e5f70918b2d4';

const opened: EventOf<'CaseOpened'> = caseOpened({
  kind: 'report',
  category: 'roads-and-traffic',
  lane: 'help-requests',
  firstAnswerDueAt: '2026-09-14T10:00:00.000Z',
  retentionDays: 730,
});
const received: EventOf<'ContactReceived'> = contactReceived({
  attachments: [document],
  personal: { name: 'Ada', email: 'ada@example.org', subject: 'Frana', message: 'Una frana sulla strada provinciale.' },
});
const scan: EventOf<'ContactReceived'> = contactReceived({
  channel: 'letter',
  receivedAt: '2026-09-10T15:00:00.000Z',
  paper: { toBeRead: true },
  contact: other,
});

const read = (...events: CaseEvent[]) =>
  caseRead(code, 1 + events.length, [
    { at, events: [opened, received] },
    ...events.map((event) => ({ at: later, events: [event] })),
  ]) as CaseRead;

describe('a case that somebody writes to without end', () => {
  const words = 'è'.repeat(4000);
  const written = (from: 'citizen' | 'desk', number: number): CaseEvent => ({
    type: 'MessageAdded',
    from,
    personal: { message: `${number} ${words}`.slice(0, 4000) },
  });
  const mail = (number: number): CaseEvent => ({
    ...received,
    channel: 'email',
    contact: mintCode('PC', `mail ${number}`, hmac),
    attachments: [],
    personal: { message: words, quoted: 'ü'.repeat(10_000) },
  });
  const many = Array.from({ length: 400 }, (_none, number) => number);

  test('is shown to staff with its first contact and the latest that there is room for, below what Lambda answers', () => {
    const shown = read(...many.map((number) => written('citizen', number)), ...many.map(mail));
    expect(Buffer.byteLength(JSON.stringify(shown))).toBeLessThan(5_000_000);
    expect(shown.contacts[0]).toMatchObject({ subject: 'Frana' });
    expect(shown.contacts.at(-1)?.contact).toBe(mintCode('PC', 'mail 399', hmac));
    expect(shown.messages.length).toBeGreaterThan(50);
    expect(() => DeskCase.parse({ ...shown, suggestions: [] })).not.toThrow();
  });

  test('shows its citizen the latest messages', () => {
    const events = [opened, received, ...many.map((number) => written('citizen', number))];
    const state = caseOf([{ at, events }]);
    if (state.stage === 'none') throw new Error('no case');
    const { messages } = conversationOf(code, 'protezione-civile', state);
    expect(Buffer.byteLength(JSON.stringify(messages))).toBeLessThan(3_000_000);
    expect(messages.length).toBeGreaterThan(200);
    expect(messages.at(-1)?.text).toMatch(/^399 /);
  });
});

describe('what there is room for', () => {
  const long = 'x'.repeat(500_000);
  const lengths = (texts: readonly { text?: string | undefined; message?: string | undefined }[]) =>
    texts.map(({ text, message }) => (text ?? message)?.length);

  test('is told from the end: a long message hides those before it and none after', () => {
    const said = (message: string): CaseEvent => ({ type: 'MessageAdded', from: 'desk', personal: { message } });
    const shown = (...messages: string[]) =>
      lengths(read(...messages.map(said)).messages.filter(({ from }) => from === 'desk'));
    expect(shown(long, 'due')).toEqual([500_000, 3]);
    expect(shown('uno', long, long)).toEqual([500_000]);
    expect(shown(long, long, 'due', 'tre')).toEqual([500_000, 3, 3]);
  });

  test('is the first contact in any case, and of the others the latest', () => {
    const wrote = (message: string): CaseEvent => ({
      ...received,
      contact: other,
      attachments: [],
      personal: { message },
    });
    const { contacts } = read(wrote('uno'), wrote(long), wrote(long));
    expect(lengths(contacts)).toEqual([received.personal?.message?.length, 500_000]);
  });
});

describe('a case as staff see it', () => {
  test('shows of a call what all its records tell together, the number to call among it', () => {
    const call = { source: 'ivr', externalId: 'a', asOf: at, outcome: 'in-progress', startedAt: at } as const;
    const unnamed: CaseEvent = { ...received, channel: 'phone', contact: other, attachments: [], call, personal: {} };
    const voicemail = { ...call, asOf: later, outcome: 'voicemail' as const, menuChoices: ['2'] };
    const personal = { phone: '+393331234567', message: 'Richiamatemi', recording: 'voicemail/a.wav' };
    const updates: CaseEvent[] = [
      { type: 'CallUpdated', contact: other, call: voicemail, personal },
      { type: 'CallUpdated', contact: other, call: { ...call, asOf: '2026-09-11T15:00:05.000Z', queue: 'reports' } },
    ];
    expect(read(unnamed, ...updates).contacts[1]).toMatchObject({
      ...personal,
      call: { outcome: 'voicemail', menuChoices: ['2'], queue: 'reports', asOf: later },
    });
    const erased = read(unnamed, ...updates, { type: 'PersonalDataErased', reason: 'asked', upToVersion: 4 });
    expect(JSON.stringify(erased.contacts)).not.toMatch(/3331234567|Richiamatemi|wav/);
    expect(erased.contacts[1]?.call?.outcome).toBe('voicemail');
  });

  const everything: CaseEvent[] = [
    {
      ...received,
      channel: 'phone',
      contact: other,
      attachments: [],
      personal: { phone: '333 1234567' },
      call: { source: 'pbx', externalId: '1', asOf: later, outcome: 'voicemail', startedAt: later },
    },
    {
      type: 'AttachmentAttached',
      attachment: document,
      contentType: 'application/pdf',
      bytes: 7,
      sha256: '0'.repeat(64),
      personal: { fileName: 'frana di Ada.pdf' },
    },
    { type: 'CallBackAsked', contact: other, dueAt: later },
    { type: 'CallBackTried', by: 'Carla Villa', outcome: 'busy', personal: { message: 'Richiamare dopo le 18.' } },
    { type: 'ProtocolAssigned', contact: other, year: 2026, number: 42, assignedAt: later },
    { type: 'CaseJoined', caseId: third, by: 'Carla Villa' },
    { type: 'Answered', by: 'Carla Villa', personal: { message: 'Provvediamo.' } },
  ];

  test('tells every contact with its words, files, calls, numbers and joins, and keeps to its contract', () => {
    const seen = read(...everything);
    expect(seen).toMatchObject({
      version: 8,
      stage: 'answered',
      kind: 'report',
      category: 'roads-and-traffic',
      contacts: [
        { contact: code, channel: 'form', name: 'Ada', subject: 'Frana', registeredAt: at },
        { contact: other, channel: 'phone', phone: '333 1234567', call: { outcome: 'voicemail' }, registeredAt: later },
      ],
      documents: [{ document, state: 'attached', contentType: 'application/pdf', fileName: 'frana di Ada.pdf' }],
      callBack: { state: 'due', attempts: [{ by: 'Carla Villa', outcome: 'busy', note: 'Richiamare dopo le 18.' }] },
      protocol: [{ number: '2026-0000042', contact: other, cancelled: false }],
      joined: [third],
      messages: [{ from: 'citizen' }, { from: 'desk', text: 'Provvediamo.' }],
      counted: { attempts: 2, persons: 2 },
      erased: false,
    });
    const whole = { ...seen, suggestions: [] };
    expect(DeskCase.parse(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
    expect(pointsIn(seen)).toEqual(['email|ada@example.org', 'phone|3331234567']);
  });

  test('shows what was answered in a guide until that is erased, and no status tells of it', () => {
    const walk = { guide: 'casa-danneggiata', version: 2, answers: { danni: 'crepe' } };
    const asked = contactReceived({ receivedAt: at, personal: { message: 'Che cosa mi spetta?', walk } });
    const seen = read(asked);
    expect(seen.contacts.at(-1)).toMatchObject({ message: 'Che cosa mi spetta?', walk });
    expect(DeskCase.parse(JSON.parse(JSON.stringify({ ...seen, suggestions: [] })))).toMatchObject(seen);
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked for', upToVersion: 3 };
    expect(JSON.stringify(read(asked, erased))).not.toContain('crepe');
    const state = caseOf([{ at, events: [caseOpened(), asked] }]);
    if (state.stage === 'none') throw new Error('no case');
    for (const told of [
      caseStatus(code, protezioneCivile, state, []),
      conversationOf(code, 'protezione-civile', state),
    ])
      expect(JSON.stringify(told)).not.toMatch(/crepe|casa-danneggiata/);
  });

  test('says nothing personal once that was erased, even while the register still holds it', () => {
    const erased = read(...everything, { type: 'PersonalDataErased', reason: 'asked for', upToVersion: 8 });
    const text = JSON.stringify(erased);
    for (const personal of ['Ada', 'ada@', '333', 'frana', 'Richiamare', 'Provvediamo'])
      expect(text).not.toContain(personal);
    expect(erased).toMatchObject({
      erased: true,
      documents: [{ state: 'erased' }],
      protocol: [{ number: '2026-0000042' }],
    });
    expect(DeskCase.parse({ ...erased, suggestions: [] })).toBeTruthy();
    expect(pointsIn(erased)).toEqual([]);
  });

  test('shows what was judged of a danger, and by whom it was agreed; erased, only that it was judged', () => {
    const personal = { dangerKind: 'fire', message: 'Fumo dal tetto.' } as const;
    const judged: CaseEvent = { type: 'DangerJudged', by: 'operator-1', judged: 'none', inLane: true, personal };
    const agreed: CaseEvent = { type: 'NoDangerAgreed', by: 'Dario Sala' };
    const whole = { judged: 'none', at: later, kind: 'fire', reason: 'Fumo dal tetto.' };
    expect(read(judged).judged).toEqual(whole);
    expect(read(judged, agreed).judged).toEqual({ ...whole, agreed: 'Dario Sala' });
    expect(read(agreed)).not.toHaveProperty('judged');
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked for', upToVersion: 3 };
    expect(read(judged, agreed, erased)).toMatchObject({ erasedBecause: 'asked for' });
    expect(read(judged, agreed, erased).judged).toEqual({ judged: 'none', at: later });
  });

  test('shows notes to colleagues, and of an erased case who wrote one and when', () => {
    const noted = { by: 'Carla Villa', subject: 'operator-1', mentions: ['operator-2'] };
    const note: CaseEvent = { type: 'NoteAdded', ...noted, personal: { message: 'Ha una figlia.' } };
    expect(read(note).desk.notes).toEqual([{ ...noted, at: later, text: 'Ha una figlia.' }]);
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked for', upToVersion: 2 };
    expect(read(note, erased).desk.notes).toEqual([{ ...noted, at: later }]);
  });

  test('shows what a review of its answer found, as a note of whoever reviewed', () => {
    const found = (...met: boolean[]) => {
      const criteria = met.map((one, at) => ({ criterion: `c${at}`, met: one }));
      const by = { by: 'Dario Sala', subject: 'operator-2' };
      const event = { type: 'Reviewed', ...by, criteria, personal: { message: 'Guarda la data.' } };
      return read(event as unknown as CaseEvent).desk.notes;
    };
    const note = { by: 'Dario Sala', subject: 'operator-2', at: later, text: 'Guarda la data.' };
    expect(found(true, true)).toEqual([{ ...note, review: 'right' }]);
    expect(found(true, false)).toEqual([{ ...note, review: 'to-correct' }]);
  });

  test('shows of a call-back how often the person called, and that nobody answered any of the calls', () => {
    const call = { source: 'pbx', externalId: '1', asOf: at, outcome: 'abandoned', startedAt: at } as const;
    const missed: CaseEvent = {
      ...received,
      channel: 'phone',
      attachments: [],
      personal: { phone: '333 1234567' },
      call,
    };
    const asked: CaseEvent = { type: 'CallBackAsked', contact: code, dueAt: later };
    const callBack = (...events: CaseEvent[]) =>
      caseRead(code, 3, [{ at, events: [opened, ...events, asked] }])?.callBack;
    expect(callBack(missed)).toEqual({ dueAt: later, state: 'due', missed: true, attempts: [] });
    expect(callBack(missed, { ...missed, contact: other })).toMatchObject({ calls: 2, missed: true });
    const spoke = { ...missed, call: { ...call, outcome: 'voicemail' } } as CaseEvent;
    expect(callBack(spoke)).toEqual({ dueAt: later, state: 'due', attempts: [] });
  });

  test('is of the category that staff sorted it into last', () => {
    expect(read({ type: 'Resorted', by: 'Carla Villa', category: 'earthquakes' }).category).toBe('earthquakes');
    expect(read({ type: 'Resorted', by: 'Carla Villa', lane: 'complaints' }).category).toBe('roads-and-traffic');
  });

  test('shows of lists without end the latest thousand', () => {
    const numbers = Array.from(
      { length: 1001 },
      (_none, number): CaseEvent => ({
        type: 'ProtocolAssigned',
        contact: other,
        year: 2026,
        number: number + 1,
        assignedAt: later,
      }),
    );
    const { protocol } = read(...numbers);
    expect([protocol.length, protocol[0]?.number]).toEqual([1000, '2026-0000002']);
  });

  test('is none for entries that open no case', () => {
    expect(caseRead(code, 0, [])).toBeUndefined();
  });

  test('starts a call-back anew when it is asked for again', () => {
    const asked: CaseEvent = { type: 'CallBackAsked', contact: other, dueAt: later };
    const tried: CaseEvent = { type: 'CallBackTried', by: 'a', outcome: 'reached' };
    expect(read(asked, tried, asked).callBack).toEqual({ dueAt: later, state: 'due', attempts: [] });
  });

  test('shows a refused file, a cancelled number and the newest of a call', () => {
    const call = { source: 'pbx', externalId: '1', asOf: at, outcome: 'in-progress', startedAt: at } as const;
    const seen = read(
      { type: 'AttachmentRefused', attachment: document, reason: 'too-large' },
      { ...received, contact: other, channel: 'phone', attachments: [], call },
      { type: 'CallUpdated', contact: other, call: { ...call, asOf: later, outcome: 'voicemail' } },
      { type: 'ProtocolAssigned', contact: other, year: 2026, number: 42, assignedAt: later },
      { type: 'ProtocolCancelled', year: 2026, number: 42, by: 'a', reason: 'doppione' },
    );
    expect(seen.documents).toEqual([{ document, state: 'refused' }]);
    expect(seen.contacts[1]?.call?.outcome).toBe('voicemail');
    expect(seen.protocol).toMatchObject([{ cancelled: true }]);
  });
});

describe('a reading', () => {
  const reading = {
    kind: 'complaint',
    message: 'Lo sportello era chiuso.',
    email: 'eva@example.org',
    senderReference: 'n. 7',
  } as const;
  const command = (more: object = {}) =>
    readingCommand({
      reading: { ...reading, ...more },
      contact: other,
      by: { subject: 'carla-1', name: 'Carla Villa' },
      read: read(scan),
      definition: protezioneCivile,
      rules: lifeFirst,
      periods: [],
    });

  test('files the case by the kind it finds, with the promise of that kind from the day the paper came', () => {
    expect(command()).toMatchObject({
      by: 'Carla Villa',
      subject: 'carla-1',
      read: { message: 'Lo sportello era chiuso.', email: 'eva@example.org', reference: 'n. 7' },
      urgent: false,
      sorted: {
        kind: 'complaint',
        category: 'roads-and-traffic',
        lane: 'complaints',
        formal: false,
        firstAnswerDueAt: '2026-10-11T21:59:59.999Z',
      },
    });
    expect(command({ kind: 'instance' }).sorted).toMatchObject({ formal: true, lane: 'instances' });
    expect(command({ kind: undefined }).sorted).toBeUndefined();
    expect(command({ kind: undefined, category: 'law' }).sorted).toMatchObject({ kind: 'report', category: 'law' });
  });

  test('that corrects says all anew: a category that it leaves out is gone', () => {
    expect(command({ corrects: true, contact: other })).toMatchObject({ contact: other, corrects: true });
    const { category, ...sorted } = command({ corrects: true, kind: undefined }).sorted ?? {};
    expect([category, sorted]).toEqual([undefined, expect.objectContaining({ kind: 'report', lane: 'help-requests' })]);
  });

  test('hears danger to life', () => {
    expect(command({ message: 'Mio padre è intrappolato sotto le macerie' })).toMatchObject({
      urgent: true,
      sorted: { lane: 'complaints' },
      read: { danger: { level: 'lane', kind: 'trapped', evidence: 'Mio padre è intrappolato sotto le macerie' } },
    });
    expect(command({ message: 'Che cosa si deve fare se si sente odore di gas?' })).toMatchObject({
      urgent: false,
      read: { danger: { level: 'advice', kind: 'gas' } },
    });
    expect(command({ message: 'Vorrei il calendario' }).read).not.toHaveProperty('danger');
  });

  test('shows whose the scan is, and counts its sender as one', () => {
    const seen = read(scan, {
      type: 'DocumentRead',
      by: 'Carla Villa',
      sorted: { kind: 'complaint', category: 'law', lane: 'complaints', formal: false },
      personal: { message: 'x', email: 'ada@example.org' },
    });
    expect(seen).toMatchObject({
      toBeRead: false,
      kind: 'complaint',
      category: 'law',
      readings: [{ contact: other, by: 'Carla Villa', kind: 'complaint', category: 'law', email: 'ada@example.org' }],
      counted: { attempts: 2, persons: 1 },
    });
    expect(read(scan)).toMatchObject({ toBeRead: true, counted: { attempts: 2, persons: 2 } });
  });
});

describe('a correction', () => {
  const typed = (more: object, message = 'Una lettera.'): CaseEvent => ({
    type: 'DocumentRead',
    contact: other,
    by: 'Carla Villa',
    personal: { message, ...more },
  });

  test('leaves on record what was typed before, and reaches, counts and compares only by what holds', () => {
    const seen = read(scan, typed({ email: 'stranger@example.org', phone: '06 6820' }), {
      ...typed({ email: 'ada@example.org' }, 'La lettera.'),
      corrects: true,
    } as CaseEvent);
    expect(seen.readings).toMatchObject([
      { email: 'stranger@example.org', message: 'Una lettera.', replaced: true },
      { email: 'ada@example.org', message: 'La lettera.' },
    ]);
    expect(seen.readings[1]?.replaced).toBeUndefined();
    expect(seen.messages.map(({ text }) => text)).toEqual(['Una frana sulla strada provinciale.', 'La lettera.']);
    expect(pointsIn(seen)).toEqual(['email|ada@example.org']);
    expect(seen.counted).toEqual({ attempts: 2, persons: 1 });
  });

  test('of what staff recorded by hand takes the place of all of it', () => {
    const { paper: _none, ...visit } = scan;
    const byHand: CaseEvent = {
      ...visit,
      channel: 'in-person',
      recordedBy: 'Carla Villa',
      personal: { phone: '06 6820', message: 'Un reclamo.' },
    };
    const seen = read(byHand, { ...typed({}), corrects: true } as CaseEvent);
    expect(seen.contacts[1]).toMatchObject({ phone: '06 6820', message: 'Un reclamo.' });
    expect(pointsIn(seen)).toEqual(['email|ada@example.org']);
    expect(DeskCase.parse({ ...seen, suggestions: [] })).toBeTruthy();
  });

  test('of one scan touches no other', () => {
    const more: CaseEvent = { ...scan, contact: third };
    const seen = read(scan, more, typed({}), { ...typed({}, 'Terza.'), contact: third } as CaseEvent);
    expect(seen.contacts.map(({ toBeRead }) => toBeRead)).toEqual([undefined, false, false]);
    expect(seen.readings.map(({ replaced }) => replaced)).toEqual([undefined, undefined]);
    expect(read(scan, more, typed({})).contacts[2]).toMatchObject({ contact: third, toBeRead: true });
  });

  test('is forgotten with the rest when personal data is erased', () => {
    const seen = read(scan, typed({ email: 'eva@example.org' }), { ...typed({}), corrects: true } as CaseEvent, {
      type: 'PersonalDataErased',
      reason: 'asked for',
      upToVersion: 4,
    });
    expect(seen.readings).toEqual([
      { at: later, by: 'Carla Villa', contact: other, replaced: true },
      { at: later, by: 'Carla Villa', contact: other },
    ]);
  });
});

test('a later record of a call that is the first to name the caller shows the number to call', () => {
  const call = { source: 'pbx', externalId: '1', asOf: at, outcome: 'in-progress', startedAt: at } as const;
  const seen = read(
    { ...received, contact: other, channel: 'phone', attachments: [], personal: {}, call },
    {
      type: 'CallUpdated',
      contact: other,
      call: { ...call, asOf: later, outcome: 'voicemail' },
      personal: { phone: '333 1' },
    },
  );
  expect(seen.contacts[1]).toMatchObject({ phone: '333 1', call: { outcome: 'voicemail' } });
  expect(pointsIn(seen)).toContain('phone|3331');
});

describe('suggestions', () => {
  const like = (caseId: string, more: Partial<CaseRead> = {}): CaseRead => ({ ...read(), code: caseId, ...more });
  const distant = { receivedAt: '2026-01-01T00:00:00.000Z', kind: 'information', category: 'law' } as const;
  const unlike = {
    ...distant,
    contacts: [{ ...(read().contacts[0] as CaseRead['contacts'][number]), subject: 'Bando', message: 'Quando esce?' }],
  };

  test('are other cases of the person that are likely about the same thing, with the reason and how much stands behind each', () => {
    const found = suggestionsFor(read(), [like(other, unlike), like(third, distant), like('PC-4D7Q-QXT9-4DHR-8WZD')]);
    expect(found).toEqual([
      {
        caseId: 'PC-4D7Q-QXT9-4DHR-8WZD',
        kind: 'report',
        channel: 'form',
        stage: 'registered',
        receivedAt: '2026-09-11T15:00:00.000Z',
        reasons: ['same-words', 'same-category', 'same-kind'],
        counted: { attempts: 1, persons: 1 },
      },
      expect.objectContaining({ caseId: third, reasons: ['same-words'] }),
    ]);
  });

  test('are the newest first where as much speaks for each, and of a form where nobody knows how one came', () => {
    const day = (caseId: string, receivedAt: string) => like(caseId, { ...distant, receivedAt });
    const [old, recent] = [day(other, '2025-01-01T00:00:00.000Z'), day(third, '2025-06-01T00:00:00.000Z')];
    for (const both of [
      [old, recent],
      [recent, old],
    ])
      expect(suggestionsFor(read(), both).map(({ caseId }) => caseId)).toEqual([third, other]);
    // The same words say more than any number of other reasons.
    const alike = like(other, { contacts: [] });
    expect(suggestionsFor(read(), [alike, day(third, distant.receivedAt)]).map(({ caseId }) => caseId)).toEqual([
      third,
      other,
    ]);
    expect(suggestionsFor(read(), [alike])).toMatchObject([{ channel: 'form' }]);
  });

  test('do not name the case itself, the one it was joined to, nor one that was joined already', () => {
    expect(suggestionsFor(read(), [like(code), like(other, { joinedTo: third })])).toEqual([]);
    expect(suggestionsFor({ ...read(), joinedTo: other }, [like(other)])).toEqual([]);
    // Joined half-way: the other does not know yet, so the act can be finished.
    expect(suggestionsFor({ ...read(), joined: [other] }, [like(other)])).toHaveLength(1);
  });

  test('are ten at most', () => {
    const many = Array.from({ length: 15 }, (_, index) =>
      like(`PC-0000-0000-0000-00${String(index).padStart(2, '0')}`),
    );
    expect(suggestionsFor(read(), many)).toHaveLength(10);
  });
});
