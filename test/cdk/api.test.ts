import { expect, test } from '@jest/globals';
import { routeKey, routes } from '../../shared/contracts/api/routes.ts';
import {
  agreed,
  bundleBehind,
  functions,
  inIds,
  propertiesOf,
  found as resourceOf,
  running,
  services,
} from './agreed.ts';
import { idBehind, type Properties, resourcesOf } from './synthesis.ts';

const found = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', ...running));
const stages = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Stage', ...running));
/** The stage of an API, by the start of its logical id. */
const stageOf = (start: string) => stages.find(({ id }) => id.startsWith(start)) as Properties;

test('has the routes of the table, each with its function behind it', () => {
  // A function of one service answers under that service's name, one of all services for any.
  const answered = functions.flatMap(([id]) => {
    const service = services.find((one) => id.startsWith(inIds(one.service)))?.service;
    const own = Object.values(routes).filter(({ by }) => by === bundleBehind(id));
    return own.map((route) => [routeKey(route, service), id]);
  });
  const behind = ({ Target }: Properties) => {
    const integration = resourceOf(Target['Fn::Join'][1][1].Ref);
    expect(integration?.Type).toBe('AWS::ApiGatewayV2::Integration');
    const id = idBehind(integration?.Properties['IntegrationUri'], agreed) as string;
    const alias = resourceOf(id)?.Properties['FunctionName'];
    return alias?.Ref ?? id;
  };
  const unknown = functions.find(([id]) => bundleBehind(id) === 'platform-unknown-path')?.[0];
  expect(found.map((route) => [route['RouteKey'], behind(route)]).sort()).toEqual(
    [...stages.map(() => ['$default', unknown]), ...answered].sort(),
  );
});

test('limits each service to its own plan, route by route', () => {
  for (const { service, capacity } of services) {
    const stage = stageOf(inIds(service));
    const { intakeRequestsPerSecond, intakeBurst } = capacity.ordinary;
    expect(stage['RouteSettings'][`POST /v1/services/${service}/contacts`]).toEqual({
      DetailedMetricsEnabled: false,
      ThrottlingRateLimit: intakeRequestsPerSecond,
      ThrottlingBurstLimit: intakeBurst,
    });
    expect(stage['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: intakeRequestsPerSecond,
      ThrottlingBurstLimit: intakeBurst,
    });
    // What is answered from another stack than the stage's lets pass what all routes do that have no limit of their own.
    const apart = `GET /v1/services/${service}/statistics`;
    const own = found.map(({ RouteKey }) => RouteKey).filter((key) => key.includes(`/${service}/`) && key !== apart);
    expect(own.length).toBeGreaterThan(20);
    expect(Object.keys(stage['RouteSettings']).sort()).toEqual(own.sort());
  }
});

test('what belongs to no service takes as much as all together, and what officers do has a share of its own', () => {
  const all = services.reduce((sum, { capacity }) => sum + capacity.ordinary.intakeRequestsPerSecond, 0);
  expect(stageOf('apiStage')['DefaultRouteSettings'].ThrottlingRateLimit).toBe(all);
  expect(stageOf('staffapiStage')['DefaultRouteSettings'].ThrottlingRateLimit).toBe(50);
});

test('logs no path, no query and no address', () => {
  expect(stages).toHaveLength(2 + services.length);
  for (const { AccessLogSettings } of stages) {
    const format = AccessLogSettings.Format as string;
    expect(format).toContain('$context.routeKey');
    expect(format).not.toMatch(/path|query|sourceIp|userAgent|identity/i);
  }
});
