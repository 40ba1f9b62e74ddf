import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CallFacts } from '../../../../shared/contracts/arrival.ts';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { stages } from '../../../../shared/contracts/case-status.ts';
import type { SafeContact } from '../../../../shared/contracts/safe-contact.ts';
import { type Case, initialCase, isMailboxOf, isSecondFact } from '../../../../shared/core/cases/case.ts';
import type { CaseCommand } from '../../../../shared/core/cases/commands.ts';
import { decideCase } from '../../../../shared/core/cases/decide.ts';
import { evolveCase } from '../../../../shared/core/cases/evolve.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';
import { after, at, givenCase as given } from '../../../fixtures/given-case.ts';

const opened: CaseEvent[] = [
  caseOpened({ firstAnswerDueAt: '2026-09-14T10:00:00.000Z' }),
  contactReceived({
    receivedAt: '2026-09-11T14:59:00.000Z',
    personal: {
      name: 'Ada',
      email: 'ada@example.org',
      phone: '+39 333 1234567',
      message: 'Dove trovo il piano comunale?',
    },
  }),
];
const closed: CaseEvent = { type: 'Closed', reason: 'answered' };

const [open, contact] = opened as [
  Extract<CaseEvent, { type: 'CaseOpened' }>,
  Extract<CaseEvent, { type: 'ContactReceived' }>,
];
const openCommand: CaseCommand = { type: 'OpenCase', opened: open, contact };

