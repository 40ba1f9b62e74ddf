import { describe, expect, test } from '@jest/globals';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import { clarities } from '../../../../shared/contracts/case-status.ts';
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

  test('is of the latest five hundred numbers and steps', () => {
    const assigned = Array.from(
      { length: 501 },
      (_, at): CaseEvent => ({ type: 'ProtocolAssigned', contact: code, year: 2026, number: at, assignedAt: later(0) }),
    );
    const { protocol = [] } = status(...assigned);
    expect([protocol.length, protocol[0]?.number]).toEqual([500, '2026-0000001']);
    const steps = {
      ...lived(),
      history: Array.from({ length: 501 }, (_, at) => ({ stage: 'registered', at: later(at) })),
    };
    expect(caseStatus(code, protezioneCivile, steps as KnownCase, []).history.map((step) => step.at)[0]).toBe(later(1));
  });

  test('is by what duty it is answered, but for what tells of violence', () => {
    const definition = {
      ...protezioneCivile,
      kinds: protezioneCivile.kinds.map((kind) => ({ ...kind, duty: { law: 'x' } })),
    } as unknown as typeof protezioneCivile;
    const kindOf = (state: KnownCase, of = definition) => caseStatus(code, of, state, []).kind;
    expect(kindOf(lived())).toBe('information');
    expect(kindOf(lived(), protezioneCivile)).toBeUndefined();
    expect(kindOf({ ...lived(), tellsViolence: true })).toBeUndefined();
    expect(kindOf(lived(erased))).toBeUndefined();
  });

  test('is for a month what its citizen said of the answer, in words', () => {
    const rated = (scale: 'stars' | 'clear', value: number): CaseEvent =>
      ({ type: 'Rated', scale, value }) as CaseEvent;
    expect(status()).not.toHaveProperty('rating');
    expect(status(answered).rating).toEqual({ until: '2026-10-11T15:00:01.000Z' });
    expect(status(answered, rated('stars', 4), rated('clear', 1)).rating).toMatchObject({
      stars: 4,
      clear: clarities[0],
    });
    expect(status(answered, rated('clear', 2)).rating).toMatchObject({ clear: clarities[1] });
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

  test('has the number of an answer and its files, of those that have an address', () => {
    const file = (name: string) => ({ contentType: 'application/pdf', bytes: 7, sha256: '0'.repeat(64), name });
    const state = {
      ...lived(),
      messages: [
        { from: 'desk', at, text: 'Ecco.', protocol: { year: 2026, number: 7 }, files: ['a', 'b', 'c'] },
        { from: 'desk', at, text: 'Poi.', files: ['c'] },
      ],
      attachments: {
        offered: ['a', 'b', 'c'],
        attached: ['a', 'b'],
        refused: [],
        about: { a: file('piano.pdf'), b: { ...file(''), name: undefined } },
      },
    } as unknown as KnownCase;
    const address = { address: 'https://x.example/1', addressEndsAt: due };
    const shown = conversationOf(
      code,
      's',
      state,
      new Map([
        ['a', address],
        ['b', address],
        ['c', address],
      ]),
    );
    const told = { contentType: 'application/pdf', bytes: 7, ...address };
    expect(shown.messages).toEqual([
      {
        from: 'desk',
        at,
        text: 'Ecco.',
        protocol: '2026-0000007',
        files: [
          { name: 'piano.pdf', ...told },
          { name: `${code}-2.pdf`, ...told },
        ],
      },
      { from: 'desk', at, text: 'Poi.' },
    ]);
    expect(conversationOf(code, 's', state).messages[0]).not.toHaveProperty('files');
  });

  test('is what became of the files that came, counted: kept, refused, and those that are looked at still', () => {
    const files = (offered: string[], attached: string[], refused: string[]) =>
      conversationOf(code, 's', {
        ...lived(),
        attachments: { offered, attached, refused, about: {} },
      } as unknown as KnownCase).files;
    expect(files(['a', 'b', 'c', 'd'], ['a'], ['b'])).toEqual({ attached: 1, checking: 2, refused: 1 });
    expect(files([], ['a'], [])).toEqual({ attached: 1, checking: 0, refused: 0 });
    expect(files([], [], [])).toBeUndefined();
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
