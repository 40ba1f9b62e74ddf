import { expect, test } from '@jest/globals';
import { agreed, center, edge, propertiesOf } from './agreed.ts';
import { idBehind, type Properties, resourcesOf } from './synthesis.ts';

const [distribution] = propertiesOf(resourcesOf('AWS::CloudFront::Distribution', center));
const config = distribution?.['DistributionConfig'] as Properties;
const [firewall] = propertiesOf(resourcesOf('AWS::WAFv2::WebACL', edge));

test('pages and API stand behind the firewall of us-east-1', () => {
  expect(config['WebACLId']['Fn::GetStackOutput']).toMatchObject({
    StackName: 'sportello-edge',
    Region: 'us-east-1',
  });
  expect(edge.Resources[idBehind(config['WebACLId'], agreed) as string]?.Type).toBe('AWS::WAFv2::WebACL');
});

test('nothing of the API is cached', () => {
  // AWS's managed policy CachingDisabled.
  expect(config['CacheBehaviors']).toEqual([
    expect.objectContaining({ PathPattern: '/v1/*', CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad' }),
  ]);
});

test('one address cannot flood the API, and is told when to come back', () => {
  const rule = firewall?.['Rules'].find(({ Name }: Properties) => Name === 'RatePerAddress') as Properties;
  const { CustomResponse } = rule['Action'].Block;
  expect(CustomResponse.ResponseCode).toBe(429);
  expect(CustomResponse.ResponseHeaders).toEqual([{ Name: 'Retry-After', Value: '120' }]);
  const body = firewall?.['CustomResponseBodies'][CustomResponse.CustomResponseBodyKey];
  expect(JSON.parse(body.Content)).toMatchObject({ status: 429, title: expect.any(String) });
});

test('a telephone exchange, through which all callers come, is not held to what one citizen may ask', () => {
  const rules: Properties[] = firewall?.['Rules'];
  const rate = (name: string) =>
    rules.find(({ Name }) => Name === name)?.['Statement'].RateBasedStatement as Properties;
  const { RegexString } = rate('RatePerExchange')['ScopeDownStatement'].RegexMatchStatement;
  const isOfExchanges = new RegExp(RegexString);
  const [, { NotStatement }] = rate('RatePerAddress')['ScopeDownStatement'].AndStatement.Statements;
  expect(NotStatement.Statement.RegexMatchStatement.RegexString).toBe(RegexString);
  expect(rate('RatePerExchange')['Limit']).toBeGreaterThan(rate('RatePerAddress')['Limit']);
  const routes = propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', center)).map(({ RouteKey }) =>
    String(RouteKey).split(' ')[1]?.replace('{source}', 'listening-room'),
  );
  expect(routes.filter((path) => isOfExchanges.test(path ?? '')).sort()).toEqual(
    ['familyline', 'protezione-civile']
      .flatMap((service) =>
        ['calls', 'calls/listening-room', 'voice-menu'].map((path) => `/v1/services/${service}/${path}`),
      )
      .sort(),
  );
});

test('a contact of 64 KB passes', () => {
  const common = firewall?.['Rules'].find(({ Name }: Properties) => Name === 'AWSManagedRulesCommonRuleSet');
  expect(common.Statement.ManagedRuleGroupStatement.RuleActionOverrides).toContainEqual({
    Name: 'SizeRestrictions_BODY',
    ActionToUse: { Count: {} },
  });
});

test('no request is sampled: samples hold receipt codes and addresses', () => {
  const seen = [firewall, ...(firewall?.['Rules'] ?? [])].map((part) => part?.VisibilityConfig.SampledRequestsEnabled);
  expect(seen).toEqual([false, false, false, false, false]);
});
