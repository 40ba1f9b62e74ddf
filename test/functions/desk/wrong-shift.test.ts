import { expect, test } from '@jest/globals';
import { wrongShift } from '../../../functions/desk/rules/wrong-shift.ts';
import type { ShiftBody } from '../../../shared/contracts/shift.ts';

const shift = (more: object = {}) => ({ name: 'Mattina', skills: [], groups: [], week: [], ...more }) as ShiftBody;
const service = {
  lanes: [{ lane: 'information' }, { lane: 'complaints' }],
  desk: { skills: [{ skill: 'instances', kinds: ['instance'] }] },
  experts: [{ group: 'tributaristi', themes: [] }],
} as unknown as Parameters<typeof wrongShift>[1];

test('a shift names lanes, skills and groups of experts that its service has', () => {
  expect(wrongShift(shift(), service)).toEqual([]);
  const all = { lanes: ['information'], skills: ['instances'], groups: ['tributaristi'] };
  expect(wrongShift(shift(all), service)).toEqual([]);
});

test('what is wrong with a shift is told member by member, with what can be named', () => {
  const wrong = shift({ lanes: ['information', 'altro'], skills: ['altro'], groups: ['altro'] });
  expect(wrongShift(wrong, service)).toEqual([
    { pointer: '/lanes', detail: 'must be of information, complaints' },
    { pointer: '/skills', detail: 'must be of instances' },
    { pointer: '/groups', detail: 'must be of tributaristi' },
  ]);
});

test('a service without skills and experts takes shifts that name none', () => {
  const bare = { lanes: service.lanes } as typeof service;
  expect(wrongShift(shift(), bare)).toEqual([]);
  expect(wrongShift(shift({ skills: ['instances'], groups: ['tributaristi'] }), bare)).toEqual([
    { pointer: '/skills', detail: 'must be empty' },
    { pointer: '/groups', detail: 'must be empty' },
  ]);
});
