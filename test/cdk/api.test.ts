import { expect, test } from '@jest/globals';
import { agreed, center, channels, propertiesOf, services } from './agreed.ts';
import { idBehind, type Properties, resourcesOf } from './synthesis.ts';

const routes = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', center));
const stage = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Stage', center))[0] as Properties;

test('has the routes of the design, each with a function behind it', () => {
  const ofService = (service: string) => [
    `GET /v1/desk/${service}/cases/{code}`,
    `GET /v1/desk/${service}/worklist`,
    `GET /v1/desk/${service}/held-mails`,
    `POST /v1/desk/${service}/held-mails/{mail}/decisions`,
    `POST /v1/desk/${service}/cases/{code}/call-attempts`,
    `POST /v1/desk/${service}/cases/{code}/joins`,
    `POST /v1/desk/${service}/cases/{code}/readings`,
    `POST /v1/desk/${service}/contacts`,
    `GET /v1/desk/${service}/protocol`,
    `GET /v1/desk/${service}/protocol/{number}`,
    `POST /v1/desk/${service}/protocol/{number}/cancellations`,
    `GET /v1/services/${service}/contacts/{code}`,
    `GET /v1/services/${service}/declarations/{declaration}/report`,
    `GET /v1/services/${service}/voice-menu`,
    `POST /v1/services/${service}/attachments`,
    `POST /v1/services/${service}/calls`,
    `POST /v1/services/${service}/calls/{source}`,
    `POST /v1/services/${service}/contact-status`,
    `POST /v1/services/${service}/contacts`,
    `POST /v1/services/${service}/contacts/{code}/conversation`,
    `POST /v1/services/${service}/contacts/{code}/messages`,
    `POST /v1/services/${service}/voice-menu/status`,
  ];
  const shared = [
    '$default',
    'GET /v1/services',
    'GET /v1/services/{service}',
    'GET /v1/services/{service}/hours',
    'GET /v1/status',
    'GET /v1/services/{service}/declarations',
    'POST /v1/services/{service}/declarations',
    'GET /v1/services/{service}/proposals',
    'GET /v1/services/{service}/hand-overs',
    'POST /v1/services/{service}/hand-overs',
    'POST /v1/services/{service}/proposals/{proposal}/decisions',
    'GET /v1/services/{service}/call-outs/{call}',
    'POST /v1/services/{service}/call-outs/{call}',
  ];
  expect(routes.map(({ RouteKey }) => RouteKey).sort()).toEqual(
    [...shared, ...ofService('familyline'), ...ofService('protezione-civile')].sort(),
  );
  for (const { RouteKey, Target } of routes) {
    const integration = center.Resources[Target['Fn::Join'][1][1].Ref];
    expect({ RouteKey, Type: integration?.Type }).toEqual({ RouteKey, Type: 'AWS::ApiGatewayV2::Integration' });
    expect(['AWS::Lambda::Function', 'AWS::Lambda::Alias']).toContain(
      { ...channels.Resources, ...center.Resources }[
        idBehind(integration?.Properties['IntegrationUri'], agreed) as string
      ]?.Type,
    );
  }
});

test('limits each service to its own plan, route by route', () => {
  for (const { service, capacity } of services)
    expect(stage['RouteSettings'][`POST /v1/services/${service}/contacts`]).toEqual({
      DetailedMetricsEnabled: true,
      ThrottlingRateLimit: capacity.ordinary.intakeRequestsPerSecond,
      ThrottlingBurstLimit: capacity.ordinary.intakeBurst,
    });
  const ofOneService = routes
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