describe('a case', () => {
  test('is opened once', () => {
    given()
      .when(openCommand)
      .gives(...opened);
    given(...opened)
      .when(openCommand)
      .refused('already-open');
  });

  test('that nobody opened takes no command', () => {
    given().when({ type: 'AddMessage', from: 'citizen', text: 'Ci siete?' }).refused('unknown-case');
  });

  test('is urgent once a further contact speaks of danger, and is told so once', () => {
    const further = { ...contactReceived({ channel: 'phone' }), contact: 'PC-2B5N-QXT9-4DHR-8WZB' };
    const received: CaseCommand = { type: 'ReceiveContact', contact: further, urgent: true };
    given(...opened)
      .when(received)
      .gives(further, { type: 'UrgencyRaised' });
    given(...opened, { type: 'UrgencyRaised' })
      .when(received)
      .gives(further);
  });

  test('takes messages, and a citizen’s message after the end opens it again', () => {
    const add: CaseCommand = { type: 'AddMessage', from: 'citizen', text: 'Aggiungo la via.' };
    const added: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'Aggiungo la via.' } };
    given(...opened)
      .when(add)
      .gives(added);
    const reopened: CaseEvent = { type: 'Reopened', reason: 'a further message' };
    given(...opened, closed)
      .when(add)
      .gives(reopened, added);
    const danger = { level: 'lane', kind: 'water', evidence: 'L’acqua sale', rule: 'it/water/lane/1' } as const;
    const told: CaseEvent = { ...added, personal: { message: 'Aggiungo la via.', danger } };
    given(...opened, closed)
      .when({ ...add, danger })
      .gives(reopened, told, { type: 'UrgencyRaised' });
    given(...opened)
      .when({ ...add, danger: { ...danger, level: 'advice' } })
      .gives({ ...added, personal: { message: 'Aggiungo la via.', danger: { ...danger, level: 'advice' } } });
    given(...opened, closed)
      .when({ type: 'AddMessage', from: 'desk', text: 'Buona giornata.' })
      .refused('closed');
    given(...opened, closed, { type: 'Reopened', reason: 'asked again' })
      .when(add)
      .gives(added);
  });

  test('takes a message of a page that was sent twice only once, and the same words anew from a page that showed them', () => {
    const add: CaseCommand = { type: 'AddMessage', from: 'citizen', text: 'Aggiungo la via.', after: 1 };
    const added: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'Aggiungo la via.' } };
    given(...opened)
      .when(add)
      .gives(added);
    given(...opened, added)
      .when(add)
      .refused('nothing-new');
    given(...opened, added, { type: 'MessageAdded', from: 'desk', personal: { message: 'Quale via?' } })
      .when(add)
      .refused('nothing-new');
    given(...opened, added)
      .when({ ...add, after: 2 })
      .gives(added);
  });

  test('is not closed twice and not reopened while open', () => {
    given(...opened, closed)
      .when({ type: 'Close', reason: 'again' })
      .refused('closed');
    given(...opened)
      .when({ type: 'Reopen', reason: 'why not' })
      .refused('not-closed');
  });

  test('to which a file is attached that tells of danger moves to the urgent lane', () => {
    const danger = { level: 'lane', kind: 'violence', evidence: 'Mi picchia', rule: 'it/violence/lane/1' } as const;
    const attached = { attachment: 'a'.repeat(32), contentType: 'application/pdf', bytes: 9, sha256: 'b'.repeat(64) };
    const checked = { ...attached, personal: { fileName: 'lettera.pdf', danger } };
    given(...opened)
      .when({ type: 'AttachAttachment', checked })
      .gives({ type: 'AttachmentAttached', ...checked }, { type: 'UrgencyRaised' });
    const told = after([...opened, { type: 'AttachmentAttached', ...checked }]);
    expect(told).toMatchObject({ tellsViolence: true });
    const erased = evolveCase(told, { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 }, at);
    expect(erased).not.toHaveProperty('tellsViolence');
  });

  test('leaves waiting-for-you when the citizen answers', () => {
    const asked: CaseEvent = { type: 'CitizenAsked', personal: { message: 'In quale comune?' } };
    expect(after([...opened, asked]).stage).toBe('waiting-for-you');
    expect(
      after([...opened, asked, { type: 'MessageAdded', from: 'citizen', personal: { message: 'Norcia' } }]).stage,
    ).toBe('registered');
  });

  test('says to which office it was forwarded, and to which administration it was referred', () => {
    given(...opened)
      .when({ type: 'Forward', to: 'Ufficio Emergenze' })
      .gives({ type: 'Forwarded', to: 'Ufficio Emergenze' });
    given(...opened)
      .when({ type: 'Refer', to: 'Comune di Norcia' })
      .gives({ type: 'Referred', to: 'Comune di Norcia' });
    for (const type of ['Forward', 'Refer'] as const)
      given(...opened, closed)
        .when({ type, to: 'Ufficio Emergenze' })
        .refused('closed');
    const [forwarded, referred] = [
      after([...opened, { type: 'Forwarded', to: 'a' }]),
      after([...opened, { type: 'Referred', to: 'b' }]),
    ];
    expect([forwarded, referred]).toMatchObject([
      { stage: 'forwarded', to: 'a' },
      { stage: 'referred', to: 'b' },
    ]);
  });

  test('settles an attachment once, however often it is checked', () => {
    const checked = { attachment: 'a'.repeat(32), contentType: 'application/pdf', bytes: 10, sha256: 'f'.repeat(64) };
    const attach: CaseCommand = { type: 'AttachAttachment', checked };
    given(...opened)
      .when(attach)
      .gives({ type: 'AttachmentAttached', ...checked });
    given(...opened, { type: 'AttachmentAttached', ...checked })
      .when(attach)
      .refused('nothing-new');
  });

  test('tells its stages from the first touch on, received before registered', () => {
    const state = after([...opened, { type: 'TakenInCharge', by: 'operator-1' }]);
    expect(state.stage === 'none' ? [] : state.history.map(({ stage }) => stage)).toEqual([
      'accepted',
      'registered',
      'taken-in-charge',
    ]);
  });

  test('forgets words and contact points when personal data are erased, and keeps its stage', () => {
    const state = after([...opened, closed, { type: 'PersonalDataErased', reason: 'retention', upToVersion: 2 }]);
    expect(state).toMatchObject({ stage: 'closed', messages: [], contactPoints: {} });
  });

  test('is in exactly one known stage after any history', () => {
    const event: fc.Arbitrary<CaseEvent> = fc.oneof(
      fc.constant(open),
      fc.constant(contact),
      fc.constantFrom<CaseEvent>(
        { type: 'TakenInCharge', by: 'o' },
        { type: 'CitizenAsked' },
        { type: 'Forwarded', to: 'office' },
        { type: 'Referred', to: 'comune' },
        { type: 'Answered', by: 'o' },
        closed,
        { type: 'Reopened', reason: 'r' },
        { type: 'MessageAdded', from: 'citizen' },
      ),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 20 }), (events) => {
        const state = after(events);
        expect(['none', ...stages]).toContain(state.stage);
        if (state.stage !== 'none') expect(state.history.at(-1)?.stage).toBe(state.stage);
      }),
    );
  });
});

