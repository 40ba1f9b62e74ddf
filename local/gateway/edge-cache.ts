import type { Properties } from '../template/identity.ts';

/** How long a part of the distribution keeps what the API answers, and what tells one answer from another. */
export type CacheRules = {
  /** Seconds that an answer is kept at least, at most, and where it says nothing. */
  minTtl: number;
  maxTtl: number;
  defaultTtl: number;
  /** Headers of a request that its answer differs by, in lower case. */
  headers: string[];
  /** What of its query its answer differs by: everything, or what has these names. */
  query: 'all' | string[];
};

/** An answer of the origin, as it is kept. */
export type KeptAnswer = { status: number; headers: Record<string, string | string[]>; body: Buffer };

/** Reads a cache policy of the templates; undefined where none is given, as for AWS's own policy that keeps nothing. */
export function cacheRulesOf(policy: Properties | undefined): CacheRules | undefined {
  const config: Properties | undefined = policy?.['CachePolicyConfig'];
  if (config === undefined) return undefined;
  const { HeadersConfig, QueryStringsConfig }: Properties = config['ParametersInCacheKeyAndForwardedToOrigin'] ?? {};
  return {
    minTtl: Number(config['MinTTL'] ?? 0),
    maxTtl: Number(config['MaxTTL'] ?? 31_536_000),
    defaultTtl: Number(config['DefaultTTL'] ?? 86_400),
    headers: (HeadersConfig?.['Headers'] ?? []).map((name: string) => name.toLowerCase()),
    query: QueryStringsConfig?.['QueryStringBehavior'] === 'all' ? 'all' : (QueryStringsConfig?.['QueryStrings'] ?? []),
  };
}

/** What an answer is kept under: whoever asks alike gets it. */
export function cacheKey(
  rules: CacheRules,
  asked: { method: string; path: string; query: string; headers: Record<string, string | string[] | undefined> },
): string {
  const own = rules.headers.map((name) => asked.headers[name]);
  const { query } = rules;
  const told =
    query === 'all'
      ? asked.query
      : [...new URLSearchParams(asked.query)].filter(([name]) => query.includes(name)).sort();
  return JSON.stringify([asked.method, asked.path, told, own]);
}

/** Seconds that an answer is fresh, and for how many more it may be given while the origin is asked again. */
function lifeOf(rules: CacheRules, cacheControl: string): { fresh: number; stale: number } {
  const said = new Map(
    cacheControl
      .toLowerCase()
      .split(',')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.trim().split('=');
        return [name, value];
      }),
  );
  if (['no-store', 'no-cache', 'private'].some((name) => said.has(name))) return { fresh: rules.minTtl, stale: 0 };
  const told = said.get('s-maxage') ?? said.get('max-age');
  const fresh = told === undefined ? rules.defaultTtl : Number(told);
  return {
    fresh: Math.min(Math.max(fresh, rules.minTtl), rules.maxTtl),
    stale: Number(said.get('stale-while-revalidate') ?? 0),
  };
}

/**
 * One place of CloudFront: it gives what it keeps while that is fresh; what has just ceased to be it gives once more
 * while it asks the origin again; and of all who ask for one thing at once it asks the origin for the first.
 */
export function edgeCache(now: () => number) {
  const kept = new Map<string, { answer: KeptAnswer; freshUntil: number; staleUntil: number }>();
  const asked = new Map<string, Promise<KeptAnswer>>();

  function ask(key: string, rules: CacheRules, origin: () => Promise<KeptAnswer>): Promise<KeptAnswer> {
    const underWay = asked.get(key);
    if (underWay !== undefined) return underWay;
    const answer = origin()
      .then((given) => {
        const { fresh, stale } = lifeOf(rules, String(given.headers['cache-control'] ?? ''));
        const freshUntil = now() + fresh * 1000;
        if (fresh > 0) kept.set(key, { answer: given, freshUntil, staleUntil: freshUntil + stale * 1000 });
        else kept.delete(key);
        return given;
      })
      .finally(() => asked.delete(key));
    asked.set(key, answer);
    return answer;
  }

  return {
    /** The answer to a request: a kept one, or the origin's. */
    async answer(key: string, rules: CacheRules, origin: () => Promise<KeptAnswer>): Promise<KeptAnswer> {
      const have = kept.get(key);
      if (have !== undefined && now() < have.freshUntil) return have.answer;
      const fresh = ask(key, rules, origin);
      if (have === undefined || now() >= have.staleUntil) return fresh;
      fresh.catch(() => undefined);
      return have.answer;
    },
  };
}
