import { describe, expect, test } from '@jest/globals';
import type { CallFacts } from '../../../../shared/contracts/arrival.ts';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { initialCase } from '../../../../shared/core/cases/case.ts';
import type { CaseCommand } from '../../../../shared/core/cases/commands.ts';
import { decideCase } from '../../../../shared/core/cases/decide.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../../fixtures/case-events.ts';
import { carla, first, givenCase, later } from '../../../fixtures/given-case.ts';

const begun: CallFacts = {
  source: 'exchange',
  externalId: '1',
  asOf: later(1000),
  outcome: 'in-progress',
  startedAt: later(0),
};
const ended = (outcome: CallFacts['outcome'], more: Partial<CallFacts> = {}): CallFacts => ({
  ...begun,
  asOf: later(9000),
  outcome,
  ...more,
});
/** A case that one call opened, of which one record came. */
const called = (call: CallFacts = begun, more: object = {}, opening: object = {}): CaseEvent[] => [
  caseOpened(opening),
  contactReceived({ contact: code, channel: 'phone', call, ...more }),
];
const update = (call: CallFacts, more: object = {}): CaseCommand => ({
  type: 'UpdateCall',
  contact: code,
  call,
  ...more,
});
const updated = (call: CallFacts, more: object = {}): CaseEvent => ({
  type: 'CallUpdated',
  contact: code,
  call,
  ...more,
});
const callBack = { contact: code, dueAt: later(60_000) };
const asked: CaseEvent = { type: 'CallBackAsked', ...callBack };
const onThePhone: CaseEvent[] = [
  { type: 'Answered', by: 'phone' },
  { type: 'Closed', reason: 'answered on the phone' },
];
const nothingAsked: CaseEvent = { type: 'Closed', reason: 'the call ended before anything was asked' };

describe('a call that ends', () => {
  test('answered is an answer; before anything was asked it leaves nothing to answer', () => {
    const answered = ended('answered');
    givenCase(...called())
      .when(update(answered))
      .gives(updated(answered), ...onThePhone);
    for (const outcome of ['abandoned', 'not-connected'] as const)
      givenCase(...called())
        .when(update(ended(outcome)))
        .gives(updated(ended(outcome)), nothingAsked);
    givenCase(...called())
      .when(update(ended('voicemail')))
      .gives(updated(ended('voicemail')));
  });

  test('ends no case that somebody has worked on', () => {
    const answered = ended('answered');
    const touched: CaseEvent[][] = [
      [{ type: 'TakenInCharge', ...carla }],
      [{ type: 'Forwarded', to: 'geologi', ask: first }],
      [{ type: 'ProtocolAssigned', contact: code, year: 2026, number: 1, assignedAt: later(0) }],
      [{ type: 'CaseJoined', ...carla, caseId: otherCode }],
      [{ type: 'JoinedTo', ...carla, caseId: otherCode }],
      [{ type: 'Answered', ...carla, answer: first, channel: 'letter' }],
      [contactReceived({ contact: otherCode })],
      [asked, { type: 'CallBackTried', ...carla, outcome: 'no-answer' }, { type: 'CallBackGivenUp', attempts: 1 }],
    ];
    for (const past of touched)
      givenCase(...called(), ...past)
        .when(update(answered))
        .gives(updated(answered));
  });

  test('ends no case of which danger to life was heard, until somebody handed it over', () => {
    const answered = ended('answered');
    const urgent: CaseEvent = { type: 'UrgencyRaised' };
    givenCase(...called(), urgent)
      .when(update(answered))
      .gives(updated(answered));
    givenCase(...called(), urgent, { type: 'HandedToRescue', ...carla, to: '115', at: later(0) })
      .when(update(answered))
      .gives(updated(answered), ...onThePhone);
    givenCase(...called())
      .when(update(answered, { urgent: true }))
      .gives(updated(answered), urgent);
  });
});