describe('a call-back that is owed', () => {
  const other = 'PC-2B5N-QXT9-4DHR-8WZB';
  const owed: CaseEvent[] = [...opened, { type: 'CallBackAsked', contact: 'PC-7K3M-9QXT-4DHR-8WZA', dueAt: at }];
  const joins: CaseCommand = { type: 'JoinTo', caseId: other, by: 'Carla Villa', reason: 'the same landslide' };
  const afterCommand = (events: CaseEvent[], command: CaseCommand) =>
    after([...events, ...(decideCase(command, after(events)) as CaseEvent[])]);
  const reached: CaseEvent = { type: 'CallBackTried', by: 'a', outcome: 'reached' };

  test('stays owed when staff join its case to another: nobody else would call', () => {
    expect(afterCommand(owed, joins)).toMatchObject({
      stage: 'closed',
      joinedTo: other,
      callBack: { dueAt: at, state: 'due' },
    });
  });

  test('is the other case’s where the caller has a turn there, and only as long as it is due', () => {
    const turn: CaseCommand = { ...joins, calledBackThere: true };
    expect(afterCommand(owed, turn)).not.toHaveProperty('callBack');
    const over: CaseEvent[] = [reached, { type: 'CallBackGivenUp', attempts: 3 }, { type: 'TakenInCharge', by: 'a' }];
    for (const event of over)
      given(...owed, event)
        .when(turn)
        .refused('no-call-back');
  });

  test('takes others in turn while it is due, and no others', () => {
    const inTurn: CaseCommand = { type: 'JoinCase', caseId: other, by: 'sportello', inTurn: true };
    given(...owed)
      .when(inTurn)
      .gives({ type: 'CaseJoined', caseId: other, by: 'sportello' });
    for (const events of [opened, [...owed, reached], [...owed, { type: 'CallBackGivenUp', attempts: 3 } as const]])
      given(...events)
        .when(inTurn)
        .refused('no-call-back');
  });

  test('is promised to nobody who said of this case that a call endangers them', () => {
    const further = contactReceived({ channel: 'phone', contact: other });
    const came = { ...further, contact: other };
    const asks: CaseCommand = {
      type: 'ReceiveContact',
      contact: came,
      urgent: false,
      callBack: { contact: other, dueAt: at },
    };
    const said = (safeContact: SafeContact): CaseEvent[] => [open, contactReceived({ personal: { safeContact } })];
    for (const safeContact of ['no-phone', 'conversation-only'] as const)
      given(...said(safeContact))
        .when(asks)
        .gives(further);
    for (const safeContact of ['any', 'no-mail'] as const)
      given(...said(safeContact))
        .when(asks)
        .gives(further, { type: 'CallBackAsked', contact: other, dueAt: at });
  });

  test('is asked for once, by a case that is open, was not answered and joined no other', () => {
    const ask: CaseCommand = { type: 'AskCallBack', contact: 'PC-7K3M-9QXT-4DHR-8WZA', dueAt: at };
    given(...opened)
      .when(ask)
      .gives({ type: 'CallBackAsked', contact: 'PC-7K3M-9QXT-4DHR-8WZA', dueAt: at });
    given(...owed)
      .when(ask)
      .refused('nothing-new');
    given(...opened, { type: 'Answered', by: 'a' })
      .when(ask)
      .refused('nothing-new');
    given(...opened, { type: 'Closed', reason: 'spam' })
      .when(ask)
      .refused('closed');
    given(...opened, { type: 'JoinedTo', caseId: other, by: 'a' })
      .when(ask)
      .refused('joined-elsewhere');
    given(...opened, { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 })
      .when(ask)
      .refused('erased');
  });

  test('is counted by its attempts, ends with the one that reaches somebody, and is given up at the last', () => {
    const attempt = { type: 'RecordCallBackAttempt', by: 'a', attemptsAllowed: 2 } as const;
    given(...owed)
      .when({ ...attempt, outcome: 'busy' })
      .gives({ type: 'CallBackTried', by: 'a', outcome: 'busy' });
    const once: CaseEvent = { type: 'CallBackTried', by: 'a', outcome: 'no-answer' };
    expect(after([...owed, once])).toMatchObject({ callBack: { attempts: 1, state: 'due' } });
    given(...owed, once)
      .when({ ...attempt, outcome: 'busy' })
      .gives({ type: 'CallBackTried', by: 'a', outcome: 'busy' }, { type: 'CallBackGivenUp', attempts: 2 });
    given(...owed, once)
      .when({ ...attempt, outcome: 'reached' })
      .gives(reached);
    given(...owed, reached)
      .when({ ...attempt, outcome: 'busy' })
      .refused('no-call-back');
    given(...opened)
      .when({ ...attempt, outcome: 'busy' })
      .refused('no-call-back');
  });
});

