import { describe, expect, test } from '@jest/globals';
import { askedDays, knownDays } from '../../../functions/hours/rules/asked-days.ts';
import { readAsked } from '../../../functions/status/rules/asked.ts';
import { caseStatus } from '../../../shared/core/cases/case-status.ts';
import { nothingDeclared } from '../../../shared/core/posture/declared.ts';
import { effectiveHours, serviceState } from '../../../shared/core/posture/service-state.ts';
import { protezioneCivile } from '../../fixtures/contacts.ts';

describe('the status of a code', () => {
  test('is accepted, not unknown, while the register has not seen it', () => {
    expect(caseStatus('PC-1', protezioneCivile, { stage: 'none' }, [])).toMatchObject({ stage: 'accepted' });
  });
});

describe('what a citizen asks', () => {
  test('is read from the form of the status page with or without the second fact', () => {
    expect(readAsked('contact-status', undefined, { code: ' pc 7k3m ' })).toEqual({ code: 'pc 7k3m' });
    expect(readAsked('contact-status', undefined, { code: 'x', secondFact: 'ada@example.org' })).toEqual({
      code: 'x',
      secondFact: 'ada@example.org',
    });
  });

  test.each([
    ['contact-status', {}],
    ['contact-status', null],
    ['conversation', { secondFact: '' }],
    ['messages', { secondFact: 'ada@example.org' }],
    ['messages', { secondFact: 'ada@example.org', message: 'x'.repeat(4001) }],
  ])('at %s with %j is told what to mend', (address, content) => {
    expect(readAsked(address, 'PC-1', content)).toHaveProperty('issues');
  });
});

describe('the public state of a service', () => {
  test('is open on a Friday afternoon until 18:00 in Rome, and says it is no rescue service', () => {
    const state = serviceState(protezioneCivile, nothingDeclared, '2026-09-11T15:00:00.000Z');
    expect(state).toMatchObject({ posture: 'ordinary', open: true, nextChangeAt: '2026-09-11T16:00:00.000Z' });
    expect(state.emergencyNumbers.map(({ number }) => number)).toEqual(['112', '115', '118']);
  });

  test('tells how long callers wait while it is open, and not when nobody answers', () => {
    const stateAt = (at: string) => serviceState(protezioneCivile, nothingDeclared, at, 95);
    expect(stateAt('2026-09-11T15:00:00.000Z').expectedWaitSeconds).toBe(95);
    expect(stateAt('2026-09-12T15:00:00.000Z')).not.toHaveProperty('expectedWaitSeconds');
  });

  test('is closed on the patron of L’Aquila and says why', () => {
    const { days } = effectiveHours(protezioneCivile, nothingDeclared, '2026-06-10', '2026-06-11');
    expect(days[0]).toMatchObject({ date: '2026-06-10', open: [], because: 'holiday' });
    expect(days[0]?.holiday?.it).toContain('Massimo');
    expect(days[1]?.open).toEqual([{ from: '2026-06-11T07:00:00.000Z', to: '2026-06-11T16:00:00.000Z' }]);
  });
});

describe('the days of which hours are asked', () => {
  const known = { first: '2025-01-01', last: '2036-12-31' };
  const ask = (query: Record<string, string>, today = '2026-09-11') => askedDays(query, today, known);

  test('default to a week from today, and end where holidays are no longer known', () => {
    expect(ask({})).toEqual({ from: '2026-09-11', to: '2026-09-17' });
    expect(ask({ from: '2036-12-29' })).toEqual({ from: '2036-12-29', to: '2036-12-31' });
  });

  test.each<[Record<string, string>, string[]]>([
    [{ from: 'tomorrow' }, ['/from']],
    [{ from: '2026-02-30', to: '' }, ['/from', '/to']],
    [{ from: '2026-09-11T00:00:00Z' }, ['/from']],
    [{ from: '2026-09-11,2026-09-12' }, ['/from']],
    [{ from: '2026-09-11', to: '2026-09-10' }, ['/to']],
    [{ from: '2026-01-01', to: '2027-01-01' }, ['/to']],
    [{ from: '2024-12-31', to: '2025-01-01' }, ['/from']],
    [{ to: '2037-01-01' }, ['/to']],
    [{ from: '9999-12-31' }, ['/from']],
    [{ from: '0000-01-01', to: '9999-12-31' }, ['/from', '/to']],
  ])('%j are told what to mend', (query, pointers) => {
    const { errors } = ask(query) as { errors: { detail: string; pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test('are known as far as the holidays of the service are', () => {
    expect(knownDays(protezioneCivile.holidayDates)).toEqual({
      first: expect.stringMatching(/^\d{4}-01-01$/),
      last: expect.stringMatching(/^\d{4}-12-31$/),
    });
    expect(knownDays({ '2027-01-01': {}, '2026-12-26': {}, '2026-04-06': {} })).toEqual({
      first: '2026-01-01',
      last: '2027-12-31',
    });
  });
});
