import { expect, test } from '@jest/globals';
import { seesCases, staffOf, staffRoles, worksOnCases } from '../../../shared/core/staff.ts';

const of = (groups: unknown, sub: string | undefined = 'a') =>
  staffOf({ ...(sub === undefined ? {} : { sub }), 'cognito:groups': groups }, 'protezione-civile');

test('a group gives its role for every service, or for the one it names', () => {
  for (const [role, group] of Object.entries(staffRoles)) {
    expect(of([group]).roles).toMatchObject({ [role]: true });
    expect(of([`${group}.protezione-civile`]).roles).toMatchObject({ [role]: true });
    expect(of(`[someone ${group}.protezione-civile]`).roles).toMatchObject({ [role]: true });
    expect(Object.values(of([`${group}.familyline`]).roles)).not.toContain(true);
    expect(Object.values(of([`ex-${group}`, `${group}s`, `${group}.protezione-civile.x`]).roles)).not.toContain(true);
  }
});

test('a group whose name has a comma is that group alone', () => {
  for (const groups of ['[x,duty-officer]', 'x,duty-officer', ['x,duty-officer']])
    expect(Object.values(of(groups).roles)).not.toContain(true);
});

test('whoever works on cases sees them, and duty officers see them too', () => {
  for (const group of ['operator', 'expert', 'supervisor']) {
    expect(worksOnCases(of([group]))).toBe(true);
    expect(seesCases(of([group]))).toBe(true);
  }
  expect(worksOnCases(of(['duty-officer']))).toBe(false);
  expect(seesCases(of(['duty-officer']))).toBe(true);
});

test('a token that names nobody, or no group, is nothing to a service', () => {
  expect(seesCases(staffOf({ 'cognito:groups': ['operator', 'supervisor'] }, 'familyline'))).toBe(false);
  for (const groups of [undefined, null]) expect(seesCases(of(groups))).toBe(false);
  expect(seesCases(of(''))).toBe(false);
});

test('the name to show is the name, else the address, else the subject, and never endless', () => {
  expect(staffOf({ sub: 's', name: 'Anna', email: 'a@example.org' }, 'x').officer).toEqual({
    subject: 's',
    name: 'Anna',
  });
  expect(staffOf({ sub: 's', email: 'a@example.org' }, 'x').officer.name).toBe('a@example.org');
  expect(staffOf({ sub: 's' }, 'x').officer.name).toBe('s');
  for (const claim of ['sub', 'name', 'email'])
    expect(staffOf({ sub: 's', [claim]: 'a'.repeat(500) }, 'x').officer.name).toBe('a'.repeat(200));
});