describe('a record of a call', () => {
  const [first, second] = ['PC-7K3M-9QXT-4DHR-8WZA', 'PC-2B5N-QXT9-4DHR-8WZB'];
  const record: CallFacts = {
    source: 'listening-room',
    externalId: '1',
    asOf: '2026-09-11T16:05:10Z',
    outcome: 'voicemail',
    startedAt: '2026-09-11T16:03:40Z',
  };
  const call = (code: string, facts: CallFacts): CaseEvent =>
    contactReceived({ channel: 'phone', contact: code, receivedAt: facts.startedAt, call: facts });
  const twoCalls = [open, call(first, record), call(second, { ...record, externalId: '2' })];
  const callsOf = (state: Case) => (state.stage === 'none' ? [] : state.contacts.map((touch) => touch.call?.outcome));

  test('that comes again says nothing new, also with its members in another order', () => {
    const again = Object.fromEntries(Object.entries(record).reverse()) as CallFacts;
    expect(JSON.stringify(again)).not.toBe(JSON.stringify(record));
    given(open, call(first, record)).when({ type: 'UpdateCall', contact: first, call: again }).refused('nothing-new');
  });

  test('is of the call that it names: of two calls of a case the other stays as it was', () => {
    const ended: CallFacts = { ...record, externalId: '2', asOf: '2026-09-11T16:06:00Z', outcome: 'answered' };
    const events = decideCase({ type: 'UpdateCall', contact: second, call: ended }, after(twoCalls)) as CaseEvent[];
    expect(events).toMatchObject([{ type: 'CallUpdated', contact: second, call: ended }]);
    expect(callsOf(after([...twoCalls, ...events]))).toEqual(['voicemail', 'answered']);
    given(...twoCalls)
      .when({ type: 'UpdateCall', contact: 'PC-0000-1111-2222-3333', call: ended })
      .refused('no-such-contact');
    given(...opened)
      .when({ type: 'UpdateCall', contact: '', call: ended })
      .refused('no-such-contact');
  });

  test('of a call that joined the case updates that call, with what it tells of the caller', () => {
    const ended: CallFacts = { ...record, externalId: '2', asOf: '2026-09-11T16:06:00Z', outcome: 'call-back-asked' };
    const again = {
      type: 'ReceiveContact',
      urgent: false,
      contact: {
        channel: 'phone',
        contact: second,
        receivedAt: ended.startedAt,
        attachments: [],
        call: ended,
        personal: { phone: '06 6820', message: 'Richiamatemi' },
      },
    } as const;
    given(...twoCalls)
      .when({ ...again, contact: { ...again.contact, attachments: [] } })
      .gives({
        type: 'CallUpdated',
        contact: second,
        call: ended,
        personal: { phone: '06 6820', message: 'Richiamatemi' },
      });
    const { call: _none, ...letter } = { ...again.contact, attachments: [], channel: 'letter' as const };
    given(...twoCalls)
      .when({ ...again, contact: letter })
      .refused('nothing-new');
  });
});

