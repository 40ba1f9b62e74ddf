import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { readServices } from '../../cdk/house/services.ts';
import { isOfficersAct, isOfStaff, type Route, routeKey, routes as table } from '../../shared/contracts/api/routes.ts';
import { languages } from '../../shared/contracts/text.ts';
import { textsIn } from '../../shared/texts/languages.ts';
import { agreed, center, edge, propertiesOf, running, services } from './agreed.ts';
import { definitions, idBehind, type Properties, resourcesOf } from './synthesis.ts';

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

test('nothing of the API is cached but what anybody may read, and that for half a minute at most', () => {
  // AWS's managed policy CachingDisabled.
  const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
  const policy = (name: string) => ({ Ref: expect.stringContaining(name) });
  // What is kept is kept only where the answer itself says so: nothing that citizens send, nothing that staff ask for.
  const keeping: Record<string, unknown> = {
    '/v1/*': policy('PublicState'),
    '/v1/services/*/hours': policy('PublicState'),
    '/v1/services/*/events/*': policy('PublicState'),
    ...Object.fromEntries(
      services.flatMap(({ service }) => [
        [`/v1/services/${service}/voice-menu`, policy('PublicState')],
        [`/v1/services/${service}/*`, policy('AnswersCache')],
      ]),
    ),
  };
  for (const { PathPattern, CachePolicyId } of config['CacheBehaviors'])
    expect([PathPattern, CachePolicyId]).toEqual([expect.stringMatching(/^\/v1\//), keeping[PathPattern] ?? disabled]);
  const kept = propertiesOf(resourcesOf('AWS::CloudFront::CachePolicy', center))
    .map(({ CachePolicyConfig }) => CachePolicyConfig as Properties)
    .find(({ Comment }) => Comment.includes('pages of answers')) as Properties;
  expect(kept).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 30 });
  expect(kept['ParametersInCacheKeyAndForwardedToOrigin']).toMatchObject({
    CookiesConfig: { CookieBehavior: 'none' },
    HeadersConfig: { Headers: ['Accept', 'Accept-Language'] },
    QueryStringsConfig: {
      QueryStrings: ['language', 'q', 'theme', 'place', 'municipality', 'format', 'month', 'kind'],
    },
  });
});

test('no error is kept for the next who asks: none is theirs', () => {
  const errors: Properties[] = config['CustomErrorResponses'];
  expect(errors.map(({ ErrorCode }) => ErrorCode)).toEqual([400, 403, 404, 405, 414, 500, 501, 502, 503, 504]);
  for (const { ErrorCachingMinTTL, ResponsePagePath } of errors)
    expect([ErrorCachingMinTTL, ResponsePagePath]).toEqual([0, undefined]);
});

/** The behaviour by which CloudFront answers a path: the first whose pattern fits, `*` for any characters. */
const behaviourOf = (path: string): Properties =>
  config['CacheBehaviors'].find(({ PathPattern }: Properties) =>
    new RegExp(`^${PathPattern.replaceAll('*', '.*')}$`).test(path),
  );

test('CloudFront sends each route to the API that has it, of each service', () => {
  const origins: Properties[] = config['Origins'];
  const apiOf = ({ TargetOriginId }: Properties) => {
    const host = origins.find(({ Id }) => Id === TargetOriginId)?.['DomainName']['Fn::Join'][1][0];
    return idBehind(host, agreed);
  };
  for (const { RouteKey, ApiId } of propertiesOf(resourcesOf('AWS::ApiGatewayV2::Route', ...running)))
    for (const { service } of services) {
      if (RouteKey === '$default') continue;
      const path = RouteKey.split(' ')[1]
        .replace('{service}', service)
        .replace(/\{[^}]+\}/g, 'a1b2');
      expect([RouteKey, apiOf(behaviourOf(path))]).toEqual([RouteKey, idBehind(ApiId, agreed)]);
    }
  // What is nobody's is told so by the API of all.
  expect(apiOf(behaviourOf('/v1/services/nobody/contacts'))).toBe(apiOf(behaviourOf('/v1/services')));
});