describe('a call that is owed', () => {
  test('is asked for by a record that says so, unless one is owed, was made elsewhere, or endangers the caller', () => {
    const voicemail = ended('voicemail');
    const command = update(voicemail, { callBack });
    givenCase(...called())
      .when(command)
      .gives(updated(voicemail), asked);
    // Whoever left a message and hung up is owed a call in whatever order the records come.
    givenCase(...called(begun, { personal: { phone: '06 6820' } }))
      .when(update(ended('abandoned'), { callBack }))
      .gives(updated(ended('abandoned')), asked);
    givenCase(...called())
      .when(update(ended('answered'), { callBack }))
      .gives(updated(ended('answered')), ...onThePhone);
    givenCase(...called(), asked)
      .when(command)
      .gives(updated(voicemail));
    givenCase(...called(begun, { personal: { safeContact: 'no-phone' } }))
      .when(command)
      .gives(updated(voicemail));
    givenCase(...called(), { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 })
      .when(command)
      .gives(updated(voicemail));
    givenCase(...called(), asked, { type: 'JoinedTo', ...carla, caseId: otherCode, calledBackThere: true })
      .when(command)
      .gives(updated(voicemail));
  });

  test('is made by a newer record that says that somebody answered, and by no older one', () => {
    const answered = ended('answered');
    const reached: CaseEvent = { type: 'CallBackTried', by: 'phone', outcome: 'reached' };
    givenCase(...called(), asked)
      .when(update(answered))
      .gives(updated(answered), reached, ...onThePhone);
    const justAfter = ended('answered', { asOf: later(1001) });
    givenCase(...called(), asked)
      .when(update(justAfter))
      .gives(updated(justAfter), reached, ...onThePhone);
    const newer = ended('voicemail', { asOf: later(10_000) });
    givenCase(...called(newer), asked)
      .when(update(answered))
      .gives(updated(answered));
    givenCase(...called(), asked, { type: 'CallBackTried', ...carla, outcome: 'reached' })
      .when(update(answered))
      .gives(updated(answered));
  });
});

describe('a call in vain', () => {
  const abandoned = ended('abandoned');
  const phone = '+39 06 6820';
  const opening = (call: CallFacts, personal: object, urgent = false): CaseCommand => {
    const { type: _opened, ...opened } = caseOpened({ urgent });
    const { type: _received, ...contact } = contactReceived({ contact: code, channel: 'phone', call, personal });
    return { type: 'OpenCase', opened, contact, callBack };
  };
  const types = (command: CaseCommand) => {
    const decided = decideCase(command, initialCase());
    return 'refused' in decided ? decided : decided.map(({ type }) => type);
  };

  test('is called back where its number is known; a number that is withheld leaves nothing to do', () => {
    for (const outcome of ['abandoned', 'busy', 'diverted', 'not-connected'] as const) {
      const known = ['CaseOpened', 'ContactReceived', 'CallBackAsked'];
      expect(types(opening(ended(outcome), { phone }))).toEqual(known);
      expect(types(opening(ended(outcome), {}))).toEqual(['CaseOpened', 'ContactReceived', 'Closed']);
      // Danger to life by key 9 is nobody's to close, number or none.
      expect(types(opening(ended(outcome), {}, true))).toEqual(['CaseOpened', 'ContactReceived']);
    }
  });

  test('is called back by a record that tells the number later, and by none older than the answer', () => {
    givenCase(...called(abandoned), nothingAsked)
      .when(update(ended('abandoned', { asOf: later(10_000) }), { callBack, told: { phone } }))
      .gives(
        updated(ended('abandoned', { asOf: later(10_000) }), { personal: { phone } }),
        { type: 'Reopened', reason: 'the call was abandoned' },
        asked,
      );
    // An older leg that rang in vain is none where the call was answered in the end.
    const answered = ended('answered', { asOf: later(10_000) });
    givenCase(...called(answered, { personal: { phone } }), ...onThePhone)
      .when(update(abandoned, { callBack }))
      .gives(updated(abandoned));
  });

  test('is called back where a record of its beginning, which tells the number, comes after its end', () => {
    const early = ended('in-progress', { asOf: later(500) });
    givenCase(...called(abandoned), nothingAsked)
      .when(update(early, { ifMissed: callBack, told: { phone } }))
      .gives(updated(early, { personal: { phone } }), { type: 'Reopened', reason: 'the call was abandoned' }, asked);
    givenCase(...called(ended('answered')), ...onThePhone)
      .when(update(early, { ifMissed: callBack, told: { phone } }))
      .gives(updated(early, { personal: { phone } }));
  });

  test('of a version before this one stays closed when its record comes again', () => {
    givenCase(...called(abandoned, { personal: { phone } }), nothingAsked)
      .when(update(abandoned, { callBack }))
      .refused('nothing-new');
  });
});

