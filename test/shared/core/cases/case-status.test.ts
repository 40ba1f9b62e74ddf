import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../../shared/core/cases/case.ts';
import { caseStatus, conversationOf } from '../../../../shared/core/cases/case-status.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import { caseOpened, code, contactReceived } from '../../../fixtures/case-events.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';
import { at, carla, first, later, second } from '../../../fixtures/given-case.ts';

const due = '2026-09-14T10:00:00.000Z';
const lived = (...events: CaseEvent[]): KnownCase =>
  caseOf([
    {
      at,
      events: [
        caseOpened({ firstAnswerDueAt: due }),
        contactReceived({ receivedAt: at, personal: { message: 'Dove?' } }),
      ],
    },
    ...events.map((event, index) => ({ at: later((index + 1) * 1000), events: [event] })),
  ]) as KnownCase;
const status = (...events: CaseEvent[]) => caseStatus(code, protezioneCivile, lived(...events), []);
const talk = (...events: CaseEvent[]) => conversationOf(code, 'protezione-civile', lived(...events));
const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 2 };
const answered: CaseEvent = { type: 'Answered', by: 'Carla Villa' };

describe('what anybody with the code sees', () => {
  test('is stage, dates, the call that is owed and the numbers, and nothing that was said', () => {
    const events: CaseEvent[] = [
      { type: 'CallBackAsked', contact: code, dueAt: due },
      { type: 'ProtocolAssigned', contact: code, year: 2026, number: 7, assignedAt: at },
      { type: 'ProtocolCancelled', ...carla, year: 2026, number: 7, reason: 'twice' },
    ];
    expect(status(...events)).toEqual({
      code,
      service: 'protezione-civile',
      stage: 'registered',
      receivedAt: at,
      firstAnswerDueAt: due,
      history: [
        { stage: 'accepted', at },
        { stage: 'registered', at },
      ],
      callBack: { dueAt: due, state: 'due' },
      protocol: [{ number: '2026-0000007', assignedAt: at, cancelled: true }],
    });
    expect(status()).not.toHaveProperty('protocol');
    expect(status()).not.toHaveProperty('callBack');
  });

  test('of a code that the register does not know yet is that it was accepted', () => {
    expect(caseStatus(code, protezioneCivile, { stage: 'none' }, [])).toEqual({
      code,
      service: 'protezione-civile',
      stage: 'accepted',
      history: [],
    });
  });

  test('of what was erased promises nothing any more', () => {
    const seen = status({ type: 'CallBackAsked', contact: code, dueAt: due }, erased);
    expect(seen.stage).toBe('erased');
    expect(seen).not.toHaveProperty('firstAnswerDueAt');
    expect(seen).not.toHaveProperty('callBack');
  });
});

describe('what the citizen reads', () => {
  test('are the messages, without what was heard in them', () => {
    const danger = { level: 'lane', kind: 'fire', evidence: 'x', rule: 'x' } as const;
    const said: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'Brucia.', danger } };
    expect(talk(said)).toEqual({
      code,
      service: 'protezione-civile',
      stage: 'registered',
      messages: [
        { from: 'citizen', at, text: 'Dove?' },
        { from: 'citizen', at: later(1000), text: 'Brucia.' },
      ],
    });
  });

  test('are the latest thousand, and as many as there is room for', () => {
    const say = (text: string): CaseEvent => ({ type: 'MessageAdded', from: 'desk', personal: { message: text } });
    const many = talk(...Array.from({ length: 1000 }, (_, number) => say(`${number}`)));
    expect([many.messages.length, many.messages[0]?.text]).toEqual([1000, '0']);
    const long = talk(say('a'.repeat(500_000)), say('b'.repeat(500_000)));
    expect(long.messages.map(({ text }) => text[0])).toEqual(['a', 'b']);
    expect(talk(say('a'.repeat(500_001)), say('b'.repeat(500_000))).messages).toHaveLength(1);
  });

  test('is where it was passed on and what became of that, in order, by nobody’s name', () => {
    const events: CaseEvent[] = [
      { type: 'Referred', ...carla, to: 'Comune', referral: first },
      { type: 'Forwarded', ...carla, to: 'geologi', ask: first },
      { type: 'Forwarded', ...carla, to: 'chimici', ask: second },
      { type: 'Referred', ...carla, to: 'Provincia', referral: second },
      { type: 'AskAnswered', ...carla, ask: first, personal: { message: 'Sì.' } },
      { type: 'AskWithdrawn', ...carla, ask: second },
      { type: 'ReferralAcknowledged', referral: first },
      { type: 'ReferralRefused', referral: second, personal: { message: 'No.' } },
    ];
    const whom = (to: string, sort: 'experts' | 'administration', place: number, state: string) => ({
      to,
      whom: sort,
      at: later(place * 1000),
      state,
    });
    expect(talk(...events).passedOn).toEqual([
      whom('Comune', 'administration', 1, 'acknowledged'),
      whom('geologi', 'experts', 2, 'answered'),
      whom('chimici', 'experts', 3, 'returned'),
      whom('Provincia', 'administration', 4, 'returned'),
    ]);
    const [referral, , ask] = events as [CaseEvent, CaseEvent, CaseEvent];
    expect(talk(referral, ask).passedOn?.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
    const settled = (event: CaseEvent) => talk(referral, event).passedOn?.[0]?.state;
    expect(settled({ type: 'ReferralAnswered', referral: first })).toBe('answered');
    expect(settled({ type: 'ReferralReturned', referral: first, because: 'expired' })).toBe('returned');
    expect(talk()).not.toHaveProperty('passedOn');
  });

  test('is what was said to a publication, where that is asked', () => {
    const given: CaseEvent = { type: 'ConsentGiven', to: 'publication' };
    const withdrawn: CaseEvent = { type: 'ConsentWithdrawn', to: 'publication' };
    expect(talk()).not.toHaveProperty('publication');
    expect(talk(answered).publication).toBe('asked');
    expect(talk(answered, given).publication).toBe('allowed');
    expect(talk(answered, given, withdrawn).publication).toBe('not-allowed');
    // Whoever said yes can take it back, whatever came after.
    expect(talk(answered, given, { type: 'UrgencyRaised' }).publication).toBe('allowed');
    expect(talk(answered, given, withdrawn, { type: 'UrgencyRaised' }).publication).toBeUndefined();
  });
});
