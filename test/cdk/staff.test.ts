import { expect, test } from '@jest/globals';
import { isOfficersAct, isOfStaff, routeKey, routes as table } from '../../shared/contracts/api/routes.ts';
import { agreed, bundleBehind, center, found, functions, propertiesOf, records, running, services } from './agreed.ts';
import { idBehind, type Properties, resourcesOf, templates } from './synthesis.ts';

const own = await templates('own-issuer');
const routes = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', ...running));
/**
 * The table of routes as the stacks write it: each under every service's name, or under `{service}` for all of them.
 */
const keysOfStaff = new Set(
  Object.values(table)
    .filter(isOfStaff)
    .flatMap((route) => [routeKey(route), ...services.map(({ service }) => routeKey(route, service))]),
);
const ofStaff = routes.filter(({ RouteKey }) => keysOfStaff.has(RouteKey));
const [pool] = propertiesOf(resourcesOf('AWS::Cognito::UserPool', ...records));

test('what officers do is only for tokens of the directory, made for the console', () => {
  expect(ofStaff.length).toBeGreaterThan(20);
  // An address that says by itself whom it is for.
  const speaking = routes.filter(({ RouteKey }) =>
    /\/v1\/desk\/|\/(declarations|event-pages|proposals|decisions|hand-overs)\b/.test(RouteKey),
  );
  expect(speaking).toEqual(ofStaff);
  for (const { AuthorizationType, AuthorizerId } of ofStaff) {
    expect(AuthorizationType).toBe('JWT');
    const authorizer = found(AuthorizerId.Ref)?.Properties as Properties;
    const { Issuer, Audience } = authorizer['JwtConfiguration'];
    expect(idBehind(Issuer, agreed)).toBe(pool?.['id']);
    expect(found(idBehind(Audience[0], agreed))?.Type).toBe('AWS::Cognito::UserPoolClient');
  }
  for (const { RouteKey, AuthorizationType } of routes.filter((route) => !ofStaff.includes(route)))
    expect({ RouteKey, AuthorizationType }).toEqual({ RouteKey, AuthorizationType: 'NONE' });
});

test('routes of staff have a share of requests of their own, which the public cannot use up; acts of officers a wide one', () => {
  const stages = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Stage', ...running));
  const settings = Object.assign({}, ...stages.map(({ RouteSettings = {} }) => RouteSettings));
  const acts = Object.values(table).filter(isOfficersAct);
  const actKeys = acts.map((route) => routeKey(route));
  expect(actKeys.length).toBeGreaterThan(2);
  for (const { RouteKey } of ofStaff)
    expect([RouteKey, settings[RouteKey]]).toMatchObject([
      RouteKey,
      actKeys.includes(RouteKey)
        ? { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 500 }
        : { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    ]);
});

test('what officers declare runs in environments that no flood elsewhere can take', () => {
  const [declaring] = functions.filter(([id]) => bundleBehind(id) === 'posture-officer-request');
  expect(declaring?.[1].Properties['ReservedConcurrentExecutions']).toBe(10);
});

test('nobody signs up alone, and everybody has a second factor that is no SMS', () => {
  expect(pool).toMatchObject({
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    DeletionProtection: 'ACTIVE',
  });
  for (const { Required } of pool?.['Schema'] ?? []) expect(Required).not.toBe(true);
});

test('every role that the handler knows is a group, for all services and for each', () => {
  const groups = propertiesOf(resourcesOf('AWS::Cognito::UserPoolGroup', ...records)).map(({ GroupName }) => GroupName);
  const roles = [
    'administrator',
    'auditor',
    'duty-officer',
    'editor',
    'expert',
    'operator',
    'partner',
    'reserve',
    'supervisor',
  ];
  expect(groups.sort()).toEqual(
    roles.flatMap((role) => [role, `${role}.familyline`, `${role}.protezione-civile`]).sort(),
  );
});

test('the console signs in without a secret, and a shift ends its session', () => {
  const [client] = propertiesOf(resourcesOf('AWS::Cognito::UserPoolClient', center));
  expect(client).toMatchObject({
    GenerateSecret: false,
    AllowedOAuthFlows: ['code'],
    // Only tokens of a password or SRP sign-in may rename their owner.
    ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    AllowedOAuthScopes: ['openid', 'profile', 'email'],
    // Nobody writes what says who they are or what they may do: an empty list or none means every standard attribute.
    WriteAttributes: ['locale'],
    IdTokenValidity: 60,
    RefreshTokenValidity: 12 * 60,
  });
  expect(JSON.stringify(client?.['CallbackURLs'])).toContain('/console/');
});

test('an issuer of the administration’s own takes the place of the directory', () => {
  expect(resourcesOf('AWS::Cognito::UserPool', own.records)).toEqual([]);
  const authorizers = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Authorizer', ...Object.values(own)));
  // One in each stack that has routes of staff.
  expect(authorizers).toHaveLength(3);
  for (const { JwtConfiguration } of authorizers)
    expect(JwtConfiguration).toEqual({
      Issuer: 'https://accessi.example.it/realms/staff',
      Audience: ['sportello-console'],
    });
  const headers = JSON.stringify(resourcesOf('AWS::CloudFront::ResponseHeadersPolicy', own.center));
  expect(headers).toContain(' https://accessi.example.it https://tokens.example.it;');
});
