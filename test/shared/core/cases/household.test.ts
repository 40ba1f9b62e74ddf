import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CaseEvent } from '../../../../shared/contracts/case-event.ts';
import type { KnownCase } from '../../../../shared/core/cases/case.ts';
import type { CaseCommand } from '../../../../shared/core/cases/commands.ts';
import { decideCase } from '../../../../shared/core/cases/decide.ts';
import { caseOf } from '../../../../shared/core/cases/evolve.ts';
import { owedNext, type PromiseOfCase } from '../../../../shared/core/cases/household.ts';
import { caseOpened, contactReceived } from '../../../fixtures/case-events.ts';

const now = Date.parse('2026-11-30T09:00:00.000Z');
const instant = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
const made = (index: number, minutes: number, ended: boolean): PromiseOfCase => ({
  promise: index.toString(16).padStart(16, '0'),
  of: 'visit',
  dueAt: instant(minutes),
  by: 'Carla',
  at: instant(-10_000),
  ...(ended && { ended: { kept: index % 2 === 0, by: 'Carla', at: instant(-1) } }),
});
const promises = fc
  .array(fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.boolean()), { maxLength: 12 })
  .map((all) => all.map(([minutes, ended], index) => made(index, minutes, ended)));
const names = (all: readonly { promise: string }[]) => all.map(({ promise }) => promise);

describe('what is owed to a household next', () => {
  test('is every promise that nobody ended, each once, the first due first', () => {
    fc.assert(
      fc.property(promises, (all) => {
        const owed = owedNext(all, now);
        const open = all.filter(({ ended }) => ended === undefined);
        expect(names(owed).toSorted()).toEqual(names(open).toSorted());
        for (const [index, { dueAt }] of owed.entries()) expect(dueAt >= (owed[index - 1]?.dueAt ?? '')).toBe(true);
      }),
    );
  });

  test('is the same in whatever order, and over whatever cases, the promises are told', () => {
    const shuffled = promises.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(fc.property(shuffled, ([all, other]) => expect(owedNext(other, now)).toEqual(owedNext(all, now))));
  });

  test('is overdue from the moment after its time, and time alone ends nothing', () => {
    fc.assert(
      fc.property(promises, fc.integer({ min: 0, max: 9000 }), (all, later) => {
        const [before, after] = [owedNext(all, now), owedNext(all, now + later * 60_000)];
        expect(names(after)).toEqual(names(before));
        for (const { overdue, dueAt } of before) expect(overdue).toBe(Date.parse(dueAt) < now);
        for (const [index, { overdue }] of before.entries()) expect(!overdue || after[index]?.overdue).toBe(true);
      }),
    );
    expect(owedNext([made(1, 0, false)], now)).toMatchObject([{ overdue: false }]);
    expect(owedNext([made(1, 0, false)], now + 1)).toMatchObject([{ overdue: true }]);
  });
});

const carla = { by: 'Carla', subject: 'carla' };
const household = '00000000000000a1';
const other = '00000000000000a2';
const promise = '00000000000000b1';
const opened = [caseOpened(), contactReceived()];
const stateAfter = (...events: CaseEvent[]) =>
  caseOf([...opened, ...events].map((event, index) => ({ at: instant(index), events: [event] }))) as KnownCase;
const joining: CaseCommand = {
  type: 'JoinHousehold',
  ...carla,
  household,
  event: 'sisma-2026',
  asked: 'phone',
  called: 'Famiglia Rossi',
};
const promising: CaseCommand = {
  type: 'PromiseHousehold',
  ...carla,
  household,
  promise,
  of: 'visit',
  dueAt: instant(600),
  text: 'Torniamo sabato.',
};
/** The events of commands, each decided on what those before it left. */
const lived = (...commands: CaseCommand[]) => {
  const events: CaseEvent[] = [];
  for (const command of commands) {
    const decided = decideCase(command, stateAfter(...events));
    if ('refused' in decided) throw new Error(decided.refused);
    events.push(...decided);
  }
  return events;
};
const refusal = (command: CaseCommand, ...events: CaseEvent[]) => {
  const decided = decideCase(command, stateAfter(...events));
  return 'refused' in decided ? decided.refused : undefined;
};

