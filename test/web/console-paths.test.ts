import { describe, expect, test } from '@jest/globals';
import { operations } from '../../shared/contracts/api/operations.ts';
import { isOfStaff } from '../../shared/contracts/api/routes.ts';
import { deskApi } from '../../web/console/desk/desk-api.ts';
import { type Call, officersApi } from '../../web/console/session/api.ts';

/** What the console asks of the center, call by call: the method and the path below `/v1`, without its query. */
function askedBy(calls: (call: Call) => object): Map<string, string> {
  const asked = new Map<string, string>();
  let name = '';
  const call: Call = async (path, init) => {
    asked.set(name, `${init?.method ?? 'GET'} ${path.split('?')[0]}`);
    return {} as never;
  };
  const api = calls(call) as Record<string, (...given: unknown[]) => Promise<unknown>>;
  // A case names its service and code itself; every other call is given them as texts.
  const seen = { service: 'a-service', code: 'a-code', version: 1 };
  const ofCase = ['read', 'tryCall', 'join'];
  for (name of Object.keys(api)) api[name]?.(ofCase.includes(name) ? seen : 'a-service', 'an-id', 'another');
  return asked;
}

/** Whether an operation of the contracts is what was asked. */
const matches = (asked: string) => (operation: { method: string; path: string }) =>
  new RegExp(`^${operation.method} ${operation.path.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(asked);

describe.each([
  ['the duty officer’s pages', officersApi],
  ['the desk’s pages', deskApi],
])('what %s ask of the center', (_who, calls) => {
  const asked = askedBy(calls);

  test.each([...asked])('is an operation for staff in the table of routes: %s asks %s', (_name, path) => {
    const found = operations.filter(matches(path));
    expect(found.map(isOfStaff)).toEqual([true]);
  });
});

test('a path that no operation has is not taken for one', () => {
  expect(operations.filter(matches('GET /desk/a-service/cases'))).toEqual([]);
  expect(operations.filter(matches('DELETE /desk/a-service/worklist'))).toEqual([]);
});

test('every operation for staff is asked for by the console', () => {
  const asked = [...askedBy(officersApi).values(), ...askedBy(deskApi).values()];
  const unasked = operations.filter(
    (operation) => isOfStaff(operation) && !asked.some((path) => matches(path)(operation)),
  );
  expect(unasked.map(({ operationId }) => operationId)).toEqual([]);
});