describe('a case that was closed with its call', () => {
  const settled = called(ended('abandoned'));
  const end: CaseEvent[] = [...settled, nothingAsked];

  test('is open again where a later record asks for something', () => {
    const voicemail = ended('voicemail', { asOf: later(10_000) });
    const reopened: CaseEvent = { type: 'Reopened', reason: 'the call was voicemail' };
    givenCase(...end)
      .when(update(voicemail, { callBack }))
      .gives(updated(voicemail), reopened, asked);
    givenCase(...end, asked, { type: 'JoinedTo', ...carla, caseId: otherCode, calledBackThere: true })
      .when(update(voicemail))
      .gives(updated(voicemail));
    // A call under way that was not settled before does not open what staff closed.
    givenCase(...called(), { type: 'Closed', reason: 'test' })
      .when(update(voicemail))
      .gives(updated(voicemail));
  });

  test('is open again where danger to life is heard late, and no second time', () => {
    const again = ended('abandoned', { asOf: later(10_000) });
    const command = update(again, { urgent: true });
    givenCase(...end)
      .when(command)
      .gives(updated(again), { type: 'Reopened', reason: 'the call was abandoned' }, { type: 'UrgencyRaised' });
    givenCase(...settled, { type: 'UrgencyRaised' }, nothingAsked)
      .when(command)
      .gives(updated(again));
    givenCase(...end, { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 })
      .when(command)
      .gives(updated(again));
  });

  test('is not closed again', () => {
    const again = ended('abandoned', { asOf: later(10_000) });
    givenCase(...end)
      .when(update(again))
      .gives(updated(again));
  });
});