const rules: Properties[] = firewall?.['Rules'];
const rule = (name: string) => rules.find(({ Name }) => Name === name) as Properties;
const rate = (name: string) => rule(name)['Statement'].RateBasedStatement as Properties;

interface Asked {
  method: string;
  path: string;
  authorization?: string;
  accept?: string;
  /** Whether its address has made more than it may. */
  flooding?: boolean;
}

/** Whether a statement of the firewall takes a request, as AWS WAF says of the kinds that we use. */
function takes(statement: Properties, asked: Asked): boolean {
  const [[kind, said] = ['', {}]] = Object.entries<Properties>(statement);
  const fieldOf = ({ UriPath, Method, SingleHeader }: Properties) => {
    if (UriPath) return decodeURIComponent(asked.path).replace(/\/+/g, '/');
    if (Method) return asked.method;
    if (SingleHeader?.Name === 'authorization') return asked.authorization?.toLowerCase();
    if (SingleHeader?.Name === 'accept') return asked.accept?.toLowerCase();
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
      return said['PositionalConstraint'] === 'CONTAINS'
        ? (fieldOf(said['FieldToMatch']) ?? '').includes(said['SearchString'])
        : fieldOf(said['FieldToMatch']) === said['SearchString'];
    case 'LabelMatchStatement':
      return asked.flooding === true && said['Key'] === rule('RatePerAddress')['RuleLabels'][0].Name;
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

/** What the firewall answers a request of an address that has made more than it may. */
function floodAnswer(accept: string | undefined) {
  expect(rule('RatePerAddress')['Action']).toEqual({ Count: {} });
  const flooded = {
    method: 'POST',
    path: '/v1/services/familyline/contacts',
    flooding: true,
    ...(accept && { accept }),
  };
  const refusing = counting(flooded).at(-1) ?? '';
  const { CustomResponse } = rule(refusing)['Action'].Block;
  expect(CustomResponse.ResponseCode).toBe(429);
  expect(CustomResponse.ResponseHeaders).toEqual([{ Name: 'Retry-After', Value: '120' }]);
  return firewall?.['CustomResponseBodies'][CustomResponse.CustomResponseBodyKey];
}

test.each([undefined, '*/*', 'application/json'])(
  'one address cannot flood the API, and who accepts %j is told when to come back',
  (accept) => {
    const { ContentType, Content } = floodAnswer(accept);
    expect(ContentType).toBe('APPLICATION_JSON');
    expect(JSON.parse(Content)).toMatchObject({ status: 429, title: expect.any(String) });
  },
);

/** What somebody finds on a page of refusal, whatever refused. */
function findsHelp(page: string) {
  for (const { phones } of readServices([definitions]))
    for (const { number } of phones) expect(page).toContain(`href="tel:${number}"`);
  for (const number of ['112', '115', '118']) expect(page).toContain(`href="tel:${number}"`);
  for (const language of languages) {
    expect(page).toContain(`<section lang="${language}">`);
    expect(page).toContain(textsIn[language].refused.text);
  }
  expect(page).not.toMatch(/<script|<style| style=/);
}

test('a browser is refused with a page in three languages, with 112, the telephones and the way back to the words', () => {
  const { ContentType, Content } = floodAnswer('text/html,application/xhtml+xml,*/*;q=0.8');
  expect(ContentType).toBe('TEXT_HTML');
  findsHelp(Content);
  // AWS WAF, quotas: a custom response body has 10 KB.
  expect(Buffer.byteLength(Content)).toBeLessThanOrEqual(10_240);
});

describe('what the API itself refuses on the way of a form', () => {
  const ofForms = services.map(({ service }) => behaviourOf(`/v1/services/${service}/contacts`));
  const [association]: Properties[] = ofForms.flatMap((each) => each['LambdaFunctionAssociations'] ?? []);
  const [found] = propertiesOf(resourcesOf('AWS::Lambda::Function', edge));
  const exported: { handler?: (event: object) => Promise<Properties> } = {};
  runInNewContext(found?.['Code'].ZipFile, { exports: exported });

  const browser = 'text/html,application/xhtml+xml';
  const sending = '/v1/services/familyline/contacts';
  const answered = (status: string, contentType: string, accept: string, uri = sending) =>
    exported.handler?.({
      Records: [
        {
          cf: {
            request: { method: 'POST', uri, headers: { accept: [{ key: 'Accept', value: accept }] } },
            response: {
              status,
              statusDescription: 'as it was',
              headers: { 'content-type': [{ key: 'Content-Type', value: contentType }] },
            },
          },
        },
      ],
    }) as Promise<Properties>;

  test('goes through one function at the edge, which may do nothing', () => {
    for (const { LambdaFunctionAssociations } of ofForms)
      expect(LambdaFunctionAssociations).toEqual([expect.objectContaining({ EventType: 'origin-response' })]);
    const version = edge.Resources[idBehind(association?.['LambdaFunctionARN'], agreed) as string];
    expect(version).toMatchObject({ Type: 'AWS::Lambda::Version', DeletionPolicy: 'Retain' });
    expect(found).toMatchObject({ Runtime: 'nodejs24.x', MemorySize: 128 });
    expect(found?.['Environment']).toBeUndefined();
    const [role] = propertiesOf(resourcesOf('AWS::IAM::Role', edge));
    expect(role?.['Policies'] ?? role?.['ManagedPolicyArns']).toBeUndefined();
    expect(resourcesOf('AWS::IAM::Policy', edge)).toEqual([]);
  });

  test.each(['429', '503'])(
    'with %s is the page for a browser, and stays what it was for all others',
    async (status) => {
      const page = await answered(status, 'application/json', browser);
      expect(page).toMatchObject({ status, headers: { 'retry-after': [{ value: '5' }] } });
      findsHelp(page['body']);
      expect((await answered(status, 'application/json', 'application/json'))['body']).toBeUndefined();
    },
  );

  test('says that all has arrived where only the page of the receipt was refused', async () => {
    const { body } = await answered('429', 'application/json', browser, '/v1/services/familyline/contact-receipt');
    for (const language of languages) {
      expect(body).toContain(textsIn[language].refused.received);
      expect(body).not.toContain(textsIn[language].refused.text);
    }
  });

  test.each([
    ['503', 'text/html; charset=utf-8'],
    ['202', 'application/json'],
    ['303', 'text/html; charset=utf-8'],
    ['422', 'text/html; charset=utf-8'],
    ['500', 'application/json'],
  ])('is told from an answer %s as %s, which is handed on', async (status, contentType) => {
    expect(await answered(status, contentType, browser)).toMatchObject({ status, statusDescription: 'as it was' });
    expect((await answered(status, contentType, browser))['body']).toBeUndefined();
  });
});

test('a telephone exchange, through which all callers come, is not held to what one citizen may ask', () => {
  expect(rate('RatePerExchange')['Limit']).toBeGreaterThan(rate('RatePerAddress')['Limit']);
  const ofExchanges = ofOthers.filter((each) => counting(each).includes('RatePerExchange'));
  expect(ofExchanges.map(({ path }) => path).sort()).toEqual(
    ['calls', 'calls/a1b2', 'voice-menu'].map((path) => `/v1/services/familyline/${path}`),
  );
});

test('every request of the public is counted once, by its address, but for what the edge answers open pages itself', () => {
  const ofOpenPages = [table.listServices, table.showService, table.showEffectiveHours].map((route) => asked(route));
  for (const each of ofOthers) {
    const counts = ofOpenPages.some(({ path }) => path === each.path) ? [] : [expect.stringMatching(/^RatePer/)];
    expect([each, counting(each)]).toEqual([each, counts]);
  }
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
