import { expect, test } from '@jest/globals';
import { routeKey, routes } from '../../shared/contracts/api/routes.ts';
import { agreed, bundleBehind, center, functions, inIds, propertiesOf, services } from './agreed.ts';
import { idBehind, type Properties, resourcesOf } from './synthesis.ts';

const found = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', center));
const stage = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Stage', center))[0] as Properties;

test('has the routes of the table, each with its function behind it', () => {
  // A function of one service answers under that service's name, one of all services for any.
  const answered = functions.flatMap(([id]) => {
    const service = services.find((one) => id.startsWith(inIds(one.service)))?.service;
    const own = Object.values(routes).filter(({ by }) => by === bundleBehind(id));
    return own.map((route) => [routeKey(route, service), id]);
  });
  const behind = ({ Target }: Properties) => {
    const integration = center.Resources[Target['Fn::Join'][1][1].Ref];
    expect(integration?.Type).toBe('AWS::ApiGatewayV2::Integration');
    const id = idBehind(integration?.Properties['IntegrationUri'], agreed) as string;
    const alias = center.Resources[id]?.Properties['FunctionName'];
    return alias?.Ref ?? id;
  };
  const unknown = functions.find(([id]) => bundleBehind(id) === 'platform-unknown-path')?.[0];
  expect(found.map((route) => [route['RouteKey'], behind(route)]).sort()).toEqual(
    [['$default', unknown], ...answered].sort(),
  );
});

test('limits each service to its own plan, route by route', () => {
  for (const { service, capacity } of services)
    expect(stage['RouteSettings'][`POST /v1/services/${service}/contacts`]).toEqual({
      DetailedMetricsEnabled: true,
      ThrottlingRateLimit: capacity.ordinary.intakeRequestsPerSecond,
      ThrottlingBurstLimit: capacity.ordinary.intakeBurst,
    });
  const ofOneService = found
    .map(({ RouteKey }) => RouteKey)
    .filter((key) => /\/(familyline|protezione-civile)\//.test(key));
  expect(ofOneService.length).toBeGreaterThan(14);
  expect(Object.keys(stage['RouteSettings'])).toEqual(expect.arrayContaining(ofOneService));
  expect(stage['DefaultRouteSettings'].ThrottlingRateLimit).toBeGreaterThan(0);
});

test('logs no path, no query and no address', () => {
  const format = stage['AccessLogSettings'].Format as string;
  expect(format).toContain('$context.routeKey');
  expect(format).not.toMatch(/path|query|sourceIp|userAgent|identity/i);
});
