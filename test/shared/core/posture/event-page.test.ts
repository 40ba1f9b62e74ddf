import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LedgerEvent } from '../../../../shared/contracts/declaration.ts';
import type { EventAct, EventPageAsked } from '../../../../shared/contracts/event-page.ts';
import { decideEvent } from '../../../../shared/core/posture/decide-event.ts';
import { actsThatCount, declaredAt } from '../../../../shared/core/posture/declared.ts';
import { nextEventChange } from '../../../../shared/core/posture/event-page.ts';
import { decide, evolve, type Ledger, ledgerOf } from '../../../../shared/core/posture/ledger.ts';
import { postureAt } from '../../../../shared/core/posture/posture-at.ts';
import { forbiddenWords } from '../../../../shared/texts/knowledge/forbidden-words.ts';

const [anna, bruno] = ['anna', 'bruno'].map((subject) => ({ subject, name: subject }));
if (!anna || !bruno) throw new Error('nobody is on duty');
const hour = 3_600_000;
/** 3:36 in Rome, hours later. */
const later = (hours: number) => new Date(Date.parse('2026-11-30T02:36:00.000Z') + hours * hour).toISOString();
const forbidden = Object.values(forbiddenWords).flat();

const declared: LedgerEvent = {
  type: 'Declared',
  declaration: 'd1',
  at: later(0),
  by: anna,
  reason: 'quake',
  area: { kind: 'national' },
  level: 'emergency',
  hours: 'around-the-clock',
  notice: { it: 'Scossa', en: 'Quake', de: 'Beben' },
  endsAt: later(24 * 5),
};
const page = (text = 'Scossa alle 3:36.', more: Partial<EventPageAsked> = {}): EventPageAsked => ({
  word: { text: { it: text }, source: 'INGV' },
  doNow: [],
  avoid: [],
  known: [],
  unknown: [],
  untrue: [],
  numbers: [],
  ...more,
});

type Asked = { act: EventAct; by?: typeof anna; at?: string; seen?: number };
const ask = (ledger: Ledger, { act, by = anna, at = later(1), seen }: Asked) =>
  decideEvent(
    { act, declaration: 'd1', by, at, seen: seen ?? ledger.declarations['d1']?.said?.turn ?? 0, forbidden },
    ledger,
  );
/** The ledger after acts that are all carried out. */
const after = (...acts: Asked[]): Ledger =>
  acts.reduce(
    (ledger, asked) => {
      const decision = ask(ledger, asked);
      if ('refused' in decision) throw new Error(decision.refused);
      return evolve(ledger, decision.event);
    },
    ledgerOf([declared]),
  );
const wordAt = (ledger: Ledger, at: string) => declaredAt(ledger.events, at).areas?.[0]?.event?.word?.text.it;
const tell = (text?: string, more?: Partial<EventPageAsked>): EventAct => ({ act: 'tell', page: page(text, more) });

describe('one person tells what is known of an event', () => {
  test('and it is seen at once, marked, for six hours where no end is named', () => {
    const told = after({ act: tell() });
    expect(wordAt(told, later(1))).toBe('Scossa alle 3:36.');
    expect(declaredAt(told.events, later(1)).areas?.[0]?.event?.urgentUntil).toBe(later(73));
    expect(wordAt(told, later(6.99))).toBeDefined();
    expect(wordAt(told, later(7))).toBeUndefined();
    expect(nextEventChange(told.declarations['d1']?.said, later(1))).toBe(later(7));
  });

  test('each line holds from when to when it says, and its source is kept', () => {
    const known = [
      { text: { it: 'La Salaria è chiusa.' }, source: 'ANAS', from: later(2), until: later(3) },
      { text: { it: 'Magnitudo 6.0.' }, source: 'INGV' },
    ];
    const told = after({ act: tell('Scossa.', { known }) });
    const linesAt = (at: string) => declaredAt(told.events, at).areas?.[0]?.event?.known.map(({ source }) => source);
    expect(linesAt(later(1))).toEqual(['INGV']);
    expect(linesAt(later(2))).toEqual(['ANAS', 'INGV']);
    expect(linesAt(later(3))).toEqual(['INGV']);
  });

  test('what nobody else reads is gone after 72 hours; what another person read is not', () => {
    const alone = after({ act: tell('Scossa.', { known: [{ text: { it: 'Magnitudo 6.0.' }, source: 'INGV' }] }) });
    const at = later(74);
    expect(declaredAt(alone.events, later(72.9)).areas?.[0]?.event?.known).toHaveLength(1);
    expect(declaredAt(alone.events, at).areas?.[0]?.event).toBeUndefined();
    const decision = ask(alone, { act: { act: 'review' }, by: bruno, at: later(9) });
    const read = evolve(alone, 'event' in decision ? decision.event : declared);
    expect(declaredAt(read.events, at).areas?.[0]?.event).toMatchObject({ known: [{ source: 'INGV' }] });
    expect(declaredAt(read.events, at).areas?.[0]?.event?.urgentUntil).toBeUndefined();
  });

  test('the same words said again for longer are no new words: neither their 72 hours nor their review begin anew', () => {
    const again = after({ act: tell() }, { act: tell(), at: later(8) });
    expect(wordAt(again, later(9))).toBeDefined();
    expect(again.declarations['d1']?.said?.telling?.urgentUntil).toBe(later(73));
    expect(ask(again, { act: tell(), at: later(73) })).toMatchObject({ refused: 'not-reviewed' });
    const read = after(
      { act: tell() },
      { act: { act: 'review' }, by: bruno, at: later(2) },
      { act: tell(), at: later(8) },
    );
    expect(declaredAt(read.events, later(9)).areas?.[0]?.event?.urgentUntil).toBeUndefined();
    const other = after(
      { act: tell() },
      { act: { act: 'review' }, by: bruno, at: later(2) },
      { act: tell('Altro.'), at: later(8) },
    );
    expect(declaredAt(other.events, later(9)).areas?.[0]?.event?.urgentUntil).toBe(later(80));
  });

  test('withdrawn, it is gone at that instant, and with the declaration too', () => {
    const gone = after({ act: tell() }, { act: { act: 'withdraw', reason: 'wrong' }, at: later(2) });
    expect(wordAt(gone, later(2))).toBeUndefined();
    const over = evolve(after({ act: tell() }), {
      type: 'StoodDown',
      declaration: 'd1',
      at: later(2),
      by: anna,
      reason: 'over',
    });
    expect(declaredAt(over.events, later(2)).areas).toBeUndefined();
    expect(ask(over, { act: tell('Altro.'), at: later(3) })).toMatchObject({ refused: 'already-over' });
  });
});

