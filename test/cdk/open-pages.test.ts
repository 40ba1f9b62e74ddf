import { expect, test } from '@jest/globals';
import { type CacheRules, cacheKey, cacheRulesOf, edgeCache, type KeptAnswer } from '../../local/gateway/edge-cache.ts';
import { operations } from '../../shared/contracts/api/operations/operations.ts';
import { parameters } from '../../shared/contracts/api/parameters.ts';
import { publicFor, publicOperations } from '../../shared/contracts/api/public-state.ts';
import { routes } from '../../shared/contracts/api/routes.ts';
import { simulatedClock } from '../fixtures/simulated-clock.ts';
import { agreed, center, propertiesOf } from './agreed.ts';
import { idBehind, type Properties, resourcesOf } from './synthesis.ts';

const [distribution] = propertiesOf(resourcesOf('AWS::CloudFront::Distribution', center));
const behaviors = distribution?.['DistributionConfig']['CacheBehaviors'] as Properties[];

/** How the distribution of the template keeps what is answered at a path; undefined where it keeps nothing. */
function rulesAt(path: string): CacheRules | undefined {
  const behavior = behaviors.find(({ PathPattern }) =>
    new RegExp(`^${String(PathPattern).replaceAll('*', '.*')}$`).test(path),
  );
  const policy = center.Resources[idBehind(behavior?.['CachePolicyId'], agreed) ?? ''];
  return policy?.Type === 'AWS::CloudFront::CachePolicy' ? cacheRulesOf(policy.Properties) : undefined;
}

/** What is published to be read is public too, and says so itself (functions/knowledge, functions/statistics). */
const published: string[] = ['knowledge-reader-request', 'statistics-anyone-get'];

const service = 'protezione-civile';
const pathOf = (path: string) => `/v1${path.replace('{service}', service).replace(/\{\w+\}/g, 'PC-0000')}`;

test('what is the same for all is kept at the edge, and nothing else: no answer to staff, none to one person', () => {
  const keptOperations = Object.entries(routes).filter(
    ([, { method, path, by }]) => method === 'GET' && !published.includes(by) && rulesAt(pathOf(path)) !== undefined,
  );
  // Beside these, answers that are nobody's: roots say how long they hold, the others say no-store.
  const nobodys = ['showDayRoots', 'showPlatformStatus', 'showTracing'];
  expect(keptOperations.map(([operation]) => operation).sort()).toEqual([...publicOperations, ...nobodys].sort());
});

test('two addresses of answers that ask for different things are kept apart, whatever they may ask for', () => {
  // Behind a link of one person, and never kept: it says no-store (functions/knowledge/follow-up.ts).
  const asked = operations
    .filter(({ method, by }) => method === 'GET' && published.includes(by))
    .flatMap(({ path, parameters: named = [] }) => named.map((name) => ({ path: pathOf(path), name })))
    .filter(({ name }) => parameters[name].in === 'query' && name !== 'FollowUp');
  expect(new Set(asked.map(({ name }) => parameters[name].name))).toEqual(
    new Set(['language', 'q', 'theme', 'place', 'municipality', 'format', 'month']),
  );
  for (const { path, name } of asked) {
    const key = (value: string) =>
      cacheKey(rulesAt(path) as CacheRules, {
        method: 'GET',
        path,
        query: `${parameters[name].name}=${value}`,
        headers: {},
      });
    expect([path, name, key('a') === key('b')]).toEqual([path, name, false]);
  }
});

test('what may not be kept is not, and what says nothing neither', async () => {
  const rules = rulesAt(`/v1/services/${service}`) as CacheRules;
  for (const said of ['no-store', 'private, max-age=600', '']) {
    let asked = 0;
    const edge = edgeCache(() => 0);
    for (const _ of [1, 2, 3])
      await edge.answer('a', rules, async () => {
        asked += 1;
        return { status: 200, headers: { 'cache-control': said }, body: Buffer.from('') };
      });
    expect(asked).toBe(3);
  }
});

test('a page and data of one address are kept apart', () => {
  const rules = rulesAt(`/v1/services/${service}`) as CacheRules;
  const asked = { method: 'GET', path: `/v1/services/${service}`, query: '' };
  const [data, page] = ['*/*', 'text/html'].map((accept) => cacheKey(rules, { ...asked, headers: { accept } }));
  expect(data).not.toBe(page);
});

test('50,000 open pages that ask each minute reach the API once a second at most, and are at most 2 s behind', async () => {
  const pages = 50_000;
  const seconds = 30;
  const clock = simulatedClock(0);
  const edge = edgeCache(clock.now);
  const path = `/v1/services/${service}`;
  const rules = rulesAt(path) as CacheRules;
  const key = cacheKey(rules, { method: 'GET', path, query: '', headers: { accept: '*/*' } });
  const reached: number[] = [];
  let oldest = 0;
  const origin = async (): Promise<KeptAnswer> => {
    const at = clock.now();
    reached.push(at);
    await clock.pause(60);
    return { status: 200, headers: { 'cache-control': publicFor }, body: Buffer.from(String(at)) };
  };
  await clock.live(
    (async () => {
      // Pages were opened at any moment of a minute: in each millisecond as many ask as in any other.
      const answers: Promise<void>[] = [];
      let asked = 0;
      for (let at = 0; at < seconds * 1000; at += 12) {
        await clock.pause(12);
        for (; asked < (at * pages) / 60_000; asked += 1) {
          const answer = edge.answer(key, rules, origin).then(({ body }) => {
            oldest = Math.max(oldest, clock.now() - Number(body.toString()));
          });
          if (answers.length < 1000) answers.push(answer);
        }
      }
      await Promise.all(answers);
      expect(asked).toBeGreaterThan(24_000);
    })(),
  );
  expect(reached.length / seconds).toBeLessThanOrEqual(1);
  expect(reached.length).toBeGreaterThan(seconds / 2);
  expect(oldest).toBeLessThanOrEqual(2100);
});
