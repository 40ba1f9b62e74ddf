import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { PersonalPart } from '../../../../shared/contracts/event-members.ts';
import { WorklistItem } from '../../../../shared/contracts/worklist.ts';
import { asSeenBy } from '../../../../shared/core/cases/worklist-filter.ts';
import { listedCase } from '../../../../shared/core/cases/worklist-item.ts';
import { oneLine } from '../../../../shared/core/cases/worklist-said.ts';
import { caseOpened, code, contactReceived, otherCode } from '../../../fixtures/case-events.ts';

const at = '2026-09-11T15:00:01.000Z';
const later = '2026-09-12T15:00:01.000Z';
const told = (personal: PersonalPart, events: CaseEvent[] = [], about: Parameters<typeof caseOpened>[0] = {}) =>
  listedCase(code, 1 + events.length, [
    { at, events: [caseOpened({ kind: 'report', lane: 'help-requests', ...about }), contactReceived({ personal })] },
    ...events.map((event) => ({ at: later, events: [event] })),
  ])?.item;
const heard = (kind: 'violence' | 'suicide' | 'child' | 'water') =>
  ({ level: 'lane', kind, evidence: 'la frase', rule: `it/${kind}/1` }) as const;
const closed: CaseEvent = { type: 'Closed', reason: 'done' };
const reading = (personal: PersonalPart): CaseEvent => ({
  type: 'DocumentRead',
  contact: code,
  by: 'Carla Villa',
  personal,
});

describe('a row tells', () => {
  test('subject, first words, who and where, each on one line', () => {
    const item = told({
      name: 'Ada',
      surname: 'Bianchi',
      subject: 'Frana  sulla\nprovinciale',
      message: 'Una frana\n\nha chiuso la strada.',
      place: { address: 'via Roma 1', municipality: 'Borgoverde' },
    });
    expect(item?.said).toEqual({
      subject: 'Frana sulla provinciale',
      words: 'Una frana ha chiuso la strada.',
      who: 'Ada Bianchi',
      place: 'via Roma 1, Borgoverde',
    });
    expect(WorklistItem.parse(item)).toEqual(item);
  });

  test('the region of its place where a sign or a province tells it, of the place that holds', () => {
    expect(told({ place: { municipality: 'Accumoli (RI)' } })?.region).toBe('12');
    expect(told({ place: { address: 'via Roma 1', municipality: 'Borgoverde' } })?.region).toBeUndefined();
    const mistyped = reading({ place: { municipality: 'Roma' } });
    expect(told({}, [mistyped, reading({ place: { municipality: 'Parma' } })])?.region).toBe('08');
  });

  test('what somebody has typed of a scan, and after a correction only what holds', () => {
    const mistyped = reading({ surname: 'Gallo', message: 'Una buca.' });
    expect(told({}, [mistyped])?.said).toEqual({ who: 'Gallo', words: 'Una buca.' });
    expect(told({}, [mistyped, reading({ surname: 'Galli' })])?.said).toEqual({ who: 'Galli' });
  });

  test('nothing of what was said once it is done with, or erased', () => {
    expect(told({ message: 'Una frana.' }, [closed])?.said).toBeUndefined();
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'x', upToVersion: 1 };
    expect(JSON.stringify(told({ message: 'Una frana.', surname: 'Bianchi' }, [erased]))).not.toMatch(/frana|Bianchi/);
  });

  test('who said or did something last: the citizen, or the staff by name', () => {
    expect(told({ message: 'x' })?.last).toEqual({ who: 'citizen', at });
    const answered: CaseEvent = { type: 'Answered', by: 'Carla Villa', personal: { message: 'Provvediamo.' } };
    expect(told({ message: 'x' }, [answered])?.last).toEqual({ who: 'staff', name: 'Carla Villa', at: later });
    const again: CaseEvent = { type: 'MessageAdded', from: 'citizen', personal: { message: 'Ancora.' } };
    expect(told({ message: 'x' }, [answered, again])?.last).toEqual({ who: 'citizen', at: later });
  });
});