describe('what is not told', () => {
  test.each([
    ['Potete rientrare nelle case.', 'potete rientrare'],
    ['Ora NON C’È PERICOLO.', "non c'è pericolo"],
    ['È finita, state tranquilli.', 'è finita'],
    ['You are safe now.', 'you are safe'],
    ['Es besteht keine Gefahr.', 'keine gefahr'],
  ])('%s', (text, phrase) => {
    expect(ask(ledgerOf([declared]), { act: tell(text) })).toEqual({ refused: 'refused-phrases', phrases: [phrase] });
    const hidden = { untrue: [{ text: { it: 'Niente', de: text }, source: 'x' }] };
    expect(ask(ledgerOf([declared]), { act: tell('Scossa.', hidden) })).toMatchObject({ refused: 'refused-phrases' });
  });

  test('nothing while nothing is declared, for an end that is past, and for more than 72 hours', () => {
    expect(ask(ledgerOf([]), { act: tell() })).toMatchObject({ refused: 'unknown-declaration' });
    const until = (at: string) => tell('Scossa.', { word: { text: { it: 'Scossa.' }, source: 'INGV', until: at } });
    expect(ask(ledgerOf([declared]), { act: until(later(1)) })).toMatchObject({ refused: 'ends-in-the-past' });
    expect(ask(ledgerOf([declared]), { act: until(later(73.1)) })).toMatchObject({ refused: 'too-long' });
  });

  test('nobody reads their own words, and who saw an older turn is told what was said since', () => {
    const told = after({ act: tell() });
    expect(ask(told, { act: { act: 'review' } })).toMatchObject({ refused: 'own-words' });
    expect(ask(told, { act: tell('Altro.'), seen: 0 })).toMatchObject({
      refused: 'conflict',
      version: 1,
      since: [{ type: 'EventTold' }],
    });
    expect(ask(ledgerOf([declared]), { act: { act: 'withdraw', reason: 'none there' } })).toMatchObject({
      refused: 'nothing-told',
    });
  });
});

describe('what is said of an event changes nothing of the posture', () => {
  test('an officer who saw the ledger before it acts all the same', () => {
    const told = after({ act: tell() }, { act: tell('Altro.'), at: later(2) });
    const standDown = { act: 'stand-down', declaration: 'd1', reason: 'over' } as const;
    const command = { act: standDown, by: anna, at: later(3), newDeclaration: 'd2', expectedVersion: 1 };
    expect(decide(command, told)).toMatchObject({ events: [{ type: 'StoodDown' }] });
    expect(decide({ ...command, expectedVersion: 0 }, told)).toMatchObject({ refused: 'conflict' });
    expect(decide({ ...command, expectedVersion: 9 }, told)).toMatchObject({ refused: 'conflict' });
  });

  test('whatever is told, read and withdrawn: level and hours stay, and what is kept of it says the same', () => {
    const step = fc.record({
      what: fc.constantFrom('tell', 'review', 'withdraw'),
      by: fc.constantFrom(anna, bruno),
      after: fc.integer({ min: 0, max: 40 }),
      text: fc.constantFrom('Scossa.', 'Replica.', 'Frana.'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), fc.integer({ min: 0, max: 119 }), (steps, hours) => {
        let ledger = ledgerOf([declared]);
        let now = 0;
        for (const { what, by, after: wait, text } of steps) {
          now += wait / 4;
          const act: EventAct =
            what === 'tell' ? tell(text) : what === 'review' ? { act: 'review' } : { act: 'withdraw', reason: 'wrong' };
          const decision = ask(ledger, { act, by, at: later(now) });
          if ('event' in decision) ledger = evolve(ledger, decision.event);
        }
        const at = later(Math.max(now, hours));
        const { level, hours: wide } = postureAt(ledger.events, at);
        expect([level, wide]).toEqual(['emergency', 'around-the-clock']);
        const kept = actsThatCount(ledger.events, at);
        expect(declaredAt(kept, at)).toEqual(declaredAt(ledger.events, at));
        expect(kept.filter(({ type }) => type === 'EventTold').length).toBeLessThanOrEqual(1);
        const seen = declaredAt(ledger.events, at).areas?.[0]?.event;
        const { telling } = ledger.declarations['d1']?.said ?? {};
        // Seen alone for 72 hours at most.
        if (seen?.urgentUntil !== undefined)
          expect(Date.parse(at) - Date.parse(telling?.at ?? '')).toBeLessThan(72 * hour);
      }),
      { numRuns: 500 },
    );
  });
});
