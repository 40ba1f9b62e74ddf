import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type CallFacts, callOutcomes } from '../../../../shared/contracts/arrival.ts';
import { callOrder, chosenKind, menuOptions, wholeCall } from '../../../../shared/core/cases/call.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';

const facts: fc.Arbitrary<CallFacts> = fc.record(
  {
    source: fc.constant('ivr'),
    externalId: fc.constant('a'),
    asOf: fc.integer({ min: 0, max: 5 }).map((minute) => `2026-09-11T16:0${minute}:00Z`),
    outcome: fc.constantFrom(...callOutcomes),
    startedAt: fc.integer({ min: 0, max: 5 }).map((second) => `2026-09-11T16:00:0${second}Z`),
    sequence: fc.nat(3),
    queue: fc.constantFrom('information', 'reports'),
    menuChoices: fc.array(fc.constantFrom('1', '2'), { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['source', 'externalId', 'asOf', 'outcome', 'startedAt'] },
);
const ordered = (records: readonly CallFacts[]) => records.toSorted(callOrder);

describe('the records of a call', () => {
  test('have one order, whichever two are compared', () => {
    fc.assert(
      fc.property(facts, facts, facts, (one, other, third) => {
        expect(Math.sign(callOrder(one, other))).toBe(-Math.sign(callOrder(other, one)) + 0);
        if (callOrder(one, other) <= 0 && callOrder(other, third) <= 0) {
          expect(callOrder(one, third)).toBeLessThanOrEqual(0);
        }
      }),
    );
  });

  test('of one instant end with what is owed the most, after any number by which the exchange counts them', () => {
    const of = (outcome: CallFacts['outcome'], more: Partial<CallFacts> = {}) => ({ asOf: at, outcome, ...more });
    const at = '2026-09-11T16:00:00Z';
    const least = [
      'in-progress',
      'not-connected',
      'diverted',
      'busy',
      'abandoned',
      'answered',
      'call-back-asked',
      'voicemail',
    ] as const;
    expect(new Set(least)).toEqual(new Set(callOutcomes));
    for (const [place, outcome] of least.slice(1).entries())
      expect(callOrder(of(outcome), of(least[place] as CallFacts['outcome']))).toBeGreaterThan(0);
    expect(callOrder(of('in-progress', { sequence: 1 }), of('voicemail'))).toBeGreaterThan(0);
    expect(callOrder(of('in-progress', { asOf: '2026-09-11T16:00:00.001Z' }), of('voicemail', { sequence: 9 }))).toBe(
      1,
    );
  });

  test('together have time, sequence and outcome of the newest, its other members or else the next older one’s', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 6 }), (given) => {
        const records = ordered(given);
        const newest = records.at(-1) as CallFacts;
        const { asOf, sequence, outcome, queue, startedAt } = wholeCall(records);
        expect({ asOf, sequence, outcome }).toEqual({
          asOf: newest.asOf,
          sequence: newest.sequence,
          outcome: newest.outcome,
        });
        expect(queue).toBe(records.findLast((record) => record.queue !== undefined)?.queue);
        expect(startedAt).toBe(records.map((record) => record.startedAt).sort()[0]);
      }),
    );
  });

  test('may be told together step by step or at once', () => {
    fc.assert(
      fc.property(fc.array(facts, { minLength: 1, maxLength: 6 }), (given) => {
        const records = ordered(given);
        const stepwise = records.reduce((known, record) => wholeCall([known, record]));
        expect(stepwise).toEqual(records.length === 1 ? records[0] : wholeCall(records));
      }),
    );
  });
});

describe('the kind of a call', () => {
  test('is what the first choice with a meaning leads to, by key or by name', () => {
    expect(chosenKind(['#', '9', '2', '1'], protezioneCivile)).toBe('report');
    expect(chosenKind(['complaint', '2'], protezioneCivile)).toBe('complaint');
    expect(chosenKind(['0', '*', 'nonsense'], protezioneCivile)).toBeUndefined();
    expect(chosenKind([], protezioneCivile)).toBeUndefined();
  });

  test('of a service that names no keys is one of its kinds in their order', () => {
    const { voiceMenu: _own, ...plain } = protezioneCivile;
    for (const { key, kind } of menuOptions(plain)) expect(chosenKind([key], plain)).toBe(kind);
    expect(menuOptions(plain).map(({ kind }) => kind)).toEqual(plain.kinds.slice(0, 8).map(({ kind }) => kind));
  });
});
