import { describe, expect, test } from '@jest/globals';
import type { DeclarationAct, LedgerEvent } from '../../../../shared/contracts/declaration.ts';
import {
  DeclarationAct as ActContract,
  LedgerEvent as EventContract,
} from '../../../../shared/contracts/declaration.ts';
import { decide, emptyLedger, type LedgerDecision, ledgerOf } from '../../../../shared/core/posture/ledger.ts';

const anna = { subject: 'anna', name: 'Anna Bianchi' };
const bruno = { subject: 'bruno', name: 'Bruno Neri' };
const notice = { it: 'Emergenza alluvione', en: 'Flood emergency', de: 'Hochwasser-Notfall' };
const declare = {
  act: 'declare',
  reason: 'red bulletin for Romagna',
  area: { kind: 'zones', zones: ['Emil-B1', 'Emil-B2'] },
  level: 'emergency',
  hours: 'around-the-clock',
  notice,
} as const satisfies DeclarationAct;

/** Carries out acts one after the other; each sees the newest version unless it says otherwise. */
function after(...acts: { act: DeclarationAct; at: string; by?: typeof anna; id?: string }[]): LedgerEvent[] {
  const events: LedgerEvent[] = [];
  for (const { act, at, by = anna, id = 'd1' } of acts) {
    const decision = when(events, act, at, { by, id });
    if ('refused' in decision) throw new Error(decision.refused);
    events.push(...decision.events);
  }
  return events;
}

function when(
  events: LedgerEvent[],
  act: DeclarationAct,
  at: string,
  { by = anna, id = 'd1', saw = events.length }: { by?: typeof anna; id?: string; saw?: number } = {},
): LedgerDecision {
  return decide({ act, by, at, newDeclaration: id, expectedVersion: saw }, ledgerOf(events));
}

describe('declaring', () => {
  test('ends by itself after 24 hours when no end is named', () => {
    expect(when([], declare, '2026-09-12T08:00:00Z')).toEqual({
      events: [
        {
          type: 'Declared',
          declaration: 'd1',
          at: '2026-09-12T08:00:00.000Z',
          by: anna,
          reason: 'red bulletin for Romagna',
          area: { kind: 'zones', zones: ['Emil-B1', 'Emil-B2'] },
          level: 'emergency',
          hours: 'around-the-clock',
          notice,
          endsAt: '2026-09-13T08:00:00.000Z',
        },
      ],
    });
  });

  test('keeps the decree it rests on and the proposal it follows', () => {
    const legalBasis = { kind: 'resolution', number: '123', date: '2026-09-12' } as const;
    const events = after({ act: { ...declare, legalBasis, proposal: 'p1' }, at: '2026-09-12T08:00:00Z' });
    expect(events[0]).toMatchObject({ legalBasis, proposal: 'p1' });
    expect(ledgerOf(events).declarations['d1']).toMatchObject({ legalBasis, proposal: 'p1' });
  });

  test('may last 14 days to the millisecond and no longer', () => {
    const at = '2026-09-12T08:00:00.000Z';
    expect(when([], { ...declare, endsAt: '2026-09-26T08:00:00.000Z' }, at)).toHaveProperty('events');
    expect(when([], { ...declare, endsAt: '2026-09-26T08:00:00.001Z' }, at)).toEqual({
      refused: 'too-long',
      endsAt: '2026-09-26T08:00:00.001Z',
      latest: '2026-09-26T08:00:00.000Z',
    });
  });

  test('is refused when it would end before it begins, or names a zone twice', () => {
    expect(when([], { ...declare, endsAt: '2026-09-12T08:00:00Z' }, '2026-09-12T08:00:00Z')).toMatchObject({
      refused: 'ends-in-the-past',
    });
    expect(
      when([], { ...declare, area: { kind: 'zones', zones: ['Emil-B1', 'Emil-B1'] } }, '2026-09-12T08:00:00Z'),
    ).toEqual({ refused: 'zone-named-twice', zone: 'Emil-B1' });
  });

  test('never takes effect before what was declared last, however late the officer’s clock is', () => {
    const events = after(
      { act: declare, at: '2026-09-12T08:00:00Z' },
      { act: { ...declare, area: { kind: 'national' } }, at: '2026-09-12T07:59:50Z', id: 'd2' },
    );
    expect(events.map(({ at }) => at)).toEqual(['2026-09-12T08:00:00.000Z', '2026-09-12T08:00:00.000Z']);
  });
});

describe('two officers at once', () => {
  test('the second is refused and told what the first did', () => {
    const first = after({ act: declare, at: '2026-09-12T08:00:00Z' });
    const second = when(first, { ...declare, level: 'alert' }, '2026-09-12T08:00:01Z', { by: bruno, id: 'd2', saw: 0 });
    expect(second).toEqual({ refused: 'conflict', expectedVersion: 0, version: 1, since: first });
  });

  test('a version that the ledger has not reached yet is a conflict too', () => {
    expect(when([], declare, '2026-09-12T08:00:00Z', { saw: 3 })).toMatchObject({ refused: 'conflict', since: [] });
  });
});

