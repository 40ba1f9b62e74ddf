import { describe, expect, test } from '@jest/globals';
import { isOfStaff, type OperationId, pathOf, routes } from '../../shared/contracts/api/routes.ts';
import { contributionsApi } from '../../web/console/contributions/contributions-api.ts';
import { deskApi } from '../../web/console/desk/desk-api.ts';
import { editorApi } from '../../web/console/editor/editor-api.ts';
import { eventApi } from '../../web/console/event/event-api.ts';
import { type Call, officersApi } from '../../web/console/session/api.ts';
import { tracingApi } from '../../web/console/tracing/tracing-api.ts';

/** What the console asks of the center, call by call: the method and the address below `/v1`. */
async function askedBy(calls: (call: Call) => object): Promise<string[]> {
  const asked: string[] = [];
  const call: Call = async (path, init) => {
    asked.push(`${init?.method ?? 'GET'} ${path}`);
    return {} as never;
  };
  const { act, ...named } = calls(call) as Record<string, (...given: unknown[]) => Promise<unknown>>;
  for (const ask of Object.values(named)) await ask('a-service', 'an/id?', 'another');
  // A case names its service and code itself, and one call carries every act on it.
  const seen = { service: 'a-service', code: 'an/id?', version: 1 };
  if (calls === officersApi) await act?.('a-service', {}, 1);
  else if (calls === deskApi)
    for (const name of ['readDocument', 'recordCallAttempt', 'joinCase', 'actOnCase']) await act?.(name, seen, {});
  return asked;
}

/** Whether an operation of the table is what was asked, query aside. */
const matches = (asked: string) => (operation: OperationId) => {
  const { method, path } = routes[operation];
  return new RegExp(`^${method} ${path.replace(/\{[^}]+\}/g, '[^/?]+')}(\\?|$)`).test(asked);
};

const names = Object.keys(routes) as OperationId[];
const ofStaff = names.filter((name) => isOfStaff(routes[name]));
/** What staff read as citizens do: the search and the guides beside an answer, the network beside a referral. */
const alsoOfCitizens: readonly OperationId[] = [
  ...(['listArticles', 'listGuides', 'consultGuide', 'showService'] as const),
  ...(['listAdministrations', 'showAdministration'] as const),
];
// A draft of a content and a proposal from a case go to the one address of the content.
const asked = [
  ...new Set([
    ...[...(await askedBy(officersApi)), ...(await askedBy(deskApi))],
    ...[...(await askedBy(editorApi)), ...(await askedBy(eventApi))],
    ...[...(await askedBy(contributionsApi)), ...(await askedBy(tracingApi))],
  ]),
];

describe('the console', () => {
  test.each(ofStaff)('asks for every operation of staff, by the table of routes: %s', (name) => {
    expect(asked.filter((one) => matches(one)(name))).toHaveLength(1);
  });

  test('asks for nothing else', () => {
    expect(asked.filter((one) => ![...ofStaff, ...alsoOfCitizens].some(matches(one)))).toEqual([]);
  });
});

describe('the path of an operation', () => {
  test('holds what it was given, each in a segment of its own', () => {
    expect(pathOf('decideHeldMail', { service: 'familyline', mail: 'a/../b?c' })).toBe(
      '/desk/familyline/held-mails/a%2F..%2Fb%3Fc/decisions',
    );
  });

  test('with one segment more or another method is not taken for it', () => {
    expect(names.filter(matches('GET /desk/a-service/cases'))).toEqual([]);
    expect(names.filter(matches('DELETE /desk/a-service/worklist'))).toEqual([]);
  });
});
