import { describe, expect, test } from '@jest/globals';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { declares, type Staff, seesDeclarations } from '../../../../shared/core/staff.ts';
import { Refusal } from '../../../../shared/shell/http/problems.ts';
import { admit, isWriting } from '../../../../shared/shell/http/staff.ts';

const requestBy = (groups: string[] | undefined, method = 'GET') =>
  ({
    routeKey: 'GET /v1/services/{service}/declarations',
    requestContext: {
      http: { method },
      ...(groups && { authorizer: { jwt: { claims: { sub: 'ada-1', name: 'Ada', 'cognito:groups': groups } } } }),
    },
  }) as unknown as APIGatewayProxyEventV2;

const enter = (groups: string[] | undefined, may: (staff: Staff) => boolean) =>
  admit(requestBy(groups), { function: 'posture', service: 'protezione-civile', may });

describe('whoever asks as staff', () => {
  test('is let in with a role that may, and named on each log line about them', () => {
    const { officer, roles, line } = enter(['duty-officer.protezione-civile'], declares);

    expect(officer).toEqual({ subject: 'ada-1', name: 'Ada' });
    expect(roles.dutyOfficer).toBe(true);
    expect(line).toMatchObject({ function: 'posture', service: 'protezione-civile', subject: 'ada-1' });
  });

  test.each<[string, string[] | undefined]>([
    ['another role', ['supervisor']],
    ['the role of another service', ['duty-officer.familyline']],
    ['no role', []],
    ['no token', undefined],
  ])('is refused with %s', (_what, groups) => {
    expect(() => enter(groups, declares)).toThrow(new Refusal('not-allowed'));
  });

  test('sees as a supervisor what only a duty officer changes', () => {
    expect(enter(['supervisor'], seesDeclarations).roles.supervisor).toBe(true);
    expect([isWriting(requestBy([], 'POST')), isWriting(requestBy([]))]).toEqual([true, false]);
  });
});
