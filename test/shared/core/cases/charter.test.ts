import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  answerDueAt,
  callBackDueAt,
  expertsDueAt,
  firstAnswerDue,
  suspensionOf,
  termOf,
} from '../../../../shared/core/cases/charter.ts';
import { dueByNow } from '../../../../shared/core/cases/worklist.ts';
import type { HoursPeriod } from '../../../../shared/core/hours/calendar.ts';
import { protezioneCivile } from '../../../fixtures/contacts.ts';
import { worklistItem } from '../../../fixtures/worklist-item.ts';

/** Friday 11 September 2026, 17:00 in Rome: the service is open until 18:00, and again on Monday at 9:00. */
const receivedAt = '2026-09-11T15:00:00.000Z';
const promised = answerDueAt({ kind: 'information', receivedAt, definition: protezioneCivile, periods: [] }) ?? '';
const aroundTheClock = (from: string, to: string): HoursPeriod => ({ from, to, hours: 'around-the-clock' });
const kept = { kind: 'information', receivedAt, firstAnswerDueAt: promised };

describe('the first answer that a case owes', () => {
  test.each<{ given: string; periods: HoursPeriod[]; due: string }>([
    { given: 'nothing is declared', periods: [], due: '2026-09-14T10:00:00.000Z' },
    {
      given: 'an emergency is declared on Saturday at 10:00, after the receipt',
      periods: [aroundTheClock('2026-09-12T08:00:00Z', '2026-09-15T08:00:00Z')],
      due: '2026-09-12T11:00:00.000Z',
    },
    {
      given: 'that emergency ends on Saturday at 11:00',
      periods: [aroundTheClock('2026-09-12T08:00:00Z', '2026-09-12T09:00:00Z')],
      due: '2026-09-14T09:00:00.000Z',
    },
  ])('is due by its clock when $given', ({ periods, due }) => {
    expect(firstAnswerDue(kept, protezioneCivile, periods)).toBe(due);
  });

  test('keeps the promise of its receipt once it was given, and where the kind has no clock any more', () => {
    const periods = [aroundTheClock('2026-09-12T08:00:00Z', '2026-09-15T08:00:00Z')];
    const history = [{ stage: 'registered' }, { stage: 'answered' }, { stage: 'taken-in-charge' }];
    expect(firstAnswerDue({ ...kept, history }, protezioneCivile, periods)).toBe(promised);
    expect(firstAnswerDue({ ...kept, kind: 'no-longer-taken' }, protezioneCivile, periods)).toBe(promised);
    expect(firstAnswerDue({ kind: 'information', receivedAt }, protezioneCivile, periods)).toBeUndefined();
  });

  test('is due later by the time that its own clock stood still, a running pause to its said end', () => {
    const pause = { clock: 'first-answer', from: '2026-09-14T07:30:00Z', until: '2026-09-15T07:30:00Z' };
    const withPauses = (...pauses: (typeof pause & { to?: string })[]) =>
      firstAnswerDue({ ...kept, pauses }, protezioneCivile, []);
    expect(withPauses()).toBe(promised);
    expect(withPauses(pause)).toBe('2026-09-15T10:00:00.000Z');
    expect(withPauses({ ...pause, to: '2026-09-14T08:00:00Z' })).toBe('2026-09-14T10:30:00.000Z');
    expect(withPauses({ ...pause, clock: 'legal-term' })).toBe(promised);
  });

  test('is never due later because of what is declared after the receipt', () => {
    const minutes = fc.integer({ min: 0, max: 14 * 24 * 60 });
    fc.assert(
      fc.property(minutes, minutes, (after, length) => {
        const from = Date.parse(receivedAt) + after * 60_000;
        const period = aroundTheClock(new Date(from).toISOString(), new Date(from + length * 60_000).toISOString());
        const due = firstAnswerDue(kept, protezioneCivile, length === 0 ? [] : [period]) ?? '';
        expect(due <= promised).toBe(true);
        // What is declared once the answer is overdue changes nothing.
        if (from >= Date.parse(promised)) expect(due).toBe(promised);
      }),
    );
  });
});

describe('the worklist', () => {
  test('shows when each answer is due by now, the first due first in its lane, and calls back when it was agreed', () => {
    const periods = [aroundTheClock('2026-09-12T08:00:00Z', '2026-09-15T08:00:00Z')];
    const call = { dueAt: '2026-09-12T10:30:00.000Z', attempts: 0 };
    const owed = { firstAnswerDueAt: promised, dueAt: promised };
    const items = [
      worklistItem('PC-URGENT', { lane: 'urgent', ...owed }),
      worklistItem('PC-LETTER', {
        kind: 'complaint',
        firstAnswerDueAt: '2026-09-13T10:00:00.000Z',
        dueAt: '2026-09-13T10:00:00.000Z',
      }),
      worklistItem('PC-CALL', { ...owed, callBack: call, dueAt: call.dueAt }),
      worklistItem('PC-FORM', owed),
      worklistItem('PC-NONE', {}),
    ];
    const shown = dueByNow(items, protezioneCivile, periods);
    expect(shown.map(({ caseId, dueAt }) => [caseId, dueAt])).toEqual([
      ['PC-URGENT', '2026-09-12T11:00:00.000Z'],
      ['PC-NONE', undefined],
      ['PC-CALL', call.dueAt],
      ['PC-FORM', '2026-09-12T11:00:00.000Z'],
      ['PC-LETTER', expect.stringMatching(/^2026-10-1/)],
    ]);
  });
});

describe('what a service promises by the hours in force', () => {
  const at = receivedAt;
  const declared = [aroundTheClock('2026-09-11T15:00:00Z', '2026-09-13T15:00:00Z')];
  const definition = protezioneCivile;

  test('is by when experts answer', () => {
    const due = (periods: HoursPeriod[]) =>
      expertsDueAt({ answers: { workingMinutes: 180 } }, { at, definition, periods });
    // An hour is left of Friday, two are of Monday.
    expect(due([])).toBe('2026-09-14T09:00:00.000Z');
    expect(due(declared)).toBe('2026-09-11T18:00:00.000Z');
  });

  test('is by when whoever asks to be called is called', () => {
    const due = (periods: HoursPeriod[]) => callBackDueAt({ preference: 'any', at, definition, periods }) ?? '';
    expect(due([]) > '2026-09-14T07:00:00.000Z').toBe(true);
    expect(due(declared) < '2026-09-13T15:00:00.000Z').toBe(true);
  });

  test('is the term of a kind, its own or that of its clock; nothing for one that has none', () => {
    const { charter, kinds } = definition;
    const [kind] = kinds;
    const term = { days: 20 };
    const of = (more: object) => termOf('x', { charter, kinds: [{ ...kind, kind: 'x', ...more }] as never });
    expect(of({ clock: 'first-answer', duty: undefined })).toEqual(charter.firstAnswer);
    expect(of({ clock: 'legal-term', duty: undefined })).toEqual(charter.legalTerm);
    expect(of({ clock: 'legal-term', duty: { term } })).toEqual(term);
    expect([of({ clock: 'none', duty: { term } }), termOf('y', definition)]).toEqual([undefined, undefined]);
  });

  test('is that a term stands still for thirty days at most, where its kind says nothing else', () => {
    const of = (duty: object | undefined) => suspensionOf('x', { kinds: [{ kind: 'x', duty }] as never });
    expect([of(undefined), of({}), of({ suspension: 10 }), of({ suspension: 0 })]).toEqual([30, 30, 10, 0]);
    expect(suspensionOf('y', { kinds: [] })).toBe(30);
  });
});