describe('the household of a case', () => {
  test('is on record with who asked its person, when and how, until they agree no more', () => {
    const events = lived(joining);
    expect(events).toEqual([
      {
        type: 'HouseholdJoined',
        ...carla,
        household,
        event: 'sisma-2026',
        asked: 'phone',
        personal: { message: 'Famiglia Rossi' },
      },
    ]);
    expect(stateAfter(...events).household).toMatchObject({ by: 'Carla', asked: 'phone', at: instant(2) });
    const leaving = { type: 'LeaveHousehold', ...carla, household, reason: 'Non vuole più.' } as const;
    expect(stateAfter(...lived(joining, promising, leaving)).household).toBeUndefined();
  });

  test('is one: another is refused, and nothing is noted of one that it is not of', () => {
    expect(refusal(joining, ...lived(joining))).toBe('nothing-new');
    expect(refusal({ ...joining, household: other }, ...lived(joining))).toBe('in-another-household');
    expect(refusal(promising)).toBe('no-household');
    expect(refusal({ ...promising, household: other }, ...lived(joining))).toBe('no-household');
  });

  test('has a promise kept by a visit, or ended with a reason, and then ended no more', () => {
    const visit = {
      type: 'VisitHousehold',
      ...carla,
      household,
      on: instant(5),
      text: 'Il tetto tiene.',
      keeps: promise,
    } as const;
    const kept = stateAfter(...lived(joining, promising, visit)).household;
    expect(kept?.promises).toMatchObject([{ promise, ended: { kept: true, by: 'Carla' } }]);
    expect(kept?.happened).toMatchObject([{ what: 'visit', on: instant(5), text: 'Il tetto tiene.' }]);
    const end = { type: 'EndPromise', ...carla, household, promise, kept: false, text: 'Strada chiusa.' } as const;
    expect(stateAfter(...lived(joining, promising, end)).household?.promises).toMatchObject([
      { ended: { kept: false, text: 'Strada chiusa.' } },
    ]);
    for (const again of [visit, end]) expect(refusal(again, ...lived(joining, promising, end))).toBe('no-such-promise');
    expect(refusal(promising, ...lived(joining, promising))).toBe('nothing-new');
  });

  test('is inspected: what is to be inspected again is promised in the same act', () => {
    const inspect = {
      type: 'InspectHousehold',
      ...carla,
      household,
      on: instant(5),
      outcome: 'to-inspect-again',
      text: 'Serve uno strutturista.',
      again: { promise, dueAt: instant(900) },
    } as const;
    const known = stateAfter(...lived(joining, inspect)).household;
    expect(known?.happened).toMatchObject([{ what: 'inspection', outcome: 'to-inspect-again' }]);
    expect(known?.promises).toMatchObject([{ promise, of: 'inspection', dueAt: instant(900) }]);
  });

  test('has no word of anybody left once personal data was erased, and takes none then', () => {
    const events = lived(joining, promising, {
      type: 'EndPromise',
      ...carla,
      household,
      promise,
      kept: true,
      text: 'Fatta.',
    });
    const erased: CaseEvent = { type: 'PersonalDataErased', reason: 'asked', upToVersion: 9 };
    const state = stateAfter(...events, erased);
    expect(JSON.stringify(state.household)).not.toMatch(/Rossi|sabato|Fatta/);
    expect(state.household?.promises).toMatchObject([{ promise, ended: { kept: true } }]);
    expect(refusal({ ...promising, promise: other }, ...events, erased)).toBe('erased');
    expect(refusal(joining, erased)).toBe('erased');
  });
});