describe('what a record tells of the caller', () => {
  const newer = ended('voicemail');
  const told = (...past: CaseEvent[]) => ({
    by: (personal: object, call = newer) => ({
      gives: (news?: object) =>
        givenCase(...past)
          .when(update(call, { told: personal }))
          .gives(updated(call, news && { personal: news })),
    }),
  });
  const danger = { level: 'advice', kind: 'fire', evidence: 'Fumo.', rule: 'fire' } as const;

  test('is the first number, and by a newer record another one of the only contact', () => {
    told(...called())
      .by({ phone: '06 6820' })
      .gives({ phone: '06 6820' });
    const known = called(begun, { personal: { phone: '+39 06 6820' } });
    told(...known)
      .by({ phone: '06 6821' })
      .gives({ phone: '06 6821' });
    told(...known)
      .by({ phone: '06 6820' })
      .gives();
    told(...known)
      .by({ phone: '06 6821' }, ended('in-progress', { asOf: later(1) }))
      .gives();
    told(...known, contactReceived({ contact: otherCode }))
      .by({ phone: '06 6821' })
      .gives();
  });

  test('are words that were not said yet, with the danger that was heard in them', () => {
    told(...called())
      .by({ message: 'Fumo.', danger })
      .gives({ message: 'Fumo.', danger });
    told(...called(begun, { personal: { message: 'Fumo.' } }))
      .by({ message: 'Fumo.', danger })
      .gives();
  });

  test('is that they pressed the key of danger to life, once, where no record before said so', () => {
    const byKey = { level: 'lane', kind: 'other', evidence: 'menu: 2, 9', rule: 'menu' } as const;
    const pressed = (at: number) => ended('voicemail', { asOf: later(at), menuChoices: ['2', '9'] });
    told(...called())
      .by({ danger: byKey }, pressed(9000))
      .gives({ danger: byKey });
    // A record of the same choices that comes later says nothing new; nor does danger in words that are known.
    told(...called(), updated(pressed(9000), { personal: { danger: byKey } }))
      .by({ danger: byKey }, pressed(10_000))
      .gives();
    told(...called(pressed(1000), { personal: { danger: byKey } }))
      .by({ danger: byKey }, pressed(9000))
      .gives();
    told(...called(), { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 })
      .by({ danger: byKey }, pressed(9000))
      .gives();
  });

  test('is where it is recorded: first, or by a newer record', () => {
    const known = called(begun, { personal: { recording: 'a.wav' } });
    told(...called())
      .by({ recording: 'a.wav' })
      .gives({ recording: 'a.wav' });
    told(...known)
      .by({ recording: 'b.wav' })
      .gives({ recording: 'b.wav' });
    told(...known)
      .by({ recording: 'a.wav' })
      .gives();
    told(...known)
      .by({ recording: 'b.wav' }, ended('in-progress', { asOf: later(1) }))
      .gives();
  });

  test('is nothing once personal data was erased, and news even of a record that came before', () => {
    told(...called(), { type: 'PersonalDataErased', reason: 'asked', upToVersion: 1 })
      .by({ phone: '06 6820' })
      .gives();
    givenCase(...called())
      .when(update(begun, { told: { phone: '06 6820' } }))
      .gives(updated(begun, { personal: { phone: '06 6820' } }));
    givenCase(...called())
      .when(update(begun))
      .refused('nothing-new');
  });
});

describe('what a record makes of a case that nobody touched', () => {
  const sorted = { kind: 'report', lane: 'help-requests', formal: false, firstAnswerDueAt: later(99) } as const;
  const voicemail = ended('voicemail');

  test('is the kind that its menu choices lead to, with the answer that is owed unless the call settled it', () => {
    givenCase(...called())
      .when(update(voicemail, { sorted }))
      .gives(updated(voicemail, { sorted }));
    const { firstAnswerDueAt: _none, ...what } = sorted;
    givenCase(...called())
      .when(update(ended('abandoned'), { sorted }))
      .gives(updated(ended('abandoned'), { sorted: what }), nothingAsked);
  });

  test('is nothing where it is that kind already, where a newer record has chosen, or where somebody has it', () => {
    givenCase(...called())
      .when(update(voicemail, { sorted: { ...sorted, kind: 'information' } }))
      .gives(updated(voicemail));
    const chosen = called(ended('voicemail', { asOf: later(10_000), menuChoices: ['1'] }));
    givenCase(...chosen)
      .when(update(voicemail, { sorted }))
      .gives(updated(voicemail));
    givenCase(...called(), { type: 'TakenInCharge', ...carla })
      .when(update(voicemail, { sorted }))
      .gives(updated(voicemail));
  });

  test('is the answer that is owed, where none was', () => {
    const owed = { kind: 'information', lane: 'information', formal: false, firstAnswerDueAt: later(7) };
    givenCase(...called())
      .when(update(voicemail, { firstAnswerDueAt: later(7) }))
      .gives(updated(voicemail, { sorted: owed }));
    givenCase(...called(begun, {}, { firstAnswerDueAt: later(3) }))
      .when(update(voicemail, { firstAnswerDueAt: later(7) }))
      .gives(updated(voicemail));
    givenCase(...called())
      .when(update(ended('abandoned'), { firstAnswerDueAt: later(7) }))
      .gives(updated(ended('abandoned')), nothingAsked);
  });
});
