import { describe, expect, test } from '@jest/globals';
import { refusalOfPath } from '../../../functions/platform/rules/unknown-path.ts';
import { routes } from '../../../shared/contracts/api/routes.ts';

describe('an address that no route answers', () => {
  const services = ['familyline', 'protezione-civile'];
  test.each([
    ['/v1/services/nonesuch/contacts', 'POST', 'unknown-service', undefined],
    ['/v1/services/familyline/contacts', 'GET', 'method-not-allowed', 'POST'],
    ['/v1/services/familyline/contacts/FL-1', 'DELETE', 'method-not-allowed', 'GET'],
    ['/v1/status', 'POST', 'method-not-allowed', 'GET'],
    ['/v1/services/familyline/declarations', 'DELETE', 'method-not-allowed', 'GET, POST'],
    ['/v1/desk/familyline/worklist', 'POST', 'method-not-allowed', 'GET'],
    ['/v1/desk/familyline/cases/FL-1/readings', 'GET', 'method-not-allowed', 'POST'],
    ['/v1/desk/nonesuch/worklist', 'GET', 'unknown-service', undefined],
    ['/v1/desk/familyline/nothing', 'GET', 'unknown-path', undefined],
    ['/v1/services/familyline/../../etc/passwd', 'GET', 'unknown-path', undefined],
    ['/wp-login.php', 'GET', 'unknown-path', undefined],
  ])('%s by %s is %s', (path, method, name, allow) => {
    expect(refusalOfPath(path, method, services)).toEqual(allow === undefined ? { name } : { name, allow });
  });

  test('knows the methods of every address of the API', () => {
    const known = Map.groupBy(Object.values(routes), ({ path }) => path);
    const told = [...known.keys()].map((path) => {
      const asked = path.replace('{service}', 'familyline').replace(/\{[^}]+\}/g, 'x');
      return [path, refusalOfPath(`/v1${asked}`, 'PATCH', services).allow];
    });
    const expected = [...known].map(([path, all]) => [
      path,
      all
        .map(({ method }) => method)
        .sort()
        .join(', '),
    ]);
    expect(told).toEqual(expected);
  });
});
