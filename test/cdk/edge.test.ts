import { expect, test } from '@jest/globals';
import { isOfficersAct, isOfStaff, type Route, routeKey, routes as table } from '../../shared/contracts/api/routes.ts';
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

const rules: Properties[] = firewall?.['Rules'];
const rule = (name: string) => rules.find(({ Name }) => Name === name) as Properties;
const rate = (name: string) => rule(name)['Statement'].RateBasedStatement as Properties;

interface Asked {
  method: string;
  path: string;
  authorization?: string;
}

/** Whether a statement of the firewall takes a request, as AWS WAF says of the kinds that we use. */
function takes(statement: Properties, asked: Asked): boolean {
  const [[kind, said] = ['', {}]] = Object.entries<Properties>(statement);
  const fieldOf = ({ UriPath, Method, SingleHeader }: Properties) => {
    if (UriPath) return decodeURIComponent(asked.path).replace(/\/+/g, '/');
    if (Method) return asked.method;
    if (SingleHeader?.Name === 'authorization') return asked.authorization?.toLowerCase();
    throw new Error('the test does not know this field');
  };
  switch (kind) {
    case 'AndStatement':
      return said['Statements'].every((each: Properties) => takes(each, asked));
    case 'NotStatement':
      return !takes(said['Statement'], asked);
    case 'RegexMatchStatement':
      return new RegExp(said['RegexString']).test(fieldOf(said['FieldToMatch']) ?? '\0');
    case 'ByteMatchStatement':
      return fieldOf(said['FieldToMatch']) === said['SearchString'];
    case 'RateBasedStatement':
      return takes(said['ScopeDownStatement'], asked);
  }
  throw new Error(`the test does not know ${kind}`);
}

/** The rules that take a request, up to the first that ends it. */
function counting(asked: Asked): string[] {
  const ours = rules.filter(({ Statement }) => !Statement.ManagedRuleGroupStatement);
  const taking = ours
    .toSorted((one, other) => one['Priority'] - other['Priority'])
    .filter(({ Statement }) => takes(Statement, asked));
  const ending = taking.findIndex(({ Statement }) => !Statement.RateBasedStatement);
  return (ending < 0 ? taking : taking.slice(0, ending + 1)).map(({ Name }) => Name);
}

const asked = (route: Route): Asked => {
  const [method = '', path = ''] = routeKey(route, 'familyline')
    .replace(/\{[^}]+\}/g, 'a1b2')
    .split(' ');
  return { method, path };
};
const ofStaff = Object.values(table).filter(isOfStaff).map(asked);
const ofOthers = Object.values(table)
  .filter((route) => !isOfStaff(route))
  .map(asked);
const invented = 'Bearer eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl';

test('one address cannot flood the API, and is told when to come back', () => {
  const { CustomResponse } = rule('RatePerAddress')['Action'].Block;
  expect(CustomResponse.ResponseCode).toBe(429);
  expect(CustomResponse.ResponseHeaders).toEqual([{ Name: 'Retry-After', Value: '120' }]);
  const body = firewall?.['CustomResponseBodies'][CustomResponse.CustomResponseBodyKey];
  expect(JSON.parse(body.Content)).toMatchObject({ status: 429, title: expect.any(String) });
});

test('a telephone exchange, through which all callers come, is not held to what one citizen may ask', () => {
  expect(rate('RatePerExchange')['Limit']).toBeGreaterThan(rate('RatePerAddress')['Limit']);
  const ofExchanges = ofOthers.filter((each) => counting(each).includes('RatePerExchange'));
  expect(ofExchanges.map(({ path }) => path).sort()).toEqual(
    ['calls', 'calls/a1b2', 'voice-menu'].map((path) => `/v1/services/familyline/${path}`),
  );
});

test('every request of the public is counted once, by its address', () => {
  for (const each of ofOthers) expect([each, counting(each)]).toEqual([each, [expect.stringMatching(/^RatePer/)]]);
});

test.each([undefined, 'Bearer', 'Bearer nonsense', 'Basic b2ZmaWNlcjpwYXNz'])(
  'who asks what is for staff with %j is told at the edge to sign in, and is counted nowhere',
  (authorization) => {
    for (const each of ofStaff)
      expect(counting({ ...each, ...(authorization !== undefined && { authorization }) })).toEqual([
        'StaffWithoutToken',
      ]);
    const { CustomResponse } = rule('StaffWithoutToken')['Action'].Block;
    expect(CustomResponse).toMatchObject({
      ResponseCode: 401,
      ResponseHeaders: [{ Name: 'WWW-Authenticate', Value: 'Bearer' }],
    });
    const body = firewall?.['CustomResponseBodies'][CustomResponse.CustomResponseBodyKey];
    expect(JSON.parse(body.Content)).toMatchObject({ status: 401, title: expect.any(String) });
  },
);

test('no flood of the public fills a count that staff are under', () => {
  const countedForOthers = new Set(ofOthers.flatMap((each) => counting(each)));
  for (const each of ofStaff)
    for (const name of counting({ ...each, authorization: invented })) expect(countedForOthers).not.toContain(name);
});

test('acts of officers are counted by address and token, so that nobody beside an officer uses up theirs', () => {
  const acts = Object.entries(table).filter(([, route]) => isOfficersAct(route));
  expect(acts.length).toBeGreaterThan(2);
  for (const [operation, route] of acts)
    expect([operation, counting({ ...asked(route), authorization: invented })]).toEqual([
      operation,
      ['ActsPerOfficer', 'ActsPerAddress'],
    ]);
  expect(rate('ActsPerOfficer')).toMatchObject({
    Limit: 100,
    EvaluationWindowSec: 300,
    AggregateKeyType: 'CUSTOM_KEYS',
    CustomKeys: [{ IP: {} }, { Header: { Name: 'authorization' } }],
  });
  expect(rate('ActsPerAddress')).toMatchObject({ AggregateKeyType: 'IP', EvaluationWindowSec: 300 });
});

test('a path written otherwise is counted all the same', () => {
  for (const path of ['/v1/%64esk/familyline/worklist', '/v1//desk/familyline/worklist'])
    expect(counting({ method: 'GET', path })).toEqual(['StaffWithoutToken']);
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
  expect(new Set(seen)).toEqual(new Set([false]));
});
