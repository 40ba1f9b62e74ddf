import { describe, expect, test } from '@jest/globals';
import { groundFor, leafOfRead, quarterOf, type Read, readsAs } from '../../../../shared/core/cases/reads.ts';
import { sha256 } from '../../../../shared/shell/hashing.ts';

type State = Parameters<typeof groundFor>[0];
const state = (more: object = {}) =>
  ({ stage: 'registered', urgent: false, lane: 'information', asks: [], ...more }) as unknown as State;
const ground = (more: object, reader: object = {}, acted: string[] = []) =>
  groundFor(state(more), new Set(acted), { subject: 'me', ...reader });
const other = { owner: { subject: 'other' } };

describe('a case is read without a reason', () => {
  test('by whoever has it or did something with it, closed or not', () => {
    expect(ground({ stage: 'closed', owner: { subject: 'me' } })).toBe('own');
    expect(ground({ stage: 'closed' }, {}, ['me'])).toBe('own');
    expect(ground({ stage: 'closed', urgent: true })).toBeUndefined();
  });

  test('by everybody where a life is in danger, whoever has it', () => {
    expect(ground({ urgent: true, ...other }, { lanes: [] })).toBe('danger');
  });

  test('by whoever works its lane, or every lane, while nobody has it', () => {
    expect(ground({})).toBe('waits-in-lane');
    expect(ground({}, { lanes: ['information'] })).toBe('waits-in-lane');
    expect(ground({}, { lanes: ['complaints'] })).toBeUndefined();
    expect(ground(other)).toBeUndefined();
  });

  test('by the experts who are asked, while they are', () => {
    const asked = { ...other, asks: [{ ask: 'a', to: 'roads', state: 'open' }] };
    expect(ground(asked, { groups: ['roads'] })).toBe('waits-in-lane');
    expect(ground(asked, { groups: 'any' })).toBe('waits-in-lane');
    expect(ground(asked, { groups: ['water'] })).toBeUndefined();
    expect(ground(asked)).toBeUndefined();
  });
});

test('readings of a quarter of an hour are one', () => {
  expect(quarterOf('2026-11-29T10:14:59.999Z')).toBe('2026-11-29T10:00:00.000Z');
  expect(quarterOf('2026-11-29T10:15:00.000Z')).toBe('2026-11-29T10:15:00.000Z');
});

test('of several roles the one nearest to answering reads', () => {
  const as = (...roles: string[]) => readsAs({ roles: Object.fromEntries(roles.map((role) => [role, true])) } as never);
  expect(as('operator', 'expert', 'supervisor')).toBe('operator');
  expect(as('expert', 'supervisor')).toBe('expert');
  expect(as('supervisor')).toBe('supervisor');
  expect(as('officer')).toBe('duty-officer');
});

test('every member of a read changes its leaf, and its chain is the beginning of its hash', () => {
  const read: Read = { of: 'PC-1', at: '2026-11-29T10:00:00.000Z', subject: 's', name: 'n', as: 'operator' };
  const leaf = leafOfRead(read, sha256);
  expect(leaf).toEqual({ chain: `read ${leaf.hash.slice(0, 16)}`, version: 1, hash: leaf.hash });
  const changed: Partial<Read>[] = [
    { of: 'PC-2' },
    { at: '2026-11-29T10:15:00.000Z' },
    { subject: 't' },
    { name: 'm' },
    { as: 'expert' },
    { ground: 'own' },
    { reason: 'x' },
    { filter: 'x' },
  ];
  const hashes = changed.map((more) => leafOfRead({ ...read, ...more }, sha256).hash);
  expect(new Set([leaf.hash, ...hashes]).size).toBe(changed.length + 1);
  expect(leaf.hash).toBe(sha256('["PC-1","2026-11-29T10:00:00.000Z","s","n","operator",null,null,null]'));
});