describe('renewing', () => {
  const declared = after({ act: declare, at: '2026-09-12T08:00:00Z' });
  const renew = { act: 'renew', declaration: 'd1', reason: 'still raining' } as const;

  test('adds 24 hours when no end is named, even in the last millisecond', () => {
    expect(when(declared, renew, '2026-09-13T07:59:59.999Z')).toMatchObject({
      events: [{ type: 'Renewed', endsAt: '2026-09-14T08:00:00.000Z' }],
    });
  });

  test('comes too late at the very instant of the end', () => {
    expect(when(declared, renew, '2026-09-13T08:00:00.000Z')).toEqual({
      refused: 'already-over',
      declaration: 'd1',
      endedAt: '2026-09-13T08:00:00.000Z',
    });
  });

  test('does not shorten: that is standing down', () => {
    expect(when(declared, { ...renew, endsAt: '2026-09-13T07:00:00Z' }, '2026-09-12T09:00:00Z')).toMatchObject({
      refused: 'shortens',
    });
  });

  test('goes on for 14 days from the renewal at most, as often as it is renewed', () => {
    const long = after(
      { act: { ...declare, endsAt: '2026-09-26T08:00:00Z' }, at: '2026-09-12T08:00:00Z' },
      { act: { ...renew, endsAt: '2026-10-09T08:00:00Z' }, at: '2026-09-25T08:00:00Z' },
    );
    expect(ledgerOf(long).declarations['d1']?.endsAt).toBe('2026-10-09T08:00:00.000Z');
    expect(when(long, { ...renew, endsAt: '2026-11-09T08:00:00Z' }, '2026-10-01T08:00:00Z')).toMatchObject({
      refused: 'too-long',
    });
  });
});

describe('changing and standing down', () => {
  const declared = after({ act: declare, at: '2026-09-12T08:00:00Z' });

  test('a change keeps what it does not name', () => {
    const change = { act: 'change', declaration: 'd1', reason: 'water is falling', level: 'alert' } as const;
    expect(when(declared, change, '2026-09-12T20:00:00Z')).toMatchObject({
      events: [{ type: 'Changed', level: 'alert', hours: 'around-the-clock', area: declare.area, notice }],
    });
  });

  test('the decree or resolution that a change or a renewal rests on is kept, even where nothing else changes', () => {
    const legalBasis = { kind: 'resolution', number: '456', date: '2026-09-13' } as const;
    for (const act of ['change', 'renew'] as const) {
      const reason = 'the government has resolved';
      const decision = when(declared, { act, declaration: 'd1', reason, legalBasis }, '2026-09-12T20:00:00Z');
      expect(decision).toMatchObject({ events: [{ reason, legalBasis }] });
      const events = 'events' in decision ? decision.events : [];
      expect(ledgerOf([...declared, ...events]).declarations['d1']).toMatchObject({ legalBasis, level: 'emergency' });
      const later = when(
        [...declared, ...events],
        { act: 'change', declaration: 'd1', reason: 'water is falling', level: 'alert' },
        '2026-09-12T21:00:00Z',
      );
      expect(
        ledgerOf([...declared, ...events, ...('events' in later ? later.events : [])]).declarations['d1'],
      ).toMatchObject({ legalBasis, level: 'alert' });
    }
  });

  test('a change that changes nothing is refused', () => {
    const change = { act: 'change', declaration: 'd1', reason: 'nothing', level: 'emergency' } as const;
    expect(when(declared, change, '2026-09-12T20:00:00Z')).toEqual({ refused: 'changes-nothing', declaration: 'd1' });
  });

  test('after standing down nothing more can be done with the declaration', () => {
    const over = after(
      { act: declare, at: '2026-09-12T08:00:00Z' },
      { act: { act: 'stand-down', declaration: 'd1', reason: 'all clear' }, at: '2026-09-12T09:00:00Z', by: bruno },
    );
    for (const act of ['renew', 'change', 'stand-down'] as const) {
      expect(when(over, { act, declaration: 'd1', reason: 'once more' }, '2026-09-12T09:00:00Z')).toEqual({
        refused: 'already-over',
        declaration: 'd1',
        endedAt: '2026-09-12T09:00:00.000Z',
      });
    }
  });

  test('of a declaration that was never made there is nothing to do', () => {
    expect(when([], { act: 'stand-down', declaration: 'x', reason: 'oops' }, '2026-09-12T09:00:00Z')).toEqual({
      refused: 'unknown-declaration',
      declaration: 'x',
    });
    expect(ledgerOf([])).toEqual(emptyLedger());
  });

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])(
    'a declaration called %s was never made either',
    (declaration) => {
      for (const act of ['renew', 'change', 'stand-down'] as const)
        expect(when(declared, { act, declaration, reason: 'hostile' }, '2026-09-12T09:00:00Z')).toEqual({
          refused: 'unknown-declaration',
          declaration,
        });
      expect(when([], declare, '2026-09-12T09:00:00Z', { id: declaration })).toHaveProperty('events');
    },
  );
});

describe('the contract', () => {
  test('takes every event that the ledger makes', () => {
    const events = after(
      { act: declare, at: '2026-09-12T08:00:00Z' },
      { act: { act: 'renew', declaration: 'd1', reason: 'still raining' }, at: '2026-09-12T09:00:00Z' },
      { act: { act: 'change', declaration: 'd1', reason: 'wider', hours: 'extended' }, at: '2026-09-12T10:00:00Z' },
      { act: { act: 'stand-down', declaration: 'd1', reason: 'all clear' }, at: '2026-09-12T11:00:00Z' },
    );
    for (const event of events) expect(EventContract.parse(event)).toEqual(event);
  });

  test.each([
    ['no reason', { ...declare, reason: '   ' }],
    ['no zone', { ...declare, area: { kind: 'zones', zones: [] } }],
    ['the ordinary level', { ...declare, level: 'ordinary' }],
    ['a member that nobody knows', { ...declare, until: 'tomorrow' }],
    ['a notice without German', { ...declare, notice: { it: 'a', en: 'b' } }],
  ])('refuses an act with %s', (_what, act) => {
    expect(ActContract.safeParse(act).success).toBe(false);
  });
});
