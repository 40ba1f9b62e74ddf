import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AtDesk } from '../../../functions/desk/rules/next-for-shift.ts';
import { proposedMoves } from '../../../functions/desk/rules/proposed-moves.ts';
import type { WorklistItem } from '../../../shared/contracts/worklist.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';
import { worklistItem } from '../../fixtures/worklist-item.ts';

const at = '2026-11-30T10:00:00.000Z';
const until = '2026-11-30T13:00:00.000Z';
const code = (number: number) => `PC-0000-0000-${String(number).padStart(4, '0')}-0000`;
const person = (subject: string, presence: 'present' | 'break' | 'signed-out', shift: object = {}): AtDesk => ({
  subject,
  shift: { name: subject, skills: [], groups: [], week: [], ...shift },
  presence: { presence, since: at, until },
});
const had = (number: number, subject: string, more: Partial<WorklistItem> = {}) =>
  worklistItem(code(number), { owner: { subject, name: subject, since: at, until }, ...more });
const given = (number: number, subject: string, more: Partial<WorklistItem> = {}) =>
  worklistItem(code(number), { owner: { subject, name: subject, since: at, given: 'Bruno' }, ...more });
const moves = (items: readonly WorklistItem[], people: readonly AtDesk[]) =>
  proposedMoves(items, people, protezioneCivile, at).map(({ item, to, because }) => [item.caseId, to, because]);

describe('how cases might be shared out', () => {
  test('those of whoever is away go to whoever is there and has least, the first due first', () => {
    const items = [
      had(1, 'anna', { dueAt: '2026-12-02T10:00:00.000Z' }),
      had(2, 'anna', { dueAt: '2026-12-01T10:00:00.000Z' }),
      had(3, 'carla'),
    ];
    const people = [person('anna', 'signed-out'), person('bruno', 'present'), person('carla', 'present')];
    expect(moves(items, people)).toEqual([
      [code(2), 'bruno', 'away'],
      [code(1), 'bruno', 'away'],
    ]);
  });

  test('what was given and not begun goes from whoever has most; what somebody works on stays', () => {
    const people = [person('anna', 'present'), person('bruno', 'present')];
    const items = [given(1, 'anna'), given(2, 'anna'), had(3, 'anna'), had(4, 'anna')];
    expect(moves(items, people)).toEqual([
      [code(1), 'bruno', 'load'],
      [code(2), 'bruno', 'load'],
    ]);
    expect(moves([had(3, 'anna'), had(4, 'anna'), had(5, 'anna')], people)).toEqual([]);
  });

  test('those of whoever is away are shared among all who are there, whoever has least getting the next', () => {
    const people = [person('anna', 'signed-out'), person('dina', 'present'), person('bruno', 'present')];
    const items = [1, 2, 3, 4].map((number) => had(number, 'anna', { dueAt: `2026-12-0${number}T10:00:00.000Z` }));
    expect(moves(items, people).map(([, to]) => to)).toEqual(['bruno', 'dina', 'bruno', 'dina']);
    expect(moves([...items, had(5, 'bruno'), had(6, 'bruno')], people).map(([, to]) => to)).toEqual([
      'dina',
      'dina',
      'bruno',
      'dina',
    ]);
  });

  test('what was given goes on only while one has two more than another', () => {
    const people = [person('anna', 'present'), person('bruno', 'present')];
    const all = (count: number) => Array.from({ length: count }, (_, at) => given(at + 1, 'anna'));
    expect([1, 2, 3, 4, 5].map((count) => moves(all(count), people).length)).toEqual([0, 1, 1, 2, 2]);
  });

  test('what waits for somebody else, and what nobody has, stays where it is', () => {
    const people = [person('anna', 'signed-out'), person('bruno', 'present')];
    const { owner: _nobody, ...free } = had(2, 'anna');
    expect(moves([had(1, 'anna', { stage: 'forwarded' }), free], people)).toEqual([]);
  });

  test('somebody on a break keeps what they have, and is given nothing', () => {
    expect(moves([had(1, 'anna')], [person('anna', 'break'), person('bruno', 'present')])).toEqual([]);
    expect(moves([had(1, 'anna')], [person('anna', 'signed-out'), person('bruno', 'break')])).toEqual([]);
  });

  test('nothing goes to whom lane, language or skill does not suit', () => {
    const away = person('anna', 'signed-out');
    const to = (shift: object, item: Partial<WorklistItem>) =>
      moves([had(1, 'anna', item)], [away, person('bruno', 'present', shift), person('dina', 'present')]).map(
        ([, who]) => who,
      );
    expect(to({ lanes: ['complaints'] }, {})).toEqual(['dina']);
    expect(to({ languages: ['it'] }, { language: 'de' })).toEqual(['dina']);
    expect(to({ skills: ['instances'] }, { kind: 'instance', lane: 'instances' })).toEqual(['bruno']);
  });

  test('danger to life is never proposed, nobody away gets anything, and nobody ends up with more than before had most', () => {
    const people = fc.array(fc.constantFrom('present', 'break', 'signed-out' as const), { minLength: 1, maxLength: 6 });
    const cases = fc.array(
      fc.record({
        owner: fc.integer({ min: 0, max: 6 }),
        urgent: fc.boolean(),
        given: fc.boolean(),
        stage: fc.constantFrom('registered', 'forwarded' as const),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(people, cases, (presences, some) => {
        const all = presences.map((presence, place) => person(`p${place}`, presence));
        const items = some.map(({ owner, urgent, given: isGiven, stage }, number) =>
          (isGiven ? given : had)(number, `p${owner}`, { urgent, lane: urgent ? 'urgent' : 'information', stage }),
        );
        const proposed = proposedMoves(items, all, protezioneCivile, at);
        expect(new Set(proposed.map(({ item }) => item.caseId)).size).toBe(proposed.length);
        for (const { item, to } of proposed) {
          expect([item.urgent, item.stage]).toEqual([false, 'registered']);
          expect(all.find(({ subject }) => subject === to)?.presence?.presence).toBe('present');
          expect(item.owner?.subject).not.toBe(to);
        }
        const fromThere = proposed.filter(({ because }) => because === 'load');
        for (const { item } of fromThere) expect(item.owner?.given).toBe('Bruno');
      }),
    );
  });
});
