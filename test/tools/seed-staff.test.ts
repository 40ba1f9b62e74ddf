import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { wrongShift } from '../../functions/desk/rules/wrong-shift.ts';
import { colleagues } from '../../local/staff.ts';
import { readStaff } from '../../tools/seed-staff.ts';
import { protezioneCivile, services } from '../fixtures/contacts.ts';

const text = readFileSync(new URL('../../tools/staff-of-stage.json', import.meta.url), 'utf8');

test('the shipped list names accounts of the stage, and lanes, skills and groups that their service has', () => {
  const staff = readStaff(text);
  expect(staff.length).toBeGreaterThan(5);
  for (const { service, subject, ...shift } of staff) {
    const definition = services[service] ?? protezioneCivile;
    expect([shift.name, wrongShift(shift, definition)]).toEqual([shift.name, []]);
    expect(colleagues.find(({ sub }) => sub === subject)?.name).toBe(shift.name);
  }
  const skills = new Set(staff.flatMap((one) => one.skills));
  expect(skills.size).toBeGreaterThan(2);
  expect(staff.some(({ groups }) => groups.length > 0)).toBe(true);
});

test('a list that is wrong says where', () => {
  expect(() => readStaff('[{"service":"familyline","subject":"a"}]')).toThrow('the list is wrong at /0/name');
});