describe('what staff find out', () => {
  const code = 'PC-7K3M-9QXT-4DHR-8WZA';
  const scan = { ...contact, channel: 'letter' as const, contact: code, paper: { toBeRead: true } };
  const { personal: _unread, ...bare } = scan;
  const unread: CaseEvent[] = [open, bare];
  const other = 'PC-2B5N-QXT9-4DHR-8WZB';
  const read = { message: 'Una frana sulla strada.', email: 'eva@example.org' };
  const sorted = { kind: 'report' as const, lane: 'help-requests', formal: false };

  const reading = (more: Partial<Extract<CaseCommand, { type: 'ReadDocument' }>> = {}): CaseCommand => ({
    type: 'ReadDocument',
    contact: code,
    by: 'Carla Villa',
    read,
    sorted,
    ...more,
  });

  test('a reading gives a scan its words, its sender and its kind', () => {
    const events = decideCase(reading(), after(unread));
    expect(events).toEqual([{ type: 'DocumentRead', contact: code, by: 'Carla Villa', sorted, personal: read }]);
    expect(after([...unread, ...(events as CaseEvent[])])).toMatchObject({
      toBeRead: false,
      kind: 'report',
      lane: 'help-requests',
      contactPoints: { email: 'eva@example.org' },
      messages: [{ text: 'Una frana sulla strada.' }],
      firstAnswerDueAt: open.firstAnswerDueAt,
    });
  });

  test('a reading that speaks of danger to life puts the case in the urgent lane, and no later one takes it out', () => {
    const urgent = decideCase(reading({ urgent: true }), after(unread));
    const again: CaseEvent = { type: 'DocumentRead', contact: code, by: 'b', corrects: true, sorted };
    expect(after([...unread, ...(urgent as CaseEvent[])])).toMatchObject({ urgent: true, lane: 'urgent' });
    expect(after([...unread, ...(urgent as CaseEvent[]), again])).toMatchObject({ lane: 'urgent', kind: 'report' });
  });

  test('a reading says in which language to answer', () => {
    const events = decideCase(reading({ language: 'de' }), after(unread)) as CaseEvent[];
    expect(events).toMatchObject([{ language: 'de' }]);
    expect(after([...unread, ...events])).toMatchObject({ language: 'de' });
    expect(after([...unread, ...(decideCase(reading(), after(unread)) as CaseEvent[])])).toMatchObject({
      language: 'it',
    });
  });

  describe('a correction', () => {
    const first: CaseEvent = {
      type: 'DocumentRead',
      contact: code,
      by: 'a',
      sorted: { ...sorted, kind: 'instance', formal: true },
      personal: { message: 'Una frana sulla starda.', email: 'stranger@example.org', phone: '06 6820' },
    };
    const corrected = (...before: CaseEvent[]) =>
      after([...before, ...(decideCase(reading({ corrects: true }), after(before)) as CaseEvent[])]);

    test('takes the place of what was typed before: words, sender and kind, and nobody is reached by what was mistyped', () => {
      const answered: CaseEvent = { type: 'Answered', by: 'a', personal: { message: 'Provvediamo.' } };
      const state = corrected(...unread, first, answered);
      expect(state).toMatchObject({
        toBeRead: false,
        kind: 'report',
        formal: false,
        messages: [
          { from: 'citizen', text: 'Una frana sulla strada.' },
          { from: 'desk', text: 'Provvediamo.' },
        ],
      });
      expect([isSecondFact(state, 'eva@example.org'), isSecondFact(state, 'stranger@example.org')]).toEqual([
        true,
        false,
      ]);
      expect(isSecondFact(state, '06 6820')).toBe(false);
    });

    test('is one event more: what was typed before stays on record', () => {
      given(...unread, first)
        .when(reading({ corrects: true }))
        .gives({ type: 'DocumentRead', contact: code, by: 'Carla Villa', corrects: true, sorted, personal: read });
    });

    test('is of what was read, a reading of what was not', () => {
      given(...unread)
        .when(reading({ corrects: true }))
        .refused('nothing-to-correct');
      given(...unread, first)
        .when(reading())
        .refused('nothing-to-read');
      given(...opened)
        .when(reading({ contact: '', corrects: true }))
        .refused('nothing-to-correct');
      given(...unread)
        .when(reading({ contact: other }))
        .refused('no-such-contact');
    });

    test('of a contact that staff recorded by hand is one of all that they typed', () => {
      const byHand: CaseEvent[] = [open, { ...contact, channel: 'in-person', contact: code, recordedBy: 'a' }];
      const state = corrected(...byHand);
      expect(state).toMatchObject({ messages: [{ text: 'Una frana sulla strada.' }], kind: 'report' });
      expect([isSecondFact(state, 'ada@example.org'), isSecondFact(state, 'eva@example.org')]).toEqual([false, true]);
    });

    test('brings nothing back that was erased', () => {
      const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked for', upToVersion: 3 };
      for (const corrects of [true, false])
        given(...unread, ...(corrects ? [first] : []), erased)
          .when(reading({ corrects }))
          .refused('erased');
    });
  });

  test('of two scans each is read on its own, and only the first says where the case is answered', () => {
    const second: CaseEvent = { ...bare, contact: other, receivedAt: at };
    const { message, email } = read;
    const one = after([
      ...unread,
      second,
      { type: 'DocumentRead', contact: other, by: 'a', personal: { message: 'Due', email } },
    ]);
    expect(one).toMatchObject({ toBeRead: true, contactPoints: {}, messages: [{ text: 'Due' }] });
    const both: CaseEvent = { type: 'DocumentRead', contact: code, by: 'a', personal: { message, email } };
    expect(after([...unread, second, both])).toMatchObject({ toBeRead: true, contactPoints: { email } });
    // Before readings named their contact, one was of all that waited.
    expect(after([...unread, second, { type: 'DocumentRead', by: 'a', personal: read }])).toMatchObject({
      toBeRead: false,
    });
  });

  test('the words that a scan carried itself make room for what staff read', () => {
    const carried: CaseEvent = { ...bare, personal: { message: 'Una fr4na', phone: '06 6820' } };
    const { messages, contactPoints } = after([
      open,
      carried,
      { type: 'DocumentRead', contact: code, by: 'a', personal: read },
    ]) as Exclude<Case, { stage: 'none' }>;
    expect(messages.map(({ text }) => text)).toEqual(['Una frana sulla strada.']);
    expect(contactPoints).toEqual({ email: 'eva@example.org', phone: '06 6820' });
  });

  test('of two cases that were each told to take the other in, neither is closed', () => {
    const took: CaseEvent = { type: 'CaseJoined', caseId: 'PC-2B5N-QXT9-4DHR-8WZB', by: 'a' };
    given(...opened, took)
      .when({ type: 'JoinTo', caseId: 'PC-2B5N-QXT9-4DHR-8WZB', by: 'b', reason: 'x' })
      .refused('joined-elsewhere');
  });

  test('what whoever called back noted stays with the attempt', () => {
    const asked: CaseEvent = { type: 'CallBackAsked', contact: 'PC-7K3M-9QXT-4DHR-8WZA', dueAt: at };
    const command = {
      type: 'RecordCallBackAttempt',
      by: 'a',
      attemptsAllowed: 3,
      note: 'richiamare dopo le 18',
    } as const;
    given(...opened, asked)
      .when({ ...command, outcome: 'busy' })
      .gives({ type: 'CallBackTried', by: 'a', outcome: 'busy', personal: { message: 'richiamare dopo le 18' } });
  });
});