describe('what was done last', () => {
  const lastOf = (event: object) => told({ message: 'x' }, [event as CaseEvent])?.last;

  test.each<CaseEvent>([
    { type: 'TakenInCharge', by: 'Carla Villa' },
    { type: 'Answered', by: 'Carla Villa' },
    { type: 'DocumentRead', by: 'Carla Villa', contact: code },
    { type: 'CallBackTried', by: 'Carla Villa', outcome: 'busy' },
    { type: 'JoinedTo', by: 'Carla Villa', caseId: otherCode },
    { type: 'CaseJoined', by: 'Carla Villa', caseId: otherCode },
  ])('is by the staff, by name: $type', (event) => {
    expect(lastOf(event)).toEqual({ who: 'staff', name: 'Carla Villa', at: later });
  });

  test('is by nobody’s name where an exchange reports it, or nobody is named', () => {
    for (const by of ['phone', ''])
      expect(lastOf({ type: 'CallBackTried', by, outcome: 'reached' })).toEqual({ who: 'staff', at: later });
  });

  test('is nothing that a machine notes, and no message of the desk', () => {
    for (const event of [
      { type: 'UrgencyRaised' },
      { type: 'MessageAdded', from: 'desk', personal: { message: 'x' } },
      { type: 'ProtocolAssigned', contact: code, year: 2026, number: 1, assignedAt: at },
    ])
      expect(lastOf(event)).toEqual({ who: 'citizen', at });
  });

  test('keeps who and when, and no name, once personal data is erased', () => {
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'x', upToVersion: 1 };
    const taken: CaseEvent = { type: 'TakenInCharge', by: 'Carla Villa' };
    expect(told({ message: 'x' }, [taken, erased])?.last).toEqual({ who: 'staff', at: later });
  });
});

describe('a row keeps to itself', () => {
  test.each(['violence', 'suicide', 'child'] as const)(
    'words in which %s was heard, and says that they are reserved',
    (kind) => {
      const item = told({ surname: 'Bianchi', message: 'Parole che nessuno deve leggere.', danger: heard(kind) });
      expect(item).toMatchObject({ reserved: true });
      expect(JSON.stringify(item)).not.toMatch(/Bianchi|Parole|la frase/);
    },
  );

  test('all that was said before a later message told of it', () => {
    const message: CaseEvent = {
      type: 'MessageAdded',
      from: 'citizen',
      personal: { message: 'Mi picchia.', danger: heard('violence') },
    };
    expect(told({ message: 'Una domanda.' }, [message])).toMatchObject({ reserved: true });
    expect(told({ message: 'Una domanda.' }, [message])?.said).toBeUndefined();
  });

  test('what comes under the category of violence, and what is of somebody to be reached with care', () => {
    expect(told({ message: 'Una domanda.' }, [], { category: 'violence' })).toMatchObject({ reserved: true });
    expect(told({ message: 'Una domanda.', safeContact: 'no-phone' })).toMatchObject({ reserved: true });
  });

  test('what staff find to be of that category', () => {
    const resorted: CaseEvent = { type: 'Resorted', by: 'Carla Villa', category: 'violence' };
    const item = told({ message: 'Una domanda.' }, [resorted]);
    expect(item).toMatchObject({ reserved: true });
    expect(item?.said).toBeUndefined();
  });

  test('what is reserved until somebody has taken it, and then from everybody else', () => {
    const taken: CaseEvent = { type: 'TakenInCharge', by: 'Carla Villa', subject: 'carla' };
    const item = told({ surname: 'Bianchi', message: 'Mi picchia.', danger: heard('violence') }, [taken]);
    if (item === undefined) throw new Error('not listed');
    expect(item).toMatchObject({ reserved: true, owner: { name: 'Carla Villa', subject: 'carla', since: later } });
    expect(asSeenBy(item, 'carla').said).toEqual({ who: 'Bianchi', words: 'Mi picchia.' });
    expect(JSON.stringify(asSeenBy(item, 'bruno'))).not.toMatch(/Bianchi|picchia/);
  });

  test('no words of other dangers: whoever looks must see them', () => {
    const item = told({ message: 'Acqua in casa.', danger: heard('water'), safeContact: 'any' });
    expect(item?.reserved).toBeUndefined();
    expect(item?.said).toEqual({ words: 'Acqua in casa.' });
  });

  test('nothing that another contact of the case tells', () => {
    const more = contactReceived({
      contact: otherCode,
      personal: { message: 'Mi minaccia.', danger: heard('violence') },
    });
    expect(told({ message: 'Una domanda.' }, [more])).toMatchObject({ reserved: true });
  });
});

describe('a line', () => {
  test('is never longer than asked, holds no break, and ends at a word where it is cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 10, max: 160 }), (text, maximum) => {
        const line = oneLine(text, maximum) ?? '';
        expect(line.length).toBeLessThanOrEqual(maximum);
        expect(line).not.toMatch(/[\n\r\t]/);
        expect(line.isWellFormed() || !text.isWellFormed()).toBe(true);
      }),
    );
    expect(oneLine('una frana ha chiuso la strada', 20)).toBe('una frana ha chiuso…');
    // A blank that is the last letter that there is room for ends a word; one in the first half is too far back.
    expect(oneLine('abcdef gh ijkl', 10)).toBe('abcdef gh…');
    expect(oneLine('abcde fghijklmn', 10)).toBe('abcde fgh…');
    expect(oneLine('abcdefghij', 10)).toBe('abcdefghij');
    expect(oneLine(' \n ', 20)).toBeUndefined();
  });
});