describe('the second fact', () => {
  const state = after(opened);
  test.each(['ada@example.org', ' ADA@Example.org ', '+39 333 1234567', '333 123 45 67', '0039-333-1234567'])(
    '%s opens the conversation',
    (fact) => expect(isSecondFact(state, fact)).toBe(true),
  );
  test.each(['', ' ', 'eva@example.org', '333 1234568', '39', 'ada'])('%j does not', (fact) =>
    expect(isSecondFact(state, fact)).toBe(false),
  );
});

describe('the mailbox given with a contact', () => {
  const gave = (email: string) => after([open, { ...contact, personal: { email } }]);

  test('is the same in any case and with any label, and nobody else’s', () => {
    const label = fc.stringMatching(/^(?:\+[a-z0-9+]{0,8})?$/);
    fc.assert(
      fc.property(label, label, fc.boolean(), (one, other, loud) => {
        const sender = `ada${other}@example.org`;
        expect(isMailboxOf(gave(`ada${one}@example.org`), loud ? sender.toUpperCase() : sender)).toBe(true);
        for (const stranger of [`bada${other}@example.org`, `ada${other}@example.com`, `a+da${other}@example.org`])
          expect(isMailboxOf(gave(`ada${one}@example.org`), stranger)).toBe(false);
      }),
    );
  });

  test('is none of a case without one, whatever the sender is called', () => {
    const phoneOnly = after([open, { ...contact, personal: { phone: '+39 333 1234567' } }]);
    expect(isMailboxOf(phoneOnly, '3331234567@example.org')).toBe(false);
    expect(isMailboxOf(initialCase(), 'ada@example.org')).toBe(false);
    expect(isMailboxOf(gave('+ada@example.org'), '+bea@example.org')).toBe(false);
  });
});
